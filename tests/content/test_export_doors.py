"""The page of the CMS by which items go into a file."""

import pytest
from django.contrib.auth.models import Permission

from content.models import Item
from content.receiving import read_file
from tests.content.building import make_item, publish, single_choice
from tests.content.importing import make_bank
from tests.factories import make_learner

# Wagtail's own templates leave variables undefined.
pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
EXPORT = "/admin/item-files/export/"


def sign_in(client, *permissions: str) -> None:
    person = make_learner("Ada Author")
    person.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", *permissions]))
    client.force_login(person)


@pytest.fixture
def author(client):
    sign_in(client, "view_item")


@pytest.fixture
def bank(db):
    """One published item with feedback, one without, and a draft."""
    bank = make_bank()
    publish(make_item(bank=bank, code="RICH"))
    plain = single_choice(("Gemba", True, ""), ("Office", False, ""))
    publish(make_item(bank=bank, code="PLAIN", interaction=plain))
    make_item(bank=bank, code="DRAFT")
    return bank


def codes_in(answer, format_name: str = "gift") -> list[str]:
    return [each.code for each in read_file(answer.content, format_name).items]


def test_the_form_says_how_many_items_it_is_about(client, author, bank):
    make_item()
    assert "3 items with their keys" in client.get(EXPORT, {"bank": bank.pk}).content.decode()
    assert "4 items with their keys" in client.get(EXPORT).content.decode()


def test_what_can_be_written_whole_comes_as_a_file_at_once(client, author, bank):
    answer = client.get(EXPORT, {"bank": bank.pk, "format": "gift", "which": "draft"})
    assert answer["Content-Disposition"] == 'attachment; filename="gemba.gift"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert codes_in(answer) == ["DRAFT", "PLAIN", "RICH"]


def test_what_is_left_out_is_told_by_code_before_the_file_is_given(client, author, bank):
    wish = {"bank": bank.pk, "format": "aiken", "which": "live"}
    page = client.get(EXPORT, wish).content.decode()
    assert "2 items cannot be written so:" in page
    assert "Aiken has no place for feedback, shares or a stimulus." in page
    assert "It is not published. Choose drafts to export it." in page
    answer = client.get(EXPORT, wish | {"anyway": "1"})
    assert answer.content.decode() == "Where are facts found?\nA) Gemba\nB) Office\nANSWER: A\n"


def test_where_nothing_can_be_written_there_is_no_file(client, author):
    bank = make_item().bank
    wish = {"bank": bank.pk, "format": "gift", "which": "live", "anyway": "1"}
    answer = client.get(EXPORT, wish)
    assert "Content-Disposition" not in answer
    assert "Not one of these items can be written so." in answer.content.decode()


def test_ticked_items_are_written_and_no_others(client, author, bank):
    plain = Item.objects.get(code="PLAIN")
    answer = client.get(f"/admin/bulk/content/item/export/?id={plain.pk}")
    assert answer["Location"] == f"{EXPORT}?id={plain.pk}"
    answer = client.get(answer["Location"] + "&format=gift&which=live")
    assert answer["Content-Disposition"] == 'attachment; filename="items.gift"'
    assert codes_in(answer) == ["PLAIN"]


def test_all_items_may_be_ticked(client, author, bank):
    make_item(code="ELSEWHERE")
    answer = client.get("/admin/bulk/content/item/export/?id=all")
    answer = client.get(answer["Location"] + "&format=gift&which=draft")
    assert codes_in(answer) == ["DRAFT", "ELSEWHERE", "PLAIN", "RICH"]


@pytest.mark.parametrize("query", ["bank=999", "bank=x", "bank=²", "id=x", "id=1'--", f"id={'9' * 30}"])
def test_what_is_no_bank_and_no_item_is_not_there(client, author, bank, query):
    assert client.get(f"{EXPORT}?{query}").status_code == 404


def test_an_unknown_format_is_told_beside_its_field(client, author, bank):
    answer = client.get(EXPORT, {"format": "word", "which": "live"})
    assert "word is not one of the available choices." in answer.content.decode()


@pytest.mark.parametrize(("permissions", "status"), [((), 403), (("change_itembank",), 302)])
def test_keys_are_for_those_who_may_see_items(client, bank, permissions, status):
    """A learner, and an author of banks alone."""
    client.force_login(make_learner()) if not permissions else sign_in(client, *permissions)
    answer = client.get(EXPORT, {"bank": bank.pk, "format": "gift", "which": "draft"})
    assert (answer.status_code, b"gemba" in answer.content.lower()) == (status, False)
