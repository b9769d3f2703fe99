"""Many hands at one attempt, in a process and a database of their own; see test_races.py."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier

from django.db import connection
from django.db.models import QuerySet

from content.items.scoring import score
from content.models import LessonPage
from courses.completing import complete_if_due, complete_lesson
from courses.enrolling import withdraw
from courses.errors import CoursesError
from courses.models import Answer, Attempt, AttemptEvent, Completion, Enrolment
from courses.quiz.attempting import go_on, save_answer, start_attempt, submit_attempt, submit_overdue
from courses.quiz.clock import GRACE
from courses.signals import course_completed
from tests.blank_site import make_blank_site
from tests.conftest import AT
from tests.courses.building import make_enrolment, make_exam
from tests.factories import make_course

ITEMS = 20
ROUNDS = 15


def main() -> None:
    """Print one JSON object: race -> what came of it."""
    make_blank_site()
    races = (starts, submits, saves_against_submits, saves_against_sweeps, last_steps, completings, nexts)
    print(json.dumps({race.__name__: race() for race in races}))  # noqa: T201 - what the test reads


def at_once(*works: Callable[[], object]) -> list[object]:
    """Do all works at the same moment and return what each returned, or the name of what it raised."""
    ready = Barrier(len(works), timeout=60)

    def run(work: Callable[[], object]) -> object:
        connection.ensure_connection()
        try:
            ready.wait()
            return work()
        except CoursesError as refusal:
            return type(refusal).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def starts() -> dict[str, object]:
    course = make_course()
    exam, enrolment = make_exam(course, items=ITEMS, attempts_a_year=1), make_enrolment(course)
    returned = at_once(*[lambda: str(start_attempt(enrolment, exam).pk)] * 12)
    attempts = Attempt.objects.filter(enrolment=enrolment)
    return {
        "returned": len(set(returned)),
        "attempts": attempts.count(),
        "answers": Answer.objects.filter(attempt__in=attempts).count(),
    }


def submits() -> dict[str, object]:
    course = make_course()
    exam, enrolment = make_exam(course, items=ITEMS), make_enrolment(course)
    attempt = start_attempt(enrolment, exam)
    Answer.objects.filter(attempt=attempt, position__lte=15).update(response={"choice": "right0"})

    def submit() -> str:
        done = submit_attempt(attempt)
        return f"{done.fraction} {done.submitted_at}"

    returned = at_once(*[submit] * 20)
    events = AttemptEvent.objects.filter(attempt=attempt, kind="submit")
    fraction = Attempt.objects.get(pk=attempt.pk).fraction
    return {"returned": len(set(returned)), "events": events.count(), "fraction": str(fraction)}


def saves_against_submits() -> dict[str, object]:
    """A save that was taken must be scored; one that came too late must not be stored."""
    course = make_course()
    exam = make_exam(course, items=2)
    found = {"wrong": 0, "lost": 0, "stored_late": 0}
    for _round in range(ROUNDS):
        attempt = start_attempt(make_enrolment(course), exam)
        rows = Answer.objects.filter(attempt=attempt).select_related("attempt", "item_version")
        answer = rows.get(position=1)

        def save(answer: Answer = answer) -> str:
            return "stored" if save_answer(answer, {"choice": "right0"}).is_stored else "ignored"

        def submit(attempt: Attempt = attempt) -> str:
            return submit_attempt(attempt).state

        said, _state = at_once(save, submit)
        count_what_came_of(said, rows.get(position=1), found)
    return found


def saves_against_sweeps() -> dict[str, object]:
    """The last save in the grace beside the sweep that hands in what is overdue."""
    course = make_course()
    exam = make_exam(course, items=2)
    found = {"wrong": 0, "lost": 0, "stored_late": 0, "open": 0}
    for _round in range(ROUNDS):
        attempt = start_attempt(make_enrolment(course), exam)
        rows = Answer.objects.filter(attempt=attempt).select_related("attempt", "item_version")
        answer, over = rows.get(position=1), attempt.deadline_at + GRACE

        def save(answer: Answer = answer, over: datetime = over) -> str:
            return "stored" if save_answer(answer, {"choice": "right0"}, at=over).is_stored else "ignored"

        def sweep(over: datetime = over) -> int:
            return submit_overdue(at=over + timedelta(seconds=1))

        said, _swept = at_once(save, sweep)
        count_what_came_of(said, rows.get(position=1), found)
        found["open"] += Attempt.objects.open().filter(pk=attempt.pk).exists()
    return found


def count_what_came_of(said: object, stored: Answer, found: dict[str, object]) -> None:
    """Add to what was found: a wrong score, a save lost that was taken, one stored that was refused."""
    found["wrong"] += stored.points != score(stored.item_version.content, stored.response)
    found["lost"] += said == "stored" and stored.points != 1
    found["stored_late"] += said == "AttemptClosed" and stored.response is not None


def nexts() -> dict[str, object]:
    """Two windows go on from the same item at once, with two answers: one is kept, one item is left."""
    course = make_course()
    exam = make_exam(course, items=3, navigation="forward")
    found = {"refused": 0, "one_item_on": 0, "kept_what_was_taken": 0, "events": 0}
    for _round in range(ROUNDS):
        attempt = start_attempt(make_enrolment(course), exam)
        rows = Answer.objects.filter(attempt=attempt).select_related("attempt", "item_version")

        def leave(choice: str, rows: QuerySet[Answer] = rows) -> str:
            go_on(rows.get(position=1), {"choice": choice})
            return choice

        said = at_once(lambda: leave("right0"), lambda: leave("wrong1"))
        found["refused"] += said.count("OutOfTurn")
        found["one_item_on"] += Attempt.objects.get(pk=attempt.pk).reached == 2
        found["kept_what_was_taken"] += rows.get(position=1).response["choice"] in said
        found["events"] += attempt.events.filter(kind="onward").count()
    return found


def last_steps() -> dict[str, object]:
    """The last lesson and the exam at the same moment: neither sees the other, one must complete."""
    course = make_course(lessons=1)
    exam, lesson = make_exam(course, items=2), LessonPage.objects.descendant_of(course).get()
    heard: list[int] = []

    def hear(completion: Completion, **_more: object) -> None:
        heard.append(completion.enrolment_id)

    course_completed.connect(hear)
    enrolments = [make_enrolment(course) for _round in range(ROUNDS)]
    for enrolment in enrolments:
        attempt = start_attempt(enrolment, exam)
        Answer.objects.filter(attempt=attempt).update(response={"choice": "right0"})
        at_once(
            lambda enrolment=enrolment: complete_lesson(enrolment, lesson) and None,
            lambda attempt=attempt: submit_attempt(attempt) and None,
        )
    course_completed.disconnect(hear)
    return {
        "enrolments": len(enrolments),
        "completions": Completion.objects.filter(enrolment__in=enrolments).count(),
        "announced": len(heard),
        "announced_once": len(set(heard)),
    }


def completings() -> dict[str, object]:
    """Several find at the same moment that the course is complete: a sweep, and what is handed in."""
    course = make_course(lessons=0)
    exam, found = make_exam(course, items=1), {"one_completion": 0, "same": 0}
    for _round in range(ROUNDS):
        enrolment = make_enrolment(course)
        attempt = start_attempt(enrolment, exam)
        Answer.objects.filter(attempt=attempt).update(response={"choice": "right0"})
        # Who has withdrawn completes nothing, so that it is due once they are back.
        withdraw(enrolment)
        submit_attempt(attempt)
        Enrolment.objects.filter(pk=enrolment.pk).update(withdrawn_at=None)

        def complete(enrolment: Enrolment = enrolment) -> object:
            return getattr(complete_if_due(enrolment, AT), "pk", None)

        said = at_once(*[complete] * 6)
        kept = list(Completion.objects.filter(enrolment=enrolment).values_list("pk", flat=True))
        found["one_completion"] += len(kept) == 1
        found["same"] += said == kept * 6
    return found
