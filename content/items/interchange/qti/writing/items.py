"""Writing one item."""

from collections.abc import Callable, Mapping

from lxml import etree

from content.items.interchange.holding import Unwritable
from content.items.interchange.qti.numbers import decimal_text
from content.items.interchange.qti.questions import OUR_TOOL
from content.items.interchange.qti.writing.answers import draw_essay, draw_number, draw_short_text
from content.items.interchange.qti.writing.choices import MAP, MATCH, draw_multiple, draw_order, draw_single
from content.items.interchange.qti.writing.dialects import Dialect, rendered, template
from content.items.interchange.qti.writing.drawn import Drawn
from content.items.interchange.qti.writing.gaps import draw_cloze
from content.items.interchange.qti.writing.pairs import draw_match
from content.items.interchange.qti.writing.parts import (
    MAXSCORE,
    RESPONSE,
    RESULT,
    RIGHT,
    SCORE,
    base,
    feedback,
    html_part,
    is_correct,
    make,
    notes,
    outcome,
    set_outcome,
    variable,
    when,
)
from content.items.interchange.terms import Exported
from content.items.terms import Content
from content.items.wording import Wording as _

_DRAWN: Mapping[str, Callable[[Content], Drawn]] = {
    "single_choice": draw_single,
    "multiple_response": draw_multiple,
    "matching": draw_match,
    "ordering": draw_order,
    "numeric": draw_number,
    "short_text": draw_short_text,
    "cloze": draw_cloze,
    "essay": draw_essay,
}


def item_document(exported: Exported, identifier: str, kept: Mapping[str, str], dialect: Dialect) -> bytes:
    """Return the document of an item. identifier: an NCName. kept: what QTI has no place for.

    Raises Unwritable for what cannot be said in QTI at all.
    """
    content = exported.content
    if content["type"] not in _DRAWN:
        raise Unwritable(_("QTI has no questions of this kind."))
    drawn = _DRAWN[content["type"]](content)
    if content["feedback"].strip() and not drawn.is_human:
        _say_when_right(drawn, content["feedback"])
    about = {"identifier": identifier, "adaptive": "false", "timeDependent": "false", "toolName": OUR_TOOL}
    item = make("assessmentItem", *notes(kept), **about, label=exported.code)
    # Required, even where there is none.
    item.set("title", exported.name)
    item.extend(drawn.responses)
    item.extend(_outcomes(drawn, dialect))
    item.append(_body(content, drawn))
    if not drawn.is_human:
        item.append(_processing(drawn, dialect))
    item.extend(drawn.feedback)
    return rendered(item, dialect)


def _say_when_right(drawn: Drawn, text: str) -> None:
    drawn.outcomes.append(outcome(RESULT, "identifier"))
    reached = make("gte", variable(SCORE), variable(MAXSCORE))
    drawn.feedback_rules.append(when(reached, set_outcome(RESULT, base("identifier", RIGHT))))
    drawn.feedback.append(feedback(RESULT, RIGHT, text))


def _outcomes(drawn: Drawn, dialect: Dialect) -> list[etree._Element]:
    score = outcome(SCORE, "float", "0")
    if drawn.is_human and dialect.version != "2.1":
        score.set("externalScored", "human")
    return [score, outcome(MAXSCORE, "float", decimal_text(drawn.most)), *drawn.outcomes]


def _body(content: Content, drawn: Drawn) -> etree._Element:
    body = make("itemBody")
    if content["stimulus"]:
        body.append(html_part("stimulus", content["stimulus"]))
    body.append(html_part("stem", content["stem"]))
    body.extend(drawn.body)
    return body


def _processing(drawn: Drawn, dialect: Dialect) -> etree._Element:
    """A template where it says it all; else its rules, since feedback has no place beside a template."""
    if drawn.template and not drawn.feedback_rules:
        return make("responseProcessing", template=template(dialect, drawn.template))
    rules = _TEMPLATES[drawn.template]() if drawn.template else drawn.rules
    return make("responseProcessing", *rules, *drawn.feedback_rules)


def _match_correct() -> list[etree._Element]:
    right, wrong = (set_outcome(SCORE, base("float", value)) for value in ("1", "0"))
    rule = when(is_correct(RESPONSE), right)
    rule.append(make("responseElse", wrong))
    return [rule]


def _map_response() -> list[etree._Element]:
    rule = when(make("isNull", variable(RESPONSE)), set_outcome(SCORE, base("float", "0")))
    rule.append(make("responseElse", set_outcome(SCORE, make("mapResponse", identifier=RESPONSE))))
    return [rule]


_TEMPLATES = {MATCH: _match_correct, MAP: _map_response}
