"""Print many certificates at once, in processes: drawing keeps Python busy, and threads would take turns."""

import multiprocessing
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from itertools import islice

from certificates.printing.printing import Order, print_certificate
from certificates.printing.printing_worker import prepare

# So many orders per process are on their way: none waits for work, and few finished files wait in memory.
AHEAD = 2


class PrintingPool:
    """One process for each core, to be used in a `with`. Each keeps its fonts and its signer."""

    def __init__(self, size: int | None = None):
        self.size = size or os.cpu_count() or 1

    def __enter__(self) -> "PrintingPool":
        self._pool = ProcessPoolExecutor(
            self.size,
            # A fork of a running site would share its connections and locks; these start clean.
            mp_context=multiprocessing.get_context("forkserver"),
            initializer=prepare,
            initargs=(dict(os.environ),),
        )
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    def print_all(self, orders: Iterable[Order]) -> Iterator[tuple[Order, bytes | Exception]]:
        """Yield each order with its file, or with what went wrong, as they are ready."""
        waiting, running = iter(orders), dict[Future[bytes], Order]()
        self._start(islice(waiting, AHEAD * self.size), running)
        while running:
            for done in wait(running, return_when=FIRST_COMPLETED).done:
                order = running.pop(done)
                self._start(islice(waiting, 1), running)
                yield order, _outcome(done)

    def _start(self, orders: Iterable[Order], running: dict[Future[bytes], Order]) -> None:
        for order in orders:
            running[self._pool.submit(print_certificate, order)] = order


def _outcome(done: Future[bytes]) -> bytes | Exception:
    error = done.exception()
    if error is None:
        return done.result()
    if isinstance(error, Exception):
        return error
    raise error
