"""Working out a number."""

import random
import re
from collections.abc import Iterator
from fractions import Fraction

from content.items.entries import only_value
from content.items.normalising import to_number
from content.items.shapes import Shape
from content.items.terms import Content, Form, Order, Problem, Response, View
from content.items.wording import Wording as _

_DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?")


class Numeric:
    """Right within an absolute tolerance, both ends included; never a float."""

    content_shape: dict[str, Shape] = {
        "answer": str,
        "tolerance": str,
        "unit": str,
        "working": str,
        "feedback_correct": str,
        "wrong": [{"value": str, "feedback": str}],
    }
    response_shape: dict[str, Shape] = {"value": str}

    def problems(self, content: Content) -> Iterator[Problem]:
        numbers = {name: content[name] for name in ("answer", "tolerance")}
        for position, wrong in enumerate(content["wrong"]):
            numbers[f"wrong.{position}.value"] = wrong["value"]
        unreadable = [f for f, n in numbers.items() if not _DECIMAL.fullmatch(n)]
        for field in unreadable:
            yield Problem(field, _("Write a decimal number, such as 12.5."))
        if not unreadable:
            yield from self._clashes(content)

    def _clashes(self, content: Content) -> Iterator[Problem]:
        if Fraction(content["tolerance"]) < 0:
            yield Problem("tolerance", _("The tolerance cannot be below zero."))
        for position, wrong in enumerate(content["wrong"]):
            if _is_near(content, wrong["value"], content["answer"]):
                yield Problem(f"wrong.{position}.value", _("This number would count as right."))

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
        return Fraction(given is not None and _is_near(content, given, content["answer"]))

    def parts(self, content: Content, order: Order, response: Response) -> list[View]:
        if not response:
            return []
        is_right = self.fraction(content, response) == 1
        feedback = content["feedback_correct"] if is_right else self._error(content, response["value"])
        return [
            {
                "id": "value",
                "text": self._with_unit(content, response),
                "is_right": is_right,
                "feedback": feedback,
            }
        ]

    def _error(self, content: Content, given: str) -> str:
        """The feedback on a typical error, or nothing."""
        return next(
            (
                str(wrong["feedback"])
                for wrong in content["wrong"]
                if _is_near(content, given, wrong["value"])
            ),
            "",
        )

    def solution(self, content: Content, order: Order) -> View:
        return {
            "answer": content["answer"],
            "tolerance": content["tolerance"],
            "unit": content["unit"],
            "working": content["working"],
            "feedback_correct": content["feedback_correct"],
            "wrong": [dict(wrong) for wrong in content["wrong"]],
        }

    def _with_unit(self, content: Content, response: Response) -> str:
        return f"{response['value']} {content['unit']}".strip()


def _is_near(content: Content, given: str, value: str) -> bool:
    return abs(Fraction(given) - Fraction(value)) <= Fraction(content["tolerance"])
