"""The pages of the CMS by which items come from files: who may, what is said, what is written."""

import re

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from content import receiving
from content.models import Item, ItemImport, ItemVersion
from tests.content.building import make_objective
from tests.content.importing import make_bank
from tests.factories import make_learner

# Wagtail's own templates leave variables undefined.
pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

GOOD = "::Facts::Where are facts found? {=At the gemba ~In the report}\n"
BROKEN = "\n::Open::Which one? {=A ~B\n"
IMPORT = "/admin/item-files/import/"
LIST = "/admin/snippets/content/item/"


def make_author(*permissions: str, name: str = "Ada Author"):
    person = make_learner(name)
    person.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", *permissions]))
    return person


@pytest.fixture
def author(client):
    """May add items, and publish them; signed in."""
    person = make_author("add_item", "change_item", "publish_item")
    client.force_login(person)
    return person


@pytest.fixture
def bank(db):
    return make_bank()


def file(text: str | bytes = GOOD, name: str = "facts.gift") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text)


def hand_in(client, bank, text: str | bytes = GOOD, **fields: object) -> str:
    """Hand a file in and return the address of what it holds."""
    answer = client.post(IMPORT, {"bank": bank.pk, "file": file(text), "format": ""} | fields)
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"]


def said(**choices: object) -> dict[str, object]:
    """What the form of choices sends."""
    return {"pool": "check", "level": "", "format": "gift"} | choices


def text_of(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_a_file_is_looked_at_and_then_imported(client, author, bank):
    plan = hand_in(client, bank)
    page = text_of(client.get(plan))
    assert "1 item would be made. Nothing is imported yet." in page
    assert "GEMBA-1 Facts Where are facts found? Single choice At the gemba 1" in page
    assert Item.objects.count() == 0
    answer = client.post(plan, said(**{"import": "1", "pool": "exam"}), follow=True)
    assert "1 item was made." in text_of(answer)
    assert answer.request["PATH_INFO"] == LIST
    item = Item.objects.get()
    assert (item.code, item.bank, item.pool, item.live) == ("GEMBA-1", bank, "exam", False)
    assert item.latest_revision.user == author


def test_problems_are_told_by_line_and_name_and_the_file_is_not_lost(client, author, bank):
    plan = hand_in(client, bank, GOOD + BROKEN)
    page = text_of(client.get(plan))
    assert "Nothing would be imported. 1 cannot be taken." in page
    assert "line 3 Open" in page
    assert 'name="import"' not in client.get(plan).content.decode()
    # Whoever posts all the same is refused, and nothing is written.
    answer = client.post(plan, said(**{"import": "1"}), follow=True)
    assert "Nothing was imported." in text_of(answer)
    assert Item.objects.count() == 0
    client.post(plan, said(is_partial="on"))
    assert "1 item would be made. 1 cannot be taken." in text_of(client.get(plan))
    client.post(plan, said(**{"is_partial": "on", "import": "1"}))
    assert Item.objects.count() == 1


def test_choices_are_kept_while_the_author_looks_again(client, author, bank):
    make_objective("S1"), make_objective("S2")
    plan = hand_in(client, bank)
    chosen = said(pool="exam", level="analyse", objectives=["S2"], is_published="on", has_new_codes="on")
    client.post(plan, chosen)
    form = client.get(plan).context["form"]
    assert {name: form[name].value() for name in chosen} == chosen | {
        "is_published": True,
        "has_new_codes": True,
    }
    client.post(plan, chosen | {"import": "1"})
    version = ItemVersion.objects.get()
    assert (version.pool, version.cognitive_level, version.objectives) == ("exam", "analyse", ["S2"])
    assert version.published_by == author


def test_confirming_twice_creates_once(client, author, bank):
    plan = hand_in(client, bank)
    client.post(plan, said(**{"import": "1"}))
    again = client.post(plan, said(**{"import": "1", "pool": "exam"}), follow=True)
    assert "This file was imported before. Nothing was done again." in text_of(again)
    assert Item.objects.count() == 1
    assert "This file was imported into “Gemba”" in text_of(client.get(plan))
    assert ItemImport.objects.get().choices["pool"] == "check"


def test_the_format_can_be_put_right(client, author, bank):
    aiken = "Where are facts found?\nA) At the gemba\nB) In the report\nANSWER: A\n"
    plan = hand_in(client, bank, aiken, format="moodle-xml")
    assert "Nothing would be imported." in text_of(client.get(plan))
    client.post(plan, said(format="aiken"))
    assert "1 item would be made." in text_of(client.get(plan))


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({}, "Choose a file."),
        ({"file": file("")}, "The file is empty. Choose another."),
        ({"file": file(), "bank": "999"}, "That choice is not one of the available choices."),
        ({"file": file(), "format": "word"}, "word is not one of the available choices."),
    ],
)
def test_what_cannot_be_handed_in_is_told_beside_its_field(client, author, bank, sent, message):
    answer = client.post(IMPORT, {"bank": bank.pk} | sent)
    assert (answer.status_code, ItemImport.objects.count()) == (200, 0)
    assert message in answer.content.decode()


def test_a_file_of_more_than_10_mib_is_refused_before_it_is_kept(client, author, bank):
    answer = client.post(IMPORT, {"bank": bank.pk, "file": file(b"x" * (10 * 1024 * 1024 + 1))})
    assert "The file is larger than 10 MiB." in answer.content.decode()
    assert ItemImport.objects.count() == 0


def test_more_items_than_one_request_can_write_are_refused(client, author, bank, monkeypatch):
    monkeypatch.setattr(receiving, "ITEM_LIMIT", 1)
    page = text_of(client.get(hand_in(client, bank, GOOD + "\n" + GOOD.replace("Where", "Who"))))
    assert "The file holds 2 questions, and 1 can be imported at a time here." in page
    assert "manage.py import_items FILE --bank gemba" in page


def test_a_forged_choice_is_refused_and_what_was_chosen_stays(client, author, bank):
    plan = hand_in(client, bank)
    answer = client.post(plan, said(level="dream", pool="exam"))
    assert answer.status_code == 200
    assert answer.context["form"]["pool"].value() == "exam"
    assert "1 item would be made." in text_of(answer)


def test_without_a_bank_the_way_to_make_one_is_shown(client, author):
    assert "Make a bank first" in text_of(client.get(IMPORT))


@pytest.mark.parametrize("door", ["import", "plan", "export"])
def test_visitors_are_sent_to_sign_in(client, bank, door):
    received = receiving.receive_file(bank, "facts.gift", GOOD.encode(), by=make_author("add_item"))
    address = reverse(f"item_files:{door}", args=[received.pk] if door == "plan" else [])
    answer = client.get(address)
    assert answer.status_code == 302
    assert answer["Location"].startswith(("/accounts/login/", "/admin/login/"))


@pytest.mark.parametrize(("permissions", "status"), [(None, 403), (("view_item", "change_item"), 302)])
def test_who_may_not_add_items_imports_none(client, bank, permissions, status):
    """A learner, and an author without the right to add."""
    person = make_author(*permissions) if permissions else make_learner()
    client.force_login(person)
    answer = client.post(IMPORT, {"bank": bank.pk, "file": file(), "format": ""})
    assert answer.status_code == status
    assert not answer.headers.get("Location", "").startswith(IMPORT)
    own = receiving.receive_file(bank, "facts.gift", GOOD.encode(), by=person)
    client.post(reverse("item_files:plan", args=[own.pk]), said(**{"import": "1"}))
    assert (ItemImport.objects.count(), Item.objects.count()) == (1, 0)


def test_the_file_of_another_person_is_not_there(client, author, bank):
    theirs = receiving.receive_file(bank, "facts.gift", GOOD.encode(), by=make_author("add_item", name="Bo"))
    door = reverse("item_files:plan", args=[theirs.pk])
    assert client.get(door).status_code == 404
    assert client.post(door, said(**{"import": "1"})).status_code == 404
    assert Item.objects.count() == 0


def test_who_may_not_publish_is_not_asked_and_cannot(client, bank):
    make_objective("S1")
    client.force_login(make_author("add_item"))
    plan = hand_in(client, bank)
    assert "is_published" not in client.get(plan).context["form"].fields
    client.post(plan, said(**{"import": "1", "is_published": "on", "level": "apply", "objectives": ["S1"]}))
    assert not Item.objects.get().live


def test_a_form_from_elsewhere_is_refused(bank):
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_author("add_item"))
    assert client.post(IMPORT, {"bank": bank.pk, "file": file()}).status_code == 403
    assert ItemImport.objects.count() == 0


def test_a_name_from_a_file_is_shown_as_text(client, author, bank):
    name = '<img src=x onerror=alert(1)>=HYPERLINK("http\\://a.example")'
    page = client.get(hand_in(client, bank, GOOD.replace("Facts", name))).content.decode()
    assert "&lt;img src=x onerror=alert(1)&gt;=HYPERLINK(" in page
    assert "<img src=x" not in page


def test_a_file_may_be_called_anything(client, author, bank):
    wild = file(GOOD, "测" * 150 + "<b>.gift")
    plan = client.post(IMPORT, {"bank": bank.pk, "file": wild, "format": ""})["Location"]
    assert "<b>" not in ItemImport.objects.get().filename or "&lt;b&gt;" in client.get(plan).content.decode()
    assert len(ItemImport.objects.get().filename) <= 120


def test_ways_in_and_out_are_shown_to_those_who_may_use_them(client, bank):
    client.force_login(make_author("add_item", "change_item", "change_itembank"))
    edit = f"/admin/snippets/content/itembank/edit/{bank.pk}/"
    assert "/admin/item-files/import/" in client.get(LIST).content.decode()
    for page in (edit, "/admin/snippets/content/itembank/"):
        shown = client.get(page).content.decode()
        assert f"/admin/item-files/import/?bank={bank.pk}" in shown
        assert f"/admin/item-files/export/?bank={bank.pk}" in shown
    client.force_login(make_author("change_item", "change_itembank"))
    shown = client.get(edit).content.decode()
    assert "/admin/item-files/import/" not in shown
    assert f"/admin/item-files/export/?bank={bank.pk}" in shown


def test_items_that_were_imported_open_in_the_editor(client, author, bank):
    client.post(hand_in(client, bank), said(**{"import": "1"}))
    assert client.get(f"{LIST}edit/{Item.objects.get().pk}/").status_code == 200
