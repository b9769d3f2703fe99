"""Reading cases that others published or computed: what a file holds decides how it is tried."""

import csv
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from courses.quiz.psychometrics.options import Option
from courses.quiz.psychometrics.sittings import Given, Sitting

ROOT = Path(__file__).resolve().parents[4]
CORPORA = ROOT.parent / "shared" / "corpora"
MOODLE = CORPORA / "stats-moodle"
CTT = CORPORA / "ctt-irt"


@dataclass(frozen=True)
class Printed:
    """A number as a source prints it: as exact as its digits, and 1e-9 where they are all there."""

    text: str

    def agrees(self, ours: float | None) -> bool:
        if self.text in ("", "None", "null", "**NULL**"):
            return ours is None
        value = float(self.text)
        decimals = len(self.text.lower().partition("e")[0].partition(".")[2])
        last_digit = 0.0 if decimals > 9 else 0.51 * 10.0**-decimals
        return ours is not None and abs(ours - value) <= max(1e-9 * max(1.0, abs(value)), last_digit)


def read_rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [row for row in csv.reader(file) if row]


def read_json(path: Path):
    return json.loads(path.read_text(encoding="utf-8"))


def scored(matrix: Sequence[Sequence[float]], most: Sequence[float]) -> list[Sitting]:
    return [Sitting([Given(item, points, most[item]) for item, points in enumerate(row)]) for row in matrix]


def chosen(matrix: Sequence[Sequence[str]], key: Sequence[str]) -> list[Sitting]:
    """Right or wrong by the key; what is not the key is still what was chosen."""
    return [
        Sitting(
            [
                Given(item, float(choice == key[item]), 1.0, chosen=(choice,))
                for item, choice in enumerate(row)
            ]
        )
        for row in matrix
    ]


def answers_of(path: Path) -> tuple[list[Sitting], list[str] | None]:
    """Read choices with a key beside them, or points, with a frequency in the last column if it says so."""
    head, *rows = read_rows(path)
    key_file = path.with_name(f"{path.stem}.key.txt")
    if key_file.exists():
        key = key_file.read_text(encoding="utf-8").split()
        return chosen(rows, key), key
    is_counted = head[-1].lower() in ("freq", "frequency", "n", "count")
    sittings: list[Sitting] = []
    for row in rows:
        points = [float(value) for value in (row[:-1] if is_counted else row)]
        sittings += scored([points], [1.0] * len(points)) * (int(row[-1]) if is_counted else 1)
    return sittings, None


def option_rows(expected: dict) -> list[tuple[int, Option, dict]]:
    return [
        (row["item"] - 1, Option(str(row["option"]), str(row["option"]), row["correct"]), row)
        for row in expected.get("distractors") or []
    ]
