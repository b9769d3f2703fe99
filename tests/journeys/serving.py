"""A served, seeded copy of the site: prepared once, killed and started again where a journey asks for it."""

import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True)
class Site:
    """A running copy: where it answers, its state on disk, what it printed (e-mails among it)."""

    url: str
    state: Path
    log: Path
    environment: dict[str, str]

    def command(self, *words: str) -> str:
        """Run a management command on this copy and return what it printed."""
        return manage(self.environment, *words)

    def mailed_code(self, address: str) -> str:
        """The newest code that was e-mailed to `address`."""
        mails = self.log.read_text(encoding="utf-8").split("Subject: ")
        own = [mail for mail in mails if f"To: {address}" in mail]
        found = re.findall(r"^\s+([A-Z0-9]{4}-[A-Z0-9]{4})\s*$", own[-1], re.MULTILINE)
        return str(found[-1])


def manage(environment: dict[str, str], *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", *words], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, f"{words}: {done.stdout}\n{done.stderr}"
    return done.stdout


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_answering(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(f"{url}/healthz", timeout=2)
        except OSError:
            assert server.poll() is None, log.read_text(encoding="utf-8")
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"The site did not answer: {log.read_text(encoding='utf-8')}")


def site_in(state: Path) -> Site:
    """A site whose state lies in this folder, at an address of its own; nothing is prepared or served yet."""
    url = f"http://localhost:{free_port()}"
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("LMS_")},
        "DJANGO_SETTINGS_MODULE": "lms.settings",
        "PYTHONUNBUFFERED": "1",
        "LMS_DEBUG": "true",
        "LMS_STATE_DIR": str(state),
        "LMS_BASE_URL": url,
    }
    return Site(url, state, state / "server.log", environment)


def copy_of(site: Site, state: Path) -> Site:
    """A copy of the site as it stands, though it be in use."""
    shutil.copytree(site.state, state, ignore=shutil.ignore_patterns("db.sqlite3*", "server.log"))
    with (
        closing(sqlite3.connect(site.state / "db.sqlite3")) as source,
        closing(sqlite3.connect(state / "db.sqlite3")) as copy,
    ):
        source.backup(copy)
    return site_in(state)


@dataclass
class Server:
    """The process that serves a site."""

    site: Site
    process: "subprocess.Popen[bytes]" = field(init=False)

    def start(self) -> None:
        with self.site.log.open("ab") as output:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "runserver", "--noreload", self.site.url.rpartition("/")[2]],
                cwd=ROOT,
                env=self.site.environment,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        wait_until_answering(self.site.url, self.process, self.site.log)

    def kill(self) -> None:
        """As the machine does that loses its power: no signal is heard, nothing is tidied."""
        self.process.kill()
        self.process.wait(timeout=20)

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)
