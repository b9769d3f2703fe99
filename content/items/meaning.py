"""What a content says, whatever the ids of its entries: two that say the same are equal here."""

import re
from typing import Any

from content.items.content import ids_in, sha256
from content.items.terms import Content

# Where a text names an entry: the gap of a cloze.
_NAMED = re.compile(r"\[\[([a-z0-9]+)\]\]")


def meaning(content: Content) -> dict[str, Any]:
    """Return the content with each id replaced by its rank, "#0" being the first."""
    ranks: dict[str, str] = {}
    for entry_id in ids_in(content):
        ranks.setdefault(entry_id, f"#{len(ranks)}")
    return {name: _ranked(value, ranks) for name, value in content.items()}


def fingerprint(content: Content) -> str:
    """Return 64 hexadecimal digits that are the same for contents that say the same."""
    return sha256(meaning(content))


def _ranked(value: Any, ranks: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {ranks.get(name, name): _ranked(entry, ranks) for name, entry in value.items()}
    if isinstance(value, list):
        return [_ranked(entry, ranks) for entry in value]
    if not isinstance(value, str):
        return value
    named = _NAMED.sub(lambda found: f"[[{ranks.get(found[1], found[1])}]]", value)
    return ranks.get(value, named)
