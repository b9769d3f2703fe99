import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.items.responding import check_response, draw_order, parse
from content.items.scoring import key
from content.items.terms import ResponseInvalid
from tests.content.items import examples
from tests.content.items.strategies import answered, contents, orderings


@pytest.mark.parametrize(
    ("example", "form", "expected"),
    [
        (examples.single_choice, {"choice": ["bbbb"]}, {"choice": "bbbb"}),
        (examples.multiple_response, {"choice": ["dddd", "aaaa"]}, {"choices": ["aaaa", "dddd"]}),
        (
            examples.matching,
            {"left-lll1": ["rrr1"], "left-lll2": [""], "left-lll3": ["rrr1"]},
            {"pairs": {"lll1": "rrr1", "lll3": "rrr1"}},
        ),
        (
            examples.ordering,
            {"pos-eeee": ["4"], "pos-pppp": ["1"], "pos-ssss": [" 2"], "pos-tttt": ["3"]},
            {"order": ["pppp", "ssss", "tttt", "eeee"]},
        ),
        (examples.numeric, {"value": [" 12,5 "]}, {"value": "12.5"}),
        (examples.short_text, {"text": [" Ji doka "]}, {"text": "Ji doka"}),
        (examples.self_assessed, {"text": ["One\r\ntwo"]}, {"text": "One\ntwo"}),
        (examples.essay, {"text": [" One\r\ntwo"]}, {"text": "One\ntwo"}),
        (
            examples.cloze,
            {"gap-gap1-choice": ["bbbb"], "gap-gap2-value": ["12,5"], "gap-gap3-text": [" "]},
            {"gaps": {"gap1": {"choice": "bbbb"}, "gap2": {"value": "12.5"}}},
        ),
    ],
)
def test_form_fields_become_a_response(example, form, expected):
    assert parse(example(), form) == expected


@pytest.mark.parametrize(
    ("example", "form"),
    [
        (examples.single_choice, {"choice": [""]}),
        (examples.multiple_response, {"choice": [""]}),
        (examples.matching, {"left-lll1": [""], "left-lll2": [""]}),
        (examples.ordering, {"pos-ssss": [""], "pos-pppp": [" "]}),
        (examples.numeric, {"value": ["  "]}),
        (examples.short_text, {"text": [" \n"]}),
        (examples.self_assessed, {"text": [""]}),
        (examples.essay, {"text": [""]}),
        (examples.cloze, {"gap-gap1-choice": [""], "gap-gap2-value": [" "], "gap-gap3-text": [""]}),
    ],
)
def test_empty_fields_and_missing_fields_are_blank(example, form):
    assert parse(example(), form) is None
    assert parse(example(), {}) is None


@pytest.mark.parametrize(
    ("example", "form"),
    [
        pytest.param(examples.single_choice, {"choice": ["aaaa", "bbbb"]}, id="all ticked, one asked"),
        pytest.param(examples.single_choice, {"choice": ["zzzz"]}, id="unknown option"),
        pytest.param(examples.multiple_response, {"choice": ["aaaa", "aaaa"]}, id="option twice"),
        pytest.param(examples.multiple_response, {"choice": ["aaaa", "zzzz"]}, id="foreign option"),
        pytest.param(examples.matching, {"left-zzzz": ["rrr1"]}, id="unknown left"),
        pytest.param(examples.matching, {"left-zzzz": [""]}, id="unknown left, left open"),
        pytest.param(examples.matching, {"left-lll1": ["lll2"]}, id="a left as right"),
        pytest.param(examples.matching, {"left-lll1": ["rrr1", "rrr2"]}, id="left twice"),
        pytest.param(examples.ordering, {"pos-zzzz": ["1"]}, id="unknown step"),
        pytest.param(examples.numeric, {"value": ["40", "41"]}, id="two numbers"),
        pytest.param(examples.short_text, {"text": ["jidoka", "andon"]}, id="two texts"),
        pytest.param(examples.cloze, {"gap-zzzz-text": ["jidoka"]}, id="unknown gap"),
        pytest.param(examples.cloze, {"gap-gap1-choice": ["zzzz"]}, id="unknown option in a gap"),
        pytest.param(examples.cloze, {"gap-gap1-choice": ["aaaa", "bbbb"]}, id="all ticked in a gap"),
    ],
)
def test_unknown_foreign_or_repeated_answers_are_refused(example, form):
    with pytest.raises(ResponseInvalid):
        parse(example(), form)


@pytest.mark.parametrize(
    "positions",
    [
        ("1", "2", "3", "3"),
        ("1", "2", "3", ""),
        ("0", "1", "2", "3"),
        ("1", "2", "3", "five"),
        ("1", "2", "3"),
    ],
)
def test_each_step_needs_its_own_position(positions):
    fields = zip(["pos-ssss", "pos-pppp", "pos-tttt", "pos-eeee"], positions, strict=False)
    with pytest.raises(ResponseInvalid, match="Give each step its own position, from 1 to 4."):
        parse(examples.ordering(), {name: [position] for name, position in fields})


def test_the_tenth_position_comes_after_the_ninth():
    steps = [{"id": f"step{number}", "text": f"Step {number}", "note": ""} for number in range(1, 11)]
    content = examples.ordering() | {"sequence": steps}
    form = {f"pos-step{number}": [str(number)] for number in range(1, 11)}
    assert parse(content, form) == key(content)


@pytest.mark.parametrize(
    ("example", "response"),
    [
        pytest.param(examples.single_choice, {"choice": ["aaaa"]}, id="list for one"),
        pytest.param(examples.single_choice, {"choices": ["aaaa"]}, id="shape of another type"),
        pytest.param(examples.single_choice, {"choice": "aaaa", "points": 1}, id="extra key"),
        pytest.param(examples.single_choice, {"choice": "zzzz"}, id="unknown option"),
        pytest.param(examples.single_choice, {}, id="no key"),
        pytest.param(examples.single_choice, "aaaa", id="no object"),
        pytest.param(examples.multiple_response, {"choices": "aaaa"}, id="string for list"),
        pytest.param(examples.multiple_response, {"choices": [True]}, id="a bool for an id"),
        pytest.param(examples.multiple_response, {"choices": ["aaaa"] * 9999}, id="oversize"),
        pytest.param(examples.matching, {"pairs": [["lll1", "rrr1"]]}, id="list for object"),
        pytest.param(examples.matching, {"pairs": {"lll1": None}}, id="null partner"),
        pytest.param(examples.matching, {"pairs": {"lll1": "zzzz"}}, id="unknown partner"),
        pytest.param(examples.ordering, {"order": ["ssss", "pppp"]}, id="steps missing"),
        pytest.param(examples.ordering, {"order": ["ssss", "ssss", "pppp", "tttt"]}, id="step twice"),
        pytest.param(examples.numeric, {"value": 40}, id="a number, not its text"),
        pytest.param(examples.numeric, {"value": "4" * 31}, id="long number"),
        pytest.param(examples.short_text, {"text": "x" * 2001}, id="long text"),
        pytest.param(examples.short_text, {"text": "a\x00b"}, id="null character"),
        pytest.param(examples.short_text, {"text": "\ud83d"}, id="half a character"),
        pytest.param(examples.cloze, {"gaps": {"gap1": {"text": "Gemba"}}}, id="shape of another gap"),
        pytest.param(examples.cloze, {"gaps": {"gap1": "aaaa"}}, id="gap without a shape"),
        pytest.param(examples.cloze, {"gaps": {"zzzz": {"text": "x"}}}, id="foreign gap"),
        pytest.param(examples.essay, {"text": "x" * 20_001}, id="long essay"),
    ],
)
def test_a_response_of_any_other_shape_is_refused(example, response):
    with pytest.raises(ResponseInvalid):
        check_response(example(), response)


@pytest.mark.parametrize(
    ("example", "response"),
    [
        (examples.single_choice, {"choice": ""}),
        (examples.multiple_response, {"choices": []}),
        (examples.matching, {"pairs": {"lll1": ""}}),
        (examples.ordering, {"order": []}),
        (examples.numeric, {"value": ""}),
        (examples.short_text, {"text": " "}),
        (examples.self_assessed, None),
        (examples.essay, {"text": ""}),
        (examples.cloze, {"gaps": {}}),
        (examples.cloze, {"gaps": {"gap2": {"value": " "}}}),
    ],
)
def test_a_response_taken_back_is_blank(example, response):
    assert check_response(example(), response) is None


@given(answered())
def test_a_response_that_was_stored_passes_again_unchanged(pair):
    content, response = pair
    assert check_response(content, response) == response


@pytest.mark.parametrize("example", examples.ALL)
def test_the_key_is_a_response_a_learner_could_give(example):
    content = example()
    assert check_response(content, key(content)) == key(content)


def test_a_text_of_the_full_length_is_kept_and_one_more_is_refused_with_both_numbers():
    assert check_response(examples.short_text(), {"text": "x" * 2000}) == {"text": "x" * 2000}
    with pytest.raises(ResponseInvalid, match="Write 2000 characters at most; there are 2001 now."):
        check_response(examples.short_text(), {"text": "x" * 2001})


def test_a_refusal_says_which_gap_it_is_about_counted_as_in_the_text():
    with pytest.raises(ResponseInvalid, match="Gap 2: Write one number"):
        parse(examples.cloze(), {"gap-gap2-value": ["soon"]})


def test_a_draft_of_an_essay_is_kept_whatever_its_length_in_words():
    assert check_response(examples.essay(), {"text": "Too short"}) == {"text": "Too short"}
    long = " ".join(["word"] * 4000)
    assert check_response(examples.essay(), {"text": long}) == {"text": long}


@given(contents(), st.integers())
def test_an_order_holds_every_entry_once_and_the_same_seed_draws_it_again(content, seed):
    order = draw_order(content, random.Random(seed))
    columns = {name: content.get("sequence" if name == "items" else name, ()) for name in order}
    for gap in content.get("gaps", ()):
        if "options" in gap["interaction"]:
            columns[gap["id"]] = gap["interaction"]["options"]
    assert order.keys() == columns.keys()
    for name, entries in columns.items():
        assert sorted(order[name]) == sorted(entry["id"] for entry in entries)
    assert draw_order(content, random.Random(seed)) == order


@given(orderings(), st.integers())
def test_steps_are_never_drawn_in_the_right_order(content, seed):
    assert draw_order(content, random.Random(seed))["items"] != key(content)["order"]


@pytest.mark.parametrize("example", examples.WRITTEN)
def test_what_is_written_has_no_order_to_draw(example):
    assert draw_order(example(), random.Random(1)) == {}
