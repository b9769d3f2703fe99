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
from content.items.shapes import Optional, Shape
from content.items.terms import Content, Entry, Form, Judge, Order, Problem, Response, View
from content.items.weighing import clamped, weight, weight_problems
from content.items.wording import Wording as _

RIGHT_MINUS_WRONG = "right_minus_wrong"
WEIGHTS = "weights"


class _Choice(ABC):
    """grading "weights": what was chosen earns the sum of its weights, never below 0 or above 1."""

    content_shape: dict[str, Shape] = {
        "options": [{"id": str, "text": str, "correct": bool, "feedback": str, "weight": Optional(str)}]
    }
    judged_by = Judge.RULE

    @abstractmethod
    def chosen(self, response: Response) -> Sequence[str]:
        """Return the ids of the options that were chosen."""

    @abstractmethod
    def key_problems(self, content: Content) -> Iterator[Problem]:
        """Yield why the options that are marked as right make no key."""

    @abstractmethod
    def sum_problems(self, content: Content) -> Iterator[Problem]:
        """Yield why the weights do not let a learner earn it all. They are readable."""

    def problems(self, content: Content) -> Iterator[Problem]:
        yield from entry_problems("options", content["options"], at_least=2)
        unreadable = list(_weight_problems(content))
        yield from unreadable
        if not unreadable:
            yield from self.sum_problems(content) if _is_weighed(content) else self.key_problems(content)

    def draw_order(self, content: Content, rng: random.Random) -> dict[str, list[str]]:
        return {"options": shuffled(content["options"], rng)}

    def public(self, content: Content, order: Order) -> View:
        return {"options": shown(content["options"], order["options"])}

    def fraction(self, content: Content, response: Response) -> Fraction:
        """Right less wrong, by the number of keys: ticking everything never earns it all."""
        keys, chosen = set(_keys(content)), set(self.chosen(response))
        if _is_weighed(content):
            return clamped(sum((w for key, w in _weights(content).items() if key in chosen), Fraction(0)))
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
    gradings: tuple[str, ...] = (WEIGHTS,)

    def key_problems(self, content: Content) -> Iterator[Problem]:
        if len(_keys(content)) != 1:
            yield Problem("options", _("Mark exactly one option as right."))

    def sum_problems(self, content: Content) -> Iterator[Problem]:
        weights = _weights(content)
        if max(weights.values()) < 1:
            yield Problem("options", _("One option has to earn it all: give it the share 1."))
        for number, option in enumerate(content["options"]):
            share = weights[option["id"]]
            if (share == 1 and not option["correct"]) or (share <= 0 and option["correct"]):
                yield Problem(f"options.{number}.weight", _("The share and the mark for right disagree."))

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
        if _is_weighed(content):
            return {"choice": next(option for option, share in _weights(content).items() if share == 1)}
        return {"choice": _keys(content)[0]}


class MultipleResponse(_Choice):
    """All options that fit."""

    response_shape: dict[str, Shape] = {"choices": [str]}
    gradings: tuple[str, ...] = ("all_or_nothing", RIGHT_MINUS_WRONG, WEIGHTS)

    def key_problems(self, content: Content) -> Iterator[Problem]:
        if not 0 < len(_keys(content)) < len(content["options"]):
            yield Problem("options", _("Mark at least one option as right and leave one wrong."))

    def sum_problems(self, content: Content) -> Iterator[Problem]:
        yield from self.key_problems(content)
        weights = _weights(content)
        if sum(share for share in weights.values() if share > 0) < 1:
            yield Problem("options", _("The shares of the right options have to add up to 1."))
        for number, option in enumerate(content["options"]):
            if (weights[option["id"]] > 0) != option["correct"]:
                yield Problem(f"options.{number}.weight", _("The share and the mark for right disagree."))

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


def _is_weighed(content: Content) -> bool:
    return bool(content.get("grading", "") == WEIGHTS)


def _weights(content: Content) -> dict[str, Fraction]:
    """The share that each option earns, by its id; without one, none."""
    return {option["id"]: weight(option.get("weight", "0")) for option in content["options"]}


def _weight_problems(content: Content) -> Iterator[Problem]:
    for number, option in enumerate(content["options"]):
        if "weight" not in option:
            continue
        field = f"options.{number}.weight"
        yield from weight_problems(field, option["weight"])
        if not _is_weighed(content):
            yield Problem(field, _("Shares count only where the item is graded by them."))


def _judged(option: Entry) -> View:
    return {
        "id": option["id"],
        "text": option["text"],
        "is_right": option["correct"],
        "feedback": option["feedback"],
    }
