from dataclasses import replace

import pytest

from certificates.credentials.claims import (
    Claims,
    Evidence,
    Particulars,
    Result,
    Signatory,
    read_claims,
    results_from,
)

CLAIMS = Claims(
    public_id="7F3K92QDM4ABCDEFGHJKMNPQ01",
    earner="Łukasz Čapek",
    achievement="Lean Leader",
    course="Lean Leaders",
    criteria="By passing.",
    results=(Result("module", "Kaizen", "92"), Result("exam", "Final exam", "82")),
    awarded_on="2026-12-18",
    issued_at="2026-12-18T10:43:00+00:00",
    expires_at="2029-12-18T00:00:00+00:00",
    issuer="Lean Leaders",
    key_id="ed25519-0123456789ab",
)
TEXT = (
    '{"achievement":"Lean Leader","awarded_on":"2026-12-18","course":"Lean Leaders","criteria":"By passing.",'
    '"earner":"Łukasz Čapek","expires_at":"2029-12-18T00:00:00+00:00",'
    '"issued_at":"2026-12-18T10:43:00+00:00",'
    '"issuer":"Lean Leaders","key_id":"ed25519-0123456789ab","public_id":"7F3K92QDM4ABCDEFGHJKMNPQ01",'
    '"results":[{"kind":"module","score":"92","title":"Kaizen"},'
    '{"kind":"exam","score":"82","title":"Final exam"}],'
    '"schema":1}'
)

PARTICULARS = Particulars(
    programme="lean-leadership/3",
    description="Leads daily improvement.",
    human_code="LLC",
    opening="This certifies that",
    bridge="has met the standard for",
    signatories=(Signatory("Mirela Osei", "Head of certification"),),
    evidence=(Evidence("A3", "", "proficient", "2026-12-01"),),
    valid_from="2026-12-18T10:43:00+00:00",
    subject="urn:uuid:8f14e45f-ceea-467f-a0e6-2b6a4f1c9d10",
    salt="00ff",
    email_hash="ab12",
    status_list=1,
    status_index=94567,
)


def test_the_same_facts_are_the_same_bytes():
    assert CLAIMS.canonical() == TEXT.encode()


def test_claims_with_particulars_are_of_the_second_schema_and_come_back():
    told = replace(CLAIMS, particulars=PARTICULARS)
    assert b'"schema":2' in told.canonical()
    assert read_claims(told.canonical()) == told


def test_claims_come_back_as_they_were_written():
    assert read_claims(TEXT.encode()) == CLAIMS


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff",
        TEXT.replace('"schema":1', '"schema":2').encode(),
        TEXT.replace('"schema":1', '"schema":1,"title":"Dr"').encode(),
        TEXT.replace(",", ", ").encode(),
        TEXT.replace('"results":[', '"results":["').encode(),
    ],
)
def test_other_bytes_are_no_claims(data):
    with pytest.raises(ValueError, match="These bytes are not claims"):
        read_claims(data)


def test_results_of_a_completion_keep_their_order_and_kind():
    parts = [{"module": "Kaizen", "score": "92"}, {"exam": "Final exam", "score": "82"}]
    assert results_from(parts) == CLAIMS.results
    assert CLAIMS.exam == Result("exam", "Final exam", "82")
    assert CLAIMS.modules == (Result("module", "Kaizen", "92"),)
