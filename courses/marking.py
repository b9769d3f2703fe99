"""Marking by people: what waits for whom, marks as they are given, and the result once all are in.

A mark is a draft until the attempt's result is released. Markers meet no name and no score.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from content.models import QuizPage
from courses.completing import complete_if_due
from courses.errors import MarkRefused
from courses.models import Answer, Attempt, Mark
from courses.quiz.agreeing import counting, fits, missing, points_of, share
from courses.quiz.policy import Policy
from courses.quiz.reconsidering import decisions_on, stored_share
from courses.quiz.recording import record
from courses.quiz.replaying import Kind
from courses.quiz.settling import RESULT, awaits_marks, settle

if TYPE_CHECKING:
    from lms.models import User

# What a queue tells of an attempt.
LISTED = ("state", "quiz_id", "submitted_at")


@dataclass(frozen=True)
class Waiting:
    """One answer of an attempt that is being marked, as it stands for one marker.

    marks: the latest of each person, in the order of giving. mine: the marker's own among them.
    """

    answer: Answer
    marks: tuple[Mark, ...]
    mine: Mark | None

    @property
    def is_settled(self) -> bool:
        return not missing(self.answer.markers, self.marks)

    @property
    def may_mark(self) -> bool:
        """Whether this marker may: once, and anew as long as nobody else has."""
        return not self.is_settled if self.mine is None else len(self.marks) == 1

    @property
    def is_disputed(self) -> bool:
        """Whether it takes a third marker, who sees what the two have said."""
        return len(self.marks) == 2 and not self.is_settled

    @property
    def waits_for_mine(self) -> bool:
        return self.mine is None and self.may_mark

    @property
    def seen(self) -> tuple[Mark, ...]:
        """The marks that may be seen: all once none of them could be swayed by another."""
        return self.marks if len(self.marks) >= self.answer.markers else ()


def waiting_answers(quizzes: QuerySet[QuizPage], marker: "User") -> list[Waiting]:
    """Return what is being marked in these quizzes, but for the marker's own answers; the oldest day first.

    Within a day the order is of no time: beside a list of who handed in when, it would tell whose is whose.
    What was asked, written and said of it is left where it is: the list may be long.
    """
    rows = _being_marked(quizzes, marker).order_by("attempt__submitted_at__date", "attempt", "position")
    rows = rows.only("position", "markers", "item_version_id", *(f"attempt__{name}" for name in LISTED))
    marks = Prefetch("marks", Mark.objects.defer("comment"))
    return [_waiting(answer, marker) for answer in rows.prefetch_related(marks)]


def waiting_answer(quizzes: QuerySet[QuizPage], marker: "User", answer_id: int) -> Waiting | None:
    """Return one of `waiting_answers`; None for any other."""
    found = _being_marked(quizzes, marker).select_related("attempt__quiz", "item_version__item")
    answer = found.prefetch_related("marks").filter(pk=answer_id).first()
    return _waiting(answer, marker) if answer else None


def _being_marked(quizzes: QuerySet[QuizPage], marker: "User") -> QuerySet[Answer]:
    found = Answer.objects.filter(
        attempt__state=Attempt.State.MARKING,
        attempt__quiz__in=quizzes.order_by().values("pk"),
        markers__gt=0,
        response__isnull=False,
        # What was decided for everybody waits for nobody.
        adjustment="",
    ).exclude(attempt__enrolment__learner=marker)
    return found.select_related("attempt")


def marked_attempt(quizzes: QuerySet[QuizPage], marker: "User", answer_id: int) -> Attempt | None:
    """Return the attempt of an answer that people mark or have marked; None for one's own and others'."""
    over = (Attempt.State.MARKING, Attempt.State.SUBMITTED)
    found = Attempt.objects.filter(
        answers__pk=answer_id,
        answers__markers__gt=0,
        quiz__in=quizzes.order_by().values("pk"),
        state__in=over,
    )
    return found.exclude(enrolment__learner=marker).first()


def _waiting(answer: Answer, marker: "User") -> Waiting:
    marks = latest_of(answer.marks.all())
    return Waiting(answer, marks, next((mark for mark in marks if mark.marker_id == marker.pk), None))


def latest_of(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Return the latest mark of each person, in the order of giving."""
    of_each = {mark.marker_id: mark for mark in sorted(marks, key=attrgetter("pk"))}
    return tuple(sorted(of_each.values(), key=attrgetter("pk")))


@transaction.atomic
def mark_answer(
    answer: Answer,
    marker: "User",
    levels: Mapping[str, Any],
    comment: str = "",
    *,
    decides: bool | None = None,
    at: datetime | None = None,
) -> Mark:
    """Keep a marker's judgement as a draft; it replaces an earlier one of the same marker.

    levels: criterion id -> number of the level reached, from 0. decides: whether the marker was told that
    theirs is the third and counts alone; None where nobody was asked. The same once more changes nothing.
    Raises MarkRefused.
    """
    at = at or timezone.now()
    attempt = _held(answer.attempt_id, marker)
    waiting = _waiting(answer.attempt.answers.select_related("item_version").get(pk=answer.pk), marker)
    rubric = answer.item_version.content.get("rubric", ())
    _refuse_unless_waiting(attempt, waiting)
    if decides is not None and decides is not waiting.is_disputed:
        raise MarkRefused(_("Others have marked this answer meanwhile. Look again, then keep yours."))
    if not fits(rubric, levels):
        raise MarkRefused(_("Choose one level for each criterion."))
    mine, said = waiting.mine, (dict(levels), comment.strip())
    if mine and (mine.levels, mine.comment) == said:
        return mine
    mark = Mark(
        answer=answer,
        marker=marker,
        round=mine.round + 1 if mine else 1,
        levels=said[0],
        points=points_of(rubric, levels),
        comment=said[1],
        marked_at=at,
    )
    mark.full_clean(exclude=["answer", "marker"], validate_unique=False, validate_constraints=False)
    mark.save(force_insert=True)
    told = {
        "position": answer.position,
        "round": mark.round,
        "levels": mark.levels,
        "points": str(mark.points),
    }
    record(attempt, Kind.MARK, told, actor_id=marker.pk, at=at)
    return mark


def _refuse_unless_waiting(attempt: Attempt, waiting: Waiting) -> None:
    if attempt.state != Attempt.State.MARKING or not awaits_marks(waiting.answer):
        raise MarkRefused(_("This answer is not being marked."))
    if not waiting.may_mark:
        raise MarkRefused(_("This answer has the marks that it needs, or yours is in and is kept as it is."))


@transaction.atomic
def release_attempt(attempt: Attempt, by: "User", *, at: datetime | None = None) -> Attempt:
    """Turn the marks into the result that the learner sees; return the attempt if that was done before.

    Raises MarkRefused while a mark is missing.
    """
    at = at or timezone.now()
    attempt = _held(attempt.pk, by)
    if attempt.state == Attempt.State.SUBMITTED:
        return attempt
    if attempt.state != Attempt.State.MARKING:
        raise MarkRefused(_("This attempt is not being marked."))
    answers = list(attempt.answers.select_related("item_version"))
    marks = counting_marks(answers)
    policy = Policy.from_json(attempt.policy)
    decisions = decisions_on(answer.item_version_id for answer in answers if answer.regrade_id)
    shares = [
        stored_share(answer, decisions, policy.scoring, marked_share(answer, marks.get(answer.pk)))
        for answer in answers
    ]
    came_of_it = settle(attempt, answers, shares, pass_mark=policy.pass_mark)
    attempt.state = Attempt.State.SUBMITTED
    attempt.save(update_fields=[*RESULT, "state"])
    Answer.objects.bulk_update(answers, ["points"])
    ids = {str(a.position): [mark.pk for mark in marks[a.pk]] for a in answers if a.pk in marks}
    Mark.objects.filter(pk__in=sum(ids.values(), [])).update(released_at=at)
    record(attempt, Kind.RELEASE, {"marks": ids, **came_of_it}, actor_id=by.pk, at=at)
    if attempt.is_passed:
        complete_if_due(attempt.enrolment, at)
    return attempt


def _held(attempt_id: Any, by: "User") -> Attempt:
    """Return the attempt, its row held until the transaction ends. Raises MarkRefused for one's own."""
    locked = Attempt.objects.select_for_update(of=("self",)).select_related("enrolment")
    attempt = locked.get(pk=attempt_id)
    if attempt.enrolment.learner_id == by.pk:
        raise MarkRefused(_("Nobody marks their own answers."))
    return attempt


def counting_marks(answers: Sequence[Answer]) -> dict[int, Sequence[Mark]]:
    """Return answer id -> the marks that count, of all that people have to mark.

    Raises MarkRefused while one is missing.
    """
    waiting = [answer for answer in answers if awaits_marks(answer)]
    given: dict[int, list[Mark]] = {answer.pk: [] for answer in waiting}
    for mark in Mark.objects.filter(answer__in=waiting) if waiting else ():
        given[mark.answer_id].append(mark)
    found = {answer.pk: counting(answer.markers, latest_of(given[answer.pk])) for answer in waiting}
    if not all(found.values()):
        raise MarkRefused(_("Not every answer of this attempt has the marks that it needs."))
    return found


def marked_share(answer: Answer, marks: Sequence[Mark] | None) -> Fraction | None:
    """Return what these marks say that the answer is worth, 0..1; None where nobody had to say it."""
    return share(answer.item_version.content["rubric"], marks) if marks else None
