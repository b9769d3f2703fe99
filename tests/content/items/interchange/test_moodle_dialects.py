"""What other programs, old versions and Moodle itself vary in its formats (its format.php, 4.5)."""

import pytest

from content.items.interchange import gift, moodle_xml
from tests.content.items.interchange.reading import one, options
from tests.content.items.interchange.test_moodle_xml import QUIZ, answer, content


@pytest.mark.parametrize("said", ["false", "False", " 0 ", ""])
def test_no_single_choice_is_said_in_many_ways(said):
    found = content(
        "multichoice", f"<single>{said}</single>" + answer("a", 50) + answer("b", 50) + answer("c")
    )
    assert found["type"] == "multiple_response"


@pytest.mark.parametrize("said", ["<single>true</single>", "<single>1</single>", "<single>True</single>", ""])
def test_a_single_choice_is_what_is_not_said_to_be_none(said):
    assert content("multichoice", said + answer("a", 100) + answer("b"))["type"] == "single_choice"


@pytest.mark.parametrize(("said", "minds"), [("1", True), ("true", True), ("0", False), ("", False)])
def test_case_counts_where_it_is_said_to(said, minds):
    found = content("shortanswer", f"<usecase>{said}</usecase>" + answer("Kanban", 100))
    assert found.get("case_sensitive", False) is minds


def test_old_numbers_have_their_share_in_an_element_as_a_part_of_one():
    old = "<answer>{}<fraction>{}</fraction><tolerance>0</tolerance></answer>"
    found = content("numerical", old.format(5, 1) + old.format(6, "0.5"))
    assert (found["answer"], [(e["low"], e["weight"]) for e in found["more"]]) == ("5", [("6", "1/2")])


def test_in_moodles_own_format_an_entity_is_a_sign():
    text = "Q &lt;td&gt; AT&T &foo; a&lt2 {=a &amp; b ~&\\#60;p&gt;}"
    found = one(gift, text).content
    assert found["stem"] == "<p>Q &lt;td&gt; AT&amp;T &amp;foo; a&amp;lt2</p>"
    assert options(found) == [("a & b", True, ""), ("<p>", False, "")]


def test_in_plain_text_an_entity_is_text():
    found = one(gift, "[plain]Q &lt;{=[plain]&amp; ~b}").content
    assert found["stem"] == "<p>Q &amp;lt;</p>"
    assert options(found) == [("&amp;", True, ""), ("b", False, "")]


def test_an_entity_in_what_is_to_be_typed_is_text():
    assert one(gift, "Q{=&lt; =less}").content["accept"] == ["&lt;", "less"]


def test_an_entity_in_the_own_format_of_moodle_xml_is_a_sign():
    inner = answer("a &amp; b", 100, text_format="moodle_auto_format") + answer("c")
    stem = "<question type='multichoice'><questiontext format='moodle_auto_format'><text><![CDATA[x &lt; y]]>"
    found = one(moodle_xml, QUIZ.format(f"{stem}</text></questiontext>{inner}</question>")).content
    assert (found["stem"], options(found)[0][0]) == ("<p>x &lt; y</p>", "a & b")
