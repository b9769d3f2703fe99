"""Matching in QTI 1.2: one response for each left, all with the same rights to choose from."""

from fractions import Fraction

from content.items.interchange.qti.documents import Node
from content.items.interchange.qti.drafts import ItemRefused
from content.items.interchange.qti.v1.filling import equal_parts
from content.items.interchange.qti.v1.presenting import Asked, Choice, choice_text
from content.items.interchange.qti.v1.processing import Condition, Test
from content.items.interchange.qti.v1.quizitems import Kept, QuizItem
from content.items.wording import Wording as _

ALL_OR_NOTHING = "AllOrNothing"


def read_matching(item: QuizItem, asked: list[Asked]) -> Kept:
    rights = _rights(asked)
    key, is_whole = _key(item, asked)
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
    together = is_whole or item.metadata.get("scoring_algorithm") == ALL_OR_NOTHING
    return Kept("matching", content | ({"grading": "all_or_nothing"} if together else {}))


def _key(item: QuizItem, asked: list[Asked]) -> tuple[dict[str, str], bool]:
    """The text of each left's partner, and whether only all pairs together earn something."""
    scoring = [condition for condition in item.processing.scoring() if condition.points]
    is_whole = len(scoring) == 1 and len(scoring[0].tests) == len(asked) and not scoring[0].has_or
    key, points = {}, []
    for left in asked:
        found = [(c, test) for c in scoring for test in c.tests if test.response == left.ident]
        if len(found) != 1 or not _is_pair(*found[0], is_whole=is_whole):
            raise ItemRefused(_("Not every choice of one set has one partner in the other."), left.node)
        [(condition, test)] = found
        key[left.ident] = _text_of(left, test.value, condition.node)
        points.append(condition.points or Fraction(0))
    if len(set(equal_parts(points))) > 1:
        raise ItemRefused(_("Its pairs earn different points, which cannot be kept."), asked[0].node)
    return key, is_whole


def _is_pair(condition: Condition, test: Test, *, is_whole: bool) -> bool:
    return (is_whole or len(condition.tests) == 1) and test.kind == "varequal" and not test.is_not


def _rights(asked: list[Asked]) -> dict[str, Choice]:
    """The rights by their text: each left lists them anew, some files with idents of their own."""
    rights: dict[str, Choice] = {}
    for left in asked:
        for choice in left.choices:
            rights.setdefault(choice.text, choice)
    return rights


def _text_of(left: Asked, ident: str, node: Node) -> str:
    found = next((choice.text for choice in left.choices if choice.ident == ident), None)
    if found is None:
        raise ItemRefused(_("Its correct response is not among the choices."), node)
    return found


def _label(left: Asked) -> str:
    if not left.label:
        raise ItemRefused(_("The choice %(name)s has no text.", name=left.ident), left.node)
    return left.label
