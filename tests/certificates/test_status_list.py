"""The expected texts are the W3C's and Digital Bazaar's, not ours."""

import base64
import gzip
import random
import tracemalloc
from datetime import UTC, datetime

import pytest

from certificates.credentials.status_list import BITS, build_status_credential, encode, indices_of, is_set

#: Bitstring Status List v1.0, example 3 and appendix A: nothing is set.
NONE = "uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA"
#: By npm @digitalbazaar/vc-bitstring-status-list 2.0.1.
SOME = "uH4sIAAAAAAAAA-3OsQ0AAAQAMD7nczeYJNJe0K4AAAAAAAAAAAAAAOCZvA4AAAAAsJUDrxDDXQBAAAA"
SET = {0, 7, 8, 94567, 131071}


def unpacked(encoded: str) -> bytes:
    text = encoded[1:]
    return gzip.decompress(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))


def packed(bits: bytes) -> str:
    return "u" + base64.urlsafe_b64encode(gzip.compress(bits)).decode().rstrip("=")


def test_lists_of_others_are_read():
    assert indices_of(NONE) == set()
    assert indices_of(SOME) == SET
    assert {index for index in range(BITS) if index < 20 and is_set(SOME, index)} == {0, 7, 8}
    assert is_set(SOME, 94567)
    assert not is_set(SOME, 94568)


def test_our_lists_hold_the_bits_that_those_of_others_hold():
    assert unpacked(encode([])) == unpacked(NONE)
    assert unpacked(encode(SET)) == unpacked(SOME)


def test_the_same_bits_are_the_same_text_in_any_order():
    assert encode([8, 0, 7, 8]) == encode({0, 7, 8})


def test_many_bits_come_back():
    some = set(random.Random(4).sample(range(BITS), 6_000))
    assert indices_of(encode(some)) == some


@pytest.mark.parametrize("index", [-1, BITS])
def test_there_is_nothing_beyond_the_ends(index):
    with pytest.raises(ValueError, match="no place"):
        encode([index])
    with pytest.raises(ValueError, match="no place"):
        is_set(NONE, index)


@pytest.mark.parametrize(
    "encoded",
    [
        "",
        NONE[1:],
        "u",
        "u$$",
        "uAAAA",
        "u é",
        f"{NONE[:20]}$$$${NONE[20:]}",
        NONE[:40],
        NONE[:-6],
        packed(b"\0" * 16_383),
        packed(b"\0" * 16_385),
    ],
    ids=range(11),
)
def test_other_texts_are_no_lists(encoded):
    with pytest.raises(ValueError, match="status list|multibase"):
        indices_of(encoded)


def test_a_small_text_is_not_unpacked_to_a_large_one():
    bomb = packed(b"\0" * 50_000_000)
    tracemalloc.start()
    with pytest.raises(ValueError, match="status list"):
        indices_of(bomb)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 1_000_000


def test_the_published_list_says_whose_it_is_and_what_a_set_bit_means():
    document = build_status_credential(
        did="did:web:example.org",
        base_url="https://example.org",
        number=3,
        indices=[94567],
        valid_from=datetime(2026, 12, 18, 10, 43, tzinfo=UTC),
    )
    listed = document["credentialSubject"].pop("encodedList")
    assert indices_of(listed) == {94567}
    assert document == {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "id": "https://example.org/status/3",
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": "did:web:example.org",
        "validFrom": "2026-12-18T10:43:00Z",
        "credentialSubject": {
            "id": "https://example.org/status/3#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
        },
    }
