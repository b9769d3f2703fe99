"""What a response earns, exactly: a pure function of content, response and rule."""

from enum import StrEnum
from fractions import Fraction

from content.items.interactions import interaction_of
from content.items.terms import Content, Response


class Rule(StrEnum):
    """Which credit a response that is partly right earns; chosen by the quiz.

    partial: right less wrong of a multiple response, neighbours of an ordering, shares of all else.
    """

    PARTIAL = "partial"
    ALL_OR_NOTHING = "all_or_nothing"


def score(content: Content, response: Response | None, rule: str = Rule.PARTIAL) -> Fraction | None:
    """Return a fraction in [0, 1], blank being 0; None where people judge, or the learner.

    rule: the quiz's. Where the item names its own grading, that wins.
    """
    fraction = interaction_of(content).fraction(content, response or {})
    grading = content.get("grading") or Rule(rule)
    if fraction is not None and grading == Rule.ALL_OR_NOTHING:
        return Fraction(fraction == 1)
    return fraction


def key(content: Content) -> Response:
    """Return a response that earns 1; of an essay, the model answer, or {} without one."""
    return interaction_of(content).key(content)
