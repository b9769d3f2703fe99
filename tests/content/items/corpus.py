"""The cases of ../shared/corpora/scoring, put to our rules. What a case holds tells its kind."""

import json
import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from content.items.certainty import adjusted
from content.items.interchange.mapping import ResponseMapping, map_response
from content.items.intervals import TOLERANCES
from content.items.normalising import matches_pattern
from content.items.ordering_rules import ORDERING_RULES
from content.items.scoring import score
from tests.content.items.examples import COMMON

SCORING = Path(__file__).parents[4] / "shared" / "corpora" / "scoring"
# What has this many digits or more after the point was rounded when it was printed.
ROUNDED_FROM = 5


@dataclass(frozen=True)
class Case:
    """expected: as printed; of a rounded number the last digit may differ, all others are met exactly.

    outside: why it is none of ours; "" if it is.
    """

    name: str
    expected: Any = None
    actual: Any = None
    outside: str = ""

    @property
    def is_met(self) -> bool:
        if isinstance(self.expected, bool):
            return self.expected == self.actual
        digits = -Decimal(self.expected).as_tuple().exponent
        last = Fraction(1, 10**digits) if digits >= ROUNDED_FROM else Fraction(0)
        return abs(self.actual - Fraction(self.expected)) <= last


@dataclass
class Tally:
    """What became of the cases of one file."""

    cases: int = 0
    passed: int = 0
    outside: Counter[str] = field(default_factory=Counter)
    failed: list[str] = field(default_factory=list)


def tally(cases: Iterable[Case]) -> Tally:
    found = Tally()
    for case in cases:
        found.cases += 1
        if case.outside:
            found.outside[case.outside] += 1
        elif case.is_met:
            found.passed += 1
        else:
            found.failed.append(f"{case.name}: {case.expected} expected, {case.actual} found")
    return found


def read(file: Path) -> Any:
    """Read JSON with its decimals exactly as they are printed."""
    return json.loads(file.read_text(), parse_float=Decimal)


def cases_of(data: dict[str, Any]) -> Iterator[Case]:
    """Put each case to the rule of its kind, which its keys tell."""
    for case in data["cases"]:
        reader = next((reader for keys, reader in KINDS.items() if keys <= case.keys()), None)
        if reader is None:
            raise LookupError(f"A case of a kind that is not known: {sorted(case)}")
        yield from reader(case)


def plain(number: int | Decimal) -> str:
    return format(Decimal(number), "f")


def options(weights: Mapping[str, int | Decimal]) -> list[dict[str, Any]]:
    """Options with their weights, by id."""
    return [
        {"id": name, "text": name, "correct": worth > 0, "weight": str(Fraction(worth)), "feedback": ""}
        for name, worth in weights.items()
    ]


def _certainty(case: dict[str, Any]) -> Iterator[Case]:
    actual = adjusted(Fraction(case["fraction"]), case["certainty"])
    yield Case(str(case), case["adjusted"], actual)


def _matching(case: dict[str, Any]) -> Iterator[Case]:
    """0: the stem was not answered."""
    rights = range(1, max(*case["right"], *case["response"]) + 1)
    content = COMMON | {
        "type": "matching",
        "left": [{"id": f"l{n}", "text": "", "feedback": ""} for n in range(len(case["right"]))],
        "right": [{"id": f"r{n}", "text": "", "feedback": ""} for n in rights],
        "key": {f"l{n}": f"r{right}" for n, right in enumerate(case["right"])},
    }
    pairs = {f"l{n}": f"r{right}" for n, right in enumerate(case["response"]) if right}
    yield Case(str(case), case["fraction"], score(content, {"pairs": pairs}))


def _multiple_by_weights(case: dict[str, Any]) -> Iterator[Case]:
    weighed = options({f"c{n}": worth for n, worth in enumerate(case["fractions"])})
    content = COMMON | {"type": "multiple_response", "options": weighed, "grading": "weights"}
    choices = [f"c{n}" for n in case["selected"]]
    yield Case(str(case), case["fraction"], score(content, {"choices": choices}))


# The rule of the corpus -> ours; the rest are not among those that an author may choose.
MULTIPLE = {
    "all_or_nothing": "all_or_nothing",
    "canvas_right_minus_wrong": "right_minus_wrong",
    "h5p_right_minus_wrong": "right_minus_wrong",
}


def _multiple_by_rule(case: dict[str, Any]) -> Iterator[Case]:
    marked = [
        {"id": choice, "text": "", "correct": choice in case["correct"], "feedback": ""}
        for choice in case["choices"]
    ]
    for rule, expected in case["score"].items():
        if rule not in MULTIPLE:
            yield Case(str(case), outside=f"{rule} is not one of our rules")
            continue
        content = COMMON | {"type": "multiple_response", "options": marked, "grading": MULTIPLE[rule]}
        yield Case(f"{rule} {case}", expected, score(content, {"choices": case["selected"]}))


def _numeric(case: dict[str, Any]) -> Iterator[Case]:
    content = numeric_content(case["answer"], case["tolerance"], case["type"])
    yield Case(str(case), case["within"], score(content, {"value": _as_meant(case)}) == 1)


def _as_meant(case: dict[str, Any]) -> str:
    """The value, or the end of the interval that it was before it became a float.

    The file prints floats: where the end has no float of its own, its nearest one lies a hair inside or
    outside, and PHP forgave that hair. Ours are exact, so the end itself is asked for.
    """
    ends = TOLERANCES[case["type"]](Fraction(case["answer"]), Fraction(case["tolerance"]))
    value = Fraction(case["value"])
    return str(next((end for end in ends if math.isclose(end, value, rel_tol=1e-15)), value))


# The names of the corpus for the gradings of Moodle, where ours differ.
ORDERINGS = {
    "relative_next_exclude_last": "adjacent_pairs",
    "longest_ordered_subset": "longest_ordered",
    "longest_contiguous_subset": "longest_contiguous",
}


def _ordering(case: dict[str, Any]) -> Iterator[Case]:
    steps = [{"id": str(step), "text": "", "note": ""} for step in case["correct"]]
    given = {"order": [str(step) for step in case["response"]]}
    for name, expected in case["fraction"].items():
        grading = ORDERINGS.get(name, name)
        if grading not in ORDERING_RULES:
            yield Case(str(case), outside=f"{name} is not one of our rules")
            continue
        content = COMMON | {"type": "ordering", "sequence": steps, "grading": grading}
        yield Case(f"{name} {case}", expected, score(content, given))


def _mapping(case: dict[str, Any]) -> Iterator[Case]:
    lower, upper = case["lower_bound"], case["upper_bound"]
    mapping = ResponseMapping(
        entries={value: Fraction(worth) for value, worth in case["mapping"].items()},
        default=Fraction(case["default"]),
        lower=None if lower is None else Fraction(lower),
        upper=None if upper is None else Fraction(upper),
        is_case_sensitive=case["case_sensitive"],
        base_type=case["base_type"],
    )
    yield Case(str(case), case["score"], map_response(mapping, case["response"]))


def _pattern(case: dict[str, Any]) -> Iterator[Case]:
    if not case.get("intl", True):
        yield Case(str(case), outside="compared without Unicode normalisation")
        return
    if case["response"].strip():
        content = pattern_content(case["pattern"], is_case_sensitive=not case["ignore_case"])
        found = score(content, {"text": case["response"]}) == 1
    else:
        # As an item a blank earns nothing, whatever a pattern says of it.
        found = matches_pattern(case["pattern"], case["response"], ignores_case=case["ignore_case"])
    yield Case(str(case), case["match"], found)


def pattern_content(*patterns: str, is_case_sensitive: bool = False) -> dict[str, Any]:
    return COMMON | {
        "type": "short_text",
        "accept": list(patterns),
        "model_answer": "",
        "wrong": [],
        "distance": False,
        "wildcards": True,
        "case_sensitive": is_case_sensitive,
    }


def numeric_content(answer: int | Decimal, tolerance: int | Decimal, mode: str) -> dict[str, Any]:
    return COMMON | {
        "type": "numeric",
        "answer": plain(answer),
        "tolerance": plain(tolerance),
        "mode": mode,
        "unit": "",
        "working": "",
        "feedback_correct": "",
        "wrong": [],
    }


# The keys that tell the kind of a case -> how it is put to our rules.
KINDS: dict[frozenset[str], Callable[[dict[str, Any]], Iterator[Case]]] = {
    frozenset({"fraction", "certainty", "adjusted"}): _certainty,
    frozenset({"right", "response", "fraction"}): _matching,
    frozenset({"fractions", "selected", "fraction"}): _multiple_by_weights,
    frozenset({"choices", "correct", "selected", "score"}): _multiple_by_rule,
    frozenset({"answer", "tolerance", "type", "value", "within"}): _numeric,
    frozenset({"correct", "response", "fraction"}): _ordering,
    frozenset({"mapping", "response", "score"}): _mapping,
    frozenset({"pattern", "response", "match"}): _pattern,
}
