"""What a response earns, exactly: a pure function of content, response and rule."""

from enum import StrEnum
from fractions import Fraction

from content.items.interactions import interaction_of
from content.items.terms import Content, Response


class Rule(StrEnum):
    """Which credit a response that is partly right earns; chosen by the quiz."""

    PARTIAL = "partial"
    ALL_OR_NOTHING = "all_or_nothing"


def score(content: Content, response: Response | None, rule: str = Rule.PARTIAL) -> Fraction | None:
    """Return a fraction in [0, 1], blank being 0; None where only the learner judges."""
    fraction = interaction_of(content).fraction(content, response or {})
    if fraction is not None and Rule(rule) is Rule.ALL_OR_NOTHING:
        return Fraction(fraction == 1)
    return fraction


def key(content: Content) -> Response:
    """Return a response that earns 1."""
    return interaction_of(content).key(content)
