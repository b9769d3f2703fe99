"""What a format has no place for, kept beside the item where other systems do not look.

A path such as left.0.feedback leads to the value in the content, written as JSON; null: the key is absent.
What may be kept adds to an item, or says in other letters what the file says already: no text that is asked,
and no key, so that a file that somebody edits means what it shows.
"""

import json
import random
import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from fractions import Fraction
from typing import Any

from content.items.content import fresh_ids
from content.items.interactions.choice import WEIGHTS
from content.items.interchange.answers import ItemRefused
from content.items.intervals import TOLERANCES, Interval
from content.items.meaning import meaning
from content.items.terms import Content
from content.items.wording import Wording as _

# Kept where the file says nothing in their place.
_TEXTS = frozenset(["feedback", "label", "model_answer", "note", "unit", "working"])
_RULES = frozenset(
    ["case_sensitive", "distance", "grading", "layout", "markers", "max_words", "min_words", "rubric"]
    + ["wildcards"]
)
# Together they say which numbers are right; kept where these are the numbers of the file.
_INTERVAL = ("answer", "high", "low", "mode", "tolerance")
# Columns whose order a format does not tell, and the path under which the order is kept.
_COLUMNS = {"matching": "right", "cloze": "gaps"}
ORDER = "order"
_PLAIN = re.compile(r"-?[0-9]+(?:\.[0-9]+|/[0-9]+)?")
# Those of an item or a gap; the ends of its further intervals are not to be kept otherwise.
_OWN_INTERVAL = re.compile(rf"(?:gaps\.[0-9]+\.interaction\.)?(?:{'|'.join(_INTERVAL)})")
_ABSENT = object()
_OPTION = re.compile(r"((?:gaps\.[0-9]+\.interaction\.)?)options\.([0-9]+)\.weight")
_PATH = re.compile(r"[a-z_]{1,20}(?:\.(?:[0-9]{1,4}|[a-z_]{1,20})){0,6}")


class Unkeepable(ValueError):
    """A format does not hold the item as it is. path: what would be lost."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


def kept(content: Content, read: Content) -> dict[str, str]:
    """Return what is to be kept for `read` to say what the content says; raise Unkeepable."""
    found: dict[str, str] = {}
    order = _order(content, read)
    if order != sorted(order):
        found[ORDER] = json.dumps(order)
        read = _ordered(read, order)
    for path, value, instead in _differences(meaning(content), meaning(read), ""):
        if not _may_be_kept(path, value, instead, read):
            raise Unkeepable(path)
        found[path] = json.dumps(None if value is _ABSENT else _without_ids(value), ensure_ascii=False)
    return found


def keep(content: Content, kept: Mapping[str, str], rng: random.Random) -> dict[str, Any]:
    """Return the content with what was kept of it; raise ItemRefused where that cannot be read."""
    changed = deepcopy(dict(content))
    if ORDER in kept:
        changed = dict(_ordered(changed, _value(ORDER, kept[ORDER])))
    shown = deepcopy(changed)
    for path, written in kept.items():
        if path == ORDER:
            continue
        holder, key = _holder(changed, path)
        value = _value(path, written)
        instead = holder[key] if isinstance(holder, list) else holder.get(key, _ABSENT)
        if not _may_be_kept(path, value, instead, changed):
            continue  # Since it was kept, somebody has edited what the file says.
        if value is None and isinstance(holder, dict):
            holder.pop(key, None)
        else:
            holder[key] = _with_ids(value, rng) if path == "rubric" else value
    for part, before in zip(_numbers(changed), _numbers(shown), strict=True):
        _restore_interval(part, before)
    return changed


def _may_be_kept(path: str, value: Any, instead: Any, content: Content) -> bool:
    key = path.rpartition(".")[2]
    if _OWN_INTERVAL.fullmatch(path) or (key in _RULES and not (key == "grading" and instead == WEIGHTS)):
        return True
    if key in _TEXTS and instead in (_ABSENT, ""):
        return True
    if key == "weight" and instead is _ABSENT:
        instead = _implied_weight(content, path)
    if not isinstance(value, str) or not isinstance(instead, str):
        return False
    return value.split() == instead.split() or _share(value) == _share(instead) is not None


def _numbers(content: Content) -> list[dict[str, Any]]:
    """Return the parts of a content that ask for a number."""
    gaps = content["gaps"] if content["type"] == "cloze" else ()
    parts: list[Any] = [content, *(gap["interaction"] for gap in gaps)]
    return [part for part in parts if part["type"] == "numeric"]


def _restore_interval(part: dict[str, Any], before: Mapping[str, Any]) -> None:
    """Put back what the file says is right, unless the part says the same in other words."""
    said = _interval_of(part)
    # Two of which neither is to be told are not the same for that.
    if said is not None and said == _interval_of(before):
        return
    for key in _INTERVAL:
        part.pop(key, None)
        if key in before:
            part[key] = before[key]


def _interval_of(part: Mapping[str, Any]) -> Interval | None:
    """Return the numbers that are right; None where that is not to be told."""
    mode = part.get("mode", "nominal")
    names = ("low", "high") if mode == "range" else ("answer", "tolerance")
    one, other = (_share(part.get(name)) for name in names)
    if one is None or other is None or (mode != "range" and other < 0):
        return None
    if mode == "range":
        return one, other
    return TOLERANCES[mode](one, other) if mode in ("nominal", "relative") else None


def _implied_weight(content: Content, path: str) -> str | None:
    """Return the share of an option in an item that tells none; None if the path leads to no option."""
    found = _OPTION.fullmatch(path)
    holder: Any = content
    for step in (found[1] or "").split(".")[:-1] if found else ():
        holder = holder[int(step)] if isinstance(holder, list) else holder[step]
    if not found or not isinstance(holder, Mapping) or "options" not in holder:
        return None
    keys = [option["correct"] for option in holder["options"]]
    is_key = keys[int(found[2])]
    if holder["type"] == "single_choice":
        return "1" if is_key else "0"
    return f"{'' if is_key else '-'}1/{sum(keys)}"


def _share(text: Any) -> Fraction | None:
    """Return the number that a text is; None where it is none, or takes long to be one."""
    try:
        return (
            Fraction(text) if isinstance(text, str) and len(text) < 100 and _PLAIN.fullmatch(text) else None
        )
    except ZeroDivisionError:
        return None


def _order(content: Content, read: Content) -> list[int]:
    """Return where each entry of the column stands in `read`, in the order of the content."""
    column = _COLUMNS.get(str(content["type"]), "")
    if not column or len(content[column]) != len(read.get(column, ())):
        return []
    if column == "gaps":
        return [
            content["text"].count("[[", 0, content["text"].find(f"[[{gap['id']}]]"))
            for gap in content["gaps"]
        ]
    places = {" ".join(entry["text"].split()): place for place, entry in enumerate(read[column])}
    return [places.get(" ".join(entry["text"].split()), place) for place, entry in enumerate(content[column])]


def _ordered(content: Content, order: Any) -> Content:
    column = _COLUMNS.get(str(content["type"]), "")
    if (
        not column
        or not isinstance(order, list)
        or sorted(map(str, order)) != sorted(map(str, range(len(content[column]))))
    ):
        return content
    return {**content, column: [content[column][int(place)] for place in order]}


def _holder(content: dict[str, Any], path: str) -> tuple[Any, Any]:
    """Return the object or the list that holds what the path leads to, and the key there."""
    holder: Any = content
    if not _PATH.fullmatch(path):
        raise _unreadable(path)
    *steps, key = path.split(".")
    try:
        for step in steps:
            holder = holder[int(step)] if isinstance(holder, list) else holder[step]
        if isinstance(holder, list):
            return holder, holder.index(holder[int(key)])
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


def _differences(one: Any, other: Any, path: str) -> Iterator[tuple[str, Any, Any]]:
    if isinstance(one, dict) and isinstance(other, dict):
        for key in sorted(one.keys() | other.keys()):
            inner = f"{path}.{key}" if path else key
            yield from _differences(one.get(key, _ABSENT), other.get(key, _ABSENT), inner)
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other) and path != "rubric":
        for number, (mine, theirs) in enumerate(zip(one, other, strict=True)):
            yield from _differences(mine, theirs, f"{path}.{number}")
    elif type(one) is not type(other) or one != other:
        yield path, one, other


def _without_ids(value: Any) -> Any:
    if isinstance(value, list):
        return [{k: v for k, v in e.items() if k != "id"} if isinstance(e, dict) else e for e in value]
    return value


def _with_ids(value: Any, rng: random.Random) -> Any:
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        return value
    return [{"id": i} | entry for i, entry in zip(fresh_ids(len(value), rng), value, strict=True)]
