"""Items of a file are made once, whoever says yes at once: settled by the database, so tried on both."""

from tests.content.race import ITEMS

MODULE = "tests.content.race"


def test_twelve_words_on_one_file_import_it_once(races):
    assert races["words_on_one_file"] == {"said": [str(ITEMS)] + ["before"] * 11, "items": ITEMS}


def test_the_same_file_of_twelve_people_makes_its_items_once(races):
    assert races["the_same_file_twelve_times"] == {"said": ["0"] * 11 + [str(ITEMS)], "items": ITEMS}


def test_two_items_for_one_code_make_one_and_the_other_is_refused_in_words(races):
    assert races["one_code_for_two_banks"] == {"said": ["1", "refused"], "items": 1}
