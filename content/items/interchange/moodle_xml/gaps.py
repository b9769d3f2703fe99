"""Texts with gaps in Moodle XML: cloze text, and words to be selected for, or dragged into, numbered gaps."""

import random
import re
from fractions import Fraction

from lxml import etree

from content.items.content import fresh_ids
from content.items.interchange.answers import Answer, Draft, ItemRefused, single_choice
from content.items.interchange.cloze_gaps import cloze
from content.items.interchange.markup import text_of_html
from content.items.interchange.moodle_xml.nodes import Texts, child, literal
from content.items.wording import Wording as _

_GAP = re.compile(r"\[\[([0-9]{1,4})\]\]")


def multianswer(question: etree._Element, texts: Texts, rng: random.Random) -> Draft:
    return cloze(literal(question.find("questiontext")), texts.default, rng)


def gapselect(question: etree._Element, texts: Texts, rng: random.Random) -> Draft:
    """[[2]] stands for the second word; one may choose among the words of its group."""
    words = [
        (text_of_html(literal(node)), child(node, "group") or "1")
        for node in question.iterchildren("selectoption", "dragbox")
    ]
    text = literal(question.find("questiontext"))
    numbers = [int(number) for number in _GAP.findall(text)]
    if not numbers:
        raise ItemRefused(_("Nothing is asked: there is no gap in its text."))
    strangers = [number for number in numbers if not 0 < number <= len(words)]
    if strangers:
        raise ItemRefused(_("Gap [[%(number)s]] has no word of that number.", number=strangers[0]))
    ids = fresh_ids(len(numbers), rng)
    gaps = [
        {"id": gap_id, "points": 1, "interaction": _chosen(words, number - 1, rng)}
        for gap_id, number in zip(ids, numbers, strict=True)
    ]
    named = iter(ids)
    return Draft({"type": "cloze", "text": _GAP.sub(lambda _gap: f"[[{next(named)}]]", text), "gaps": gaps})


def _chosen(words: list[tuple[str, str]], place: int, rng: random.Random) -> dict[str, object]:
    right, group = words[place]
    others = dict.fromkeys(word for word, of_group in words if of_group == group)
    return single_choice([Answer(word, Fraction(word == right)) for word in others], rng).keys
