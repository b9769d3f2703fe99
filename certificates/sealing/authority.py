"""Our own certification authority (X.509, RFC 5280): a root, what issues under it, and what seals. Pure.

Root: EC P-384, 20 years, kept off the server. Issuing authority: EC P-384, 10 years. Seal: RSA-3072,
10 years; an elliptic key would make every sealed file PDF 2.0, which archives do not take.
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier

YEAR = timedelta(days=365.25)
ROOT_LIFE, ISSUING_LIFE, SEAL_LIFE = 20 * YEAR, 10 * YEAR, 10 * YEAR
#: How long a list of withdrawn certificates is current; one of the root is only made anew with its key.
ISSUING_CRL_LIFE, ROOT_CRL_LIFE = timedelta(days=400), 10 * YEAR
# RFC 9336. E-mail protection besides: without it, Evince, Okular and pdfsig (NSS) find the seal unusable.
DOCUMENT_SIGNING = ObjectIdentifier("1.3.6.1.5.5.7.3.36")

Pair = tuple[x509.Certificate, ec.EllipticCurvePrivateKey]


def make_root(organisation: str, *, at: datetime) -> Pair:
    key = ec.generate_private_key(ec.SECP384R1())
    name = _name(organisation, "Root")
    builder = _builder(name, name, key.public_key(), at, ROOT_LIFE)
    return _as_authority(builder, key.public_key(), depth=1).sign(key, hashes.SHA384()), key


def make_issuing(root: Pair, organisation: str, *, at: datetime, crl_url: str) -> Pair:
    """crl_url: where the root's list of withdrawn certificates is published."""
    key = ec.generate_private_key(ec.SECP384R1())
    builder = _builder(_name(organisation, "Issuing"), root[0].subject, key.public_key(), at, ISSUING_LIFE)
    builder = _under(_as_authority(builder, key.public_key(), depth=0), root[0], crl_url)
    return builder.sign(root[1], hashes.SHA384()), key


def make_seal_certificate(
    issuing: Pair, organisation: str, public_key: RSAPublicKey, *, at: datetime, crl_url: str
) -> x509.Certificate:
    """Certify a key that seals; its private part is not needed."""
    builder = _builder(_name(organisation, "Seal"), issuing[0].subject, public_key, at, SEAL_LIFE)
    usage = _key_usage(digital_signature=True, content_commitment=True)
    purposes = x509.ExtendedKeyUsage([DOCUMENT_SIGNING, ExtendedKeyUsageOID.EMAIL_PROTECTION])
    builder = (
        _under(builder, issuing[0], crl_url)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(purposes, critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False)
    )
    return builder.sign(issuing[1], hashes.SHA384())


def make_crl(
    authority: Pair, withdrawn: Sequence[tuple[int, datetime]], *, at: datetime, life: timedelta
) -> bytes:
    """Return the DER list of what the authority withdrew. withdrawn: serial number and moment of each."""
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(authority[0].subject)
        .last_update(at)
        .next_update(at + life)
        .add_extension(x509.CRLNumber(int(at.timestamp())), critical=False)
        .add_extension(_issuer_key(authority[0]), critical=False)
    )
    for serial, since in withdrawn:
        entry = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(since)
        reason = x509.CRLReason(x509.ReasonFlags.key_compromise)
        builder = builder.add_revoked_certificate(entry.add_extension(reason, critical=False).build())
    return builder.sign(authority[1], hashes.SHA384()).public_bytes(Encoding.DER)


def seal_key_id(public_key: RSAPublicKey) -> str:
    """Return a name that follows from the key itself, so that nobody can give it to another."""
    described = public_key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return f"seal-{hashlib.sha256(described).hexdigest()[:12]}"


def fingerprint(certificate: x509.Certificate) -> str:
    """Return SHA-256 as people compare it: pairs of capital hex digits, parted by colons."""
    return certificate.fingerprint(hashes.SHA256()).hex(":").upper()


def as_pem(*certificates: x509.Certificate) -> str:
    return "".join(one.public_bytes(Encoding.PEM).decode() for one in certificates)


def _name(organisation: str, role: str) -> x509.Name:
    # X.509 has room for 64 signs of each.
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation[:64]),
            x509.NameAttribute(NameOID.COMMON_NAME, f"{organisation[:56]} {role}"),
        ]
    )


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    public_key: ec.EllipticCurvePublicKey | RSAPublicKey,
    at: datetime,
    life: timedelta,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(at)
        .not_valid_after(at + life)
    )


def _as_authority(
    builder: x509.CertificateBuilder, public_key: ec.EllipticCurvePublicKey, *, depth: int
) -> x509.CertificateBuilder:
    usage = _key_usage(key_cert_sign=True, crl_sign=True)
    return (
        builder.add_extension(x509.BasicConstraints(ca=True, path_length=depth), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False)
    )


def _under(
    builder: x509.CertificateBuilder, issuer: x509.Certificate, crl_url: str
) -> x509.CertificateBuilder:
    place = x509.DistributionPoint([x509.UniformResourceIdentifier(crl_url)], None, None, None)
    return builder.add_extension(_issuer_key(issuer), critical=False).add_extension(
        x509.CRLDistributionPoints([place]), critical=False
    )


def _issuer_key(issuer: x509.Certificate) -> x509.AuthorityKeyIdentifier:
    own = issuer.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    return x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(own)


def _key_usage(**uses: bool) -> x509.KeyUsage:
    names = (
        *("digital_signature", "content_commitment", "key_encipherment", "data_encipherment"),
        *("key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only"),
    )
    return x509.KeyUsage(**{name: uses.get(name, False) for name in names})
