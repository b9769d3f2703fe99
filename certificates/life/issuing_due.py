"""Issue what completed courses still wait for: a few here, many in a pool of processes."""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from django.utils import timezone

from certificates.errors import CertificatesError
from certificates.life.drafting import Draft, draft_first
from certificates.life.issuing import issue_certificate, keep
from certificates.printing.printing import Order
from certificates.printing.printing_pool import PrintingPool
from courses.models import Completion

log = logging.getLogger(__name__)

# Up to so many are printed here: starting a pool takes longer.
FEW = 8
# Completions read at once.
CHUNK = 200
# After so many it is told how far it has come.
TOLD = 50

#: Told now and then how many are through, of how many.
Tell = Callable[[int, int], None]


def issue_due_certificates(*, at: datetime | None = None, tell: Tell = lambda done, of: None) -> int:
    """Issue for every completion that has no certificate yet; return how many were issued.

    One that is refused or fails waits for the next run and keeps no other waiting.
    """
    due = Completion.objects.filter(certificates=None).order_by("completed_at", "pk")
    ids = list(due.values_list("pk", flat=True))
    if len(ids) > FEW:
        return _issue_many(ids, at or timezone.now(), tell)
    return sum(_issue_or_log(completion, at) for completion in _read(ids))


def _issue_many(ids: Sequence[int], at: datetime, tell: Tell) -> int:
    drafts: dict[Order, Draft] = {}
    issued = 0
    with PrintingPool() as pool:
        for number, (order, pdf) in enumerate(pool.print_all(_orders(ids, at, drafts)), start=1):
            issued += _keep_or_log(drafts.pop(order), pdf)
            if not number % TOLD:
                tell(number, len(ids))
    tell(len(ids), len(ids))
    return issued


def _orders(ids: Sequence[int], at: datetime, drafts: dict[Order, Draft]) -> Iterator[Order]:
    """Draft no more than the pool asks for, and remember what each order is for."""
    for start in range(0, len(ids), CHUNK):
        for completion in _read(ids[start : start + CHUNK]):
            with _logged(completion):
                draft = draft_first(completion, at=at)
                drafts[draft.order] = draft
                yield draft.order


def _issue_or_log(completion: Completion, at: datetime | None) -> bool:
    with _logged(completion):
        issue_certificate(completion, at=at)
        return True
    return False


def _keep_or_log(draft: Draft, pdf: bytes | Exception) -> bool:
    with _logged(draft.completion):
        if isinstance(pdf, Exception):
            raise pdf
        keep(draft, pdf)
        return True
    return False


def _read(ids: Sequence[int]) -> list[Completion]:
    return list(
        Completion.objects.filter(pk__in=ids)
        .select_related("enrolment__learner", "enrolment__course")
        .order_by("completed_at", "pk")
    )


@contextmanager
def _logged(completion: Completion) -> Iterator[None]:
    """Let a refusal or a failure of one keep no other waiting."""
    try:
        yield
    except CertificatesError as refusal:
        log.warning("Completion %s has no certificate yet: %s", completion.pk, refusal)
    except Exception:
        log.exception("Completion %s: its certificate could not be issued", completion.pk)
