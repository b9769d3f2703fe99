"""Deciding an item anew in the CMS: who may, that it is shown first, and how far it has come."""

import re

import pytest
from django.urls import reverse

from content.models import ItemVersion
from courses.models import Attempt, Regrade
from courses.quiz.attempting import start_attempt, submit_attempt
from courses.views import regrading
from tests.conftest import AT
from tests.courses.building import author_of, make_bank, make_enrolment, make_exam, make_version
from tests.courses.essays import contents
from tests.courses.quiz.classes import hand_in, right, wrong
from tests.courses.regrades import decide, further, with_key
from tests.factories import make_course

# Wagtail's own templates leave variables undefined.
pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

REASON = "Two options are <b>right</b>."


@pytest.fixture
def exam():
    return make_exam(make_course(), items=2, pass_mark=50)


@pytest.fixture
def version(exam):
    return ItemVersion.objects.order_by("pk").first()


@pytest.fixture
def attempts(exam, version):
    return [hand_in(exam, {version: given}) for given in (right(), wrong(), wrong(2))]


@pytest.fixture
def author(client, exam, attempts):
    person = author_of(exam)
    client.force_login(person)
    return person


def door(version):
    return reverse("item_analysis:regrades", args=[version.pk])


def chosen(rule, key=None, **more):
    return {"rule": rule, "key_version": key.pk if key else "", "reason": REASON} | more


def confirmed(rule, key=None):
    return chosen(rule, key, confirmed=f"{rule} {key.pk if key else ''}".strip())


def test_the_item_of_an_analysis_leads_there(client, author, exam, version):
    page = client.get(reverse("item_analysis:quiz_item", args=[exam.pk, version.pk])).content.decode()
    assert f'href="{door(version)}"' in page


def test_it_is_shown_first_and_nothing_is_decided(client, author, version):
    page = client.post(door(version), chosen("full_credit")).content.decode()
    assert "What would change" in page
    assert "<dt>Up</dt><dd>2</dd>" in page
    assert "<dt>Newly passed</dt><dd>2</dd>" in page
    assert "33 % → 100 %" in " ".join(page.split())
    assert not Regrade.objects.exists()


def test_what_was_shown_and_confirmed_is_decided_for_everybody(client, author, version):
    response = client.post(door(version), confirmed("full_credit"))
    made = Regrade.objects.get()
    assert (made.rule, made.by, made.reason, made.changed) == ("full_credit", author, REASON, 2)
    assert response["Location"] == reverse("item_analysis:regrade", args=[made.pk])
    assert set(Attempt.objects.values_list("points", flat=True)) == {1}
    page = client.get(response["Location"]).content.decode()
    assert "<dt>Attempts reached</dt><dd>3</dd>" in page
    assert "Two options are &lt;b&gt;right&lt;/b&gt;." in page
    past = client.get(door(version)).content.decode()
    assert author.full_name in past
    assert "Two options are &lt;b&gt;right&lt;/b&gt;." in past


def test_what_was_changed_after_the_showing_is_shown_again(client, author, version):
    page = client.post(door(version), chosen("drop", confirmed="full_credit")).content.decode()
    assert "What would change" in page
    assert not Regrade.objects.exists()


def test_what_was_decided_after_the_showing_is_not_replaced_unseen(client, author, version):
    """Somebody else, in another window, was first."""
    client.post(door(version), chosen("full_credit"))
    decide(version, "drop")
    page = client.post(door(version), confirmed("full_credit")).content.decode()
    assert "Nothing is decided yet" in page
    assert [made.rule for made in Regrade.objects.all()] == ["drop"]
    shown = re.search(r'name="confirmed" value="([^"]+)"', page)[1]
    client.post(door(version), chosen("full_credit", confirmed=shown))
    assert [made.rule for made in Regrade.objects.order_by("pk")] == ["drop", "full_credit"]


def test_who_confirms_twice_is_led_to_the_one_decision(client, author, version):
    decide(version, "drop")
    page = client.post(door(version), chosen("full_credit")).content.decode()
    shown = re.search(r'name="confirmed" value="([^"]+)"', page)[1]
    twice = [client.post(door(version), chosen("full_credit", confirmed=shown)) for _press in range(2)]
    made = Regrade.objects.get(rule="full_credit")
    assert {one["Location"] for one in twice} == {reverse("item_analysis:regrade", args=[made.pk])}


def test_keys_are_offered_by_what_is_right_in_them(client, author, version):
    key = with_key(version, "wrong2")
    other = key.content | {"options": key.content["options"][:3]}
    further(version, other)
    page = client.get(door(version)).content.decode()
    assert "Right, as it was asked:</strong> Option 0" in page
    assert "Right: Option 2" in page
    assert "Version 3: “option 3” is in one of the two only." in page
    client.post(door(version), confirmed("new_key", key))
    assert Regrade.objects.get().key_version == key
    assert sorted(Attempt.objects.values_list("points", flat=True)) == [0, 0, 1]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"rule": "full_credit", "reason": ""}, "This field is required."),
        ({"rule": "", "reason": REASON}, "This field is required."),
        ({"rule": "halve", "reason": REASON}, "Select a valid choice."),
        ({"rule": "new_key", "reason": REASON}, "Choose the version whose key counts."),
    ],
)
def test_what_is_missing_is_said(client, author, version, data, said):
    with_key(version, "wrong1")
    response = client.post(door(version), data)
    assert response.status_code == 422
    assert said in response.content.decode()
    assert not Regrade.objects.exists()


def test_where_people_mark_there_is_no_key_to_choose(client, exam, author):
    essay = make_version(make_bank(), contents()[0], pool="exam")
    hand_in(exam, {essay: ({"text": "Here."}, 1)})
    page = client.get(door(essay)).content.decode()
    assert "Full credit" in page
    assert "Another key" not in page
    assert "Version whose key counts" not in page


def test_more_than_one_request_should_do_goes_on_by_a_form(client, author, version, monkeypatch):
    monkeypatch.setattr(regrading, "AT_ONCE", 2)
    address = client.post(door(version), confirmed("full_credit"))["Location"]
    page = client.get(address).content.decode()
    assert "<dt>Attempts reached</dt><dd>2</dd>" in page
    assert "<dt>Still to be reached</dt><dd>1</dd>" in page
    assert "Go on" in page
    page = client.get(client.post(address)["Location"]).content.decode()
    assert "<dt>Attempts reached</dt><dd>3</dd>" in page
    assert "Go on" not in page


def test_who_sat_it_leaves_it_to_others(client, author, exam, version):
    attempt = start_attempt(make_enrolment(exam.get_parent().specific, author), exam, at=AT)
    submit_attempt(attempt, at=AT)
    response = client.post(door(version), confirmed("drop"))
    assert response.status_code == 422
    assert "You have answered this item yourself. Somebody else has to decide." in response.content.decode()
    assert not Regrade.objects.exists()


def test_it_takes_the_right_to_edit_every_quiz_that_asked_it(client, author, version):
    elsewhere = make_exam(make_course())
    hand_in(elsewhere, {version: right()})
    page = client.get(door(version)).content.decode()
    assert "quizzes that you may not edit" in page
    assert "Show what would change" not in page
    assert client.post(door(version), confirmed("drop")).status_code == 404
    made = decide(version, "drop")
    assert client.post(reverse("item_analysis:regrade", args=[made.pk])).status_code == 404
    assert set(Attempt.objects.values_list("max_points", flat=True)) == {1}


def test_for_others_it_is_unknown(client, author, version):
    foreign = make_version(make_bank())
    assert client.get(door(foreign)).status_code == 404
    hand_in(make_exam(make_course()), {foreign: right()})
    assert client.get(door(foreign)).status_code == 404
    made = decide(foreign, "drop")
    assert client.get(reverse("item_analysis:regrade", args=[made.pk])).status_code == 404


def test_without_the_right_to_edit_items_it_is_unknown(client, author, version, exam):
    group = author.groups.get()
    group.permissions.remove(*group.permissions.filter(codename="change_item"))
    assert client.get(door(version)).status_code == 404
    page = client.get(reverse("item_analysis:quiz_item", args=[exam.pk, version.pk])).content.decode()
    assert "Regrade this item" not in page


def test_learners_do_not_enter(client, attempts, version):
    client.force_login(attempts[0].enrolment.learner)
    assert client.get(door(version)).status_code == 403
