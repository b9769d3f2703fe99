"""Reading Moodle XML (source: question/format/xml/format.php, Moodle 4.5)."""

import random
import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from lxml import etree

from content.items.interchange.answers import Draft, ItemRefused
from content.items.interchange.files import MAX_ITEM_LENGTH, refuse_many
from content.items.interchange.finishing import About, finish, name_of
from content.items.interchange.moodle_xml.kinds import draft, names
from content.items.interchange.moodle_xml.nodes import Texts, child, literal
from content.items.interchange.terms import FileRefused, Imported, Reading, Refusal
from content.items.interchange.xml_files import parse_xml
from content.items.wording import Wording
from content.items.wording import Wording as _

KEEP = "keep"
_DECLARATION = re.compile(rb"\s*<\?xml[^>]{0,200}\?>")
_FEEDBACKS = ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")
# What Moodle fills in by itself says nothing of the question.
_STOCK = {
    "Your answer is correct.",
    "Your answer is partially correct.",
    "Your answer is incorrect.",
}


def read(data: bytes, *, rng: random.Random) -> Reading:
    """Read a whole file; raise FileRefused where nothing in it can be read."""
    items: list[Imported] = []
    refusals: list[Refusal] = []
    category = ""
    questions = _questions(data)
    refuse_many(len(questions))
    for question in questions:
        if question.get("type") == "category":
            category = child(question, "category")
            continue
        name, line = _name(question), int(question.sourceline or 0)
        try:
            item, warnings = _item(question, category, rng)
        except ItemRefused as refused:
            refusals.append(Refusal(name, refused.message, line))
        else:
            items.append(item)
            refusals += [Refusal(name, text, line, is_warning=True) for text in dict.fromkeys(warnings)]
    return Reading(tuple(items), tuple(refusals))


def _questions(data: bytes) -> list[etree._Element]:
    root = parse_xml(_rooted(data))
    if root.tag != "quiz":
        raise FileRefused(
            _("This is no Moodle XML: it does not begin with “quiz”."), int(root.sourceline or 0)
        )
    return list(root.iterchildren("question"))


def _rooted(data: bytes) -> bytes:
    """Return the file with a root: questions alone, as plugins export them, have none."""
    if b"<quiz" in data or b"<question" not in data:
        return data
    declaration = _DECLARATION.match(data)
    return b"<quiz>" + (data[declaration.end() :] if declaration else data) + b"</quiz>"


def _item(question: etree._Element, category: str, rng: random.Random) -> tuple[Imported, Sequence[Wording]]:
    if sum(len(text) for text in question.itertext()) > MAX_ITEM_LENGTH and not _has_files(question):
        raise ItemRefused(_("It is longer than %(limit)s characters.", limit=MAX_ITEM_LENGTH))
    texts = Texts(question)
    if child(question, "image"):
        raise ItemRefused(_("It holds a picture or a recording, and those are not taken from files."))
    made = draft(question, texts, rng)
    about = About(
        stem=texts.html(question.find("questiontext"), made.keys.get("text")),
        feedback=_feedback(question, texts, made),
        name=" ".join(child(question, "name").split("\n")),
        code=child(question, "idnumber"),
        category=category,
        tags=names(question.findall("tags/tag")),
        line=int(question.sourceline or 0),
        points=_points(child(question, "defaultgrade")),
        kept={node.get("path", ""): literal(node) for node in question.iterchildren(KEEP)},
    )
    if question.find("hint") is not None:
        made.warnings.append(_("Its hints are left out."))
    return finish(made, about, rng), [*made.warnings, *texts.warnings]


def _has_files(question: etree._Element) -> bool:
    return next(question.iter("file", "image_base64"), None) is not None


def _feedback(question: etree._Element, texts: Texts, made: Draft) -> str:
    """Return what is said of a right answer; what is said of others has no place, unless Moodle said it."""
    general = texts.feedback(question.find("generalfeedback"))
    said = {name: texts.feedback(question.find(name)) for name in _FEEDBACKS}
    own = {name: text for name, text in said.items() if text and text not in _STOCK}
    if not general:
        general = own.pop("correctfeedback", "")
    if own:
        made.warnings.append(
            _("What is said of right, partly right or wrong answers as a whole is left out.")
        )
    return general


def _points(written: str) -> Fraction:
    try:
        points = Decimal(written)
    except InvalidOperation:
        return Fraction(1)
    is_usable = points.is_finite() and len(written) <= 20 and 0 < points <= 1000
    return Fraction(points) if is_usable else Fraction(1)


def _name(question: etree._Element) -> str:
    return name_of(child(question, "name"), child(question, "questiontext")[:2000])
