"""After a key was compromised: issue anew, under another, what it signed or sealed."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from certificates.errors import KeyStillGood
from certificates.life.batching import Progress, progress_of, start_batch, work_on
from certificates.models import Batch, BatchItem, Certificate, SealKey, SigningKey

if TYPE_CHECKING:
    from lms.models import User

# Certificates between one word of progress and the next.
PART = 20


def replace_key(key_id: str, *, by: "User | None" = None, at: datetime | None = None) -> Batch | None:
    """Return a batch of all that the key vouched for and nobody else has since; None when that is nothing.

    Safe to repeat: what waits in another such batch is left to it. Raises KeyStillGood unless the key is
    known to be compromised: what a retired or a lost one signed stays good.
    """
    _refuse_good(key_id)
    affected = list(_affected(key_id, at=at or timezone.now()))
    if not affected:
        return None
    reason = _("The key %(key)s was compromised.") % {"key": key_id}
    return start_batch(affected, why=Certificate.Replaced.KEY, reason=reason, by=by, at=at)


def work_through(batch: Batch, *, at: datetime | None = None) -> Iterator[Progress]:
    """Yield how far the batch has come, again and again, until nothing more can be done about it now."""
    left = progress_of(batch).left
    while left:
        progress = work_on(batch, limit=PART, at=at)
        yield progress
        if progress.left == left:  # those that come first fail: `catch_up` tries all of them again
            return
        left = progress.left


def _affected(key_id: str, *, at: datetime) -> QuerySet[Certificate]:
    # What has ended could not be issued any more: its record goes on saying whose key it was.
    standing = Certificate.objects.in_force().filter(expires_at__gt=at)
    waiting = BatchItem.objects.filter(batch__why=Certificate.Replaced.KEY, done_at=None)
    vouched = Q(key__key_id=key_id) | Q(seal_key__key_id=key_id)
    return standing.filter(vouched).exclude(pk__in=waiting.values("certificate")).order_by("pk")


def _refuse_good(key_id: str) -> None:
    lost = {"key_id": key_id, "compromised_at__isnull": False}
    if not (SigningKey.objects.filter(**lost).exists() or SealKey.objects.filter(**lost).exists()):
        raise KeyStillGood(
            _("%(key)s is not known to be compromised. Say so first: make_keys --compromised %(key)s")
            % {"key": key_id}
        )
