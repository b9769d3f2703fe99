"""What conditions of QTI 1.2 pay: `continue`, `Add`, `not` and `other` as the specification has them."""

import pytest

from content.items.scoring import score
from tests.content.items.interchange.test_qti12_reading import (
    chosen,
    document,
    equal,
    fib,
    labels,
    pays,
    refused,
    taken,
)


def goes_on(condition):
    return condition.replace("<respcondition>", '<respcondition continue="Yes">')


def at(place, value):
    return equal(value).replace("<varequal", f'<varequal index="{place}"')


def weights(content):
    """Exactly as stored; of a plain choice, 1 for the key."""
    return [option.get("weight", str(int(option["correct"]))) for option in content["options"]]


def test_the_first_condition_that_sets_the_score_ends_it():
    conditions = pays(equal("A"), 100) + pays(equal("A"), 20) + pays(equal("B"), 50)
    assert weights(taken(document(chosen("AB"), conditions))) == ["1", "1/2"]


def test_a_condition_that_goes_on_is_replaced_by_the_next_that_sets_the_score():
    conditions = goes_on(pays(equal("A"), 40)) + pays(equal("A"), 100) + pays(equal("B"), 50)
    assert weights(taken(document(chosen("AB"), conditions))) == ["1", "1/2"]


def test_what_is_not_the_right_choice_may_cost_something():
    conditions = pays(f"<not>{equal('A')}</not>", -10) + pays(equal("A"), 100)
    assert weights(taken(document(chosen("ABC"), conditions))) == ["1", "-1/10", "-1/10"]


def test_all_other_choices_are_those_that_no_condition_has_named():
    conditions = pays(equal("A"), 100) + pays(equal("B"), 50) + pays("<other/>", -50)
    assert weights(taken(document(chosen("ABC"), conditions))) == ["1", "1/2", "-1/2"]


def test_to_subtract_is_to_add_less():
    conditions = pays(equal("A"), 1) + pays(equal("B"), 1, "Subtract")
    assert weights(taken(document(chosen("AB"), conditions))) == ["1", "-1"]


def test_points_for_no_answer_refuse_the_item():
    conditions = pays(equal("A"), 10, "Add") + pays(f"<not>{equal('B')}</not>", 5, "Add")
    said = "It gives points for no answer at all."
    assert refused(document(chosen("AB"), conditions)) == said
    assert refused(document(chosen("AB", "Multiple"), conditions)) == said


@pytest.mark.parametrize(
    "ruled_out",
    [
        f"<not>{equal('C')}</not><not>{equal('D')}</not>",
        f"<not><or>{equal('C')}{equal('D')}</or></not>",
        f"<not>{equal('C')}{equal('D')}</not>",
    ],
)
def test_just_these_choices_may_be_asked_for_in_many_ways(ruled_out):
    conditions = pays(f"<and>{equal('A')}{equal('B')}{ruled_out}</and>", 100)
    content = taken(document(chosen("ABCD", "Multiple"), conditions))
    assert content["grading"] == "all_or_nothing"
    assert [option["correct"] for option in content["options"]] == [True, True, False, False]


@pytest.mark.parametrize("spelt", [pays, lambda *args: goes_on(pays(*args))])
def test_choices_that_each_set_the_score_do_not_add_up(spelt):
    # Both of them earn 50 as one does: the second is not reached, or replaces the first.
    conditions = spelt(equal("A"), 50) + spelt(equal("B"), 50)
    said = "Its conditions do not add up: some choices together earn another share."
    assert refused(document(chosen("ABC", "Multiple"), conditions)) == said


def test_less_for_a_part_of_the_right_choices_refuses_the_item():
    both = f"<and>{equal('A')}{equal('B')}</and>"
    conditions = pays(both, 100) + pays(equal("A"), 30)
    said = "Its conditions do not add up: some choices together earn another share."
    assert refused(document(chosen("ABC", "Multiple"), conditions)) == said


def test_steps_stand_in_the_places_that_are_named():
    test = at(2, "A") + at(1, "B") + at(3, "C")
    content = taken(document(chosen("ABC", "Ordered"), pays(f"<and>{test}</and>", 100)))
    assert [step["text"] for step in content["sequence"]] == ["Choice B", "Choice A", "Choice C"]
    assert content["grading"] == "all_or_nothing"


def test_steps_with_points_for_each_place_are_graded_place_by_place():
    conditions = "".join(pays(at(n, name), 1, "Add") for n, name in enumerate("CAB", start=1))
    content = taken(document(chosen("ABC", "Ordered"), conditions))
    ids = [step["id"] for step in content["sequence"]]
    assert [step["text"] for step in content["sequence"]] == ["Choice C", "Choice A", "Choice B"]
    # Worked by hand: one of three steps stands in its place.
    assert score(content, {"order": [ids[0], ids[2], ids[1]]}) == pytest.approx(1 / 3)


def test_places_that_are_not_one_after_the_other_refuse_the_item():
    test = at(1, "A") + at(1, "B")
    said = "The correct order does not hold each of the steps once."
    assert refused(document(chosen("AB", "Ordered"), pays(test, 100))) == said


def test_pairs_in_one_condition_only_count_together():
    lefts = "".join(
        f'<response_lid ident="{left}"><material><mattext>Left {left}</mattext></material>'
        f"<render_choice>{labels('XYZ')}</render_choice></response_lid>"
        for left in "ab"
    )
    test = f"<and>{equal('X', 'a')}{equal('Z', 'b')}</and>"
    content = taken(document(lefts, pays(test, 100)))
    rights = {right["id"]: right["text"] for right in content["right"]}
    assert [rights[content["key"][left["id"]]] for left in content["left"]] == ["Choice X", "Choice Z"]
    assert content["grading"] == "all_or_nothing"


@pytest.mark.parametrize(("writing", "earned"), [("the 5 whys", 1), ("5* WHYS", 0), ("whys", 0)])
def test_a_part_of_a_text_may_be_asked_for(writing, earned):
    test = equal("5 Whys").replace("varequal", "varsubstring")
    assert score(taken(document(fib(), pays(test, 100))), {"text": writing}) == earned


def test_an_asterisk_in_a_part_of_a_text_is_one():
    test = equal("a*b").replace("varequal", "varsubstring")
    content = taken(document(fib(), pays(test, 100)))
    assert [score(content, {"text": writing}) for writing in ("xa*bx", "axb")] == [1, 0]


def test_two_parts_at_once_refuse_the_item():
    test = "".join(equal(text).replace("varequal", "varsubstring") for text in "ab")
    said = "Texts are compared in a way that cannot be kept: varsubstring."
    assert refused(document(fib(), pays(test, 100))) == said


def test_a_numerical_question_asks_for_a_number_whatever_its_field_is():
    content = taken(document(fib(), pays(equal("5"), 100), kind="numerical_question"))
    assert (content["type"], content["answer"]) == ("numeric", "5")


def test_numbers_side_by_side_are_all_right():
    test = f"<or>{equal('5')}{equal('7')}</or>"
    content = taken(document(fib('fibtype="Decimal"'), pays(test, 100)))
    assert [score(content, {"value": number}) for number in ("5", "6", "7")] == [1, 0, 1]


def outside(low, high):
    return f'<vargt respident="r">{low}</vargt><varlt respident="r">{high}</varlt>'


def test_of_whole_numbers_an_open_interval_has_ends():
    content = taken(document(fib('fibtype="Integer"'), pays(outside(4, 8), 100)))
    assert [score(content, {"value": number}) for number in ("4", "5", "7", "8")] == [0, 1, 1, 0]


def test_of_other_numbers_the_ends_of_an_open_interval_count_with_a_warning():
    from_canvas = '<vargt respident="r">3.135</vargt><varlte respident="r">3.145</varlte>'
    test = f"<or>{equal('3.14')}<and>{from_canvas}</and></or>"
    content = taken(document(fib('fibtype="Decimal"'), pays(test, 100)))
    assert (content["answer"], content["tolerance"]) == ("3.14", "0.005")


def test_of_several_scores_the_one_called_so_counts():
    other = pays(equal("B"), 7).replace("SCORE", "EFFORT")
    conditions = pays(equal("A"), 1) + other
    assert weights(taken(document(chosen("AB"), conditions))) == ["1", "0"]
    assert refused(document(chosen("AB"), conditions.replace("SCORE", "LUCK"))) == (
        "Its conditions set several scores, and none is called SCORE."
    )


def test_small_letters_set_a_score_as_well():
    assert weights(taken(document(chosen("AB"), pays(equal("A"), 1, "set")))) == ["1", "0"]
