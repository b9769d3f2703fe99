"""Cases of Moodle's own tests of GIFT: what is imported, exported, and found in comments."""

import json
import random
from fractions import Fraction

import pytest

from content.items.interchange import gift
from content.items.interchange.gift.blocks import Block
from content.items.interchange.terms import Exported
from content.items.meaning import meaning
from tests.content.items.interchange.corpora import found
from tests.content.items.interchange.parse_trees import (
    check_choice,
    check_matching,
    check_numerical,
    check_short,
    seen,
    seen_stem,
    shares,
    squeezed,
)

FORMATS = {0: "moodle", 1: "html", 2: "plain", 4: "markdown"}


def read(text):
    return gift.read(text.encode(), rng=random.Random(3))


def moodle_cases():
    for parameter in found("gift/moodle-gpl", "giftformat_cases.json"):
        [path] = parameter.values
        if path is None:
            return [parameter]
    return [pytest.param(case, id=f"{case['kind']} {case['test']}") for case in json.loads(path.read_text())]


def tree_of(question):
    """The same question as a parse tree. Moodle's fields differ between import and export."""
    options = question.get("options", {})

    def text(value, name):
        written = value if isinstance(value, str) else value["text"]
        number = value["format"] if isinstance(value, dict) else name
        return {"text": written, "format": FORMATS[number or 0]}

    if "answers" in options:
        listed = [
            (text(a["answer"], a["answerformat"]), a["fraction"], text(a["feedback"], a["feedbackformat"]))
            for a in options["answers"].values()
        ]
    else:
        rows = zip(
            question.get("answer", ()),
            question.get("fraction", ()),
            question.get("feedback", ()),
            strict=True,
        )
        listed = [(text(a, 0), fraction, text(said, 0)) for a, fraction, said in rows]
    choices = [
        {"text": a, "weight": Fraction(str(fraction)) * 100, "isCorrect": False, "feedback": said}
        for a, fraction, said in listed
    ]
    single = question.get("single", options.get("single"))
    for choice in choices:
        choice["isCorrect"] = bool(single) and choice["weight"] == 100
    return {"choices": choices, "matchPairs": _pairs(question, options, text)}


def _pairs(question, options, text):
    if "subquestions" in options:
        return [
            {"subquestion": text(s["questiontext"], s["questiontextformat"]), "subanswer": s["answertext"]}
            for s in options["subquestions"].values()
        ]
    rows = zip(question.get("subquestions", ()), question.get("subanswers", ()), strict=True)
    return [{"subquestion": text(left, 0), "subanswer": right} for left, right in rows]


def check_moodle(content, question):
    kind, tree = question["qtype"], tree_of(question)
    if kind == "multichoice":
        check_choice(content, tree)
    elif kind == "match":
        check_matching(content, tree)
    elif kind == "shortanswer":
        check_short(content, tree)
    elif kind == "numerical":
        check_moodle_number(content, question, tree)
    elif kind == "truefalse":
        check_moodle_truth(content, question, tree)
    else:
        assert kind == "essay"
        assert content["type"] == "essay"


def check_moodle_number(content, question, tree):
    tolerances = question.get("tolerance") or [
        answer["tolerance"] for answer in question["options"]["answers"].values()
    ]
    rows = zip(tree["choices"], tolerances, strict=True)
    # What is said of all other numbers has no place in our item, and is told so.
    listed = [(row, reach) for row, reach in rows if row["text"]["text"] not in ("*", "")]
    choices = [
        row | {"text": {"type": "range", "number": row["text"]["text"], "range": reach or 0}}
        for row, reach in listed
    ]
    check_numerical(content, {"choices": choices})


def check_moodle_truth(content, question, tree):
    if "correctanswer" in question:
        said = {name: question[f"feedback{name}"]["text"] for name in ("true", "false")}
        expected = [("True", Fraction(question["correctanswer"]), said["true"])]
        expected += [("False", Fraction(1 - question["correctanswer"]), said["false"])]
    else:
        options = question["options"]
        places = list(options["answers"])
        true = places.index(str(options.get("trueanswer", places[0])))
        choices = [tree["choices"][true], tree["choices"][1 - true]]
        expected = [
            (name, Fraction(str(choice["weight"])) / 100, seen(choice["feedback"]))
            for name, choice in zip(("True", "False"), choices, strict=True)
        ]
    assert shares(content) == [(name, share, squeezed(said)) for name, share, said in expected]


@pytest.mark.parametrize("case", moodle_cases())
def test_a_question_is_read_as_moodle_reads_it(case):
    if case["kind"] == "comment-tags":
        code, tags, comment = case["args"]
        block = Block("", (), comment, "")
        assert (block.code, list(block.tags)) == (code, tags)
        return
    question = case["expected"] if case["kind"] == "import" else case["question"]
    reading = read(case["gift"])
    if question["qtype"] in ("description", "category"):
        assert reading.items == ()
        assert len(reading.refusals) == (question["qtype"] == "description")
        return
    assert [refusal for refusal in reading.refusals if not refusal.is_warning] == []
    [item] = reading.items
    assert item.name == (question["name"] if "::" in case["gift"] else "")
    stem = {"text": question["questiontext"], "format": FORMATS[question["questiontextformat"]]}
    assert seen_stem(item.content) == seen(stem)
    general = {
        "text": question["generalfeedback"],
        "format": FORMATS[question["generalfeedbackformat"]],
    }
    assert seen(general) in squeezed(item.content["feedback"])
    check_moodle(item.content, question)
    exported = Exported(item.code, item.name, item.content, item.tags)
    [again] = gift.read(gift.write([exported]), rng=random.Random(4)).items
    assert (again.name, meaning(again.content)) == (item.name, meaning(item.content))


@pytest.mark.parametrize("path", found("gift/moodle-gpl", "*.txt"))
def test_every_question_of_a_file_is_taken_or_refused_by_name(path):
    reading = read(path.read_text())
    assert reading.items
    assert all(refusal.name and refusal.message and refusal.line for refusal in reading.refusals)
    # These files hold no question outside the profile.
    assert [refusal.message for refusal in reading.refusals if not refusal.is_warning] == []
