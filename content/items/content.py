"""The frozen content of an item: checked before it may be published, then hashed."""

import hashlib
import json
import random
import re
import string
from collections import Counter
from collections.abc import Iterator
from typing import Any

from content.items.interactions import INTERACTIONS
from content.items.interactions.interaction import Interaction
from content.items.responding import check_response
from content.items.scoring import Rule, key, score
from content.items.shapes import Optional, Shape, misfits
from content.items.terms import Content, Judge, Problem, ResponseInvalid
from content.items.weighing import grading_problems
from content.items.wording import Wording as _

SCHEMA = 1
ID_LENGTH = 8

# stimulus and stem are HTML that was cleaned before; all other strings are plain text.
# feedback is shown once the item is answered well. grading: the item's own, see `gradings` of each type.
COMMON: dict[str, Shape] = {
    "schema": int,
    "type": str,
    "stimulus": str,
    "stem": str,
    "feedback": str,
    "grading": Optional(str),
}


def check_content(content: object) -> list[Problem]:
    """Return why this cannot be published, in the author's words; [] if it can."""
    kind = content.get("type") if isinstance(content, dict) else None
    if not isinstance(content, dict) or not isinstance(kind, str):
        return [Problem("type", _("Choose how the question is answered."))]
    if kind not in INTERACTIONS:
        return [Problem("type", _("There is no question of type %(type)s.", type=kind))]
    interaction = INTERACTIONS[kind]
    # A content of another shape cannot be asked any further question, nor one without sense be scored.
    return (
        list(misfits(content, COMMON | interaction.content_shape))
        or [
            *_common_problems(content),
            *grading_problems(content, interaction.gradings),
            *interaction.problems(content),
        ]
        or list(_unearned(content, interaction))
    )


def canonical(content: Content) -> bytes:
    """One spelling of the content, whatever the order of its keys."""
    text = json.dumps(
        content,
        ensure_ascii=False,
        allow_nan=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return text.encode()


def sha256(content: Content) -> str:
    """Return 64 hexadecimal digits over the canonical bytes."""
    return hashlib.sha256(canonical(content)).hexdigest()


def fresh_ids(count: int, rng: random.Random) -> list[str]:
    """Return ids that differ and say nothing about the entries that will bear them.

    rng: random.SystemRandom() when publishing; seeded only in tests.
    """
    drawn: dict[str, None] = {}
    while len(drawn) < count:
        letters = rng.choices(string.ascii_lowercase + string.digits, k=ID_LENGTH)
        drawn["".join(letters)] = None
    return list(drawn)


def ids_in(value: object) -> Iterator[str]:
    """Yield the id of every entry, at whatever depth, in an order that hangs on their places alone."""
    if isinstance(value, dict):
        if isinstance(entry_id := value.get("id"), str):
            yield entry_id
        for name in sorted(value):
            yield from ids_in(value[name])
    elif isinstance(value, list):
        for inner in value:
            yield from ids_in(inner)


def _unearned(content: Content, interaction: Interaction) -> Iterator[Problem]:
    """Prove under each rule of a quiz: the key can be given and earns it all, a blank earns nothing."""
    if interaction.judged_by is not Judge.RULE:
        return
    if not _is_givable(content):
        yield Problem("key", _("Nobody can give the right answer as it is written."))
    if any(score(content, key(content), rule) != 1 for rule in Rule):
        yield Problem("key", _("The right answer would not earn it all. Look at the shares."))
    if any(score(content, None, rule) != 0 for rule in Rule):
        yield Problem("key", _("A blank answer would earn something. Look at the shares."))


def _is_givable(content: Content) -> bool:
    try:
        return check_response(content, key(content)) is not None
    except ResponseInvalid:
        return False


def _common_problems(content: dict[str, Any]) -> Iterator[Problem]:
    if content["schema"] != SCHEMA:
        yield Problem("schema", _("Only schema %(schema)s is known.", schema=SCHEMA))
    if not re.sub(r"<(?!img)[^>]*>|&nbsp;|\s", "", content["stem"]):
        yield Problem("stem", _("Write the question."))
    for entry_id, count in Counter(ids_in(content)).items():
        if count > 1 or not re.fullmatch(r"[a-z0-9]{4,12}", entry_id):
            yield Problem("id", _("The id %(id)s is malformed or used twice.", id=entry_id))
