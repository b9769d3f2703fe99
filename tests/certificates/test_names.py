import pytest

from certificates.names import clean_name, name_refusal, unprintable


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


def test_signs_that_steer_the_text_are_never_printed():
    assert unprintable("Ada\u202eecalevoL") == {"\u202e"}
    assert unprintable("Ada\u200bLovelace") == {"\u200b"}


def test_names_are_composed_and_evenly_spaced():
    assert clean_name("  Zoe\u0308\u00a0 Mu\u0308ller\n") == "Zoë Müller"
    assert unprintable("Zoe\u0308") == set()


def test_the_refusal_says_which_signs_and_what_to_do():
    assert name_refusal({"雷", "李"}) == (
        "Certificates cannot print these signs: 李 雷. Please write your name in Latin letters."
    )
