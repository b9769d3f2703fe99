"""What item analysis costs as a class grows: the reading of the answers, the figures, and the page."""

import random
import time
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from content.models import ItemVersion, QuizPage
from courses.models import Answer, Attempt, Enrolment
from courses.quiz.appraising import report_on
from courses.quiz.collecting import Scope
from courses.quiz.policy import policy_of
from lms.models import User
from tests.load.people import make_exam

ITEMS = 60
CLASSES = (500, 1000, 2000)


def report() -> None:
    """Print one line for each size of class; what grows linearly costs the same for each answer."""
    quiz = make_exam(ITEMS)
    author = User.objects.create_superuser("analysis@example.org", full_name="Anna Author")
    browser = Client(HTTP_HOST="localhost")
    browser.force_login(author)
    print(f"\n{'item analysis':20}{'answers':>10}{'s':>9}{'µs an answer':>14}{'queries':>9}{'page s':>9}")
    address = reverse("item_analysis:quiz_report", args=[quiz.pk])
    there = 0
    for size in CLASSES:
        hand_in(quiz, size - there)
        there = size
        with CaptureQueriesContext(connection) as asked:
            seconds = timed(lambda: report_on(Scope((quiz.pk,)), cut=0.7))
            queries = len(asked)
        page = timed(lambda: browser.get(address))
        answers = size * ITEMS
        cost = 1e6 * seconds / answers
        print(f"{size:5} attempts{answers:16}{seconds:9.2f}{cost:14.1f}{queries:9}{page:9.2f}", flush=True)


def timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def hand_in(quiz: QuizPage, people: int) -> None:
    """Let so many more learners answer a form of their own, each as well as they can."""
    rng = random.Random(people)
    asked = ItemVersion.objects.filter(bank__in=quiz.blueprint.values("bank"))
    versions = list(asked.values_list("pk", flat=True))
    course_id, policy, at = quiz.get_parent().pk, policy_of(quiz).as_json(), timezone.now()
    first = User.objects.count()
    users = User.objects.bulk_create(
        User(email=f"class{n}@example.org", full_name=f"Learner {n}", password="!")
        for n in range(first, first + people)
    )
    enrolments = Enrolment.objects.bulk_create(Enrolment(learner=user, course_id=course_id) for user in users)
    attempts, answers = [], []
    for enrolment in enrolments:
        able, form = rng.random(), rng.sample(versions, ITEMS)
        right = [rng.random() < able for _version in form]
        attempt = Attempt(
            enrolment=enrolment,
            quiz=quiz,
            number=1,
            state=Attempt.State.SUBMITTED,
            policy=policy,
            started_at=at,
            submitted_at=at + timedelta(hours=1),
            max_points=ITEMS,
            points=sum(right),
            fraction=Decimal(sum(right)) / ITEMS,
            is_passed=sum(right) >= 0.7 * ITEMS,
        )
        attempts.append(attempt)
        answers += [
            Answer(
                attempt=attempt,
                position=n,
                item_version_id=version,
                response={"choice": "right0" if good else rng.choice(["wrong1", "wrong2", "wrong3"])},
                points=int(good),
                saved_at=at + timedelta(minutes=n),
            )
            for n, (version, good) in enumerate(zip(form, right, strict=True), start=1)
        ]
    Attempt.objects.bulk_create(attempts)
    Answer.objects.bulk_create(answers, batch_size=2000)
