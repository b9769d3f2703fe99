"""From the blocks that an author fills to the content that a learner meets."""

import json
import random
from typing import Any

import pytest

from content.freezing import content_of
from content.items.content import check_content
from content.items.scoring import score
from content.models import Item
from content.publishing import content_problems, pool_problems


def listed(*values: Any) -> list[dict[str, Any]]:
    return [{"type": "item", "id": str(number), "value": value} for number, value in enumerate(values)]


def written(kind: str, **value: Any) -> Item:
    """An item with one block, as the CMS stores it."""
    stored = json.dumps([{"type": kind, "id": "1", "value": value}])
    return Item(stem="<p>Which?</p>", interaction=stored, feedback="Well seen.")


def frozen(kind: str, **value: Any) -> dict[str, Any]:
    return content_of(written(kind, **value), random.Random(7))


def option(text: str, *, correct: bool = False, weight: str = "") -> dict[str, Any]:
    return {"text": text, "correct": correct, "weight": weight, "feedback": f"On {text}."}


def numeric(**changes: Any) -> dict[str, Any]:
    return {"answer": "40", "tolerance": "0.50", "unit": "minutes", "wrong": []} | changes


def short_text(**changes: Any) -> dict[str, Any]:
    return {"accept": listed("jidoka"), "wrong": [], "distance": False} | changes


def messages(content: dict[str, Any]) -> list[str]:
    return [message for _, message in content_problems(content)]


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("single_choice", {"options": listed(option("a", correct=True), option("b"))}),
        ("multiple_response", {"options": listed(option("a", correct=True), option("b"))}),
        ("matching", {"pairs": listed({"left": "a", "right": "b"}, {"left": "c", "right": "d"})}),
        ("ordering", {"sequence": listed({"text": "a"}, {"text": "b"}, {"text": "c"})}),
        ("numeric", numeric()),
        ("short_text", short_text()),
    ],
)
def test_an_item_that_says_nothing_new_is_frozen_as_ever(kind, value):
    """Publishing it again must not make a new version."""
    content = frozen(kind, **value)
    assert check_content(content) == []
    new = {"grading", "layout", "mode", "low", "high", "more", "wildcards", "case_sensitive"}
    assert new.isdisjoint(content)
    assert all("weight" not in entry for entry in content.get("options", ()))


def test_options_carry_their_shares_where_the_item_is_graded_by_them():
    options = listed(option("a", correct=True, weight="1"), option("b", weight=" 0,5 "), option("c"))
    content = frozen("single_choice", options=options, grading="weights")
    assert check_content(content) == []
    assert content["grading"] == "weights"
    assert [entry["weight"] for entry in content["options"]] == ["1", "0.5", "0"]


def test_shares_left_over_from_another_grading_are_not_frozen():
    options = listed(option("a", correct=True, weight="1/2"), option("b"))
    content = frozen("multiple_response", options=options, grading="all_or_nothing")
    assert check_content(content) == []
    assert all("weight" not in entry for entry in content["options"])


def test_categories_and_their_grading_are_frozen():
    pairs = listed(*({"left": text, "right": "Waste"} for text in ("Scrap", "Waiting")))
    extra = listed({"text": "Value", "feedback": ""})
    content = frozen(
        "matching", pairs=pairs, extra_right=extra, layout="categorise", grading="all_or_nothing"
    )
    assert check_content(content) == []
    assert (content["layout"], content["grading"]) == ("categorise", "all_or_nothing")
    assert [entry["text"] for entry in content["right"]] == ["Waste", "Value"]


def test_a_range_and_what_earns_a_share_beside_it_are_frozen_exactly():
    more = listed({"low": "30.0", "high": "50", "weight": "1/3", "feedback": "Near."})
    content = frozen("numeric", **numeric(mode="range", low="39.50", high="40.5", more=more))
    assert check_content(content) == []
    assert (content["mode"], content["low"], content["high"]) == ("range", "39.5", "40.5")
    assert content["more"] == [{"low": "30", "high": "50", "weight": "1/3", "feedback": "Near."}]


def test_a_short_text_keeps_what_was_said_of_case_wildcards_and_shares():
    more = listed({"text": "autonom*", "weight": "0,5", "feedback": "Part of it."})
    content = frozen("short_text", **short_text(more=more, wildcards=True, case_sensitive=True))
    assert check_content(content) == []
    assert content["wildcards"] is content["case_sensitive"] is True
    assert content["more"] == [{"text": "autonom*", "weight": "0.5", "feedback": "Part of it."}]


def cloze(text: str, **changes: Any) -> dict[str, Any]:
    """Two gaps: a choice of one point, a number of two, with a name."""
    options = listed(option("gemba", correct=True), option("office"))
    gaps = [
        {"type": "single_choice", "id": "1", "value": {"options": options, "points": 1}},
        {"type": "numeric", "id": "2", "value": numeric(points=2, label="Takt time")},
    ]
    return frozen("cloze", **{"text": text, "gaps": gaps} | changes)


def test_the_numbers_in_a_text_become_the_ids_of_its_gaps():
    content = cloze("<p>It takes [[2]] at the <b>[[ 1 ]]</b>.<script>x</script></p>")
    assert check_content(content) == []
    first, second = (gap["id"] for gap in content["gaps"])
    assert content["text"] == f"<p>It takes [[{second}]] at the <b>[[{first}]]</b>.</p>"
    assert [gap.get("label", "") for gap in content["gaps"]] == ["", "Takt time"]
    assert [gap["interaction"]["type"] for gap in content["gaps"]] == ["single_choice", "numeric"]
    # The gap of two points, of three in all.
    assert score(content, {"gaps": {second: {"value": "40"}}}) * 3 == 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<p>[[1]] only</p>", "Gap 2: Put this gap into the text, once: write [[2]]."),
        ("<p>[[1]] [[2]] [[2]]</p>", "Gap 2: Put this gap into the text, once: write [[2]]."),
        ("<p>[[1]] [[2]] [[3]]</p>", "The text names a gap 3, and there is none."),
    ],
)
def test_an_author_is_told_which_gap_the_text_lacks(text, message):
    assert messages(cloze(text)) == [message]


def test_an_author_is_told_in_which_gap_a_problem_lies_as_people_count():
    options = listed(option("gemba", correct=True), option("Gemba"))
    gaps = [
        {"type": "single_choice", "id": "1", "value": {"options": options, "points": 1}},
        {"type": "short_text", "id": "2", "value": short_text(accept=listed(" "), points=0)},
    ]
    assert messages(cloze("<p>[[1]] [[2]]</p>", gaps=gaps)) == [
        "Gap 1, Option 2: This text is there already.",
        "Gap 2: Give it at least one point.",
        "Gap 2, Accepted answer 1: Write an answer here.",
    ]


def test_an_author_is_told_that_shares_never_add_up():
    options = listed(
        option("a", correct=True, weight="1/3"), option("b", correct=True, weight="1/3"), option("c")
    )
    content = frozen("multiple_response", options=options, grading="weights")
    assert messages(content) == ["The shares of the right options have to add up to 1."]


def test_an_author_is_told_which_share_cannot_be_read():
    more = listed({"low": "30", "high": "50", "weight": "half", "feedback": ""})
    content = frozen("numeric", **numeric(more=more))
    assert messages(content) == ["Further answer 1: Write a share such as 1/3, 0.5 or 1."]


def test_an_essay_is_frozen_with_its_rubric_its_markers_and_its_limits():
    levels = listed({"points": 0, "text": "None"}, {"points": 2, "text": "One"}, {"points": 3, "text": "All"})
    rubric = listed({"criterion": "Names the wastes", "levels": levels})
    content = frozen("essay", rubric=rubric, model_answer=" Waiting. ", markers="2", max_words=300)
    assert check_content(content) == []
    [criterion] = content["rubric"]
    assert criterion["levels"] == [
        {"points": 0, "text": "None"},
        {"points": 2, "text": "One"},
        {"points": 3, "text": "All"},
    ]
    assert (content["model_answer"], content["markers"], content["max_words"]) == ("Waiting.", 2, 300)
    assert "min_words" not in content


def test_levels_that_do_not_rise_are_named_by_their_criterion():
    levels = listed({"points": 1, "text": "One"}, {"points": 1, "text": "All"})
    content = frozen("essay", rubric=listed({"criterion": "Names", "levels": levels}), markers="1")
    assert messages(content) == ["Criterion 1: Begin with a level of 0 points, then let the points rise."]


@pytest.mark.parametrize("kind", ["alone", "in a gap"])
def test_no_letter_is_forgiven_in_the_final_exam(kind):
    value = short_text(distance=True)
    gap = {"type": "short_text", "id": "1", "value": value | {"points": 1}}
    content = frozen("short_text", **value) if kind == "alone" else cloze("<p>[[1]]</p>", gaps=[gap])
    assert messages(content) == []
    assert list(pool_problems("check", content)) == []
    assert list(pool_problems("exam", content)) == [
        "In the final exam no letter is forgiven: list the spellings that you accept instead."
    ]
