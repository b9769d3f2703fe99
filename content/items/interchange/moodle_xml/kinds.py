"""The kinds of question in Moodle XML, and the drafts that they make."""

import random
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from lxml import etree

from content.items.interchange import answers as make
from content.items.interchange.answers import Answer, Draft, ItemRefused, NumberAnswer
from content.items.interchange.credit import listed_share
from content.items.interchange.moodle_xml.gaps import gapselect, multianswer
from content.items.interchange.moodle_xml.nodes import Texts, child, literal
from content.items.interchange.orderings import GRADINGS, grading_named, some_steps
from content.items.wording import Wording
from content.items.wording import Wording as _

_ANSWERS = ("answer", "subquestion", "selectoption", "dragbox", "keep")
Make = Callable[[etree._Element, Texts, random.Random], Draft]


def draft(question: etree._Element, texts: Texts, rng: random.Random) -> Draft:
    """Return the item that a question makes, without what all kinds share; raise ItemRefused."""
    kind = question.get("type", "")
    if kind not in KINDS:
        raise ItemRefused(
            REASONS.get(kind) or _("Questions of the kind “%(kind)s” are not taken.", kind=kind[:60])
        )
    make.refuse_many_answers(sum(1 for _node in question.iterchildren(*_ANSWERS)))
    return KINDS[kind](question, texts, rng)


def _listed(question: etree._Element, texts: Texts) -> list[Answer]:
    return [
        Answer(texts.answer(node), credit(node), texts.feedback(node.find("feedback")))
        for node in question.findall("answer")
    ]


def credit(node: etree._Element) -> Fraction:
    """Return the share that an answer earns: one of those that Moodle offers."""
    written = node.get("fraction", "0")
    share = listed_share(written)
    if share is None:
        raise ItemRefused(
            _(
                "An answer cannot earn %(percent)s per cent: Moodle offers no such share.",
                percent=written[:20],
            )
        )
    return share


def _multichoice(question: etree._Element, texts: Texts, rng: random.Random) -> Draft:
    # Without the element one may be chosen; Moodle takes an empty one for a no.
    is_single = question.find("single") is None or _is_yes(child(question, "single"))
    listed = _listed(question, texts)
    return (make.single_choice if is_single else make.multiple_response)(listed, rng)


def _is_yes(written: str) -> bool:
    """Read true and 1, whose capitals other programs vary."""
    return written.lower() not in ("", "0", "false")


def _multichoiceset(question: etree._Element, texts: Texts, rng: random.Random) -> Draft:
    made = make.multiple_response(_listed(question, texts), rng)
    for option in made.keys["options"]:
        option.pop("weight", None)
    made.keys["grading"] = "all_or_nothing"
    return made


def _truefalse(question: etree._Element, texts: Texts, rng: random.Random) -> Draft:
    nodes = question.findall("answer")
    if len(nodes) != 2:
        raise ItemRefused(_("It takes two answers, true and false."))
    # Old files name them in the language of their site, the true one first.
    if literal(nodes[0]).lower() == "false":
        nodes.reverse()
    listed = zip(("True", "False"), nodes, strict=True)
    return make.single_choice(
        [Answer(text, credit(node), texts.feedback(node.find("feedback"))) for text, node in listed], rng
    )


def _matching(question: etree._Element, texts: Texts, rng: random.Random) -> Draft:
    return make.matching(
        [(texts.answer(node), child(node, "answer")) for node in question.findall("subquestion")], rng
    )


def _shortanswer(question: etree._Element, texts: Texts, rng: random.Random) -> Draft:
    listed = [
        Answer(literal(node), credit(node), texts.feedback(node.find("feedback")))
        for node in question.findall("answer")
    ]
    return make.short_text(listed, keeps_case=_is_yes(child(question, "usecase")))


def _numerical(question: etree._Element, texts: Texts, rng: random.Random) -> Draft:
    listed = []
    for node in question.findall("answer"):
        share, said = _number_credit(node), texts.feedback(node.find("feedback"))
        value, tolerance = literal(node), child(node, "tolerance") or "0"
        if value not in ("", "*"):
            listed.append(NumberAnswer(make.number(value), make.number(tolerance), share, said))
        elif share > 0:
            raise ItemRefused(_("Every number would earn something."))
        elif said:
            texts.warnings.append(_("What is said of all other numbers is left out."))
    return make.numeric(listed, _unit(question, texts))


def _number_credit(node: etree._Element) -> Fraction:
    """Return the share; old files have it in an element of its own, as a part of 1."""
    old = child(node, "fraction")
    share = listed_share(make.plain(Decimal(make.number(old)).scaleb(2))) if old else None
    return credit(node) if share is None else share


def _unit(question: etree._Element, texts: Texts) -> str:
    """Return the unit in which the number is to be given, "" for none."""
    units = {
        child(unit, "unit_name"): child(unit, "multiplier") or "1" for unit in question.iterfind("units/unit")
    }
    if units and child(question, "unitgradingtype") not in ("", "0"):
        raise ItemRefused(_("It grades the unit as well, and our numbers are asked in a given one."))
    base = [name for name, multiplier in units.items() if Decimal(make.number(multiplier)) == 1]
    if len(units) > 1:
        texts.warnings.append(_("It is asked in one unit: %(unit)s.", unit=base[0] if base else ""))
    return base[0] if base else ""


def _ordering(question: etree._Element, texts: Texts, rng: random.Random) -> Draft:
    nodes = question.findall("answer")
    steps = [(texts.answer(node), texts.feedback(node.find("feedback"))) for node in nodes]
    made = make.ordering([step for step in steps if step[0]], _grading(child(question, "gradingtype")), rng)
    count = child(question, "selectcount")
    selects = child(question, "selecttype").upper()
    if selects not in ("", "ALL", "EXACT", "0") and count.isdecimal() and int(count[:4]) < len(steps):
        made.warnings.append(some_steps(int(count[:4])))
    return made


def _grading(written: str) -> str:
    """Return our name of a grading type: a word or, in some files, its number from -1 on."""
    names = list(GRADINGS.values())
    numbers = {str(number): name for number, name in enumerate(names, start=-1)}
    return numbers.get(written) or grading_named(written.upper())


def _essay(question: etree._Element, texts: Texts, rng: random.Random) -> Draft:
    if child(question, "responseformat") == "noinline" or child(question, "attachmentsrequired") not in (
        "",
        "0",
    ):
        raise ItemRefused(_("It asks for files, and answers here are written."))
    made = make.essay(texts.feedback(question.find("graderinfo")))
    made.warnings.append(_("A rubric with one criterion was made for it: write the one to mark by."))
    if child(question, "attachments") not in ("", "0"):
        made.warnings.append(_("Files cannot be added to the answer."))
    if child(question, "responsetemplate"):
        made.warnings.append(_("The text with which the answer would begin is left out."))
    for name, key in (("minwordlimit", "min_words"), ("maxwordlimit", "max_words")):
        limit = child(question, name)
        if limit.isdecimal() and int(limit[:9]) > 0:
            made.keys[key] = int(limit[:9])
    return made


KINDS: Mapping[str, Make] = {
    "multichoice": _multichoice,
    "multichoiceset": _multichoiceset,
    "truefalse": _truefalse,
    "matching": _matching,
    "match": _matching,
    "shortanswer": _shortanswer,
    "numerical": _numerical,
    "ordering": _ordering,
    "essay": _essay,
    "cloze": multianswer,
    "multianswer": multianswer,
    "gapselect": gapselect,
    "ddwtos": gapselect,
}

_PICTURES = _("It is answered on a picture, and pictures are not taken from files.")
_FORMULAS = _("Its numbers are drawn for each learner from a formula, and ours are given.")
REASONS: Mapping[str, Wording] = {
    "description": _("Nothing is asked: it is a text to read."),
    "ddimageortext": _PICTURES,
    "ddmarker": _PICTURES,
    "calculated": _FORMULAS,
    "calculatedsimple": _FORMULAS,
    "calculatedmulti": _FORMULAS,
    "random": _("It draws another question, and a quiz here has its blueprint for that."),
    "randomsamatch": _("It is made of other questions, drawn for each learner."),
}


def names(nodes: Sequence[etree._Element]) -> tuple[str, ...]:
    """Return the texts of nodes, each once."""
    return tuple(dict.fromkeys(filter(None, map(literal, nodes))))
