"""Writing GIFT as Moodle does, one question after the other with a blank line between."""

import html as entities
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from content.items.interchange.credit import LISTED, percent
from content.items.interchange.finishing import boxed
from content.items.interchange.gift.reading import read
from content.items.interchange.gift.texts import MARKS
from content.items.interchange.gift.tokens import escaped
from content.items.interchange.holding import Unwritable, fixed_rng, held
from content.items.interchange.markup import TextFormat, to_text
from content.items.interchange.orderings import OURS
from content.items.interchange.terms import Exported, Reading
from content.items.terms import Content
from content.items.wording import Wording
from content.items.wording import Wording as _


def write(items: Sequence[Exported]) -> bytes:
    """Return the file; raise Unwritable for an item that the format cannot hold."""
    written, category = [], ""
    for exported in items:
        if exported.category != category:
            category = exported.category
            written.append(f"$CATEGORY: {category}\n")
        written.append(_held(exported).removeprefix(f"$CATEGORY: {category}\n\n"))
    return "\n".join(written).encode()


def unwritable(exported: Exported) -> Wording | None:
    """Return why the format cannot hold the item, or None if it can."""
    try:
        _held(exported)
    except Unwritable as error:
        return error.message
    return None


def _held(exported: Exported) -> str:
    return held(exported, _question, _read)


def _read(written: str) -> Reading:
    return read(written.encode(), rng=fixed_rng())


def _question(exported: Exported, kept: Mapping[str, str]) -> str:
    content = exported.content
    if content["type"] not in _BRACED:
        raise Unwritable(_("GIFT has no questions of this kind."))
    category = f"$CATEGORY: {exported.category}\n\n" if exported.category else ""
    name = f"::{escaped(exported.name)}::" if exported.name else ""
    stem = escaped(boxed(content["stimulus"], content["stem"]))
    general = f"\t####{_text(content['feedback'])}\n" if content["feedback"] else ""
    lines = "\n".join(_BRACED[content["type"]](content))
    return f"{category}{_comments(exported, kept)}{name}[html]{stem}{{{lines}\n{general}}}\n"


def _comments(exported: Exported, kept: Mapping[str, str]) -> str:
    tokens = [f"[id:{_token(exported.code)}]"] if exported.code else []
    tokens += [f"[tag:{_token(tag)}]" for tag in exported.tags]
    lines = [" ".join(tokens)] if tokens else []
    # Separate lines, so that each can be read and edited.
    lines += [f"[keep:{path}={_token(value)}]" for path, value in kept.items()]
    return "".join(f"// {line}\n" for line in lines)


def _token(text: str) -> str:
    return text.replace("]", "\\]")


def _text(text: str, default: TextFormat = TextFormat.HTML) -> str:
    """Write plain text, saying so where the format of the question would change it."""
    is_same = to_text(text, default) == text and not text.startswith(tuple(MARKS)) and "&" not in text
    return escaped(text if is_same and not text.startswith("%") else f"[plain]{text}")


def _weight(text: str | Fraction) -> str:
    weight = Fraction(text)
    if weight not in LISTED:
        raise Unwritable(_("Moodle does not offer the share %(share)s.", share=str(weight)))
    return f"%{percent(weight)}%"


def _said(feedback: str) -> str:
    return f"#{_text(feedback)}" if feedback else ""


def _single_choice(content: Content) -> Iterator[str]:
    options: Sequence[Mapping[str, Any]] = content["options"]
    if [option["text"] for option in options] == ["True", "False"] and "grading" not in content:
        yield _truth(options)
        return
    yield ""
    for option in options:
        weight = Fraction(option.get("weight", "1" if option["correct"] else "0"))
        mark = {1: "=", 0: "~"}.get(int(weight), "~") if weight in (0, 1) else f"~{_weight(weight)}"
        yield f"\t{mark}{_text(option['text'])}{_said(option['feedback'])}"


def _truth(options: Sequence[Mapping[str, Any]]) -> str:
    is_true = options[0]["correct"]
    right, wrong = (options[0], options[1]) if is_true else (options[1], options[0])
    said = f"#{_text(wrong['feedback'])}#{_text(right['feedback'])}"
    return ("TRUE" if is_true else "FALSE") + said.rstrip("#")


def _multiple_response(content: Content) -> Iterator[str]:
    if content.get("grading") == "all_or_nothing":
        raise Unwritable(_("GIFT has no place for “all or nothing”."))
    yield ""
    keys = sum(option["correct"] for option in content["options"])
    for option in content["options"]:
        share = Fraction(1 if option["correct"] else -1, keys)
        weight = option.get("weight", "0") if content.get("grading") == "weights" else share
        yield f"\t~{_weight(weight)}{_text(option['text'])}{_said(option['feedback'])}"


def _matching(content: Content) -> Iterator[str]:
    if content.get("grading") == "all_or_nothing":
        raise Unwritable(_("GIFT has no place for “all or nothing”."))
    yield ""
    rights = {right["id"]: right["text"] for right in content["right"]}
    for left in content["left"]:
        yield f"\t={_left(left['text'])} -> {_literal(rights[content['key'][left['id']]])}"
    for right in content["right"]:
        if right["id"] not in content["key"].values():
            yield f"\t= -> {_literal(right['text'])}"


def _left(text: str) -> str:
    # The arrow has no escape; in HTML it can be written otherwise.
    return escaped(entities.escape(text, quote=False)) if "->" in text else _text(text)


def _literal(text: str) -> str:
    return escaped(f"[plain]{text}" if text.startswith(tuple(MARKS)) else text)


def _ordering(content: Content) -> Iterator[str]:
    grading = OURS[content.get("grading", "adjacent_pairs")]
    yield f">{len(content['sequence'])} ALL VERTICAL {grading} SHOW NONE"
    for step in content["sequence"]:
        text = _text(step["text"])
        # A line that begins like this would be a comment.
        yield f"[plain]{text}" if text.startswith("//") else text


def _short_text(content: Content) -> Iterator[str]:
    yield ""
    pattern = str if content.get("wildcards") else _starless
    listed = [(text, "1", "") for text in content["accept"]]
    listed += [(entry["text"], entry["weight"], entry["feedback"]) for entry in content.get("more", ())]
    listed += [(entry["match"], "0", entry["feedback"]) for entry in content["wrong"]]
    for text, weight, feedback in listed:
        yield f"\t={_weight(weight)}{_literal(pattern(text))}{_said(feedback)}"


def _starless(text: str) -> str:
    return text.replace("*", "\\*")


def _numeric(content: Content) -> Iterator[str]:
    yield "#"
    yield f"\t=%100%{_accepted(content)}{_said(content['feedback_correct'])}"
    for entry in content.get("more", ()):
        yield f"\t={_weight(entry['weight'])}{entry['low']}..{entry['high']}{_said(entry['feedback'])}"
    for wrong in content["wrong"]:
        yield f"\t=%0%{wrong['value']}:0{_said(wrong['feedback'])}"


def _accepted(content: Content) -> str:
    mode = content.get("mode", "nominal")
    if mode == "range":
        return f"{content['low']}..{content['high']}"
    if mode == "nominal":
        return f"{content['answer']}:{content['tolerance']}"
    raise Unwritable(_("GIFT has no place for a tolerance of this kind."))


def _essay(content: Content) -> Iterator[str]:
    yield ""


_BRACED = {
    "single_choice": _single_choice,
    "multiple_response": _multiple_response,
    "matching": _matching,
    "ordering": _ordering,
    "short_text": _short_text,
    "numeric": _numeric,
    "essay": _essay,
}
