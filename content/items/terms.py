"""The words that the item core shares."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from content.items.wording import Wording

# The frozen content of an item (schema 1), as stored: see `content_shape` of each type.
Content = Mapping[str, Any]
# An entry of a content: {"id", "text", ...}.
Entry = Mapping[str, Any]
# Ids as drawn for one learner, by column: {"options": [...]}, {"left", "right"}, ...
Order = Mapping[str, Sequence[str]]
# What a learner gave, as stored: see `response_shape` of each type. {} is blank.
Response = dict[str, Any]
# The raw form fields of one item.
Form = Mapping[str, Sequence[str]]
# A part of what is handed to a page.
View = dict[str, Any]


class Judge(StrEnum):
    """Who says what a response is worth."""

    RULE = "rule"
    PEOPLE = "people"
    LEARNER = "learner"  # by comparing: for learning, never for marks


@dataclass(frozen=True)
class Problem:
    """Why a content cannot be published. field: dotted path, such as options.2.text."""

    field: str
    message: Wording


class ResponseInvalid(ValueError):
    """A response cannot be what it claims. str(error) is safe and useful.

    part: the id of the entry that is refused, such as a gap; "" for the response as a whole.
    """

    def __init__(self, message: Wording, *, part: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.part = part
