"""Reading GIFT, the text format of Moodle (source: question/format/gift/format.php, Moodle 4.5)."""

import random
import re
from collections.abc import Sequence

from content.items.interchange.answers import ItemRefused
from content.items.interchange.files import BLANK, MAX_ITEM_LENGTH, refuse_many, text_of_file
from content.items.interchange.finishing import About, finish, name_of
from content.items.interchange.gift.blocks import Block, blocks
from content.items.interchange.gift.kinds import draft
from content.items.interchange.gift.texts import Texts, bare, html_of, marked
from content.items.interchange.gift.tokens import Token, cut, joined, tokens
from content.items.interchange.markup import TextFormat
from content.items.interchange.terms import Imported, Reading, Refusal
from content.items.wording import Wording
from content.items.wording import Wording as _

HOLE = "_____"
_NAME = re.compile(r"\s*::((?:[^:\\]|\\.|:(?!:))*)::", re.DOTALL)


def read(data: bytes, *, rng: random.Random) -> Reading:
    """Read a whole file; raise FileRefused where nothing in it can be read."""
    items: list[Imported] = []
    refusals: list[Refusal] = []
    for number, block in enumerate(blocks(text_of_file(data)), start=1):
        refuse_many(number)
        try:
            item, warnings = _item(block, rng)
        except ItemRefused as refused:
            refusals.append(Refusal(_name(block), refused.message, refused.line or block.lines[0]))
        else:
            items.append(item)
            name = name_of(item.name, item.content["stem"])
            refusals += [Refusal(name, text, item.line, is_warning=True) for text in dict.fromkeys(warnings)]
    return Reading(tuple(items), tuple(refusals))


def _item(block: Block, rng: random.Random) -> tuple[Imported, Sequence[Wording]]:
    if len(block.text) > MAX_ITEM_LENGTH:
        raise ItemRefused(_("It is longer than %(limit)s characters.", limit=MAX_ITEM_LENGTH))
    name, rest = _named(block, tokens(block.text))
    before, between, after = _braced(block, rest)
    stem = joined(before) + (HOLE + joined(after) if joined(after).strip(BLANK) else "")
    texts = Texts(marked(stem, TextFormat.MOODLE)[1])
    asked, feedback = _without_general_feedback(between, texts)
    made = draft(asked, texts, rng)
    about = About(
        stem=html_of(stem, TextFormat.MOODLE),
        feedback=feedback,
        name=name,
        code=block.code,
        category=block.category,
        tags=block.tags,
        line=block.lines[0],
        kept=block.kept,
    )
    return finish(made, about, rng), [*made.warnings, *texts.warnings]


def _named(block: Block, all_tokens: Sequence[Token]) -> tuple[str, Sequence[Token]]:
    """Return the name between :: and ::, or "", and what comes after it."""
    if all_tokens[0].sign != "::":
        return "", all_tokens
    name, rest = cut(all_tokens[1:], "::")
    if rest is None:
        raise ItemRefused(_("The name that begins with :: has no :: at its end."))
    return " ".join(bare(joined(name)).split("\n")), rest


def _braced(block: Block, part: Sequence[Token]) -> tuple[Sequence[Token], Sequence[Token], Sequence[Token]]:
    """Return what comes before the braces, between them, and after them."""
    braces = [token for token in part if token.sign in ("{", "}")]
    if not braces:
        raise ItemRefused(_("Nothing is asked: there are no braces with answers."))
    line = block.line_at(braces[0].at)
    if braces[0].sign == "}":
        raise ItemRefused(_("The brace that closes at line %(line)s was never opened.", line=line), line)
    if len(braces) == 1:
        raise ItemRefused(_("The brace that opens at line %(line)s is never closed.", line=line), line)
    if len(braces) > 2 or braces[1].sign == "{":
        odd = block.line_at(braces[1 if braces[1].sign == "{" else 2].at)
        raise ItemRefused(
            _("There is one brace too many at line %(line)s. Write \\{ or \\} where it is text.", line=odd),
            odd,
        )
    first, last = part.index(braces[0]), part.index(braces[1])
    return part[:first], part[first + 1 : last], part[last + 1 :]


def _without_general_feedback(part: Sequence[Token], texts: Texts) -> tuple[Sequence[Token], str]:
    """Return the answers, and what is said after them behind ####."""
    signs = [token.sign for token in part]
    if "####" not in signs:
        return part, ""
    last = len(signs) - 1 - signs[::-1].index("####")
    return part[:last], texts.feedback(part[last + 1 :])


def _name(block: Block) -> str:
    """Return what to call a question that cannot be read."""
    start = block.text[:2000]
    named = _NAME.match(start)
    return name_of(bare(joined(tokens(named[1]))) if named else "", bare(start))
