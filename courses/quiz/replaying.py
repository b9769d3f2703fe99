"""An attempt as its log tells it: what was drawn, given, decided, from nothing but the events. Pure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

from courses.quiz.totalling import rounded_down


class Kind(StrEnum):
    """What can happen in an attempt, and what its event holds. Responses are logged, keys never.

    Moments are ISO 8601 with their offset; points are decimals as text. An outcome is
    {"points", "max_points", "fraction", "is_passed", "answers": {position: {"points", …}}}, of which
    only what is named changes; of an answer that was decided about also "max_points", "adjustment",
    "scored_by" and "regrade".
    """

    START = "start"  # number, policy, accommodation, deadline_at, max_points, answers: see `drawn`
    SAVE = "save"  # position, sequence, response, certainty
    FLAG = "flag"  # position, is_flagged
    ONWARD = "onward"  # position: the item that is at hand from here on, forward only
    CHECK = "check"  # position, response, certainty
    RETRY = "retry"  # position, response
    REVEAL = "reveal"  # position
    EXTEND = "extend"  # deadline_at, minutes, reason: never for who marks
    BREAK = "break"  # the clock stands still from here; position: where the learner was, or null
    RESUME = "resume"  # deadline_at, break_seconds: what is left of them
    SUBMIT = "submit"  # origin, state, submitted_at, outcome
    MARK = "mark"  # position, round, levels, points; who marked is the actor
    RELEASE = "release"  # marks: ids by position, outcome
    REGRADE = "regrade"  # regrade, rule, position, kept, before, outcome
    VOID = "void"  # reason


@dataclass(frozen=True)
class Event:
    """One row of the log. at: when; the payload: see Kind."""

    kind: str
    at: datetime
    payload: Mapping[str, Any]


@dataclass(frozen=True)
class AnswerState:
    """One answer, see courses.models.Answer for what its fields mean."""

    version: int
    option_order: Mapping[str, Any]
    max_points: Decimal
    markers: int = 0
    is_trial: bool = False
    response: Mapping[str, Any] | None = None
    sequence: int = 0
    certainty: int | None = None
    is_flagged: bool = False
    saved_at: datetime | None = None
    checked_at: datetime | None = None
    retry_response: Mapping[str, Any] | None = None
    is_revealed: bool = False
    points: Decimal | None = None
    adjustment: str = ""
    scored_by: int | None = None
    regrade: int | None = None


@dataclass(frozen=True)
class AttemptState:
    """One attempt, see courses.models.Attempt. answers: by position."""

    state: str
    number: int
    started_at: datetime
    policy: Mapping[str, Any]
    accommodation: Any
    deadline_at: datetime | None
    max_points: Decimal
    points: Decimal | None = None
    fraction: Decimal | None = None
    is_passed: bool | None = None
    submitted_at: datetime | None = None
    break_began_at: datetime | None = None
    break_seconds: int = 0
    void_reason: str = ""
    reached: int = 1
    answers: Mapping[int, AnswerState] = field(default_factory=dict)


class LogUnreadable(ValueError):
    """The events cannot be those of one attempt: no start, or a kind that nobody knows."""


class LogTooOld(LogUnreadable):
    """The attempt began before a start told what was drawn."""


def replay(events: Iterable[Event]) -> AttemptState:
    """Fold the events, in their order, to the attempt that they tell of. Raises LogUnreadable."""
    state: AttemptState | None = None
    for event in events:
        if (state is None) is not (event.kind == Kind.START):
            raise LogUnreadable(f"{event.kind} cannot stand here")
        if state is None:
            state = _started(event)
        elif event.kind in _FOLDS:
            state = _FOLDS[Kind(event.kind)](state, event)
        else:
            raise LogUnreadable(f"unknown kind {event.kind}")
    if state is None:
        raise LogUnreadable("no events")
    return state


def drawn(
    position: int, version: int, order: Mapping[str, Any], max_points: Any, **more: Any
) -> dict[str, Any]:
    """Return what a start event keeps of one answer; `more`: markers, is_trial."""
    return {"position": position, "version": version, "order": order, "max_points": str(max_points), **more}


def _started(event: Event) -> AttemptState:
    told = event.payload
    if "answers" not in told:
        raise LogTooOld("begun before the log was kept whole")
    return AttemptState(
        state="open",
        number=told["number"],
        started_at=event.at,
        policy=told["policy"],
        accommodation=told["accommodation"],
        deadline_at=_moment(told["deadline_at"]),
        max_points=Decimal(told["max_points"]),
        break_seconds=told.get("break_seconds", 0),
        answers={
            one["position"]: AnswerState(
                version=one["version"],
                option_order=one["order"],
                max_points=Decimal(one["max_points"]),
                markers=one.get("markers", 0),
                is_trial=one.get("is_trial", False),
            )
            for one in told["answers"]
        },
    )


def _saved(state: AttemptState, event: Event) -> AttemptState:
    told = event.payload
    return _answered(
        state,
        event,
        response=told["response"],
        sequence=told["sequence"],
        certainty=told.get("certainty"),
        saved_at=event.at,
    )


def _checked(state: AttemptState, event: Event) -> AttemptState:
    sequence = state.answers[event.payload["position"]].sequence + 1
    told = {name: event.payload.get(name) for name in ("response", "certainty")}
    return _answered(state, event, **told, sequence=sequence, saved_at=event.at, checked_at=event.at)


def _flagged(state: AttemptState, event: Event) -> AttemptState:
    return _answered(state, event, is_flagged=event.payload["is_flagged"])


def _went_on(state: AttemptState, event: Event) -> AttemptState:
    return replace(state, reached=event.payload["position"])


def _retried(state: AttemptState, event: Event) -> AttemptState:
    return _answered(state, event, retry_response=event.payload["response"])


def _revealed(state: AttemptState, event: Event) -> AttemptState:
    return _answered(state, event, is_revealed=True)


def _answered(state: AttemptState, event: Event, **fields: Any) -> AttemptState:
    position = event.payload["position"]
    changed = replace(state.answers[position], **fields)
    return replace(state, answers={**state.answers, position: changed})


def _extended(state: AttemptState, event: Event) -> AttemptState:
    return replace(state, deadline_at=_moment(event.payload["deadline_at"]))


def _paused(state: AttemptState, event: Event) -> AttemptState:
    return replace(state, break_began_at=event.at)


def _resumed(state: AttemptState, event: Event) -> AttemptState:
    told = event.payload
    return replace(
        state,
        deadline_at=_moment(told["deadline_at"]),
        break_seconds=told["break_seconds"],
        break_began_at=None,
    )


def _submitted(state: AttemptState, event: Event) -> AttemptState:
    told = event.payload
    handed_in = replace(
        state, state=told["state"], submitted_at=_moment(told["submitted_at"]), break_began_at=None
    )
    return _judged(handed_in, event)


def _released(state: AttemptState, event: Event) -> AttemptState:
    return _judged(replace(state, state="submitted"), event)


def _judged(state: AttemptState, event: Event) -> AttemptState:
    """Take over an outcome: of the attempt what is named, of each answer what is named."""
    told = event.payload
    answers = dict(state.answers)
    for position, fields in told.get("answers", {}).items():
        answers[int(position)] = replace(answers[int(position)], **_exact(fields))
    names = ("points", "max_points", "fraction", "is_passed")
    return replace(state, answers=answers, **_exact({n: told[n] for n in names if n in told}))


def _exact(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _number(name, told) for name, told in fields.items()}


def _number(name: str, told: Any) -> Any:
    """The share is logged exactly, and stored rounded down."""
    if told is not None and name == "fraction":
        return rounded_down(Fraction(told), places=6)
    return Decimal(told) if told is not None and name in ("points", "max_points") else told


def _voided(state: AttemptState, event: Event) -> AttemptState:
    return replace(state, state="void", void_reason=event.payload["reason"], break_began_at=None)


def _unchanged(state: AttemptState, event: Event) -> AttemptState:
    """A mark is what one person says; it counts once it is released."""
    return state


def _moment(told: str | None) -> datetime | None:
    return datetime.fromisoformat(told) if told else None


_FOLDS: Mapping[Kind, Callable[[AttemptState, Event], AttemptState]] = {
    Kind.SAVE: _saved,
    Kind.FLAG: _flagged,
    Kind.ONWARD: _went_on,
    Kind.CHECK: _checked,
    Kind.RETRY: _retried,
    Kind.REVEAL: _revealed,
    Kind.EXTEND: _extended,
    Kind.BREAK: _paused,
    Kind.RESUME: _resumed,
    Kind.SUBMIT: _submitted,
    Kind.MARK: _unchanged,
    Kind.RELEASE: _released,
    Kind.REGRADE: _judged,
    Kind.VOID: _voided,
}
