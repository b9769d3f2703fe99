"""Whether the entries fit together, and whether every item can be answered."""

import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from content.curriculum.items import ItemText
from content.curriculum.lessons import ModuleText
from content.freezing import content_of
from content.items.content import check_content
from content.models import CognitiveLevel, Item

if TYPE_CHECKING:
    from content.curriculum.entries import Entry


def faults_of(
    entries: Sequence["Entry"], sources: Sequence[tuple[ModuleText, tuple[ItemText, ...]]]
) -> Iterator[str]:
    """Yield what is wrong between the files, naming file, entry and field."""
    keys = Counter(entry.key for entry in entries)
    for key in (key for key, count in keys.items() if count > 1):
        yield f"{key}: is given {keys[key]} times."
    for module, items in sources:
        for lesson in module.lessons:
            place = f"lessons/{module.slug}.md, {lesson.anchor}"
            yield from _strangers(place, "topics", (f"objective:{c}" for c in lesson.objectives), keys)
        for item in items:
            yield from _strangers(item.place, "topics", (f"objective:{c}" for c in item.objectives), keys)
            yield from _strangers(item.place, "lesson", [f"lesson:{item.lesson}"], keys)
            yield from _unanswerable(item)
    for entry in entries:
        if entry.kind == "term":
            yield from _strangers("glossary.yaml", entry.fields["term"], [entry.fields["module"]], keys)
        if entry.kind == "exam":
            yield from _blueprint_faults(entry, [item for _, items in sources for item in items])


def _strangers(place: str, field: str, wanted: Iterable[str], keys: Counter[str]) -> Iterator[str]:
    for key in wanted:
        if key not in keys:
            yield f"{place}, {field}: there is no {key.replace(':', ' ')}."


def _unanswerable(item: ItemText) -> Iterator[str]:
    draft = Item(
        stimulus=item.stimulus,
        stem=item.stem,
        feedback=item.feedback,
        interaction=json.dumps([item.interaction]),
    )
    # The ids are thrown away; what is checked does not hang on them.
    for problem in check_content(content_of(draft, random.Random(0))):  # noqa: S311
        yield f"{item.place}, {problem.field}: {problem.message}"


def _blueprint_faults(exam: "Entry", items: Sequence[ItemText]) -> Iterator[str]:
    """The exam can only be drawn from banks that hold enough, at levels that add up."""
    held = Counter(f"bank:{item.place.split('/')[1].split('.')[0]}" for item in items if item.pool == "exam")
    counts: dict[str, int] = dict(exam.fields["blueprint"])
    for bank, count in counts.items():
        if held[bank] < count:
            yield f"course.yaml, exam, items: {bank} holds {held[bank]} exam items, {count} are asked for."
    levels: dict[str, int] = dict(exam.fields["levels"])
    for level in levels.keys() - set(CognitiveLevel.values):
        yield f"course.yaml, exam, levels: {level!r} is not a cognitive level."
    by_level, by_bank = sum(levels.values()), sum(counts.values())
    if by_level != by_bank:
        yield f"course.yaml, exam, levels: they add up to {by_level}, the banks to {by_bank}."
