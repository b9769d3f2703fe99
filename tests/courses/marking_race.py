"""Many hands at one attempt that people mark or declare void; see test_marking_races.py."""

import json
import os
import signal
from collections import Counter
from collections.abc import Callable
from itertools import cycle
from typing import Any
from unittest import mock

from django.db import connection

from content.models import QuizPage
from courses.marking import release_attempt
from courses.models import Attempt, Completion, Mark
from courses.quiz.attempting import save_answer, start_attempt, submit_attempt
from courses.quiz.auditing import differences
from courses.quiz.voiding import void_attempt
from courses.signals import course_completed
from lms.models import User
from tests.blank_site import make_blank_site
from tests.courses.building import make_enrolment
from tests.courses.essays import FULL, NONE, SOME, hand_in_written, make_written, mark, written
from tests.courses.race import at_once
from tests.factories import make_course, make_learner

ROUNDS = 10


class Room:
    """An exam whose essay one or two people mark, the last step of a course without lessons."""

    def __init__(self, markers: int = 1) -> None:
        self.exam: QuizPage = make_written(make_course(lessons=0), markers=markers)
        self.people: list[User] = [make_learner(name) for name in ("Grace", "Alan", "Mary", "Ida")]

    def begun(self) -> Attempt:
        return start_attempt(make_enrolment(self.exam.get_parent().specific), self.exam)

    def handed_in(self, *given: dict[str, int]) -> Attempt:
        """One that waits, with these marks of the first people."""
        attempt = hand_in_written(self.exam)
        for person, levels in zip(self.people, given, strict=False):
            mark(attempt, person, levels)
        return attempt


def main() -> None:
    """Print one JSON object: race -> what came of it."""
    make_blank_site()
    races = (
        kills,
        releases,
        second_marks,
        third_marks,
        marks_of_one,
        marks_against_releases,
        voids_against_submits,
        voids_against_releases,
        voids_against_saves,
        voids_against_marks,
    )
    print(json.dumps({race.__name__: race() for race in races}))  # noqa: T201 - what the test reads


def now(attempt: Attempt) -> Attempt:
    return Attempt.objects.get(pk=attempt.pk)


def kinds(attempt: Attempt) -> list[str]:
    return list(attempt.events.order_by("number").values_list("kind", flat=True))


def deed(work: Callable[[], object], word: str) -> Callable[[], str]:
    """The work, which says this word when it was done."""
    return lambda: work() and word or word


def kills() -> dict[str, object]:
    """The process is killed with SIGKILL at each step of a release, and what it left is released again."""
    room, found = Room(), {}
    for step in ("settle", "record", "complete_if_due"):
        attempt = room.handed_in(FULL)
        connection.close()
        status = killed_at(step, attempt, room.people[0])
        left = what_is_there(attempt)
        again = release_attempt(attempt, room.people[0])
        found[step] = {
            "signal": os.WTERMSIG(status),
            "left": left,
            "again": what_is_there(again),
            "differences": differences(now(attempt)),
        }
    return found


def what_is_there(attempt: Attempt) -> str:
    """State and points of the attempt, points of the answer, and what else a release makes, in numbers."""
    stored, released = now(attempt), Mark.objects.filter(answer__attempt=attempt, released_at__isnull=False)
    completions = Completion.objects.filter(enrolment=attempt.enrolment_id)
    made = (released.count(), kinds(attempt).count("release"), completions.count())
    return " ".join(map(str, (stored.state, stored.points, written(attempt).points, *made)))


def killed_at(step: str, attempt: Attempt, by: User) -> int:
    """Return how a process ended that was killed in the middle of a release, when this step was done."""
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1]
    from courses import marking  # noqa: PLC0415 - only the child's own

    done = getattr(marking, step)

    def last(*args: Any, **kwargs: Any) -> None:
        done(*args, **kwargs)
        os.kill(os.getpid(), signal.SIGKILL)

    with mock.patch.object(marking, step, last):
        release_attempt(attempt, by)
    os._exit(0)


def releases() -> dict[str, object]:
    room, heard = Room(), []

    def hear(completion: Completion, **_more: object) -> None:
        heard.append(completion.enrolment_id)

    course_completed.connect(hear)
    found: Counter[str] = Counter()
    for _round in range(ROUNDS):
        attempt = room.handed_in(FULL)

        def release(person: User, attempt: Attempt = attempt) -> Callable[[], str]:
            return lambda: f"{release_attempt(attempt, person).fraction}"

        said = at_once(*[release(person) for person in (*room.people, *room.people)])
        found["one result"] += set(said) == {"1.000000"}
        found["events"] += kinds(attempt).count("release")
        found["completions"] += Completion.objects.filter(enrolment=attempt.enrolment_id).count()
        found["different"] += len(differences(now(attempt)))
    course_completed.disconnect(hear)
    return {**found, "announced": len(heard), "announced_once": len(set(heard))}


def second_marks() -> dict[str, object]:
    """Two who mark at the same moment: both are blind, both are kept."""
    room, found = Room(markers=2), Counter()
    for _round in range(ROUNDS):
        attempt = room.handed_in()
        one, other = given = room.people[:2]
        pairs = zip(given, (FULL, SOME), strict=True)
        at_once(*[deed(lambda a=attempt, p=p, x=x: mark(a, p, x), "kept") for p, x in pairs])
        rounds = sorted(Mark.objects.filter(answer__attempt=attempt).values_list("marker", "round"))
        found["both"] += rounds == sorted([(one.pk, 1), (other.pk, 1)])
        found["events"] += kinds(attempt).count("mark")
        found["result"] += str(release_attempt(attempt, one).points) == "1.70000"
    return dict(found)


def third_marks() -> dict[str, object]:
    """Two who decide the same dispute: one decides, the other is refused."""
    room, found = Room(markers=2), Counter()
    for _round in range(ROUNDS):
        attempt = room.handed_in(FULL, NONE)
        works = [deed(lambda a=attempt, p=p: mark(a, p, SOME), "kept") for p in room.people[2:]]
        found[" ".join(sorted(map(str, at_once(*works))))] += 1
        found["marks"] += Mark.objects.filter(answer__attempt=attempt).count()
        found["result"] += str(release_attempt(attempt, room.people[0]).points) == "1.40000"
    return dict(found)


def marks_of_one() -> dict[str, object]:
    """One person in two windows: the later replaces the earlier, both stay."""
    room, found = Room(), Counter()
    for _round in range(ROUNDS):
        attempt, person = room.handed_in(), room.people[0]
        at_once(*[deed(lambda a=attempt, p=person, x=x: mark(a, p, x), "kept") for x in (FULL, NONE)])
        marks = Mark.objects.filter(answer__attempt=attempt).order_by("pk")
        found["rounds"] += list(marks.values_list("round", flat=True)) == [1, 2]
        release_attempt(attempt, person)
        found["released"] += [m.released_at is None for m in marks.all()] == [True, False]
    return dict(found)


def marks_against_releases() -> dict[str, object]:
    """A mark is in the result, or refused: never kept behind the back of a release."""
    room, found = Room(), Counter()
    for _round in range(ROUNDS):
        attempt = room.handed_in(NONE)
        said, _released = at_once(
            deed(lambda a=attempt: mark(a, room.people[0], FULL), "kept"),
            deed(lambda a=attempt: release_attempt(a, room.people[1]), "released"),
        )
        points = str(now(attempt).points)
        found["consistent"] += (said, points) in (("kept", "2.00000"), ("MarkRefused", "1.00000"))
        found["drafts"] += Mark.objects.filter(answer__attempt=attempt, released_at=None, round=2).count()
        found["different"] += len(differences(now(attempt)))
    return dict(found)


def voids_against(
    begin: Callable[[Room], Attempt], work: Callable[[Room, Attempt], object]
) -> dict[str, object]:
    """Whatever else is done to it at that moment, it is void, once, and the log tells how."""
    room, found = Room(), Counter()
    for _round, first in zip(range(ROUNDS), cycle((0, 1)), strict=False):
        attempt = begin(room)
        both = [
            deed(lambda a=attempt: void_attempt(a, room.people[3], "A fire alarm."), "void"),
            deed(lambda a=attempt: work(room, a), "done"),
        ]
        at_once(*(both if first else both[::-1]))
        told = kinds(attempt)
        found["void"] += now(attempt).state == "void" and told[-1] == "void" and told.count("void") == 1
        found["different"] += len(differences(now(attempt)))
        completed = Completion.objects.filter(enrolment=attempt.enrolment_id).exists()
        found["completed without a result"] += completed and now(attempt).is_passed is None
    return dict(found)


def voids_against_submits() -> dict[str, object]:
    return voids_against(Room.begun, lambda _room, attempt: submit_attempt(attempt))


def voids_against_releases() -> dict[str, object]:
    return voids_against(
        lambda room: room.handed_in(FULL), lambda room, attempt: release_attempt(attempt, room.people[0])
    )


def voids_against_saves() -> dict[str, object]:
    return voids_against(
        Room.begun, lambda _room, attempt: save_answer(written(attempt), {"text": "At station 3."})
    )


def voids_against_marks() -> dict[str, object]:
    return voids_against(Room.handed_in, lambda room, attempt: mark(attempt, room.people[0], FULL))
