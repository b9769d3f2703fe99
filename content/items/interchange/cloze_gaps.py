"""The gaps in Moodle's cloze text, such as {1:SHORTANSWER:=Berlin~%50%Bonn#Once}.

Source: question/type/multianswer/questiontype.php, Moodle 4.5, and docs.moodle.org, "Embedded Answers".
"""

import html as entities
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from content.items.content import fresh_ids
from content.items.interchange import answers as make
from content.items.interchange.answers import Answer, Draft, ItemRefused, NumberAnswer
from content.items.interchange.credit import share
from content.items.interchange.files import BLANK
from content.items.interchange.markup import TextFormat, text_of_html, to_text
from content.items.wording import Wording as _

_START = re.compile(r"\{([0-9]{0,4}):([A-Z_]+):")
# An entity holds a # that is none; with a backslash a sign is text.
_SIGN = re.compile(r"\\[\\~#{}/\"=%]|&#?[0-9A-Za-z]{1,10};|[~#}]")
_WEIGHT = re.compile(r"%(-?[0-9]{1,3}(?:[.,][0-9]{0,12})?)%")
_CHOICES = {"MULTICHOICE", "MC"} | {f"MULTICHOICE_{layout}" for layout in ("V", "H", "S", "VS", "HS")}
_CHOICES |= {f"MC{layout}" for layout in ("V", "H", "S", "VS", "HS")}
_WORDS = {"SHORTANSWER", "SA", "MW"}
_CASED_WORDS = {"SHORTANSWER_C", "SAC", "MWC"}
_NUMBERS = {"NUMERICAL", "NM"}
_SEVERAL = re.compile(r"(?:MULTIRESPONSE|MR)(?:_?[HS]|_?HS)?")


@dataclass(frozen=True)
class _Gap:
    """A gap as it stands in the text. answers: text and feedback, without what marks their share."""

    number: int
    points: int
    kind: str
    answers: Sequence[tuple[Fraction, str, str]]


def cloze(text: str, text_format: TextFormat, rng: random.Random) -> Draft:
    """Return the item; in `text` of its keys each gap has become [[id]]. Raises ItemRefused."""
    pieces: list[str] = []
    gaps: list[dict[str, object]] = []
    warnings, end = [], 0
    ids = iter(fresh_ids(text.count("{") + 1, rng))
    while start := _START.search(text, end):
        make.refuse_many_answers(len(gaps) + 1)
        gap, after = _gap(text, start, len(gaps) + 1, text_format)
        gap_id = next(ids)
        draft = _interaction(gap, rng)
        warnings += draft.warnings
        if draft.feedback:
            warnings.append(_("Gap %(gap)s: what is said of the right answer is left out.", gap=gap.number))
        gaps.append({"id": gap_id, "points": gap.points, "interaction": draft.keys})
        pieces += [text[end : start.start()], f"[[{gap_id}]]"]
        end = after
    if not gaps:
        raise ItemRefused(_("Nothing is asked: there is no gap in its text."))
    return Draft({"type": "cloze", "text": "".join([*pieces, text[end:]]), "gaps": gaps}, warnings=warnings)


def _gap(text: str, start: re.Match[str], number: int, text_format: TextFormat) -> tuple[_Gap, int]:
    """Return the gap that begins there, and where it ends."""
    parts, end = _parts(text, start.end(), number)
    listed = []
    for answer, feedback in parts:
        weight = _WEIGHT.match(answer)
        if answer.startswith("="):
            listed.append((Fraction(1), answer[1:], feedback))
        elif weight:
            listed.append((_credit(weight[1], number), answer[weight.end() :], feedback))
        elif answer or feedback:
            listed.append((Fraction(0), answer, feedback))
    texts = [(share, _bare(answer, text_format), _bare(said, text_format)) for share, answer, said in listed]
    return _Gap(number, int(start[1] or 1), start[2], texts), end


def _parts(text: str, begin: int, number: int) -> tuple[list[tuple[str, str]], int]:
    """Split what stands in a gap into answers and their feedback, both with their backslashes."""
    parts: list[tuple[str, str]] = []
    answer, at = None, begin
    for sign in _SIGN.finditer(text, begin):
        if sign[0] == "#" and answer is None:
            answer, at = text[at : sign.start()], sign.end()
        elif sign[0] in ("~", "}"):
            make.refuse_many_answers(len(parts) + 1)
            rest = text[at : sign.start()]
            parts.append(
                (rest.strip(BLANK), "") if answer is None else (answer.strip(BLANK), rest.strip(BLANK))
            )
            answer, at = None, sign.end()
            if sign[0] == "}":
                return parts, at
    raise ItemRefused(_("Gap %(gap)s is never closed with a brace.", gap=number))


def _credit(percent: str, number: int) -> Fraction:
    credit = share(percent)
    if credit is None:
        raise ItemRefused(
            _("Gap %(gap)s: no answer can earn %(percent)s per cent.", gap=number, percent=percent)
        )
    return credit


def _bare(text: str, text_format: TextFormat) -> str:
    """Return a text without its backslashes, its markup and its entities."""
    text = re.sub(r"\\([\\~#{}/\"=%])", r"\1", text)
    if text_format in (TextFormat.HTML, TextFormat.MARKDOWN):
        return text_of_html(text)
    return entities.unescape(to_text(text, TextFormat.MOODLE))


def _interaction(gap: _Gap, rng: random.Random) -> Draft:
    listed = [Answer(text, credit, feedback) for credit, text, feedback in gap.answers]
    if gap.kind in _CHOICES:
        return make.single_choice(listed, rng)
    if gap.kind in _WORDS | _CASED_WORDS:
        return make.short_text(listed, keeps_case=gap.kind in _CASED_WORDS)
    if gap.kind in _NUMBERS:
        return _numeric(gap)
    if _SEVERAL.fullmatch(gap.kind):
        raise ItemRefused(
            _("Gap %(gap)s asks for several options at once, and a gap takes one.", gap=gap.number)
        )
    raise ItemRefused(
        _("Gap %(gap)s is of the kind %(kind)s, which is not known.", gap=gap.number, kind=gap.kind[:40])
    )


def _numeric(gap: _Gap) -> Draft:
    listed, warnings = [], []
    for credit, text, feedback in gap.answers:
        if text in ("", "*"):
            if credit > 0:
                raise ItemRefused(_("Gap %(gap)s: every number would earn something.", gap=gap.number))
            warnings.append(_("What is said of all other numbers is left out."))
            continue
        value, colon, tolerance = text.partition(":")
        try:
            listed.append(
                NumberAnswer(make.number(value), make.number(tolerance) if colon else "0", credit, feedback)
            )
        except ItemRefused as refused:
            raise ItemRefused(_("Gap %(gap)s: %(why)s", gap=gap.number, why=refused.message)) from refused
    draft = make.numeric(listed)
    draft.warnings += warnings
    return draft
