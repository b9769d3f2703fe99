"""Check many ids at once, in a handful of queries."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from certificates.checking.counting import count_check
from certificates.checking.finding import look_up
from certificates.checking.lines import Line, line_of
from certificates.checking.showing import shown
from certificates.checking.verifying import Verdict, Verification, verify_record
from certificates.credentials.public_ids import normalise
from certificates.models import Certificate, CheckCount

#: Ids in one query: within what every database takes as parameters of one statement.
CHUNK = 500


def check_list(typed: Sequence[str], *, at: datetime | None = None) -> list[Line]:
    """Judge each typed id as of `at`, in the order of the list."""
    at = at or timezone.now()
    wanted = [normalise(text) or "" for text in typed]
    known = _known(sorted({public_id for public_id in wanted if public_id}))
    results = {public_id: verify_record(row, at=at) for public_id, row in known.items()}
    count_check((known[each].pk for each in wanted if each in known), CheckCount.Door.LIST, at=at)
    unknown = Verification(Verdict.UNKNOWN, at)
    return [
        line_of(text, shown(results.get(public_id, unknown)))
        for text, public_id in zip(typed, wanted, strict=True)
    ]


def _known(public_ids: Sequence[str]) -> dict[str, Certificate]:
    chunks = (public_ids[start : start + CHUNK] for start in range(0, len(public_ids), CHUNK))
    # The credential is 4 kB that judging needs: it is hashed, not shown.
    return {row.public_id: row for chunk in chunks for row in look_up().filter(public_id__in=chunk)}
