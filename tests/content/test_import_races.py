"""Items of a file are made once, whoever says yes at once: settled by the database, so tried on both."""

import psycopg
import pytest

from tests.content.race import ITEMS
from tests.courses.test_races import run_races
from tests.postgres import on_database, postgres_url  # noqa: F401 - a fixture

DATABASE = "races_of_files"


@pytest.fixture(scope="module")
def on_sqlite(tmp_path_factory):
    return run_races(tmp_path_factory.mktemp("races"), "", "tests.content.race")


@pytest.fixture(scope="module")
def on_postgresql(tmp_path_factory, postgres_url):  # noqa: F811
    with psycopg.connect(postgres_url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {DATABASE}")
    address = on_database(postgres_url, DATABASE)
    return run_races(tmp_path_factory.mktemp("races"), address, "tests.content.race")


@pytest.fixture(
    params=["on_sqlite", pytest.param("on_postgresql", marks=pytest.mark.postgres)],
    ids=["sqlite", "postgresql"],
)
def races(request):
    return request.getfixturevalue(request.param)


def test_twelve_words_on_one_file_import_it_once(races):
    assert races["words_on_one_file"] == {"said": [str(ITEMS)] + ["before"] * 11, "items": ITEMS}


def test_the_same_file_of_twelve_people_makes_its_items_once(races):
    assert races["the_same_file_twelve_times"] == {"said": ["0"] * 11 + [str(ITEMS)], "items": ITEMS}


def test_two_items_for_one_code_make_one_and_the_other_is_refused_in_words(races):
    assert races["one_code_for_two_banks"] == {"said": ["1", "refused"], "items": 1}
