"""Aiken: a question on one line, options with a letter each, and ANSWER: with the right letter.

Source: docs.moodle.org, "Aiken format", and question/format/aiken/format.php (Moodle 4.5). All is plain text.
"""

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from string import ascii_uppercase

from content.items.interchange.answers import Answer, ItemRefused, single_choice
from content.items.interchange.files import BLANK, refuse_many, text_of_file
from content.items.interchange.finishing import About, finish, name_of
from content.items.interchange.holding import Unwritable, fixed_rng, held, nameless
from content.items.interchange.markup import paragraphs, text_of_html
from content.items.interchange.terms import Exported, Imported, Reading, Refusal
from content.items.wording import Wording
from content.items.wording import Wording as _

_OPTION = re.compile(r"([A-Z])[).]([ \t]?)(.*)", re.DOTALL)
_ANSWER = re.compile(r"ANSWER:(.*)", re.DOTALL)


@dataclass
class _Question:
    """A question that is being read. is_refused: what is left of it is passed over."""

    stem: str
    line: int
    options: list[tuple[str, str]] = field(default_factory=list)
    is_refused: bool = False

    @property
    def next_letter(self) -> str:
        return ascii_uppercase[len(self.options)] if len(self.options) < len(ascii_uppercase) else ""


def read(data: bytes, *, rng: random.Random) -> Reading:
    """Read a whole file; raise FileRefused where nothing in it can be read."""
    items: list[Imported] = []
    refusals: list[Refusal] = []
    question: _Question | None = None
    for number, line in enumerate(text_of_file(data).split("\n"), start=1):
        text = line.strip(BLANK)
        if not text:
            continue
        refuse_many(len(items) + len(refusals) + 1)
        try:
            question, item = _step(question, text, number, rng)
        except ItemRefused as refused:
            refusals.append(Refusal(_name(question, text), refused.message, number))
            question = _after_refusal(question, text, number)
        else:
            items += [item] if item else []
    if question and not question.is_refused:
        refusals.append(Refusal(name_of(question.stem, ""), _unanswered(), question.line))
    return Reading(tuple(items), tuple(refusals))


def _step(
    question: _Question | None, text: str, number: int, rng: random.Random
) -> tuple[_Question | None, Imported | None]:
    """Take the next line: return the question that is open after it, and the item that it completes."""
    option, answer = _option(question, text), _ANSWER.match(text)
    if not option and not answer:
        if question and not question.is_refused:
            raise ItemRefused(_unanswered())
        return _Question(text, number), None
    if question is None:
        raise ItemRefused(_("This line belongs to no question: write the question on the line before."))
    if answer:
        return None, None if question.is_refused else _item(question, answer[1], rng)
    if option and not question.is_refused:
        _add(question, *option)
    return question, None


def _option(question: _Question | None, text: str) -> tuple[str, str] | None:
    """Return letter and text. Without a space after it, only the letter that is due begins an option."""
    found = _OPTION.match(text)
    if not found or not (found[2] or not found[3] or (question and found[1] == question.next_letter)):
        return None
    return found[1], found[3].strip(BLANK)


def _add(question: _Question, letter: str, text: str) -> None:
    if letter != question.next_letter:
        raise ItemRefused(
            _(
                "The letters follow one another: after %(count)s options another is due.",
                count=len(question.options),
            )
        )
    question.options.append((letter, text))


def _item(question: _Question, answer: str, rng: random.Random) -> Imported:
    letter = answer.strip(BLANK + ".)")
    if len(question.options) < 2:
        raise ItemRefused(_("Give it two options at least."))
    if letter not in dict(question.options):
        raise ItemRefused(_("The right answer is one of its letters, such as ANSWER: A."))
    listed = [Answer(text, Fraction(own == letter)) for own, text in question.options]
    about = About(stem=paragraphs(question.stem), line=question.line)
    return finish(single_choice(listed, rng), about, rng)


def _after_refusal(question: _Question | None, text: str, number: int) -> _Question | None:
    """Return what is open after a line that was not taken: its question, to be passed over, or the next."""
    if _ANSWER.match(text):
        return None
    if _option(question, text):
        return _Question(question.stem if question else text, number, is_refused=True)
    return _Question(text, number)


def _name(question: _Question | None, text: str) -> str:
    return name_of(question.stem if question else text, "")


def _unanswered() -> Wording:
    return _("It has no line with its answer, such as ANSWER: A.")


def write(items: Sequence[Exported]) -> bytes:
    """Return the file; raise Unwritable for an item that the format cannot hold.

    Names, codes, tags and categories have no place in it, and are left out.
    """
    return "\n".join(_held(exported) for exported in items).encode()


def unwritable(exported: Exported) -> Wording | None:
    """Return why the format cannot hold the item, or None if it can."""
    try:
        _held(exported)
    except Unwritable as error:
        return error.message
    return None


def _held(exported: Exported) -> str:
    return held(nameless(exported), _question, lambda text: read(text.encode(), rng=fixed_rng()))


def _question(exported: Exported, kept: Mapping[str, str]) -> str:
    content = exported.content
    if content["type"] != "single_choice":
        raise Unwritable(_("Aiken has questions with one right option only."))
    if kept:
        raise Unwritable(_("Aiken has no place for feedback, shares or a stimulus."))
    lettered = list(zip(ascii_uppercase, content["options"], strict=False))
    lines = [text_of_html(content["stem"]), *(f"{letter}) {option['text']}" for letter, option in lettered)]
    right = next((letter for letter, option in lettered if option["correct"]), "")
    return "\n".join([*lines, f"ANSWER: {right}", ""])
