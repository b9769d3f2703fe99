"""Public keys as Multikeys, "z6Mk…" (source: W3C Controlled Identifiers v1.0, sections 2.2.2 and 2.4)."""

ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
#: The multicodec of an Ed25519 public key, 0xed, as an unsigned varint.
ED25519 = b"\xed\x01"
KEY_LENGTH = 32


def base58btc(data: bytes) -> str:
    """Return multibase: "z", then the digits of base 58; each leading zero byte is a "1"."""
    zeros = len(data) - len(data.lstrip(b"\0"))
    number, digits = int.from_bytes(data, "big"), ""
    while number:
        number, digit = divmod(number, 58)
        digits = ALPHABET[digit] + digits
    return "z" + ALPHABET[0] * zeros + digits


def read_base58btc(text: str) -> bytes:
    """Return the bytes that `base58btc` wrote; ValueError for any other text."""
    if not text.startswith("z"):
        raise ValueError("This is not multibase base58-btc.")
    digits, number = text[1:], 0
    for sign in digits:
        number = number * 58 + ALPHABET.index(sign)
    zeros = len(digits) - len(digits.lstrip(ALPHABET[0]))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8, "big")


def multikey_of(public_key: str) -> str:
    """Return the Multikey of an Ed25519 public key given as hex."""
    return base58btc(ED25519 + bytes.fromhex(public_key))


def public_key_in(multikey: str) -> str:
    """Return the Ed25519 public key in a Multikey as lower-case hex; ValueError when there is none."""
    data = read_base58btc(multikey)
    if not data.startswith(ED25519) or len(data) != len(ED25519) + KEY_LENGTH:
        raise ValueError("This Multikey is not of an Ed25519 public key.")
    return data[len(ED25519) :].hex()
