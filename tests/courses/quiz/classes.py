"""Whole classes that have handed in, in few statements: analysis wants many attempts."""

from datetime import datetime, timedelta
from decimal import Decimal

from content.models import QuizPage
from courses.models import Answer, Attempt, Enrolment
from courses.quiz.policy import policy_of
from tests.conftest import AT
from tests.factories import make_learner


def hand_in(
    quiz: QuizPage,
    given: dict,
    *,
    enrolment: Enrolment | None = None,
    number: int = 1,
    state: str = "submitted",
    at: datetime = AT,
    **answer_fields: object,
) -> Attempt:
    """One attempt.

    given: version -> (response, points) or, on trial, (response, None); one minute for each.
    """
    course = quiz.get_parent().specific
    enrolment = enrolment or Enrolment.objects.create(learner=make_learner(), course=course)
    scored = [points for _response, points in given.values() if points is not None]
    earned = sum(map(Decimal, scored), Decimal(0))
    fraction = (earned / len(scored)).quantize(Decimal("0.000001")) if scored else Decimal(0)
    attempt = Attempt.objects.create(
        enrolment=enrolment,
        quiz=quiz,
        number=number,
        state=state,
        policy=policy_of(quiz).as_json(),
        started_at=at,
        submitted_at=at + timedelta(hours=1),
        max_points=len(scored),
        points=earned,
        fraction=fraction,
        is_passed=fraction * 100 >= quiz.pass_mark,
        void_reason="A trial." if state == "void" else "",
    )
    Answer.objects.bulk_create(
        Answer(
            attempt=attempt,
            position=position,
            item_version=version,
            response=response,
            points=points,
            max_points=0 if points is None else 1,
            is_trial=points is None,
            saved_at=at + timedelta(minutes=position) if response else None,
            **answer_fields,
        )
        for position, (version, (response, points)) in enumerate(given.items(), start=1)
    )
    return attempt


def right(points: object = 1) -> tuple:
    return {"choice": "right0"}, points


def wrong(which: int = 1, points: object = 0) -> tuple:
    return {"choice": f"wrong{which}"}, points


def hand_in_many(quiz: QuizPage, versions: list, people: int) -> None:
    """A class in which person n knows the first n of the items, and so on in turn."""
    for n in range(people):
        knows = n % (len(versions) + 1)
        hand_in(quiz, {v: right() if k < knows else wrong() for k, v in enumerate(versions)})
