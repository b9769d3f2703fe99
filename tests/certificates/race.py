"""20 issues of one certificate at once, in a process and a database of their own; see test_races.py."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from certificates import issuing
from certificates.keys import make_key
from certificates.models import Certificate
from tests.factories import make_completion

RUNNERS = 20
ready = Barrier(RUNNERS, timeout=60)


def main() -> None:
    """Print JSON: the ids that were returned, and the rows and the files that are there afterwards."""
    call_command("migrate", verbosity=0)
    call_command("createcachetable")
    make_key()
    issuing.render = wait_for_all
    completion = make_completion()
    with ThreadPoolExecutor(RUNNERS) as pool:
        returned = list(pool.map(issue, [completion] * RUNNERS))
    files = [path.stem for path in Path(settings.CERTIFICATES_ROOT).rglob("*.pdf")]
    rows = list(Certificate.objects.filter(completion=completion).values_list("public_id", flat=True))
    print(json.dumps({"returned": returned, "rows": rows, "files": files}))  # noqa: T201 - what the test reads


def wait_for_all(sheet: object) -> bytes:
    """Stand in for the drawing, until everyone has found no certificate and nobody has stored one."""
    connection.close()
    ready.wait()
    return b"%PDF-1.7"


def issue(completion) -> str:
    try:
        return issuing.issue_certificate(completion, at=completion.completed_at).public_id
    finally:
        connection.close()
