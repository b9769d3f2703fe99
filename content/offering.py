"""Courses as visitors meet them before they have begun: in facts, all of them from the outline."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, ngettext

from content.models import CoursePage
from content.outline import Activity, Outline, outlines_of


@dataclass(frozen=True)
class Offer:
    page: CoursePage
    outline: Outline

    @property
    def first(self) -> Activity | None:
        """The lesson to begin with; it is open to everyone."""
        return next(iter(self.outline.lessons), None)

    @property
    def lesson_minutes(self) -> int:
        """The usual length of a lesson, in minutes."""
        lessons = self.outline.lessons
        return round(sum(lesson.minutes for lesson in lessons) / len(lessons)) if lessons else 0

    def steps(self) -> Iterator[dict[str, Any]]:
        """Yield the modules and the exam as steps of the value stream; see templates/components/step.html."""
        for module in self.outline.modules:
            count = len(module.lessons)
            yield {
                "number": module.number,
                "title": module.title,
                "url": module.url,
                "state": "open",
                "facts": [(gettext("Lessons"), count), *_check_fact(module.checks)],
                "study": span(module.minutes),
                "wait": gettext("try it"),
            }
        if exam := self.outline.exam:
            yield {
                "number": gettext("E"),
                "title": exam.title,
                # A visitor has no way in: its page would send them back.
                "url": "",
                "state": "open",
                "facts": [*_items_fact(exam), (gettext("Pass"), f"{exam.pass_mark} %")],
                "study": span(exam.minutes),
                "wait": "",
            }


def offers() -> list[Offer]:
    """Return the live courses in the order of the catalogue."""
    pages = list(CoursePage.objects.live().order_by("path"))
    outlines = outlines_of(page.pk for page in pages)
    return [Offer(page, outlines[page.pk]) for page in pages]


def span(minutes: int) -> str:
    """Write a span of minutes as 6 h 13 min."""
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} h"] * bool(hours) + [f"{rest} min"] * bool(rest or not hours)
    return " ".join(parts)


def _check_fact(checks: tuple[Activity, ...]) -> list[tuple[str, str]]:
    if not checks:
        return []
    return [(ngettext("Check", "Checks", len(checks)), f"{checks[0].pass_mark} %")]


def _items_fact(exam: Activity) -> list[tuple[str, str]]:
    return [(gettext("Items"), str(exam.items))] if exam.items else []
