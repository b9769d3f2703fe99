"""How figures are written: what is not known is a dash with its reason, never 0."""

import pytest

from courses.drawings import bar, columns, from_zero
from courses.figures import DASH, figures_of_test, index, item_figures, points, seconds, share
from courses.quiz.analysing import analyse
from courses.quiz.psychometrics.advising import Trust
from courses.quiz.psychometrics.items import item_statistics
from courses.quiz.psychometrics.sittings import Given, Sitting
from courses.quiz.psychometrics.tallying import tally_of


def test_numbers_are_written_as_they_are_read():
    assert share(0.744).text == "74 %"
    assert index(-0.114).text == "\N{MINUS SIGN}0.11"
    assert points(2.64, None).text == "2.6"
    assert [seconds(n).text for n in (56.4, 119, 125)] == ["56 s", "119 s", "2 min 05 s"]


def test_a_zero_is_a_number_and_nothing_is_a_dash_with_a_reason():
    assert (share(0.0).text, share(0.0).reason) == ("0 %", None)
    for figure in (share(None), index(None), seconds(None)):
        assert figure.text == DASH
        assert figure.reason


def test_with_few_answers_there_are_only_counts():
    [item] = item_statistics(tally_of([Sitting([Given(1, 1.0)])]), {})
    figures = item_figures(item, Trust.COUNTS)
    assert figures["n"].text == "1"
    assert {figure.text for name, figure in figures.items() if name != "n"} == {DASH}
    assert figures["facility"].reason == "Fewer than 30 answers."


def test_each_dash_of_an_item_says_why():
    [item] = item_statistics(tally_of([Sitting([Given(1, 0.5, is_scored=False)])] * 40), {})
    figures = item_figures(item, Trust.INDICATIVE)
    assert figures["facility"].text == "50 %"
    assert figures["effective_weight"].reason == "It is not scored."
    assert figures["discrimination"].reason.startswith("Everybody earned the same")
    assert figures["seconds"].reason == "No answer was saved one by one."
    assert all(figure.reason for figure in figures.values() if figure.text == DASH)


def test_the_figures_of_a_test_have_names_and_reasons():
    same = analyse([Sitting([Given(1, 1.0), Given(2, 1.0)])] * 40, cut=0.7)
    named = dict(figures_of_test(same))
    assert named["Median score"].text == "100 %"
    assert named["Reliability, alpha"].text == DASH
    assert all(figure.reason for figure in named.values() if figure.text == DASH)
    few = analyse([Sitting([Given(1, 1.0)])], cut=0.7)
    assert {figure.text for _name, figure in figures_of_test(few)} == {DASH}
    assert figures_of_test(analyse([], cut=0.7)) == []


@pytest.mark.parametrize(
    ("value", "x", "width", "is_below"),
    [
        (0.04, "25.0%", "3.0%", False),
        (1.0, "25.0%", "75.0%", False),
        (-0.11, "16.8%", "8.2%", True),
        (-1, "0.0%", "25.0%", True),
    ],
)
def test_discrimination_is_drawn_from_its_zero(value, x, width, is_below):
    drawn = from_zero(value)
    assert (drawn.x, drawn.width, drawn.is_below) == (x, width, is_below)


def test_what_is_not_known_is_not_drawn():
    assert from_zero(None) is None
    assert bar(None) is None
    assert [column and column.height for column in columns([0.25, None, 1.0])] == [25.0, None, 100.0]
