"""An item on its way from a file into a content: what was read so far, and why it cannot be taken."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from content.items.content import SCHEMA, fresh_ids
from content.items.interchange import answers
from content.items.interchange.qti.documents import Node
from content.items.wording import Wording


class ItemRefused(answers.ItemRefused):
    """Something of an item lies outside of what we can take. node: where; without it, the item itself."""

    def __init__(self, message: Wording, node: Node | None = None) -> None:
        super().__init__(message, node.line if node else 0)


class Ids:
    """Fresh ids for one item, and which identifier of the file became which of them.

    In a cloze a choice is known as RESPONSE/IDENTIFIER, since each gap has its own.
    """

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self.of: dict[str, str] = {}

    def draw(self, identifier: str) -> str:
        """Return a new id, and remember for which identifier."""
        [drawn] = fresh_ids(1, self._rng)
        while drawn in self.of.values():
            [drawn] = fresh_ids(1, self._rng)
        self.of[identifier] = drawn
        return drawn


@dataclass(frozen=True)
class Draft:
    """What became of one item. identifiers: of the file -> id in the content. points: what earns it all."""

    content: dict[str, Any]
    points: Fraction
    identifiers: Mapping[str, str]
    warnings: Sequence[Wording] = field(default_factory=tuple)


def common(kind: str, *, stem: str, stimulus: str = "", feedback: str = "") -> dict[str, Any]:
    return {"schema": SCHEMA, "type": kind, "stimulus": stimulus, "stem": stem, "feedback": feedback}
