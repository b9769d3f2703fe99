"""Files that mean harm, by the door that authors use: refused in words, and nothing is written."""

import io
import zipfile

import pytest

from content.importing import ImportRefused
from content.models import Item, ItemImport
from content.receiving import confirm_import, plan_import, receive_file
from tests.content.importing import make_bank
from tests.factories import make_learner

pytestmark = pytest.mark.django_db

QUESTION = """<question type="shortanswer"><name><text>{name}</text></name>
<questiontext format="html"><text><![CDATA[{stem}]]></text></questiontext>
<answer fraction="100"><text>{answer}</text></answer></question>"""


def quiz(before: str = "", **parts: str) -> bytes:
    parts = {"name": "One", "stem": "<p>Which?</p>", "answer": "andon"} | parts
    return f"{before}<quiz>{QUESTION.format(**parts)}</quiz>".encode()


def zipped(**members: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()


OUTSIDE = '<!DOCTYPE quiz [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
LAUGHS = "<!DOCTYPE quiz [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;'>]>"
HOSTILE = {
    "entity from outside": ("a.xml", quiz(OUTSIDE, answer="&x;")),
    "entities that multiply": ("a.xml", quiz(LAUGHS, answer="&c;")),
    "schema from elsewhere": ("a.xml", quiz('<!DOCTYPE quiz SYSTEM "http://a.example/quiz.dtd">')),
    "deep": ("a.xml", b"<quiz>" + b"<question>" * 100_000),
    "bomb": ("a.zip", zipped(**{"imsmanifest.xml": b" " * 60_000_000})),
    "way out of the archive": ("a.zip", zipped(**{"../../etc/cron.d/x": b"x"})),
    "half an archive": ("a.zip", zipped(**{"imsmanifest.xml": b"<manifest/>"})[:40]),
    "no text": ("a.gift", bytes(range(256)) * 40),
    "zero bytes": ("a.gift", b"::A::Which? {=B\x00 ~C}"),
    "braces without end": ("a.gift", b"{" * 1_000_000),
    "nothing": ("a.gift", b"\n\n// only a comment\n"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_words_and_leaves_nothing(name):
    filename, data = HOSTILE[name]
    received = receive_file(make_bank(), filename, data, by=make_learner())
    plan = plan_import(received)
    assert plan.is_refused
    assert all(remark.message for remark in plan.refusals)
    assert "root:" not in str(plan)
    with pytest.raises(ImportRefused):
        confirm_import(received, by=make_learner())
    assert (Item.objects.count(), ItemImport.objects.get().confirmed_at) == (0, None)


def test_what_acts_in_a_stem_is_gone_when_it_is_stored():
    stem = "<p onclick='x()'>Which<script>alert(1)</script> <a href='javascript:x()'>one</a>?</p>"
    received = receive_file(make_bank(), "a.xml", quiz(stem=stem), by=make_learner())
    confirm_import(received, by=make_learner())
    assert Item.objects.get().stem == "<p>Which <a>one</a>?</p>"


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://a.example")'])
def test_a_name_that_a_table_would_reckon_stays_a_name(name):
    received = receive_file(make_bank(), "a.xml", quiz(name=name), by=make_learner())
    confirm_import(received, by=make_learner())
    assert Item.objects.get().name == name


@pytest.mark.parametrize("name", ["Ünïcødé", "现地现物", "גמבה", "🙂 emoji", "e\u0301 composed", "a\u200bb"])
def test_letters_of_any_script_arrive_as_they_were(name):
    received = receive_file(make_bank(), "a.xml", quiz(name=name, answer=name), by=make_learner())
    confirm_import(received, by=make_learner())
    item = Item.objects.get()
    assert item.name == name
    assert item.interaction[0].value["accept"][0] == name
