"""Examine a stranger's file in a process of its own: one that takes too long, or too much, harms no other."""

import multiprocessing
import os
import resource
import threading
import time
from collections.abc import Sequence
from datetime import datetime
from multiprocessing.connection import Connection

from certificates.sealing.examining import Examination, Unreadable, examine

MOST_MEMORY = 1024**3
#: Files that one process of the site has examined at once: more would only take memory and wait for a core.
_room = threading.BoundedSemaphore(os.cpu_count() or 1)

# The server that these processes are forked from has the module loaded already: each costs little.
_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload(["certificates.sealing.examining_apart"])


def examine_within(
    pdf: bytes, seconds: float, *, roots: Sequence[bytes], moment: datetime, crls: Sequence[bytes] = ()
) -> Examination:
    """As `examine`; Unreadable.TOO_SLOW when there is no answer in time, with the wait for others."""
    end = time.monotonic() + seconds
    if not _room.acquire(timeout=seconds):
        return Examination(Unreadable.TOO_SLOW)
    try:
        return _examine_apart(pdf, max(0.0, end - time.monotonic()), roots, moment, crls)
    finally:
        _room.release()


def _examine_apart(
    pdf: bytes, seconds: float, roots: Sequence[bytes], moment: datetime, crls: Sequence[bytes]
) -> Examination:
    ours, theirs = _processes.Pipe(duplex=False)
    process = _processes.Process(target=_answer, args=(theirs, pdf, roots, moment, crls), daemon=True)
    process.start()
    theirs.close()
    try:
        if not ours.poll(seconds):
            return Examination(Unreadable.TOO_SLOW)
        found: Examination = ours.recv()
    except EOFError:  # it ended without an answer, for want of memory
        return Examination(Unreadable.BROKEN)
    finally:
        process.kill()
        process.join()
        process.close()
        ours.close()
    return found


def _answer(
    to: Connection, pdf: bytes, roots: Sequence[bytes], moment: datetime, crls: Sequence[bytes]
) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    to.send(examine(pdf, roots=roots, moment=moment, crls=crls))
