"""Items as a reader of files hands them over."""

from content.items.interchange.terms import Imported, Reading, Refusal
from content.items.wording import Wording
from content.models import ItemBank
from tests.content.items.examples import COMMON


def make_bank(slug: str = "gemba", title: str = "Gemba") -> ItemBank:
    return ItemBank.objects.create(slug=slug, title=title)


def choice(
    stem: str = "Where are facts found?", right: str = "At the gemba", *wrong: str, **common: str
) -> dict:
    """A single choice as it comes out of a file: raw markup, ids of its own."""
    options = [{"id": "aaaa", "text": right, "correct": True, "feedback": ""}]
    for number, text in enumerate(wrong or ("In the report",)):
        options.append({"id": f"bbb{number}", "text": text, "correct": False, "feedback": ""})
    return COMMON | {"type": "single_choice", "stem": f"<p>{stem}</p>", "options": options} | common


def imported(name: str = "Facts", content: dict | None = None, **fields: object) -> Imported:
    return Imported(name=name, content=content or choice(), **fields)


def reading(*items: Imported, refusals: tuple[Refusal, ...] = ()) -> Reading:
    return Reading(items=items, refusals=refusals)


def refusal(name: str = "Broken", line: int = 7, **fields: object) -> Refusal:
    return Refusal(name, Wording("Close the brace that opens the answers."), line, **fields)


def faulty(stem: str = "Which?") -> dict:
    """Of the right shape, but nobody could answer it: two options are alike to the eye."""
    return choice(stem, "Same", "same ")
