"""The whole course as entries to be written, in the order in which they can be."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.utils.text import slugify

from content.curriculum.items import ItemText, read_items
from content.curriculum.lessons import Lesson, ModuleText, read_module
from content.curriculum.markup import identified
from content.curriculum.records import CurriculumRefused, Record, read_yaml
from content.curriculum.sound import faults_of

# The first check item of one of these types, the first type first, is asked inside its lesson.
ASKED_INLINE = ("single_choice", "multiple_response")
# A module's bank, check and page share its slug.
Source = tuple[ModuleText, tuple[ItemText, ...]]


@dataclass(frozen=True)
class Entry:
    """One thing to load. key: kind and name, such as lesson:kaizen-1. parent: key of the page above.

    fields: plain data; where a field names another entry, it holds that entry's key.
    """

    key: str
    fields: dict[str, Any]
    parent: str = ""

    @property
    def kind(self) -> str:
        return self.key.partition(":")[0]

    @property
    def source_hash(self) -> str:
        return sha256(json.dumps([self.fields, self.parent], sort_keys=True).encode()).hexdigest()


def read_course(folder: Path) -> list[Entry]:
    """Return all entries of the course in this folder; raises CurriculumRefused with every fault found."""
    problems: list[str] = []
    course = read_yaml(folder / "course.yaml", problems)
    topics = read_yaml(folder / "topics.yaml", problems)
    glossary = read_yaml(folder / "glossary.yaml", problems)
    sources: list[Source] = []
    summaries: list[str] = []
    for module in course.records("modules"):
        slug = module.text("slug")
        summaries.append(module.text("summary"))
        text = read_module(folder / "lessons" / f"{slug}.md", problems)
        sources.append((text, read_items(folder / "items" / f"{slug}.yaml", problems)))
    entries = [
        *_objectives(topics),
        *_banks(sources),
        *_front(course),
        *_modules(sources, summaries),
        *_items(sources),
        *_lessons(sources),
        *_checks(course, sources),
        _exam(course),
        *_terms(glossary),
    ]
    course.nothing_else()
    if not problems:
        problems += faults_of(entries, sources)
    if problems:
        raise CurriculumRefused(problems)
    return entries


def _objectives(topics: Record) -> Iterator[Entry]:
    """S1: [group, what is taught, what is assessed]."""
    for order, code in enumerate(topics.names(), start=1):
        texts = [*topics.texts(code), "", "", ""][:3]
        if "" in texts:
            topics.refuse(code, "expected [group, what is taught, what is assessed].")
        fields = dict(zip(("group", "content", "assessment"), texts, strict=True))
        yield Entry(f"objective:{code}", {"code": code, "sort_order": order, **fields})


def _banks(sources: list[Source]) -> Iterator[Entry]:
    for module, _ in sources:
        yield Entry(f"bank:{module.slug}", {"title": module.title, "slug": module.slug})


def _front(course: Record) -> Iterator[Entry]:
    home, catalogue, page = course.record("home"), course.record("catalogue"), course.record("course")
    names = ("title", "slug", "headline", "lede", "closing_headline", "closing_text")
    yield Entry("home:home", {name: home.text(name) for name in names})
    yield Entry(
        "catalogue:courses", {n: catalogue.text(n) for n in ("title", "slug", "introduction")}, "home:home"
    )
    texts = ("title", "slug", "summary", "audience", "teaching_note", "achievement", "criteria")
    fields: dict[str, Any] = {name: page.text(name) for name in texts}
    fields |= {"outcomes": "\n".join(page.texts("outcomes")), "validity_years": page.whole("validity_years")}
    yield Entry("course:course", fields, "catalogue:courses")
    for record in (home, catalogue, page):
        record.nothing_else()


def _modules(sources: list[Source], summaries: list[str]) -> Iterator[Entry]:
    for (module, _), summary in zip(sources, summaries, strict=True):
        fields = {"title": module.title, "slug": module.slug, "code": module.code, "summary": summary}
        yield Entry(f"module:{module.slug}", fields, "course:course")


def _items(sources: list[Source]) -> Iterator[Entry]:
    for module, items in sources:
        for item in items:
            yield Entry(
                f"item:{item.code}",
                {
                    "code": item.code,
                    "bank": f"bank:{module.slug}",
                    "pool": item.pool,
                    "cognitive_level": item.level,
                    "expected_facility": item.expected_facility,
                    "objectives": [f"objective:{code}" for code in item.objectives],
                    "lesson": f"lesson:{item.lesson}",
                    "stimulus": item.stimulus,
                    "stem": item.stem,
                    "interaction": [item.interaction],
                    "feedback": item.feedback,
                },
            )


def _lessons(sources: list[Source]) -> Iterator[Entry]:
    for module, items in sources:
        for lesson in module.lessons:
            fields = {
                "title": lesson.title,
                "slug": lesson.slug,
                "minutes": lesson.minutes,
                "objectives": [f"objective:{code}" for code in lesson.objectives],
                "body": _body(lesson, items),
            }
            yield Entry(f"lesson:{lesson.anchor}", fields, f"module:{module.slug}")


def _body(lesson: Lesson, items: tuple[ItemText, ...]) -> list[dict[str, Any]]:
    """The lesson's blocks, with its check before the key points: try before you are told."""
    blocks = list(lesson.blocks)
    here = [item for item in items if item.lesson == lesson.anchor and item.pool == "check"]
    asked = next((item for kind in ASKED_INLINE for item in here if item.type == kind), None)
    if asked:
        place = [block["type"] for block in blocks].index("key_points")
        blocks.insert(place, identified(lesson.anchor, "check", {"item": f"item:{asked.code}"}))
    return blocks


def _checks(course: Record, sources: list[Source]) -> Iterator[Entry]:
    record = course.record("check")
    fields: dict[str, Any] = {name: record.text(name) for name in ("title", "slug", "introduction")}
    fields |= {"purpose": "check", "minutes": record.whole("minutes"), "pass_mark": record.whole("pass_mark")}
    record.nothing_else()
    for module, _ in sources:
        blueprint = [[f"bank:{module.slug}", None]]
        yield Entry(f"check:{module.slug}", fields | {"blueprint": blueprint}, f"module:{module.slug}")


def _exam(course: Record) -> Entry:
    record = course.record("exam")
    items, levels = record.record("items"), record.record("levels")
    fields: dict[str, Any] = {name: record.text(name) for name in ("title", "slug", "introduction")}
    numbers = ("minutes", "pass_mark", "attempts_a_year", "objective_floor")
    fields |= {name: record.whole(name) for name in numbers}
    fields |= {
        "purpose": "exam",
        "is_timed": True,
        "needs_all_else": True,
        "cool_down_days": " ".join(str(days) for days in record.wholes("cool_down_days")),
        "blueprint": [[f"bank:{slug}", items.whole(slug)] for slug in items.names()],
        "levels": [[level, levels.whole(level)] for level in levels.names()],
    }
    record.nothing_else()
    return Entry("exam:exam", fields, "course:course")


def _terms(glossary: Record) -> Iterator[Entry]:
    for module in glossary.names():
        terms = glossary.record(module)
        for term in terms.names():
            fields = {"term": term, "slug": slugify(term), "definition": terms.text(term)}
            yield Entry(f"term:{slugify(term)}", fields | {"module": f"module:{module}"})
