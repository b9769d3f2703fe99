"""Builders for tests: the least that makes a valid object. Name only what matters."""

from datetime import UTC, datetime
from itertools import count

from django.contrib.auth import get_user_model
from wagtail.models import Page, Site

from content.models import CataloguePage, CoursePage, HomePage, LessonPage, ModulePage, QuizPage
from courses.models import Completion, Enrolment

_n = count(1)


def count_from(number: int) -> None:
    """Number what is made from here on, in a process that adds to what another has made."""
    global _n
    _n = count(number)


User = get_user_model()


def make_learner(name: str = "Ada Lovelace", **fields: object):
    fields.setdefault("email", f"learner{next(_n)}@example.org")
    return User.objects.create_user(full_name=name, **fields)


def make_home() -> HomePage:
    """Return the site's home page, with the catalogue under it; made once."""
    home = HomePage.objects.first()
    if home:
        return home
    root = Page.objects.get(depth=1)
    home = root.add_child(
        instance=HomePage(title="Home", slug="front", headline="Learn to lead", lede="Go and see.")
    )
    home.add_child(instance=CataloguePage(title="Courses", slug="courses"))
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"root_page": home, "hostname": "localhost", "site_name": "Lean Leaders"},
    )
    return home


def make_course(
    title: str = "Lean Leaders", modules: int = 1, lessons: int = 2, **fields: object
) -> CoursePage:
    """A live course: each module has `lessons` lessons and no check; there is no exam yet."""
    catalogue = CataloguePage.objects.first() or make_home().get_children().first().specific
    course = catalogue.add_child(
        instance=CoursePage(
            title=title,
            slug=f"course-{next(_n)}",
            summary="Lead people, improve work.",
            achievement=fields.pop("achievement", "Lean Leader"),
            criteria=fields.pop("criteria", "By completing the course and passing its exam."),
            **fields,
        )
    )
    for m in range(1, modules + 1):
        module = course.add_child(instance=ModulePage(title=f"Module {m}", slug=f"module-{m}", code=f"M{m}"))
        for n in range(1, lessons + 1):
            make_lesson(module, f"Lesson {m}.{n}")
    return course


def make_lesson(module: ModulePage, title: str = "Lesson", **fields: object) -> LessonPage:
    fields.setdefault("body", [("text", "<p>Go and see.</p>")])
    return module.add_child(instance=LessonPage(title=title, slug=f"lesson-{next(_n)}", **fields))


def make_quiz_page(parent: Page, title: str = "Check", **fields: object) -> QuizPage:
    return parent.add_child(instance=QuizPage(title=title, slug=f"quiz-{next(_n)}", **fields))


def make_completion(learner=None, course=None, **fields: object) -> Completion:
    """A completed course, with one module and the exam assessed; it has no certificate yet."""
    enrolment = Enrolment.objects.create(learner=learner or make_learner(), course=course or make_course())
    fields.setdefault("completed_at", datetime(2026, 12, 18, 10, 42, tzinfo=UTC))
    fields.setdefault("results", [{"module": "Kaizen", "score": "92"}, {"exam": "Final exam", "score": "82"}])
    return Completion.objects.create(enrolment=enrolment, **fields)
