"""Learners whose server is killed with SIGKILL while they save and hand in; see test_killed.py.

A process of its own: it talks to the server as browsers do, and asks the database what is left.
"""

import http.client
import json
import os
import signal
import threading
import time

from django.core.management import call_command
from django.db import connection
from wagtail.models import Locale, Page

from content.items.scoring import score
from courses.models import Answer, Attempt, AttemptEvent
from tests.load.driving import Server
from tests.load.people import Learner, make_exam, make_learners
from tests.load.serving import end, gunicorn

ITEMS = 10
LEARNERS = 6
KILLS = 3
#: Saves that the learners shall have got through before each kill.
BEFORE_A_KILL = 60


def main(port: int) -> None:
    """Print one JSON object: what came of the kills."""
    call_command("migrate", run_syncdb=True, verbosity=0)
    call_command("createcachetable", verbosity=0)
    Locale.objects.create(language_code="en-gb")
    Page.add_root(title="Root", slug="root")
    exam = make_exam(ITEMS)
    learners = make_learners(exam, LEARNERS)
    connection.close()
    server = Server(port)
    attempts = begin(server, port, exam.pk, learners)
    result = saves(server, port, attempts) | submits(server, port, attempts)
    print(json.dumps(result))  # noqa: T201 - what the test reads


def begin(server: Server, port: int, quiz: int, learners: list[Learner]) -> dict[str, Learner]:
    with gunicorn(os.environ, port):
        return {server.post(one, f"/attempts/start/{quiz}/", {"honour": "on"}): one for one in learners}


def saves(server: Server, port: int, attempts: dict[str, Learner]) -> dict[str, object]:
    """Kill the server while all save; every save that was answered must be there afterwards."""
    acknowledged: list[tuple[str, int, int]] = []
    sequence = 0
    for _kill in range(KILLS):
        with gunicorn(os.environ, port) as process:
            stop = threading.Event()
            savers = [
                threading.Thread(target=keep_saving, args=(server, one, path, acknowledged, stop, sequence))
                for path, one in attempts.items()
            ]
            there = len(acknowledged)
            for saver in savers:
                saver.start()
            while len(acknowledged) < there + BEFORE_A_KILL:
                time.sleep(0.005)
            end(process, signal.SIGKILL)
            stop.set()
            for saver in savers:
                saver.join(timeout=60)
        sequence += 1000
    stored: dict[tuple[object, ...], int] = {
        (f"/attempts/{attempt}/", position): kept
        for attempt, position, kept in Answer.objects.values_list("attempt_id", "position", "sequence")
    }
    lost = [said for *where, said in acknowledged if stored[tuple(where)] < said]
    return {"acknowledged": len(acknowledged), "lost": len(lost)}


def keep_saving(
    server: Server,
    learner: Learner,
    attempt: str,
    acknowledged: list[tuple[str, int, int]],
    stop: threading.Event,
    sequence: int,
) -> None:
    """Save one answer after the other, each newer than the last, until the server is gone."""
    while not stop.is_set():
        sequence += 1
        position = sequence % ITEMS + 1
        data: dict[str, object] = {"sequence": sequence, "fields": {"choice": ["right0"]}}
        try:
            said = json.loads(server.send(learner, f"{attempt}{position}/save/", data))
        except (OSError, http.client.HTTPException):
            return
        acknowledged.append((attempt, position, said["sequence"]))


def submits(server: Server, port: int, attempts: dict[str, Learner]) -> dict[str, object]:
    """Kill the server while all hand in; then hand in again, as a learner would who saw an error."""
    with gunicorn(os.environ, port) as process:
        hands = [threading.Thread(target=hand_in, args=(server, one, path)) for path, one in attempts.items()]
        for hand in hands:
            hand.start()
        while not Attempt.objects.submitted().exists():
            time.sleep(0.001)
        end(process, signal.SIGKILL)
        for hand in hands:
            hand.join(timeout=60)
    half = [attempt for attempt in Attempt.objects.all() if not is_whole(attempt)]
    before = Attempt.objects.submitted().count()
    with gunicorn(os.environ, port):
        for path, one in attempts.items():
            server.post(one, f"{path}submit/", {})
    return {
        "submitted_before_the_kill": before,
        "half_done": len(half),
        "submitted": Attempt.objects.submitted().count(),
        "submit_events": AttemptEvent.objects.filter(kind="submit").count(),
        "wrong": sum(not is_whole(attempt) for attempt in Attempt.objects.all()),
    }


def hand_in(server: Server, learner: Learner, attempt: str) -> None:
    try:
        server.post(learner, f"{attempt}submit/", {})
    except (OSError, http.client.HTTPException):
        return


def is_whole(attempt: Attempt) -> bool:
    """Whether the attempt is open and unscored, or scored in all of its parts."""
    answers = list(attempt.answers.select_related("item_version"))
    events = attempt.events.filter(kind="submit").count()
    if attempt.state == Attempt.State.OPEN:
        return events == 0 and attempt.points is None and all(answer.points is None for answer in answers)
    earned = [score(answer.item_version.content, answer.response) for answer in answers]
    return events == 1 and [a.points for a in answers] == earned and attempt.points == sum(earned)
