import pytest
from PIL import ImageFont

from certificates.printing.lettering import DISPLAY, FONTS, STRONG, TEXT, Line, fitted


@pytest.mark.parametrize("font", [DISPLAY, STRONG, TEXT])
@pytest.mark.parametrize("text", ["Lean Leaders", "Þórdís Čapek", "82 %"])
def test_a_line_is_as_wide_as_pillow_sets_it_without_kerning(font, text):
    type_ = ImageFont.truetype(str(FONTS / f"{font}.ttf"), 1000, layout_engine=ImageFont.Layout.BASIC)
    assert Line(text, font, 1000).width == pytest.approx(sum(map(type_.getlength, text)), abs=len(text))


def test_a_text_takes_the_largest_size_at_which_it_fits():
    assert [
        (line.text, line.size) for line in fitted("Lean", DISPLAY, sizes=(40, 20), width=400, most=1)
    ] == [("Lean", 40)]
    long = fitted("Lean Leadership Foundations", DISPLAY, sizes=(40, 20), width=300, most=1)
    assert [(line.text, line.size) for line in long] == [("Lean Leadership Foundations", 20)]


def test_no_line_is_wider_than_its_measure_and_no_word_is_lost():
    text = "Lean Leadership Foundations and Practice of Continuous Improvement in Hospitals, Level Two"
    lines = fitted(text, DISPLAY, sizes=(36, 21), width=416, most=2)
    assert max(line.width for line in lines) <= 416
    assert " ".join(line.text for line in lines) == text


def test_lines_are_about_equally_long_so_that_no_word_stands_alone():
    lines = fitted("Lean Leaders: lead people, improve work", DISPLAY, sizes=(72,), width=640, most=3)
    assert [line.text for line in lines] == ["Lean Leaders:", "lead people,", "improve work"]


def test_a_word_wider_than_the_measure_stands_on_a_line_of_its_own():
    lines = fitted("A Donaudampfschifffahrtsgesellschaft", DISPLAY, sizes=(40,), width=200, most=2)
    assert [line.text for line in lines] == ["A", "Donaudampfschifffahrtsgesellschaft"]
