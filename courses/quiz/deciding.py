"""What decisions about an item come to, and what of that an attempt keeps from. Pure.

Later decisions replace earlier ones, except that a further accepted answer adds to the keys that stand.
Keys are never lost: what is full credit or dropped today may be scored by them again tomorrow.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from courses.quiz.totalling import Total, rounded_down

FULL_CREDIT, DROPPED = "full_credit", "dropped"


class Kept(StrEnum):
    """Why an attempt keeps what it had."""

    COMPLETED = "completed"  # the course was completed with it, and it would lose by the decision
    NOTHING_LEFT = "nothing_left"  # without the dropped item there would be no points to be had


@dataclass(frozen=True)
class Decision:
    """rule: see Regrade.Rule. key: the version whose key counts, where the rule asks for one."""

    pk: int
    rule: str
    key: int | None = None


@dataclass(frozen=True)
class Standing:
    """What counts for the answers to one version. keys: versions; whichever gives most counts."""

    keys: tuple[int, ...]
    adjustment: str = ""


@dataclass(frozen=True)
class Result:
    """Of an attempt, as stored. fraction: 0..1, rounded down."""

    fraction: Decimal
    is_passed: bool


def standing_of(asked: int, decisions: Iterable[Decision]) -> Standing:
    """Fold the decisions about a version, in their order. asked: the version."""
    standing = Standing((asked,))
    for decision in decisions:
        standing = _after(standing, decision)
    return standing


def _after(standing: Standing, decision: Decision) -> Standing:
    match decision.rule, decision.key:
        case "new_key", int(key):
            return Standing((key,))
        case "accept_also", int(key):
            return Standing((*(old for old in standing.keys if old != key), key))
        case "full_credit", _key:
            return replace(standing, adjustment=FULL_CREDIT)
        case "drop", _key:
            return replace(standing, adjustment=DROPPED)
    raise ValueError(f"{decision.rule} with key {decision.key} is no decision")


def share_under(standing: Standing, by_key: Callable[[int], Fraction | None]) -> Fraction | None:
    """Return what an answer is worth, 0..1; None where nothing or nobody scores it.

    by_key: what it is worth by the key of a version. Full credit is for all, a blank among them: who
    left a faulty item out may have done so for its fault.
    """
    if standing.adjustment == DROPPED:
        return None
    if standing.adjustment == FULL_CREDIT:
        return Fraction(1)
    shares = [share for share in map(by_key, standing.keys) if share is not None]
    return max(shares, default=None)


def why_kept(before: Result, after: Total, *, pass_mark: int, is_completed: bool) -> Kept | None:
    """Return why the attempt keeps what it had; None where it takes what comes. pass_mark: per cent."""
    if not after.maximum:
        return Kept.NOTHING_LEFT
    sinks = rounded_down(after.fraction, places=6) < before.fraction
    fails = before.is_passed and not after.passes(pass_mark)
    return Kept.COMPLETED if is_completed and (sinks or fails) else None
