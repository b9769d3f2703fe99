"""Breaks and more time beside what ends an attempt, in a process apart; see test_races_of_grants.py."""

import json
from datetime import date, timedelta

from courses.accommodating import approve_accommodation, record_accommodation
from courses.errors import CoursesError
from courses.models import Accommodation, Answer, Attempt
from courses.quiz.attempting import save_answer, start_attempt, submit_attempt, submit_overdue
from courses.quiz.auditing import differences
from courses.quiz.clock import GRACE
from courses.quiz.extending import extend_deadline
from courses.quiz.pausing import end_break, start_break
from tests.blank_site import make_blank_site
from tests.courses.building import make_enrolment, make_exam
from tests.courses.race import ROUNDS, at_once
from tests.factories import make_course, make_learner

MINUTE = timedelta(minutes=1)


def main() -> None:
    """Print one JSON object: race -> what came of it."""
    make_blank_site()
    races = (breaks_against_submits, breaks_against_saves, returns_at_once, extensions_against_sweeps)
    print(json.dumps({race.__name__: race() for race in races}))  # noqa: T201 - what the test reads


def said_by(work, *args, **more) -> str:
    try:
        return str(work(*args, **more))
    except CoursesError as refusal:
        return type(refusal).__name__


def sittings():
    """As many open attempts as there are rounds, each with twenty minutes of breaks."""
    course, staff = make_course(), make_learner("Rosa Lindqvist")
    exam, recorder = make_exam(course, items=2), make_learner("Mira Okafor")
    for _round in range(ROUNDS):
        enrolment = make_enrolment(course)
        granted = Accommodation(
            learner=enrolment.learner,
            break_minutes=20,
            valid_from=date(2020, 1, 1),
            valid_until=date(2099, 1, 1),
            reason="A letter is on file.",
        )
        approve_accommodation(record_accommodation(granted, by=recorder), by=staff)
        yield start_attempt(enrolment, exam), staff


def differing(attempt: Attempt) -> int:
    return len(differences(Attempt.objects.get(pk=attempt.pk)))


def breaks_against_submits() -> dict[str, int]:
    """Whichever is first: the attempt is handed in, in no break, and the log tells the same."""
    found = {"open": 0, "paused": 0, "differ": 0, "odd": 0}
    for attempt, _staff in sittings():
        said, _submitted = at_once(
            lambda attempt=attempt: said_by(start_break, attempt),
            lambda attempt=attempt: submit_attempt(attempt),
        )
        row = Attempt.objects.get(pk=attempt.pk)
        kinds = list(row.events.values_list("kind", flat=True))
        expected = ["start", "submit"] if said == "NoBreak" else ["start", "break", "resume", "submit"]
        found["open"] += row.state != "submitted"
        found["paused"] += row.break_began_at is not None
        found["odd"] += kinds != expected
        found["differ"] += differing(attempt)
    return found


def breaks_against_saves() -> dict[str, int]:
    """A save is stored before the break, or refused in it; it is never taken and lost."""
    found = {"lost": 0, "stored_in_break": 0, "differ": 0}
    for attempt, _staff in sittings():
        rows = Answer.objects.filter(attempt=attempt).select_related("attempt", "item_version")
        answer = rows.get(position=1)
        _began, said = at_once(
            lambda attempt=attempt: said_by(start_break, attempt),
            lambda answer=answer: said_by(save_answer, answer, {"choice": "right0"}, sequence=1),
        )
        stored = rows.get(position=1).response is not None
        found["lost"] += said != "AttemptPaused" and not stored
        found["stored_in_break"] += said == "AttemptPaused" and stored
        found["differ"] += differing(attempt)
    return found


def returns_at_once() -> dict[str, int]:
    """Eight returns from one break move the deadline once."""
    found = {"moved_otherwise": 0, "returns": 0, "differ": 0}
    for attempt, _staff in sittings():
        began = attempt.started_at + MINUTE
        start_break(attempt, at=began)
        at_once(*[lambda attempt=attempt, at=began + 5 * MINUTE: said_by(end_break, attempt, at=at)] * 8)
        row = Attempt.objects.get(pk=attempt.pk)
        found["moved_otherwise"] += row.deadline_at != attempt.deadline_at + 5 * MINUTE
        found["returns"] += row.events.filter(kind="resume").count()
        found["differ"] += differing(attempt)
    return found


def extensions_against_sweeps() -> dict[str, int]:
    """Time that was given holds; what was handed in first is not opened again."""
    found = {"given_and_handed_in": 0, "refused_and_open": 0, "differ": 0}
    for attempt, staff in sittings():
        over = attempt.deadline_at + GRACE
        said, _swept = at_once(
            lambda attempt=attempt, over=over, staff=staff: said_by(
                extend_deadline, attempt, 30, "A fire alarm.", staff, at=over
            ),
            lambda over=over: submit_overdue(at=over + timedelta(seconds=1)),
        )
        state = Attempt.objects.get(pk=attempt.pk).state
        found["given_and_handed_in"] += said != "ExtensionRefused" and state != "open"
        found["refused_and_open"] += said == "ExtensionRefused" and state == "open"
        found["differ"] += differing(attempt)
        submit_attempt(attempt)
    return found
