"""Learners who sit exams of several sizes over HTTP, and bare views between them."""

import os
from collections.abc import Iterator
from functools import partial

from django.db import connection

from tests.load import analysis
from tests.load.driving import Server, Times, timed
from tests.load.people import Learner, make_exam, make_learners
from tests.load.reporting import report
from tests.load.serving import gunicorn
from tests.load.site import prepare

Found = Iterator[tuple[str, Times]]

ROUNDS = 5
LEARNERS = 24
SAVES = 10
#: Sizes of form at which the cost is to be the same.
ITEMS = (10, 60, 120)


def main(port: int) -> None:
    prepare()
    report(Bench(port).rounds(ROUNDS, LEARNERS, SAVES, ITEMS))
    analysis.report()


class Bench:
    def __init__(self, port: int) -> None:
        self.server = Server(port)

    def rounds(self, rounds: int, learners: int, saves: int, sizes: tuple[int, ...]) -> Found:
        """Yield what was measured, round by round; the first round warms up and is left out."""
        exams = {items: make_exam(items) for items in sizes}
        people = {items: make_learners(exam, learners * (rounds + 1)) for items, exam in exams.items()}
        connection.close()
        with gunicorn(os.environ, self.server.port):
            for number in range(rounds + 1):
                print(f"Round {number} of {rounds}.", flush=True)
                for items, exam in exams.items():
                    own = people[items][number * learners : (number + 1) * learners]
                    found = list(self._sit(exam.pk, items, own, saves))
                    if number:
                        yield from found

    def _sit(self, quiz: int, items: int, learners: list[Learner], saves: int) -> Found:
        ask = self.server
        if items == 60:
            yield "floor, read", timed(partial(ask.get, one, "/floors/read/") for one in learners * saves)[0]
            yield "floor, write", timed(partial(self._write, one) for one in learners * saves)[0]
        begin = [partial(ask.post, one, f"/attempts/start/{quiz}/", {"honour": "on"}) for one in learners]
        times, attempts = timed(begin)
        yield f"start, {items} items", times
        sat = [(one, str(path)) for one, path in zip(learners, attempts, strict=True)]
        positions = range(1, min(items, saves) + 1)
        pages = [partial(ask.get, one, f"{path}{n}/") for n in positions for one, path in sat]
        yield f"page, {items} items", timed(pages)[0]
        writes = [partial(self._save, one, path, n) for n in positions for one, path in sat]
        yield f"save, {items} items", timed(writes)[0]
        yield f"submit, {items} items", timed(partial(self._submit, one, path) for one, path in sat)[0]
        yield f"result, {items} items", timed(partial(ask.get, one, f"{path}result/") for one, path in sat)[0]

    def _write(self, learner: Learner) -> None:
        self.server.send(learner, "/floors/write/", {})

    def _save(self, learner: Learner, attempt: str, position: int) -> None:
        data: dict[str, object] = {"sequence": position, "fields": {"choice": ["right0"]}}
        said = self.server.send(learner, f"{attempt}{position}/save/", data)
        assert '"stored": true' in said, said

    def _submit(self, learner: Learner, attempt: str) -> None:
        where = self.server.post(learner, f"{attempt}submit/", {})
        assert where.endswith("/result/"), where
