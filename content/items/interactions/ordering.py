"""Putting steps in their order."""

import random
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
from content.items.ordering_rules import ORDERING_RULES
from content.items.shapes import Shape
from content.items.terms import (
    Content,
    Form,
    Judge,
    Order,
    Problem,
    Response,
    ResponseInvalid,
    View,
)
from content.items.wording import Wording as _

FIELD = "pos-"


class Ordering:
    """The content holds the steps in the right order."""

    content_shape: dict[str, Shape] = {"sequence": [{"id": str, "text": str, "note": str}]}
    response_shape: dict[str, Shape] = {"order": [str]}
    judged_by = Judge.RULE
    gradings = tuple(ORDERING_RULES)

    def problems(self, content: Content) -> Iterator[Problem]:
        # Never drawn in the right order, two steps would always be the wrong way round.
        yield from entry_problems("sequence", content["sequence"], at_least=3)

    def draw_order(self, content: Content, rng: random.Random) -> dict[str, list[str]]:
        """Draw any order but the right one."""
        right = ids(content["sequence"])
        drawn = shuffled(content["sequence"], rng)
        while drawn == right and len(right) > 1:
            drawn = shuffled(content["sequence"], rng)
        return {"items": drawn}

    def public(self, content: Content, order: Order) -> View:
        return {"items": shown(content["sequence"], order["items"])}

    def read(self, content: Content, form: Form) -> Response | None:
        positions = {
            name.removeprefix(FIELD): only_value(form, name).strip()
            for name in form
            if name.startswith(FIELD)
        }
        if not any(positions.values()):
            return None
        refuse_strangers(list(positions), content["sequence"])
        expected = [str(n) for n in range(1, len(content["sequence"]) + 1)]
        if sorted(positions.values()) != sorted(expected):
            raise _unordered(content)
        return {"order": sorted(positions, key=lambda step: int(positions[step]))}

    def clean(self, content: Content, response: Response) -> Response | None:
        if not response["order"]:
            return None
        refuse_strangers(response["order"], content["sequence"])
        if len(response["order"]) < len(content["sequence"]):
            raise _unordered(content)
        return response

    def key(self, content: Content) -> Response:
        return {"order": ids(content["sequence"])}

    def fraction(self, content: Content, response: Response) -> Fraction:
        """What the item's grading pays; without one, the share of neighbours in the right succession."""
        right, given = ids(content["sequence"]), response.get("order", [])
        if sorted(given) != sorted(right):
            return Fraction(0)
        return ORDERING_RULES[content.get("grading", "adjacent_pairs")](right, given)

    def parts(self, content: Content, order: Order, response: Response) -> list[View]:
        """Each step as placed; right if it follows the step that it should follow."""
        steps = in_order(content["sequence"], response.get("order", []))
        before = _predecessors(ids(content["sequence"]))
        given = _predecessors(ids(steps))
        return [
            {
                "id": step["id"],
                "text": step["text"],
                "is_right": (is_right := given[step["id"]] == before[step["id"]]),
                "feedback": step["note"] if is_right else "",
            }
            for step in steps
        ]

    def solution(self, content: Content, order: Order) -> View:
        return {
            "sequence": [
                {"id": step["id"], "text": step["text"], "note": step["note"]} for step in content["sequence"]
            ]
        }


def _predecessors(order: Sequence[str]) -> dict[str, str | None]:
    return dict(zip(order, [None, *order], strict=False))


def _unordered(content: Content) -> ResponseInvalid:
    return ResponseInvalid(
        _(
            "Give each step its own position, from 1 to %(last)s.",
            last=len(content["sequence"]),
        )
    )
