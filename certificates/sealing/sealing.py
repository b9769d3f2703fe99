"""A PDF -> the same PDF with the issuer's seal behind it: a certification signature, no changes allowed.

PAdES B-B; with a time-stamping authority B-T, and B-LT when its root is known, all in one revision, so
that the file stays PDF/A-3a and PDF/UA-1. Without a time stamp the same input gives the same bytes.
Pinned to pyHanko 0.38: two of its private hooks are replaced here.
"""

import hashlib
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.signers.pdf_signer import DSSContentSettings, PdfSigningSession, SigDSSPlacementPreference

from certificates.sealing.time_stamps import TimeStamps

FIELD = "IssuerSeal"
#: Bytes of a signature with RSA-3072 and what it covers, with room to spare.
BESIDES_CHAIN = 2048


def seal(
    pdf: bytes,
    signer: signers.Signer,
    *,
    at: datetime,
    reason: str,
    title: str,
    stamps: TimeStamps | None = None,
) -> bytes:
    """Return the sealed file; the bytes of `pdf` are its beginning, unchanged.

    at: what the seal says of its own moment. title: what assistive technology reads out for the seal.
    """
    writer = SealWriter(BytesIO(pdf))
    _add_tagged_field(writer, title)
    metadata = signers.PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES,
        reason=reason,
        name=signer.subject_name,
        **_kept_proofs(stamps),
    )
    sealer = PunctualSigner(metadata, signer, at, timestamper=stamps.stamper if stamps else None)
    room = None if stamps else _room_for(signer)
    sealed: bytes = sealer.sign_pdf(writer, bytes_reserved=room).getvalue()
    return sealed


def _room_for(signer: signers.Signer) -> int:
    """Return how many hex digits the signature may take; to find it by signing twice costs a third more."""
    chain = sum(len(certificate.dump()) for certificate in signer.cert_registry)
    return 2 * (chain + BESIDES_CHAIN)


def _kept_proofs(stamps: TimeStamps | None) -> dict[str, Any]:
    """B-LT: what proves that the certificates were good goes into the file, in the seal's own revision."""
    if stamps is None or stamps.context is None:
        return {}
    together = DSSContentSettings(
        include_vri=False, placement=SigDSSPlacementPreference.TOGETHER_WITH_SIGNATURE
    )
    return {
        "embed_validation_info": True,
        "validation_context": stamps.context,
        "dss_settings": together,
    }


class SealWriter(IncrementalPdfFileWriter):
    """Leaves the metadata alone, and draws no random file id.

    pyHanko would write the XMP anew in a form that archives' checkers do not read.
    """

    def _update_meta(self) -> None:
        """Write no metadata."""

    @classmethod
    def _handle_id(cls, prev: Any) -> generic.ArrayObject:
        first = prev.trailer["/ID"][0]
        prev.stream.seek(0)
        second = hashlib.sha256(prev.stream.read()).digest()[:16]
        return generic.ArrayObject([first, generic.ByteStringObject(second)])


class PunctualSigner(signers.PdfSigner):
    """Says the moment it is told, instead of the machine's clock in the machine's time zone."""

    def __init__(
        self, metadata: signers.PdfSignatureMetadata, signer: signers.Signer, at: datetime, **more: Any
    ):
        super().__init__(metadata, signer, **more)
        self.at = at.astimezone(UTC)

    def init_signing_session(self, pdf_out: Any, existing_fields_only: bool = False) -> PdfSigningSession:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self.at
        return session


def _add_tagged_field(writer: IncrementalPdfFileWriter, title: str) -> None:
    """Add the invisible field, and its place in the tree of tags that PDF/UA asks for (7.18.4)."""
    fields.append_signature_field(writer, fields.SigFieldSpec(FIELD, readable_field_name=title))
    page = writer.find_page_for_modification(0)[0]
    widget = writer.root["/AcroForm"]["/Fields"].raw_get(-1)
    tree = writer.root["/StructTreeRoot"]
    document = tree["/K"].raw_get(0)
    numbers = tree["/ParentTree"]["/Nums"]
    key = max(int(numbers[place]) for place in range(0, len(numbers), 2)) + 1
    form = writer.add_object(
        _dictionary(
            Type=pdf_name("/StructElem"),
            S=pdf_name("/Form"),
            P=document,
            Pg=page,
            Alt=pdf_string(title),
            K=generic.ArrayObject([_dictionary(Type=pdf_name("/OBJR"), Obj=widget, Pg=page)]),
        )
    )
    document.get_object()["/K"].append(form)
    numbers.extend([generic.NumberObject(key), form])
    widget.get_object()["/StructParent"] = generic.NumberObject(key)
    for changed in (document.get_object()["/K"], numbers, widget.get_object()):
        writer.update_container(changed)


def _dictionary(**entries: generic.PdfObject) -> generic.DictionaryObject:
    return generic.DictionaryObject({pdf_name(f"/{name}"): value for name, value in entries.items()})
