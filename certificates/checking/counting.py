"""Count look-ups: which certificate, on which day, at which door. Never who asked."""

import logging
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime

from django.db import DatabaseError, connection
from django.utils import timezone

from certificates.models import CheckCount

log = logging.getLogger(__name__)

# Django's own upsert can replace a number, not add to it.
ADD = """
INSERT INTO {table} (certificate_id, day, door, count) VALUES {rows}
ON CONFLICT (certificate_id, day, door) DO UPDATE SET count = {table}.count + excluded.count
"""


def count_check(certificate_ids: Iterable[int], door: str, *, at: datetime | None = None) -> None:
    """Add one look-up for each id, in one statement; ids that come twice count twice.

    door: see CheckCount.Door. For views that hold no transaction. A count that fails is logged and
    lost: whoever asked gets the answer all the same.
    """
    # In order of the ids, so that two lists of the same certificates wait for each other, not in a ring.
    counted = sorted(Counter(certificate_ids).items())
    if not counted:
        return
    day = (at or timezone.now()).astimezone(UTC).date()
    values = [value for pk, times in counted for value in (pk, day, door, times)]
    statement = ADD.format(
        table=CheckCount._meta.db_table, rows=", ".join(["(%s, %s, %s, %s)"] * len(counted))
    )
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
    except DatabaseError as error:
        log.warning("Look-ups at the door “%s” were not counted: %s", door, error)
