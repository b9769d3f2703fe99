"""Many hands at one file of items, in a process and a database of their own; see test_import_races.py."""

import json

from content.importing import ImportRefused
from content.models import Item, ItemImport
from content.receiving import confirm_import, receive_file
from tests.blank_site import make_blank_site
from tests.content.importing import make_bank
from tests.courses.race import at_once
from tests.factories import make_learner

ITEMS = 5
FILE = "\n".join(f"::{n}::Where is fact {n}? {{=Here ~There}}\n" for n in range(ITEMS)).encode()
TAKEN = b"// [id:X-1]\n::One::Who takes the code? {=First ~Second}\n"


def main() -> None:
    """Print one JSON object: race -> what came of it."""
    make_blank_site()
    races = (words_on_one_file, the_same_file_twelve_times, one_code_for_two_banks)
    print(json.dumps({race.__name__: race() for race in races}))  # noqa: T201 - what the test reads


def outcome(received: ItemImport) -> str:
    """Confirm, and say how many items were made, "before" or "refused"."""
    try:
        plan = confirm_import(received, by=received.uploaded_by)
    except ImportRefused:
        return "refused"
    return "before" if plan is None else str(len(plan.new))


def words_on_one_file() -> dict[str, object]:
    """Twelve times yes to one file."""
    bank = make_bank("one", "One")
    received = receive_file(bank, "a.gift", FILE, by=make_learner())
    said = at_once(*[lambda: outcome(received)] * 12)
    return {"said": sorted(said), "items": bank.items.count()}


def the_same_file_twelve_times() -> dict[str, object]:
    """Twelve people hand in the same items for the same bank."""
    bank = make_bank("two", "Two")
    files = [receive_file(bank, "a.gift", FILE, by=make_learner()) for _ in range(12)]
    said = at_once(*[lambda file=file: outcome(file) for file in files])
    return {"said": sorted(said), "items": bank.items.count()}


def one_code_for_two_banks() -> dict[str, object]:
    """Nothing but the constraint on codes stands between two banks."""
    files = [
        receive_file(make_bank(slug, slug), "a.gift", TAKEN, by=make_learner()) for slug in ("left", "right")
    ]
    said = at_once(*[lambda file=file: outcome(file) for file in files])
    return {"said": sorted(said), "items": Item.objects.filter(code="X-1").count()}
