"""Answers that are written: a word or a few, or a number, alone or in a gap."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from content.items.interchange.qti.declarations import Declaration
from content.items.interchange.qti.documents import Node, to_fraction
from content.items.interchange.qti.drafts import Draft, ItemRefused
from content.items.interchange.qti.numbers import Accepted, accepted_numbers, decimal_text, number_content
from content.items.interchange.qti.questions import Question
from content.items.interchange.qti.rules import Exact, Rule, Table
from content.items.normalising import normalise_text
from content.items.wording import Wording as _


@dataclass(frozen=True)
class Written:
    """One written answer. content: its own keys, without those that all items share."""

    kind: str
    content: dict[str, Any]
    points: Fraction


@dataclass(frozen=True)
class _Answer:
    text: str
    credit: Fraction
    is_case_sensitive: bool
    is_part: bool = False


def read_text_entry(question: Question, interaction: Node) -> Draft:
    written = written_answer(question, interaction)
    return question.draft(written.kind, written.points, **written.content)


def written_answer(question: Question, interaction: Node) -> Written:
    declaration, rule = question.declaration(interaction), question.rule(interaction)
    if declaration.cardinality != "single" or declaration.base_type not in ("string", "float", "integer"):
        raise ItemRefused(_("What is to be written is neither one text nor one number."), interaction)
    if declaration.is_numeric:
        return _number(question, declaration, rule)
    return _text(question, declaration, rule)


def _number(question: Question, declaration: Declaration, rule: Rule) -> Written:
    accepted = accepted_numbers(declaration, rule)
    content = number_content(accepted, declaration)
    feedback = [_on(question, one) for one in accepted]
    if more := content.get("more"):
        content["more"] = [entry | {"feedback": said} for entry, said in zip(more, feedback[1:], strict=True)]
    name = declaration.identifier
    content |= {
        "unit": "",
        "working": "",
        "feedback_correct": feedback[0],
        "wrong": [
            {"value": decimal_text(value), "feedback": said}
            for text, said in question.feedback.on_texts(name)
            if (value := to_fraction(text)) is not None
        ],
    }
    return Written("numeric", content, accepted[0].credit)


def _on(question: Question, accepted: Accepted) -> str:
    return question.feedback.on_way(accepted.way) if accepted.way else ""


def _text(question: Question, declaration: Declaration, rule: Rule) -> Written:
    answers = [answer for answer in _answers(declaration, rule) if answer.credit > 0]
    if not answers:
        raise ItemRefused(_("No answer earns any points."), declaration.node)
    sensitive = {answer.is_case_sensitive for answer in answers}
    if len(sensitive) > 1:
        raise ItemRefused(
            _("Upper and lower case matter in some of its answers and not in others."), declaration.node
        )
    listed = _first_of_alike(answers, keeps_case=True in sensitive)
    most = max(answer.credit for answer in listed)
    said = dict(question.feedback.on_texts(declaration.identifier))
    are_patterns = any(answer.is_part for answer in answers)
    more = [
        {
            "text": _as_pattern(answer) if are_patterns else answer.text,
            "weight": str(answer.credit / most),
            "feedback": said.pop(answer.text, ""),
        }
        for answer in listed
        if answer.credit < most
    ]
    accept = [answer for answer in listed if answer.credit == most]
    texts = [answer.text for answer in answers if answer.credit == most]
    if said.keys() & set(texts):
        question.warnings.append(_("What it says of single accepted answers is left out."))
    content = {
        "accept": [_as_pattern(answer) if are_patterns else answer.text for answer in accept],
        "model_answer": "",
        "wrong": [{"match": text, "feedback": on} for text, on in said.items() if text not in texts],
        "distance": False,
    }
    extra: dict[str, Any] = {"more": more} if more else {}
    extra |= {"case_sensitive": True} if True in sensitive else {}
    extra |= {"wildcards": True} if are_patterns else {}
    return Written("short_text", content | extra, most)


def _first_of_alike(answers: Sequence[_Answer], *, keeps_case: bool) -> list[_Answer]:
    """Of answers that are the same to us, the first decides in the file as well."""
    alike: dict[tuple[bool, str], _Answer] = {}
    for answer in answers:
        alike.setdefault((answer.is_part, normalise_text(answer.text, keeps_case=keeps_case)), answer)
    return list(alike.values())


def _as_pattern(answer: _Answer) -> str:
    """Write an answer for a content with wildcards; a part of a text may have any writing around it."""
    text = answer.text.replace("*", "\\*")
    return f"*{text}*" if answer.is_part else text


def _answers(declaration: Declaration, rule: Rule) -> Iterator[_Answer]:
    if isinstance(rule, Exact):
        yield from (_Answer(text, rule.points, True) for text in declaration.correct)
    elif isinstance(rule, Table):
        mapping = rule.mapping
        if mapping.default > 0 or (mapping.lower or 0) > 0:
            raise ItemRefused(_("It gives points for any answer."), declaration.node)
        for entry in mapping.entries:
            value = entry.value if mapping.upper is None else min(entry.value, mapping.upper)
            yield _Answer(entry.key, value, entry.is_case_sensitive)
    else:
        for way, credit in rule.ways:
            yield from _of_way(way, credit, declaration)


def _of_way(way: Any, credit: Fraction, declaration: Declaration) -> Iterator[_Answer]:
    if len(way) != 1 or way[0].kind not in ("value", "correct", "part"):
        raise ItemRefused(_("Its texts are scored by a rule of their own."), declaration.node)
    [condition] = way
    for text in declaration.correct if condition.kind == "correct" else [condition.text]:
        yield _Answer(text, credit, condition.is_case_sensitive, condition.kind == "part")
