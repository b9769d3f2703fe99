"""Moodle XML, cloze text and Aiken as Moodle's own tests hold them."""

import json
import random
import re

import pytest
from lxml import etree

from content.items.interchange import aiken, cloze_text, gift, moodle_xml
from content.items.interchange.terms import Exported, FileRefused
from content.items.meaning import meaning
from tests.content.items.interchange.corpora import found
from tests.content.items.interchange.reading import options

BROKEN = re.compile(r"(^|_)(broken|error)_")
OURS = {
    "multichoice": {"single_choice", "multiple_response"},
    "multichoiceset": {"multiple_response"},
    "truefalse": {"single_choice"},
    "matching": {"matching"},
    "match": {"matching"},
    "shortanswer": {"short_text"},
    "numerical": {"numeric"},
    "essay": {"essay"},
    "cloze": {"cloze"},
    "multianswer": {"cloze"},
    "gapselect": {"cloze"},
    "ddwtos": {"cloze"},
    "ordering": {"ordering"},
}


def read(module, path):
    return module.read(path.read_bytes(), rng=random.Random(2))


def asked(path):
    """Type and name of each question of a file, categories aside, with a reader that trusts it."""
    data = re.sub(rb"<\?xml[^>]*\?>", b"", path.read_bytes())
    root = etree.fromstring(b"<all>" + data.strip() + b"</all>", etree.XMLParser(huge_tree=True))
    questions = [q for q in root.iter("question") if q.get("type") != "category"]
    return [(q.get("type"), (q.findtext("name/text") or "").strip()) for q in questions]


@pytest.mark.parametrize("path", found("moodle-xml", "*.xml"))
def test_each_question_of_a_file_is_taken_or_refused_by_name(path):
    try:
        reading = read(moodle_xml, path)
    except FileRefused:
        assert BROKEN.search(path.name), "only what is broken may be refused as a whole"
        return
    refused = [refusal for refusal in reading.refusals if not refusal.is_warning]
    questions = asked(path)
    assert len(reading.items) + len(refused) == len(questions)
    assert all(refusal.name and refusal.message and refusal.line for refusal in reading.refusals)
    names = {name[:20] for _kind, name in questions if name}
    assert names <= {outcome.name[:20] for outcome in [*reading.items, *refused]}
    for item in reading.items:
        kinds = {kind for kind, name in questions if " ".join(name.split()) == " ".join(item.name.split())}
        assert any(item.content["type"] in OURS[kind] for kind in kinds)
    if BROKEN.search(path.name):
        assert reading.items == ()
        assert refused


@pytest.mark.parametrize("path", found("moodle-xml", "*.xml"))
def test_what_is_taken_from_a_file_can_be_written_and_says_the_same(path):
    try:
        items = read(moodle_xml, path).items
    except FileRefused:
        items = ()
    exported = [Exported(i.code, i.name, i.content, i.tags, i.category) for i in items]
    again = moodle_xml.read(moodle_xml.write(exported), rng=random.Random(9)).items
    assert [meaning(item.content) for item in again] == [meaning(item.content) for item in items]
    assert [(i.name, i.code, i.tags, i.category) for i in again] == [
        (i.name, i.code, i.tags, i.category) for i in items
    ]


@pytest.mark.parametrize("path", found("moodle-xml", "cloze*.txt"))
def test_a_cloze_text_is_one_question(path):
    reading = read(cloze_text, path)
    refused = [refusal for refusal in reading.refusals if not refusal.is_warning]
    if BROKEN.search(path.name):
        assert reading.items == ()
        assert [bool(refusal.name and refusal.message) for refusal in refused] == [True]
    else:
        assert refused == []
        [item] = reading.items
        assert len(item.content["gaps"]) == path.read_text().count("{")


@pytest.mark.parametrize("path", found("aiken", "*.expected.json"))
def test_aiken_is_read_as_its_restatement_says(path):
    reading = read(aiken, path.with_name(path.name.replace(".expected.json", ".aiken.txt")))
    expected = json.loads(path.read_text())
    assert reading.refusals == ()
    assert len(reading.items) == len(expected)
    for item, question in zip(reading.items, expected, strict=True):
        escaped = question["stem"].replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        assert item.content["stem"] == f"<p>{escaped}</p>"
        right = ord(question["answer"]) - ord("A")
        assert options(item.content) == [
            (text, number == right, "") for number, text in enumerate(question["choices"])
        ]


@pytest.mark.parametrize("path", found("aiken", "*.txt"))
def test_each_line_of_aiken_is_taken_or_refused_by_line(path):
    reading = read(aiken, path)
    assert reading.items or reading.refusals
    assert all(refusal.name and refusal.message and refusal.line for refusal in reading.refusals)
    answers = len(re.findall(r"^ANSWER:", path.read_text(), re.MULTILINE))
    assert len(reading.items) <= answers
    if "error" in path.name:
        assert reading.refusals


@pytest.mark.parametrize("path", found("gift/peg-mit", "*.gift"))
def test_what_is_taken_from_gift_can_be_written_in_both_formats(path):
    for item in read(gift, path).items:
        exported = Exported(item.code, item.name, item.content, item.tags, item.category)
        for module in (gift, moodle_xml):
            if module.unwritable(exported) is None:
                [again] = module.read(module.write([exported]), rng=random.Random(9)).items
                assert meaning(again.content) == meaning(item.content)
