"""Which format a file is in, what texts become, and which shares percentages stand for."""

from fractions import Fraction

import pytest

from content.items.interchange.credit import LISTED, listed_share, percent, share
from content.items.interchange.formats import FORMATS, guess
from content.items.interchange.markup import TextFormat, paragraphs, text_of_html, to_text


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.gift", b"Q{T}", "gift"),
        ("a.txt", b"Q{=a ~b}", "gift"),
        ("a.txt", b"Q\nA) a\nB) b\nANSWER: B\n", "aiken"),
        ("a.txt", b"Berlin is {1:SHORTANSWER:=a capital}.", "moodle-cloze"),
        ("a.xml", b"<?xml version='1.0'?>\n<quiz>\n<question type='category'>", "moodle-xml"),
        ("a.xml", b"\xef\xbb\xbf<!-- q --><question type='ordering'>", "moodle-xml"),
        ("a.xml", b"<assessmentItem xmlns='http://www.imsglobal.org/xsd/imsqti_v2p1'>", "qti"),
        ("a.zip", b"PK\x03\x04", "qti"),
        ("a.txt", b"<p>Is it?</p>{T}", "gift"),
        ("a.txt", b"", "gift"),
    ],
)
def test_a_format_shows_in_the_file(name, data, expected):
    assert guess(name, data) == expected


def test_each_format_has_a_label_and_suffixes():
    assert {"gift", "aiken", "moodle-xml", "moodle-cloze"} <= FORMATS.keys()
    for known in FORMATS.values():
        assert known.label
        assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in known.suffixes)
        assert (known.write is None) == (known.unwritable is None)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One <b>or</b>\n two</p><p>more &amp; more</p>", "One or two\nmore & more"),
        ("a<br>b<!-- c --><script>d</script>", "a\nb"),
        ("<ul><li>a</li><li>b</li></ul>", "a\nb"),
        ("x <pre>a\n  b</pre> y", "x\na\nb\ny"),
        ("5 < 6 and 7 > 6", "5 < 6 and 7 > 6"),
        ("a\u00a0b\u2028", "a\u00a0b\u2028"),
        ("", ""),
    ],
)
def test_html_is_read_as_a_reader_reads_it(html, text):
    assert text_of_html(html) == text


def test_plain_text_becomes_paragraphs():
    assert paragraphs("5 < 6\nyes\n\n  \n& no") == "<p>5 &lt; 6<br>yes</p><p>&amp; no</p>"
    assert paragraphs(" \n") == ""


@pytest.mark.parametrize("text", ["<b>", "Which of <i> and <b>?", "a < b > c"])
def test_tags_that_are_asked_about_are_text_in_moodles_own_format(text):
    assert to_text(text, TextFormat.MOODLE) == text


def test_moodle_offers_41_shares():
    assert len(LISTED) == 41
    assert {Fraction(1, 3), Fraction(5, 6), Fraction(-1, 7), Fraction(1, 20), Fraction(0)} <= LISTED


@pytest.mark.parametrize(
    ("written", "by_hand", "listed"),
    [
        ("100", Fraction(1), Fraction(1)),
        ("33.33333", Fraction(1, 3), Fraction(1, 3)),
        ("83.33333", Fraction(5, 6), Fraction(5, 6)),
        ("-14.28571", Fraction(-1, 7), Fraction(-1, 7)),
        ("33.3", Fraction(1, 3), None),
        ("33", Fraction(33, 100), None),
        ("0", Fraction(0), Fraction(0)),
        ("101", None, None),
        ("1e2", None, None),
        ("", None, None),
    ],
)
def test_a_percentage_stands_for_an_exact_share(written, by_hand, listed):
    assert (share(written), listed_share(written)) == (by_hand, listed)


@pytest.mark.parametrize("value", sorted(LISTED))
def test_each_share_is_written_as_moodle_reads_it(value):
    assert listed_share(percent(value)) == value
