import re
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from content.items.normalising import is_one_slip, matches_pattern, normalise_text, shortest_match, to_number
from content.items.terms import ResponseInvalid


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  Ji \t doka\n", "ji doka"),
        ("“Jidoka.”", "jidoka"),
        ("Jidoka!?", "jidoka"),
        ("Ｊｉｄｏｋａ", "jidoka"),
        ("Straße", "strasse"),
        ("poka-yoke", "poka-yoke"),
        (".net", ".net"),
        ("…", ""),
    ],
)
def test_writing_that_means_the_same_becomes_the_same(text, expected):
    assert normalise_text(text) == expected


@given(st.text())
@example("ß\u0301")  # folding makes ss, and its second s composes with the accent
def test_normalising_twice_is_normalising_once(text):
    assert normalise_text(normalise_text(text)) == normalise_text(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("40", "40"),
        (" 12.5 ", "12.5"),
        ("12,5", "12.5"),
        ("0,125", "0.125"),
        ("3,1416", "3.1416"),
        ("1.250", "1.250"),
        (",5", "0.5"),
        ("5.", "5"),
        ("-7", "-7"),
        ("−7", "-7"),
        ("+7", "7"),
        ("４０", "40"),
    ],
)
def test_a_number_may_be_written_with_a_comma_or_a_point(text, expected):
    assert to_number(text) == Decimal(expected)


@pytest.mark.parametrize(
    "text",
    ["1,250", "1,250,000", "1.250.000", "1,250.5", "1.250,5", "1 250", "1’250", "40 min", "40 %"]
    + ["1e3", "10²", "1/2", "forty", "NaN", "Infinity", "--4", "1_000", "", "4" * 31],
)
def test_thousands_separators_units_and_all_else_are_refused(text):
    with pytest.raises(ResponseInvalid, match="without a unit and without a separator for thousands"):
        to_number(text)


@pytest.mark.parametrize(
    ("written", "meant", "expected"),
    [
        ("kaizen", "kaizen", True),
        ("kaizn", "kaizen", True),
        ("kaizeen", "kaizen", True),
        ("kaisen", "kaizen", True),
        ("kiazen", "kaizen", True),
        ("kiazne", "kaizen", False),
        ("kzaien", "kaizen", False),
        ("kaiz", "kaizen", False),
        ("muri", "mura", False),
        ("mura", "mura", True),
        ("gembaa", "gemba", False),
    ],
)
def test_one_slip_is_one_letter_in_a_word_of_six_or_more(written, meant, expected):
    assert is_one_slip(written, meant) is expected


@given(st.text("abc", min_size=6, max_size=9), st.data())
def test_any_single_slip_is_recognised(word, data):
    at = data.draw(st.integers(0, len(word) - 2))
    letter = data.draw(st.sampled_from("abcx"))
    missing, added = word[:at] + word[at + 1 :], word[:at] + letter + word[at:]
    wrong = word[:at] + letter + word[at + 1 :]
    swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    assert all(is_one_slip(slip, word) for slip in (missing, added, wrong, swapped))


@pytest.mark.parametrize(
    ("text", "expected"), [("“Ji  Doka.”", "Ji Doka"), ("Ｊidoka", "Jidoka"), ("ẞ", "ẞ")]
)
def test_case_is_kept_where_it_matters(text, expected):
    assert normalise_text(text, keeps_case=True) == expected


@given(st.text())
def test_normalising_with_case_twice_is_normalising_once(text):
    once = normalise_text(text, keeps_case=True)
    assert normalise_text(once, keeps_case=True) == once


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("kai*", "Kaizen", True),
        ("*zen", "kaizen", True),
        ("*", "anything", True),
        ("k*z*n", "kaizen", True),
        ("k*n*n", "kaizen", False),  # one n cannot be two
        ("kai*izen", "kaizen", False),  # nor can one letter belong to both sides
        ("a**b", "ab", True),
        (r"5\*", "5*", True),
        (r"5\*", "50", False),
        (r"5\**", "5* or so", True),
        ("cafe\u0301", "café", True),
        ("kaizen", "kaizen.", False),
        ("straße", "STRASSE", False),
        ("a.c", "abc", False),
        (" kaizen", "kaizen", False),
    ],
)
def test_an_asterisk_stands_for_any_writing(pattern, text, expected):
    assert matches_pattern(pattern, text, ignores_case=True) is expected


def test_a_pattern_minds_case_where_it_is_told_to():
    assert not matches_pattern("kai*", "Kaizen", ignores_case=False)
    assert matches_pattern("kai*", "kaiZEN", ignores_case=False)


@given(st.text("ab*\\", max_size=8), st.text("ab*", max_size=8))
@example("*a*a*", "a")
def test_a_pattern_fits_what_a_regular_expression_says(pattern, text):
    """The expression that Moodle builds: literals in turn, anything between them."""
    bits = [bit.replace(r"\*", "*") for bit in re.split(r"(?<!\\)\*+", pattern)]
    expression = ".*".join(re.escape(bit) for bit in bits)
    assert matches_pattern(pattern, text, ignores_case=False) == bool(re.fullmatch(expression, text))


def test_many_asterisks_cost_no_more_than_their_length():
    assert not matches_pattern("*a" * 500 + "b", "a" * 2000, ignores_case=True)


@pytest.mark.parametrize(("pattern", "text"), [("kai*", "kai"), (r"5 \* why*s", "5 * whys"), ("* *", "")])
def test_the_shortest_text_that_fits_a_pattern_lets_its_asterisks_stand_for_nothing(pattern, text):
    assert shortest_match(pattern) == text
