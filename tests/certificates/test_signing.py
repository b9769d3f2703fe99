from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from certificates.credentials.signing import is_authentic, key_id_of, public_key_of, sign

# RFC 8032, section 7.1, test 3.
SEED = "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7"
PUBLIC = "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025"
MESSAGE = bytes.fromhex("af82")
SIGNATURE = (
    "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
    "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
)
KEY = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(SEED))


def test_signatures_are_those_of_rfc_8032():
    assert public_key_of(KEY) == PUBLIC
    assert sign(MESSAGE, KEY) == SIGNATURE
    assert is_authentic(MESSAGE, SIGNATURE, PUBLIC)


def test_another_message_signature_or_key_is_not_authentic():
    other = public_key_of(Ed25519PrivateKey.generate())
    assert not is_authentic(MESSAGE + b"x", SIGNATURE, PUBLIC)
    assert not is_authentic(MESSAGE, SIGNATURE[:-2] + "0b", PUBLIC)
    assert not is_authentic(MESSAGE, SIGNATURE, other)


def test_rubbish_is_not_authentic_rather_than_an_error():
    assert not is_authentic(MESSAGE, "", PUBLIC)
    assert not is_authentic(MESSAGE, "zz", PUBLIC)
    assert not is_authentic(MESSAGE, SIGNATURE, "00")


def test_a_key_is_named_after_itself():
    # The first 12 hex digits of the public key's SHA-256.
    assert key_id_of(PUBLIC) == "ed25519-dac073e0123b"
