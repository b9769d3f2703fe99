import json
from pathlib import Path

import pytest

from certificates.multikeys import base58btc, multikey_of, public_key_in, read_base58btc

PAIR = json.loads((Path(__file__).parent / "fixtures/eddsa_rdfc_2022/key-pair.json").read_text())
#: The same key pair, as the W3C's Data Integrity EdDSA Cryptosuites v1.0 (A.1) gives it in bytes.
MULTIKEY = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        # draft-msporny-base58, section 5.
        (b"Hello World!", "z2NEpo7TZRRrLZSi2U"),
        (
            b"The quick brown fox jumps over the lazy dog.",
            "zUSm3fpXnKG5EUBx2ndxBDMPVciP5hGey2Jh4NDv6gmeo1LkMeiKrLJUUBk6Z",
        ),
        (bytes.fromhex("0000287fb4cd"), "z11233QC4"),
        (b"", "z"),
    ],
)
def test_base_58_is_that_of_the_published_vectors(data, text):
    assert base58btc(data) == text
    assert read_base58btc(text) == data


@pytest.mark.parametrize("text", ["", "u", "2NEpo7TZRRrLZSi2U", "z0", "zO", "zI", "zl", "z é"])
def test_other_text_is_no_base_58(text):
    with pytest.raises(ValueError, match="."):
        read_base58btc(text)


def test_the_multikey_of_a_key_is_that_of_the_w3c():
    key = read_base58btc(PAIR["publicKeyMultibase"])[2:].hex()
    assert PAIR["publicKeyMultibase"] == MULTIKEY
    assert multikey_of(key) == MULTIKEY
    assert public_key_in(MULTIKEY) == key


def test_a_private_key_or_another_kind_of_key_is_not_taken_for_a_public_one():
    # An elliptic key of the same specification, P-256.
    other = "zDnaepBuvsQ8cpsWrVKw8fbpGpvPeNSjVPTWoq6cRqaYzBKVP"
    for multikey in (
        PAIR["privateKeyMultibase"],
        other,
        "z",
        MULTIKEY[:-1],
        base58btc(b"\xed\x01" + bytes(31)),
    ):
        with pytest.raises(ValueError, match="not of an Ed25519 public key"):
            public_key_in(multikey)
