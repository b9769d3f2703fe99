"""Rules of QTI 2 that say in other words what we can keep (QTI 2.2 specification, Expressions)."""

import pytest

from content.items.scoring import score
from tests.content.items.interchange.qti_written_out import (
    IS_RIGHT,
    TO_ONE,
    choice,
    condition,
    declared,
    earned,
    item,
    mapped,
    processing,
    refused,
    taken,
)

RESPONSE = '<variable identifier="RESPONSE"/>'
ENTRY = '<p>Say <textEntryInteraction responseIdentifier="RESPONSE"/></p>'
TO_ZERO = TO_ONE.replace(">1<", ">0<")
NULL = f"<isNull>{RESPONSE}</isNull>"


def base(value, kind="identifier"):
    return f'<baseValue baseType="{kind}">{value}</baseValue>'


def is_(name):
    return f"<match>{RESPONSE}{base(name)}</match>"


def pays(points):
    return TO_ONE.replace(">1<", f">{points}<")


def entry(rules, key="York", kind="string"):
    """The content of a text entry that is scored by these rules."""
    declaration = declared([key]).replace('baseType="identifier"', f'baseType="{kind}"')
    return taken(item(declaration, ENTRY, processing(rules))).imported.content


@pytest.mark.parametrize(
    "rules",
    [
        condition(is_("B")),
        condition(f"<match>{base('B')}{RESPONSE}</match>"),
        condition(f"<and><not>{NULL}</not>{IS_RIGHT}</and>"),
        condition(NULL, TO_ZERO, f"<responseElseIf>{IS_RIGHT}{TO_ONE}</responseElseIf>"),
        f"<responseProcessingFragment>{condition(IS_RIGHT)}</responseProcessingFragment>",
    ],
)
def test_the_right_choice_may_be_asked_for_in_many_ways(rules):
    found = taken(item(declared(["B"]), choice(), processing(rules)))
    assert [earned(found, RESPONSE=[name]) for name in "ABC"] == [0, 1, 0]


def test_choices_that_are_asked_for_one_by_one_have_points_of_their_own():
    others = f"<responseElseIf>{is_('B')}{pays(1)}</responseElseIf><responseElse>{pays(0)}</responseElse>"
    found = taken(item(declared(["A"]), choice(), processing(condition(is_("A"), pays(2), others))))
    assert [earned(found, RESPONSE=[name]) for name in "ABC"] == [2, 1, 0]


def test_a_choice_that_is_asked_for_twice_earns_what_comes_first():
    again = f"<responseElseIf>{is_('A')}{pays(5)}</responseElseIf>"
    found = taken(item(declared(["A"]), choice(), processing(condition(is_("A"), pays(2), again))))
    assert earned(found, RESPONSE=["A"]) == 2


def test_the_score_may_be_set_to_the_most_that_is_declared():
    most = '<setOutcomeValue identifier="SCORE"><variable identifier="MAXSCORE"/></setOutcomeValue>'
    outcome = (
        '<outcomeDeclaration identifier="MAXSCORE" cardinality="single" baseType="float">'
        "<defaultValue><value>3</value></defaultValue></outcomeDeclaration>"
    )
    found = taken(item(declared(["B"]) + outcome, choice(), processing(condition(IS_RIGHT, most))))
    assert [earned(found, RESPONSE=[name]) for name in "AB"] == [0, 3]


@pytest.mark.parametrize(
    "rules",
    [
        '<setOutcomeValue identifier="SCORE"><mapResponse identifier="RESPONSE"/></setOutcomeValue>'
        f'<responseCondition><responseIf><lt><variable identifier="SCORE"/>{base(0, "float")}</lt>'
        f"{TO_ZERO}</responseIf></responseCondition>",
        f'<setOutcomeValue identifier="SCORE"><max>{base(0, "float")}'
        '<mapResponse identifier="RESPONSE"/></max></setOutcomeValue>',
    ],
)
def test_a_score_that_is_kept_above_zero_is_ours(rules):
    table = mapped({"A": "2", "B": "-1"})
    found = taken(item(declared(["A"], table), choice(), processing(rules)))
    assert [earned(found, RESPONSE=[name]) for name in "ABC"] == [2, 0, 0]


def test_values_in_a_container_are_the_key_if_they_are_all_of_it():
    both = f"<match>{RESPONSE}<multiple>{base('B')}{base('A')}</multiple></match>"
    several = declared(["A", "B"]).replace('cardinality="single"', 'cardinality="multiple"')
    found = taken(item(several, choice(0), processing(condition(both))))
    assert [earned(found, RESPONSE=chosen) for chosen in ("A", "AB", "ABC")] == [0, 1, 0]
    only_one = f"<match>{RESPONSE}<multiple>{base('A')}</multiple></match>"
    said = "It is scored by a rule of its own, which is none of the standard templates."
    assert refused(item(several, choice(0), processing(condition(only_one)))) == said


def test_a_text_may_be_one_of_several():
    listed = f"<multiple>{base('York', 'string')}{base('Leeds', 'string')}</multiple>"
    content = entry(condition(f"<member>{RESPONSE}{listed}</member>"))
    assert content["accept"] == ["York", "Leeds"]


@pytest.mark.parametrize(("text", "points"), [("New York city", 1), ("new york", 0), ("Yor", 0)])
def test_a_part_of_a_text_may_be_asked_for(text, points):
    content = entry(condition(f"<substring>{base('York', 'string')}{RESPONSE}</substring>"))
    assert score(content, {"text": text}) == points


def test_a_part_minds_case_unless_it_says_otherwise():
    test = f'<substring caseSensitive="false">{base("York", "string")}{RESPONSE}</substring>'
    assert score(entry(condition(test)), {"text": "new YORK"}) == 1


def test_the_part_of_old_files_refuses_the_item():
    test = f'<stringMatch substring="true">{RESPONSE}{base("York", "string")}</stringMatch>'
    text = declared(["York"]).replace('baseType="identifier"', 'baseType="string"')
    said = "It is scored by a rule of its own: stringMatch."
    assert refused(item(text, ENTRY, processing(condition(test)))) == said


def test_texts_that_are_alike_without_their_case_earn_what_comes_first():
    table = mapped({"York": "1", "york": "0.5"}).replace("<mapEntry", '<mapEntry caseSensitive="false"')
    text = declared(["York"], table).replace('baseType="identifier"', 'baseType="string"')
    rule = '<setOutcomeValue identifier="SCORE"><mapResponse identifier="RESPONSE"/></setOutcomeValue>'
    content = taken(item(text, ENTRY, processing(rule))).imported.content
    assert (content["accept"], content.get("more", [])) == (["York"], [])


def test_a_number_with_a_tolerance_is_no_typical_error():
    test = f'<equal toleranceMode="relative" tolerance="10">{RESPONSE}{base(5, "float")}</equal>'
    content = entry(condition(test), "5", "float")
    assert (content["mode"], content["tolerance"], content["wrong"]) == ("relative", "0.1", [])


def test_a_limit_may_stand_on_either_side():
    limits = f"<and><lte>{base(1, 'float')}{RESPONSE}</lte><gte>{base(2, 'float')}{RESPONSE}</gte></and>"
    content = entry(condition(limits), "1.5", "float")
    assert [score(content, {"value": number}) for number in ("0.9", "1", "2", "2.1")] == [0, 1, 1, 0]


def test_of_whole_numbers_an_open_interval_has_ends():
    limits = f"<and><gt>{RESPONSE}{base(1, 'integer')}</gt><lt>{RESPONSE}{base(5, 'integer')}</lt></and>"
    content = entry(condition(limits), "3", "integer")
    assert [score(content, {"value": number}) for number in ("1", "2", "4", "5")] == [0, 1, 1, 0]


def test_of_other_numbers_an_open_interval_refuses_the_item():
    limits = f"<and><gt>{RESPONSE}{base(1, 'float')}</gt><lt>{RESPONSE}{base(5, 'float')}</lt></and>"
    number = declared(["3"]).replace('baseType="identifier"', 'baseType="float"')
    said = "It is scored by a rule of its own, which is none of the standard templates."
    assert refused(item(number, ENTRY, processing(condition(limits)))) == said
