"""Glossary terms found in running text: the first use of each becomes a button with its definition."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from html.parser import HTMLParser

from django.template.loader import render_to_string

# Where a term stays plain text: it is named or linked there already.
SPARED = frozenset({"a", "h1", "h2", "h3", "h4", "h5", "h6", "button", "code", "dfn"})
VOID = frozenset({"br", "hr"})


@dataclass(frozen=True)
class Term:
    term: str
    slug: str
    definition: str

    @property
    def names(self) -> list[str]:
        """As it may stand in a text: 'Toyota Production System (TPS)' is known by both names."""
        short, _, inside = self.term.partition(" (")
        return [short, inside.rstrip(")")] if inside.rstrip(")").isupper() else [short]


class Glossary:
    """All terms, ready to be found. Longer names win: 'standard work in process' over 'standard work'."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._by_name = {_plain(name): term for term in terms for name in term.names}

    @cached_property
    def pattern(self) -> "re.Pattern[str] | None":
        names = sorted(self._by_name, key=len, reverse=True)
        choices = "|".join(_spelling(name) for name in names)
        return re.compile(rf"(?<![\w’'-])(?:{choices})(?![\w-])") if names else None

    def find(self, word: str) -> Term | None:
        """Return the term that a word of a text names, in the singular or with a simple s."""
        name = _plain(word)
        return self._by_name.get(name) or self._by_name.get(name.removesuffix("s"))

    def marked(self, html: str, seen: set[str]) -> str:
        """Return clean HTML with buttons at first uses, and their cards behind the element around them.

        seen: slugs of terms marked before; those marked here are added.
        """
        marker = _Marker(self, seen)
        marker.feed(html)
        marker.close()
        return marker.html()


class _Marker(HTMLParser):
    """Copies clean HTML as it is, except for the text outside the elements that are spared."""

    def __init__(self, glossary: Glossary, seen: set[str]) -> None:
        # Entities are copied untouched: &lt; must not become a tag.
        super().__init__(convert_charrefs=False)
        self.glossary, self.seen = glossary, seen
        self.parts: list[str] = []
        self.cards: list[Term] = []
        self.open: list[str] = []

    def html(self) -> str:
        self._lay_cards()
        return "".join(self.parts)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.parts.append(self.get_starttag_text() or "")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.parts.append(f"</{tag}>")
        if tag in self.open:
            del self.open[len(self.open) - 1 - self.open[::-1].index(tag) :]
        if not self.open:
            self._lay_cards()

    def handle_entityref(self, name: str) -> None:
        self.parts.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.parts.append(f"&#{name};")

    def handle_data(self, data: str) -> None:
        pattern = self.glossary.pattern
        if pattern and SPARED.isdisjoint(self.open):
            data = pattern.sub(self._button, data)
        self.parts.append(data)

    def _button(self, found: "re.Match[str]") -> str:
        term = self.glossary.find(found[0])
        if term is None or term.slug in self.seen:
            return found[0]
        self.seen.add(term.slug)
        self.cards.append(term)
        return (
            f'<button class="term" type="button" popovertarget="g-{term.slug}" aria-describedby="g-hint">'
            f"{found[0]}</button>"
        )

    def _lay_cards(self) -> None:
        """A card is a block: it may not stand inside the paragraph that holds its button."""
        self.parts += [render_to_string("content/_term_card.html", {"term": term}) for term in self.cards]
        self.cards.clear()


def _plain(name: str) -> str:
    name = name.replace("’", "'")
    return name if _is_acronym(name) else name.casefold()


def _is_acronym(name: str) -> bool:
    """PDCA, WIP limit: 'wip' or 'Pdca' in a text would be something else."""
    return name.split()[0].isupper()


def _spelling(name: str) -> str:
    spelling = re.escape(name).replace("'", "['’]") + "s?"
    return spelling if _is_acronym(name) else f"(?i:{spelling})"
