"""Which certificates were withdrawn, as one bit each (source: W3C Bitstring Status List v1.0).

A set bit says: revoked or superseded. The list is long so that nobody can tell from asking for it whose
certificate is being checked.
"""

import base64
import gzip
import zlib
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from certificates.credentials.proofs import VC
from certificates.credentials.stamps import stamp

#: The least that the standard allows.
BITS = 131_072
BYTES = BITS // 8
GZIP = 16 + zlib.MAX_WBITS


def encode(indices: Iterable[int]) -> str:
    """Return a list with these bits set, the same text for the same bits; ValueError beyond its ends."""
    bits = bytearray(BYTES)
    for index in indices:
        bits[_place(index)] |= _mask(index)
    # Without the hour of packing, which would make each text another.
    packed = gzip.compress(bytes(bits), compresslevel=6, mtime=0)
    return "u" + base64.urlsafe_b64encode(packed).decode().rstrip("=")


def is_set(encoded: str, index: int) -> bool:
    """ValueError for a text that is no list of `BITS` bits, or an index beyond its ends."""
    place = _place(index)
    return bool(_decode(encoded)[place] & _mask(index))


def indices_of(encoded: str) -> set[int]:
    """Return the places of all bits that are set; ValueError as `is_set`."""
    # The first bit is the most significant of the first byte.
    bits = int.from_bytes(_decode(encoded), "big")
    return {BITS - 1 - place for place, bit in enumerate(reversed(f"{bits:b}")) if bit == "1"}


def build_status_credential(
    *, did: str, base_url: str, number: int, indices: Iterable[int], valid_from: datetime
) -> dict[str, Any]:
    """Return the list as a credential without its proof, to be published at its own id."""
    address = status_list_url(base_url, number)
    return {
        "@context": [VC],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": did,
        "validFrom": stamp(valid_from),
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": encode(indices),
        },
    }


def status_list_url(base_url: str, number: int) -> str:
    return f"{base_url}/status/{number}"


def _decode(encoded: str) -> bytes:
    if not encoded.startswith("u"):
        raise ValueError("This is not multibase base64url.")
    text = encoded[1:]
    unpacking = zlib.decompressobj(GZIP)
    try:
        packed = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        # Never more than one byte too many: a small text can unpack to a very large one.
        bits = unpacking.decompress(packed, BYTES + 1)
    except (ValueError, zlib.error) as error:
        raise ValueError("This is no packed status list.") from error
    if len(bits) != BYTES or not unpacking.eof:
        raise ValueError(f"This is no status list of {BITS} bits.")
    return bits


def _place(index: int) -> int:
    if not 0 <= index < BITS:
        raise ValueError(f"A status list has no place {index}.")
    return index // 8


def _mask(index: int) -> int:
    return 0x80 >> index % 8
