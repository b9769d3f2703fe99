"""Holding the rows of an attempt against its log: each must tell the same."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from courses.models import Answer, Attempt
from courses.quiz.replaying import AnswerState, AttemptState, Event, LogTooOld, LogUnreadable, replay

# What the rows call otherwise than the log.
COLUMNS = {"version": "item_version_id", "scored_by": "scored_by_id", "regrade": "regrade_id"}


def state_of(attempt: Attempt) -> AttemptState:
    """Rebuild the attempt from its log alone. Raises LogUnreadable."""
    events = attempt.events.order_by("number").values_list("kind", "at", "payload")
    return replay(Event(*event) for event in events)


def differences(attempt: Attempt) -> list[str]:
    """Return where rows and log disagree, a line each; [] where they tell the same.

    Raises LogTooOld for an attempt from before the log was kept whole.
    """
    numbers = list(attempt.events.order_by("number").values_list("number", flat=True))
    if numbers != list(range(1, len(numbers) + 1)):
        return [f"events are numbered {numbers}"]
    try:
        told = state_of(attempt)
    except LogTooOld:
        raise
    except LogUnreadable as error:
        return [f"the log cannot be read: {error}"]
    return list(_differences(attempt, told))


def _differences(attempt: Attempt, told: AttemptState) -> Iterator[str]:
    yield from _unlike("", attempt, told)
    rows = {answer.position: answer for answer in attempt.answers.all()}
    for position in sorted(rows.keys() ^ told.answers.keys()):
        yield f"answer {position} stands only in the {'rows' if position in rows else 'log'}"
    for position in sorted(rows.keys() & told.answers.keys()):
        yield from _unlike(f"answer {position}: ", rows[position], told.answers[position])


def _unlike(place: str, row: Attempt | Answer, told: AttemptState | AnswerState) -> Iterator[str]:
    for name in (field.name for field in fields(told) if field.name != "answers"):
        stored: Any = getattr(row, COLUMNS.get(name, name))
        logged: Any = getattr(told, name)
        if stored != logged:
            yield f"{place}{name} is {stored} in the row and {logged} in the log"
