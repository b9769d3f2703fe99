"""Items of QTI 2 and 3 written out by hand: the rules that equal a template, and what refuses an item."""

import pytest

from tests.content.items.interchange.qti_written_out import (
    CHOICES,
    IS_RIGHT,
    MATCH_CORRECT,
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


@pytest.mark.parametrize(
    "rules",
    [
        condition(IS_RIGHT),
        condition(IS_RIGHT, TO_ONE, f"<responseElse>{TO_ONE.replace('>1<', '>0<')}</responseElse>"),
        condition(
            IS_RIGHT,
            '<setOutcomeValue identifier="SCORE"><sum><variable identifier="SCORE"/>'
            '<baseValue baseType="integer">1</baseValue></sum></setOutcomeValue>',
        ),
    ],
)
def test_rules_that_equal_match_correct_are_it(rules):
    found = taken(item(declared(["B"]), choice(), processing(rules)))
    assert [earned(found, RESPONSE=[name]) for name in "AB"] == [0, 1]


def test_the_usual_rule_of_a_mapping_is_map_response():
    null = '<isNull><variable identifier="RESPONSE"/></isNull>'
    pay = '<setOutcomeValue identifier="SCORE"><mapResponse identifier="RESPONSE"/></setOutcomeValue>'
    rules = condition(null, TO_ONE.replace(">1<", ">0<"), f"<responseElse>{pay}</responseElse>")
    found = taken(item(declared(["A"], mapped({"A": "2", "B": "1"})), choice(), processing(rules)))
    assert [earned(found, RESPONSE=[name]) for name in "ABC"] == [2, 1, 0]


@pytest.mark.parametrize(
    ("rules", "reason"),
    [
        (condition(f"<not>{IS_RIGHT}</not>"), "It is scored by a rule of its own: not."),
        (f"<exitResponse/>{condition(IS_RIGHT)}", "Its response processing has the rule exitResponse."),
        (
            condition(IS_RIGHT, TO_ONE, f"<responseElse>{TO_ONE}</responseElse>"),
            "It is scored by a rule of its own, which is none of the standard templates.",
        ),
        (
            condition(IS_RIGHT) + condition(IS_RIGHT),
            "It is scored by a rule of its own, which is none of the standard templates.",
        ),
        (
            condition(IS_RIGHT, TO_ONE.replace("SCORE", "OTHER")),
            "It sets the outcome OTHER, which is not declared.",
        ),
    ],
)
def test_all_other_processing_refuses_the_item(rules, reason):
    assert refused(item(declared(["B"]), choice(), processing(rules))) == reason


@pytest.mark.parametrize(
    ("xml", "reason"),
    [
        (item(declared(["B"]), "<p>Nothing</p>"), "It has nothing to answer."),
        (item(declared(["Z"]), choice()), "Its correct response is not among the choices."),
        (
            item(declared(["B"]), f'<p><img src="x.png" alt="X"/></p>{choice()}'),
            "It holds a picture or a recording, and those are not taken from files.",
        ),
        (
            item(declared(["B"]), choice() + choice()),
            "It asks several things at once: choiceInteraction, choiceInteraction.",
        ),
        (
            item(declared(["B"]), choice(), attributes='adaptive="true"'),
            "It is adaptive: it changes with each answer.",
        ),
        (
            item(declared(["B"]), f"{choice()}<p><printedVariable identifier='X'/></p>"),
            "It uses printedVariable, which is outside of what can be taken.",
        ),
        (
            item("", '<hotspotInteraction responseIdentifier="RESPONSE"/>'),
            "Its interaction hotspotInteraction has no equal here.",
        ),
        (
            item(declared(["B"]), choice(), MATCH_CORRECT.replace("match_correct", "map_response_point")),
            "It is scored by map_response_point, which has no equal here.",
        ),
        (
            item(declared(["B"]), choice(), ""),
            "It has no response processing, so nothing says what is right.",
        ),
    ],
)
def test_what_lies_outside_refuses_the_item_by_name(xml, reason):
    assert refused(xml) == reason


def test_alternatives_that_multiply_refuse_the_item_before_they_fill_the_memory():
    test = '<match><variable identifier="RESPONSE"/><baseValue baseType="identifier">{0}</baseValue></match>'
    either = "<or>" + "".join(test.format(name) for name in "ABCABCABC") + "</or>"
    rules = processing(condition(f"<and>{either * 30}</and>"))
    assert refused(item(declared(["B"]), choice(), rules)) == "It is scored by a rule of its own: and."


def test_too_many_choices_refuse_the_item():
    many = "".join(f'<simpleChoice identifier="N{n}">{n}</simpleChoice>' for n in range(1001))
    body = f'<choiceInteraction responseIdentifier="RESPONSE">{many}</choiceInteraction>'
    assert refused(item(declared(["N1"]), body)) == "It has more than 1000 choices."


def test_a_rule_of_feedback_that_speaks_of_what_is_not_declared_refuses_the_item():
    feedback = '<outcomeDeclaration identifier="FB" cardinality="single" baseType="identifier"/>'
    said = '<setOutcomeValue identifier="FB"><baseValue baseType="identifier">x</baseValue></setOutcomeValue>'
    rules = condition(IS_RIGHT) + condition('<isNull><variable identifier="NONE"/></isNull>', said)
    xml = item(declared(["B"]) + feedback, choice(), processing(rules))
    assert refused(xml) == "It speaks of NONE, which is not declared."


def test_a_score_for_what_nothing_asks_refuses_the_item():
    both = declared(["B"]) + declared(["C"], name="OTHER")
    add = TO_ONE.replace("<baseValue", '<sum><variable identifier="SCORE"/><baseValue')
    add = add.replace("</baseValue>", "</baseValue></sum>")
    rules = condition(IS_RIGHT, add) + condition(IS_RIGHT.replace("RESPONSE", "OTHER"), add)
    assert refused(item(both, choice(), processing(rules))) == "It scores OTHER, for which nothing is asked."


def test_an_order_has_each_step_once():
    order = (
        f'<orderInteraction responseIdentifier="RESPONSE"><prompt>Sort</prompt>{CHOICES}</orderInteraction>'
    )
    found = taken(item(declared(["C", "A", "B"], cardinality="ordered"), order))
    assert [step["text"] for step in found.imported.content["sequence"]] == [
        "Choice C",
        "Choice A",
        "Choice B",
    ]
    assert earned(found, RESPONSE=["C", "B", "A"]) == 0
    wrong = item(declared(["C", "A"], cardinality="ordered"), order)
    assert refused(wrong) == "The correct order does not hold each of the steps once."
