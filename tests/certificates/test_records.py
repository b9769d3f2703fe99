import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from certificates.life.issuing import issue_certificate
from certificates.life.revoking import revoke_certificate
from certificates.models import Certificate, CheckCount, SigningKey
from tests.certificates.told import tell
from tests.conftest import AT
from tests.factories import make_completion, make_learner

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 2, 1, 8, 15, tzinfo=UTC)


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def told(certificate) -> Certificate:
    return tell(certificate)


def page(client: Client, certificate: Certificate) -> str:
    return " ".join(client.get(f"/v/{certificate.public_id}").content.decode().split())


def put(certificate: Certificate, **columns: object) -> None:
    Certificate.objects.filter(pk=certificate.pk).update(**columns)


def test_a_valid_record_tells_who_what_when_by_whom_and_what_was_checked(client, told):
    said = page(client, told)
    assert 'data-verdict="valid"' in said
    assert "Ada Lovelace" in said
    assert "Mirela Osei, Head of certification" in said
    assert "Accepted on 1 December 2026" in said
    assert "The record is as it was signed" in said
    assert "It was neither revoked nor replaced" in said
    assert "It holds from 18 December 2026 to 17 December 2029." in said
    assert f'href="/v/{told.public_id}/credential.json"' in said


def test_a_record_that_does_not_hold_yet_says_from_when(client, certificate):
    told = tell(certificate, valid_from="2027-03-01T00:00:00+00:00")
    said = page(client, told)
    assert "This certificate is not valid yet." in said
    assert "it begins to hold on 1 March 2027." in said


def test_a_replaced_record_leads_to_the_one_that_counts(client, told):
    newer = issue_certificate(make_completion(make_learner()), at=AT)
    put(newer, supersedes=told)
    put(told, superseded_at=NOW, superseded_as="correction")
    said = page(client, told)
    assert "This certificate was replaced by a newer one." in said
    assert "The holder's name was corrected." in said.replace("&#x27;", "'")
    assert f'href="/v/{newer.public_id}"' in said
    put(newer, is_withheld=True)
    assert newer.public_id not in page(client, told)


def test_a_withheld_record_shows_nothing_but_that(client, told):
    put(told, is_withheld=True)
    answer = client.get(f"/v/{told.public_id}")
    said = answer.content.decode()
    assert answer.status_code == 200
    assert "The holder keeps this record to themselves." in said
    assert not [word for word in ("Lovelace", "Lean Leader<", "December", "match-h") if word in said]


def test_a_withheld_record_that_was_revoked_says_so(client, told):
    revoke_certificate(told, reason="Issued in error.", by=None, at=NOW)
    put(told, is_withheld=True)
    said = page(client, told)
    assert "This certificate was revoked." in said
    assert "Reason on record: Issued in error." in said
    assert "Lovelace" not in said


def test_of_a_withdrawn_name_the_award_is_left(client, told):
    put(
        told,
        **dict.fromkeys(("earner", "claims", "signature", "credential", "pdf"), ""),
        **{"revoked_at": NOW, "revocation_reason": "Withdrawn at the holder's request.", "erased_at": NOW},
    )
    said = page(client, told)
    assert "This certificate was withdrawn at its holder&#x27;s wish." in said
    assert "Lean Leader" in said
    assert "Not on record" in said


def test_a_lost_key_is_told_of_where_the_record_was_signed_with_it(client, told):
    revoke_certificate(told, reason="Key lost.", by=None, at=NOW)
    SigningKey.objects.update(retired_at=NOW, compromised_at=NOW)
    assert "The key is no longer trusted" in page(client, told)


@pytest.mark.parametrize("certificates", [1, 4])
def test_a_look_up_costs_one_query_and_its_count_another(
    client, told, certificates, django_assert_num_queries
):
    for _ in range(certificates - 1):
        issue_certificate(make_completion(make_learner()), at=AT)
    for _ in range(2):
        with django_assert_num_queries(2):
            client.get(f"/v/{told.public_id}")
    assert CheckCount.objects.values_list("door", "count").get() == ("page", 2)


@pytest.mark.parametrize("typed", ["0" * 26, "no such id"])
def test_an_unknown_id_costs_one_query_as_a_malformed_one_does(client, db, typed, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get(f"/v/{typed}")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"revoked_at": NOW, "revocation_reason": "Issued in error."}, "This certificate was revoked."),
        ({"superseded_at": NOW, "superseded_as": "renewal"}, "replaced by a newer one"),
        ({"name_shown": "initials"}, "A. L."),
        ({"shows_results": False}, "The holder does not show single results."),
        ({"shows_file": True}, "Download the sealed PDF"),
        ({"is_withheld": True}, "keeps this record to themselves"),
        ({"earner": "Mallory"}, "This record was altered."),
    ],
)
def test_a_page_that_was_drawn_before_shows_each_change_at_once(client, told, change, said):
    assert said not in page(client, told)
    put(told, **change)
    assert said in page(client, told)


def test_a_page_that_was_drawn_before_shows_when_its_time_is_over(client, told):
    assert "This certificate is valid." in page(client, told)
    with time_machine.travel(told.expires_at, tick=False):
        assert "This certificate has expired." in page(client, told)


def test_a_page_that_was_drawn_before_names_the_moment_of_this_check(client, told):
    page(client, told)
    with time_machine.travel(NOW + timedelta(minutes=1), tick=False):
        assert "Checked on 1 February 2027 at 08:16 UTC." in page(client, told)


def test_a_page_that_was_drawn_for_another_carries_the_token_of_whoever_looks(told):
    visitors = [Client(enforce_csrf_checks=True) for _ in range(2)]
    pages = [visitor.get(f"/v/{told.public_id}").content.decode() for visitor in visitors]
    tokens = [re.findall(r'csrfmiddlewaretoken" value="(\w+)"', drawn) for drawn in pages]
    assert len({token for found in tokens for token in found}) == 2
    for visitor, (token, *_) in zip(visitors, tokens, strict=True):
        asked = {"who": "Ada Lovelace", "csrfmiddlewaretoken": token}
        assert visitor.post(f"/v/{told.public_id}/match", asked).status_code == 200


def test_a_page_that_was_drawn_for_somebody_signed_in_is_nobody_elses(client, told):
    client.force_login(make_learner("Grace Hopper"))
    assert "Your account, Grace Hopper" in page(client, told)
    assert "Grace Hopper" not in page(Client(), told)
    assert "Your account, Grace Hopper" in page(client, told)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_page_that_was_drawn_before_has_the_colours_of_whoever_looks(told, theme):
    page(Client(), told)
    visitor = Client()
    visitor.cookies["theme"] = theme
    assert f'data-theme="{theme}"' in page(visitor, told)
    assert "data-theme" not in page(Client(), told)


@pytest.mark.parametrize(
    ("accepted", "sent"),
    [
        ("text/html,application/xhtml+xml,*/*;q=0.8", "text/html; charset=utf-8"),
        ("*/*", "text/html; charset=utf-8"),
        ("application/json", "application/json"),
        ("application/json, text/html;q=0.5", "application/json"),
        ("application/ld+json", "application/vc+ld+json"),
        ("application/vc", "application/vc+ld+json"),
        ("image/png", "text/html; charset=utf-8"),
    ],
)
def test_a_record_is_answered_in_the_form_that_is_preferred(client, told, accepted, sent):
    answer = client.get(f"/v/{told.public_id}", headers={"accept": accepted})
    assert (answer.headers["Content-Type"], answer.status_code) == (sent, 200)
    assert "Accept" in answer.headers["Vary"]


def test_the_credential_is_sent_as_it_was_stored_to_any_site_and_once(client, told):
    answer = client.get(f"/v/{told.public_id}/credential.json")
    assert answer.content == told.credential.encode()
    assert answer.headers["Content-Type"] == "application/vc+ld+json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    again = client.get(
        f"/v/{told.public_id}/credential.json", headers={"if-none-match": answer.headers["ETag"]}
    )
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    "hidden",
    [{"name_shown": "initials"}, {"name_shown": "hidden"}, {"shows_results": False}, {"is_withheld": True}],
)
def test_a_credential_is_no_way_around_what_the_holder_hides(client, told, hidden):
    tag = client.get(f"/v/{told.public_id}/credential.json").headers["ETag"]
    put(told, **hidden)
    for headers in ({}, {"if-none-match": tag}):
        answer = client.get(f"/v/{told.public_id}/credential.json", headers=headers)
        assert answer.status_code == 403
        assert answer.json() == {"message": "This credential is not public. Its holder can send it to you."}


def test_the_credential_of_an_unknown_id_is_not_found(client, db):
    assert client.get("/v/none/credential.json").status_code == 404


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("ada LOVELACE", "Yes, that is the holder."),
        ("Lovelace, Ada", "Yes, apart from accents or the order of the names."),
        ("Ada@example.org", "Yes, that is the holder."),
        ("Grace Hopper", "No, the holder is somebody else, or the name is written otherwise."),
    ],
)
def test_a_name_or_an_address_is_compared_and_nothing_else_is_told(client, told, who, said):
    put(told, name_shown="hidden")
    answer = client.post(f"/v/{told.public_id}/match", {"who": who}).content.decode()
    assert said in answer
    assert "Ada Lovelace" not in answer
    assert CheckCount.objects.values_list("door", "count").get() == ("match", 1)


def test_a_withheld_record_compares_with_nobody(client, told):
    put(told, is_withheld=True)
    answer = client.post(f"/v/{told.public_id}/match", {"who": "Ada Lovelace"}).content.decode()
    assert "that is the holder" not in answer


def test_names_cannot_be_tried_out_from_one_address_nor_from_many(client, told):
    ask = {"path": f"/v/{told.public_id}/match", "data": {"who": "Grace"}}
    codes = [client.post(**ask).status_code for _ in range(11)]
    assert codes == [200] * 10 + [429]
    assert client.post(f"/v/{'0' * 26}/match", {"who": "Grace"}).status_code == 404
    elsewhere = [client.post(**ask, REMOTE_ADDR=f"192.0.2.{n}").status_code for n in range(51)]
    assert elsewhere == [200] * 50 + [429]


@pytest.mark.parametrize("door", ["/verify/list", "/verify/file", "/v/{id}/match", "/v/{id}/receipt"])
def test_no_other_site_makes_its_visitors_check_for_it(told, door):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(door.format(id=told.public_id), {"who": "Grace"}).status_code == 403


@pytest.mark.parametrize("path", ["/verify/", "/v/{id}"])
def test_every_form_of_a_page_carries_its_token(client, told, path):
    said = client.get(path.format(id=told.public_id)).content.decode()
    assert said.count('method="post"') == said.count('name="csrfmiddlewaretoken"') >= 3
