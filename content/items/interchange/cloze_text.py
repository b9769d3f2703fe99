"""A file with one question in Moodle's cloze text.

To be read only: Moodle XML holds such questions with their names, and several of them.
Source: question/format/multianswer/format.php, Moodle 4.5.
"""

import random

from content.items.interchange.answers import ItemRefused
from content.items.interchange.cloze_gaps import cloze
from content.items.interchange.files import MAX_ITEM_LENGTH, text_of_file
from content.items.interchange.finishing import About, finish, name_of
from content.items.interchange.markup import TextFormat, to_html
from content.items.interchange.terms import Reading, Refusal
from content.items.wording import Wording as _


def read(data: bytes, *, rng: random.Random) -> Reading:
    """Read a whole file, which is one question."""
    text = text_of_file(data)
    try:
        if len(text) > MAX_ITEM_LENGTH:
            raise ItemRefused(_("It is longer than %(limit)s characters.", limit=MAX_ITEM_LENGTH))
        made = cloze(text, TextFormat.MOODLE, rng)
        about = About(stem=to_html(made.keys["text"], TextFormat.MOODLE), line=1)
        item = finish(made, about, rng)
    except ItemRefused as refused:
        return Reading(refusals=(Refusal(_name(text), refused.message, 1),))
    return Reading((item,), tuple(Refusal(_name(text), said, 1, is_warning=True) for said in made.warnings))


def _name(text: str) -> str:
    return name_of("", text[:2000])
