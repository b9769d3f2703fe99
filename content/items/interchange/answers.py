"""What an item is made of once it is read, whatever the format: each kind becomes a content here."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Context, Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from content.items.content import fresh_ids
from content.items.wording import Wording
from content.items.wording import Wording as _

NUMBER_LIMIT = 30
MAX_ANSWERS = 200
# Enough digits for sums and halves of such numbers: nothing is rounded.
EXACT = Context(prec=4 * NUMBER_LIMIT)


class ItemRefused(ValueError):
    """An item cannot be taken. line: where in the file, 0 if it is known no better than the item is."""

    def __init__(self, message: Wording, line: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


def refuse_many_answers(count: int) -> None:
    """Raise ItemRefused for more answers than anybody could read."""
    if count > MAX_ANSWERS:
        raise ItemRefused(_("It has more than %(limit)s answers.", limit=MAX_ANSWERS))


@dataclass(frozen=True)
class Answer:
    """A listed answer, in plain text, and the share of the item that it earns."""

    text: str
    credit: Fraction
    feedback: str = ""


@dataclass(frozen=True)
class NumberAnswer:
    """A listed number. low, high: ends that count as well, where they are not a tolerance around it."""

    value: str
    tolerance: str
    credit: Fraction
    feedback: str = ""
    low: str = ""
    high: str = ""

    @property
    def interval(self) -> tuple[Decimal, Decimal]:
        if self.low:
            return Decimal(self.low), Decimal(self.high)
        value, tolerance = Decimal(self.value), Decimal(self.tolerance)
        return EXACT.subtract(value, tolerance), EXACT.add(value, tolerance)


@dataclass
class Draft:
    """The keys of one kind of item. feedback: on a right answer; warnings: what was left out."""

    keys: dict[str, Any]
    feedback: str = ""
    warnings: list[Wording] = field(default_factory=list)


def single_choice(answers: Sequence[Answer], rng: random.Random) -> Draft:
    """One of the answers; shares between nothing and all make it graded by weights."""
    credits = [answer.credit for answer in answers]
    is_plain = set(credits) <= {0, 1} and credits.count(Fraction(1)) <= 1
    options = _options(answers, [credit == 1 for credit in credits], rng)
    return _choice("single_choice", options, [] if is_plain else credits)


def multiple_response(answers: Sequence[Answer], rng: random.Random) -> Draft:
    """All answers that earn something. Right minus wrong is told by the shares: 1/k for k keys, -1/k else."""
    credits = [answer.credit for answer in answers]
    keys = [credit for credit in credits if credit > 0]
    options = _options(answers, [credit > 0 for credit in credits], rng)
    if keys and {abs(credit) for credit in credits} == {Fraction(1, len(keys))}:
        draft = _choice("multiple_response", options, [])
        draft.keys["grading"] = "right_minus_wrong"
        return draft
    return _choice("multiple_response", options, credits)


def _options(answers: Sequence[Answer], keys: Sequence[bool], rng: random.Random) -> list[dict[str, Any]]:
    entries = zip(fresh_ids(len(answers), rng), answers, keys, strict=True)
    return [
        {"id": entry_id, "text": answer.text, "correct": is_key, "feedback": answer.feedback}
        for entry_id, answer, is_key in entries
    ]


def _choice(kind: str, options: list[dict[str, Any]], credits: Sequence[Fraction]) -> Draft:
    keys: dict[str, Any] = {"type": kind, "options": options}
    if credits:
        keys["grading"] = "weights"
        for option, credit in zip(options, credits, strict=True):
            option["weight"] = str(credit)
    return Draft(keys)


def matching(pairs: Sequence[tuple[str, str]], rng: random.Random) -> Draft:
    """Pairs of left and right; the same right may come again, and one without a left is a distractor."""
    rights = list(dict.fromkeys(right for _left, right in pairs))
    lefts = [pair for pair in pairs if pair[0]]
    drawn = fresh_ids(len(rights) + len(lefts), rng)
    right_ids = dict(zip(rights, drawn, strict=False))
    left_ids = drawn[len(rights) :]
    return Draft(
        {
            "type": "matching",
            "left": [
                {"id": entry_id, "text": left, "feedback": ""}
                for entry_id, (left, _right) in zip(left_ids, lefts, strict=True)
            ],
            "right": [{"id": right_ids[right], "text": right, "feedback": ""} for right in rights],
            "key": {
                entry_id: right_ids[right] for entry_id, (_left, right) in zip(left_ids, lefts, strict=True)
            },
        }
    )


def ordering(steps: Sequence[tuple[str, str]], grading: str, rng: random.Random) -> Draft:
    """Steps in the right order, each with the note on it."""
    sequence = [
        {"id": entry_id, "text": text, "note": note}
        for entry_id, (text, note) in zip(fresh_ids(len(steps), rng), steps, strict=True)
    ]
    return Draft({"type": "ordering", "sequence": sequence, "grading": grading})


def short_text(answers: Sequence[Answer], *, keeps_case: bool = False) -> Draft:
    """Listed answers, of which the first that fits decides; an asterisk stands for any writing."""
    has_patterns = any("*" in answer.text.replace("\\*", "") for answer in answers)
    if not has_patterns:
        answers = [Answer(a.text.replace("\\*", "*"), a.credit, a.feedback) for a in answers]
    draft, accepted = _accepted([answer for answer in answers if answer.credit == 1])
    others = [a for a in answers if a.credit > 0 and a not in accepted]
    draft.keys |= {
        "type": "short_text",
        "accept": list(dict.fromkeys(answer.text for answer in accepted)),
        "model_answer": "",
        "wrong": [{"match": a.text, "feedback": a.feedback} for a in answers if a.credit <= 0],
        "distance": False,
    }
    if others:
        draft.keys["more"] = [
            {"text": a.text, "weight": str(a.credit), "feedback": a.feedback} for a in others
        ]
    draft.keys |= {"wildcards": True} if has_patterns else {}
    draft.keys |= {"case_sensitive": True} if keeps_case else {}
    return draft


def _accepted(full: Sequence[Answer]) -> tuple[Draft, Sequence[Answer]]:
    """Choose which right answers are the accepted ones: a content has nothing to say of these.

    What is said of all is said of the item; what is said of some is said where it lists further answers.
    """
    said = list(dict.fromkeys(answer.feedback for answer in full))
    if len(said) <= 1:
        return Draft({}, feedback="".join(said)), full
    first = "" if "" in said else said[0]
    draft = Draft({})
    if first:
        draft.warnings.append(
            _("What is said of the first right answer is left out: of others, more is said.")
        )
    return draft, [answer for answer in full if answer.feedback == first]


def numeric(answers: Sequence[NumberAnswer], unit: str = "") -> Draft:
    """Listed numbers, the first that earns all being the answer."""
    key = next((answer for answer in answers if answer.credit == 1), None)
    if key is None:
        raise ItemRefused(_("No number in it earns the full mark."))
    _refuse_shadows(answers, key)
    more = [answer for answer in answers if answer is not key and answer.credit > 0]
    keys: dict[str, Any] = {
        "type": "numeric",
        "answer": key.value,
        "tolerance": key.tolerance,
        "unit": unit,
        "working": "",
        "feedback_correct": key.feedback,
        "wrong": [{"value": a.value, "feedback": a.feedback} for a in answers if a.credit <= 0],
    }
    if key.low:
        keys |= {"mode": "range", "low": key.low, "high": key.high}
    if more:
        keys["more"] = [
            {
                "low": plain(answer.interval[0]),
                "high": plain(answer.interval[1]),
                "weight": str(answer.credit),
                "feedback": answer.feedback,
            }
            for answer in more
        ]
    return Draft(keys)


def _refuse_shadows(answers: Sequence[NumberAnswer], key: NumberAnswer) -> None:
    """In the file the first number that fits decides; with us the answer does. Refuse where that differs."""
    low, high = key.interval
    for answer in answers[: answers.index(key)]:
        if answer.interval[0] <= high and low <= answer.interval[1]:
            raise ItemRefused(
                _(
                    "%(number)s comes before the right answer and covers it.",
                    number=answer.value or answer.low,
                )
            )


def number(text: str) -> str:
    """Return a number of the file as a decimal; raise ItemRefused for all else.

    >>> number("1.50"), number(" +.5 "), number("12e-1")
    ('1.50', '0.5', '1.2')
    """
    written = text.strip().replace(",", ".", 1)
    try:
        value = Decimal(written)
    except InvalidOperation:
        value = Decimal("NaN")
    # Checked before it is written out: 1e999999 has a million digits.
    if not value.is_finite() or len(written) > NUMBER_LIMIT or abs(value.adjusted()) > NUMBER_LIMIT:
        raise ItemRefused(_("“%(text)s” is not a number.", text=text.strip()[:NUMBER_LIMIT]))
    return plain(value)


def between(low: str, high: str, credit: Fraction, feedback: str = "") -> NumberAnswer:
    """List all numbers from low to high; the one in the middle stands for them."""
    if Decimal(low) > Decimal(high):
        raise ItemRefused(_("The lowest number comes first: %(low)s..%(high)s.", low=low, high=high))
    middle = EXACT.multiply(EXACT.add(Decimal(low), Decimal(high)), Decimal("0.5"))
    return NumberAnswer(plain(EXACT.normalize(middle)), "0", credit, feedback, low, high)


def plain(value: Decimal) -> str:
    """Write a decimal without an exponent, as a content holds it."""
    return format(value, "f").replace("-0", "0", 1) if not value else format(value, "f")


def essay(model_answer: str = "") -> Draft:
    """A text that people mark, with a rubric to begin with: no format has one."""
    levels = [{"points": 0, "text": "Not shown"}, {"points": 1, "text": "Shown"}]
    return Draft(
        {
            "type": "essay",
            "rubric": [{"id": "whole", "criterion": "The whole answer", "levels": levels}],
            "model_answer": model_answer,
            "markers": 1,
        }
    )
