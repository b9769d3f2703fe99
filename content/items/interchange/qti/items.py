"""One item of QTI 2.1, 2.2 or 3.0 into one of ours, or refused with what lies outside the profile."""

import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction

from content.items.content import check_content
from content.items.interchange.keeping import keep
from content.items.interchange.qti.choosing import read_choice, read_order
from content.items.interchange.qti.declarations import declarations_of, outcome_defaults
from content.items.interchange.qti.documents import Node
from content.items.interchange.qti.drafts import Draft, Ids, ItemRefused
from content.items.interchange.qti.essays import read_essay
from content.items.interchange.qti.feedback import Feedback
from content.items.interchange.qti.filling import read_gap_match, read_inline
from content.items.interchange.qti.pairing import read_associate, read_match
from content.items.interchange.qti.processing import Steps, contributions_of
from content.items.interchange.qti.questions import Question
from content.items.interchange.qti.rules import scoring_of
from content.items.interchange.qti.texts import media_in
from content.items.interchange.qti.writing_in import read_text_entry
from content.items.wording import Wording as _

_ESSAY = "extendedTextInteraction"
_ENTRY = "textEntryInteraction"
_INLINE = (_ENTRY, "inlineChoiceInteraction")
_READERS: Mapping[str, Callable[[Question, Node], Draft]] = {
    "choiceInteraction": read_choice,
    "orderInteraction": read_order,
    "matchInteraction": read_match,
    "associateInteraction": read_associate,
    "gapMatchInteraction": read_gap_match,
    _ENTRY: read_text_entry,
}
_CHOICES = ("simpleChoice", "simpleAssociableChoice", "inlineChoice", "gapText", "gap", "mapEntry", "value")
# Nobody reads so many; a file with more would only keep the machine busy.
MOST_CHOICES = 1000
_BUILT_IN = ("SCORE", "completionStatus", "numAttempts", "duration")
_KNOWN = (*_READERS, *_INLINE, _ESSAY)
# What would change the question from learner to learner, or stand in another file.
_BEYOND = (
    "templateDeclaration",
    "templateProcessing",
    "printedVariable",
    "templateBlock",
    "templateInline",
    "assessmentStimulusRef",
    "endAttemptInteraction",
    "companionMaterialsInfo",
    "infoControl",
    "areaMapping",
)


def read_item(item: Node, rng: random.Random) -> Draft:
    """Return what an assessmentItem becomes; raise ItemRefused with the reason why it cannot be taken."""
    question = _question(item, rng)
    draft = _drafted(question)
    # What QTI has no place for, in a file that we wrote.
    return finished(replace(draft, content=keep(draft.content, item.notes(), rng)), item)


def finished(draft: Draft, item: Node) -> Draft:
    """Check the content as at publishing: what could not be published is not imported."""
    if problems := check_content(draft.content):
        where, why = problems[0].field, problems[0].message
        raise ItemRefused(_("It would not be complete here (%(where)s): %(why)s", where=where, why=why), item)
    return draft


def _question(item: Node, rng: random.Random) -> Question:
    _refuse_beyond(item)
    body = item.child("itemBody")
    interactions = list(body.within(*_names(body))) if body else []
    if body is None or not interactions:
        raise ItemRefused(_("It has nothing to answer."), item)
    if stranger := next((one for one in interactions if one.name not in _KNOWN), None):
        raise ItemRefused(_("Its interaction %(name)s has no equal here.", name=stranger.name), stranger)
    declarations = declarations_of(item)
    outcomes = outcome_defaults(item)
    _refuse_unknown_names(item, {*declarations, *outcomes, *_BUILT_IN})
    contributions = contributions_of(item, outcomes)
    scoring = None if contributions is None else scoring_of(item, declarations, contributions)
    question = Question(item, body, interactions, declarations, scoring, Feedback(item), Ids(rng))
    if any(isinstance(one, Steps) and one.is_assumed for one in contributions or ()):
        question.warnings.append(
            _("Its response processing sets no SCORE: what it calls correct is taken as right.")
        )
    _refuse_unasked(question)
    return question


def _refuse_beyond(item: Node) -> None:
    if beyond := next(item.within(*_BEYOND), None):
        raise ItemRefused(
            _("It uses %(name)s, which is outside of what can be taken.", name=beyond.name), beyond
        )
    if item.is_true("adaptive"):
        raise ItemRefused(_("It is adaptive: it changes with each answer."), item)
    if sum(1 for _node in item.within(*_CHOICES)) > MOST_CHOICES:
        raise ItemRefused(_("It has more than %(limit)s choices.", limit=MOST_CHOICES), item)


def _refuse_unknown_names(item: Node, known: set[str]) -> None:
    """Refuse rules that speak of what is not declared, even where they set no score."""
    for processing in item.children("responseProcessing"):
        for node in processing.within("variable", "correct", "mapResponse"):
            if (name := node.get("identifier")) not in known:
                raise ItemRefused(_("It speaks of %(name)s, which is not declared.", name=name), node)


def _refuse_unasked(question: Question) -> None:
    """Refuse what learners could not answer in full: pictures, and responses that nothing asks for."""
    if picture := media_in(question.body):
        raise ItemRefused(
            _("It holds a picture or a recording, and those are not taken from files."), picture
        )
    asked = {one.get("responseIdentifier") for one in question.interactions}
    scored = question.scoring.rules.keys() if question.scoring else set()
    if strangers := scored - asked:
        raise ItemRefused(
            _("It scores %(name)s, for which nothing is asked.", name=min(strangers)), question.item
        )


def _names(body: Node) -> set[str]:
    names = {Node(element).name for element in body.element.iter() if isinstance(element.tag, str)}
    return {name for name in names if name.endswith("Interaction")} or {"-"}


def _drafted(question: Question) -> Draft:
    names = [interaction.name for interaction in question.interactions]
    first = question.interactions[0]
    if set(names) <= set(_INLINE) and (names != [_ENTRY] or question.part("text")):
        return _checked(question, read_inline(question, question.interactions))
    if len(names) > 1:
        raise ItemRefused(_("It asks several things at once: %(names)s.", names=", ".join(names)), first)
    if names == [_ESSAY]:
        most = outcome_defaults(question.item).get("MAXSCORE")
        return read_essay(question, first, most or Fraction(1))
    return _checked(question, _READERS[names[0]](question, first))


def _checked(question: Question, draft: Draft) -> Draft:
    """Warn where the file promises other points than its rule can pay."""
    declared = outcome_defaults(question.item).get("MAXSCORE")
    if declared in (None, 0, draft.points):
        return draft
    warning = _("The file says MAXSCORE %(said)s, its rule pays %(paid)s.", said=declared, paid=draft.points)
    return Draft(draft.content, draft.points, draft.identifiers, (*draft.warnings, warning))
