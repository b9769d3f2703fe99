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
from content.items.shapes import Shape, misfits
from content.items.terms import Content, Problem
from content.items.wording import Wording as _

SCHEMA = 1
ID_LENGTH = 8

# stimulus and stem are HTML that was cleaned before; all other strings are plain text.
# feedback is shown once the item is answered well.
COMMON: dict[str, Shape] = {
    "schema": int,
    "type": str,
    "stimulus": str,
    "stem": str,
    "feedback": str,
}


def check_content(content: object) -> list[Problem]:
    """Return why this cannot be published, in the author's words; [] if it can."""
    kind = content.get("type") if isinstance(content, dict) else None
    if not isinstance(content, dict) or not isinstance(kind, str):
        return [Problem("type", _("Choose how the question is answered."))]
    if kind not in INTERACTIONS:
        return [Problem("type", _("There is no question of type %(type)s.", type=kind))]
    interaction = INTERACTIONS[kind]
    # A content of another shape cannot be asked any further question.
    return list(misfits(content, COMMON | interaction.content_shape)) or [
        *_common_problems(content),
        *interaction.problems(content),
    ]


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


def _common_problems(content: dict[str, Any]) -> Iterator[Problem]:
    if content["schema"] != SCHEMA:
        yield Problem("schema", _("Only schema %(schema)s is known.", schema=SCHEMA))
    if not re.sub(r"<(?!img)[^>]*>|&nbsp;|\s", "", content["stem"]):
        yield Problem("stem", _("Write the question."))
    entries = [e for value in content.values() if isinstance(value, list) for e in value]
    counts = Counter(e["id"] for e in entries if isinstance(e, dict) and "id" in e)
    for entry_id, count in counts.items():
        if count > 1 or not re.fullmatch(r"[a-z0-9]{4,12}", entry_id):
            yield Problem("id", _("The id %(id)s is malformed or used twice.", id=entry_id))
