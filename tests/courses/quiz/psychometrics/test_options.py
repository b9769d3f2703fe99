"""Who chose what."""

import pytest

from content.items.content import check_content
from courses.quiz.psychometrics.groups import groups_of
from courses.quiz.psychometrics.guessing import guess_score
from courses.quiz.psychometrics.options import Option, chosen_of, option_statistics, options_of, parts_of
from courses.quiz.psychometrics.sittings import Given, Sitting
from courses.quiz.psychometrics.tallying import tally_of
from tests.courses.building import multiple_response, self_assessed, single_choice

A, B, C = (Option(key, key.upper(), key == "a") for key in "abc")


def item_of(*answers: tuple[str, float, float]):
    """answers: choice, points on it, points on one other item."""
    tally = tally_of(
        Sitting([Given(1, points, chosen=(choice,) if choice else ()), Given(2, rest)])
        for choice, points, rest in answers
    )
    return tally, tally.items[1, True]


def test_an_option_is_told_by_who_chose_it():
    """By hand: b was chosen by (0, 1, 1, 0) beside (1, 0, 0, 1) on the other item: against it altogether."""
    _tally, item = item_of(("a", 1, 1), ("b", 0, 0), ("b", 0, 0), ("a", 1, 1))
    right, wrong, unused = option_statistics(item, [A, B, C])
    assert (right.n, right.share, right.mean_total, right.rest_correlation) == (2, 0.5, 2.0, pytest.approx(1))
    assert (wrong.n, wrong.mean_total, wrong.rest_correlation) == (2, 0.0, pytest.approx(-1))
    assert (unused.n, unused.share, unused.mean_total, unused.rest_correlation) == (0, 0.0, None, None)


def test_who_left_it_out_counts_among_those_who_met_it():
    _tally, item = item_of(("a", 1, 1), ("", 0, 0), ("", 0, 1), ("b", 0, 0))
    assert [o.share for o in option_statistics(item, [A, B])] == [0.25, 0.25]


def test_the_strongest_and_the_weakest_are_told_apart():
    tally, item = item_of(("b", 0, 0), ("b", 0, 0), ("a", 1, 1), ("a", 1, 1))
    halves = groups_of([earned / most for earned, most in tally.totals], 2)
    assert halves.facilities(item) == [0.0, 1.0]
    assert halves.shares(item, item.chosen["b"]) == [1.0, 0.0]
    assert halves.sizes(item) == [2, 2]


def test_equal_totals_stay_in_one_group_and_an_empty_group_has_no_share():
    tally, item = item_of(*[("a", 1, 1)] * 10)
    fifths = groups_of([earned / most for earned, most in tally.totals], 5)
    assert fifths.facilities(item) == [None, None, None, None, 1.0]


def matching() -> dict:
    sides = {
        side: [{"id": f"{side[0]}{n}aa", "text": f"{side} {n}", "feedback": ""} for n in range(count)]
        for side, count in (("left", 2), ("right", 4))
    }
    head = {"schema": 1, "type": "matching", "stimulus": "", "stem": "<p>Match.</p>", "feedback": ""}
    return head | sides | {"key": {"l0aa": "r0aa", "l1aa": "r2aa"}}


def ordering() -> dict:
    steps = [{"id": f"s{n}aa", "text": f"Step {n}", "note": ""} for n in range(3)]
    head = {"schema": 1, "type": "ordering", "stimulus": "", "stem": "<p>Order.</p>", "feedback": ""}
    return head | {"sequence": steps}


def short_text(*accept: str, **more: object) -> dict:
    head = {"schema": 1, "type": "short_text", "stimulus": "", "stem": "<p>Name it.</p>", "feedback": ""}
    return head | {"accept": list(accept), "model_answer": "", "wrong": [], "distance": False} | more


def numeric() -> dict:
    head = {"schema": 1, "type": "numeric", "stimulus": "", "stem": "<p>How many?</p>", "feedback": ""}
    rest = {"unit": "", "working": "", "feedback_correct": "", "wrong": []}
    return head | {"answer": "12.5", "tolerance": "0.5"} | rest


def cloze() -> dict:
    inner = {"type": "single_choice", "options": single_choice(options=2)["options"]}
    own = ("type", "accept", "model_answer", "wrong", "distance")
    words = {name: value for name, value in short_text("kanban").items() if name in own}
    gaps = [
        {"id": "gap1", "label": "First", "points": 3, "interaction": inner},
        {"id": "gap2", "points": 1, "interaction": words},
    ]
    head = {"schema": 1, "type": "cloze", "stimulus": "", "stem": "<p>Fill in.</p>", "feedback": ""}
    return head | {"text": "<p>[[gap1]] [[gap2]]</p>", "gaps": gaps}


@pytest.mark.parametrize("content", [matching(), ordering(), short_text("x"), numeric(), single_choice()])
def test_the_contents_that_are_tried_here_are_contents(content):
    assert check_content(content) == []


FILLED = {"gap1": {"choice": "right0"}, "gap2": {"text": "Heijunka"}}


@pytest.mark.parametrize(
    ("content", "response", "keys"),
    [
        (single_choice(), {"choice": "wrong2"}, ["wrong2"]),
        (multiple_response(), {"choices": ["right0", "wrong3"]}, ["right0", "wrong3"]),
        (matching(), {"pairs": {"l0aa": "r1aa"}}, ["l0aa=r1aa"]),
        (ordering(), {"order": ["s2aa", "s0aa", "s1aa"]}, ["3 1 2"]),
        (numeric(), {"value": "12.5"}, ["12.5"]),
        (short_text("Kanban"), {"text": " KANBAN. "}, ["kanban"]),
        (cloze(), {"gaps": FILLED}, ["gap1:right0", "gap2:heijunka"]),
        (cloze(), {"gaps": {"gap1": {"choice": "right0"}}}, ["gap1:right0"]),
        (self_assessed(), {"text": "At the dock."}, []),
    ],
)
def test_what_was_chosen_has_keys(content, response, keys):
    assert chosen_of(content, response) == keys
    assert chosen_of(content, None) == []


def test_options_name_their_part():
    left = [option for option in options_of(matching()) if option.part == "left 1"]
    assert [option.text for option in left] == ["right 0", "right 1", "right 2", "right 3"]
    assert [option.is_key for option in left] == [False, False, True, False]
    gaps = [(option.key, option.part) for option in options_of(cloze())]
    assert gaps == [("gap1:right0", "First"), ("gap1:wrong1", "First")]
    assert options_of(numeric()) == []


def test_what_was_written_is_listed_by_frequency_and_judged_by_its_points():
    right, wrong = ("12", 1, 1), ("125", 0, 0)
    _tally, item = item_of(right, wrong, wrong, right, right, ("ratio 1:2", 0, 0))
    written = [(o.option.text, o.n, o.option.is_key) for o in option_statistics(item, [])]
    assert written == [("12", 3, True), ("125", 2, False), ("ratio 1:2", 1, False)]


def test_what_was_written_in_a_gap_stands_under_the_gap():
    _tally, item = item_of(("gap2:heijunka", 0, 1), ("gap1:right0", 1, 1))
    found = option_statistics(item, options_of(cloze()), parts_of(cloze()))
    assert [(o.option.part, o.option.text, o.n) for o in found] == [
        ("First", "Option 0", 1),
        ("First", "Option 1", 0),
        ("[2]", "heijunka", 1),
    ]


def test_each_gap_has_its_answers_together_and_as_many_as_an_item():
    rows = [(f"gap{gap}:{n}", 0, 1) for n in range(14) for gap in (2, 1)]
    _tally, item = item_of(*rows)
    found = [o.option.part for o in option_statistics(item, options_of(cloze()), parts_of(cloze()))]
    assert found == ["First"] * 14 + ["[2]"] * 12


def test_a_long_answer_is_shown_by_how_it_begins():
    _tally, item = item_of(("they walk to where the work is done, " * 50, 0, 1))
    [written] = option_statistics(item, [])
    assert written.option.text.startswith("they walk to where the work is done,")
    assert len(written.option.text) <= 81
    assert written.option.text.endswith("…")


WEIGHTS = {"grading": "weights", "options": [{"weight": "1"}, {"weight": "-1/2"}]}
ANYTHING = [{"text": "*", "weight": "1/5", "feedback": ""}]


@pytest.mark.parametrize(
    ("content", "score"),
    [
        (single_choice(options=4), "1/4"),
        (single_choice(options=2), "1/2"),
        (single_choice() | WEIGHTS, "1/4"),
        (matching(), "1/4"),
        (numeric(), "0"),
        (short_text("x"), "0"),
        (short_text("x", wildcards=True, more=ANYTHING), "1/5"),
        (short_text("*", wildcards=True), "1"),
        (cloze(), "3/8"),
        (multiple_response(), None),
        (ordering(), None),
        (self_assessed(), None),
    ],
)
def test_what_blind_guessing_earns(content, score):
    found = guess_score(content)
    assert (found if found is None else str(found)) == score
