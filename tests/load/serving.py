"""A server as in production, with its own PostgreSQL, for as long as a benchmark or a proof needs it."""

import os
import secrets
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.postgres import free_port, running_postgres

ROOT = Path(__file__).resolve().parent.parent.parent


def environment_of(state: Path, database_url: str, port: int) -> dict[str, str]:
    """Return the environment of a production site on this machine, free of the caller's own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LMS_", "DJANGO_"))}
    return kept | {
        "DJANGO_SETTINGS_MODULE": "tests.load.settings",
        "LMS_SECRET_KEY": secrets.token_urlsafe(64),
        "LMS_BASE_URL": f"http://localhost:{port}",
        "LMS_ALLOWED_HOSTS": "localhost 127.0.0.1",
        "LMS_STATE_DIR": str(state),
        "LMS_DATABASE_URL": database_url,
        "LMS_LOG_LEVEL": "ERROR",
    }


@contextmanager
def production(state: Path) -> Iterator[tuple[dict[str, str], int]]:
    """Yield environment and port of a site whose empty database is a PostgreSQL of its own."""
    with running_postgres() as url:
        port = free_port()
        yield environment_of(state, url, port), port


@contextmanager
def redis(folder: Path) -> Iterator[str]:
    """Yield the address of a Redis of one's own, which keeps nothing."""
    socket = folder / "redis.sock"
    command = ["redis-server", "--port", "0", "--unixsocket", str(socket), "--save", "", "--daemonize", "no"]
    server = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, start_new_session=True)
    try:
        while not socket.exists():
            assert server.poll() is None, "Redis ended before it listened."
            time.sleep(0.05)
        yield f"unix://{socket}"
    finally:
        end(server, signal.SIGTERM)


@contextmanager
def gunicorn(
    environment: Mapping[str, str], port: int, *, workers: int = 2
) -> Iterator[subprocess.Popen[bytes]]:
    """Serve the site with this many single-thread processes until the block ends."""
    command = [sys.executable, "-m", "gunicorn", "lms.wsgi", "--bind", f"127.0.0.1:{port}"]
    command += ["--workers", str(workers), "--preload", "--log-level", "error"]
    server = subprocess.Popen(command, cwd=ROOT, env=dict(environment), start_new_session=True)
    try:
        wait_until_answering(port, server)
        yield server
    finally:
        end(server, signal.SIGTERM)


def end(server: subprocess.Popen[bytes], how: signal.Signals) -> None:
    """End the server and all of its workers."""
    if server.poll() is None:
        os.killpg(server.pid, how)
        server.wait(timeout=30)


def wait_until_answering(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2)
        except OSError:
            assert server.poll() is None, "The server ended before it answered."
            time.sleep(0.1)
        else:
            return
    raise AssertionError("The server did not answer within 30 seconds.")
