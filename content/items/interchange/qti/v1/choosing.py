"""Choosing and ordering in QTI 1.2."""

from collections.abc import Collection, Mapping
from fractions import Fraction
from typing import Any

from content.items.interchange.qti.drafts import ItemRefused
from content.items.interchange.qti.shares import Shares
from content.items.interchange.qti.v1.presenting import Asked, choice_text
from content.items.interchange.qti.v1.processing import Condition, Test
from content.items.interchange.qti.v1.quizitems import Kept, QuizItem
from content.items.interchange.qti.v1.running import paid_for, paid_for_each
from content.items.weighing import clamped
from content.items.wording import Wording as _

HUNDRED = Fraction(100)


def read_single(item: QuizItem, asked: Asked) -> Kept:
    """One option: what each earns is found by choosing it."""
    conditions = _scoring(item, asked)
    paid = {choice.ident: paid_for(conditions, [choice.ident], is_single=True) for choice in asked.choices}
    most = max(paid.values())
    if most <= 0:
        raise ItemRefused(_("No answer earns any points."), asked.node)
    if paid_for(conditions, [], is_single=True) > 0:
        raise _gift(asked)
    of = {ident: max(value / most, Fraction(-1)) for ident, value in paid.items()}
    shares = Shares(of, most, is_single=True)
    is_weighed = not shares.is_plain()
    grading = {"grading": "weights"} if is_weighed else {}
    return Kept("single_choice", {"options": options(item, asked, shares, is_weighed=is_weighed)} | grading)


def read_multiple(item: QuizItem, asked: Asked) -> Kept:
    """Several options: all of them in one condition, or each with points of its own."""
    conditions = _scoring(item, asked)
    paying = [condition for condition in conditions if condition.points]
    table = paid_for_each(conditions, [choice.ident for choice in asked.choices])
    earning = [chosen for chosen, points in (table or {}).items() if points > 0]
    if len(earning) == 1 and earning[0]:
        return _whole(item, asked, earning[0])
    if len(paying) == 1 and not paying[0].is_added:
        return _all_together(item, asked, paying[0])
    shares = _several(item, asked, conditions)
    if table is not None:
        _refuse_other(shares, table, asked)
    is_weighed = not shares.is_right_minus_wrong()
    grading = "weights" if is_weighed else "right_minus_wrong"
    found = options(item, asked, shares, is_weighed=is_weighed)
    return Kept("multiple_response", {"options": found, "grading": grading})


def read_ordering(item: QuizItem, asked: Asked) -> Kept:
    scoring = [condition for condition in item.processing.scoring() if condition.points]
    tests = [test for condition in scoring for test in condition.tests]
    if not tests or any(test.kind != "varequal" or test.is_not for test in tests):
        raise ItemRefused(_("Orders are scored by another rule than the right order."), asked.node)
    choices = {choice.ident: choice for choice in asked.choices}
    order = _in_places(tests, asked)
    if sorted(order) != sorted(choices):
        raise ItemRefused(_("The correct order does not hold each of the steps once."), scoring[0].node)
    grading = _order_grading(scoring, asked)
    steps = [{"id": item.ids.draw(one), "text": choice_text(choices[one]), "note": ""} for one in order]
    return Kept("ordering", {"sequence": steps, "grading": grading})


def _in_places(tests: list[Test], asked: Asked) -> list[str]:
    """The order of the steps: by the places that are named, from 1, or else as they are listed."""
    places = [test.node.get("index") for test in tests]
    if not any(places):
        return [test.value for test in tests]
    if sorted(places) != sorted(str(place) for place in range(1, len(tests) + 1)):
        raise ItemRefused(_("The correct order does not hold each of the steps once."), asked.node)
    return [test.value for test in sorted(tests, key=lambda test: int(test.node.get("index")))]


def _order_grading(scoring: list[Condition], asked: Asked) -> str:
    """All or nothing by one condition; with one for each place, all of the same worth, place by place."""
    if len(scoring) == 1:
        return "all_or_nothing"
    are_places = all(c.is_added and len(c.tests) == 1 and c.tests[0].node.get("index") for c in scoring)
    if not are_places or len({condition.points for condition in scoring}) > 1:
        raise ItemRefused(_("Orders are scored by another rule than the right order."), asked.node)
    return "absolute_position"


def options(
    item: QuizItem, asked: Asked, shares: Shares, *, is_weighed: bool, scope: str = ""
) -> list[dict[str, Any]]:
    """The options with their feedback. scope: set before an ident where several gaps have options."""
    found = []
    for choice in asked.choices:
        option = {
            "id": item.ids.draw(scope + choice.ident),
            "text": choice_text(choice),
            "correct": shares.is_key(choice.ident),
            "feedback": item.processing.said_of(asked.ident, choice.ident),
        }
        found.append(option | {"weight": str(shares.of[choice.ident])} if is_weighed else option)
    return found


def _scoring(item: QuizItem, asked: Asked) -> list[Condition]:
    """The conditions that set a score; raise ItemRefused where they ask for more than choices."""
    idents = {choice.ident for choice in asked.choices}
    if not idents:
        raise ItemRefused(_("It has nothing to choose from."), asked.node)
    conditions = item.processing.scoring()
    for condition in conditions:
        if any(test.kind != "varequal" or test.value not in idents for test in condition.wanted()):
            raise ItemRefused(
                _("One of its conditions asks for more than one of the choices."), condition.node
            )
    return conditions


def _several(item: QuizItem, asked: Asked, conditions: list[Condition]) -> Shares:
    """What each option adds, as a share of what all that earn something earn together."""
    paid = {choice.ident: paid_for(conditions, [choice.ident], is_single=False) for choice in asked.choices}
    earned = sum((value for value in paid.values() if value > 0), Fraction(0))
    if earned <= 0:
        raise ItemRefused(_("No answer earns any points."), asked.node)
    most = _most(item, earned)
    shares = Shares({ident: value / most for ident, value in paid.items()}, most)
    if min(shares.of.values()) < -1:
        raise ItemRefused(
            _("A wrong choice costs more than the whole question, which cannot be kept."), asked.node
        )
    return shares


def _refuse_other(shares: Shares, table: Mapping[frozenset[str], Fraction], asked: Asked) -> None:
    """Refuse what does not add up: each selection has to earn here what it earns in the file."""
    if table[frozenset()] > 0:
        raise _gift(asked)
    alone = sum(
        (max(points, Fraction(0)) for chosen, points in table.items() if len(chosen) == 1), Fraction(0)
    )
    for chosen, points in table.items():
        here = sum((shares.of[ident] for ident in chosen), Fraction(0))
        if points > alone or clamped(here) != clamped(points / shares.points):
            raise ItemRefused(
                _("Its conditions do not add up: some choices together earn another share."), asked.node
            )


def _gift(asked: Asked) -> ItemRefused:
    return ItemRefused(_("It gives points for no answer at all."), asked.node)


def _all_together(item: QuizItem, asked: Asked, condition: Condition) -> Kept:
    right = {test.value for test in condition.wanted()}
    idents = {choice.ident for choice in asked.choices}
    if (
        condition.has_or
        or not right
        or not right <= idents
        or any(t.kind != "varequal" for t in condition.tests)
    ):
        raise ItemRefused(
            _("Its one condition is not that all of the right choices are made."), condition.node
        )
    if {test.value for test in condition.tests} != idents:
        item.warnings.append(
            _("In the file a wrong choice beside the right ones is forgiven; here it is not.")
        )
    return _whole(item, asked, right)


def _whole(item: QuizItem, asked: Asked, right: Collection[str]) -> Kept:
    """All for just these options, nothing for others."""
    idents = [choice.ident for choice in asked.choices]
    shares = Shares({ident: Fraction(ident in right) for ident in idents}, Fraction(1))
    found = options(item, asked, shares, is_weighed=False)
    return Kept("multiple_response", {"options": found, "grading": "all_or_nothing"})


def _most(item: QuizItem, earned: Fraction) -> Fraction:
    """What earns it all. Shares in per cent add up to 100, whatever the points of the item."""
    most = item.processing.most
    if most is None or earned == HUNDRED or most >= earned or most <= 0:
        return earned
    return most
