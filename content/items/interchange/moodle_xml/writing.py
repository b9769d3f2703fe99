"""Writing Moodle XML."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from lxml import etree

from content.items.interchange.cloze_writing import cloze_text, numbers, offered, words
from content.items.interchange.finishing import boxed, boxed_cloze
from content.items.interchange.holding import Unwritable, fixed_rng, held
from content.items.interchange.moodle_xml.reading import KEEP, read
from content.items.interchange.orderings import OURS
from content.items.interchange.terms import Exported, Reading
from content.items.terms import Content
from content.items.wording import Wording
from content.items.wording import Wording as _

# Text without markup; Moodle shows it as it is.
_PLAIN = {"format": "plain_text"}


def write(items: Sequence[Exported]) -> bytes:
    """Return the file; raise Unwritable for an item that the format cannot hold."""
    quiz = etree.Element("quiz")
    category = ""
    for exported in items:
        if exported.category != category:
            category = exported.category
            quiz.append(_category(category))
        quiz.append(_held(exported)[-1])
    return _bytes(quiz)


def unwritable(exported: Exported) -> Wording | None:
    """Return why the format cannot hold the item, or None if it can."""
    try:
        _held(exported)
    except Unwritable as error:
        return error.message
    return None


def _held(exported: Exported) -> etree._Element:
    return held(exported, _quiz, _read)


def _read(quiz: etree._Element) -> Reading:
    return read(_bytes(quiz), rng=fixed_rng())


def _bytes(quiz: etree._Element) -> bytes:
    etree.indent(quiz)
    return bytes(etree.tostring(quiz, encoding="UTF-8", xml_declaration=True)) + b"\n"


def _quiz(exported: Exported, kept: Mapping[str, str]) -> etree._Element:
    quiz = etree.Element("quiz")
    if exported.category:
        quiz.append(_category(exported.category))
    quiz.append(_question(exported, kept))
    return quiz


def _category(path: str) -> etree._Element:
    question = etree.Element("question", type="category")
    _add(question, "category", path)
    return question


def _question(exported: Exported, kept: Mapping[str, str]) -> etree._Element:
    content = exported.content
    if content["type"] not in _KINDS:
        raise Unwritable(_("Moodle has no questions of this kind."))
    kind, fill = _KINDS[content["type"]]
    question = etree.Element("question", type=kind)
    _add(question, "name", exported.name)
    _add(question, "questiontext", _stem(content), format="html")
    _add(question, "generalfeedback", content["feedback"], **_PLAIN)
    etree.SubElement(question, "defaultgrade").text = "1"
    etree.SubElement(question, "idnumber").text = exported.code
    fill(question, content)
    for path, value in kept.items():
        node = etree.SubElement(question, KEEP, path=path)
        node.text = value
    if exported.tags:
        tags = etree.SubElement(question, "tags")
        for tag in exported.tags:
            _add(tags, "tag", tag)
    return question


def _stem(content: Content) -> str:
    if content["type"] == "cloze":
        return boxed_cloze(content["stimulus"], content["stem"], cloze_text(content))
    return boxed(content["stimulus"], content["stem"])


def _add(parent: etree._Element, name: str, text: str, **attributes: str) -> etree._Element:
    node = etree.SubElement(parent, name, **attributes)
    inner = etree.SubElement(node, "text")
    # As Moodle does, so that the markup can be read. What ends such a section cannot stand in one.
    inner.text = etree.CDATA(text) if set(text) & set("<>&") and "]]>" not in text else text
    return node


def _answer(
    question: etree._Element, text: str, share: str | Fraction, feedback: str, **attributes: str
) -> etree._Element:
    node = _add(question, "answer", text, fraction=offered(Fraction(share)), **attributes)
    _add(node, "feedback", feedback, **_PLAIN)
    return node


def _single_choice(question: etree._Element, content: Content) -> None:
    etree.SubElement(question, "single").text = "true"
    etree.SubElement(question, "shuffleanswers").text = "true"
    for option in content["options"]:
        share = option.get("weight", "1" if option["correct"] else "0")
        _answer(question, option["text"], share, option["feedback"], **_PLAIN)


def _multiple_response(question: etree._Element, content: Content) -> None:
    etree.SubElement(question, "single").text = "false"
    etree.SubElement(question, "shuffleanswers").text = "true"
    grading = content.get("grading")
    if grading == "all_or_nothing":
        # A plugin of its own in Moodle, in which every answer earns all or nothing.
        question.set("type", "multichoiceset")
    keys = sum(option["correct"] for option in content["options"])
    for option in content["options"]:
        share = Fraction(1 if option["correct"] else -1, keys)
        if grading == "all_or_nothing":
            share = Fraction(option["correct"])
        elif grading == "weights":
            share = Fraction(option.get("weight", "0"))
        _answer(question, option["text"], share, option["feedback"], **_PLAIN)


def _matching(question: etree._Element, content: Content) -> None:
    if content.get("grading") == "all_or_nothing":
        raise Unwritable(_("Moodle has no place for “all or nothing” in matching."))
    rights = {right["id"]: right["text"] for right in content["right"]}
    pairs = [(left["text"], rights[content["key"][left["id"]]]) for left in content["left"]]
    pairs += [("", text) for right, text in rights.items() if right not in content["key"].values()]
    for left, right in pairs:
        _add(_add(question, "subquestion", left, **_PLAIN), "answer", right)


def _ordering(question: etree._Element, content: Content) -> None:
    for name, value in (
        ("layouttype", "VERTICAL"),
        ("selecttype", "ALL"),
        ("selectcount", str(len(content["sequence"]))),
        ("gradingtype", OURS[content.get("grading", "adjacent_pairs")]),
    ):
        etree.SubElement(question, name).text = value
    for number, step in enumerate(content["sequence"], start=1):
        node = _add(question, "answer", step["text"], fraction=str(number), **_PLAIN)
        _add(node, "feedback", step["note"], **_PLAIN)


def _short_text(question: etree._Element, content: Content) -> None:
    etree.SubElement(question, "usecase").text = "1" if content.get("case_sensitive") else "0"
    for share, text, feedback in words(content):
        _answer(question, text, share, feedback, **_PLAIN)


def _numeric(question: etree._Element, content: Content) -> None:
    for share, value, tolerance, feedback in numbers(content):
        node = _answer(question, value, share, feedback, **_PLAIN)
        etree.SubElement(node, "tolerance").text = tolerance
    if content["unit"]:
        units = etree.SubElement(question, "units")
        unit = etree.SubElement(units, "unit")
        etree.SubElement(unit, "multiplier").text = "1"
        etree.SubElement(unit, "unit_name").text = content["unit"]


def _essay(question: etree._Element, content: Content) -> None:
    for name, key in (("minwordlimit", "min_words"), ("maxwordlimit", "max_words")):
        etree.SubElement(question, name).text = str(content.get(key, ""))
    _add(question, "graderinfo", content["model_answer"], **_PLAIN)


def _cloze(question: etree._Element, content: Content) -> None:
    """All of it stands in the text."""


_KINDS: Mapping[str, tuple[str, Callable[[etree._Element, Content], None]]] = {
    "single_choice": ("multichoice", _single_choice),
    "multiple_response": ("multichoice", _multiple_response),
    "matching": ("matching", _matching),
    "ordering": ("ordering", _ordering),
    "short_text": ("shortanswer", _short_text),
    "numeric": ("numerical", _numeric),
    "essay": ("essay", _essay),
    "cloze": ("cloze", _cloze),
}
