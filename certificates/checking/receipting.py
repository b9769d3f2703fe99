"""Keep what came of a check, so that whoever checked can print it; forget it after a month."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from certificates.checking.lines import Line, stored_lines
from certificates.checking.pasted_lists import MOST
from certificates.errors import ReceiptFull
from certificates.models import Receipt

KEPT = timedelta(days=30)
#: As long as somebody may take to hand in many files, one by one.
OPEN = timedelta(hours=1)


def keep_receipt(lines: Sequence[Line], *, at: datetime | None = None) -> Receipt:
    return Receipt.objects.create(checked_at=at or timezone.now(), lines=stored_lines(lines))


@transaction.atomic
def add_to_receipt(token: str, line: Line, *, at: datetime | None = None) -> Receipt:
    """Add a line to the receipt of this token; a receipt of its own where there is none to add to.

    Raises ReceiptFull.
    """
    at = at or timezone.now()
    started = Receipt.objects.select_for_update().filter(token=token, checked_at__gt=at - OPEN).first()
    if started is None:
        return keep_receipt([line], at=at)
    if len(started.lines) >= MOST:
        raise ReceiptFull(_("One receipt holds %(most)s lines. Start another for the rest.") % {"most": MOST})
    started.lines = [*started.lines, *stored_lines([line])]
    started.save(update_fields=["lines"])
    return started


def readable_receipt(token: str, *, at: datetime | None = None) -> Receipt | None:
    """Return the receipt while it is kept."""
    return Receipt.objects.filter(token=token, checked_at__gt=(at or timezone.now()) - KEPT).first()


def forget_receipts(*, at: datetime | None = None) -> int:
    """Delete those that are over; return how many."""
    return Receipt.objects.filter(checked_at__lte=(at or timezone.now()) - KEPT).delete()[0]
