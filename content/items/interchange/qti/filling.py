"""Texts with gaps in QTI 2 and 3: inline choices, several text entries, and gaps to match."""

from fractions import Fraction
from typing import Any

from content.items.interchange.finishing import CLOZE_STEM
from content.items.interchange.qti.choosing import choices_in, exact_shares, option_of
from content.items.interchange.qti.documents import Node
from content.items.interchange.qti.drafts import Draft, ItemRefused
from content.items.interchange.qti.gap_points import gap_points, whole_points
from content.items.interchange.qti.questions import Question, as_blocks, is_said
from content.items.interchange.qti.rules import Exact, Rule, Table, chosen_by_value
from content.items.interchange.qti.shares import Shares, refuse_gift, single_shares
from content.items.interchange.qti.texts import inner_html, outer_html
from content.items.interchange.qti.writing_in import Written, written_answer
from content.items.wording import Wording as _


def read_inline(question: Question, interactions: list[Node]) -> Draft:
    """Several inline interactions, or one inline choice, as a text with gaps."""
    gaps, holes = [], {}
    for interaction in interactions:
        name = interaction.get("responseIdentifier")
        gap_id = question.ids.draw(name)
        written = _gap(question, interaction, f"{name}/")
        holes[interaction.element] = f"[[{gap_id}]]"
        label = {"label": interaction.get("label")} if interaction.get("label") else {}
        own = {"type": written.kind} | written.content
        gaps.append({"id": gap_id, "points": written.points, "interaction": own} | label)
    return _draft(question, gaps, holes, question.body)


def read_gap_match(question: Question, interaction: Node) -> Draft:
    """Each gap becomes one to choose for, out of all the words on offer."""
    declaration, rule = question.declaration(interaction), question.rule(interaction)
    if any(True for _node in interaction.within("gapImg")):
        raise ItemRefused(_("Its gaps are filled with pictures."), interaction)
    words = choices_in(interaction, "gapText")
    gap_nodes = list(interaction.within("gap"))
    pairs = [value.split() for value in declaration.correct]
    key = {gap: word for word, gap in (pair for pair in pairs if len(pair) == 2)}
    if len(key) < len(pairs) or key.keys() != {gap.get("identifier") for gap in gap_nodes}:
        raise ItemRefused(_("Not every gap has one correct filling."), interaction)
    points = _gap_values(rule, key, words, interaction)
    gaps, holes = [], {word.element: "" for word in words}
    for gap in gap_nodes:
        name = gap.get("identifier")
        gap_id = question.ids.draw(name)
        holes[gap.element] = f"[[{gap_id}]]"
        shares = Shares(
            {w.get("identifier"): Fraction(w.get("identifier") == key[name]) for w in words}, points[name]
        )
        options = [option_of(question, w, shares, "", is_weighed=False, scope=f"{name}/") for w in words]
        gaps.append(
            {
                "id": gap_id,
                "points": points[name],
                "interaction": {"type": "single_choice", "options": options},
            }
        )
    return _draft(question, gaps, holes, interaction)


def _gap_values(rule: Rule, key: dict[str, str], words: list[Node], interaction: Node) -> dict[str, Fraction]:
    if isinstance(rule, Exact):
        return {gap: Fraction(1) for gap in key}
    if not isinstance(rule, Table):
        raise ItemRefused(_("Pairs are scored by something else than the pairs."), interaction)
    refuse_gift(rule.mapping, interaction)
    right = {f"{word} {gap}" for gap, word in key.items()}
    wrong = {f"{word.get('identifier')} {gap}" for gap in key for word in words} - right
    if any(rule.mapping.value_of(pair) for pair in wrong):
        raise ItemRefused(
            _("Its mapping gives or takes points for wrong pairs, which cannot be kept."), interaction
        )
    return gap_points(rule.mapping, {gap: f"{word} {gap}" for gap, word in key.items()}, interaction)


def _gap(question: Question, interaction: Node, scope: str) -> Written:
    if interaction.name == "textEntryInteraction":
        return written_answer(question, interaction)
    declaration = question.declaration(interaction)
    rule = chosen_by_value(declaration, question.rule(interaction))
    choices = choices_in(interaction, "inlineChoice")
    if isinstance(rule, Exact):
        shares = exact_shares(declaration, choices, rule.points)
    elif isinstance(rule, Table) and choices:
        shares = single_shares(rule.mapping, [choice.get("identifier") for choice in choices], interaction)
    else:
        raise ItemRefused(_("Choices are scored by something else than what is chosen."), interaction)
    question.warnings.extend(shares.warnings)
    is_weighed = not shares.is_plain()
    options = [
        option_of(question, choice, shares, declaration.identifier, is_weighed=is_weighed, scope=scope)
        for choice in choices
    ]
    grading = {"grading": "weights"} if is_weighed else {}
    return Written("single_choice", {"options": options} | grading, shares.points)


def _draft(question: Question, gaps: list[dict[str, Any]], holes: dict[Any, str], within: Node) -> Draft:
    total = sum((gap["points"] for gap in gaps), Fraction(0))
    is_together = (question.scoring is not None and question.scoring.is_together) or _is_exact(
        question, within
    )
    if is_together:
        total = _together(question, total, gaps)
    before, text = _split(question, holes, within)
    drafted = question.draft("cloze", total, text=text, gaps=whole_points(gaps))
    drafted.content.update(before | ({"grading": "all_or_nothing"} if is_together else {}))
    return drafted


def _together(question: Question, total: Fraction, gaps: list[dict[str, Any]]) -> Fraction:
    """What all gaps together earn; raise ItemRefused where less than all of them would do."""
    scoring = question.scoring
    if scoring is None or scoring.threshold is None or scoring.credit is None:
        return Fraction(gaps[0]["points"])
    if scoring.threshold != total:
        raise ItemRefused(
            _("All points are earned before all is right, which cannot be kept."), question.item
        )
    return scoring.credit


def _is_exact(question: Question, within: Node) -> bool:
    """Whether it is one response of many pairs that has to be right as a whole."""
    return within.name == "gapMatchInteraction" and isinstance(question.rule(within), Exact)


def _split(question: Question, holes: dict[Any, str], within: Node) -> tuple[dict[str, str], str]:
    """Stem, stimulus and text: what comes before the first gap asks, the rest has to be filled in."""
    marked = question.part("text")
    if marked:
        stimulus, stem = question.texts()
        return {"stimulus": stimulus, "stem": stem}, inner_html(marked, holes)
    aside = question.holes()
    if within.name == "gapMatchInteraction":
        prompt = within.child("prompt")
        text = inner_html(within, aside | holes | ({prompt.element: ""} if prompt else {}))
        stimulus, stem = question.texts()
        return {"stimulus": stimulus, "stem": stem or CLOZE_STEM}, text
    blocks = within.children()
    if any(
        (loose or "").strip() for loose in (within.element.text, *(block.element.tail for block in blocks))
    ):
        return {"stimulus": "", "stem": CLOZE_STEM}, inner_html(within, aside | holes)
    first = next((n for n, block in enumerate(blocks) if any(e in holes for e in block.element.iter())), 0)
    leading = "".join(as_blocks(_block_html(block, aside)) for block in blocks[:first])
    text = "".join(_block_html(block, aside | holes) for block in blocks[first:])
    return {"stimulus": "", "stem": leading if is_said(leading) else CLOZE_STEM}, text


def _block_html(block: Node, holes: dict[Any, str]) -> str:
    """The block itself as HTML, or what stands in its place."""
    return holes[block.element] if block.element in holes else outer_html(block, holes)
