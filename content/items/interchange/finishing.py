"""From the draft of an item to the item: what all kinds share, and whether it may be asked at all."""

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from content.items.content import SCHEMA, check_content
from content.items.interchange.answers import Draft, ItemRefused
from content.items.interchange.keeping import keep
from content.items.interchange.markup import has_media, text_of_html
from content.items.interchange.terms import Imported
from content.items.terms import Problem
from content.items.wording import Wording
from content.items.wording import Wording as _

NAME_LENGTH = 60
# A stimulus goes before the stem in a box of its own: rich text of ours holds no other div.
_STIMULUS = re.compile(r'<div class="stimulus">((?:(?!</?div).)*)</div>\s*', re.DOTALL)
_STEM = re.compile(r'<div class="stem">((?:(?!</?div).)*)</div>\s*', re.DOTALL)
CLOZE_STEM = "<p>Fill in the gaps.</p>"


@dataclass(frozen=True)
class About:
    """What a file says of an item, beside what is asked. stem: HTML, with a stimulus in its box before it.

    kept: what the format has no place for, as `keeping` wrote it.
    """

    stem: str
    feedback: str = ""
    name: str = ""
    code: str = ""
    category: str = ""
    tags: tuple[str, ...] = ()
    line: int = 0
    points: Fraction = Fraction(1)
    kept: Mapping[str, str] | None = None


def finish(draft: Draft, about: About, rng: random.Random) -> Imported:
    """Return the item; raise ItemRefused where it cannot be asked."""
    if has_media(about.stem):
        raise ItemRefused(_("It holds a picture or a recording, and those are not taken from files."))
    content = _with_stem(draft, about.stem)
    content["feedback"] = "\n".join(filter(None, [draft.feedback, about.feedback]))
    content = keep(content, about.kept or {}, rng)
    problems = check_content(content)
    if problems:
        raise ItemRefused(_placed(problems[0]))
    return Imported(
        name=about.name,
        content=content,
        code=about.code,
        category=about.category,
        tags=about.tags,
        line=about.line,
        points=about.points,
    )


def _placed(problem: Problem) -> Wording:
    """Say what is wrong, and in which gap or which part."""
    gap = re.match(r"gaps\.([0-9]+)\.(.+)", problem.field)
    if gap:
        place = _("gap %(number)s, %(field)s", number=int(gap[1]) + 1, field=gap[2])
    else:
        place = Wording(problem.field)
    return _("%(problem)s (%(place)s)", problem=problem.message, place=place)


def _with_stem(draft: Draft, html: str) -> dict[str, object]:
    stimulus = _STIMULUS.match(html)
    rest = html[stimulus.end() :] if stimulus else html
    shared = {"schema": SCHEMA, "stimulus": stimulus[1] if stimulus else "", "stem": rest}
    if draft.keys["type"] == "cloze":
        stem = _STEM.match(rest)
        shared["stem"] = stem[1] if stem else CLOZE_STEM
        shared["text"] = rest[stem.end() :] if stem else rest
    return draft.keys | shared


def boxed(stimulus: str, stem: str) -> str:
    """Write both as one HTML text, from which they can be told apart again."""
    return f'<div class="stimulus">{stimulus}</div>{stem}' if stimulus else stem


def boxed_cloze(stimulus: str, stem: str, text: str) -> str:
    is_default = stem == CLOZE_STEM
    return boxed(stimulus, text if is_default else f'<div class="stem">{stem}</div>{text}')


def name_of(name: str, stem: str) -> str:
    """Return what to call an item that a file does not name: how it begins."""
    text = name or " ".join(text_of_html(stem).split())
    return text if len(text) <= NAME_LENGTH else text[: NAME_LENGTH - 1].rstrip() + "…"
