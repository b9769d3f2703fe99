from fractions import Fraction

import pytest

from content.items.certainty import adjusted


@pytest.mark.parametrize(
    ("fraction", "certainty", "expected"),
    [
        (Fraction(1), 1, 1),
        (Fraction(1), 2, 2),
        (Fraction(1), 3, 3),
        (Fraction(0), 1, 0),
        (Fraction(0), 2, -2),
        (Fraction(0), 3, -6),
        (Fraction(1, 3), 3, 1),
        (Fraction(5, 10**8), 3, -6),
        (Fraction(6, 10**8), 3, Fraction(18, 10**8)),
    ],
)
def test_the_surer_the_more_is_won_and_lost(fraction, certainty, expected):
    assert adjusted(fraction, certainty) == expected


@pytest.mark.parametrize(
    ("chance", "best"),
    [(Fraction(3, 5), 1), (Fraction(7, 10), 2), (Fraction(9, 10), 3)],
)
def test_it_pays_best_to_say_how_sure_one_is(chance, best):
    """Below two thirds low, up to four fifths the middle, above that high."""
    means = {
        c: chance * adjusted(Fraction(1), c) + (1 - chance) * adjusted(Fraction(0), c) for c in (1, 2, 3)
    }
    assert max(means, key=means.get) == best


@pytest.mark.parametrize("certainty", [0, 4, -1])
def test_a_certainty_that_is_not_known_is_refused(certainty):
    with pytest.raises(ValueError, match=str(certainty)):
        adjusted(Fraction(1), certainty)
