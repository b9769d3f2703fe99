"""Learners who are about to sit an exam, each with a session of their own."""

from dataclasses import dataclass
from importlib import import_module

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.middleware.csrf import _get_new_csrf_string
from django.utils import timezone

from content.items.content import sha256
from content.models import BlueprintLine, Item, ItemVersion, QuizPage
from courses.models import Enrolment
from lms.models import User
from tests.courses.building import make_bank, single_choice
from tests.factories import make_course, make_quiz_page

#: An exam's bank is larger than its form: drawing has something to choose from.
SPARE = 2


@dataclass(frozen=True)
class Learner:
    """One learner as a browser knows itself: cookies, and the token that its forms send."""

    cookies: str
    token: str


def make_exam(items: int) -> QuizPage:
    """Return a live exam that draws this many items from a bank of twice as many."""
    course = make_course(modules=11, lessons=4)
    quiz = make_quiz_page(
        course, f"Exam of {items}", purpose="exam", minutes=120, is_timed=True, pass_mark=70
    )
    bank = make_bank(f"Bank of {items}")
    codes = [f"L{bank.pk}-{n:04}" for n in range(items * SPARE)]
    made = Item.objects.bulk_create(
        Item(code=code, bank=bank, pool="exam", cognitive_level="apply", stem="<p>?</p>") for code in codes
    )
    content = single_choice()
    ItemVersion.objects.bulk_create(
        ItemVersion(
            item=item,
            number=1,
            bank=bank,
            pool="exam",
            cognitive_level="apply",
            objectives=[],
            content=content,
            sha256=sha256(content),
            published_at=timezone.now(),
        )
        for item in made
    )
    BlueprintLine.objects.create(quiz=quiz, bank=bank, count=items)
    return quiz


def make_learners(quiz: QuizPage, count: int) -> list[Learner]:
    """Return learners on the quiz's course, signed in."""
    course_id = quiz.get_parent().pk
    numbers = range(User.objects.count(), User.objects.count() + count)
    users = User.objects.bulk_create(
        User(email=f"load{n}@example.org", full_name=f"Learner {n}", password="!") for n in numbers
    )
    Enrolment.objects.bulk_create(Enrolment(learner=user, course_id=course_id) for user in users)
    return [_signed_in(user) for user in users]


def _signed_in(user: User) -> Learner:
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    token = _get_new_csrf_string()
    cookies = {settings.SESSION_COOKIE_NAME: session.session_key, settings.CSRF_COOKIE_NAME: token}
    return Learner("; ".join(f"{name}={value}" for name, value in cookies.items()), token)
