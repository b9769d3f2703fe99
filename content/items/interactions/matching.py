"""Giving each entry on the left its partner on the right."""

import random
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

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
from content.items.terms import Content, Form, Judge, Order, Problem, Response, View
from content.items.wording import Wording as _

FIELD = "left-"
CATEGORISE = "categorise"


class Matching:
    """A right may serve several lefts, or none: then it is a distractor.

    layout "categorise": the rights are few categories, and it is shown so; it scores alike.
    """

    content_shape: dict[str, Shape] = {
        "left": [{"id": str, "text": str, "feedback": str}],
        "right": [{"id": str, "text": str, "feedback": str}],
        "key": {str: str},
        "layout": Optional(str),
    }
    response_shape: dict[str, Shape] = {"pairs": {str: str}}
    judged_by = Judge.RULE
    gradings = ("all_or_nothing",)

    def problems(self, content: Content) -> Iterator[Problem]:
        yield from entry_problems("left", content["left"], at_least=2)
        yield from entry_problems("right", content["right"], at_least=2)
        if content["key"].keys() != set(ids(content["left"])):
            yield Problem("key", _("Give each entry on the left its partner."))
        if not set(content["key"].values()) <= set(ids(content["right"])):
            yield Problem("key", _("A partner is not among the entries on the right."))
        if content.get("layout", CATEGORISE) != CATEGORISE:
            yield Problem("layout", _("Choose pairs or categories."))

    def draw_order(self, content: Content, rng: random.Random) -> dict[str, list[str]]:
        return {side: shuffled(content[side], rng) for side in ("left", "right")}

    def public(self, content: Content, order: Order) -> View:
        columns: View = {side: shown(content[side], order[side]) for side in ("left", "right")}
        return columns | {"layout": content.get("layout", "")}

    def read(self, content: Content, form: Form) -> Response:
        lefts = [name for name in form if name.startswith(FIELD)]
        return {"pairs": {name.removeprefix(FIELD): only_value(form, name) for name in lefts}}

    def clean(self, content: Content, response: Response) -> Response | None:
        refuse_strangers(list(response["pairs"]), content["left"])
        pairs = {left: right for left, right in response["pairs"].items() if right}
        refuse_strangers(sorted(set(pairs.values())), content["right"])
        return {"pairs": pairs} if pairs else None

    def key(self, content: Content) -> Response:
        return {"pairs": dict(content["key"])}

    def fraction(self, content: Content, response: Response) -> Fraction:
        """The share of lefts with their partner."""
        right = response.get("pairs", {}).items() & content["key"].items()
        return Fraction(len(right), len(content["key"]))

    def parts(self, content: Content, order: Order, response: Response) -> list[View]:
        """Each left that was given an `answer`, the text of the right chosen for it."""
        pairs = response.get("pairs", {})
        answered = [left for left in order["left"] if left in pairs]
        return [self._judged(content, left, pairs[left]) for left in answered]

    def _judged(self, content: Content, left_id: str, right_id: str) -> View:
        [left] = in_order(content["left"], [left_id])
        [right] = in_order(content["right"], [right_id])
        is_right = content["key"][left_id] == right_id
        return {
            "id": left_id,
            "text": left["text"],
            "answer": right["text"],
            "is_right": is_right,
            # What is said of a left explains its partner, so it would give it away.
            "feedback": (left if is_right else right)["feedback"],
        }

    def solution(self, content: Content, order: Order) -> View:
        key: dict[str, Any] = content["key"]
        lefts = in_order(content["left"], order["left"])
        distractors = [right for right in order["right"] if right not in key.values()]
        return {
            "pairs": [self._judged(content, e["id"], key[e["id"]]) for e in lefts],
            "distractors": [
                {"id": e["id"], "text": e["text"], "feedback": e["feedback"]}
                for e in in_order(content["right"], distractors)
            ],
        }
