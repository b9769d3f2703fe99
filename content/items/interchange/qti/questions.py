"""An item of QTI 2 or 3 as its readers see it: what is asked, how it is scored, what is said of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from content.items.interchange.files import BLANK
from content.items.interchange.markup import text_of_html
from content.items.interchange.qti.declarations import Declaration
from content.items.interchange.qti.documents import Node
from content.items.interchange.qti.drafts import Draft, Ids, ItemRefused, common
from content.items.interchange.qti.feedback import ELEMENTS, Feedback, without_feedback
from content.items.interchange.qti.rules import Rule, Scoring
from content.items.interchange.qti.texts import inner_html, inner_text
from content.items.wording import Wording
from content.items.wording import Wording as _

# Marks the parts of a body that we wrote, in class names, which other systems pass over.
PREFIX = "lean-leaders-"
OUR_TOOL = "Lean Leaders"


@dataclass
class Question:
    """scoring: None where people judge."""

    item: Node
    body: Node
    interactions: list[Node]
    declarations: Mapping[str, Declaration]
    scoring: Scoring | None
    feedback: Feedback
    ids: Ids
    warnings: list[Wording] = field(default_factory=list)

    def declaration(self, interaction: Node) -> Declaration:
        name = interaction.get("responseIdentifier")
        if name not in self.declarations:
            raise ItemRefused(
                _("It asks for the response %(name)s, which is not declared.", name=name), interaction
            )
        return self.declarations[name]

    def rule(self, interaction: Node) -> Rule:
        """How the interaction is scored; raise ItemRefused where it is not."""
        if self.scoring is None:
            raise ItemRefused(_("It has no response processing, so nothing says what is right."), self.item)
        name = interaction.get("responseIdentifier")
        if name not in self.scoring.rules:
            raise ItemRefused(
                _("Its response processing does not score the response %(name)s.", name=name), interaction
            )
        return self.scoring.rules[name]

    def draft(self, kind: str, points: Any, **content: Any) -> Draft:
        """Put together what was read. A part that is asked in the body becomes stimulus and stem."""
        stimulus, stem = self.texts()
        own = common(kind, stem=stem, stimulus=stimulus, feedback=self.feedback.on_right())
        return Draft(own | content, points, self.ids.of, (*self.warnings, *self.feedback.warnings()))

    def texts(self) -> tuple[str, str]:
        """Stimulus and stem as HTML. With a prompt, what else the body says is the stimulus."""
        parts = {mark: self.part(mark) for mark in ("stimulus", "stem")}
        if parts["stem"] is not None:
            return tuple(inner_html(part) if part else "" for part in parts.values())  # type: ignore[return-value]
        prompts = [inner_html(prompt) for one in self.interactions for prompt in one.children("prompt")]
        rest = inner_html(self.body, self.holes())
        rest = rest if is_said(rest) else ""
        prompt = "".join(as_blocks(prompt) for prompt in prompts if is_said(prompt))
        is_twice = text_of_html(rest) == text_of_html(prompt)
        return ("" if is_twice else rest, prompt) if prompt else ("", as_blocks(rest))

    def holes(self) -> dict[Any, str]:
        """What of the body is no text of the question."""
        aside = {node.element: "" for node in self.body.within("rubricBlock", *ELEMENTS)}
        return aside | {interaction.element: _blank(interaction) for interaction in self.interactions}

    def part(self, mark: str) -> Node | None:
        """The part of the body that we marked ourselves."""
        parts = (node for node in self.body.within("div", "span") if PREFIX + mark in node.classes())
        return next(parts, None)

    def entry_text(self, node: Node) -> str:
        """The text of something to choose; raise ItemRefused where there is none."""
        text = inner_text(node, without_feedback(node))
        if not text:
            name = node.get("identifier")
            raise ItemRefused(_("The choice %(name)s has no text.", name=name), node)
        return text


def _blank(interaction: Node) -> str:
    """A line to write on where a single answer is written into a sentence."""
    around = interaction.parent()
    is_inline = interaction.name == "textEntryInteraction" and around is not None and around.text
    return "_____" if is_inline else ""


def is_said(html: str) -> bool:
    return bool(text_of_html(html).strip(BLANK)) or "<img" in html


def as_blocks(html: str) -> str:
    """Put a bare line into a paragraph."""
    return html if not html or html.lstrip().startswith("<") else f"<p>{html}</p>"
