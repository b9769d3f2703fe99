"""`make bench-quiz`: what starts, saves, pages, submits and results cost beside bare Django views.

At its end it tells what the item analysis of growing classes costs.

Everything is measured in one run: a PostgreSQL and a server of its own with two single-thread
processes, all middleware on, four hands that drive. Rounds are interleaved, so that whatever else the
machine does falls on all alike; medians of the rounds are printed. No figure is a pass or a failure.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.load.serving import ROOT, production


def main() -> None:
    """Make the machine's part, then measure in a process that knows where the database is."""
    prefix = "lean-leaders-bench-"
    with (
        tempfile.TemporaryDirectory(prefix=prefix) as folder,
        production(Path(folder)) as (environment, port),
    ):
        work = f"import django; django.setup(); from tests.load import quizzing; quizzing.main({port})"
        subprocess.run([sys.executable, "-u", "-c", work], cwd=ROOT, env=environment, check=True)


if __name__ == "__main__":
    main()
