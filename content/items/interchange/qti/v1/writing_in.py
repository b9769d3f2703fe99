"""Answers that are written in QTI 1.2: a word or a few, a number, or an essay."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Any

from content.items.interchange.qti.documents import to_fraction
from content.items.interchange.qti.drafts import ItemRefused
from content.items.interchange.qti.essays import whole_rubric
from content.items.interchange.qti.numbers import decimal_text
from content.items.interchange.qti.v1.presenting import Asked
from content.items.interchange.qti.v1.processing import Condition, Test
from content.items.interchange.qti.v1.quizitems import Kept, QuizItem
from content.items.normalising import normalise_text
from content.items.wording import Wording as _

# Compares with a part of what was written.
_PART = "varsubstring"


def read_blank(item: QuizItem, asked: Asked) -> Kept:
    """One word or a few. Several comparisons in one condition are alternatives, as Canvas writes them."""
    found = [(test, c.points or Fraction(0)) for c in item.processing.scoring() for test in _texts(c)]
    are_patterns = any(test.kind == _PART for test, _points in found)
    credits: dict[str, Fraction] = {}
    written: dict[str, str] = {}
    for test, points in found:
        text = _pattern(test) if are_patterns else test.value
        credits[text] = max(credits.get(text, Fraction(0)), points)
        written[text] = test.value
    accepted = {text: points for text, points in credits.items() if points > 0}
    if not accepted:
        raise ItemRefused(_("No answer earns any points."), asked.node)
    cases = {_minds_case(test) for test, _points in found}
    if len(cases) > 1:
        raise ItemRefused(
            _("Upper and lower case matter in some of its answers and not in others."), asked.node
        )
    content = short_text(item, asked.ident, accepted, is_case_sensitive=True in cases, written=written)
    return Kept("short_text", content | ({"wildcards": True} if are_patterns else {}))


def _pattern(test: Test) -> str:
    """Write an answer for a content with wildcards; a part of a text may have any writing around it."""
    text = test.value.replace("*", "\\*")
    return f"*{text}*" if test.kind == _PART else text


def _minds_case(test: Test) -> bool:
    return test.node.is_true("case") or test.node.get("case").lower() == "yes"


def short_text(
    item: QuizItem,
    response: str,
    accepted: dict[str, Fraction],
    *,
    is_case_sensitive: bool,
    written: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """The keys of a short text. accepted: what earns how much; alike to us, the first counts.

    written: how the file has each of them, where that is another way.
    """
    as_written = {text: text for text in accepted} | dict(written or {})
    said_of, most = item.processing.said_of, max(accepted.values())
    alike: dict[str, str] = {}
    for text in accepted:
        alike.setdefault(normalise_text(text, keeps_case=is_case_sensitive), text)
    texts = list(alike.values())
    more = [
        {"text": t, "weight": str(accepted[t] / most), "feedback": said_of(response, as_written[t])}
        for t in texts
        if accepted[t] < most
    ]
    wrong = {
        test.value: said
        for condition in item.processing.conditions
        for test in condition.wanted()
        if test.response == response and test.kind == "varequal" and test.value not in as_written.values()
        if (said := said_of(response, test.value))
    }
    content = {
        "accept": [text for text in texts if accepted[text] == most],
        "model_answer": "",
        "wrong": [{"match": text, "feedback": said} for text, said in wrong.items()],
        "distance": False,
    }
    extra: dict[str, Any] = {"more": more} if more else {}
    return content | extra | ({"case_sensitive": True} if is_case_sensitive else {})


def read_number(item: QuizItem, asked: Asked) -> Kept:
    """A number, with the interval around it that counts as right."""
    found = [
        (interval, condition)
        for condition in item.processing.scoring()
        if condition.points
        for interval in _intervals(item, asked, condition)
    ]
    if not found:
        raise ItemRefused(_("No answer earns any points."), asked.node)
    most = max(condition.points or Fraction(0) for _one, condition in found)
    if most <= 0 or found[0][1].points != most:
        raise ItemRefused(_("Numbers that earn less come before the right answer."), asked.node)
    (best, _first), *others = found
    content: dict[str, Any] = best.content() | {
        "unit": "",
        "working": "",
        "feedback_correct": "",
        "wrong": [],
    }
    more = [
        {
            "low": decimal_text(interval.low),
            "high": decimal_text(interval.high),
            "weight": str((condition.points or Fraction(0)) / most),
            "feedback": "",
        }
        for interval, condition in others
    ]
    return Kept("numeric", content | ({"more": more} if more else {}))


def read_essay(item: QuizItem, asked: Asked) -> Kept:
    points = to_fraction(item.metadata.get("points_possible", "")) or Fraction(1)
    notes = [item.metadata.get("grading_notes", ""), item.processing.texts.get("solution", "")]
    item.processing.taken.add("solution")
    content: dict[str, Any] = {
        "rubric": whole_rubric(item.ids, points),
        "model_answer": "\n".join(note for note in notes if note),
        "markers": 1,
    }
    if asked.node.get("word_limit_enabled", "yes").lower() == "yes":
        for ours, theirs in (("min_words", "word_limit_min"), ("max_words", "word_limit_max")):
            if re.fullmatch("0*[1-9][0-9]{0,5}", asked.node.get(theirs)):
                content[ours] = int(asked.node.get(theirs))
    return Kept("essay", content)


@dataclass(frozen=True)
class _Interval:
    """Numbers that count. answer: the one that the file names, or None; percent: a margin given so."""

    low: Fraction
    high: Fraction
    answer: Fraction | None
    percent: Fraction | None

    def content(self) -> dict[str, str]:
        middle = (self.low + self.high) / 2
        answer = middle if self.answer is None else self.answer
        if self.percent is not None and self.high - answer == abs(answer) * self.percent / 100:
            tolerance = {"tolerance": decimal_text(self.percent / 100), "mode": "relative"}
        elif answer == middle:
            tolerance = {"tolerance": decimal_text(self.high - answer)}
        else:
            ends = {"low": decimal_text(self.low), "high": decimal_text(self.high)}
            tolerance = {"tolerance": "0", "mode": "range"} | ends
        return {"answer": decimal_text(answer)} | tolerance


def _texts(condition: Condition) -> list[Test]:
    """The answers of a condition; raise ItemRefused where it compares in another way."""
    parts = [test for test in condition.tests if test.kind == _PART]
    can_be_kept = (condition.points or 0) > 0 and (len(parts) < 2 or condition.has_or)
    kinds = ("varequal", _PART) if can_be_kept else ("varequal",)
    strange = next((test for test in condition.tests if test.kind not in kinds or test.is_not), None)
    if strange and condition.points:
        raise ItemRefused(
            _("Texts are compared in a way that cannot be kept: %(how)s.", how=strange.kind), strange.node
        )
    return [test for test in condition.wanted() if test.kind in kinds]


def _intervals(item: QuizItem, asked: Asked, condition: Condition) -> list[_Interval]:
    """What counts by a condition: numbers side by side, or an interval that may name its answer."""
    are_points = all(test.kind == "varequal" and not _is_rounded(test) for test in condition.tests)
    if condition.has_or and are_points and len(condition.wanted()) == len(condition.tests):
        values = [to_fraction(test.value) for test in condition.tests]
        if None not in values:
            return [_Interval(value, value, value, None) for value in values if value is not None]
    return [_interval(item, asked, condition)]


def _is_rounded(test: Test) -> bool:
    return bool(test.node.get("precisiontype") or test.node.get("margintype"))


def _interval(item: QuizItem, asked: Asked, condition: Condition) -> _Interval:
    tests = {test.kind: test for test in condition.tests}
    if len(tests) < len(condition.tests) or any(test.is_not for test in condition.tests):
        raise ItemRefused(_("Its numbers are scored by a rule of their own."), condition.node)
    if any(test.node.get("precisiontype") for test in tests.values()):
        raise ItemRefused(_("It asks for a number of digits, which cannot be kept."), condition.node)
    values = {kind: to_fraction(test.value) for kind, test in tests.items()}
    answer = values.get("varequal")
    low, high = _ends(item, asked, values, answer)
    if (
        None in values.values()
        or low is None
        or high is None
        or not low <= (low if answer is None else answer) <= high
    ):
        raise ItemRefused(_("Its numbers cannot be read, or contradict each other."), condition.node)
    percent = None
    if "varequal" in tests and tests["varequal"].node.get("margintype") == "percent":
        percent = to_fraction(tests["varequal"].node.get("margin"))
    return _Interval(low, high, answer, percent)


def _ends(
    item: QuizItem, asked: Asked, values: Mapping[str, Fraction | None], answer: Fraction | None
) -> tuple[Fraction | None, Fraction | None]:
    """The lowest and the highest number that count. Of whole numbers, those next to an open end do."""
    low, high = values.get("vargte", answer), values.get("varlte", answer)
    above, below = values.get("vargt"), values.get("varlt")
    if above is None and below is None:
        return low, high
    if asked.is_whole:
        low = low if above is None else Fraction(floor(above) + 1)
        return low, high if below is None else Fraction(ceil(below) - 1)
    item.warnings.append(
        _("The numbers at the ends of its interval count here; in the file one or both do not.")
    )
    return low if above is None else above, high if below is None else below
