"""What a course consists of, read once and kept in the cache until a page changes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, cast
from uuid import uuid4

from django.core.cache import cache
from django.db.models import Sum
from treebeard.mp_tree import MP_Node
from wagtail.models import Page

from content.models import CoursePage, LessonPage, ModulePage, QuizPage
from content.models.quizzes import Purpose

Kind = Literal["lesson", "check", "exam"]

# Whatever goes wrong with clearing, a change is seen after this many seconds.
SECONDS = 3600
GENERATION = "outline-generation"


@dataclass(frozen=True)
class Activity:
    """A lesson, check or exam. number: its place among its kind in the module, from 1.

    minutes: planned. pass_mark: per cent, None for lessons. is_taster: open to everyone.
    needs_all_else: opens when all else that is required is done. items: in one form, if that is fixed.
    has_window: it opens on a date, or closes on one.
    """

    id: int
    kind: Kind
    title: str
    url: str
    minutes: int
    is_required: bool
    number: int
    is_taster: bool = False
    pass_mark: int | None = None
    needs_all_else: bool = False
    items: int | None = None
    has_window: bool = False


@dataclass(frozen=True)
class Module:
    """number: its place in the course, from 1. minutes: of all its activities together."""

    id: int
    number: int
    code: str
    title: str
    url: str
    minutes: int
    activities: tuple[Activity, ...]

    @property
    def lessons(self) -> tuple[Activity, ...]:
        return tuple(a for a in self.activities if a.kind == "lesson")

    @property
    def checks(self) -> tuple[Activity, ...]:
        return tuple(a for a in self.activities if a.kind != "lesson")


@dataclass(frozen=True)
class Outline:
    """The live pages of one course, in the order of the tree. is_live: the course's own page is, too.

    awaits_exam: there is an exam, but it is a draft or withdrawn.
    """

    course_id: int
    title: str
    url: str
    modules: tuple[Module, ...]
    exam: Activity | None
    is_live: bool = True
    awaits_exam: bool = False

    @cached_property
    def activities(self) -> tuple[Activity, ...]:
        """All of them in order; the exam comes last."""
        inner = tuple(a for module in self.modules for a in module.activities)
        return (*inner, self.exam) if self.exam else inner

    @property
    def lessons(self) -> tuple[Activity, ...]:
        return tuple(a for a in self.activities if a.kind == "lesson")

    @property
    def required(self) -> tuple[Activity, ...]:
        return tuple(a for a in self.activities if a.is_required)

    @property
    def minutes(self) -> int:
        return sum(a.minutes for a in self.activities)

    @cached_property
    def _by_id(self) -> dict[int, Activity]:
        return {a.id: a for a in self.activities}

    def find(self, page_id: int) -> Activity | None:
        return self._by_id.get(page_id)

    def offers(self, page_id: int) -> bool:
        """Whether this can be begun now: it and all that it lies under is published, and in its place."""
        return self.is_live and page_id in self._by_id

    def module_of(self, page_id: int) -> Module | None:
        """Return the module with this id, or the one that holds the activity with this id."""
        for module in self.modules:
            if module.id == page_id or any(a.id == page_id for a in module.activities):
                return module
        return None

    def neighbours(self, page_id: int) -> tuple[Activity | None, Activity | None]:
        """Return the activities before and after this one, across modules."""
        ids = list(self._by_id)
        if page_id not in self._by_id:
            return None, None
        place = ids.index(page_id)
        following = self.activities[place + 1 : place + 2]
        return (self.activities[place - 1] if place else None), (following[0] if following else None)


def outline_of(course_id: int) -> Outline:
    """Return the course's outline; raises CoursePage.DoesNotExist for an unknown id."""
    return outlines_of([course_id])[course_id]


def outlines_of(course_ids: Iterable[int]) -> dict[int, Outline]:
    """Return course id -> outline, with one look into the cache for all of them."""
    keys = {course_id: f"outline:{course_id}" for course_id in course_ids}
    kept = cache.get_many([*keys.values(), GENERATION])
    generation = kept.get(GENERATION) or _begin_generation()
    found: dict[int, Outline] = {}
    for course_id, key in keys.items():
        if key in kept and kept[key][0] == generation:
            found[course_id] = kept[key][1]
            continue
        found[course_id] = read_outline(CoursePage.objects.get(pk=course_id))
        # Filed under the generation seen before reading: a change in between leaves it unused.
        cache.set(key, (generation, found[course_id]), SECONDS)
    return found


def forget_outlines() -> None:
    cache.set(GENERATION, uuid4().hex, None)


def _begin_generation() -> str | None:
    """Return the first generation of an empty cache, whoever began it.

    None would be found again whenever the cache has lost the generation, and bring back what is long past.
    """
    cache.add(GENERATION, uuid4().hex, None)
    begun: str | None = cache.get(GENERATION)
    return begun


def course_id_of(page: Page) -> int | None:
    """Return the id of the course that this page is or lies under; asked once per page object."""
    if "_course_id" not in page.__dict__:
        steps = range(MP_Node.steplen, len(page.path) + 1, MP_Node.steplen)
        paths = [page.path[:end] for end in steps]
        page._course_id = CoursePage.objects.filter(path__in=paths).values_list("pk", flat=True).first()
    found: int | None = page._course_id
    return found


def read_outline(course: CoursePage) -> Outline:
    """Read the outline from the page tree, in as many queries at any size."""
    lessons = list(LessonPage.objects.live().descendant_of(course).order_by("path"))
    quizzes = list(
        QuizPage.objects.live().descendant_of(course).order_by("path").annotate(items=Sum("blueprint__count"))
    )
    site = _Addresses(course)
    modules: list[Module] = []
    for page in ModulePage.objects.live().child_of(course).order_by("path"):
        inside = sorted((p for p in [*lessons, *quizzes] if p.is_child_of(page)), key=lambda p: str(p.path))
        modules.append(_module(page, len(modules) + 1, tuple(_activities(inside, site)), site))
    finals = _activities([q for q in quizzes if q.is_exam and q.is_child_of(course)], site)
    exam = next(finals, None)
    awaits_exam = not exam and QuizPage.objects.child_of(course).filter(purpose=Purpose.EXAM).exists()
    return Outline(course.pk, course.title, site.of(course), tuple(modules), exam, course.live, awaits_exam)


class _Addresses:
    """Addresses of the pages of one course, found with one look at the site."""

    def __init__(self, course: CoursePage) -> None:
        self.start = len(course.url_path)
        self.base = course.get_url() or ""

    def of(self, page: Page) -> str:
        return f"{self.base}{page.url_path[self.start :]}"


def _module(page: ModulePage, number: int, activities: tuple[Activity, ...], site: _Addresses) -> Module:
    minutes = sum(a.minutes for a in activities)
    return Module(page.pk, number, page.code, page.title, site.of(page), minutes, activities)


def _activities(pages: Iterable[LessonPage | QuizPage], site: _Addresses) -> Iterator[Activity]:
    seen: dict[str, int] = {}
    for page in pages:
        kind = cast(Kind, page.purpose) if isinstance(page, QuizPage) else "lesson"
        seen[kind] = number = seen.get(kind, 0) + 1
        yield Activity(
            id=page.pk,
            kind=kind,
            title=page.title,
            url=site.of(page),
            minutes=page.minutes,
            is_required=page.is_required,
            number=number,
            is_taster=kind == "lesson" and number == 1,
            pass_mark=page.pass_mark if isinstance(page, QuizPage) else None,
            needs_all_else=isinstance(page, QuizPage) and page.needs_all_else,
            items=page.items if isinstance(page, QuizPage) else None,
            has_window=isinstance(page, QuizPage) and bool(page.opens_at or page.closes_at),
        )
