"""One item of QTI 1.2 into one of ours, or refused with what lies outside the profile."""

import random
from fractions import Fraction

from content.items.interchange.qti.documents import Node, to_fraction
from content.items.interchange.qti.drafts import Draft, Ids, ItemRefused, common
from content.items.interchange.qti.items import finished
from content.items.interchange.qti.v1.choosing import read_multiple, read_ordering, read_single
from content.items.interchange.qti.v1.filling import BLANKS, read_gaps
from content.items.interchange.qti.v1.pairing import read_matching
from content.items.interchange.qti.v1.presenting import (
    Asked,
    asked_in,
    metadata_of,
    shows_media,
    stem_of,
)
from content.items.interchange.qti.v1.processing import processing_of
from content.items.interchange.qti.v1.quizitems import Kept, QuizItem
from content.items.interchange.qti.v1.writing_in import read_blank, read_essay, read_number
from content.items.wording import Wording as _

# Nobody reads so many; a file with more would only keep the machine busy.
_MOST = 1000
NUMERICAL = "numerical_question"
_GAPS = ("multiple_dropdowns_question", BLANKS)
_BEYOND = ("response_xy", "response_grp", "response_extension")
# By question_type of Canvas and by cc_profile of Common Cartridge.
_KINDS_BEYOND = (
    "calculated_question",
    "formula_question",
    "file_upload_question",
    "hot_spot_question",
    "text_only_question",
    "categorization_question",
)


def read_item(node: Node, rng: random.Random) -> Draft:
    """Return what an item becomes; raise ItemRefused with the reason why it cannot be taken."""
    item = _item(node, rng)
    kept = _kept(item)
    feedback = item.processing.said_when_right()
    if item.processing.leaves_feedback_out():
        item.warnings.append(_("Some of its feedback is left out: ours has no place for it."))
    stem = item.stem if kept.stem is None else kept.stem
    content = common(kept.kind, stem=stem, feedback=feedback) | kept.content
    points = to_fraction(item.metadata.get("points_possible", "")) or Fraction(1)
    return finished(Draft(content, points, item.ids.of, tuple(item.warnings)), node)


def _item(node: Node, rng: random.Random) -> QuizItem:
    metadata, presentation = metadata_of(node), node.child("presentation")
    if presentation is None:
        raise ItemRefused(_("It has nothing to answer."), node)
    counted = ("response_label", "respcondition", "response_lid")
    if any(sum(1 for _node in node.within(name)) > _MOST for name in counted):
        raise ItemRefused(_("It has more than %(limit)s choices.", limit=_MOST), node)
    asked = asked_in(presentation)
    item = QuizItem(node, metadata, presentation, asked, processing_of(node), Ids(rng), stem_of(presentation))
    if item.kind in _KINDS_BEYOND:
        raise ItemRefused(_("Its type %(name)s has no equal here.", name=item.kind), node)
    if not asked:
        raise ItemRefused(_("It has nothing to answer."), node)
    if beyond := next((one for one in asked if one.node.name in _BEYOND), None):
        raise ItemRefused(
            _("Its interaction %(name)s has no equal here.", name=beyond.node.name), beyond.node
        )
    if shows_media(presentation):
        raise ItemRefused(
            _("It holds a picture or a recording, and those are not taken from files."), presentation
        )
    return item


def _kept(item: QuizItem) -> Kept:
    first, *others = item.asked
    if item.kind in _GAPS:
        return read_gaps(item, item.asked)
    if others and all(one.choices and one.label for one in item.asked):
        return read_matching(item, item.asked)
    if others:
        raise ItemRefused(
            _("It asks several things at once: %(names)s.", names=_names(item.asked)), others[0].node
        )
    if first.node.name == "response_lid":
        return _chosen(item, first)
    if _is_essay(item):
        return read_essay(item, first)
    is_number = first.is_number or item.kind == NUMERICAL
    return read_number(item, first) if is_number else read_blank(item, first)


def _chosen(item: QuizItem, asked: Asked) -> Kept:
    if asked.cardinality == "ordered":
        return read_ordering(item, asked)
    return read_multiple(item, asked) if asked.cardinality == "multiple" else read_single(item, asked)


def _is_essay(item: QuizItem) -> bool:
    """By its type; where the file says none, what no condition scores is for people to judge."""
    if item.kind:
        return "essay" in item.kind
    return not any(condition.points for condition in item.processing.scoring())


def _names(asked: list[Asked]) -> str:
    return ", ".join(one.node.name for one in asked)
