"""What judges are shown of an item: all that can be chosen or written, and what is right."""

import pytest

from courses.item_key import answer_of, gap_text
from tests.courses.building import multiple_response, single_choice
from tests.courses.quiz.psychometrics.test_options import cloze, matching, numeric, ordering, short_text


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        (single_choice(options=2), [("", "Option 0", True), ("", "Option 1", False)]),
        (multiple_response(keys=1, options=2), [("", "Option 0", True), ("", "Option 1", False)]),
        (matching(), [("left 0", "right 0", True), ("left 1", "right 2", True)]),
        (ordering(), [("", f"Step {n}", True) for n in range(3)]),
        (numeric() | {"unit": "min"}, [("", "12.5 min", True)]),
        (short_text("Muda", "Waste"), [("", "Muda", True), ("", "Waste", True)]),
        (cloze(), [("First", "Option 0", True), ("First", "Option 1", False), ("[2]", "kanban", True)]),
        ({"type": "essay", "rubric": [{"criterion": "Names a place."}]}, [("", "Names a place.", True)]),
    ],
)
def test_the_answer_lies_beside_the_question(content, lines):
    assert [(line.part, line.text, line.is_key) for line in answer_of(content)] == lines


def test_gaps_are_named_as_their_answers_are():
    assert gap_text(cloze()) == "<p><b>First</b> <b>[2]</b></p>"
    assert gap_text(single_choice()) == ""


def test_the_label_of_a_gap_is_text():
    content = cloze()
    content["gaps"][0]["label"] = "<script>"
    assert "<script>" not in gap_text(content)
