"""A content in a few words, for those who look over many of them."""

from collections.abc import Callable
from decimal import Decimal

from django.utils.translation import gettext, gettext_noop, ngettext

from content.cleaning import plain_text
from content.items.terms import Content

LONGEST = 120
# How far a number may be from the right one, by the mode of a numeric item.
TOLERANCES = {
    "nominal": gettext_noop("%(answer)s ± %(tolerance)s"),
    "relative": gettext_noop("%(answer)s, give or take %(tolerance)s of it"),
    "geometric": gettext_noop("%(answer)s, up to 1 + %(tolerance)s times less or more"),
}
ACCEPTED = TOLERANCES | {"range": gettext_noop("%(low)s to %(high)s")}


def stem_in_words(content: Content) -> str:
    """Return the beginning of the stem, in one line of plain text."""
    return shortened(plain_text(content["stem"]))


def key_in_words(content: Content) -> str:
    """Return what counts as right, in one line of plain text."""
    return shortened(WORDS[content["type"]](content))


def shortened(text: str, longest: int = LONGEST) -> str:
    """Cut at a word where there is one near the end, and say so."""
    if len(text) <= longest:
        return text
    cut = text[: longest - 1]
    words = cut.rsplit(" ", 1)[0]
    return f"{words if len(words) > longest * 2 // 3 else cut}…"


def _choice(content: Content) -> str:
    return "; ".join(option["text"] for option in content["options"] if option["correct"])


def _matching(content: Content) -> str:
    texts = {entry["id"]: entry["text"] for entry in content["right"]}
    return "; ".join(f"{e['text']} → {texts[content['key'][e['id']]]}" for e in content["left"])


def _ordering(content: Content) -> str:
    return "; ".join(f"{n}. {step['text']}" for n, step in enumerate(content["sequence"], start=1))


def _numeric(content: Content) -> str:
    mode = content.get("mode", "nominal")
    is_exact = mode in TOLERANCES and not Decimal(content["tolerance"])
    accepted = content["answer"] if is_exact else gettext(ACCEPTED[mode]) % content
    return f"{accepted} {content['unit']}".strip()


def _short_text(content: Content) -> str:
    return "; ".join(content["accept"])


def _cloze(content: Content) -> str:
    return " | ".join(WORDS[gap["interaction"]["type"]](gap["interaction"]) for gap in content["gaps"])


def _essay(content: Content) -> str:
    count = len(content["rubric"])
    return ngettext(
        "Marked by people, by %(count)d criterion", "Marked by people, by %(count)d criteria", count
    ) % {"count": count}


def _self_assessed(content: Content) -> str:
    return gettext("Compared by the learner: %(answer)s") % {"answer": content["model_answer"]}


WORDS: dict[str, Callable[[Content], str]] = {
    "single_choice": _choice,
    "multiple_response": _choice,
    "matching": _matching,
    "ordering": _ordering,
    "numeric": _numeric,
    "short_text": _short_text,
    "cloze": _cloze,
    "essay": _essay,
    "self_assessed": _self_assessed,
}
