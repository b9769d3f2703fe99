"""`make bench-certificates`: what a certificate costs to issue and to verify, beside the least it could cost.

One run, a PostgreSQL, a Redis and a server of its own with two single-thread processes, all middleware on.
Issuing is held against a bare warm WeasyPrint rendering of the same page in the same process; pages
against a bare Django view with one query. Rounds are interleaved; medians of the rounds are printed.
No figure is a pass or a failure.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.load.serving import ROOT, production, redis


def main() -> None:
    """Make the machine's part, then measure in a process that knows where the database is."""
    prefix = "lean-leaders-bench-"
    with (
        tempfile.TemporaryDirectory(prefix=prefix) as folder,
        production(Path(folder)) as (environment, port),
        redis(Path(folder)) as url,
    ):
        environment["LMS_REDIS_URL"] = url
        work = f"import django; django.setup(); from tests.load import certifying; certifying.main({port})"
        # Behind one proxy: so each request can come from an address of its own.
        environment["LMS_TRUSTED_PROXIES"] = "1"
        subprocess.run([sys.executable, "-u", "-c", work], cwd=ROOT, env=environment, check=True)


if __name__ == "__main__":
    main()
