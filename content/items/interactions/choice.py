"""Choosing among options: one of them, or all that fit."""

import random
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from fractions import Fraction

from content.items.entries import (
    entry_problems,
    ids,
    in_order,
    only_value,
    refuse_strangers,
    shown,
    shuffled,
)
from content.items.shapes import Shape
from content.items.terms import Content, Entry, Form, Order, Problem, Response, View
from content.items.wording import Wording as _


class _Choice(ABC):
    content_shape: dict[str, Shape] = {
        "options": [{"id": str, "text": str, "correct": bool, "feedback": str}]
    }

    @abstractmethod
    def chosen(self, response: Response) -> Sequence[str]:
        """Return the ids of the options that were chosen."""

    def draw_order(self, content: Content, rng: random.Random) -> dict[str, list[str]]:
        return {"options": shuffled(content["options"], rng)}

    def public(self, content: Content, order: Order) -> View:
        return {"options": shown(content["options"], order["options"])}

    def fraction(self, content: Content, response: Response) -> Fraction:
        """Right less wrong, by the number of keys: ticking everything never earns it all."""
        keys, chosen = set(_keys(content)), set(self.chosen(response))
        return max(Fraction(0), Fraction(len(chosen & keys) - len(chosen - keys), len(keys)))

    def parts(self, content: Content, order: Order, response: Response) -> list[View]:
        chosen = self.chosen(response)
        options = in_order(content["options"], order["options"])
        return [_judged(option) for option in options if option["id"] in chosen]

    def solution(self, content: Content, order: Order) -> View:
        options = in_order(content["options"], order["options"])
        return {"options": [_judged(option) for option in options]}


class SingleChoice(_Choice):
    """One option out of several. A scenario is this, with a stimulus."""

    response_shape: dict[str, Shape] = {"choice": str}

    def problems(self, content: Content) -> Iterator[Problem]:
        yield from entry_problems("options", content["options"], at_least=2)
        if len(_keys(content)) != 1:
            yield Problem("options", _("Mark exactly one option as right."))

    def chosen(self, response: Response) -> Sequence[str]:
        return [response["choice"]] if "choice" in response else []

    def read(self, content: Content, form: Form) -> Response:
        return {"choice": only_value(form, "choice")}

    def clean(self, content: Content, response: Response) -> Response | None:
        if not response["choice"]:
            return None
        refuse_strangers([response["choice"]], content["options"])
        return response

    def key(self, content: Content) -> Response:
        return {"choice": _keys(content)[0]}


class MultipleResponse(_Choice):
    """All options that fit."""

    response_shape: dict[str, Shape] = {"choices": [str]}

    def problems(self, content: Content) -> Iterator[Problem]:
        yield from entry_problems("options", content["options"], at_least=2)
        if not 0 < len(_keys(content)) < len(content["options"]):
            yield Problem("options", _("Mark at least one option as right and leave one wrong."))

    def chosen(self, response: Response) -> Sequence[str]:
        return list(response.get("choices", []))

    def read(self, content: Content, form: Form) -> Response:
        return {"choices": [choice for choice in form.get("choice", ()) if choice]}

    def clean(self, content: Content, response: Response) -> Response | None:
        refuse_strangers(response["choices"], content["options"])
        # Sorted by opaque id: the same choice is the same response, in no one's order.
        return {"choices": sorted(response["choices"])} if response["choices"] else None

    def key(self, content: Content) -> Response:
        return {"choices": sorted(_keys(content))}


def _keys(content: Content) -> list[str]:
    return ids(option for option in content["options"] if option["correct"])


def _judged(option: Entry) -> View:
    return {
        "id": option["id"],
        "text": option["text"],
        "is_right": option["correct"],
        "feedback": option["feedback"],
    }
