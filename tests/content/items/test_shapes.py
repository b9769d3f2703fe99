import pytest

from content.items.shapes import Optional, misfits

SHAPE = {"id": str, "weight": Optional(str), "levels": Optional([{"points": int}])}


@pytest.mark.parametrize(
    "value",
    [{"id": "a"}, {"id": "a", "weight": "1/2"}, {"id": "a", "levels": [{"points": 1}]}],
)
def test_what_is_optional_may_be_absent_or_given(value):
    assert list(misfits(value, SHAPE)) == []


@pytest.mark.parametrize(
    ("value", "field"),
    [
        ({"weight": "1/2"}, "id"),
        ({"id": "a", "weight": None}, "weight"),
        ({"id": "a", "weight": 1}, "weight"),
        ({"id": "a", "levels": [{"points": True}]}, "levels.0.points"),
        ({"id": "a", "level": []}, "level"),
    ],
)
def test_what_is_optional_has_its_shape_where_it_is_given_and_all_else_is_required(value, field):
    assert [problem.field for problem in misfits(value, SHAPE)] == [field]
