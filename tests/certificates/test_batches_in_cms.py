"""Many certificates at once, as officers choose, confirm and watch it."""

import csv

import pytest
import time_machine
from django.urls import reverse

from certificates.life.issuing import issue_certificate
from certificates.life.revoking import revoke_certificate
from certificates.models import Batch, Certificate
from certificates.sealing.keys import active_key
from certificates.views import batches
from tests.certificates.officers import NOW, make_officer, make_staff
from tests.factories import make_completion, make_course, make_learner

# Wagtail's own templates leave variables undefined.
pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
JSON = {"accept": "application/json"}


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def three(key, seal_key, quick_print) -> list[Certificate]:
    course = make_course()
    names = ("Ada Lovelace", "Grace Hopper", "Mary Parker Follett")
    return [issue_certificate(make_completion(make_learner(name), course), at=NOW) for name in names]


@pytest.fixture
def officer(client, three):
    person = make_officer()
    client.force_login(person)
    return person


def choose(client, ticked=(), query: str = "", **written: str):
    """Choose, and confirm what the page then asks."""
    door = reverse("officers:choose") + query
    sent = {"deed": "reissue", "scope": "ticked", "reason": "A clearer sheet."} | written
    sent |= {"ticked": [one.pk for one in ticked]}
    asked = client.post(door, sent)
    if asked.status_code != 200:
        return asked
    return client.post(door, sent | {"confirmed": asked.context["form"].choice})


def batch_door(batch: Batch) -> str:
    return reverse("officers:batch", args=[batch.pk])


def test_the_list_leads_to_what_it_was_narrowed_to(client, officer):
    page = client.get(reverse("certificate:index"), {"q": "hopper", "state": "valid"}).content.decode()
    assert f"{reverse('officers:choose')}?q=hopper&amp;state=valid" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"Ada Lovelace", "Grace Hopper", "Mary Parker Follett"}),
        ("?q=hopper", {"Grace Hopper"}),
        ("?state=revoked", {"Ada Lovelace"}),
        ("?state=valid&q=hopper", {"Grace Hopper"}),
    ],
)
def test_what_was_found_can_be_ticked(client, officer, three, query, found):
    revoke_certificate(three[0], reason="Issued in error.", by=None)
    answer = client.get(reverse("officers:choose") + query)
    assert {one.earner for one in answer.context["shown"]} == found


def test_nothing_begins_before_it_is_confirmed(client, officer, three):
    sent = {"deed": "revoked", "scope": "all", "reason": "Issued in error."}
    answer = client.post(reverse("officers:choose"), sent)
    page = answer.content.decode()
    assert "Is it meant for these 3 certificates?" in page
    assert "A revocation cannot be undone." in page
    assert not Batch.objects.exists()


def test_another_choice_than_the_one_that_was_shown_is_asked_again(client, officer, three):
    door = reverse("officers:choose")
    sent = {"deed": "reissue", "scope": "ticked", "reason": "Again.", "ticked": [three[0].pk]}
    shown = client.post(door, sent).context["form"].choice
    answer = client.post(door, sent | {"deed": "revoked", "confirmed": shown})
    assert "Is it meant for this 1 certificate?" in answer.content.decode()
    assert not Batch.objects.exists()


def test_the_ticked_ones_are_issued_again_bit_by_bit(client, officer, three):
    choose(client, three[:2])
    batch = Batch.objects.get()
    assert (batch.why, batch.reason, batch.started_by) == ("reissue", "A clearer sheet.", officer)
    client.post(batch_door(batch))
    assert Certificate.objects.filter(superseded_as="reissue").count() == 2
    page = client.get(batch_door(batch)).content.decode()
    assert "All of them are settled." in page
    assert "Go on" not in page


def test_all_that_were_found_are_revoked(client, officer, three):
    choose(client, deed="revoked", scope="all", reason="Issued in error.", query="?q=a")
    client.post(batch_door(Batch.objects.get()))
    revoked = Certificate.objects.filter(revocation_reason="Issued in error.", revoked_by=officer)
    assert revoked.count() == 3


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ({"reason": " "}, "This field is required."),
        ({"deed": "erase"}, "Select a valid choice."),
        ({}, "Tick at least one certificate"),
    ],
)
def test_an_incomplete_choice_says_what_is_missing(client, officer, three, written, said):
    answer = choose(client, **written)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_nobody_else_can_be_ticked_into_it(client, officer, three):
    answer = choose(client, [three[0]], query="?q=hopper")
    assert answer.status_code == 422
    assert not Batch.objects.exists()


def test_one_that_is_refused_says_why_and_keeps_no_other_waiting(client, officer, three):
    choose(client, three)
    revoke_certificate(three[1], reason="Issued in error.", by=None)
    batch = Batch.objects.get()
    client.post(batch_door(batch))
    page = client.get(batch_door(batch)).content.decode()
    assert "This certificate was revoked. Issue a new edition instead." in page
    assert Certificate.objects.filter(superseded_as="reissue").count() == 2


def test_a_script_is_told_how_far_it_has_come(client, officer, three, monkeypatch):
    choose(client, three)
    door = batch_door(Batch.objects.get())
    monkeypatch.setattr(batches, "AT_ONCE", 0.0)
    assert client.post(door, headers=JSON).json() == {"done": 0, "refused": 0, "left": 3}
    monkeypatch.setattr(batches, "AT_ONCE", 60.0)
    assert client.post(door, headers=JSON).json() == {"done": 3, "refused": 0, "left": 0}


def test_without_a_key_it_waits_and_says_so(client, officer, three):
    choose(client, three)
    key, _private = active_key()
    key.retired_at = NOW
    key.save()
    answer = client.post(batch_door(Batch.objects.get()), headers=JSON)
    assert answer.status_code == 409
    assert answer.json()["refusal"]
    page = client.post(batch_door(Batch.objects.get()), follow=True).content.decode()
    assert answer.json()["refusal"] in page


def test_all_of_a_batch_is_there_for_a_spreadsheet_without_formulas(client, officer, three):
    Certificate.objects.filter(pk=three[0].pk).update(earner="=HYPERLINK(1)")
    choose(client, three)
    answer = client.get(reverse("officers:batch-file", args=[Batch.objects.get().pk]))
    rows = list(csv.reader(answer.getvalue().decode().splitlines()))
    assert rows[0] == ["ID", "Name", "Achievement", "Outcome", "New ID", "Why not"]
    assert [row[3] for row in rows[1:]] == ["waits"] * 3
    assert "'=HYPERLINK(1)" in [row[1] for row in rows[1:]]


def test_batches_are_listed_with_how_far_each_has_come(client, officer, three, django_assert_max_num_queries):
    for _ in range(3):
        choose(client, three)
    client.post(batch_door(Batch.objects.order_by("pk").first()))
    with django_assert_max_num_queries(12):
        answer = client.get(reverse("officers:batches"))
    counts = [(batch.done, batch.refused, batch.left) for batch, _word in answer.context["rows"]]
    assert sorted(counts) == [(0, 0, 3), (0, 0, 3), (3, 0, 0)]


@pytest.mark.parametrize(
    ("permission", "deeds"),
    [("revoke_certificate", ["revoked"]), ("reissue_certificate", ["reissue", "key"])],
)
def test_only_what_a_person_may_do_is_offered(client, three, permission, deeds):
    client.force_login(make_staff("view_certificate", permission))
    form = client.get(reverse("officers:choose")).context["form"]
    assert [value for value, _word in form.fields["deed"].choices] == deeds
    other = "reissue" if deeds == ["revoked"] else "revoked"
    assert choose(client, three, deed=other).status_code == 422


@pytest.mark.parametrize("people", [make_learner, make_staff, lambda: make_staff("view_certificate")])
@pytest.mark.parametrize("view", ["batches", "choose", "batch", "batch-file"])
def test_nobody_else_finds_or_begins_a_batch(client, officer, three, people, view):
    choose(client, three)
    batch = Batch.objects.get()
    client.force_login(people())
    door = reverse(
        f"officers:{view}", args=[batch.pk] if view.startswith("batch-") or view == "batch" else []
    )
    for answer in (client.get(door), client.post(door, {"deed": "revoked", "scope": "all", "reason": "x"})):
        assert answer.status_code in (302, 403, 405)
    assert Batch.objects.count() == 1
    assert Certificate.objects.in_force().count() == 3
