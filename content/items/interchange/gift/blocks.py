"""Cutting a GIFT file into its questions: by blank lines, with comments and categories apart."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from content.items.interchange.files import BLANK

CATEGORY = "$CATEGORY:"
# As in Moodle: a bracket in them is escaped, and a tag has neither < nor > nor a backtick.
_ID = re.compile(r"\[id:((?:\\\]|[^\]\x00-\x1f])+)\]")
_TAG = re.compile(r"\[tag:((?:\\\]|[^\]<>`\x00-\x1f])+)\]")
# Ours, see content.items.interchange.keeping.
_KEPT = re.compile(r"\[keep:([a-z_0-9.]{1,80})=((?:\\\]|[^\]\x00-\x1f])+)\]")
# What none of them holds.
_BARRED = {_ID: r"[\x00-\x1f]", _TAG: r"[<>`\x00-\x1f]", _KEPT: r"[\x00-\x1f]"}


@dataclass(frozen=True)
class Block:
    """One question. lines: the line in the file of each line of the text, from 1."""

    text: str
    lines: tuple[int, ...]
    comment: str
    category: str

    def line_at(self, position: int) -> int:
        """Return the line in the file of a position in the text."""
        return self.lines[self.text.count("\n", 0, position)]

    @property
    def code(self) -> str:
        return _bare(next(_found(_ID, self.comment), ""))

    @property
    def tags(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(_bare(tag) for tag in _found(_TAG, self.comment)))

    @property
    def kept(self) -> dict[str, str]:
        return {path: _bare(value) for path, value in _found(_KEPT, self.comment)}


def blocks(text: str) -> Iterator[Block]:
    """Yield the questions of a file. A comment alone belongs to the question after it."""
    category, comments = "", []
    lines: list[tuple[int, str]] = []
    for number, line in enumerate([*text.split("\n"), ""], start=1):
        bare = line.strip()
        if bare.startswith("//"):
            comments.append(bare)
        elif not lines and bare.startswith(CATEGORY):
            category, comments = bare.removeprefix(CATEGORY).strip(), []
        elif bare:
            lines.append((number, line))
        elif lines:
            yield _block(lines, comments, category)
            lines, comments = [], []


def _block(lines: list[tuple[int, str]], comments: list[str], category: str) -> Block:
    return Block(
        text="\n".join(line for _number, line in lines).strip(BLANK),
        lines=tuple(number for number, _line in lines),
        comment="\n".join(comments),
        category=category,
    )


def _found(pattern: re.Pattern[str], comment: str) -> Iterator[Any]:
    """Yield what the pattern finds, in a time that grows as the comment does.

    No token goes over a sign that it may not hold, or beyond the last bracket: whoever opens a million of
    them and closes none would else keep the machine busy for hours.
    """
    for piece in re.split(_BARRED[pattern], comment):
        yield from pattern.findall(piece[: piece.rfind("]") + 1])


def _bare(token: str) -> str:
    return token.replace("\\]", "]").strip()
