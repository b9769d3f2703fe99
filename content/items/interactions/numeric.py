"""Working out a number."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from content.items.entries import only_value
from content.items.intervals import TOLERANCES, Interval, holds
from content.items.normalising import to_number
from content.items.shapes import Optional, Shape
from content.items.terms import Content, Form, Judge, Order, Problem, Response, View
from content.items.weighing import credit_problems, weight
from content.items.wording import Wording as _

RANGE = "range"
_DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?")


@dataclass(frozen=True)
class _Credit:
    """What a number earns, and what is said of it."""

    share: Fraction
    feedback: str


class Numeric:
    """Right within a tolerance or a range, both ends included; never a float.

    mode: "nominal", give or take the tolerance, as without a mode; "relative", give or take that share of
    the answer; "geometric", divided or multiplied by 1 + tolerance; "range", from low to high.
    more: further intervals, each with the share that it earns. After the answer, the first that fits decides.
    """

    content_shape: dict[str, Shape] = {
        "answer": str,
        "tolerance": str,
        "unit": str,
        "working": str,
        "feedback_correct": str,
        "wrong": [{"value": str, "feedback": str}],
        "mode": Optional(str),
        "low": Optional(str),
        "high": Optional(str),
        "more": Optional([{"low": str, "high": str, "weight": str, "feedback": str}]),
    }
    response_shape: dict[str, Shape] = {"value": str}
    judged_by = Judge.RULE
    gradings: tuple[str, ...] = ()

    def problems(self, content: Content) -> Iterator[Problem]:
        if _mode(content) not in (*TOLERANCES, RANGE):
            yield Problem("mode", _("Choose how far an answer may be from the right one."))
            return
        unreadable = [field for field, text in _numbers(content) if not _DECIMAL.fullmatch(text)]
        for field in unreadable:
            yield Problem(field, _("Write a decimal number, such as 12.5."))
        for number, entry in enumerate(content.get("more", ())):
            yield from credit_problems(f"more.{number}.weight", entry["weight"])
        if not unreadable:
            yield from self._clashes(content)

    def _clashes(self, content: Content) -> Iterator[Problem]:
        """Yield what numbers that are readable do not allow of each other."""
        if Fraction(content["tolerance"]) < 0:
            yield Problem("tolerance", _("The tolerance cannot be below zero."))
            return
        if not holds(_accepted(content), Fraction(content["answer"])):
            yield Problem("answer", _("The answer has to lie between the lowest and the highest number."))
        further = [_interval(entry) for entry in content.get("more", ())]
        for number, (low, high) in enumerate(further):
            if low > high:
                yield Problem(f"more.{number}", _("The lowest number comes first."))
        for number, wrong in enumerate(content["wrong"]):
            value = Fraction(wrong["value"])
            if any(holds(interval, value) for interval in (_accepted(content), *further)):
                yield Problem(f"wrong.{number}.value", _("This number would count as right."))

    def draw_order(self, content: Content, rng: random.Random) -> dict[str, list[str]]:
        return {}

    def public(self, content: Content, order: Order) -> View:
        return {"unit": content["unit"]}

    def read(self, content: Content, form: Form) -> Response:
        return {"value": only_value(form, "value")}

    def clean(self, content: Content, response: Response) -> Response | None:
        if not response["value"].strip():
            return None
        return {"value": format(to_number(response["value"]), "f")}

    def key(self, content: Content) -> Response:
        return {"value": content["answer"]}

    def fraction(self, content: Content, response: Response) -> Fraction:
        given = response.get("value")
        return Fraction(0) if given is None else _credit(content, Fraction(given)).share

    def parts(self, content: Content, order: Order, response: Response) -> list[View]:
        if not response:
            return []
        credit = _credit(content, Fraction(response["value"]))
        return [
            {
                "id": "value",
                "text": f"{response['value']} {content['unit']}".strip(),
                "is_right": credit.share == 1,
                "feedback": credit.feedback,
            }
        ]

    def solution(self, content: Content, order: Order) -> View:
        return {
            "answer": content["answer"],
            "tolerance": content["tolerance"],
            "mode": _mode(content),
            "low": content.get("low", ""),
            "high": content.get("high", ""),
            "unit": content["unit"],
            "working": content["working"],
            "feedback_correct": content["feedback_correct"],
            "more": [dict(entry) for entry in content.get("more", ())],
            "wrong": [dict(wrong) for wrong in content["wrong"]],
        }


def _mode(content: Content) -> str:
    return str(content.get("mode", "nominal"))


def _numbers(content: Content) -> Iterator[tuple[str, str]]:
    """Yield field and text of all that has to be a number."""
    ends = ("low", "high") if _mode(content) == RANGE else ()
    for name in ("answer", "tolerance", *ends):
        yield name, content.get(name, "")
    for number, wrong in enumerate(content["wrong"]):
        yield f"wrong.{number}.value", wrong["value"]
    for number, entry in enumerate(content.get("more", ())):
        yield f"more.{number}.low", entry["low"]
        yield f"more.{number}.high", entry["high"]


def _interval(entry: Content) -> Interval:
    return Fraction(entry["low"]), Fraction(entry["high"])


def _around(content: Content, value: str) -> Interval:
    """What counts as that value. A range says nothing of other values, so there it is the value alone."""
    if _mode(content) == RANGE:
        return Fraction(value), Fraction(value)
    return TOLERANCES[_mode(content)](Fraction(value), Fraction(content["tolerance"]))


def _accepted(content: Content) -> Interval:
    return _interval(content) if _mode(content) == RANGE else _around(content, content["answer"])


def _credit(content: Content, given: Fraction) -> _Credit:
    if holds(_accepted(content), given):
        return _Credit(Fraction(1), content["feedback_correct"])
    for entry in content.get("more", ()):
        if holds(_interval(entry), given):
            return _Credit(weight(entry["weight"]), entry["feedback"])
    for wrong in content["wrong"]:
        if holds(_around(content, wrong["value"]), given):
            return _Credit(Fraction(0), wrong["feedback"])
    return _Credit(Fraction(0), "")
