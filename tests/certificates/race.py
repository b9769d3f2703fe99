"""Issues at once, and issues that are killed, in a process and a database of their own; see test_races.py."""

import json
import os
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from pathlib import Path
from threading import Barrier
from typing import Any
from unittest import mock

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from certificates.checking.counting import count_check
from certificates.checking.downloading import read_pdf
from certificates.errors import CertificatesError
from certificates.life import drafting, issuing, storing, superseding
from certificates.life.asking import ask
from certificates.life.deciding import approve, decline
from certificates.life.erasing import erase
from certificates.life.issuing import issue_certificate, reissue_certificate
from certificates.life.issuing_due import issue_due_certificates
from certificates.life.revoking import revoke_certificate
from certificates.life.storage import SettledStorage
from certificates.life.superseding import supersede
from certificates.models import (
    Certificate,
    CertificateEvent,
    CheckCount,
    HolderRequest,
    Reservation,
    StatusList,
)
from certificates.sealing.examining import attached_credential
from courses.models import Completion
from tests.blank_site import make_blank_site
from tests.certificates.quick import BLANK, lay_keys
from tests.factories import make_completion, make_course, make_learner

MANY, TWENTY, ROUNDS, DUE = 64, 20, 8, 10
#: The steps of an issue: after each of these the process is killed.
STEPS: dict[str, tuple[object, str]] = {
    "reserved": (drafting, "reserve"),
    "claimed": (drafting, "bound"),
    "proven": (drafting, "prove"),
    "printed": (issuing, "print_certificate"),
    "locked": (storing, "_stored"),
    "half written": (os, "fsync"),
    "written": (SettledStorage, "_save"),
    "inserted": (Certificate, "save"),
    "told": (storing, "record"),
    "committed": (issuing, "store"),
}
#: Those of a replacement besides.
MORE_STEPS: dict[str, tuple[object, str]] = {
    "printed": (issuing, "print_certificate"),
    "given way": (superseding, "_give_way"),
    "written": (SettledStorage, "_save"),
    "inserted": (Certificate, "save"),
    "committed": (issuing, "store"),
}


def main() -> None:
    """Print one JSON object: race -> what came of it."""
    make_blank_site()
    lay_keys()
    races = (kills, kills_of_replacements, twenty_of_one, sixty_four, replacements, revocations, many_due)
    races += (erasures, approvals, look_ups)
    print(json.dumps({race.__name__: race() for race in races}))  # noqa: T201 - what the test reads


def kills() -> dict[str, object]:
    """The process is killed with SIGKILL after each step of an issue; then it is caught up with."""
    found: dict[str, object] = {}
    for step, (owner, name) in STEPS.items():
        completion = make_completion()
        with blank_prints(1):
            ended = killed_after(owner, name, lambda completion=completion: issue_certificate(completion))
            call_command("catch_up", stdout=StringIO())
        found[step] = {"signal": ended} | left_of(completion)
    return found


def kills_of_replacements() -> dict[str, object]:
    """The same for putting a newer one in the place of one; then it is asked for again."""
    found: dict[str, object] = {}
    for step, (owner, name) in MORE_STEPS.items():
        completion = make_completion()
        with blank_prints(1):
            old = issue_certificate(completion)

            ended = killed_after(owner, name, lambda old=old: replace(old))
            replace(old)
        found[step] = {"signal": ended} | left_of(completion)
    return found


def killed_after(owner: object, name: str, work: Callable[[], object]) -> int:
    """Return the signal that ended a process which came to the end of this step for the first time."""
    connection.close()
    child = os.fork()
    if child:
        return os.WTERMSIG(os.waitpid(child, 0)[1])
    done = getattr(owner, name)

    def die(*args: Any, **kwargs: Any) -> None:
        done(*args, **kwargs)
        os.kill(os.getpid(), signal.SIGKILL)

    with mock.patch.object(owner, name, die):
        work()
    os._exit(0)


def left_of(completion: Completion) -> dict[str, object]:
    """Return what there is of a completion: rows, files of theirs, other files, lines, places taken."""
    rows = Certificate.objects.filter(completion=completion)
    files = {str(path.relative_to(settings.CERTIFICATES_ROOT)) for path in every_file()}
    of_others = set(Certificate.objects.exclude(completion=completion).values_list("pdf", flat=True))
    return {
        "rows": rows.count(),
        "in force": rows.in_force().count(),
        "files": len(files & set(rows.values_list("pdf", flat=True))),
        "files of none": len(files - of_others - set(rows.values_list("pdf", flat=True))),
        "issued": CertificateEvent.objects.filter(certificate__in=rows, kind="issued").count(),
        "reserved": Reservation.objects.filter(completion=completion).count(),
    }


def every_file() -> list[Path]:
    return [path for path in Path(settings.CERTIFICATES_ROOT).rglob("*") if path.is_file()]


def twenty_of_one() -> dict[str, object]:
    completion = make_completion()
    with blank_prints(TWENTY):
        returned = at_once(*[lambda: issue_certificate(completion).public_id] * TWENTY)
    return {"returned": len(set(returned))} | left_of(completion)


def sixty_four() -> dict[str, object]:
    """Every one of them is asked for at the same moment, and all of them twice more afterwards."""
    course = make_course()
    completions = [make_completion(make_learner(f"Ada {n}"), course) for n in range(MANY)]
    works = [lambda one=one: issue_certificate(one).public_id for one in completions]
    with blank_prints(MANY):
        returned = at_once(*works)
    with blank_prints(1):
        again = [work() for _twice in range(2) for work in works]
    rows = Certificate.objects.filter(completion__in=completions)
    return {
        "returned": len(set(returned)),
        "again": len(set(returned) | set(again)),
        "rows": rows.count(),
        "files": sum((Path(settings.CERTIFICATES_ROOT) / one.pdf.name).is_file() for one in rows),
        "places": len(set(rows.values_list("status_list", "status_index"))),
        "lists": StatusList.objects.count(),
    }


def replacements() -> dict[str, object]:
    """Eight who replace one at once, with different names, get the same."""
    completion = make_completion()
    old = issue_certificate(completion)
    works = [
        lambda n=n: supersede(old, why="correction", by=None, name=f"Ada {n}").public_id for n in range(8)
    ]
    with blank_prints(8):
        returned = at_once(*works)
    return {"returned": len(set(returned))} | left_of(completion)


def revocations() -> dict[str, int]:
    """A replacement beside a revocation: one edition in force or none, and the old one never is."""
    found = {"old in force": 0, "replaced or refused": 0, "files of none": 0}
    for _round in range(ROUNDS):
        completion = make_completion()
        old = issue_certificate(completion)
        with blank_prints(1):
            returned = at_once(
                lambda old=old: supersede(old, why="reissue", by=None).edition,
                lambda old=old: revoke_certificate(old, reason="In error.", by=None).edition,
            )
        old.refresh_from_db()
        left = left_of(completion)
        found["old in force"] += old.is_in_force
        found["replaced or refused"] += (returned[0], left["in force"]) in ((2, 1), ("NotInForce", 0))
        found["files of none"] += int(str(left["files of none"]))
    return found


def erasures() -> dict[str, int]:
    """A withdrawal of a name at the moment when another edition with it is stored: no name is left."""
    found = {"names": 0, "files": 0, "not erased": 0}
    for turn in range(2 * ROUNDS):
        completion = make_completion()
        old = issue_certificate(completion)
        if turn % 2:
            revoke_certificate(old, reason="In error.", by=None)
        printed = Barrier(2, timeout=60)
        works = (lambda c=completion: reissue_certificate(c)) if turn % 2 else (lambda o=old: replace(o))
        with blank_prints(printed):
            at_once(works, lambda old=old, printed=printed: printed.wait() >= 0 and erase(old, by=None))
        rows = Certificate.objects.filter(completion=completion)
        found["names"] += rows.exclude(earner="").count()
        found["not erased"] += rows.filter(erased_at=None).count()
        ids = set(rows.values_list("public_id", flat=True))
        found["files"] += sum(path.stem in ids for path in every_file())
    return found


def replace(old: Certificate) -> Certificate:
    return supersede(old, why="reissue", by=None)


def approvals() -> dict[str, int]:
    """Two approve what a third declines: done and decided alike, once."""
    found = {"alike": 0, "decided twice": 0}
    officers = [make_learner(f"Officer {n}") for n in range(3)]
    for _round in range(ROUNDS):
        completion = make_completion()
        old = issue_certificate(completion)
        wish = ask(old, "correction", by=completion.enrolment.learner, wanted="Ada King")
        wishes = [HolderRequest.objects.get(pk=wish.pk) for _officer in officers]
        with blank_prints(1):
            at_once(
                lambda w=wishes[0]: approve(w, by=officers[0]).pk,
                lambda w=wishes[1]: approve(w, by=officers[1]).pk,
                lambda w=wishes[2]: decline(w, by=officers[2], answer="Send a document.").pk,
            )
        wish.refresh_from_db()
        names = list(completion.certificates.order_by("edition").values_list("earner", flat=True))
        expected = {"approved": [old.earner, "Ada King"], "declined": [old.earner]}
        found["alike"] += names == expected[wish.outcome]
        found["decided twice"] += old.events.filter(kind="decided").count() > 1
    return found


def look_ups() -> dict[str, list[int]]:
    """Lists of the same certificates, in this order and in that, are counted at once."""
    with blank_prints(1):
        one, other = (issue_certificate(make_completion()).pk for _n in range(2))
    lists = ([one, other], [other, one])
    at_once(*[lambda n=n: count_check(lists[n % 2], "list") for n in range(TWENTY)])
    rows = CheckCount.objects.filter(certificate__in=(one, other))
    return {"counts": sorted(rows.values_list("count", flat=True))}


def many_due() -> dict[str, object]:
    """More than a few, so that a pool prints them; the name of one cannot be printed."""
    course, told = make_course(), []
    names = ["李雷", *(f"Ada {n}" for n in range(DUE))]
    completions = [make_completion(make_learner(name), course) for name in names]
    issued = issue_due_certificates(tell=lambda done, of: told.append((done, of)))
    again = issue_due_certificates()
    rows = Certificate.objects.filter(completion__in=completions)
    return {
        "issued": [issued, again],
        "told": told[-1],
        "names": sorted(rows.values_list("earner", flat=True)),
        "whole": sum(attached_credential(read_pdf(one)) == one.credential.encode() for one in rows),
    }


def at_once(*works: Callable[[], object]) -> list[object]:
    """Do all works at the same moment and return what each returned, or the name of what refused it."""
    ready = Barrier(len(works), timeout=60)

    def run(work: Callable[[], object]) -> object:
        connection.ensure_connection()
        try:
            ready.wait()
            return work()
        except CertificatesError as refusal:
            return type(refusal).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def blank_prints(meeting: int | Barrier) -> Any:
    """Let blank pages stand for the files; none is printed before `meeting` are to be printed."""
    ready = meeting if isinstance(meeting, Barrier) else Barrier(meeting, timeout=60)

    def print_blank(order: Any) -> bytes:
        connection.close()
        ready.wait()
        return BLANK + order.credential

    stand_ins = {"print_certificate": print_blank, "attached_credential": lambda pdf: pdf.removeprefix(BLANK)}
    return mock.patch.multiple(issuing, **stand_ins)
