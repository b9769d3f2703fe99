"""Items of every kind, written in the CMS and published there."""

import json
from typing import Any

import pytest
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from content.models import Item
from tests.content.building import make_item, make_objective
from tests.content.test_freezing import listed, numeric, option, short_text
from tests.factories import User

# The templates of the CMS name variables that they do not always have.
pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.fixture
def author(client):
    user = User.objects.create_superuser("author@example.org", full_name="Ada Author")
    client.force_login(user)
    return user


def rows(*values: Any) -> dict[str, Any]:
    """What the editor sends for a list of these."""
    sent: dict[str, Any] = {"count": str(len(values))}
    for number, value in enumerate(values):
        sent[str(number)] = {"id": "", "order": str(number), "deleted": "", "type": "item", "value": value}
    return sent


def publish_in_cms(client: Any, kind: str, value: dict[str, Any]) -> tuple[Item, str]:
    """Post the form and return the item as it is then, with the page that answers."""
    item = make_item()
    data = {
        "code": item.code,
        "bank": str(item.bank_id),
        "pool": "check",
        "cognitive_level": "apply",
        "expected_facility": "",
        "enemy_group": "",
        "lesson": "",
        "stimulus": rich_text(""),
        "stem": rich_text("<p>Which?</p>"),
        "interaction": streamfield([(kind, value)]),
        "feedback": "",
        "action-publish": "1",
    }
    posted = nested_form_data(data) | {"objectives": [str(make_objective().pk)]}
    response = client.post(f"/admin/snippets/content/item/edit/{item.pk}/", posted)
    return Item.objects.get(pk=item.pk), response.content.decode()


NUMBER = {
    "answer": "12",
    "mode": "relative",
    "tolerance": "0.05",
    "low": "",
    "high": "",
    "unit": "minutes",
    "working": "",
    "feedback_correct": "",
    "more": rows({"low": "10", "high": "14", "weight": "1/2", "feedback": ""}),
    "wrong": rows(),
}


def gaps(points: str = "2") -> dict[str, Any]:
    options = rows(
        {"text": "gemba", "correct": "on", "weight": "", "feedback": ""},
        {"text": "office", "weight": "", "feedback": ""},
    )
    return streamfield(
        [
            ("single_choice", {"options": options, "grading": "", "label": "", "points": "1"}),
            ("numeric", NUMBER | {"label": "Takt time", "points": points}),
        ]
    )


def test_a_text_with_gaps_is_written_and_published(client, author):
    text = rich_text("<p>At the [[1]] it takes [[2]].</p>")
    item, _page = publish_in_cms(client, "cloze", {"text": text, "gaps": gaps(), "grading": "all_or_nothing"})
    content = item.versions.get().content
    assert content["grading"] == "all_or_nothing"
    assert [(gap["points"], gap["interaction"]["type"]) for gap in content["gaps"]] == [
        (1, "single_choice"),
        (2, "numeric"),
    ]
    assert content["gaps"][1]["interaction"]["more"][0]["weight"] == "1/2"
    for gap in content["gaps"]:
        assert f"[[{gap['id']}]]" in content["text"]


def test_a_gap_that_the_text_lacks_is_told_beside_the_answer(client, author):
    text = rich_text("<p>At the [[1]].</p>")
    item, page = publish_in_cms(client, "cloze", {"text": text, "gaps": gaps(), "grading": ""})
    assert "Gap 2: Put this gap into the text, once: write [[2]]." in page
    assert not item.live


def test_an_essay_is_written_with_its_rubric_and_published(client, author):
    levels = rows({"points": "0", "text": "None"}, {"points": "2", "text": "All"})
    value = {
        "rubric": rows({"criterion": "Names the wastes", "levels": levels}),
        "model_answer": "Waiting.",
        "markers": "2",
        "min_words": "",
        "max_words": "300",
    }
    item, _page = publish_in_cms(client, "essay", value)
    content = item.versions.get().content
    assert (content["markers"], content["max_words"], len(content["rubric"])) == (2, 300, 1)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("single_choice", {"options": listed(option("a", correct=True), option("b"))}),
        ("multiple_response", {"options": listed(option("a", correct=True), option("b"))}),
        ("matching", {"pairs": listed({"left": "a", "right": "b"}, {"left": "c", "right": "d"})}),
        ("ordering", {"sequence": listed({"text": "a"}, {"text": "b"}, {"text": "c"})}),
        ("numeric", numeric(mode="range", low="39", high="41")),
        ("short_text", short_text(wildcards=True)),
        ("cloze", {"text": "<p>[[1]]</p>", "gaps": [{"type": "numeric", "id": "1", "value": numeric()}]}),
        (
            "essay",
            {"rubric": listed({"criterion": "Names", "levels": listed({"points": 0, "text": "None"})})},
        ),
    ],
)
def test_the_form_of_every_kind_opens(client, author, kind, value):
    item = make_item(interaction=json.dumps([{"type": kind, "id": "1", "value": value}]))
    assert client.get(f"/admin/snippets/content/item/edit/{item.pk}/").status_code == 200


def test_an_author_is_offered_the_grading_of_the_quiz_first(client, author):
    sequence = listed({"text": "a"}, {"text": "b"}, {"text": "c"})
    stored = [{"type": "ordering", "id": "1", "value": {"sequence": sequence}}]
    item = make_item(interaction=json.dumps(stored))
    [block] = item.interaction
    choices = list(block.block.child_blocks["grading"].field.choices)
    assert choices[0] == ("", "As the quiz has it")
    assert len(choices) == 1 + 9
