"""Decisions about items beside all else that changes an attempt; see test_regrade_races.py."""

import json
import os
import signal
from collections.abc import Iterator
from itertools import count
from typing import Any
from unittest import mock

from django.db import connection

from content.models import LessonPage
from courses.completing import complete_lesson
from courses.marking import release_attempt
from courses.models import Answer, Attempt, AttemptEvent, Completion, Regrade
from courses.quiz import regrading
from courses.quiz.attempting import start_attempt, submit_attempt
from courses.quiz.auditing import differences
from courses.quiz.regrading import apply_regrade, finish_regrades, regrade_item
from tests.blank_site import make_blank_site
from tests.courses.building import make_enrolment, make_exam
from tests.courses.essays import FULL, hand_in_written, make_written, mark
from tests.courses.race import at_once
from tests.courses.regrades import with_key
from tests.factories import make_course, make_learner

ROUNDS = 10
MANY = 8


def main() -> None:
    """Print one JSON object: race -> what came of it."""
    make_blank_site()
    races = (kills, submits, releases, two_decisions, same_decisions, appliers, completions)
    print(json.dumps({race.__name__: race() for race in races}))  # noqa: T201 - what the test reads


def kills() -> dict[str, object]:
    """The process is killed with SIGKILL at the third attempt it comes to; then it is asked for again."""
    found: dict[str, object] = {}
    for step in ("settle", "record"):
        course = make_course()
        exam = make_exam(course, items=2)
        attempts = [submit_attempt(start_attempt(make_enrolment(course), exam)) for _n in range(MANY)]
        version = attempts[0].answers.get(position=1).item_version
        made = regrade_item(version, "full_credit", reason="A faulty stem.", by=make_learner("Sam"))
        connection.close()
        status = killed_at(step, made)
        told = AttemptEvent.objects.filter(attempt__in=attempts, kind="regrade")
        half = sum(bool(differences(one)) for one in Attempt.objects.filter(quiz=exam))
        left = told.count()
        finished = finish_regrades()
        made.refresh_from_db()
        found[step] = {
            "signal": os.WTERMSIG(status),
            "reached": left,
            "half_done": half,
            "finished": finished,
            "events": told.count(),
            "attempts": told.values("attempt").distinct().count(),
            "changed": made.changed,
            "unlike_log": sum(bool(differences(one)) for one in Attempt.objects.filter(quiz=exam)),
        }
    return found


def killed_at(step: str, made: Regrade) -> int:
    """Return how a process ended that was killed when it had done this step for the third attempt."""
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1]
    done, times = getattr(regrading, step), count(1)

    def third(*args: Any, **kwargs: Any) -> Any:
        came_of_it = done(*args, **kwargs)
        if next(times) == 3:
            os.kill(os.getpid(), signal.SIGKILL)
        return came_of_it

    with mock.patch.object(regrading, step, third):
        apply_regrade(made)
    os._exit(0)


def submits() -> dict[str, int]:
    """A decision beside the hand-in: whoever comes first, the attempt ends with it, once."""
    found = {"unreached": 0, "wrong": 0, "twice": 0, "unlike_log": 0}
    sam = make_learner("Sam")
    for attempt, version in begun():
        decide = full_credit(version, sam)
        at_once(decide, lambda attempt=attempt: submit_attempt(attempt) and None)
        finish_regrades()
        attempt.refresh_from_db()
        found["unreached"] += attempt.answers.filter(item_version=version, regrade=None).exists()
        found["wrong"] += attempt.points != 1
        found["twice"] += attempt.events.filter(kind="regrade").count() > 1
        found["unlike_log"] += bool(differences(attempt))
    return found


def begun() -> Iterator[tuple]:
    """Attempts at exams of their own, with two blank items, and the version of the first."""
    for _round in range(ROUNDS):
        course = make_course()
        attempt = start_attempt(make_enrolment(course), make_exam(course, items=2))
        yield attempt, attempt.answers.get(position=1).item_version


def full_credit(version, by):
    def decide() -> None:
        made = regrade_item(version, "full_credit", reason="A faulty stem.", by=by)
        apply_regrade(made)

    return decide


def releases() -> dict[str, int]:
    """The release of marks beside a decision about the other item of the attempt."""
    found = {"unreached": 0, "wrong": 0, "twice": 0, "unlike_log": 0}
    sam, grace = make_learner("Sam"), make_learner("Grace")
    for _round in range(ROUNDS):
        attempt = hand_in_written(make_written(make_course()), choice="wrong1")
        mark(attempt, grace, FULL)
        version = attempt.answers.get(item_version__content__type="single_choice").item_version
        release = lambda attempt=attempt: release_attempt(attempt, grace) and None  # noqa: E731
        at_once(full_credit(version, sam), release)
        finish_regrades()
        attempt.refresh_from_db()
        found["unreached"] += attempt.answers.filter(item_version=version, regrade=None).exists()
        found["wrong"] += (attempt.state, attempt.points) != ("submitted", 2)
        found["twice"] += attempt.events.filter(kind="regrade").count() != 1
        found["unlike_log"] += bool(differences(attempt))
    return found


def two_decisions() -> dict[str, int]:
    """Two people decide otherwise at the same moment: the later one stands, for all."""
    found = {"otherwise": 0, "twice": 0, "unlike_log": 0}
    people = [make_learner(name) for name in ("Sam", "Kim")]
    for attempt, version in begun():
        submit_attempt(attempt)
        rules = ("full_credit", "drop")
        at_once(*[deciding(version, rule, by) for rule, by in zip(rules, people, strict=True)])
        finish_regrades()
        attempt.refresh_from_db()
        last = Regrade.objects.filter(version=version).order_by("pk").last()
        expected = {"full_credit": (1, 2), "drop": (0, 1)}[last.rule]
        found["otherwise"] += (attempt.points, attempt.max_points) != expected
        payloads = attempt.events.filter(kind="regrade").values_list("payload", flat=True)
        told = [payload["regrade"] for payload in payloads]
        found["twice"] += len(told) != len(set(told)) or told[-1] != last.pk
        found["unlike_log"] += bool(differences(attempt))
    return found


def deciding(version, rule, by):
    def decide() -> None:
        apply_regrade(regrade_item(version, rule, reason="A faulty stem.", by=by))

    return decide


def same_decisions() -> dict[str, int]:
    """The same form sent by many hands is one decision."""
    attempt, version = next(begun())
    submit_attempt(attempt)
    at_once(*[full_credit(version, make_learner("Sam"))] * MANY)
    return {
        "decisions": Regrade.objects.filter(version=version).count(),
        "events": attempt.events.filter(kind="regrade").count(),
    }


def appliers() -> dict[str, int]:
    """Many bring one decision to the same attempts."""
    course = make_course()
    exam = make_exam(course, items=2)
    attempts = [submit_attempt(start_attempt(make_enrolment(course), exam)) for _n in range(MANY)]
    version = attempts[0].answers.get(position=1).item_version
    made = regrade_item(version, "full_credit", reason="A faulty stem.", by=make_learner("Sam"))
    at_once(*[lambda: apply_regrade(made) and None] * 4)
    made.refresh_from_db()
    return {
        "events": AttemptEvent.objects.filter(attempt__in=attempts, kind="regrade").count(),
        "changed": made.changed,
        "unlike_log": sum(bool(differences(one)) for one in Attempt.objects.filter(quiz=exam)),
    }


def completions() -> dict[str, int]:
    """The last lesson beside a decision that would take the pass away: completed and kept, or neither."""
    found = {"completed_without_a_pass": 0, "unlike_log": 0}
    sam = make_learner("Sam")
    for _round in range(ROUNDS):
        course = make_course(lessons=1)
        lesson, exam = LessonPage.objects.descendant_of(course).get(), make_exam(course, items=2)
        attempt = start_attempt(make_enrolment(course), exam)
        Answer.objects.filter(attempt=attempt).update(response={"choice": "right0"})
        submit_attempt(attempt)
        version = attempt.answers.get(position=1).item_version
        made = regrade_item(
            version, "new_key", key_version=with_key(version, "wrong1"), reason="A false key.", by=sam
        )
        at_once(
            lambda one=attempt.enrolment, lesson=lesson: complete_lesson(one, lesson) and None,
            lambda made=made: apply_regrade(made) and None,
        )
        attempt.refresh_from_db()
        completed = Completion.objects.filter(enrolment=attempt.enrolment).exists()
        found["completed_without_a_pass"] += completed is not attempt.is_passed
        found["unlike_log"] += bool([one for one in differences(attempt) if "response" not in one])
    return found
