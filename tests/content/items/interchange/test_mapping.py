from fractions import Fraction

import pytest

from content.items.interchange.mapping import ResponseMapping, map_response

HALF = Fraction(1, 2)
WATER = ResponseMapping({"H": Fraction(1), "O": Fraction(1), "Cl": Fraction(-1)}, default=Fraction(-2))


@pytest.mark.parametrize(
    ("response", "expected"),
    [
        pytest.param(["H", "O"], 2, id="summed"),
        pytest.param(["H", "H", "O"], 2, id="a value given twice counts once"),
        pytest.param(["H", "Cl"], 0, id="what is wrong takes away"),
        pytest.param(["H", "He", "Ne"], -3, id="each value without an entry earns the default"),
        pytest.param([], -2, id="nothing earns the default once"),
        pytest.param(["h"], -2, id="identifiers mind case"),
    ],
)
def test_a_mapping_adds_up_the_points_of_distinct_values(response, expected):
    assert map_response(WATER, response) == expected


@pytest.mark.parametrize(("response", "expected"), [(["H", "O"], Fraction(3, 2)), (["Cl", "He"], 0)])
def test_a_sum_is_kept_within_the_bounds(response, expected):
    bounded = ResponseMapping(WATER.entries, WATER.default, lower=Fraction(0), upper=Fraction(3, 2))
    assert map_response(bounded, response) == expected


@pytest.mark.parametrize(("base_type", "expected"), [("pair", 1), ("directedPair", 0)])
def test_a_pair_is_the_same_the_other_way_round_unless_it_is_directed(base_type, expected):
    mapping = ResponseMapping({"C R": Fraction(1)}, base_type=base_type)
    assert map_response(mapping, ["R C"]) == expected


@pytest.mark.parametrize(("is_case_sensitive", "expected"), [(True, 0), (False, HALF)])
def test_words_mind_case_where_the_mapping_says_so(is_case_sensitive, expected):
    mapping = ResponseMapping({"York": HALF}, is_case_sensitive=is_case_sensitive, base_type="string")
    assert map_response(mapping, ["YORK"]) == expected
