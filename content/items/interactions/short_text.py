"""Writing a word or a few, compared with the answers that the author listed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from content.items.interactions.text import Written
from content.items.normalising import is_one_slip, matches_pattern, normalise_text, shortest_match
from content.items.shapes import Optional, Shape
from content.items.terms import Content, Judge, Order, Problem, Response, View
from content.items.weighing import credit_problems, weight
from content.items.wording import Wording as _

# Whether what was written is what the author listed.
_Same = Callable[[str, str], bool]


@dataclass(frozen=True)
class _Listed:
    """An answer that the author foresaw. field: where it stands in the content."""

    field: str
    text: str
    share: Fraction
    feedback: str


class ShortText(Written):
    """Compared in normal form, without regard to case unless case_sensitive.

    more: further answers with the share that they earn. distance: one slip of the pen is forgiven.
    wildcards: the answers are patterns, in which `*` stands for any writing and `\\*` for itself; they are
    compared as Moodle does, so that what was imported keeps its meaning.
    The first answer that fits decides: accepted, then more, then wrong; slips are looked for last.
    """

    content_shape: dict[str, Shape] = {
        "accept": [str],
        "model_answer": str,
        "wrong": [{"match": str, "feedback": str}],
        "distance": bool,
        "more": Optional([{"text": str, "weight": str, "feedback": str}]),
        "wildcards": Optional(bool),
        "case_sensitive": Optional(bool),
    }
    judged_by = Judge.RULE

    def problems(self, content: Content) -> Iterator[Problem]:
        more = enumerate(content.get("more", ()))
        unreadable = [p for n, entry in more for p in credit_problems(f"more.{n}.weight", entry["weight"])]
        yield from unreadable
        if not content["accept"]:
            yield Problem("accept", _("Write at least one answer that is accepted."))
        if not unreadable:
            yield from _text_problems(content)
        if content["distance"] and content.get("wildcards"):
            yield Problem("distance", _("With asterisks no letter can be forgiven. Choose one of the two."))

    def key(self, content: Content) -> Response:
        first = content["accept"][0]
        return {"text": shortest_match(first) if content.get("wildcards") else first}

    def fraction(self, content: Content, response: Response) -> Fraction:
        found = _found(content, response.get("text", ""))
        return found.share if found else Fraction(0)

    def parts(self, content: Content, order: Order, response: Response) -> list[View]:
        if not response:
            return []
        found = _found(content, response["text"])
        return [
            {
                "id": "text",
                "text": response["text"],
                "is_right": found is not None and found.share == 1,
                "feedback": found.feedback if found else "",
            }
        ]

    def solution(self, content: Content, order: Order) -> View:
        return {
            "accept": list(content["accept"]),
            "model_answer": content["model_answer"],
            "more": [dict(entry) for entry in content.get("more", ())],
            "wrong": [dict(wrong) for wrong in content["wrong"]],
        }


def _text_problems(content: Content) -> Iterator[Problem]:
    """Yield the answers that are empty, or listed twice with a different outcome."""
    seen: dict[str, Fraction] = {}
    for listed in _listed(content):
        text = _plain(content, listed.text)
        # A pattern of asterisks alone accepts whatever is written.
        if not text or (listed.share == 1 and content.get("wildcards") and not text.strip("* ")):
            yield Problem(listed.field, _("Write an answer here."))
        elif seen.setdefault(text, listed.share) != listed.share:
            yield Problem(listed.field, _("Write an answer that is not accepted above."))


def _listed(content: Content) -> Iterator[_Listed]:
    """Yield the answers in the order in which they decide; their shares can be read."""
    for number, text in enumerate(content["accept"]):
        yield _Listed(f"accept.{number}", text, Fraction(1), "")
    for number, entry in enumerate(content.get("more", ())):
        share = weight(entry["weight"])
        yield _Listed(f"more.{number}.text", entry["text"], share, entry["feedback"])
    for number, wrong in enumerate(content["wrong"]):
        yield _Listed(f"wrong.{number}.match", wrong["match"], Fraction(0), wrong["feedback"])


def _plain(content: Content, text: str) -> str:
    """The text in the form in which two answers of this item are the same."""
    keeps_case = content.get("case_sensitive", False)
    if content.get("wildcards"):
        return text.strip() if keeps_case else text.strip().casefold()
    return normalise_text(text, keeps_case=keeps_case)


def _found(content: Content, written: str) -> _Listed | None:
    if not written.strip():
        return None
    listed = list(_listed(content))
    same: _Same = _fits(content) if content.get("wildcards") else _equals(content)
    exact = next((entry for entry in listed if same(written, entry.text)), None)
    if exact or not content["distance"]:
        return exact
    # An error that the author named is an error, however close to an accepted answer.
    return next((entry for entry in listed if entry.share and _is_slip(content, written, entry.text)), None)


def _fits(content: Content) -> _Same:
    ignores_case = not content.get("case_sensitive", False)
    return lambda written, pattern: matches_pattern(pattern, written, ignores_case=ignores_case)


def _equals(content: Content) -> _Same:
    return lambda written, text: _plain(content, written) == _plain(content, text)


def _is_slip(content: Content, written: str, meant: str) -> bool:
    return is_one_slip(_plain(content, written), _plain(content, meant))
