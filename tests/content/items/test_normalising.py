from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from content.items.normalising import is_one_slip, normalise_text, to_number
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
