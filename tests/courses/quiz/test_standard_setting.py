"""Angoff: from judges' ratings to a cut."""

import pytest

from courses.quiz.standard_setting import form_cut, form_range, spreads_of, standard_of

RATINGS = {
    "Ada": {"x": 0.5, "y": 0.7, "z": 0.9},
    "Grace": {"x": 0.6, "y": 0.8, "z": 1.0},
    "Mary": {"x": 0.4, "y": 0.6},
}


def test_judges_who_did_not_rate_everything_wait_outside():
    """By hand: sums 2.1 and 2.4, mean 2.25, spread .15 x root 2, error .15."""
    standard = standard_of(RATINGS, ["x", "y", "z"])
    assert standard.sums == pytest.approx((2.1, 2.4))
    assert standard.cut == pytest.approx(2.25)
    assert standard.share == pytest.approx(0.75)
    assert standard.error == pytest.approx(0.15)
    assert standard.share_error == pytest.approx(0.05)


def test_one_judge_gives_a_cut_and_no_error():
    standard = standard_of({"Ada": {"x": 0.5}}, ["x"])
    assert (standard.cut, standard.sd, standard.error, standard.share_error) == (0.5, None, None, None)


def test_no_judge_and_no_item_give_no_cut():
    assert standard_of({}, ["x"]) is None
    assert standard_of({"Mary": {"x": 0.4}}, ["x", "y"]) is None
    assert standard_of(RATINGS, []) is None


def test_the_ratings_of_an_item_lie_somewhere():
    spreads = spreads_of(RATINGS)
    assert (spreads["x"].n, spreads["z"].n) == (3, 2)
    assert (spreads["x"].mean, spreads["x"].least, spreads["x"].most) == (pytest.approx(0.5), 0.4, 0.6)
    assert spreads["x"].sd == pytest.approx(0.1)


def test_a_harder_form_asks_for_less():
    means = {"easy": 0.9, "hard": 0.5, "middle": 0.7}
    assert form_cut(means, [("easy", 1), ("middle", 1)]) == pytest.approx(0.8)
    assert form_cut(means, [("hard", 1), ("middle", 1)]) == pytest.approx(0.6)
    # Worth three times as much: (0.9 + 3 x 0.5) / 4.
    assert form_cut(means, [("easy", 1), ("hard", 3)]) == pytest.approx(0.6)


def test_a_form_with_an_item_that_nobody_rated_has_no_cut():
    assert form_cut({"x": 0.5}, [("x", 1), ("new", 1)]) is None
    assert form_cut({"x": 0.5}, []) is None
    assert form_range([None, 0.7, 0.66]) == (0.66, 0.7)
    assert form_range([None]) is None
