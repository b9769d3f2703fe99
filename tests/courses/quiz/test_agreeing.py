"""What several marks come to, worked out by hand on a rubric of 0, 2, 3 and 0, 2 points."""

from dataclasses import dataclass, field
from fractions import Fraction

import pytest

from courses.quiz.agreeing import counting, fits, maximum_of, missing, points_of, share
from tests.content.items.examples import essay

RUBRIC = essay()["rubric"]


@dataclass(frozen=True)
class Mark:
    first: int
    second: int
    levels: dict = field(init=False)

    def __post_init__(self):
        object.__setattr__(self, "levels", {"rub1": self.first, "rub2": self.second})


def test_points_are_those_of_the_levels_reached():
    # Level 2 of the first criterion is worth 3, level 1 of the second 2; 3 and 2 are the most.
    assert (points_of(RUBRIC, {"rub1": 2, "rub2": 1}), maximum_of(RUBRIC)) == (5, 5)
    assert points_of(RUBRIC, {"rub1": 1, "rub2": 0}) == 2


@pytest.mark.parametrize(
    "levels",
    [
        {},
        {"rub1": 0},
        {"rub1": 0, "rub2": 0, "rub3": 0},
        {"rub1": 3, "rub2": 0},
        {"rub1": -1, "rub2": 0},
        {"rub1": "1", "rub2": 0},
        {"rub1": True, "rub2": 0},
        {"rub1": None, "rub2": 0},
    ],
)
def test_a_level_that_the_criterion_does_not_have_does_not_fit(levels):
    assert not fits(RUBRIC, levels)


def test_one_level_for_each_criterion_fits():
    assert fits(RUBRIC, {"rub1": 2, "rub2": 1})


def test_one_marker_settles_it_alone():
    assert missing(1, []) == 1
    assert list(counting(1, [])) == []
    assert list(counting(1, [Mark(1, 1)])) == [Mark(1, 1)]


def test_two_who_are_one_level_apart_settle_it_by_their_mean():
    marks = [Mark(2, 1), Mark(1, 0)]
    assert [missing(2, marks[:n]) for n in range(3)] == [2, 1, 0]
    # 5 and 2 of 5 points: 7 of 10.
    assert share(RUBRIC, counting(2, marks)) == Fraction(7, 10)


@pytest.mark.parametrize("apart", [Mark(0, 1), Mark(0, 0)])
def test_two_who_are_further_apart_on_one_criterion_need_a_third_who_decides(apart):
    marks = [Mark(2, 1), apart]
    assert (missing(2, marks), list(counting(2, marks))) == (1, [])
    decided = [*marks, Mark(1, 1)]
    assert (missing(2, decided), list(counting(2, decided))) == (0, [Mark(1, 1)])
    # 2 and 2 of 5 points.
    assert share(RUBRIC, counting(2, decided)) == Fraction(4, 5)
