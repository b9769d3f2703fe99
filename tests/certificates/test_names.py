import pytest

from certificates.printing.names import (
    clean_name,
    initials_of,
    name_refusal,
    overflow_refusal,
    refusal_of,
    unprintable,
)


@pytest.mark.parametrize(
    "name",
    [
        "Ada Lovelace",
        "Łukasz Čapek",
        "Nguyễn Thị Minh Khai",
        "Þórdís Ólafsdóttir",
        "Ağlasun Şükrü Őrsi İnci",
        "Ștefan Țăndărică",
        "Siobhán O’Connor-Nì Dhòmhnaill",
    ],
)
def test_latin_names_of_all_kinds_can_be_printed(name):
    assert unprintable(name) == set()


def test_signs_outside_the_typefaces_are_named():
    assert unprintable("李雷 Lei") == {"李", "雷"}
    assert unprintable("Åsa 🙂") == {"🙂"}
    assert unprintable("محمد") == set("محمد")


def test_signs_that_cannot_be_seen_are_left_out():
    assert clean_name("Ada\u202e Love\u00adlace\u200b\ufeff") == "Ada Lovelace"
    assert unprintable("Ada\u202e Love\u00adlace\u200b") == set()


def test_a_name_stays_on_its_line():
    assert refusal_of("Nguyễn Thị " + "a" * 40) == ""
    assert refusal_of("Ada " + "a" * 41) == "Please put a space in names of more than 40 signs."


def test_a_letter_carries_two_marks_and_no_more():
    assert overflow_refusal("Nguyen\u0302\u0303") == ""
    refusal = "Please write no more than two accents on one letter."
    assert overflow_refusal("Ada\u0300\u0301\u0302") == refusal


def test_a_sign_that_cannot_be_printed_is_said_first():
    assert refusal_of("雷" + "a" * 41).startswith("Certificates cannot print this sign: 雷.")


def test_names_are_composed_and_evenly_spaced():
    assert clean_name("  Zoe\u0308\u00a0 Mu\u0308ller\n") == "Zoë Müller"
    assert unprintable("Zoe\u0308") == set()


def test_the_refusal_says_which_signs_and_what_to_do():
    assert name_refusal({"雷", "李"}) == (
        "Certificates cannot print these signs: 李 雷. Please write your name in Latin letters."
    )


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Ada Lovelace", "A. L."),
        ("Þórdís Čapek", "Þ. Č."),
        ("Ludwig van Beethoven", "L. V. B."),
        ("Madonna", "M."),
        ("", ""),
    ],
)
def test_initials_are_the_first_sign_of_each_word(name, initials):
    assert initials_of(name) == initials
