"""What a package of ours looks like to other systems."""

import io
import random
import re
import zipfile

import pytest
from lxml import etree

from content.items.interchange import qti
from content.items.interchange.formats import FORMATS, guess
from content.items.interchange.holding import Unwritable
from content.items.interchange.terms import Exported, TestPlan, TestSection
from tests.content.items import examples

SPACES = {
    "2.1": "http://www.imsglobal.org/xsd/imsqti_v2p1",
    "2.2": "http://www.imsglobal.org/xsd/imsqti_v2p2",
    "3.0": "http://www.imsglobal.org/xsd/imsqtiasi_v3p0",
}
TYPES = {"2.1": "imsqti_item_xmlv2p1", "2.2": "imsqti_item_xmlv2p2", "3.0": "imsqti_item_xmlv3p0"}
WRITABLE = [example for example in examples.ALL if example is not examples.self_assessed]


def exported(content, code="LL-1"):
    return Exported(code, "A name", content, ("one",), "Bank")


def opened(data):
    archive = zipfile.ZipFile(io.BytesIO(data))
    return {name: archive.read(name) for name in archive.namelist()}


def root_of(content, version):
    return etree.fromstring(opened(qti.write([exported(content)], version=version))["items/LL-1.xml"])


@pytest.mark.parametrize("version", SPACES)
def test_the_manifest_lists_each_item_with_the_type_of_its_version(version):
    items = [exported(examples.single_choice(), code) for code in ("LL-1", "2 b")]
    files = opened(qti.write(items, version=version))
    manifest = etree.fromstring(files["imsmanifest.xml"])
    resources = [(r.get("type"), r.get("href")) for r in manifest.iter("{*}resource")]
    # A code that is no name in XML is named by its place.
    assert resources == [(TYPES[version], "items/LL-1.xml"), (TYPES[version], "items/item-2.xml")]
    assert set(files) == {"imsmanifest.xml", "items/LL-1.xml", "items/item-2.xml"}


@pytest.mark.parametrize("version", SPACES)
@pytest.mark.parametrize("example", WRITABLE)
def test_an_item_is_in_the_namespace_and_the_spelling_of_its_version(example, version):
    root = root_of(example(), version)
    tags = [str(element.tag) for element in root.iter(etree.Element)]
    assert all(tag.startswith(f"{{{SPACES[version]}}}") for tag in tags)
    names = {tag.partition("}")[2] for tag in tags}
    html = {"div", "p", "ul", "li"}
    if version == "3.0":
        assert all(name.startswith("qti-") for name in names - html)
        assert all(re.fullmatch("[a-z0-9-]+", name) for name in names)
    else:
        assert not any("-" in name for name in names)
    identifiers = [e.get("identifier") for e in root.iter(etree.Element) if e.get("identifier")]
    assert all(re.fullmatch(r"[A-Za-z_][A-Za-z0-9._-]*", one) for one in identifiers)


# The order of the parts in the schemas of 2.1, 2.2 and 3.0.
PARTS = ["responseDeclaration", "outcomeDeclaration", "itemBody", "responseProcessing", "modalFeedback"]


@pytest.mark.parametrize("example", WRITABLE)
def test_the_parts_of_an_item_come_in_the_order_of_the_schema(example):
    root = root_of(example(), "2.2")
    places = [PARTS.index(etree.QName(child).localname) for child in root.iterchildren(etree.Element)]
    assert places == sorted(places)
    assert {"identifier", "title", "adaptive", "timeDependent"} <= set(root.attrib)


def test_plain_items_use_the_standard_templates():
    plain = examples.single_choice() | {"feedback": ""}
    plain["options"] = [option | {"feedback": ""} for option in plain["options"]]
    templates = {
        version: next(
            root_of(plain, version).iter("{*}responseProcessing", "{*}qti-response-processing")
        ).get("template")
        for version in SPACES
    }
    assert templates == {
        "2.1": "http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct",
        "2.2": "http://www.imsglobal.org/question/qti_v2p2/rptemplates/match_correct",
        "3.0": "https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/match_correct.xml",
    }


def test_no_wrong_option_is_named_as_right_and_no_id_of_ours_leaves():
    written = opened(qti.write([exported(examples.multiple_response())], version="2.1"))[
        "items/LL-1.xml"
    ].decode()
    assert re.findall(r"<value>(C\d)</value>", written) == ["C1", "C2", "C3"]
    assert not re.search("aaaa|bbbb|cccc|dddd|eeee", written)
    assert re.findall(r'mapKey="(C\d)" mappedValue="(-?\d)"', written) == [
        ("C1", "1"),
        ("C2", "1"),
        ("C3", "1"),
        ("C4", "-1"),
        ("C5", "-1"),
    ]


def test_a_test_is_written_and_read_again():
    items = [exported(examples.single_choice(), f"LL-{n}") for n in (1, 2, 3)]
    sections = (TestSection("First", ("LL-1", "LL-2"), 1, is_shuffled=True), TestSection("Last", ("LL-3",)))
    plan = TestPlan("Final", sections, minutes=90, attempts=3)
    for version in SPACES:
        reading = qti.read(qti.write(items, version=version, tests=[plan]), rng=random.Random(1))
        assert reading.tests == (plan,)
        assert [item.code for item in reading.items] == ["LL-1", "LL-2", "LL-3"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (examples.self_assessed(), "QTI has no questions of this kind."),
        (examples.numeric() | {"mode": "geometric"}, "QTI has no tolerance that is a factor."),
        (
            examples.short_text() | {"wildcards": True},
            "QTI compares texts as they are, without asterisks for any writing.",
        ),
        (
            examples.single_choice() | {"feedback": "\x00"},
            "It holds a character that the format does not allow.",
        ),
    ],
)
def test_what_qti_cannot_hold_is_told_and_never_written(content, reason):
    assert qti.unwritable(exported(content)) == reason
    with pytest.raises(Unwritable, match=re.escape(reason)):
        qti.write([exported(content)])


def test_the_formats_know_qti():
    assert [name for name in FORMATS if name.startswith("qti")] == ["qti", "qti-2.1", "qti-2.2", "qti-3.0"]
    assert FORMATS["qti"].write is None
    for name in ("qti-2.1", "qti-2.2", "qti-3.0"):
        data = FORMATS[name].write([exported(examples.ordering())])
        assert guess("any.zip", data) == "qti"
        assert len(FORMATS[name].read(data, rng=random.Random(1)).items) == 1
