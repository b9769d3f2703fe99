import random
from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from content.freezing import content_of
from content.items.content import sha256
from content.models import Item, ItemVersion
from content.publishing import freeze_item, untold_choices
from tests.content.building import make_item, make_objective, publish, single_choice

pytestmark = pytest.mark.django_db


def test_publishing_freezes_what_the_learner_meets():
    item = publish(make_item(code="SEE-01", stimulus="<p>A case.</p>", feedback="Well seen."))
    version = item.versions.get()
    assert (version.number, version.pool, version.cognitive_level, version.objectives) == (
        1,
        "check",
        "apply",
        ["S1"],
    )
    assert {k: v for k, v in version.content.items() if k != "options"} == {
        "schema": 1,
        "type": "single_choice",
        "stimulus": "<p>A case.</p>",
        "stem": "<p>Where are facts found?</p>",
        "feedback": "Well seen.",
    }
    assert [(o["text"], o["correct"], o["feedback"]) for o in version.content["options"]] == [
        ("At the gemba", True, "Yes."),
        ("In the report", False, "A report is old."),
    ]
    assert version.sha256 == sha256(version.content)


def test_a_draft_is_not_frozen():
    item = make_item()
    item.save_revision()
    assert not item.versions.exists()


def test_a_draft_on_top_of_a_published_item_changes_nothing_for_learners():
    item = publish(make_item())
    item.stem = "<p>Half a thought</p>"
    item.save_revision()
    assert item.versions.get().content["stem"] == "<p>Where are facts found?</p>"


def test_publishing_the_same_again_makes_no_new_version():
    item = publish(make_item())
    first = item.versions.get()
    assert freeze_item(item) == first
    publish(item)
    assert item.versions.get() == first


def test_a_change_makes_a_new_version_with_fresh_ids_and_leaves_the_old_one_as_it_was():
    item = publish(make_item())
    old = item.versions.get()
    item.stem = "<p>Where do you look first?</p>"
    publish(item)
    first, second = item.versions.order_by("number")
    assert (first.number, second.number) == (1, 2)
    assert (first.content, first.sha256) == (old.content, old.sha256)
    old_ids = {o["id"] for o in first.content["options"]}
    assert old_ids.isdisjoint({o["id"] for o in second.content["options"]})


def test_going_back_to_an_older_revision_makes_a_new_version():
    item = make_item()
    first = item.save_revision()
    first.publish()
    item = Item.objects.get(pk=item.pk)
    item.stem = "<p>Other</p>"
    publish(item)
    first.publish()
    assert [v.content["stem"] for v in item.versions.order_by("number")] == [
        "<p>Where are facts found?</p>",
        "<p>Other</p>",
        "<p>Where are facts found?</p>",
    ]


def test_another_pool_or_objective_makes_a_new_version():
    item = publish(make_item())
    item.pool = "exam"
    item = publish(item)
    item.objectives = [make_objective("S2")]
    publish(item)
    assert [(v.pool, v.objectives) for v in item.versions.order_by("number")] == [
        ("check", ["S1"]),
        ("exam", ["S1"]),
        ("exam", ["S2"]),
    ]


def test_an_item_that_nobody_can_answer_is_neither_published_nor_frozen():
    item = make_item(interaction=single_choice(("a", True, "."), ("b", True, ".")))
    with pytest.raises(ValidationError) as refused:
        item.save_revision().publish()
    assert refused.value.messages == ["Mark exactly one option as right."]
    item.refresh_from_db()
    assert (item.live, item.versions.count()) == (False, 0)


def test_an_item_without_an_answer_is_refused_in_plain_words():
    with pytest.raises(ValidationError) as refused:
        publish(make_item(interaction="[]"))
    assert refused.value.messages == ["Choose how the question is answered."]


def test_an_item_that_assesses_nothing_is_refused():
    item = make_item()
    item.objectives = []
    with pytest.raises(ValidationError) as refused:
        publish(item)
    assert refused.value.messages == ["Choose at least one objective that this item assesses."]


def test_markup_that_acts_is_not_frozen():
    item = publish(make_item(stem="<p onclick='x'>Where?<script>alert(1)</script></p>"))
    assert item.versions.get().content["stem"] == "<p>Where?</p>"


def test_the_database_refuses_a_second_version_of_the_same_number():
    version = publish(make_item()).versions.get()
    copy = ItemVersion.objects.get(pk=version.pk)
    copy.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        copy.save(force_insert=True)


def test_only_the_latest_version_of_a_live_item_is_current():
    item = publish(make_item())
    item.stem = "<p>Other</p>"
    item = publish(item)
    assert [v.number for v in ItemVersion.objects.current()] == [2]
    item.unpublish()
    assert not ItemVersion.objects.current().exists()


def test_a_version_keeps_the_moment_and_the_author(django_user_model):
    author = django_user_model.objects.create_user("author@example.org", full_name="Ada Author")
    at = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
    version = freeze_item(make_item(), by=author, at=at)
    assert (version.published_by, version.published_at) == (author, at)


UNSAID = ("b", False, "")


def test_wrong_options_of_a_check_that_say_nothing_are_told():
    content = content_of(make_item(interaction=single_choice(("a", True, ""), UNSAID)), random.Random(1))
    assert list(untold_choices("check", content)) == [
        "Option 2: write what it overlooks. Whoever chooses it reads that."
    ]
    assert list(untold_choices("exam", content)) == []


def test_by_code_as_by_an_import_a_check_is_published_without_feedback():
    assert publish(make_item(interaction=single_choice(("a", True, ""), UNSAID))).live
