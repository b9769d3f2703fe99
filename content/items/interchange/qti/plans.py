"""Tests in QTI: which questions, how many of them, in what order, for how long and how often."""

import posixpath
from collections.abc import Callable

from content.items.interchange.qti.documents import Node, to_fraction
from content.items.interchange.terms import TestPlan, TestSection

# Gives the code of the item that a reference means: by its href, else by its identifier.
CodeOf = Callable[[str, str], str]


def read_plan(test: Node, code_of: CodeOf) -> TestPlan:
    """Read an assessmentTest of QTI 2 or 3."""
    parts = test.children("testPart")
    sections = [section for part in parts for section in _outer_sections(part)]
    limits = next((n for n in (test, *parts, *sections) if n.child("timeLimits")), None)
    controls = [
        control for node in (test, *parts, *sections) for control in node.children("itemSessionControl")
    ]
    attempts = next((int(c.get("maxAttempts")) for c in controls if c.get("maxAttempts").isdigit()), 0)
    return TestPlan(
        title=test.get("title"),
        sections=tuple(_section(section, code_of) for section in sections),
        minutes=_minutes(limits.child("timeLimits") if limits else None),
        attempts=attempts or None,
    )


def read_old_plan(assessment: Node, metadata: dict[str, str], code_of: CodeOf) -> TestPlan:
    """Read an assessment of QTI 1.2. cc_timelimit is in minutes, cc_maxattempts a number or "unlimited"."""
    sections = [s for s in assessment.within("section") if s.children("item") or s.children("itemref")]
    attempts = metadata.get("cc_maxattempts", "")
    minutes = metadata.get("cc_timelimit") or metadata.get("qmd_timelimit", "")
    return TestPlan(
        title=assessment.get("title"),
        sections=tuple(_old_section(section, code_of) for section in sections),
        minutes=int(minutes) or None if minutes.isdigit() else None,
        attempts=int(attempts) or None if attempts.isdigit() else None,
    )


def _outer_sections(part: Node) -> list[Node]:
    """The sections that draw their own items; one that only holds others is left out."""
    found = []
    for section in part.children("assessmentSection"):
        inner = section.children("assessmentSection")
        found += [section] if not inner or section.child("selection") else _outer_sections(section)
    return found


def _section(section: Node, code_of: CodeOf) -> TestSection:
    selection, ordering = section.child("selection"), section.child("ordering")
    count = to_fraction(selection.get("select")) if selection else None
    references = list(section.within("assessmentItemRef"))
    return TestSection(
        title=section.get("title"),
        count=None if count is None else int(count),
        is_shuffled=ordering is not None and ordering.is_true("shuffle"),
        codes=tuple(code_of(ref.get("href"), ref.get("identifier")) for ref in references),
    )


def _old_section(section: Node, code_of: CodeOf) -> TestSection:
    ordering = next(section.within("selection_ordering"), None)
    number = next(section.within("selection_number"), None)
    count = to_fraction(number.text) if number else None
    orders = list(section.within("order"))
    references = [node for node in section.children() if node.name in ("item", "itemref")]
    return TestSection(
        title=section.get("title"),
        count=None if count is None else int(count),
        is_shuffled=ordering is not None and any(o.get("order_type") == "Random" for o in orders),
        codes=tuple(code_of("", ref.get("ident") or ref.get("linkrefid")) for ref in references),
    )


def _minutes(limits: Node | None) -> int | None:
    """maxTime is in seconds. A part of a minute is given whole: time is never taken away."""
    seconds = to_fraction(limits.get("maxTime")) if limits else None
    return None if not seconds else int(-(-seconds // 60))


def member_of(href: str, source: str) -> str:
    """The name of the file that a file in a package refers to."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(source), href))
