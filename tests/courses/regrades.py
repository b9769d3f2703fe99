"""An item decided anew in few words."""

import copy

from content.items.content import sha256
from content.models import ItemVersion
from courses.models import Answer
from courses.quiz.regrading import apply_regrade, regrade_item
from tests.conftest import AT
from tests.factories import make_learner

REASON = "The key was wrong."


def with_key(version, *keys):
    """A further version of a single choice, frozen anew under other ids, with these of the old ids as key."""
    content = copy.deepcopy(version.content)
    for option in content["options"]:
        option["correct"] = option["id"] in keys
        option["id"] = f"n{option['id']}"
    return further(version, content)


def further(version, content):
    """The next version of the same item."""
    fields = {name: getattr(version, name) for name in ("item", "bank", "pool", "cognitive_level")}
    number = ItemVersion.objects.filter(item=version.item).count() + 1
    return ItemVersion.objects.create(
        number=number, content=content, sha256=sha256(content), published_at=AT, **fields
    )


def version_at(attempt, position=1):
    """What was asked there."""
    return Answer.objects.select_related("item_version").get(attempt=attempt, position=position).item_version


def decide(version, rule, key=None, by=None, at=AT):
    return regrade_item(
        version, rule, key_version=key, reason=REASON, by=by or make_learner("Sam Staff"), at=at
    )


def regrade(version, rule, key=None, **more):
    """Decide and apply at once."""
    made = decide(version, rule, key, **more)
    apply_regrade(made, at=made.at)
    made.refresh_from_db()
    return made
