"""The command as somebody runs it: files in, words and an exit code out."""

import json
import socket
from pathlib import Path

import pytest
import time_machine
from django.core.management import CommandError, call_command

from certificates.checking.trust import as_json
from tests.certificates import audited
from tests.certificates.audited import NOW, credential, pdf, trust

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """No socket can be opened, on a day of 2027."""

    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("It asked the network.")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    path = tmp_path / "bundle.json"
    path.write_text(as_json(trust()))
    return path


def run(capsys, *words: object) -> tuple[int, str]:
    try:
        call_command("verify_certificate", *map(str, words))
    except SystemExit as end:
        return int(end.code or 0), capsys.readouterr().out
    return 0, capsys.readouterr().out


def test_a_genuine_file_is_exit_0_and_says_what_was_checked_by_whose_keys(capsys, tmp_path, bundle):
    file = tmp_path / "certificate.pdf"
    file.write_bytes(pdf())
    code, said = run(capsys, file, "--trust", bundle)
    assert code == 0
    assert said.startswith("certificate.pdf: valid\n  ok  Sealed with our key seal-")
    assert "It says: Lean Leader, Łukasz Čapek, https://leanleaders.example/v/" in said
    assert "By the keys of Lean Leaders (https://leanleaders.example) as of 2027-02-01T08:15:00Z." in said
    assert trust().fingerprints[0] in said


def test_an_altered_file_is_exit_5(capsys, tmp_path, bundle):
    file = tmp_path / "certificate.pdf"
    file.write_bytes(pdf() + b"\r\n")
    code, said = run(capsys, file, "--trust", bundle)
    assert (code, said.splitlines()[0]) == (5, "certificate.pdf: altered")
    assert "  NO  Something was added to the file after it was sealed." in said


def test_a_newer_status_list_tells_of_a_withdrawal(capsys, tmp_path, bundle):
    file, listed = tmp_path / "credential.json", tmp_path / "1"
    file.write_bytes(credential())
    listed.write_text(audited.status_list(94567))
    assert run(capsys, file, "--trust", bundle)[0] == 0
    assert run(capsys, file, "--trust", bundle, "--status", listed)[0] == 6


def test_the_answer_for_programs_has_the_same_steps(capsys, tmp_path, bundle):
    file = tmp_path / "credential.json"
    file.write_bytes(credential())
    told = json.loads(run(capsys, file, "--trust", bundle, "--json")[1])
    assert told["finding"] == "valid"
    assert [step["what"] for step in told["steps"]] == ["proof", "dates", "status"]
    assert told["credential"] == json.loads(credential())


def test_without_a_bundle_the_keys_of_this_site_are_asked_and_a_strangers_file_is_not_ours(
    capsys, tmp_path, keys
):
    file = tmp_path / "credential.json"
    file.write_bytes(credential())
    assert run(capsys, file)[0] == 4


@pytest.mark.parametrize(
    "words", [["gone.pdf"], ["here.json", "--trust", "gone.json"], ["here.json", "--trust", "here.json"]]
)
def test_what_cannot_be_read_is_said_to_be_so(tmp_path, words):
    (tmp_path / "here.json").write_bytes(credential())
    paths = [word if word.startswith("--") else str(tmp_path / word) for word in words]
    with pytest.raises(CommandError, match=r"cannot be read|no trust material"):
        call_command("verify_certificate", *paths)


def test_the_exit_codes_stand_in_the_help(capsys):
    with pytest.raises(SystemExit):
        call_command("verify_certificate", "--help")
    said = capsys.readouterr().out
    for line in ("  0  valid", "  3  status unknown", "  4  not ours", "  5  altered", "  6  withdrawn"):
        assert f"{line}\n" in said
