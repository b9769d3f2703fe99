"""Reading a response to one version of an item by another: every version names its entries anew.

Entries are paired by what they say, so only versions whose entries read the same can be held to one
another; key, shares and feedback may differ, and that is what this is for.
"""

from collections.abc import Callable, Sequence

from content.items.interactions import interaction_of
from content.items.interactions.cloze import GAP, TAG, in_text
from content.items.terms import Content, Entry, Judge, Response
from content.items.wording import Wording
from content.items.wording import Wording as _

_COLUMNS = {
    "single_choice": ("options",),
    "multiple_response": ("options",),
    "matching": ("left", "right"),
    "ordering": ("sequence",),
}

Names = Callable[[str], str]


def obstacle(asked: Content, other: Content) -> Wording | None:
    """Return why responses to the one cannot be read by the other; None if they can."""
    if asked["type"] != other["type"]:
        return _("It is another kind of question.")
    if interaction_of(asked).judged_by is not Judge.RULE:
        return _("No rule scores it, so it has no key.")
    if asked["type"] == "cloze":
        return _gap_obstacle(asked, other)
    if asked.get("unit", "") != other.get("unit", ""):
        return _("It asks for another unit.")
    for column in _COLUMNS.get(asked["type"], ()):
        if unpaired := _texts(asked[column]).keys() ^ _texts(other[column]).keys():
            return _("“%(text)s” is in one of the two only.", text=min(unpaired))
    return None


def reread(asked: Content, other: Content, response: Response | None) -> Response | None:
    """Return the response with the names that the other version has for what was given.

    other: one that `obstacle` finds nothing against.
    """
    if not response:
        return response
    match asked["type"]:
        case "single_choice":
            return {"choice": _names(asked, other, "options")(response["choice"])}
        case "multiple_response":
            return {"choices": [*map(_names(asked, other, "options"), response["choices"])]}
        case "ordering":
            return {"order": [*map(_names(asked, other, "sequence"), response["order"])]}
        case "matching":
            left, right = _names(asked, other, "left"), _names(asked, other, "right")
            return {"pairs": {left(one): right(to) for one, to in response["pairs"].items()}}
        case "cloze":
            return {"gaps": _gaps(asked, other, response["gaps"])}
    return response


def _gaps(asked: Content, other: Content, given: Response) -> Response:
    pairs = zip(in_text(asked), in_text(other), strict=True)
    return {
        new["id"]: reread(old["interaction"], new["interaction"], given[old["id"]])
        for old, new in pairs
        if old["id"] in given
    }


def _gap_obstacle(asked: Content, other: Content) -> Wording | None:
    """Gaps are paired as they come in the text, which has to be the same around them."""
    if _around(asked) != _around(other):
        return _("Its text reads otherwise, or has its gaps in other places.")
    pairs = zip(in_text(asked), in_text(other), strict=True)
    found = (obstacle(old["interaction"], new["interaction"]) for old, new in pairs)
    return next((why for why in found if why), None)


def _around(content: Content) -> str:
    return " ".join(GAP.sub("[[]]", TAG.sub(" ", content["text"])).split())


def _names(asked: Content, other: Content, column: str) -> Names:
    texts = {entry["id"]: _read(entry) for entry in asked[column]}
    ids = _texts(other[column])
    return lambda entry_id: ids[texts[entry_id]]


def _texts(entries: Sequence[Entry]) -> dict[str, str]:
    return {_read(entry): entry["id"] for entry in entries}


def _read(entry: Entry) -> str:
    """As the eye reads it: publishing lets no two entries of a list be alike in this."""
    return " ".join(entry["text"].split()).casefold()
