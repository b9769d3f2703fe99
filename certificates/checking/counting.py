"""Count look-ups: which certificate, on which day, at which door. Never who asked.

In production counts wait in the process for a second and are written together, aside from any request:
whoever looks a certificate up does not wait for a write. A process that is killed takes a second of them
along.
"""

import atexit
import logging
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from threading import Lock, Timer

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from certificates.models import CheckCount

log = logging.getLogger(__name__)

# Django's own upsert can replace a number, not add to it.
ADD = """
INSERT INTO {table} (certificate_id, day, door, count) VALUES {rows}
ON CONFLICT (certificate_id, day, door) DO UPDATE SET count = {table}.count + excluded.count
"""
#: Rows in one statement: SQLite takes no more than 32,766 values.
MOST_ROWS = 5_000

#: A certificate, a day (UTC), a door.
Counted = tuple[int, date, str]

_waiting: Counter[Counted] = Counter()
_lock = Lock()


def count_check(certificate_ids: Iterable[int], door: str, *, at: datetime | None = None) -> None:
    """Add one look-up for each id; ids that come twice count twice.

    door: see CheckCount.Door. For views that hold no transaction. A count that fails is logged and
    lost: whoever asked gets the answer all the same.
    """
    day = (at or timezone.now()).astimezone(UTC).date()
    counted = Counter((pk, day, door) for pk in certificate_ids)
    if not counted:
        return
    if not settings.COUNTS_WAIT:
        _add(counted)
        return
    with _lock:
        is_first = not _waiting
        _waiting.update(counted)
    if is_first:
        timer = Timer(settings.COUNTS_WAIT, _write_aside)
        timer.daemon = True
        timer.start()


def write_counts() -> None:
    """Write what waits in this process."""
    with _lock:
        counted = _waiting.copy()
        _waiting.clear()
    _add(counted)


def _write_aside() -> None:
    try:
        write_counts()
    finally:
        connection.close()  # the thread's own


def _add(counted: Counter[Counted]) -> None:
    # In one order, so that two who count the same certificates wait for each other, not in a ring.
    rows = sorted(counted.items())
    for first in range(0, len(rows), MOST_ROWS):
        _add_rows(rows[first : first + MOST_ROWS])


def _add_rows(rows: Sequence[tuple[Counted, int]]) -> None:
    statement = ADD.format(table=CheckCount._meta.db_table, rows=", ".join(["(%s, %s, %s, %s)"] * len(rows)))
    values = [value for (pk, day, door), times in rows for value in (pk, day, door, times)]
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
    except DatabaseError as error:
        log.warning("%s look-ups were not counted: %s", sum(times for _, times in rows), error)


atexit.register(write_counts)
