import json

import pytest

from certificates.life.publishing_status import publish
from certificates.models import SigningKey, StatusList
from certificates.sealing.keys import make_key, rotate_key
from tests.conftest import AT

pytestmark = pytest.mark.django_db


@pytest.fixture
def status_list(key) -> StatusList:
    return publish(StatusList.objects.create(number=1), at=AT)


def test_the_did_document_names_every_key_by_its_full_address(client, key):
    answer = client.get("/.well-known/did.json")
    document = answer.json()
    assert answer.headers["Content-Type"] == "application/did+json"
    assert document["id"] == "did:web:localhost%3A8000"
    address = f"did:web:localhost%3A8000#{key.key_id}"
    assert document["assertionMethod"] == [address]
    assert document["verificationMethod"][0]["id"] == address


def test_a_retired_key_stays_listed_and_a_compromised_one_leaves(client, key):
    later = rotate_key(at=AT)
    methods = client.get("/.well-known/did.json").json()["assertionMethod"]
    assert [method.partition("#")[2] for method in methods] == [key.key_id, later.key_id]
    SigningKey.objects.filter(pk=key.pk).update(compromised_at=AT)
    methods = client.get("/.well-known/did.json").json()["assertionMethod"]
    assert [method.partition("#")[2] for method in methods] == [later.key_id]


def test_a_status_list_is_served_byte_for_byte_as_signed(client, status_list):
    answer = client.get("/status/1")
    assert answer.content.decode() == status_list.document
    assert answer.headers["Content-Type"] == "application/vc+ld+json"


@pytest.mark.parametrize("path", ["/.well-known/did.json", "/status/1"])
def test_machines_everywhere_may_read_it_and_ask_each_time(client, status_list, path):
    answer = client.get(path)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert "&" not in answer.content.decode()


@pytest.mark.parametrize("path", ["/.well-known/did.json", "/status/1"])
def test_who_has_the_current_one_is_not_sent_it_again(client, status_list, path):
    etag = client.get(path).headers["ETag"]
    again = client.get(path, headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["Access-Control-Allow-Origin"] == "*"
    rotate_key(at=AT)
    StatusList.objects.update(document=json.dumps({"other": "list"}))
    assert client.get(path, headers={"If-None-Match": etag}).status_code == 200


def test_a_list_that_is_not_signed_yet_is_not_there(client, key):
    StatusList.objects.create(number=2)
    assert client.get("/status/2").status_code == 404
    assert client.get("/status/3").status_code == 404


def test_asking_takes_one_query(client, status_list, django_assert_num_queries):
    make_key(at=AT)
    for path in ("/.well-known/did.json", "/status/1"):
        with django_assert_num_queries(1):
            client.get(path)
