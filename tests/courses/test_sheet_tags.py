"""Gaps in running text, words counted, ranges said."""

import pytest

from courses.quiz.rows import Gap
from courses.quiz.sheet import Sheet
from courses.templatetags.sheets import accepted_range, answered_pieces, pieces, word_limits


def gap(gap_id, number="1"):
    return Gap(id=gap_id, text="", letter=number, value="", name=f"gap-{gap_id}-text", type="short_text")


def sheet(text, *gaps, solution=None):
    return Sheet("cloze", "", "", text=text, gaps=gaps, solution=solution)


def test_text_is_cut_at_its_gaps_and_its_markup_stays_whole():
    cut = pieces(sheet("<p>We <b>go [[aaaa]] and</b> see [[bbbb]] first.</p>", gap("aaaa"), gap("bbbb", "2")))
    assert [(piece.html, piece.gap and piece.gap.id) for piece in cut] == [
        ("<p>We <b>go ", "aaaa"),
        (" and</b> see ", "bbbb"),
        (" first.</p>", None),
    ]


def test_what_closes_a_gap_stays_with_it():
    cut = pieces(sheet("<p>Go [[aaaa]], see ([[bbbb]]).</p>", gap("aaaa"), gap("bbbb", "2")))
    assert [piece.closing for piece in cut] == [",", ").", ""]
    assert [piece.html for piece in cut] == ["<p>Go ", " see (", "</p>"]


def test_a_gap_cannot_stand_inside_of_a_tag():
    [only] = pieces(sheet('<p><a href="https://e.example/[[aaaa]]">x</a></p>', gap("aaaa")))
    assert only.gap is None


def test_what_acts_is_gone_before_the_text_is_cut():
    cut = pieces(sheet("<p onclick='x()'>a [[aaaa]]<script>[[aaaa]]</script></p>", gap("aaaa")))
    assert [piece.html for piece in cut] == ["<p>a ", "</p>"]


def test_the_whole_answer_fills_each_gap():
    options = [{"id": "op11", "text": "jidoka"}, {"id": "op12", "text": "kanban"}]
    given = [
        {"id": "aaaa", "type": "short_text", "accept": ["gemba", "the gemba"]},
        {"id": "bbbb", "type": "numeric", "answer": "60", "unit": "seconds"},
        {"id": "cccc", "type": "single_choice", "key": {"choice": "op11"}, "options": options},
    ]
    gaps = [gap("aaaa"), gap("bbbb", "2"), gap("cccc", "3")]
    filled = answered_pieces(sheet("[[aaaa]] [[bbbb]] [[cccc]]", *gaps, solution={"gaps": given}))
    assert [piece.answer for piece in filled] == ["gemba / the gemba", "60 seconds", "jidoka", ""]


@pytest.mark.parametrize(
    ("solution", "words"),
    [
        ({"tolerance": "0"}, ""),
        ({"tolerance": "0.5"}, "give or take 0.5"),
        ({"mode": "relative", "tolerance": "0.05"}, "give or take 5 %"),
        ({"mode": "geometric", "tolerance": "0.5"}, "up to 1.5 times as much or as little"),
        ({"mode": "range", "tolerance": "0", "low": "9.5", "high": "10"}, "from 9.5 to 10"),
    ],
)
def test_how_near_a_number_has_to_be_is_said(solution, words):
    assert accepted_range(solution) == words


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        ((None, None), ""),
        ((50, None), "Write 50 words or more."),
        ((None, 300), "Write 300 words at most."),
        ((50, 300), "Write 50 to 300 words."),
    ],
)
def test_how_much_to_write_is_said(limits, words):
    assert word_limits(Sheet("essay", "", "", limits=limits)) == words
