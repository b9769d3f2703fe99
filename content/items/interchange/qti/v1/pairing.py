"""Matching in QTI 1.2: one response for each left, all with the same rights to choose from."""

from collections.abc import Sequence
from fractions import Fraction

from content.items.interchange.qti.documents import Node
from content.items.interchange.qti.drafts import ItemRefused
from content.items.interchange.qti.v1.filling import equal_parts
from content.items.interchange.qti.v1.presenting import Asked, Choice, choice_text
from content.items.interchange.qti.v1.processing import Test
from content.items.interchange.qti.v1.quizitems import Kept, QuizItem
from content.items.wording import Wording as _

ALL_OR_NOTHING = "AllOrNothing"


def read_matching(item: QuizItem, asked: list[Asked]) -> Kept:
    rights = _rights(asked)
    key, points = {}, []
    for left in asked:
        found = [c for c in item.processing.scoring() if c.points and _asks(c.tests, left)]
        if len(found) != 1 or len(found[0].tests) != 1 or found[0].tests[0].kind != "varequal":
            raise ItemRefused(_("Not every choice of one set has one partner in the other."), left.node)
        key[left.ident] = _text_of(left, found[0].tests[0].value, found[0].node)
        points.append(found[0].points or Fraction(0))
    if len(set(equal_parts(points))) > 1:
        raise ItemRefused(_("Its pairs earn different points, which cannot be kept."), asked[0].node)
    for left in asked:
        item.ids.draw(left.ident)
    for text, choice in rights.items():
        item.ids.draw(text if choice.ident in item.ids.of else choice.ident)
    ids = {text: item.ids.of.get(choice.ident, "") for text, choice in rights.items()}
    content = {
        "left": [{"id": item.ids.of[one.ident], "text": _label(one), "feedback": ""} for one in asked],
        "right": [
            {"id": ids[text], "text": choice_text(one), "feedback": ""} for text, one in rights.items()
        ],
        "key": {item.ids.of[left]: ids[text] for left, text in key.items()},
    }
    together = item.metadata.get("scoring_algorithm") == ALL_OR_NOTHING
    return Kept("matching", content | ({"grading": "all_or_nothing"} if together else {}))


def _rights(asked: list[Asked]) -> dict[str, Choice]:
    """The rights by their text: each left lists them anew, some files with idents of their own."""
    rights: dict[str, Choice] = {}
    for left in asked:
        for choice in left.choices:
            rights.setdefault(choice.text, choice)
    return rights


def _asks(tests: Sequence[Test], left: Asked) -> bool:
    return any(test.response == left.ident for test in tests)


def _text_of(left: Asked, ident: str, node: Node) -> str:
    found = next((choice.text for choice in left.choices if choice.ident == ident), None)
    if found is None:
        raise ItemRefused(_("Its correct response is not among the choices."), node)
    return found


def _label(left: Asked) -> str:
    if not left.label:
        raise ItemRefused(_("The choice %(name)s has no text.", name=left.ident), left.node)
    return left.label
