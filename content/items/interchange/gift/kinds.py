"""The answers of a GIFT question: which kind they make, and its draft."""

import random
import re
from collections.abc import Sequence
from fractions import Fraction

from content.items.interchange import answers as make
from content.items.interchange.answers import Answer, Draft, ItemRefused, NumberAnswer
from content.items.interchange.credit import share
from content.items.interchange.gift.ordering import ordering
from content.items.interchange.gift.texts import Texts
from content.items.interchange.gift.tokens import Token, cut, joined, starting_at
from content.items.wording import Wording as _

_WEIGHT = re.compile(r"\s*%(-?[0-9]{1,3}(?:[.,][0-9]{0,12})?)%")
_TRUTHS = {"T": True, "TRUE": True, "F": False, "FALSE": False}


def draft(part: Sequence[Token], texts: Texts, rng: random.Random) -> Draft:
    """Return the item that the tokens between the braces make, general feedback aside."""
    text = joined(part).strip()
    signs = {token.sign for token in part}
    first = next((token.sign for token in part if token.text.strip()), "")
    if not text:
        essay = make.essay()
        essay.warnings.append(_("A rubric with one criterion was made for it: write the one to mark by."))
        return essay
    if text.startswith(">"):
        return ordering(part, texts, rng)
    if first == "#":
        return _numeric(part, texts)
    if "~" in signs:
        return _choice(part, texts, rng)
    if {"=", "->"} <= signs:
        return _matching(part, texts, rng)
    return _truth(part, texts, rng) or _short_text(part, texts)


def _pieces(part: Sequence[Token], signs: str) -> list[tuple[str, Sequence[Token]]]:
    pieces = starting_at(part, signs)
    make.refuse_many_answers(len(pieces))
    return pieces


def _choice(part: Sequence[Token], texts: Texts, rng: random.Random) -> Draft:
    is_single = any(token.sign == "=" for token in part)
    listed = []
    for sign, answer in _pieces(part, "~="):
        # "~=" is one mark to many writers.
        if sign == "~" and not joined(answer).strip():
            continue
        text, feedback = cut(answer, "#")
        credit, text = _weighed(text, Fraction(sign == "="))
        listed.append(Answer(texts.answer(text), credit, texts.feedback(feedback)))
    return (make.single_choice if is_single else make.multiple_response)(listed, rng)


def _truth(part: Sequence[Token], texts: Texts, rng: random.Random) -> Draft | None:
    """Return the item for T, TRUE, F or FALSE, with what is said to the wrong and to the right answer."""
    answer, wrong = cut(part, "#")
    truth = _TRUTHS.get(joined(answer).strip())
    if truth is None:
        return None
    wrong, right = cut(wrong or (), "#")
    said = {False: texts.feedback(wrong), True: texts.feedback(right)}
    return make.single_choice(
        [
            Answer("True", Fraction(truth), said[truth]),
            Answer("False", Fraction(not truth), said[not truth]),
        ],
        rng,
    )


def _matching(part: Sequence[Token], texts: Texts, rng: random.Random) -> Draft:
    pairs = []
    for _sign, pair in _pieces(part, "="):
        left, right = cut(pair, "->")
        if right is None or not joined(right).strip():
            raise ItemRefused(
                _("“%(pair)s” has no partner: write it after ->.", pair=joined(pair).strip()[:60])
            )
        pairs.append((texts.answer(left), texts.literal(right)))
    if len(pairs) < 2:
        raise ItemRefused(_("There is nothing to match with a single pair. Write two at least."))
    return make.matching(pairs, rng)


def _short_text(part: Sequence[Token], texts: Texts) -> Draft:
    listed = []
    for _sign, answer in _pieces(part, "="):
        text, feedback = cut(answer, "#")
        credit, text = _weighed(text, Fraction(1))
        listed.append(Answer(_written(text, texts), credit, texts.feedback(feedback)))
    return make.short_text(listed)


def _written(part: Sequence[Token], texts: Texts) -> str:
    """Return what is to be typed: the format of the question is not that of the answer."""
    return texts.literal(part)


def _numeric(part: Sequence[Token], texts: Texts) -> Draft:
    _hash, after = cut(part, "#")
    listed = []
    for sign, answer in _pieces(after or (), "~="):
        text, feedback = cut(answer, "#")
        credit, text = _weighed(text, Fraction(sign != "~"))
        written, said = joined(text).strip(), texts.feedback(feedback)
        if written not in ("", "*"):
            listed.append(_number(written, credit, said))
        elif credit > 0:
            raise ItemRefused(_("Every number would earn something."))
        elif said:
            texts.warnings.append(_("What is said of all other numbers is left out."))
    return make.numeric(listed)


def _number(written: str, credit: Fraction, said: str) -> NumberAnswer:
    low, dots, high = written.partition("..")
    if dots:
        return make.between(make.number(low), make.number(high), credit, said)
    value, colon, tolerance = written.partition(":")
    return NumberAnswer(make.number(value), make.number(tolerance) if colon else "0", credit, said)


def _weighed(part: Sequence[Token], usual: Fraction) -> tuple[Fraction, Sequence[Token]]:
    """Return the share that %…% at the start gives, else the usual one, and the rest."""
    weight = _WEIGHT.match(part[0].text) if part else None
    if weight is None:
        return usual, part
    credit = share(weight[1])
    if credit is None:
        raise ItemRefused(_("No answer can earn %(percent)s per cent.", percent=weight[1]))
    rest = Token("", part[0].text[weight.end() :], part[0].at)
    return credit, [rest, *part[1:]]
