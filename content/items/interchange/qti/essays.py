"""Writing at length in QTI 2 and 3, with what markers are told."""

from fractions import Fraction
from typing import Any

from content.items.interchange.qti.documents import Node
from content.items.interchange.qti.drafts import Draft, Ids
from content.items.interchange.qti.questions import Question
from content.items.interchange.qti.texts import inner_text
from content.items.wording import Wording as _

# Of essays whose file has points and no rubric. It becomes the author's, so it is not translated.
_WHOLE = "The whole answer"
_MOST_LEVELS = 10


def read_essay(question: Question, interaction: Node, points: Fraction) -> Draft:
    """points: what the file gives at most for it."""
    if question.scoring is not None:
        question.warnings.append(
            _("Its response processing is left out: people judge what is written at length.")
        )
    ours = question.part("model-answer")
    told = (
        [inner_text(ours)]
        if ours
        else [inner_text(block) for block in question.body.within("rubricBlock") if _is_for_markers(block)]
    )
    rubric = whole_rubric(question.ids, points)
    return question.draft("essay", points, rubric=rubric, model_answer="\n".join(told), markers=1)


def whole_rubric(ids: Ids, points: Fraction) -> list[dict[str, Any]]:
    """One criterion for the whole answer, from nothing to all of its points."""
    most = max(1, -(-points.numerator // points.denominator))
    worth = range(most + 1) if most <= _MOST_LEVELS else (0, most)
    levels = [{"points": value, "text": ""} for value in worth]
    return [{"id": ids.draw("rubric"), "criterion": _WHOLE, "levels": levels}]


def _is_for_markers(block: Node) -> bool:
    return bool(set(block.get("view").split()) & {"scorer", "tutor"})
