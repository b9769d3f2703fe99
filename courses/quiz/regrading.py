"""Deciding an item anew for everybody who has answered it: decided once, then applied attempt by attempt.

What is still to be applied is a query, so whatever stops half-way is finished by asking again.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from content.items.interactions import interaction_of
from content.items.rereading import obstacle
from content.items.terms import Judge
from content.models import Item, ItemVersion
from courses.completing import complete_if_due
from courses.errors import RegradeRefused
from courses.marking import counting_marks, marked_share, release_attempt
from courses.models import Answer, Attempt, Completion, Regrade
from courses.quiz.deciding import Kept, Result, why_kept
from courses.quiz.policy import Policy
from courses.quiz.reconsidering import (
    DECIDED,
    Reading,
    decisions_on,
    readings_of,
    standings_of,
    total,
    unlike,
    worths_of,
)
from courses.quiz.recording import record
from courses.quiz.replaying import Kind
from courses.quiz.settling import RESULT, awaits_marks, points_of, settle

if TYPE_CHECKING:
    from lms.models import User

log = logging.getLogger(__name__)

NEEDS_KEY = (Regrade.Rule.NEW_KEY, Regrade.Rule.ACCEPT_ALSO)
HANDED_IN = (Attempt.State.SUBMITTED, Attempt.State.MARKING)


@dataclass(frozen=True)
class Applied:
    """done: attempts that have been through it now. left: those that have not."""

    done: int
    left: int


@transaction.atomic
def regrade_item(
    version: ItemVersion,
    rule: str,
    *,
    key_version: ItemVersion | None = None,
    reason: str,
    by: "User",
    at: datetime | None = None,
) -> Regrade:
    """Decide how all answers to the version count from now on; `apply_regrade` brings it to them.

    It takes the place of what was decided before; the same once more returns what stands.
    Raises RegradeRefused.
    """
    refuse_unless_decidable(version, rule, key_version, by)
    if not reason.strip():
        raise RegradeRefused(_("Write why it is decided anew; it stays with the decision."))
    # Two who decide at once queue here: what is decided later also has the higher id.
    Item.objects.select_for_update().get(pk=version.item_id)
    latest = Regrade.objects.filter(version=version).order_by("pk").last()
    if latest and (latest.rule, latest.key_version) == (rule, key_version):
        return latest
    regrade = Regrade(
        version=version,
        key_version=key_version,
        rule=rule,
        reason=reason.strip(),
        by=by,
        at=at or timezone.now(),
    )
    regrade.full_clean()
    regrade.save(force_insert=True)
    return regrade


def refuse_unless_decidable(
    version: ItemVersion, rule: str, key_version: ItemVersion | None, by: "User"
) -> None:
    """Raise RegradeRefused, saying why, where the rule cannot be applied or not by this person."""
    if why := _undecidable(version, rule, key_version):
        raise RegradeRefused(why)
    own = Answer.objects.filter(item_version=version, attempt__enrolment__learner=by)
    if own.exclude(attempt__state=Attempt.State.VOID).exists():
        raise RegradeRefused(_("You have answered this item yourself. Somebody else has to decide."))


def _undecidable(version: ItemVersion, rule: str, key_version: ItemVersion | None) -> str:
    judge = interaction_of(version.content).judged_by
    if judge is Judge.LEARNER:
        return _("This item is never scored.")
    if rule not in NEEDS_KEY:
        return "" if key_version is None else _("This decision takes no key of another version.")
    if judge is Judge.PEOPLE:
        return _("People mark this item: give all full credit, or drop it.")
    if key_version is None:
        return _("Choose the version whose key counts.")
    if key_version.item_id != version.item_id or key_version.pk == version.pk:
        return _("The key must come from another version of the same item.")
    why = obstacle(version.content, key_version.content)
    if not why:
        return ""
    values = {"number": key_version.number, "why": why.translated(_)}
    return _("Version %(number)s cannot score these answers: %(why)s") % values


def concerned(version: ItemVersion) -> QuerySet[Answer]:
    """Return the answers that a decision about this version reaches after they were handed in."""
    return Answer.objects.filter(item_version=version, is_trial=False, attempt__state__in=HANDED_IN)


def outstanding(regrade: Regrade) -> QuerySet[Answer]:
    """Return the answers that have not been through it; none once a later decision has its place."""
    if Regrade.objects.filter(version=regrade.version_id, pk__gt=regrade.pk).exists():
        return Answer.objects.none()
    return concerned(regrade.version).filter(Q(regrade=None) | Q(regrade__lt=regrade.pk))


def apply_regrade(regrade: Regrade, *, limit: int | None = None, at: datetime | None = None) -> Applied:
    """Bring the decision to the attempts that it has not reached, each in a transaction of its own.

    limit: how many at most. One that fails waits for the next time and keeps no other waiting.
    """
    at = at or timezone.now()
    ids = list(outstanding(regrade).order_by("pk").values_list("attempt_id", flat=True)[:limit])
    done = sum(_regrade_or_log(attempt, regrade, at) for attempt in ids)
    return Applied(done, outstanding(regrade).count())


def finish_regrades(*, at: datetime | None = None) -> int:
    """Apply what was decided and has not reached everybody; return how many attempts it reached now."""
    newer = Regrade.objects.filter(version=OuterRef("version"), pk__gt=OuterRef("pk"))
    waiting = Answer.objects.filter(
        Q(regrade=None) | Q(regrade__lt=OuterRef("pk")),
        item_version=OuterRef("version"),
        is_trial=False,
        attempt__state__in=HANDED_IN,
    )
    found = Regrade.objects.filter(~Exists(newer), Exists(waiting)).select_related("version", "by")
    return sum(apply_regrade(regrade, at=at).done for regrade in found)


def _regrade_or_log(attempt_id: Any, regrade: Regrade, at: datetime) -> bool:
    try:
        return regrade_attempt(attempt_id, regrade, at=at)
    except Exception:  # one bad record must not keep the others waiting
        log.exception("Regrade %s could not be applied to attempt %s", regrade.pk, attempt_id)
        return False


@transaction.atomic
def regrade_attempt(attempt_id: Any, regrade: Regrade, *, at: datetime) -> bool:
    """Let one attempt go through the decision, once; return whether it was this time."""
    locked = Attempt.objects.select_for_update(of=("self", "enrolment")).select_related("enrolment")
    attempt = locked.get(pk=attempt_id)
    answers = list(attempt.answers.select_related("item_version"))
    answer = next(one for one in answers if one.item_version_id == regrade.version_id)
    if attempt.state not in HANDED_IN or (answer.regrade_id or 0) >= regrade.pk:
        return False
    is_over = attempt.state == Attempt.State.SUBMITTED
    before = {name: getattr(attempt, name) for name in (*RESULT, "max_points")}
    stood = standings_of(answers)
    came_of_it = _reconsidered(attempt, answers, answer, regrade)
    told = {
        "regrade": regrade.pk,
        "rule": regrade.rule,
        "position": answer.position,
        "before": {name: _plain(value) for name, value in before.items()},
        **came_of_it,
    }
    Answer.objects.bulk_update(unlike(answers, stood), DECIDED)
    attempt.save(update_fields=[*RESULT, "max_points"])
    record(attempt, Kind.REGRADE, told, actor_id=regrade.by_id, at=at)
    if is_over and any(getattr(attempt, name) != value for name, value in before.items()):
        Regrade.objects.filter(pk=regrade.pk).update(changed=F("changed") + 1)
    if not is_over:
        _release_unless_marked(attempt, answers, regrade, at)
    elif attempt.is_passed and not before["is_passed"]:
        complete_if_due(attempt.enrolment, at)
    return True


def _reconsidered(
    attempt: Attempt, answers: Sequence[Answer], answer: Answer, regrade: Regrade
) -> dict[str, Any]:
    """Write to the rows, in memory, what comes of the decision, and return what the log keeps of it."""
    readings = _readings(attempt, answers, regrade)
    policy = Policy.from_json(attempt.policy)
    kept = _why_kept(attempt, readings, policy)
    if kept:
        answer.regrade_id = regrade.pk
        return {"kept": str(kept), "answers": {str(answer.position): {"regrade": regrade.pk}}}
    attempt.max_points += sum(one.worth - one.answer.max_points for one in readings)
    for reading in readings:
        reading.write()
    shares = [reading.share for reading in readings]
    if attempt.state == Attempt.State.SUBMITTED:
        return {"kept": "", **settle(attempt, answers, shares, pass_mark=policy.pass_mark)}
    return {"kept": "", "max_points": str(attempt.max_points), "answers": points_of(answers, shares)}


def _readings(attempt: Attempt, answers: Sequence[Answer], regrade: Regrade) -> list[Reading]:
    anew = (regrade.version_id, regrade.pk)
    decided = [one.item_version_id for one in answers if one.regrade_id]
    is_over = attempt.state == Attempt.State.SUBMITTED
    marks = counting_marks(answers) if is_over else {}
    is_dropped = any(one.adjustment == Answer.Adjustment.DROPPED for one in answers)
    return readings_of(
        answers,
        decisions_on([*decided, regrade.version_id]),
        Policy.from_json(attempt.policy).scoring,
        anew=anew,
        worths=worths_of([attempt])[attempt.pk] if is_dropped else {},
        marked={one.pk: marked_share(one, marks.get(one.pk)) for one in answers},
    )


def _why_kept(attempt: Attempt, readings: Sequence[Reading], policy: Policy) -> Kept | None:
    if attempt.fraction is None or attempt.is_passed is None:
        return None if any(one.worth for one in readings) else Kept.NOTHING_LEFT
    return why_kept(
        Result(attempt.fraction, attempt.is_passed),
        total(readings),
        pass_mark=policy.pass_mark,
        is_completed=Completion.objects.filter(enrolment=attempt.enrolment_id).exists(),
    )


def _release_unless_marked(
    attempt: Attempt, answers: Sequence[Answer], regrade: Regrade, at: datetime
) -> None:
    """A result that waited for marks on this item alone has nothing to wait for any more."""
    if not any(awaits_marks(one) for one in answers):
        release_attempt(attempt, regrade.by, at=at)


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, bool) else str(value)
