"""Whole quizzes of Moodle from the corpora: what each learner answered, and the mark of each question."""

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from content.items.scoring import score
from tests.content.items.corpus import Case, numeric_content, options, pattern_content, read
from tests.content.items.examples import COMMON

Row = Mapping[str, str]
# The content that was asked, and the response to it as we store it.
Asked = tuple[dict[str, Any], dict[str, Any] | None]


def cases_of(steps: Path) -> Iterator[Case]:
    """Yield a case for each mark that the results print, and one for the sum of each attempt."""
    definitions = steps.with_name(steps.name.replace("_steps", "_questions")).with_suffix(".json")
    questions = read(definitions) if definitions.is_file() else {}
    results = {row["quizattempt"]: row for row in _results(steps)}
    rows = _rows(steps)
    tries = Counter(row["quizattempt"] for row in rows)
    for row in rows:
        result = results[row["quizattempt"]]
        if tries[row["quizattempt"]] > 1:
            reason = "answered in several tries with a penalty, which our practice has not"
            cases = [Case(str(slot), outside=reason) for slot in _marks(result)]
        else:
            cases = [_case(questions, row, slot, mark) for slot, mark in _marks(result).items()]
        yield from cases
        if result.get("summarks"):
            yield _sum(cases, result)


def printed_marks(steps: Path) -> int:
    """How many marks and sums the results print for those who answered."""
    answered = Counter(row["quizattempt"] for row in _rows(steps))
    return sum(
        (len(_marks(row)) + bool(row.get("summarks"))) * answered[row["quizattempt"]]
        for row in _results(steps)
    )


def _sum(cases: list[Case], result: Row) -> Case:
    if any(case.outside for case in cases):
        return Case("sum", outside="the sum holds a mark that is none of ours")
    total = sum((case.actual for case in cases), Fraction(0))
    return Case(f"sum of attempt {result['quizattempt']}", Decimal(result["summarks"]), total)


def _case(questions: Mapping[str, Any], row: Row, slot: str, mark: str) -> Case:
    label = f"attempt {row['quizattempt']}, question {slot}"
    if slot not in questions:
        return Case(label, outside="the folder does not say what was asked")
    kind, defined = next(iter(questions[slot].items()))
    if kind.startswith("random"):
        kind = row[f"randqs.{slot}"]
        defined = defined[kind]
    maker = next((maker for prefix, maker in MAKERS.items() if kind.startswith(prefix)), None)
    if maker is None:
        return Case(label, outside=f"{kind} is not one of our types")
    asked = maker(defined, _given(row, slot), row.get(f"variants.{slot}", ""))
    if asked is None:
        return Case(label, outside="the folder does not say what was right in this variant")
    return Case(f"{label}: {asked[1]}", Decimal(mark), score(*asked))


def _given(row: Row, slot: str) -> dict[str, str]:
    prefix = f"responses.{slot}."
    return {
        name.removeprefix(prefix): value for name, value in row.items() if name.startswith(prefix) and value
    }


def _results(steps: Path) -> list[dict[str, str]]:
    return _rows(steps.with_name(steps.name.replace("_steps", "_results")))


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(newline="", encoding="utf-8") as opened:
        return list(csv.DictReader(opened))


def _marks(result: Row) -> dict[str, str]:
    found = {re.fullmatch(r"slots\.(\d+)\.mark", column): value for column, value in result.items()}
    return {match[1]: mark for match, mark in found.items() if match and re.fullmatch(r"-?[\d.]+", mark)}


def _answer(given: Mapping[str, str], field: str) -> dict[str, Any] | None:
    return {field: given["answer"]} if "answer" in given else None


def _short(defined: Mapping[str, Any], given: Mapping[str, str], variant: str) -> Asked:
    shares = defined["answers"]
    content = pattern_content(
        *(text for text, share in shares.items() if share == 1), is_case_sensitive=defined["case_sensitive"]
    )
    content["more"] = [
        {"text": text, "weight": str(Fraction(share)), "feedback": ""}
        for text, share in shares.items()
        if 0 < share < 1
    ]
    content["wrong"] = [{"match": text, "feedback": ""} for text, share in shares.items() if not share]
    return content, _answer(given, "text")


def _number(defined: Mapping[str, Any], given: Mapping[str, str], variant: str) -> Asked:
    [right] = [Decimal(text) for text, share in defined["answers"].items() if share == 1]
    return numeric_content(right, defined["tolerance"], "nominal"), _answer(given, "value")


def _calculated(defined: str, given: Mapping[str, str], variant: str) -> Asked | None:
    """The definition is a sentence that names the right answer of most variants."""
    right = dict(re.findall(r"\b(\d+):(-?[\d.]+)", defined))
    right |= {number: value for value, number in re.findall(r"(-?[\d.]+)=right for (\d+)", defined)}
    if variant not in right:
        return None
    return numeric_content(Decimal(right[variant]), Decimal("0.01"), "relative"), _answer(given, "value")


def _match(defined: Mapping[str, str], given: Mapping[str, str], variant: str) -> Asked:
    stems = [stem for stem in defined if stem != "distractor"]
    content = COMMON | {
        "type": "matching",
        "left": [{"id": stem, "text": stem, "feedback": ""} for stem in stems],
        "right": [{"id": text, "text": text, "feedback": ""} for text in sorted(set(defined.values()))],
        "key": {stem: defined[stem] for stem in stems},
    }
    return content, {"pairs": dict(given)}


def _true_or_false(defined: Any, given: Mapping[str, str], variant: str) -> Asked:
    return _single({"1": int(defined), "0": int(not defined)}, given, variant)


def _single(defined: Mapping[str, Any], given: Mapping[str, str], variant: str) -> Asked:
    content = COMMON | {"type": "single_choice", "options": options(defined), "grading": "weights"}
    return content, _answer(given, "choice")


def _multiple(defined: Mapping[str, Any], given: Mapping[str, str], variant: str) -> Asked:
    content = COMMON | {"type": "multiple_response", "options": options(defined), "grading": "weights"}
    return content, {"choices": [text for text, ticked in given.items() if ticked == "1"]}


def _gaps(defined: Mapping[str, str], given: Mapping[str, str], variant: str) -> Asked:
    """The parts count alike. The folder gives the keys alone, so each part is a word to be written."""
    bare = {name: value for name, value in pattern_content().items() if name not in COMMON}
    gaps = [
        {"id": part, "points": 1, "interaction": bare | {"accept": [text]}} for part, text in defined.items()
    ]
    text = " ".join(f"[[{part}]]" for part in defined)
    filled = {part: {"text": given[f"{part}.answer"]} for part in defined if f"{part}.answer" in given}
    return COMMON | {"type": "cloze", "text": text, "gaps": gaps}, {"gaps": filled}


MAKERS: Mapping[str, Callable[[Any, Mapping[str, str], str], Asked | None]] = {
    "shortanswer": _short,
    "numerical": _number,
    "calculated": _calculated,
    "match": _match,
    "truefalse": _true_or_false,
    "multichoice_single": _single,
    "multichoice_multi": _multiple,
    "multianswer": _gaps,
}
