"""What an order earns: the nine gradings of Moodle's ordering question. Pure.

Each takes the right order and the given one, a permutation of it, and returns the share that is right, 0..1.
Source: Moodle 4.5, question/type/ordering/question.php, grade_response.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import combinations, pairwise

Grading = Callable[[Sequence[str], Sequence[str]], Fraction]


def all_or_nothing(right: Sequence[str], given: Sequence[str]) -> Fraction:
    return Fraction(list(right) == list(given))


def absolute_position(right: Sequence[str], given: Sequence[str]) -> Fraction:
    """The steps that stand at their place."""
    return _share((a == b for a, b in zip(right, given, strict=True)), len(right))


def adjacent_pairs(right: Sequence[str], given: Sequence[str]) -> Fraction:
    """The neighbours in the right succession (Moodle: relative to the next item, excluding the last)."""
    pairs = set(pairwise(right))
    return _share((pair in pairs for pair in pairwise(given)), len(pairs))


def relative_next_include_last(right: Sequence[str], given: Sequence[str]) -> Fraction:
    """The same, and the last step earns its part by being followed by none."""
    pairs = set(pairwise([*right, None]))
    return _share((pair in pairs for pair in pairwise([*given, None])), len(pairs))


def relative_one_previous_and_next(right: Sequence[str], given: Sequence[str]) -> Fraction:
    """Two parts for each step: what stands right before it, and what right after it; at an end, nothing."""
    pairs = set(pairwise([None, *right, None]))
    followed = [pair for pair in pairwise([None, *given, None]) if pair in pairs]
    # A pair in the right succession is a part of both its steps; an end has one step only.
    parts = sum(2 - pair.count(None) for pair in followed)
    return Fraction(parts, 2 * len(right))


def relative_all_previous_and_next(right: Sequence[str], given: Sequence[str]) -> Fraction:
    """The pairs of steps, near or far, of which the right one comes first."""
    pairs = set(combinations(right, 2))
    return _share((pair in pairs for pair in combinations(given, 2)), len(pairs))


def longest_ordered(right: Sequence[str], given: Sequence[str]) -> Fraction:
    """The most steps that stand in order once the others are struck out."""
    lengths: list[int] = []
    ranks = _ranks(right, given)
    for place, rank in enumerate(ranks):
        before = [length for length, other in zip(lengths, ranks[:place], strict=True) if other < rank]
        lengths.append(1 + max(before, default=0))
    return _of_more_than_one(max(lengths), len(right))


def longest_contiguous(right: Sequence[str], given: Sequence[str]) -> Fraction:
    """The longest stretch of the right order that is given in order, with others between or not."""
    longest = run = 1
    for before, after in pairwise(_ranks(given, right)):
        run = run + 1 if before < after else 1
        longest = max(longest, run)
    return _of_more_than_one(longest, len(right))


def relative_to_correct(right: Sequence[str], given: Sequence[str]) -> Fraction:
    """Each step earns less the farther it is from its place: of n steps, n - 1 less the distance."""
    reach = len(right) - 1
    ranks = _ranks(right, given)
    earned = sum(reach - abs(place - rank) for place, rank in enumerate(ranks))
    return Fraction(earned, len(right) * reach)


ORDERING_RULES: Mapping[str, Grading] = {
    "all_or_nothing": all_or_nothing,
    "absolute_position": absolute_position,
    "adjacent_pairs": adjacent_pairs,
    "relative_next_include_last": relative_next_include_last,
    "relative_one_previous_and_next": relative_one_previous_and_next,
    "relative_all_previous_and_next": relative_all_previous_and_next,
    "longest_ordered": longest_ordered,
    "longest_contiguous": longest_contiguous,
    "relative_to_correct": relative_to_correct,
}


def _share(parts: Iterable[bool], of: int) -> Fraction:
    return Fraction(sum(parts), of)


def _ranks(right: Sequence[str], given: Sequence[str]) -> list[int]:
    """The place where each given step belongs, counted from 0."""
    places = {step: place for place, step in enumerate(right)}
    return [places[step] for step in given]


def _of_more_than_one(count: int, of: int) -> Fraction:
    """The share, one step alone being no order."""
    return Fraction(count if count > 1 else 0, of)
