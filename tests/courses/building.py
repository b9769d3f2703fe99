"""Builders for items and quizzes. Name only what matters."""

from datetime import datetime
from itertools import count

from content.items.content import sha256
from content.models import BlueprintLine, CoursePage, Item, ItemBank, ItemVersion, LevelQuota
from courses.enrolling import enrol, enrolment_of
from courses.models import Enrolment
from lms.instructing import instructors_of
from tests.conftest import AT
from tests.factories import make_course, make_learner, make_quiz_page

_n = count(1)


def count_from(number: int) -> None:
    """Number banks and items from here on, see tests.factories.count_from."""
    global _n
    _n = count(number)


def single_choice(marker: str = "", options: int = 4) -> dict:
    """The first option, "right…", is the key. marker: planted in everything that must stay hidden."""
    return {
        "schema": 1,
        "type": "single_choice",
        "stimulus": "",
        "stem": "<p>What first?</p>",
        "feedback": f"general {marker}",
        "options": [
            {
                "id": f"{'right' if n == 0 else 'wrong'}{n}",
                "text": f"Option {n}",
                "correct": n == 0,
                "feedback": f"because {marker}",
            }
            for n in range(options)
        ],
    }


def multiple_response(keys: int = 2, options: int = 4) -> dict:
    content = single_choice(options=options)
    for n, option in enumerate(content["options"]):
        option["correct"] = n < keys
    return content | {"type": "multiple_response"}


def self_assessed() -> dict:
    return {
        "schema": 1,
        "type": "self_assessed",
        "stimulus": "",
        "stem": "<p>Write.</p>",
        "feedback": "",
        "model_answer": "Such as…",
        "rubric": [{"points": 1, "criterion": "Names a place."}],
        "pass_points": 1,
    }


def make_bank(title: str = "") -> ItemBank:
    n = next(_n)
    return ItemBank.objects.create(title=title or f"Bank {n}", slug=f"bank-{n}")


def make_version(
    bank: ItemBank,
    content: dict | None = None,
    *,
    pool: str = "check",
    level: str = "apply",
    objectives: tuple[str, ...] = (),
    lesson=None,
    is_trial: bool = False,
    enemy_group: str = "",
) -> ItemVersion:
    """A live item with its first version; the item's own fields are empty, as attempts never read them."""
    content = content or single_choice()
    item = Item.objects.create(
        code=f"T-{next(_n):05}", bank=bank, pool=pool, cognitive_level=level, stem="<p>?</p>", lesson=lesson
    )
    return ItemVersion.objects.create(
        item=item,
        number=1,
        bank=bank,
        pool=pool,
        cognitive_level=level,
        objectives=list(objectives),
        is_trial=is_trial,
        enemy_group=enemy_group,
        content=content,
        sha256=sha256(content),
        published_at=AT,
    )


def make_quiz(parent, items: int = 2, *, contents=None, purpose="check", count=None, levels=None, **fields):
    """A quiz page whose one bank holds `items` single-choice items, or items of these contents."""
    quiz = make_quiz_page(parent, purpose=purpose, **fields)
    bank = make_bank()
    for content in contents or [None] * items:
        make_version(bank, content, pool=purpose)
    BlueprintLine.objects.create(quiz=quiz, bank=bank, count=count)
    for level, number in (levels or {}).items():
        LevelQuota.objects.create(quiz=quiz, level=level, count=number)
    return quiz


def make_exam(course, items: int = 2, **fields):
    fields = {"minutes": 120, "is_timed": True, "pass_mark": 70, "cool_down_days": "3 14 30"} | fields
    fields = {"attempts_a_year": 4, "needs_all_else": False} | fields
    return make_quiz(course, items, purpose="exam", **fields)


def make_enrolment(course=None, learner=None, at: datetime = AT, **course_fields) -> Enrolment:
    course = course or make_course(**course_fields)
    learner = learner or make_learner()
    enrol(learner, course, at=at)
    found = enrolment_of(learner, course.pk)
    assert found is not None
    return found


def right(answer) -> dict:
    return {"choice": "right0"}


def wrong(answer) -> dict:
    return {"choice": "wrong1"}


def author_of(page, name: str = "Anna Author"):
    """A person who may edit the course that this page is, or is in."""
    course = CoursePage.objects.ancestor_of(page, inclusive=True).get()
    person = make_learner(name)
    person.groups.add(instructors_of(course))
    return person
