"""The doors of the command line: problems by line, a summary as the last word."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from content.models import Item, ItemVersion
from tests.content.building import make_item, make_objective, publish
from tests.content.importing import make_bank

pytestmark = pytest.mark.django_db
GOOD = "::Facts::Where are facts found? {=At the gemba ~In the report}\n"
BROKEN = "\n::Open::Which one? {=A ~B\n"


@pytest.fixture(autouse=True)
def bank(db):
    return make_bank()


def a_file(tmp_path: Path, text: str = GOOD, name: str = "facts.gift") -> str:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def run(*words: str) -> tuple[str, str]:
    said, warned = io.StringIO(), io.StringIO()
    call_command("import_items", "--bank", "gemba", *words, stdout=said, stderr=warned)
    return said.getvalue(), warned.getvalue()


def test_the_items_of_a_file_become_drafts(tmp_path):
    assert run(a_file(tmp_path)) == ("1 item was made.\n", "")
    item = Item.objects.get()
    assert (item.code, item.name, item.live, item.pool) == ("GEMBA-1", "Facts", False, "check")
    assert run(a_file(tmp_path)) == ("0 items were made. 1 is there already.\n", "")


def test_what_cannot_be_taken_is_told_by_line_and_name_and_nothing_is_written(tmp_path):
    warned = io.StringIO()
    with pytest.raises(CommandError, match="Nothing was imported. 1 cannot be taken.") as refused:
        call_command("import_items", a_file(tmp_path, GOOD + BROKEN), bank="gemba", stderr=warned)
    assert refused.value.returncode == 1
    [line] = warned.getvalue().splitlines()
    assert line.startswith("line 3: Open: ")
    assert Item.objects.count() == 0


def test_asked_for_a_part_the_good_ones_are_taken(tmp_path):
    said, warned = run(a_file(tmp_path, GOOD + BROKEN), "--partial")
    assert said == "1 item was made. 1 cannot be taken.\n"
    assert warned.startswith("line 3: Open: ")


def test_a_rehearsal_says_what_would_be_and_writes_nothing(tmp_path):
    said, _ = run(a_file(tmp_path), "--dry-run")
    assert said == ("GEMBA-1: Single choice: Where are facts found? = At the gemba\n1 item would be made.\n")
    assert Item.objects.count() == 0
    with pytest.raises(CommandError, match="Nothing would be imported."):
        run(a_file(tmp_path, BROKEN), "--dry-run")


def test_items_are_published_with_objective_and_level(tmp_path):
    make_objective("S1"), make_objective("S2")
    chosen = ("--publish", "--pool", "exam", "--level", "analyse", "--objective", "S1", "--objective", "S2")
    run(a_file(tmp_path), *chosen)
    version = ItemVersion.objects.get()
    assert (version.pool, version.cognitive_level, version.objectives) == ("exam", "analyse", ["S1", "S2"])


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--bank", "nowhere"), "There is no bank 'nowhere'. There are: gemba"),
        (("--objective", "S99"), "There is no objective S99."),
        (("--level", "dream"), "invalid choice: 'dream'"),
        (("--format", "word"), "invalid choice: 'word'"),
    ],
)
def test_what_does_not_exist_is_told(tmp_path, words, message):
    with pytest.raises(CommandError, match=message):
        run(a_file(tmp_path), *words)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(CommandError, match="cannot be read: No such file or directory"):
        run(str(tmp_path / "nothing.gift"))


def test_a_format_that_is_named_goes_before_what_the_file_looks_like(tmp_path):
    text = "Where are facts found?\nA) At the gemba\nB) In the report\nANSWER: A\n"
    with pytest.raises(CommandError, match="Nothing was imported."):
        run(a_file(tmp_path, text), "--format", "moodle-xml")
    run(a_file(tmp_path, text))
    assert Item.objects.count() == 1


def test_a_dash_stands_for_the_standard_input(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(GOOD.encode())))
    assert run("-")[0] == "1 item was made.\n"


def test_progress_is_told_of_a_long_file(tmp_path):
    text = "\n".join(GOOD.replace("Where", f"{number}. Where") for number in range(101))
    assert run(a_file(tmp_path, text)) == ("101 items were made.\n", "100 of 101 items\n")


def test_a_bank_is_written_to_a_file_that_can_be_read_again(tmp_path, bank):
    publish(make_item(bank=bank, code="A-1"))
    make_item(bank=bank, code="A-2")
    warned, target = io.StringIO(), tmp_path / "out.xml"
    call_command("export_items", bank="gemba", format="moodle-xml", output=str(target), stderr=warned)
    assert warned.getvalue() == (
        "A-2: It is not published. Choose drafts to export it.\nItems written: 1. Left out: 1.\n"
    )
    assert run(str(target))[0] == "0 items were made. 1 is there already.\n"


def test_a_bank_may_be_written_to_the_standard_output(capsysbinary, bank):
    make_item(bank=bank, code="A-1")
    call_command("export_items", bank="gemba", format="gift", draft=True, stderr=io.StringIO())
    assert b"[id:A-1]" in capsysbinary.readouterr().out


def test_an_export_of_nothing_is_an_error(bank):
    with pytest.raises(CommandError, match="Nothing was written."):
        call_command("export_items", bank="gemba", format="gift", stderr=io.StringIO())


def test_a_place_that_cannot_be_written_is_told(tmp_path, bank):
    make_item(bank=bank)
    with pytest.raises(CommandError, match="cannot be written: Is a directory"):
        call_command(
            "export_items",
            bank="gemba",
            format="gift",
            draft=True,
            output=str(tmp_path),
            stderr=io.StringIO(),
        )
