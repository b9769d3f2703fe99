"""Choosing and ordering in QTI 2 and 3."""

from fractions import Fraction
from typing import Any

from content.items.interchange.qti.declarations import Declaration
from content.items.interchange.qti.documents import Node
from content.items.interchange.qti.drafts import Draft, ItemRefused
from content.items.interchange.qti.questions import Question
from content.items.interchange.qti.rules import Exact, Table, chosen_by_value
from content.items.interchange.qti.shares import Shares, several_shares, single_shares
from content.items.wording import Wording as _


def read_choice(question: Question, interaction: Node) -> Draft:
    declaration = question.declaration(interaction)
    rule = chosen_by_value(declaration, question.rule(interaction))
    choices = choices_in(interaction, "simpleChoice")
    is_single = declaration.cardinality == "single" or interaction.get("maxChoices") == "1"
    if declaration.cardinality not in ("single", "multiple"):
        raise ItemRefused(_("Choices in an order are put with an interaction for choosing."), interaction)
    if isinstance(rule, Exact):
        shares, default = exact_shares(declaration, choices, rule.points), "all_or_nothing"
    elif isinstance(rule, Table):
        shares = _shares(rule, choices, interaction, is_single=is_single)
        default = "right_minus_wrong" if shares.is_right_minus_wrong() else "weights"
    else:
        raise ItemRefused(_("Choices are scored by something else than what is chosen."), interaction)
    question.warnings.extend(shares.warnings)
    if is_single:
        default = "" if shares.is_plain() else "weights"
    grading = {"grading": default} if default else {}
    is_weighed = grading.get("grading") == "weights"
    options = [
        option_of(question, choice, shares, declaration.identifier, is_weighed=is_weighed)
        for choice in choices
    ]
    kind = "single_choice" if is_single else "multiple_response"
    return question.draft(kind, shares.points, options=options, **grading)


def read_order(question: Question, interaction: Node) -> Draft:
    declaration, rule = question.declaration(interaction), question.rule(interaction)
    choices = {choice.get("identifier"): choice for choice in choices_in(interaction, "simpleChoice")}
    if not isinstance(rule, Exact):
        raise ItemRefused(_("Orders are scored by another rule than the right order."), interaction)
    if sorted(declaration.correct) != sorted(choices):
        raise ItemRefused(_("The correct order does not hold each of the steps once."), interaction)
    steps = [
        {
            "id": question.ids.draw(identifier),
            "text": question.entry_text(choices[identifier]),
            "note": question.feedback.on_choice(choices[identifier], declaration.identifier),
        }
        for identifier in declaration.correct
    ]
    return question.draft("ordering", rule.points, sequence=steps, grading="all_or_nothing")


def choices_in(interaction: Node, name: str) -> list[Node]:
    """Return what may be chosen; raise ItemRefused where two cannot be told apart."""
    choices = list(interaction.within(name))
    identifiers = [choice.get("identifier") for choice in choices]
    if len(set(identifiers)) < len(identifiers) or "" in identifiers:
        raise ItemRefused(_("Two choices bear the same identifier."), interaction)
    return choices


def exact_shares(declaration: Declaration, choices: list[Node], points: Fraction) -> Shares:
    """Return an equal share for each of the correct choices."""
    identifiers = [choice.get("identifier") for choice in choices]
    if not declaration.correct or not set(declaration.correct) <= set(identifiers):
        raise ItemRefused(_("Its correct response is not among the choices."), declaration.node)
    each = Fraction(1, len(declaration.correct))
    return Shares({one: each if one in declaration.correct else Fraction(0) for one in identifiers}, points)


def _shares(rule: Table, choices: list[Node], interaction: Node, *, is_single: bool) -> Shares:
    identifiers = [choice.get("identifier") for choice in choices]
    if not identifiers:
        raise ItemRefused(_("It has nothing to choose from."), interaction)
    if is_single:
        return single_shares(rule.mapping, identifiers, interaction)
    limit = interaction.get("maxChoices", "1")
    return several_shares(rule.mapping, identifiers, int(limit) if limit.isdigit() else 0, interaction)


def option_of(
    question: Question, choice: Node, shares: Shares, response: str, *, is_weighed: bool, scope: str = ""
) -> dict[str, Any]:
    """One option. scope: set before its identifier where several parts of an item have options."""
    identifier = choice.get("identifier")
    option = {
        "id": question.ids.draw(scope + identifier),
        "text": question.entry_text(choice),
        "correct": shares.is_key(identifier),
        "feedback": question.feedback.on_choice(choice, response),
    }
    return option | {"weight": str(shares.of[identifier])} if is_weighed else option
