"""The lessons of one module, from lessons/<module>.md."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.text import slugify

from content.curriculum.markup import Block, html_of, identified, lines_of, listed, text_blocks
from content.curriculum.records import read_front_matter
from content.diagrams import FOLDER as DIAGRAMS
from content.diagrams import title_of

# ## 1.1 What lean leadership is {#foundations-1}
LESSON = re.compile(r"^## \d+\.\d+ (?P<title>.+) \{#(?P<anchor>[a-z0-9-]+)\}$", re.MULTILINE)
# > minutes: 20 · topics: S1, S2 · visual: house of lean leadership
META = re.compile(r"^> minutes: (?P<minutes>\d+) · topics: (?P<topics>[S\d, ]+) · visual: .+$", re.MULTILINE)
OUTCOMES = re.compile(r"^\*\*You will be able to\*\*\n+(?P<list>(?:- .+\n)+)", re.MULTILINE)
SECTION = re.compile(r"^### (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Lesson:
    """anchor: the id that items refer to. objectives: codes. blocks: the stored form of the body."""

    anchor: str
    title: str
    slug: str
    minutes: int
    objectives: tuple[str, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class ModuleText:
    slug: str
    code: str
    title: str
    lessons: tuple[Lesson, ...]


def read_module(file: Path, problems: list[str]) -> ModuleText:
    """Read a module's file; faults are added to problems, and what they spoil is left out."""
    head, text = read_front_matter(file, problems)
    slug, code, title = head.text("slug"), head.text("code"), head.text("title")
    if slug and slug != file.stem:
        head.refuse("slug", f"{slug!r} is not the file's name.")
    parts = LESSON.split(text)
    found = [
        _lesson(parts[n], parts[n + 1], parts[n + 2], f"{head.place}, {parts[n + 1]}", problems)
        for n in range(1, len(parts), 3)
    ]
    if not found:
        head.refuse("lessons", "there is none.")
    if len(LESSON.findall(text)) < len(re.findall(r"^## ", text, re.MULTILINE)):
        head.refuse("lessons", "a heading lacks its number or its {#anchor}.")
    return ModuleText(slug, code, title, tuple(lesson for lesson in found if lesson))


def _lesson(title: str, anchor: str, text: str, place: str, problems: list[str]) -> Lesson | None:
    meta, outcomes = META.search(text), OUTCOMES.search(text)
    sections = SECTION.split(text)
    named = dict(zip(sections[1::2], sections[2::2], strict=True))
    missing = [name for name in ("Key points", "Do it at work", "Reflect") if not named.get(name, "").strip()]
    problems += [f"{place}, {name}: is missing." for name in missing]
    if not meta:
        problems.append(f"{place}, minutes: the line '> minutes: … · topics: … · visual: …' is missing.")
    if not outcomes:
        problems.append(f"{place}, outcomes: the list under 'You will be able to' is missing.")
    if missing or not meta or not outcomes:
        return None
    able = listed(anchor, [line.rstrip(";.") for line in lines_of(outcomes["list"])])
    blocks = [identified(anchor, "outcomes", able), *_blocks(anchor, named)]
    topics = tuple(topic.strip() for topic in meta["topics"].split(","))
    return Lesson(anchor, title, slugify(title), int(meta["minutes"]), topics, tuple(blocks))


def _blocks(anchor: str, sections: dict[str, str]) -> Iterator[Block]:
    """Yield the body: the drawing follows the first section of text."""
    texts = [(name, text) for name, text in sections.items() if _kind(name) == "text"]
    yield from text_blocks(_joined(texts[:1]), f"{anchor}/1")
    if (DIAGRAMS / f"{anchor}.svg").is_file():
        figure = {"diagram": anchor, "image": None, "alternative": "", "caption": title_of(anchor)}
        yield identified(anchor, "figure", figure)
    yield from text_blocks(_joined(texts[1:]), f"{anchor}/2")
    for name, text in sections.items():
        match _kind(name):
            case "scenario":
                title = _sentence(name.removeprefix("Scenario:"))
                yield identified(anchor, "scenario", {"title": title, "body": html_of(text)})
            case "Key points":
                yield identified(anchor, "key_points", listed(f"{anchor}/key", lines_of(text)))
            case "Do it at work":
                yield identified(anchor, "at_work", {"body": html_of(text)})
            case "Reflect":
                yield identified(anchor, "reflection", {"prompt": " ".join(text.split())})


def _kind(section: str) -> str:
    if section.startswith("Scenario:"):
        return "scenario"
    return section if section in ("Key points", "Do it at work", "Reflect") else "text"


def _joined(sections: list[tuple[str, str]]) -> str:
    return "\n".join(f"### {name}\n{text}" for name, text in sections)


def _sentence(text: str) -> str:
    text = text.strip()
    return text[:1].upper() + text[1:]
