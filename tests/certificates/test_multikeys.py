import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from certificates.credentials.multikeys import base58btc, multikey_of, public_key_in, read_base58btc
from certificates.credentials.signing import public_key_of

#: The key pair of the W3C's vectors for eddsa-rdfc-2022 (vc-di-eddsa, TestVectors/keyPair.json).
PRIVATE_MULTIKEY = "z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq"
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
    private = Ed25519PrivateKey.from_private_bytes(read_base58btc(PRIVATE_MULTIKEY)[2:])
    assert multikey_of(public_key_of(private)) == MULTIKEY
    assert public_key_in(MULTIKEY) == public_key_of(private)


def test_a_private_key_or_another_kind_of_key_is_not_taken_for_a_public_one():
    # An elliptic key of the same specification, P-256.
    other = "zDnaepBuvsQ8cpsWrVKw8fbpGpvPeNSjVPTWoq6cRqaYzBKVP"
    for multikey in (
        PRIVATE_MULTIKEY,
        other,
        "z",
        MULTIKEY[:-1],
        base58btc(b"\xed\x01" + bytes(31)),
    ):
        with pytest.raises(ValueError, match="not of an Ed25519 public key"):
            public_key_in(multikey)
