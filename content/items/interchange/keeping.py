"""What a format has no place for, kept beside the item where other systems do not look.

A path such as left.0.feedback leads to the value of that key in the content. Only keys that add to an item
may be kept: no text that is asked, and no key.
"""

import json
import random
import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

from content.items.content import fresh_ids
from content.items.interchange.answers import ItemRefused
from content.items.terms import Content
from content.items.wording import Wording as _

# null: the key is absent. Lists of rubrics are kept whole, without their ids.
KEEPABLE = frozenset(
    ["grading", "layout", "unit", "working", "model_answer", "distance", "wildcards", "case_sensitive"]
    + ["note", "rubric", "markers", "min_words", "max_words", "label", "feedback"]
    + ["mode", "low", "high", "answer", "tolerance"]
)
_ABSENT = object()
_PATH = re.compile(r"[a-z_]{1,20}(?:\.(?:[0-9]{1,4}|[a-z_]{1,20})){0,5}")


def keep(content: Content, kept: Mapping[str, str], rng: random.Random) -> dict[str, Any]:
    """Return the content with what was kept of it; raise ItemRefused where that cannot be read."""
    changed = deepcopy(dict(content))
    for path, written in kept.items():
        holder, key = _holder(changed, path)
        value = _value(path, written)
        if value is None:
            holder.pop(key, None)
        else:
            holder[key] = _with_ids(value, rng) if key == "rubric" else value
    return changed


def kept(content: Content, read: Content) -> dict[str, str]:
    """Return what is to be kept for `read` to become the content.

    Raises KeyError with the path of what cannot be kept. Both have the same ids.
    """
    found = {}
    for path, value in _differences(content, read, ""):
        if path.rpartition(".")[2] not in KEEPABLE:
            raise KeyError(path)
        found[path] = json.dumps(None if value is _ABSENT else _without_ids(value), ensure_ascii=False)
    return found


def _holder(content: dict[str, Any], path: str) -> tuple[dict[str, Any], str]:
    """Return the object that holds what the path leads to, and the key there."""
    *steps, key = path.split(".")
    if not _PATH.fullmatch(path) or key not in KEEPABLE:
        raise _unreadable(path)
    holder: Any = content
    try:
        for step in steps:
            holder = holder[int(step)] if isinstance(holder, list) else holder[step]
    except (KeyError, IndexError, ValueError, TypeError) as error:
        raise _unreadable(path) from error
    if not isinstance(holder, dict):
        raise _unreadable(path)
    return holder, key


def _value(path: str, written: str) -> Any:
    try:
        return json.loads(written)
    except (ValueError, RecursionError) as error:
        raise _unreadable(path) from error


def _unreadable(path: str) -> ItemRefused:
    return ItemRefused(_("What is kept of it under %(path)s cannot be read.", path=path[:60]))


def _differences(one: Any, other: Any, path: str) -> Iterator[tuple[str, Any]]:
    if isinstance(one, dict) and isinstance(other, dict):
        for key in one.keys() | other.keys():
            inner = f"{path}.{key}" if path else key
            yield from _differences(one.get(key, _ABSENT), other.get(key, _ABSENT), inner)
    elif _is_list_to_compare(one, other, path):
        for number, (mine, theirs) in enumerate(zip(one, other, strict=True)):
            yield from _differences(mine, theirs, f"{path}.{number}")
    elif _without_ids(one) != _without_ids(other) or type(one) is not type(other):
        yield path, one


def _is_list_to_compare(one: Any, other: Any, path: str) -> bool:
    are_lists = isinstance(one, list) and isinstance(other, list)
    return are_lists and len(one) == len(other) and path != "rubric"


def _without_ids(value: Any) -> Any:
    if isinstance(value, list):
        return [{k: v for k, v in e.items() if k != "id"} if isinstance(e, dict) else e for e in value]
    return value


def _with_ids(value: Any, rng: random.Random) -> Any:
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        return value
    return [{"id": i} | entry for i, entry in zip(fresh_ids(len(value), rng), value, strict=True)]
