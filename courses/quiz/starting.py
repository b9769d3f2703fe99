"""Starting a sitting: who may, what is drawn, what is pinned."""

import logging
import random
from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from content.items.responding import draw_order
from content.items.terms import Content
from content.models import ItemVersion, QuizPage
from content.outline import outline_of
from courses.accommodating import allowance_of
from courses.errors import NotEnrolled, QuizClosed
from courses.facts import Facts, facts_of
from courses.models import Answer, Attempt, Enrolment
from courses.progress import missing_of
from courses.quiz.admitting import Admission, admission
from courses.quiz.blueprints import Drawn
from courses.quiz.clock import Allowance, deadline
from courses.quiz.drawing import draw
from courses.quiz.policy import Policy, policy_of
from courses.quiz.pooling import NOT_SCORED, blueprint_of, pool_of
from courses.quiz.recording import record
from courses.quiz.replaying import Kind, drawn
from courses.quiz.shortages import Shortage

log = logging.getLogger(__name__)


def start_attempt(
    enrolment: Enrolment,
    quiz: QuizPage,
    *,
    reflection: str = "",
    at: datetime | None = None,
    rng: random.Random | None = None,
) -> Attempt:
    """Return the open attempt, or a new one with its items, their order, policy and deadline pinned.

    reflection: asked for before a retake of an exam. rng: only tests give one.
    Raises QuizClosed, whose text says why and until when.
    """
    at = at or timezone.now()
    if not enrolment.is_active:
        raise NotEnrolled(_("You are not enrolled on this course."))
    facts = facts_of(enrolment)
    policy = policy_of(quiz)
    granted = allowance_of(enrolment, quiz.pk, policy.minutes, at)
    entry = admission_for(enrolment, quiz.pk, policy, facts, at, granted)
    if entry.verdict == "resume":
        return Attempt.objects.get(pk=next(s.attempt_id for s in facts.of(quiz.pk) if s.state == "open"))
    if not outline_of(enrolment.course_id).offers(quiz.pk):
        raise QuizClosed(_("“%(quiz)s” is not open at present.") % {"quiz": quiz.title})
    _refuse_unless_open(entry, policy, reflection)
    number = max((s.number for s in facts.of(quiz.pk)), default=0) + 1
    try:
        with transaction.atomic():
            return _create(
                enrolment, quiz, policy, granted, number, reflection, at, rng or random.SystemRandom()
            )
    except IntegrityError:
        return _first_of_two(enrolment, quiz)


def _first_of_two(enrolment: Enrolment, quiz: QuizPage) -> Attempt:
    """Return the attempt of the other tab: it was first, and the database let one through."""
    attempt = Attempt.objects.open().filter(enrolment=enrolment, quiz=quiz).first()
    if attempt is None:
        raise QuizClosed(_("You have just handed in another sitting of “%(quiz)s”.") % {"quiz": quiz.title})
    return attempt


def admission_for(
    enrolment: Enrolment,
    quiz_id: int,
    policy: Policy,
    facts: Facts,
    at: datetime,
    granted: Allowance | None = None,
) -> Admission:
    """Return whether a sitting may begin. granted: read where it would make a difference, if not at hand."""
    missing = missing_of(outline_of(enrolment.course_id), facts.done)
    is_ready = all(activity.id == quiz_id for activity in missing)
    extra = granted.extra_attempts if granted else 0
    entry = admission(policy, facts.of(quiz_id), is_ready=is_ready, at=at, extra_attempts=extra)
    if entry.left != 0 or granted is not None:
        return entry
    granted = allowance_of(enrolment, quiz_id, policy.minutes, at)
    return admission_for(enrolment, quiz_id, policy, facts, at, granted)


def _refuse_unless_open(entry: Admission, policy: Policy, reflection: str) -> None:
    if not entry.is_open:
        raise QuizClosed(_refusal(entry))
    if policy.is_exam and entry.is_retake and not reflection.strip():
        raise QuizClosed(_("Write in a sentence or two what you have reviewed and practised since."))


def _refusal(entry: Admission) -> str:
    """Say why a sitting cannot begin now, and from when it can."""
    refusals = {
        "locked": _("This opens when everything before it is done."),
        "waiting": _("You can take this again from %(opens)s."),
        "used_up": _("You have used your attempts for these twelve months. The next is open from %(opens)s."),
        "passed": _("You have passed this exam already."),
        "not_yet": _("This opens on %(opens)s."),
        "closed": _("This closes on %(closes)s, and nothing can be started any more."),
        "being_marked": _("Your last attempt is being marked. Wait for its result."),
    }
    return refusals[entry.verdict] % {"opens": _moment(entry.opens_at), "closes": _moment(entry.closes_at)}


def _moment(at: datetime | None) -> str:
    return date_format(timezone.localtime(at), "j F Y, H:i") if at else ""


def _create(
    enrolment: Enrolment,
    quiz: QuizPage,
    policy: Policy,
    granted: Allowance,
    number: int,
    reflection: str,
    at: datetime,
    rng: random.Random,
) -> Attempt:
    answers = _answers(enrolment, quiz, rng)
    attempt = Attempt(
        enrolment=enrolment,
        quiz=quiz,
        number=number,
        policy=policy.as_json(),
        started_at=at,
        accommodation=granted.as_json(),
        deadline_at=deadline(at, granted.minutes, policy.closes_at),
        break_seconds=granted.break_minutes * 60,
        max_points=sum(answer.max_points for answer in answers),
        reflection=reflection.strip(),
    )
    attempt.full_clean(exclude=["enrolment", "quiz"], validate_unique=False, validate_constraints=False)
    attempt.save(force_insert=True)
    for answer in answers:
        answer.attempt = attempt
    Answer.objects.bulk_create(answers)
    record(attempt, Kind.START, _told(attempt, answers), actor_id=enrolment.learner_id, at=at)
    return attempt


def _told(attempt: Attempt, answers: Sequence[Answer]) -> dict[str, object]:
    """What the log keeps of a start: all that was pinned."""
    return {
        "number": attempt.number,
        "policy": attempt.policy,
        "accommodation": attempt.accommodation,
        "deadline_at": attempt.deadline_at.isoformat() if attempt.deadline_at else None,
        "break_seconds": attempt.break_seconds,
        "max_points": str(attempt.max_points),
        "answers": [
            drawn(
                answer.position,
                answer.item_version_id,
                answer.option_order,
                answer.max_points,
                markers=answer.markers,
                is_trial=answer.is_trial,
            )
            for answer in answers
        ],
    }


def _answers(enrolment: Enrolment, quiz: QuizPage, rng: random.Random) -> list[Answer]:
    """Draw a form and return its answers, blank and in the order of asking."""
    blueprint = blueprint_of(quiz)
    pool = pool_of(quiz.purpose, blueprint, enrolment)
    form = draw(blueprint, pool.candidates, pool.seen, rng)
    if isinstance(form, Shortage) or not form:
        log.warning("Quiz %s cannot be drawn: %s", quiz.pk, form)
        raise QuizClosed(
            _("“%(quiz)s” cannot be put together at present. Tell your instructor.") % {"quiz": quiz.title}
        )
    versions = [one.version for one in form]
    contents = dict(ItemVersion.objects.filter(pk__in=versions).values_list("pk", "content"))
    return [_answer(position, one, contents[one.version], rng) for position, one in enumerate(form, start=1)]


def _answer(position: int, one: Drawn, content: Content, rng: random.Random) -> Answer:
    points = 0 if content["type"] in NOT_SCORED else one.points
    return Answer(
        position=position,
        item_version_id=one.version,
        option_order=draw_order(content, rng),
        max_points=points,
        is_trial=one.is_trial,
        # Nobody's result waits for marks that earn nothing, as those of an item on trial.
        markers=content.get("markers", 0) if points else 0,
    )
