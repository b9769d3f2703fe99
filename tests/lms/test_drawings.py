"""Icons, lamps and the logo are plain drawings, hidden from assistive technology."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from lms.templatetags.look import LAMPS, andon, drawing, icon, lamp

DRAWINGS = sorted((Path(__file__).resolve().parents[2] / "lms/static/svg").glob("*.svg"))


@pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: path.stem)
def test_each_drawing_is_one_svg_without_script(path: Path):
    root = ElementTree.fromstring(path.read_text())
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert len(root) > 0
    assert [e.tag for e in root.iter() if e.tag.endswith(("script", "foreignObject", "image"))] == []


def test_an_icon_is_hidden_from_assistive_technology_and_takes_the_colour_of_the_page():
    assert icon("plus") == (
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">'
        '<path d="M12 5v14M5 12h14"/></svg>'
    )


@pytest.mark.parametrize("name", ["unknown", "../icon-plus", ""])
def test_a_drawing_without_a_file_is_a_bug(name: str):
    with pytest.raises(KeyError):
        drawing(name)


def test_a_lamp_of_an_unknown_state_is_a_bug():
    with pytest.raises(KeyError):
        lamp("fine")


def test_each_lamp_has_a_shape_of_its_own():
    assert len({drawing(f"lamp-{state}")[1] for state in LAMPS}) == 6


def test_the_word_beside_a_lamp_is_escaped():
    assert "Due &lt;today&gt;" in andon("wait", "Due <today>")


def test_only_the_tag_form_is_outlined():
    assert andon("done", "Done", tag=True).startswith('<span class="andon andon-tag andon-done">')
    assert andon("done", "Done").startswith('<span class="andon andon-done">')
