"""The signs of GIFT, and the texts between them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

# A line break that was written as \n: it is meant, whereas a real one is not. No file holds this character.
BREAK = "\x00"
_SIGN = re.compile(r"\\[\\~=#{}:n]|####|->|::|[~=#{}]")
_ESCAPED = {"n": BREAK}


@dataclass(frozen=True)
class Token:
    """A sign, or, with sign "", a text without its escapes. at: where it stands."""

    sign: str
    text: str
    at: int


def tokens(text: str) -> list[Token]:
    """Split a text at its signs; a sign with a backslash before it is text.

    >>> [token.text for token in tokens("a \\\\= b # c")]
    ['a = b ', '#', ' c']
    """
    found: list[Token] = []
    pieces: list[str] = []
    start = end = 0
    for match in _SIGN.finditer(text):
        pieces.append(text[end : match.start()])
        end = match.end()
        if match[0].startswith("\\"):
            pieces.append(_ESCAPED.get(match[0][1], match[0][1]))
            continue
        _add_text(found, pieces, start)
        found.append(Token(match[0], match[0], match.start()))
        pieces, start = [], end
    pieces.append(text[end:])
    _add_text(found, pieces, start)
    return found


def _add_text(found: list[Token], pieces: list[str], start: int) -> None:
    text = "".join(pieces)
    if text:
        found.append(Token("", text, start))


def joined(part: Sequence[Token]) -> str:
    """Return the text of tokens among which no sign means anything."""
    return "".join(token.text for token in part)


def cut(part: Sequence[Token], sign: str) -> tuple[Sequence[Token], Sequence[Token] | None]:
    """Return what comes before the first such sign and what after it; None if there is none."""
    for number, token in enumerate(part):
        if token.sign == sign:
            return part[:number], part[number + 1 :]
    return part, None


def starting_at(part: Sequence[Token], signs: str) -> list[tuple[str, Sequence[Token]]]:
    """Split before each of the signs, into the sign and what follows it; the first may be missing: ""."""
    starts = [number for number, token in enumerate(part) if token.sign and token.sign in signs]
    ends = [*starts[1:], len(part)]
    first = part[: starts[0]] if starts else part
    pieces = [("", first)] if joined(first).strip() else []
    return pieces + [(part[a].sign, part[a + 1 : b]) for a, b in zip(starts, ends, strict=False)]


def escaped(text: str) -> str:
    """Write a text so that none of it is a sign.

    >>> escaped("5 = 3 + 2")
    '5 \\\\= 3 + 2'
    """
    return re.sub(r"[\\~=#{}:]", r"\\\g<0>", text).replace("\r", "").replace("\n", "\\n")
