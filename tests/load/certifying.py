"""Certificates issued one by one and by the pool, and verified over HTTP, with the floors between them."""

import os
import resource
import statistics
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import cycle, islice
from urllib.parse import urlencode

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.middleware.csrf import _get_new_csrf_string
from django.template.loader import render_to_string
from django.utils import timezone
from weasyprint import HTML

from certificates.credentials.claims import read_claims
from certificates.life.issuing import issue_certificate
from certificates.life.issuing_due import issue_due_certificates
from certificates.models import Certificate
from certificates.printing.fetching import OwnFilesOnly
from certificates.printing.rendering import PRINT, _ornaments, _typesetting
from certificates.printing.sheet import sheet_of
from courses.models import Completion
from tests.factories import make_completion, make_course, make_learner
from tests.load.driving import Server, Times, timed
from tests.load.people import Learner
from tests.load.serving import gunicorn
from tests.load.site import prepare

Found = Iterator[tuple[str, Times]]

ROUNDS = 5
ONE_BY_ONE = 20
POOLED = 80
LOOK_UPS = 200
#: How many ids the longest list holds.
LIST = 1000
TOKEN = _get_new_csrf_string()
VISITOR = Learner(cookies=f"{settings.CSRF_COOKIE_NAME}={TOKEN}", token=TOKEN)
MODULES = [f"Module {number} of the course" for number in range(1, 12)]


def main(port: int) -> None:
    prepare()
    call_command("make_keys", verbosity=0)
    course = make_course(modules=11, lessons=4)
    print(f"\n{'issuing':28}{'a second':>10}{'ms each':>10}{'of bare':>10}")
    _report_issuing(list(_issuing(course)))
    print(f"Memory of this process at its highest: {_megabytes():.0f} MB.")
    connection.close()
    _report_pages(list(_pages(Server(port))))


def _complete(course: object, count: int, prefix: str) -> list[Completion]:
    results = [{"module": title, "score": "92"} for title in MODULES] + [{"exam": "Exam", "score": "82"}]
    now = timezone.now()
    return [
        make_completion(
            make_learner(f"Learner {prefix} {number}", email=f"{prefix}{number}@example.org"),
            course,
            results=results,
            completed_at=now,
        )
        for number in range(count)
    ]


def _issuing(course: object) -> Found:
    """Yield times by round; a first of each, which warms up, is left out."""
    first = issue_certificate(_complete(course, 1, "warm")[0])
    bare = _bare_page(first)
    bare()
    for number in range(1, ROUNDS + 1):
        print(f"Round {number} of {ROUNDS}.", flush=True)
        yield "bare rendering", _one_by_one([bare] * ONE_BY_ONE)
        own = _complete(course, ONE_BY_ONE, f"one{number}-")
        yield "issued one by one", _one_by_one([partial(issue_certificate, each) for each in own])
        _complete(course, POOLED, f"pool{number}-")
        began = time.perf_counter()
        issued = issue_due_certificates()
        spent = time.perf_counter() - began
        assert issued == POOLED, f"{issued} of {POOLED} were issued."
        yield f"issued by the pool ({os.cpu_count()})", Times([spent / POOLED] * POOLED, spent)


def _bare_page(certificate: Certificate) -> Callable[[], object]:
    """Return the drawing of the same page without archive form, tags, attachment and seal."""
    sheet = sheet_of(read_claims(certificate.claims.encode()), settings.BASE_URL)
    markup = render_to_string("certificates/certificate.html", {"sheet": sheet})
    fonts, style = _typesetting()

    def draw() -> object:
        page = HTML(string=markup, base_url=PRINT.as_uri() + "/", url_fetcher=OwnFilesOnly())
        return page.write_pdf(stylesheets=[style], font_config=fonts, cache=_ornaments())

    return draw


def _one_by_one(works: list[Callable[[], object]]) -> Times:
    times = Times()
    began = time.perf_counter()
    for work in works:
        start = time.perf_counter()
        work()
        times.seconds.append(time.perf_counter() - start)
    times.elapsed = time.perf_counter() - began
    return times


def _pages(server: Server) -> Found:
    ids = list(Certificate.objects.order_by("pk").values_list("public_id", flat=True))
    many = "\n".join(islice(cycle(ids), LIST))
    number = Certificate.objects.values_list("status_list__number", flat=True)[0]
    doors = {
        "floor, one query": [partial(server.get, VISITOR, f"/floors/look-up/{each}") for each in ids],
        "verification page": [partial(server.get, VISITOR, f"/v/{each}") for each in ids],
        "verification, JSON": [partial(server.get, VISITOR, f"/v/{each}.json") for each in ids],
        "status list": [partial(server.get, VISITOR, f"/status/{number}")],
        "keys (did.json)": [partial(server.get, VISITOR, "/.well-known/did.json")],
    }
    connection.close()
    with gunicorn(os.environ, server.port):
        for round_number in range(ROUNDS + 1):
            for name, works in doors.items():
                found, _ = timed(islice(cycle(works), LOOK_UPS))
                if round_number:
                    yield name, found
            found, _ = timed([partial(_verify_many, server, many)])
            if round_number:
                yield f"list of {LIST} ids", found


def _verify_many(server: Server, ids: str) -> None:
    kind = "application/x-www-form-urlencoded"
    server.ask(VISITOR, "POST", "/verify/list", body=urlencode({"ids": ids}), kind=kind, status=302)


def _report_issuing(found: list[tuple[str, Times]]) -> None:
    bare = _median(found, "bare rendering")
    for name in dict(found):
        each = _median(found, name)
        print(f"{name:28}{1 / each:10.1f}{each * 1000:10.1f}{each / bare:10.2f}")


def _report_pages(found: list[tuple[str, Times]]) -> None:
    print(f"\n{'verifying':28}{'a second':>10}{'p50 ms':>10}{'p95 ms':>10}{'of floor':>10}")
    floor = _median(found, "floor, one query")
    for name in dict(found):
        several = [times for title, times in found if title == name]
        p50, p95 = (statistics.median(times.percentile(share) for times in several) for share in (50, 95))
        each = _median(found, name)
        print(f"{name:28}{1 / each:10.1f}{p50:10.1f}{p95:10.1f}{each / floor:10.2f}")


def _median(found: list[tuple[str, Times]], name: str) -> float:
    """Seconds that one cost, all hands together; the median of the rounds."""
    return statistics.median(1 / times.rate for title, times in found if title == name)


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
