"""Seals stamped by an authority that speaks RFC 3161 over HTTP, as a real one does."""

import threading
from dataclasses import replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO
from pathlib import Path

import page
import pytest
from asn1crypto import keys, tsp
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.timestamps import DummyTimeStamper

from certificates.printing.printing import Order, print_certificate
from certificates.sealing.authority import ISSUING_CRL_LIFE, ROOT_CRL_LIFE, as_pem, make_crl
from certificates.sealing.examining import examine
from certificates.sealing.sealing import seal
from certificates.sealing.time_stamps import stamps_from
from tests.certificates import seals
from tests.certificates.test_claims import CLAIMS, PARTICULARS
from tests.certificates.tools import pdfsig, tool, trust_store


def make_stamper() -> tuple[DummyTimeStamper, x509.Certificate]:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Stamps of the tests")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(seals.NOW - timedelta(days=1))
        .not_valid_after(seals.NOW + timedelta(days=1))
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    own = asn1.Certificate.load(certificate.public_bytes(Encoding.DER))
    return DummyTimeStamper(own, keys.PrivateKeyInfo.load(private), certs_to_embed=[own]), certificate


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    """Yield the address of a time-stamping authority and the file with its root."""
    stamper, certificate = make_stamper()

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
            body = stamper.request_tsa_response(request).dump()
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    root = tmp_path_factory.mktemp("tsa") / "tsa.pem"
    root.write_text(as_pem(certificate))
    with HTTPServer(("127.0.0.1", 0), Answer) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/", root
        server.shutdown()


def sealed_with(address: str, root: Path | None) -> bytes:
    ours = seals.ours()
    crls = [
        make_crl(ours.issuing, [], at=seals.NOW, life=ISSUING_CRL_LIFE),
        make_crl(ours.root, [], at=seals.NOW, life=ROOT_CRL_LIFE),
    ]
    own_root = asn1.Certificate.load(ours.root_der)
    stamps = stamps_from(address, root, own_root, crls)
    at = seals.NOW
    return seal(seals.unsealed(), ours.signer(), at=at, reason=seals.REASON, title=seals.TITLE, stamps=stamps)


@pytest.fixture(scope="module", params=["B-T", "B-LT"])
def stamped(request, authority, tmp_path_factory) -> Path:
    address, root = authority
    file = tmp_path_factory.mktemp(request.param) / "stamped.pdf"
    file.write_bytes(sealed_with(address, root if request.param == "B-LT" else None))
    return file


def test_what_the_settings_name_stamps_what_is_printed(authority, settings, tmp_path):
    settings.KEYS_DIR, (settings.TSA_URL, settings.TSA_ROOT) = tmp_path, map(str, authority)
    seals.ours().write_to(tmp_path)
    claims = replace(CLAIMS, particulars=PARTICULARS).canonical()
    order = Order(claims, seals.CREDENTIAL, seals.BASE, seals.ours().key_id, seals.NOW)
    root = PdfFileReader(BytesIO(print_certificate(order))).root
    assert len(root["/DSS"]["/Certs"]) >= 3


@pytest.mark.parametrize("profile", ["3a", "ua1"])
def test_a_stamped_file_is_archival_and_accessible(stamped, profile):
    failures = page.validate_pdf(str(stamped), profile=profile).failures
    assert [str(failure) for failure in failures] == []


def test_poppler_finds_the_stamped_seal_valid_and_trusted(stamped, tmp_path):
    store = trust_store(tmp_path / "nss", as_pem(seals.ours().root[0]))
    assert pdfsig(stamped, store) == ("Signature is Valid.", "Certificate is Trusted.", True)
    assert "No syntax or stream encoding errors found" in tool("qpdf", "--check", stamped)


def test_a_stamped_seal_is_genuine(stamped):
    found = examine(stamped.read_bytes(), roots=[seals.ours().root_der], moment=seals.NOW)
    assert found.is_genuine


def test_the_stamp_is_in_the_signature(stamped):
    signature = PdfFileReader(BytesIO(stamped.read_bytes())).embedded_signatures[0]
    kinds = [attribute["type"].native for attribute in signature.signer_info["unsigned_attrs"]]
    assert kinds == ["signature_time_stamp_token"]


def test_the_proofs_are_in_the_revision_of_the_seal(stamped):
    """One revision after that of the sheet, whatever is added."""
    assert PdfFileReader(BytesIO(stamped.read_bytes())).xrefs.total_revisions == 2


def test_with_the_authoritys_root_the_proofs_are_kept_in_the_file(stamped):
    root = PdfFileReader(BytesIO(stamped.read_bytes())).root
    if "B-LT" in stamped.parent.name:
        assert len(root["/DSS"]["/CRLs"]) == 2
        assert len(root["/DSS"]["/Certs"]) >= 3
    else:
        assert "/DSS" not in root
