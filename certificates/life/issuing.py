"""Issue what a completion has earned: once, with everything it says copied, signed, printed and sealed.

Reserve, claim, prove, print, store: each step can be cut off, and the whole begun again, any number of
times. What the steps before the last leave behind is the reservation, and perhaps a file that the next
try overwrites.
"""

from collections.abc import Callable
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from certificates.errors import FaultySeal, NotInForce
from certificates.life.drafting import Draft, draft_again, draft_first
from certificates.life.storing import store
from certificates.models import Certificate
from certificates.printing.printing import print_certificate
from certificates.sealing.examining import attached_credential
from courses.models import Completion


def issue_certificate(completion: Completion, *, at: datetime | None = None) -> Certificate:
    """Return the completion's certificate, issuing it when there is none.

    Safe to repeat and to race: the first stands. One that was revoked or replaced is returned as the
    latest is; to be told again that the course is complete takes no revocation back.
    Refuses (CertificatesError) what cannot be printed or signed; `catch_up` tries again.
    Not within a transaction: no lock is held while the page is drawn.
    """
    if latest := latest_edition(completion):
        return latest
    draft = draft_first(completion, at=at or timezone.now())
    return finish(draft)


def reissue_certificate(completion: Completion, *, at: datetime | None = None) -> Certificate:
    """Return a new edition in the place of a revoked one, such as one that was revoked in error.

    Only ever on purpose. Safe to repeat: a certificate in force is returned as it is. What it says is
    what the old one said, except the name, which is the holder's of today.
    """
    at = at or timezone.now()
    latest = latest_edition(completion)
    if latest is None or not latest.is_revoked:
        return latest or issue_certificate(completion, at=at)
    name = completion.enrolment.learner.full_name
    draft = draft_again(latest, name=name, at=at)
    return finish(draft, supersedes=latest, first=lambda: _refuse_erased(latest))


def finish(
    draft: Draft, *, supersedes: Certificate | None = None, first: Callable[[], None] = lambda: None
) -> Certificate:
    """Print the draft and keep it; see `store`."""
    return keep(draft, print_certificate(draft.order), supersedes=supersedes, first=first)


def keep(
    draft: Draft,
    pdf: bytes,
    *,
    supersedes: Certificate | None = None,
    first: Callable[[], None] = lambda: None,
) -> Certificate:
    """Look once more at what was printed, and store it; FaultySeal when it is not what was signed."""
    if attached_credential(pdf) != draft.credential:
        raise FaultySeal(_("The file does not carry the credential that was signed. It was not kept."))
    return store(draft, pdf, supersedes=supersedes, first=first)


def _refuse_erased(certificate: Certificate) -> None:
    """Hold the old record until the new one is there: a name must not come back while it is withdrawn."""
    if Certificate.objects.select_for_update().get(pk=certificate.pk).erased_at is not None:
        raise NotInForce(_("The holder’s name has just been withdrawn from this certificate."))


def latest_edition(completion: Completion) -> Certificate | None:
    return Certificate.objects.filter(completion=completion).order_by("-edition").first()
