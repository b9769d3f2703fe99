"""A certificate that says more than the tests' course makes it say: evidence, signatories, other dates."""

import hashlib
from dataclasses import replace

from certificates.credentials.claims import Evidence, Particulars, Signatory, read_claims
from certificates.credentials.credential import Issuer, as_bytes, build_credential
from certificates.credentials.did import did_of, verification_method
from certificates.credentials.proofs import prove
from certificates.credentials.signing import sign
from certificates.credentials.stamps import stamp
from certificates.models import Certificate, SealKey, StatusList
from certificates.sealing.keys import active_key

BASE = "https://leanleaders.example"
SALT = "00ff"


def tell(certificate: Certificate, *, seal_key: SealKey | None = None, **said: object) -> Certificate:
    """Sign the row anew, with a credential. said: particulars that differ from those below."""
    key, private = active_key()
    certificate.status_list = certificate.status_list or StatusList.objects.get_or_create(number=1)[0]
    certificate.status_index = certificate.status_index if certificate.status_index is not None else 94567
    told = replace(_particulars(certificate), **said)
    claims = replace(
        read_claims(certificate.claims.encode()), particulars=replace(told, credential_sha256="")
    )
    did = did_of(BASE)
    document = prove(
        build_credential(claims, Issuer(did, claims.issuer, BASE), BASE),
        private,
        verification_method=verification_method(did, key.key_id),
        created=stamp(certificate.issued_at),
    )
    credential = as_bytes(document)
    digest = hashlib.sha256(credential).hexdigest()
    signed = replace(claims, particulars=replace(told, credential_sha256=digest)).canonical()
    certificate.credential, certificate.claims = credential.decode(), signed.decode()
    certificate.signature, certificate.seal_key = sign(signed, private), seal_key or certificate.seal_key
    certificate.valid_from = told.valid_from
    certificate.save()
    certificate.refresh_from_db()
    return certificate


def _particulars(certificate: Certificate) -> Particulars:
    return Particulars(
        programme="lean-leadership/3",
        description="Leads daily improvement.",
        human_code="LLC",
        opening="This certifies that",
        bridge="has met the standard for",
        signatories=(Signatory("Mirela Osei", "Head of certification"),),
        evidence=(Evidence("A3", "", "proficient", "2026-12-01"),),
        valid_from=certificate.valid_from.isoformat(),
        subject="urn:uuid:8f14e45f-ceea-467f-a0e6-2b6a4f1c9d10",
        salt=SALT,
        email_hash=hashlib.sha256(f"ada@example.org{SALT}".encode()).hexdigest(),
        status_list=certificate.status_list.number,
        status_index=certificate.status_index,
    )
