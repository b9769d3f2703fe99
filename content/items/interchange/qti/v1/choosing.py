"""Choosing and ordering in QTI 1.2."""

from fractions import Fraction
from typing import Any

from content.items.interchange.qti.drafts import ItemRefused
from content.items.interchange.qti.shares import Shares
from content.items.interchange.qti.v1.presenting import Asked, choice_text
from content.items.interchange.qti.v1.processing import Condition
from content.items.interchange.qti.v1.quizitems import Kept, QuizItem
from content.items.wording import Wording as _

HUNDRED = Fraction(100)


def read_single(item: QuizItem, asked: Asked) -> Kept:
    """One option. Each condition gives one option its points."""
    paid = _paid(item, asked)
    most = max(paid.values())
    if most <= 0:
        raise ItemRefused(_("No answer earns any points."), asked.node)
    of = {ident: max(value / most, Fraction(-1)) for ident, value in paid.items()}
    shares = Shares(of, most, is_single=True)
    is_weighed = not shares.is_plain()
    grading = {"grading": "weights"} if is_weighed else {}
    return Kept("single_choice", {"options": options(item, asked, shares, is_weighed=is_weighed)} | grading)


def read_multiple(item: QuizItem, asked: Asked) -> Kept:
    """Several options: all of them in one condition, or each with points of its own."""
    scoring = [condition for condition in item.processing.scoring() if condition.points]
    if len(scoring) == 1 and not scoring[0].is_added:
        return _all_together(item, asked, scoring[0])
    paid = _paid(item, asked)
    earned = sum((value for value in paid.values() if value > 0), Fraction(0))
    if earned <= 0:
        raise ItemRefused(_("No answer earns any points."), asked.node)
    most = _most(item, earned)
    shares = Shares({ident: value / most for ident, value in paid.items()}, most)
    if min(shares.of.values()) < -1:
        raise ItemRefused(
            _("A wrong choice costs more than the whole question, which cannot be kept."), asked.node
        )
    is_weighed = not shares.is_right_minus_wrong()
    grading = "weights" if is_weighed else "right_minus_wrong"
    found = options(item, asked, shares, is_weighed=is_weighed)
    return Kept("multiple_response", {"options": found, "grading": grading})


def read_ordering(item: QuizItem, asked: Asked) -> Kept:
    scoring = [condition for condition in item.processing.scoring() if condition.points]
    if len(scoring) != 1 or any(test.kind != "varequal" or test.is_not for test in scoring[0].tests):
        raise ItemRefused(_("Orders are scored by another rule than the right order."), asked.node)
    choices = {choice.ident: choice for choice in asked.choices}
    order = [test.value for test in scoring[0].tests]
    if sorted(order) != sorted(choices):
        raise ItemRefused(_("The correct order does not hold each of the steps once."), scoring[0].node)
    steps = [{"id": item.ids.draw(one), "text": choice_text(choices[one]), "note": ""} for one in order]
    return Kept("ordering", {"sequence": steps, "grading": "all_or_nothing"})


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


def _paid(item: QuizItem, asked: Asked) -> dict[str, Fraction]:
    """What each option earns by itself."""
    paid = {choice.ident: Fraction(0) for choice in asked.choices}
    if not paid:
        raise ItemRefused(_("It has nothing to choose from."), asked.node)
    for condition in item.processing.scoring():
        points = condition.points or Fraction(0)
        wanted = condition.wanted()
        if any(test.kind != "varequal" or test.value not in paid for test in wanted) or (
            points and not wanted
        ):
            raise ItemRefused(
                _("One of its conditions asks for more than one of the choices."), condition.node
            )
        if len(wanted) > 1 and not (condition.has_or or asked.cardinality == "single"):
            raise ItemRefused(
                _("One of its conditions asks for more than one of the choices."), condition.node
            )
        for test in wanted:
            paid[test.value] += points
    return paid


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
    shares = Shares({ident: Fraction(ident in right) for ident in idents}, Fraction(1))
    found = options(item, asked, shares, is_weighed=False)
    return Kept("multiple_response", {"options": found, "grading": "all_or_nothing"})


def _most(item: QuizItem, earned: Fraction) -> Fraction:
    """What earns it all. Shares in per cent add up to 100, whatever the points of the item."""
    most = item.processing.most
    if most is None or earned == HUNDRED or most >= earned or most <= 0:
        return earned
    return most
