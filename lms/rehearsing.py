"""People to sign in as on a developer's machine, each at another place of the way.

They go it by the same functions that learners' clicks call, with the times set back, so what they
leave behind is what learners leave behind.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from certificates.cms.appointing import officers
from certificates.programmes.designing import programme_of
from content.items.scoring import key
from content.models import CoursePage, LessonPage, QuizPage
from content.outline import Activity, Outline, outline_of
from courses.completing import complete_lesson
from courses.enrolling import enrol
from courses.models import Enrolment
from courses.quiz.attempting import save_answer, start_attempt, submit_attempt
from lms.instructing import instructors_of
from lms.models import User

# Known to everybody who reads this: the command that makes these people refuses outside development.
PASSWORD = "go and see for yourself"  # noqa: S105
SIGNATORIES = (("Jonas Brandt", "Lead assessor"), ("Mirela Osei", "Head of certification"))
#: Every ninth question is left blank, so that results look like a person's: 90 % of 60.
SKIPPED = 9


@dataclass(frozen=True)
class Persona:
    place: str
    name: str
    email: str
    prepare: Callable[[User, CoursePage], None]


def rehearse(course: CoursePage) -> Iterator[tuple[Persona, bool]]:
    """Yield each persona and whether it was made now; whoever is there already is left alone."""
    if not User.objects.filter(email__in=[persona.email for persona in PERSONAS]).exists():
        _sign(course)
    for persona in PERSONAS:
        is_new = not User.objects.filter(email=persona.email).exists()
        if is_new:
            _make(persona, course)
        yield persona, is_new


def _sign(course: CoursePage) -> None:
    """Let two people who do not exist stand on the certificates of a developer's machine."""
    programme = programme_of(course)
    programme.signatories = [("signatory", {"name": name, "role": role}) for name, role in SIGNATORIES]
    programme.save_revision().publish()


@transaction.atomic
def _make(persona: Persona, course: CoursePage) -> None:
    user = User.objects.create_user(persona.email, PASSWORD, full_name=persona.name)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    persona.prepare(user, course)


def start(learner: User, course: CoursePage) -> None:
    enrol(learner, course)


def go_half_way(learner: User, course: CoursePage) -> None:
    outline = outline_of(course.pk)
    half = outline.activities[: len(outline.activities) // 2]
    _work_through(learner, course, half, days_ago=24)


def go_up_to_the_exam(learner: User, course: CoursePage) -> None:
    _work_through(learner, course, _before_the_exam(outline_of(course.pk)), days_ago=60)


def earn_the_certificate(learner: User, course: CoursePage) -> None:
    _work_through(learner, course, outline_of(course.pk).activities, days_ago=75)


def write(author: User, course: CoursePage) -> None:
    author.groups.add(instructors_of(course))


def look_after_certificates(officer: User, course: CoursePage) -> None:
    officer.groups.add(officers())


def administer(user: User, course: CoursePage) -> None:
    user.is_staff = user.is_superuser = True
    user.save(update_fields=["is_staff", "is_superuser"])


def _before_the_exam(outline: Outline) -> Sequence[Activity]:
    return [activity for activity in outline.activities if activity.kind != "exam"]


def _work_through(
    learner: User, course: CoursePage, activities: Sequence[Activity], *, days_ago: int
) -> None:
    """Do these activities one by one, evenly over the time until yesterday, in the morning."""
    first = timezone.now().replace(hour=7, minute=40, second=0, microsecond=0) - timedelta(days=days_ago)
    enrolment = enrol(learner, course, at=first)
    for number, activity in enumerate(activities):
        day = timedelta(days=number * (days_ago - 1) // len(activities))
        at = first + day + timedelta(minutes=25 * (number % 3))
        _do(enrolment, activity, at)
        Enrolment.objects.filter(pk=enrolment.pk).update(last_page_id=activity.id, last_seen_at=at)


def _do(enrolment: Enrolment, activity: Activity, at: datetime) -> None:
    if activity.kind == "lesson":
        complete_lesson(enrolment, LessonPage.objects.get(pk=activity.id), at=at)
    else:
        _pass(enrolment, QuizPage.objects.get(pk=activity.id), at)


def _pass(enrolment: Enrolment, quiz: QuizPage, at: datetime) -> None:
    attempt = start_attempt(enrolment, quiz, at=at)
    for answer in attempt.answers.select_related("item_version", "attempt"):
        if answer.position % SKIPPED:
            save_answer(answer, key(answer.item_version.content), at=at + timedelta(minutes=answer.position))
    submit_attempt(attempt, at=at + timedelta(minutes=70))


PERSONAS = (
    Persona("learner, at the start", "Ines Calder", "start@lean-leaders.example", start),
    Persona("learner, half-way", "Łukasz Nowak", "halfway@lean-leaders.example", go_half_way),
    Persona("learner, one exam short", "Nguyễn Thị Ánh", "exam@lean-leaders.example", go_up_to_the_exam),
    Persona("learner, certified", "Þórdís Čapek", "certified@lean-leaders.example", earn_the_certificate),
    Persona("instructor", "Mira Okafor", "instructor@lean-leaders.example", write),
    Persona("certificate officer", "Tomasz Reyes", "officer@lean-leaders.example", look_after_certificates),
    Persona("administrator", "Rosa Lindqvist", "admin@lean-leaders.example", administer),
)
