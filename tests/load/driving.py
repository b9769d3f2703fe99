"""Requests to one server on this machine, timed one by one."""

import http.client
import json
import secrets
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from ipaddress import IPv6Address
from urllib.parse import urlencode

from tests.load.people import Learner

#: Hands that drive at once: the server has two processes of one thread.
HANDS = 4


@dataclass
class Times:
    """seconds: of each request. elapsed: of all together, several at once."""

    seconds: list[float] = field(default_factory=list)
    elapsed: float = 0.0

    @property
    def rate(self) -> float:
        """Requests a second."""
        return len(self.seconds) / self.elapsed if self.elapsed else 0.0

    def percentile(self, percent: int) -> float:
        """Milliseconds within which this share of the requests was answered (nearest rank)."""
        ranked = sorted(self.seconds)
        return ranked[min(len(ranked) - 1, len(ranked) * percent // 100)] * 1000


@dataclass(frozen=True)
class Server:
    port: int

    def ask(
        self, learner: Learner, method: str, path: str, *, body: str = "", kind: str = "", status: int = 200
    ) -> tuple[str, str]:
        """Return the body and where it leads; any other status than the expected one ends the benchmark."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Host": f"localhost:{self.port}", "Cookie": learner.cookies, "X-CSRFToken": learner.token}
        # Everybody comes from somewhere else: the limits for one address are not what is measured.
        headers["X-Forwarded-For"] = str(IPv6Address(secrets.randbits(128)))
        if kind:
            headers["Content-Type"] = kind
        try:
            connection.request(method, path, body=body or None, headers=headers)
            answer = connection.getresponse()
            text = answer.read().decode()
            assert answer.status == status, f"{method} {path}: {answer.status}\n{text[:400]}"
            return text, answer.getheader("Location", "")
        finally:
            connection.close()

    def get(self, learner: Learner, path: str) -> str:
        return self.ask(learner, "GET", path)[0]

    def post(self, learner: Learner, path: str, fields: dict[str, str], *, status: int = 302) -> str:
        kind = "application/x-www-form-urlencoded"
        return self.ask(learner, "POST", path, body=urlencode(fields), kind=kind, status=status)[1]

    def send(self, learner: Learner, path: str, data: dict[str, object]) -> str:
        return self.ask(learner, "POST", path, body=json.dumps(data), kind="application/json")[0]


def timed(works: Iterable[Callable[[], object]]) -> tuple[Times, Sequence[object]]:
    """Do the works with a few hands at once; return the times and what each returned, in order."""
    times = Times()

    def run(work: Callable[[], object]) -> object:
        began = time.perf_counter()
        result = work()
        times.seconds.append(time.perf_counter() - began)
        return result

    began = time.perf_counter()
    with ThreadPoolExecutor(HANDS) as pool:
        results = list(pool.map(run, works))
    times.elapsed = time.perf_counter() - began
    return times, results
