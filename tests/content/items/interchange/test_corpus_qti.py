"""QTI of other systems: taken as it is meant there, or refused with a reason."""

import json
import random
import re
from fractions import Fraction

import pytest

from content.items.interchange.mapping import ResponseMapping, map_response
from content.items.interchange.qti.reading import read_all
from content.items.interchange.terms import FileRefused
from content.items.scoring import score
from tests.content.items.interchange.corpora import CORPORA
from tests.content.items.interchange.qti_items import answer_to, item_of_facts

QTI = CORPORA / "qti"
pytestmark = pytest.mark.skipif(not QTI.is_dir(), reason="the corpora are not beside this checkout")

ITEM_FILES = sorted(QTI.glob("*/*.xml"))
CASE_FILES = sorted(QTI.glob("*/cases.json"))
PACKAGES = sorted(QTI.glob("*/*.zip"))
FACTS = sorted(QTI.glob("*semantic_cases*.json"))
# No answer that the corpus gives can be put to these, since ours takes them for people to judge.
JUDGED = "essay"


def read_file(path):
    """What the file gave: (found, refusals); a file that is refused as a whole is one refusal."""
    try:
        shelf = read_all(path.read_bytes(), rng=random.Random(3))
    except FileRefused as refused:
        return [], [refused]
    return shelf.found, shelf.refusals


def cases():
    for path in CASE_FILES:
        for number, case in enumerate(json.loads(path.read_text())):
            item = path.parent / case["item"].rpartition("/")[2]
            if item.exists():
                yield pytest.param(item, case, id=f"{path.parent.name}-{item.stem}-{number}")


def responses_of(case):
    given = case.get("responses", {})
    if isinstance(given, dict):
        return {name: values if isinstance(values, list) else [values] for name, values in given.items()}
    return {one["identifier"]: one["values"] or [] for one in given}


def score_of(case):
    outcomes = case.get("outcomes")
    if outcomes is None:
        outcomes = {one["outcome"]: one["value"] for one in case["expected"]}
    return Fraction(str(outcomes["SCORE"]))


@pytest.mark.parametrize("path", ITEM_FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_item_is_taken_or_refused_with_a_reason_and_its_line(path, record_property):
    found, refusals = read_file(path)
    refused = [one for one in refusals if not getattr(one, "is_warning", False)]
    record_property("taken", len(found))
    record_property("refused", [str(getattr(one, "message", one)) for one in refused])
    items = len(
        re.findall(rb"<(?:qti-assessment-item|assessmentItem|item|bankentry_item)[\s>]", path.read_bytes())
    )
    whole = any(isinstance(one, FileRefused) for one in refusals)
    assert whole or len(found) + len(refused) == items > 0
    assert all(str(getattr(one, "message", one)) and one.line > 0 for one in refused)


@pytest.mark.parametrize(("path", "case"), list(cases()))
def test_what_is_taken_scores_as_there(path, case, record_property):
    found, refusals = read_file(path)
    if not found or "error" in case:
        # What another engine refuses is refused here too, or taken with a word on what is odd about it.
        assert refusals != []
        record_property("refused", str(refusals[0].message))
        return
    content = found[0].imported.content
    if content["type"] == JUDGED:
        assert score(content, None) is None
        return
    response = answer_to(content, found[0].identifiers, responses_of(case))
    earned = score(content, response) * found[0].imported.points
    # Below zero there is zero here.
    assert earned == max(score_of(case), 0)


def facts():
    for path in FACTS:
        data = json.loads(path.read_text())
        for number, case in enumerate(data["cases"] if isinstance(data, dict) else data):
            yield pytest.param(case, id=f"{number}-{case['name']}")


@pytest.mark.parametrize("case", list(facts()))
def test_declared_facts_score_as_there(case, record_property):
    """The corpus gives declarations and responses without the items: ours are built around them."""
    data = item_of_facts(case)
    shelf = read_all(data, rng=random.Random(3))
    if not shelf.found:
        [refusal] = [one for one in shelf.refusals if not one.is_warning]
        record_property("refused", str(refusal.message))
        assert refusal.message
        return
    content = shelf.found[0].imported.content
    if content["type"] == JUDGED:
        assert score(content, None) is None
        return
    response = answer_to(content, shelf.found[0].identifiers, responses_of(case))
    earned = score(content, response) * shelf.found[0].imported.points
    assert [earned] == [max(expected, 0) for expected in expected_in(case)]


def expected_in(case):
    """The score, if any. Of a test with several responses in a row, that of the one given comes first."""
    return [Fraction(one["value"]) for one in case["expected"] if one["outcome"] == "SCORE"][:1]


@pytest.mark.parametrize("case", list(facts()))
def test_mappings_pay_as_there(case):
    """Of every interaction, also of those that ours has no equal of: identifiers are identifiers."""
    declared, *others = case["declarations"]
    mapping = declared.get("mapping")
    if others or not mapping or not re.search(r"map_response(\.xml)?$", case["template"] or ""):
        return
    attrs = {re.sub(r"-(.)", lambda m: m[1].upper(), name): value for name, value in mapping["attrs"].items()}
    entries = {
        e.get("mapKey") or e["map-key"]: Fraction(e.get("mappedValue") or e["mapped-value"])
        for e in mapping["entries"]
    }
    bounds = {n: Fraction(attrs[a]) if a in attrs else None for n, a in BOUNDS.items()}
    default = Fraction(attrs.get("defaultValue", "0"))
    table = ResponseMapping(entries, default, **bounds, base_type=declared["baseType"])
    [values] = responses_of(case).values()
    assert [map_response(table, values)] == expected_in(case)


BOUNDS = {"lower": "lowerBound", "upper": "upperBound"}


@pytest.mark.parametrize("path", PACKAGES, ids=lambda path: path.stem)
def test_packages_hold_what_their_source_says(path):
    """The text beside a package is what was packed: each question of it is taken or refused by name."""
    source = path.with_suffix(".txt")
    if not source.exists():
        source = next(iter(sorted(path.parent.glob(f"{path.stem.partition('.')[0]}*.txt"))), None)
    found, refusals = read_file(path)
    assert found
    assert all(str(one.message) for one in refusals)
    if source is None:
        return
    text = letters(source.read_text())
    unsaid = [said for one in found for said in texts_of(one.imported.content) if letters(said) not in text]
    assert unsaid == []


def letters(text):
    """The text without spaces, signs and markup, which a package may spell otherwise."""
    return re.sub(r"\W+", "", text)


def texts_of(content):
    """All that a learner reads to choose from, and the key of what is written."""
    for column in ("options", "left", "right", "sequence"):
        yield from (entry["text"] for entry in content.get(column, ()))
    yield from content.get("accept", ())


def test_the_open_package_holds_its_six_questions_as_written():
    path = QTI / "qti12-text2qti-cc0" / "lean_open.zip"
    if not path.exists():
        pytest.skip("this package is not there")
    found, _refusals = read_file(path)
    items = {one.imported.name: one.imported for one in found}
    assert [(name, item.content["type"], item.points) for name, item in items.items()] == [
        ("Muda", "single_choice", 2),
        ("Gemba", "single_choice", 1),
        ("Pull", "multiple_response", 4),
        ("Takt", "numeric", 2),
        ("Kata", "short_text", 1),
        ("Reflection", "essay", 10),
    ]
    keys = [option["text"] for option in items["Pull"].content["options"] if option["correct"]]
    assert keys == ["Kanban signal", "Supermarket"]
    assert (items["Takt"].content["answer"], items["Takt"].content["tolerance"]) == ("60", "0.5")
    assert items["Kata"].content["accept"] == ["Improvement kata", "kata"]
    assert items["Muda"].content["feedback"].startswith("Over-production is the waste that hides the others.")
