import json
import sys
from dataclasses import replace
from datetime import timedelta

import pytest

from certificates.checking.checking_files import FileCheck, Finding, check_file
from certificates.checking.explaining import explain
from certificates.life.revoking import revoke_certificate
from certificates.models import Certificate, CheckCount, SealKey
from certificates.sealing.examining import LARGEST, Unreadable
from tests.certificates import seals
from tests.certificates.files import WAYS, Issued, changed, issue_file, look_alike, picture

pytestmark = pytest.mark.django_db
NOW = seals.NOW

#: What comes of each way: the finding, and the verdict on the file.
OUTCOMES = {
    "identical": (Finding.IDENTICAL, "valid"),
    "line end appended": (Finding.LINE_ENDS, "valid"),
    "seal cut off": (Finding.SEAL_MISSING, "altered"),
    "byte flipped": (Finding.SEAL_BROKEN, "altered"),
    "content appended": (Finding.ADDED_TO, "altered"),
    "look-alike seal": (Finding.SEAL_FOREIGN, "altered"),
    "saved again": (Finding.SEAL_BROKEN, "altered"),
    "credential swapped": (Finding.CREDENTIAL_DIFFERS, "altered"),
    "another PDF": (Finding.NOT_OURS, "not ours"),
    "picture": (Finding.PICTURE, "not ours"),
    "cut short": (Finding.UNREADABLE, "unreadable"),
}


@pytest.fixture
def issued(certificate, seal_key, tmp_path) -> Issued:
    return issue_file(certificate, seal_key, tmp_path)


def check(data: bytes) -> FileCheck:
    return check_file(data, at=NOW.replace(year=2027))


def test_the_eleven_ways_are_all_here():
    assert list(OUTCOMES) == list(WAYS)


@pytest.mark.parametrize("way", OUTCOMES)
def test_each_way_has_its_finding_and_its_verdict(issued, way):
    checked = check(WAYS[way](issued))
    assert (checked.finding, checked.word) == OUTCOMES[way]


@pytest.mark.parametrize("way", [way for way, (_, word) in OUTCOMES.items() if word in ("valid", "altered")])
def test_what_is_of_one_of_ours_leads_to_the_genuine_record(issued, way):
    assert check(WAYS[way](issued)).result.certificate == issued.certificate
    assert CheckCount.objects.values_list("certificate", "door", "count").get() == (
        issued.certificate.pk,
        "file",
        1,
    )


@pytest.mark.parametrize("share", [0.0, 0.1, 0.3, 0.5, 0.8, 0.99])
def test_a_byte_flipped_in_the_attached_credential_is_altered_wherever_it_is(issued, share):
    begins = issued.sealed.index(b"stream", issued.sealed.index(b"/EmbeddedFile")) + len(b"stream\n")
    place = begins + int(share * (issued.sealed.index(b"endstream", begins) - 1 - begins))
    flipped = issued.sealed[:place] + bytes([issued.sealed[place] ^ 1]) + issued.sealed[place + 1 :]
    assert check(flipped).word == "altered"


def test_a_genuine_file_of_a_revoked_certificate_is_revoked(issued):
    revoke_certificate(issued.certificate, reason="Issued in error.", by=None, at=NOW)
    checked = check(issued.sealed)
    assert (checked.finding, checked.word) == (Finding.IDENTICAL, "revoked")


def test_a_spoilt_file_of_a_revoked_certificate_is_altered(issued):
    revoke_certificate(issued.certificate, reason="Issued in error.", by=None, at=NOW)
    assert check(issued.unsealed).word == "altered"


def test_a_seal_that_was_strengthened_later_is_as_good_although_the_file_is_another(issued):
    """Such as one with a time stamp: sealed by the same key, the same credential inside."""
    other = seals.ours().seal(issued.unsealed, at=NOW - timedelta(days=1))
    assert other != issued.sealed
    assert (check(other).finding, check(other).word) == (Finding.SEALED, "valid")


def test_a_seal_outlives_the_certificate_of_its_key(issued):
    other = seals.ours().seal(issued.unsealed, at=NOW - timedelta(days=1))
    assert check_file(other, at=NOW.replace(year=NOW.year + 15)).finding is Finding.SEALED


def test_a_lost_key_seals_for_nobody_any_more_but_issued_files_stay_known(issued):
    SealKey.objects.update(retired_at=NOW, compromised_at=NOW)
    other = seals.ours().seal(issued.unsealed, at=NOW - timedelta(days=1))
    assert check(other).finding is Finding.SEAL_FOREIGN
    assert check(issued.sealed).finding is Finding.IDENTICAL


def test_the_file_of_a_withdrawn_name_has_nothing_to_be_compared_with(issued):
    spoilt = look_alike(issued)
    Certificate.objects.update(
        **dict.fromkeys(("earner", "claims", "signature", "credential", "pdf"), ""),
        **{"revoked_at": NOW, "revocation_reason": "Withdrawn at the holder's request.", "erased_at": NOW},
    )
    assert (check(spoilt).finding, check(spoilt).word) == (Finding.UNCOMPARED, "erased")


def test_the_credential_alone_is_compared_term_by_term(issued):
    credential = issued.certificate.credential
    spread = json.dumps(json.loads(credential), indent=2, sort_keys=True)
    assert check(credential.encode()).finding is Finding.CREDENTIAL
    assert check(spread.encode()).finding is Finding.CREDENTIAL
    assert check(changed(credential, "Mallory")).finding is Finding.CREDENTIAL_DIFFERS


def test_a_term_that_no_signature_covers_is_seen_as_well(issued):
    document = json.loads(issued.certificate.credential) | {"grade": "with distinction"}
    assert check(json.dumps(document).encode()).word == "altered"


def test_a_term_that_is_said_twice_is_read_by_nobody(issued):
    twice = issued.certificate.credential.replace("{", '{"name":"Mallory",', 1)
    assert check(twice.encode()).word == "unreadable"


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_the_credential_in_a_badge_is_compared_and_the_picture_is_not(issued, kind):
    credential = issued.certificate.credential.encode()
    drawn = {
        "png": picture,
        "svg": lambda baked: (
            b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"'
            b' xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0">'
            b"<openbadges:credential><![CDATA[" + baked + b"]]></openbadges:credential></svg>"
        ),
    }[kind]
    assert (check(drawn(credential)).finding, check(drawn(credential)).word) == (Finding.BADGE, "valid")
    assert check(drawn(changed(credential.decode(), "Mallory"))).word == "altered"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", Unreadable.NOT_PDF),
        (b"just text", Unreadable.NOT_PDF),
        (b"{", Unreadable.BROKEN),
        (b"[" * 100_000, Unreadable.NOT_PDF),
        (b'{"a":' + b"[" * 100_000, Unreadable.BROKEN),
        (b'{"id":"\\ud800"}', Unreadable.BROKEN),
        (b'{"a":"' + b"a" * 300_000 + b'"}', Unreadable.BROKEN),
        (b"%PDF-1.7 nothing", Unreadable.BROKEN),
        (b"%PDF-" + b"0" * LARGEST, Unreadable.TOO_LARGE),
    ],
    ids=[
        "empty",
        "text",
        "half JSON",
        "deep list",
        "deep JSON",
        "half a sign",
        "huge JSON",
        "half PDF",
        "too large",
    ],
)
def test_what_cannot_be_read_says_why_and_harms_nobody(db, data, why):
    assert (check(data).unreadable, check(data).word) == (why, "unreadable")


def test_json_as_deep_as_can_just_be_read_is_compared_or_unreadable(issued):
    """What reads it, and what writes it to be compared, give up at depths of their own."""
    named = json.loads(issued.certificate.credential)["id"]
    for depth in range(sys.getrecursionlimit() - 200, sys.getrecursionlimit()):
        deep = f'{{"id":"{named}","a":{"[" * depth}{"]" * depth}}}'
        assert check(deep.encode()).word in {"altered", "unreadable"}


@pytest.mark.parametrize("id_", ["https://evil.example/v/none", 7, None, ["/v/" + "0" * 26]])
def test_a_credential_of_others_is_not_ours(db, id_):
    assert check(json.dumps({"id": id_}).encode()).word == "not ours"


def test_where_a_credential_differs_is_shown_part_by_part(issued):
    parts = {
        each.part: each
        for each in explain(check(changed(issued.certificate.credential, "Mallory"))).differences
    }
    assert (parts["Name"].in_file, parts["Name"].in_record) == ("Mallory", "Ada Lovelace")
    assert {part for part, each in parts.items() if not each.is_same} == {"Name"}
    assert parts["Awarded"].in_record == "18 December 2026"
    assert parts["Valid until"].in_record == "17 December 2029"


def test_a_term_that_nobody_compares_by_eye_is_told_of_as_well(issued):
    document = json.loads(issued.certificate.credential) | {"grade": "with distinction"}
    *same, rest = explain(check(json.dumps(document).encode())).differences
    assert {each.is_same for each in same} == {True}
    assert (rest.part, rest.is_same) == ("Everything else", False)


def test_a_comparison_does_not_tell_what_the_holder_hides(issued):
    Certificate.objects.update(name_shown="hidden", shows_results=False)
    told = explain(check(changed(issued.certificate.credential, "Ada Lovelace II"))).differences
    assert {"Name", "Results"} & {each.part for each in told} == set()
    assert "Ada Lovelace" not in {each.in_record for each in told}


def test_every_finding_and_every_reason_has_its_sentence(issued):
    checked = check(issued.sealed)
    kinds = [{"finding": finding} for finding in Finding if finding is not Finding.UNREADABLE]
    kinds += [{"finding": Finding.UNREADABLE, "unreadable": why} for why in Unreadable]
    sentences = [str(explain(replace(checked, **kind)).sentence) for kind in kinds]
    assert all(sentence.endswith(".") for sentence in sentences)
    assert len(set(sentences)) == len(kinds)
