"""Feedback of an item, as far as ours has a place for it: on an option, on an answer, on the right answer."""

from collections.abc import Iterable, Iterator

from content.items.interchange.qti.conditions import Condition, ways_of
from content.items.interchange.qti.documents import Node
from content.items.interchange.qti.drafts import ItemRefused
from content.items.interchange.qti.texts import inner_text
from content.items.wording import Wording
from content.items.wording import Wording as _

ELEMENTS = ("modalFeedback", "feedbackBlock", "feedbackInline")
_RIGHT = ("correct", "full")
# What sets an outcome to a value: its conditions, each of which is enough.
_Signal = list[tuple[Condition, ...]]


class Feedback:
    """The feedback elements of an item. Each is taken once; what is left has no place here."""

    def __init__(self, item: Node) -> None:
        self._texts = {
            (node.get("outcomeIdentifier"), node.get("identifier")): node
            for node in item.within(*ELEMENTS)
            if node.get("showHide", "show") == "show"
        }
        self._hidden = any(node.get("showHide", "show") != "show" for node in item.within(*ELEMENTS))
        self._taken: set[tuple[str, str]] = set()
        processing = item.child("responseProcessing")
        self._signals = dict(_signals(processing)) if processing else {}
        self._mirrors = set(_mirrors(processing)) if processing else set()
        self._set = {outcome for outcome, _value in self._signals} | {
            outcome for outcome, _r in self._mirrors
        }

    def on_choice(self, choice: Node, response: str) -> str:
        """What is said where this is chosen: inside the choice itself, or under its identifier elsewhere."""
        inside = {node.element for node in choice.within(*ELEMENTS)}
        return self._take(
            key
            for key, node in self._texts.items()
            if node.element in inside or self._follows_choice(key, choice.get("identifier"), response)
        )

    def on_right(self) -> str:
        """What is said where everything is right."""
        return self._take(key for key, ways in self._signals.items() if ways and all(map(_is_right, ways)))

    def on_way(self, way: tuple[Condition, ...]) -> str:
        """What is said where just this holds of a response."""
        return self._take(key for key, ways in self._signals.items() if ways == [way])

    def on_texts(self, response: str) -> Iterator[tuple[str, str]]:
        """Yield the other written answers that something is said of, each with what is said."""
        for key, ways in self._signals.items():
            if (
                key in self._texts.keys() - self._taken
                and ways
                and all(_is_value(way, response) for way in ways)
            ):
                said = self._take([key])
                yield from ((way[0].text, said) for way in ways)

    def warnings(self) -> Iterator[Wording]:
        if self._hidden or self._texts.keys() - self._taken:
            yield _(
                "Some of its feedback is left out: it hangs on other things than one answer or the right one."
            )

    def _follows_choice(self, key: tuple[str, str], identifier: str, response: str) -> bool:
        ways = self._signals.get(key)
        if ways:
            chosen = [Condition(kind, response, identifier) for kind in ("value", "member")]
            return all(len(way) == 1 and way[0] in chosen for way in ways)
        return key[1] == identifier and ((key[0], response) in self._mirrors or key[0] not in self._set)

    def _take(self, keys: Iterable[tuple[str, str]]) -> str:
        taken = [key for key in keys if key in self._texts]
        self._taken.update(taken)
        texts = [inner_text(self._texts[key]) for key in taken]
        return "\n".join(text for text in texts if text)


def without_feedback(node: Node) -> dict[object, str]:
    """Holes to read a text without the feedback that stands in it."""
    return {inside.element: "" for inside in node.within(*ELEMENTS)}


def _signals(processing: Node) -> Iterator[tuple[tuple[str, str], _Signal]]:
    """Yield which value of which outcome is set where; no ways where that is more than we understand."""
    found: dict[tuple[str, str], _Signal] = {}
    for branch in processing.within("responseIf", "responseElseIf", "responseElse"):
        for setter in branch.children("setOutcomeValue"):
            for value in setter.within("baseValue"):
                key = (setter.get("identifier"), value.text)
                found[key] = found.get(key, []) + _ways(branch)
    yield from found.items()


def _ways(branch: Node) -> _Signal:
    expression = next(iter(branch.children()), None)
    if branch.name != "responseIf" or expression is None:
        return [()]
    try:
        return ways_of(expression)
    except ItemRefused:
        return [()]


def _mirrors(processing: Node) -> Iterator[tuple[str, str]]:
    """Yield each outcome that is set to a response itself, and that response."""
    for setter in processing.within("setOutcomeValue"):
        for child in setter.children("variable"):
            yield setter.get("identifier"), child.get("identifier")


def _is_right(way: tuple[Condition, ...]) -> bool:
    return bool(way) and all(condition.kind in _RIGHT for condition in way)


def _is_value(way: tuple[Condition, ...], response: str) -> bool:
    return (
        len(way) == 1
        and way[0].kind in ("value", "near")
        and bool(way[0].text)
        and way[0].response == response
    )
