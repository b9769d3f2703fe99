"""Moodle's quiz statistics: those that it publishes with its tests, and what follows from its formulas."""

import csv
from pathlib import Path

import pytest

from courses.quiz.psychometrics.items import ItemStatistics, item_statistics
from courses.quiz.psychometrics.sittings import Given, Sitting
from courses.quiz.psychometrics.tallying import tally_of
from courses.quiz.psychometrics.whole import reliability_of, whole_statistics
from tests.courses.quiz.psychometrics.corpora import MOODLE, Printed, read_json, read_rows, scored

FOLDERS = sorted(path for path in MOODLE.glob("*") if path.is_dir())


def percent(value: float | None) -> float | None:
    return None if value is None else 100 * value


def fields_of(item: ItemStatistics) -> dict[str, float | None]:
    """Name our figures as Moodle does."""
    moments = item.moments
    return {
        "s": item.n,
        "facility": item.facility,
        "sd": item.sd,
        "markvariance": moments.var_x if moments else None,
        "othermarkvariance": moments.var_y if moments else None,
        "covariance": moments.cov if moments else None,
        "covariancemax": moments.cov / item.efficiency if moments and item.efficiency else None,
        "cov_total": item.covariance_with_total,
        "discriminationindex": percent(item.discrimination),
        "discriminativeefficiency": percent(item.efficiency),
        "effectiveweight": item.effective_weight,
    }


def whole_of(tally) -> dict[str, float | None]:
    whole = whole_statistics(tally, reliability_of(tally))
    shape = whole.shape
    figures = {
        "count": whole.n,
        "mean": shape.mean,
        "median": shape.median,
        "sd": shape.sd,
        "skew": shape.skewness,
        "kurt": shape.kurtosis,
        "cic": percent(whole.alpha),
        "errorratio": whole.error_ratio,
        "standarderror": whole.sem,
    }
    names = {"standarddeviation": "sd", "skewness": "skew", "kurtosis": "kurt"}
    names |= {"cic_percent": "cic", "errorratio_percent": "errorratio"}
    return figures | {theirs: figures[ours] for theirs, ours in names.items()}


def statistics_of(sittings) -> tuple[list[dict[str, float | None]], dict[str, float | None]]:
    tally = tally_of(sittings)
    items = item_statistics(tally, reliability_of(tally).without)
    return [fields_of(item) for item in items], whole_of(tally)


def marks_of(folder: Path) -> tuple[list[list[float]], list[float]]:
    """Read a table with a first row of maxima, or Moodle's table of results with all marks out of 1."""
    if (path := folder / "marks.csv").exists():
        head, *rows = read_rows(path)
        return [[float(v) for v in row[1:]] for row in rows], [float(v) for v in head[1:]]
    for path in folder.glob("*.csv"):
        if {"slot", "maxmark"} <= set(read_rows(path)[0]) and "facility" not in read_rows(path)[0]:
            return marks_of_steps(list(csv.DictReader(path.open(encoding="utf-8"))))
    [path] = folder.glob("results*.csv")
    head, *rows = read_rows(path)
    places = [n for n, name in enumerate(head) if name.startswith("slots.")]
    most = [1.0] * len(places)
    for questions in folder.glob("questions*.csv"):
        listed = csv.DictReader(questions.open(encoding="utf-8"))
        worth = {row["slot"]: float(row["mark"]) for row in listed if row["slot"]}
        most = [worth[str(number)] for number in range(1, len(places) + 1)]
    return [[float(row[place] or 0) for place in places] for row in rows], most


def marks_of_steps(steps: list[dict[str, str]]) -> tuple[list[list[float]], list[float]]:
    """Read one line for each answer; each attempt begins with slot 1."""
    matrix: list[list[float]] = []
    most: list[float] = []
    for step in steps:
        if step["slot"] == "1":
            matrix.append([])
        if len(matrix) == 1:
            most.append(float(step["maxmark"] or 0))
        mark = step.get("mark") or float(step.get("fraction") or 0) * float(step["maxmark"] or 0)
        matrix[-1].append(float(mark))
    return matrix, most


def expected_items(folder: Path) -> list[dict[str, str]]:
    """Return what is expected of each position: field -> number as printed."""
    for path in folder.glob("qstats*.csv"):
        rows = list(csv.DictReader(path.open(encoding="utf-8")))
        return [row for row in rows if not row["subqname"] and not row["variant"]]
    for path in folder.glob("expected*.json"):
        found = read_json(path)
        if isinstance(found.get("items"), list):
            return [{name: str(value) for name, value in item.items()} for item in found["items"]]
        columns = {name: values for name, values in found.items() if isinstance(values, list)}
        if columns:
            length = max(len(values) for values in columns.values())
            return [
                {name: str(values[n]) for name, values in columns.items() if len(values) == length}
                for n in range(length)
            ]
    return []


# Moodle's unit tests state facility in per cent and deviations in thousandths.
UNITS = {"facility": (1, 100), "sd": (1, 1000)}


def compare(ours: dict[str, float | None], theirs: dict[str, str], where: object) -> int:
    compared = 0
    for name, printed in theirs.items():
        if name not in ours or (name == "covariancemax" and ours[name] is None):
            continue  # the greatest covariance is known through the efficiency alone
        value = ours[name]
        readings = [None if value is None else unit * value for unit in UNITS.get(name, (1,))]
        # PHP takes null and 0 for the same, and so do the tests from which some of these are.
        is_nothing = printed == "None" and value == 0
        assert is_nothing or any(Printed(printed).agrees(v) for v in readings), (where, name, printed, value)
        compared += 1
    return compared


@pytest.mark.skipif(not MOODLE.is_dir(), reason="the corpora are not beside this checkout")
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_item_has_moodles_figures(folder):
    items, _whole = statistics_of(scored(*marks_of(folder)))
    expected = expected_items(folder)
    assert len(expected) == len(items)
    for number, (ours, theirs) in enumerate(zip(items, expected, strict=True), start=1):
        assert compare(ours, theirs, number) >= 4


@pytest.mark.skipif(not MOODLE.is_dir(), reason="the corpora are not beside this checkout")
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_quiz_has_moodles_figures(folder):
    _items, whole = statistics_of(scored(*marks_of(folder)))
    found = {name: value for path in folder.glob("expected*.json") for name, value in read_json(path).items()}
    expected = found.get("quiz", found)
    # A list is a figure of the items, not of the quiz.
    compared = [name for name, value in expected.items() if name in whole and not isinstance(value, list)]
    for name in compared:
        # Moodle asserts its published figures to 1.5e-5, and prints them from marks with seven decimals.
        exact = "quiz" in found
        allowed = 1e-9 if exact else 1.5e-5
        assert whole[name] == pytest.approx(expected[name], rel=allowed, abs=allowed), name
    # A folder of item figures alone has none of the quiz.
    assert compared or not any(name in found for name in ("quiz", "mean", "median"))


@pytest.mark.skipif(not MOODLE.is_dir(), reason="the corpora are not beside this checkout")
@pytest.mark.parametrize("folder", [f for f in FOLDERS if [*f.glob("qstats*.csv")]], ids=lambda f: f.name)
def test_a_question_drawn_at_random_is_set_against_the_whole_total(folder):
    """Moodle's figures of one of several questions in a place, and of one variant of a question."""
    [results] = folder.glob("results*.csv")
    [steps] = folder.glob("steps*.csv")
    [qstats] = folder.glob("qstats*.csv")
    marks, _most = marks_of(folder)
    attempts = list(csv.DictReader(steps.open(encoding="utf-8")))
    expected = [
        row for row in csv.DictReader(qstats.open(encoding="utf-8")) if row["subqname"] or row["variant"]
    ]
    assert len(attempts) == len(marks) == len(read_rows(results)) - 1
    for row in expected:
        slot = int(row["slot"])
        drawn = f"randqs.{slot}" if row["subqname"] else f"variants.{slot}"
        wanted = row["subqname"] or row["variant"]
        sittings = [
            Sitting(
                [Given(0, marks[n][slot - 1], 1.0, is_scored=not row["subqname"]), *rest(marks[n], slot, row)]
            )
            for n, attempt in enumerate(attempts)
            if attempt[drawn] == wanted
        ]
        tally = tally_of(sittings)
        found = next(i for i in item_statistics(tally, {}) if i.version == 0 and i.n == int(row["s"]))
        ours = fields_of(found)
        for name in ("facility", "sd", "discriminationindex", "discriminativeefficiency"):
            assert ours[name] == pytest.approx(float(row[name]), rel=1e-6), (row, name)


def rest(marks: list[float], slot: int, row: dict[str, str]) -> list[Given]:
    """The other answers; for a question drawn at random its own mark is part of the total as well."""
    others = [Given(n, mark) for n, mark in enumerate(marks, start=1) if n != slot]
    return [*others, Given(slot, marks[slot - 1])] if row["subqname"] else others
