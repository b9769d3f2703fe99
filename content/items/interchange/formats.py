"""Which formats there are, and which one a file is in."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from content.items.interchange.terms import Exported, Reading
from content.items.wording import Wording


class Read(Protocol):
    def __call__(self, data: bytes, *, rng: random.Random) -> Reading:
        """Read a whole file; raise FileRefused where nothing in it can be read."""


@dataclass(frozen=True)
class Format:
    """One way of writing questions. suffixes: lower case, with the point."""

    label: Wording
    suffixes: tuple[str, ...]
    read: Read
    write: Callable[[Sequence[Exported]], bytes] | None = None


# Each format module is entered here by name.
FORMATS: Mapping[str, Format] = {}
