"""Cutting a GIFT file into its questions: by blank lines, with comments and categories apart."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from content.items.interchange.files import BLANK

CATEGORY = "$CATEGORY:"
# As in Moodle: a bracket in them is escaped, and a tag has neither < nor > nor a backtick.
_ID = re.compile(r"\[id:((?:\\\]|[^\]\x00-\x1f])+)\]")
_TAG = re.compile(r"\[tag:((?:\\\]|[^\]<>`\x00-\x1f])+)\]")
# Ours, see content.items.interchange.keeping.
_KEPT = re.compile(r"\[keep:([a-z_0-9.]{1,80})=((?:\\\]|[^\]\x00-\x1f])+)\]")


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
        found = _ID.search(self.comment)
        return _bare(found[1]) if found else ""

    @property
    def tags(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(_bare(tag) for tag in _TAG.findall(self.comment)))

    @property
    def kept(self) -> dict[str, str]:
        return {path: _bare(value) for path, value in _KEPT.findall(self.comment)}


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


def _bare(token: str) -> str:
    return token.replace("\\]", "]").strip()
