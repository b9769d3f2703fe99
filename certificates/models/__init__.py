"""What we attest, with which keys, and what happened since. Rows are never deleted."""

from certificates.models.batches import Batch, BatchItem
from certificates.models.certificates import (
    Certificate,
    CertificateQuerySet,
    certificate_storage,
)
from certificates.models.keys import SealKey, SigningKey
from certificates.models.programmes import Programme, ProgrammeVersion
from certificates.models.receipts import Receipt
from certificates.models.requests import HolderRequest
from certificates.models.reservations import Reservation, StatusList
from certificates.models.story import CertificateEvent, CheckCount

__all__ = [
    "Batch",
    "BatchItem",
    "Certificate",
    "CertificateEvent",
    "CertificateQuerySet",
    "CheckCount",
    "HolderRequest",
    "Programme",
    "ProgrammeVersion",
    "Receipt",
    "Reservation",
    "SealKey",
    "SigningKey",
    "StatusList",
    "certificate_storage",
]
