"""An employer with a stack of certificates: every state, every way a file comes back, whole lists."""

import json
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.certificates.files import WAYS, Issued, changed
from tests.journeys.barriers import barriers, barriers_in_both_themes
from tests.journeys.conftest import PHONE, Site

pytestmark = pytest.mark.journey
LAY_OUT = "from tests.journeys.verifiers_desk import lay_out; lay_out({!r})"
HEADLINES = {
    "valid": "This certificate is valid.",
    "revoked": "This certificate was revoked.",
    "expired": "This certificate has expired.",
    "superseded": "This certificate was replaced by a newer one.",
    "not yet valid": "This certificate is not valid yet.",
    "withheld": "The holder keeps this record to themselves.",
    "hidden": "This certificate is valid.",
    "erased": "This certificate was withdrawn at its holder's wish.",
    "altered": "This record was altered.",
}
#: The eleven ways, each with the verdict that its page is coloured by and a piece of its sentence.
OUTCOMES = {
    "identical": ("valid", "the very one that we issued"),
    "line end appended": ("valid", "A mail program added a line end"),
    "seal cut off": ("altered", "the seal is gone"),
    "byte flipped": ("altered", "no longer what was sealed"),
    "content appended": ("altered", "added to it after we sealed it"),
    "look-alike seal": ("altered", "made by somebody else"),
    "saved again": ("altered", "Saving or printing a certificate again can cause this too"),
    "credential swapped": ("altered", "says something else than our record"),
    "another PDF": ("not ours", "no credential of ours"),
    "picture": ("not ours", "A picture can show anything"),
    "cut short": ("unreadable", "damaged or cut off"),
}


@dataclass(frozen=True)
class Desk:
    ids: dict[str, str]
    folder: Path
    issued: Issued

    def file(self, way: str) -> Path:
        path = self.folder / f"{way}.{'png' if way == 'picture' else 'pdf'}"
        if not path.exists():
            # In a thread: the browser's loop runs in this one, and sealing has a loop of its own.
            with ThreadPoolExecutor(1) as apart:
                path.write_bytes(apart.submit(WAYS[way], self.issued).result())
        return path


@pytest.fixture(scope="module")
def desk(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder = tmp_path_factory.mktemp("desk")
    site.command("shell", "-v", "0", "-c", LAY_OUT.format(str(folder)))
    sealed = (folder / "genuine.pdf").read_bytes()
    # The seal is a revision of its own, behind the end of the file that was printed.
    unsealed = sealed[: sealed.index(b"%%EOF") + len(b"%%EOF\n")]
    record = SimpleNamespace(credential=(folder / "credential.json").read_text(encoding="utf-8"))
    return Desk(
        json.loads((folder / "desk.json").read_text()), folder, Issued(record, unsealed, sealed, folder)
    )


@pytest.fixture
def plain_page(browser: Browser, site: Site) -> Iterator[Page]:
    context = browser.new_context(base_url=site.url, viewport=PHONE, java_script_enabled=False)
    yield context.new_page()
    context.close()


def hand_in(page: Page, *files: Path) -> None:
    page.goto("/verify/")
    page.get_by_label(re.compile("Drop files here|Choose files")).set_input_files(files)
    page.get_by_role("button", name="Check the files").click()


@pytest.mark.parametrize("state", HEADLINES)
def test_every_state_says_so_at_the_top_and_has_no_barrier(page: Page, desk: Desk, state: str):
    page.goto(f"/v/{desk.ids[state]}")
    expect(page.get_by_role("heading", level=1)).to_have_text(HEADLINES[state])
    assert barriers_in_both_themes(page) == []


def test_a_replaced_certificate_leads_to_the_one_that_counts(page: Page, desk: Desk):
    page.goto(f"/v/{desk.ids['superseded']}")
    page.get_by_role("link", name="See the one that counts now").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(HEADLINES["valid"])
    expect(page.locator("main")).to_contain_text("Sven Calderón")


@pytest.mark.parametrize("way", OUTCOMES)
def test_a_file_that_is_handed_in_gets_its_verdict_and_its_sentence(page: Page, desk: Desk, way: str):
    hand_in(page, desk.file(way))
    verdict, sentence = OUTCOMES[way]
    expect(page.locator(".verdict")).to_have_attribute("data-verdict", verdict)
    expect(page.locator(".verdict-head")).to_contain_text(sentence)
    if way in ("identical", "saved again", "cut short"):
        assert barriers_in_both_themes(page) == []


def test_where_a_credential_was_changed_is_shown_beside_the_record(page: Page, desk: Desk):
    forged = desk.folder / "forged.json"
    forged.write_bytes(changed(desk.issued.certificate.credential, "Ivan Calder"))
    hand_in(page, forged)
    row = page.get_by_role("row", name=re.compile("^Name"))
    expect(row).to_contain_text("Ivan Calder")
    expect(row).to_contain_text("Ines Calder")
    expect(row).to_contain_text("Differs")
    assert barriers_in_both_themes(page) == []


def test_several_files_are_handed_in_one_by_one_and_open_one_receipt(page: Page, desk: Desk):
    sent = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    hand_in(page, desk.file("identical"), desk.file("saved again"), desk.file("another PDF"))
    expect(page.get_by_role("heading", level=1)).to_have_text("3 certificates checked")
    assert len(sent) == 3
    rows = page.locator("tbody tr")
    expect(rows.nth(0)).to_contain_text("saved again.pdf")
    expect(rows.nth(2)).to_contain_text("Valid")
    assert barriers_in_both_themes(page) == []


def test_a_row_of_files_can_be_stopped_and_what_was_checked_is_kept(page: Page, desk: Desk):
    held = []
    page.goto("/verify/")

    def hold_the_second(route):
        held.append(route)
        if len(held) == 1:
            route.continue_()

    page.route("**/verify/file", hold_the_second)
    page.get_by_label("Drop files here, or choose them").set_input_files(
        [desk.file("identical"), desk.file("saved again"), desk.file("another PDF")]
    )
    page.get_by_role("button", name="Check the files").click()
    expect(page.get_by_text("1 of 3 checked").first).to_be_visible()
    page.get_by_role("button", name="Stop").click()
    expect(page.locator("[data-progress-status]")).to_have_text("Stopped. Files that were checked: 1.")
    assert barriers(page) == []
    held[1].abort()
    page.unroute("**/verify/file")
    page.get_by_role("link", name="Show what was checked").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("One certificate checked")


def test_a_file_can_be_dropped(page: Page, desk: Desk):
    page.goto("/verify/")
    data = page.evaluate_handle(
        """(credential) => {
            const data = new DataTransfer();
            data.items.add(new File([credential], "credential.json", { type: "application/json" }));
            return data;
        }""",
        desk.issued.certificate.credential,
    )
    page.dispatch_event("[data-drop]", "drop", {"dataTransfer": data})
    expect(page.locator(".verdict-head")).to_contain_text("The credential says what our record says")


def test_a_pasted_list_is_checked_by_keyboard_alone(page: Page, desk: Desk):
    page.goto("/verify/")
    page.get_by_label("Credential IDs").focus()
    page.keyboard.insert_text("\n".join([*desk.ids.values(), "no such id"]))
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"{len(desk.ids) + 1} certificates checked")
    expect(page.locator("tbody tr").first).to_contain_text("Altered")
    assert barriers_in_both_themes(page) == []
    with page.expect_download() as download:
        page.get_by_role("link", name="Download CSV").click()
    assert desk.ids["revoked"] in download.value.path().read_text(encoding="utf-8-sig")


def test_a_hidden_name_is_compared_and_never_shown(page: Page, desk: Desk):
    page.goto(f"/v/{desk.ids['hidden']}")
    for typed, said in (
        ("hanna calder", "Yes, that is the holder."),
        ("Ines Calder", "No, the holder is somebody else, or the name is written otherwise."),
    ):
        page.get_by_label("Full name or e-mail address").fill(typed)
        page.keyboard.press("Enter")
        expect(page.locator("#match").get_by_role("status")).to_have_text(said)
        expect(page.locator(".verdict")).not_to_contain_text("Hanna")
    assert barriers_in_both_themes(page) == []


def test_everything_works_on_a_phone_without_script(plain_page: Page, desk: Desk):
    page = plain_page
    hand_in(page, desk.file("identical"), desk.file("cut short"))
    expect(page.get_by_role("heading", level=1)).to_have_text("2 certificates checked")
    page.goto("/verify/")
    page.get_by_label("Credential IDs").fill(desk.ids["revoked"])
    page.get_by_role("button", name="Check the list").click()
    expect(page.locator("tbody")).to_contain_text("Revoked")
    page.goto(f"/v/{desk.ids['valid']}")
    page.get_by_label("Full name or e-mail address").fill("Ines Calder")
    page.get_by_role("button", name="Compare").click()
    expect(page.locator("#match")).to_contain_text("Yes, that is the holder.")
    page.get_by_role("button", name="Make a receipt of this check").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("One certificate checked")
    expect(page.locator("main")).not_to_contain_text("Ines")
