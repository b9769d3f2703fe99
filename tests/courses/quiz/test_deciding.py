"""What decisions come to: which keys count, what an answer is worth, when an attempt keeps what it had."""

from decimal import Decimal
from fractions import Fraction

import pytest

from courses.quiz.deciding import (
    Decision,
    Kept,
    Result,
    Standing,
    share_under,
    standing_of,
    why_kept,
)
from courses.quiz.totalling import Total

ASKED = 10
#: What one answer is worth by the key of each version.
SHARES = {10: Fraction(0), 11: Fraction(1, 2), 12: Fraction(1, 3), 13: None}


def decided(*rules):
    """Each a rule and the version of its key; later ones have higher numbers."""
    return standing_of(ASKED, [Decision(n, rule, key) for n, (rule, key) in enumerate(rules, start=1)])


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ([], Standing((10,))),
        ([("new_key", 11)], Standing((11,))),
        ([("accept_also", 11)], Standing((10, 11))),
        ([("new_key", 11), ("new_key", 12)], Standing((12,))),
        ([("accept_also", 11), ("accept_also", 12)], Standing((10, 11, 12))),
        ([("accept_also", 11), ("accept_also", 12), ("accept_also", 11)], Standing((10, 12, 11))),
        ([("new_key", 11), ("accept_also", 12)], Standing((11, 12))),
        ([("accept_also", 11), ("new_key", 12)], Standing((12,))),
        ([("full_credit", None)], Standing((10,), "full_credit")),
        ([("new_key", 11), ("drop", None)], Standing((11,), "dropped")),
        ([("drop", None), ("full_credit", None)], Standing((10,), "full_credit")),
        ([("new_key", 11), ("drop", None), ("accept_also", 12)], Standing((11, 12))),
        ([("full_credit", None), ("new_key", 11)], Standing((11,))),
    ],
)
def test_a_later_decision_replaces_but_a_further_answer_adds_to_the_keys_that_stand(rules, expected):
    assert decided(*rules) == expected


@pytest.mark.parametrize(
    ("standing", "expected"),
    [
        (Standing((10,)), Fraction(0)),
        (Standing((11,)), Fraction(1, 2)),
        (Standing((10, 12, 11)), Fraction(1, 2)),
        (Standing((13,)), None),
        (Standing((13, 12)), Fraction(1, 3)),
        (Standing((10,), "full_credit"), Fraction(1)),
        (Standing((11,), "dropped"), None),
    ],
)
def test_the_key_that_gives_most_counts(standing, expected):
    assert share_under(standing, SHARES.get) == expected


@pytest.mark.parametrize("rule", ["halve", "new_key"])
def test_a_rule_that_is_unknown_or_lacks_its_key_is_a_fault(rule):
    with pytest.raises(ValueError, match="no decision"):
        decided((rule, None))


@pytest.mark.parametrize(
    ("before", "after", "is_completed", "expected"),
    [
        # Of three points, the pass mark being 70: 2/3 before.
        (("0.666666", False), (3, 3), False, None),
        (("0.666666", False), (1, 3), False, None),
        (("0.666666", False), (1, 3), True, Kept.COMPLETED),
        # The same share, of which the stored one was rounded down.
        (("0.666666", False), (2, 3), True, None),
        # The share rises, and is not enough where it was before: the mark stands higher than it did.
        (("0.680000", True), (69, 100), True, Kept.COMPLETED),
        (("0.680000", True), (69, 100), False, None),
        (("0.800000", True), (9, 10), True, None),
        (("0.800000", True), (0, 0), False, Kept.NOTHING_LEFT),
        (("0.800000", True), (0, 0), True, Kept.NOTHING_LEFT),
    ],
)
def test_only_who_completed_keeps_what_would_sink(before, after, is_completed, expected):
    fraction, is_passed = before
    result, total = Result(Decimal(fraction), is_passed), Total(*map(Fraction, after))
    assert why_kept(result, total, pass_mark=70, is_completed=is_completed) == expected
