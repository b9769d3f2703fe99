"""Whether a form can be drawn by the blueprint that an author is about to publish."""

import random
from collections.abc import Iterable

from django.utils.translation import gettext

from content.models import CognitiveLevel, QuizPage
from content.models.quizzes import Kind
from courses.quiz.blueprints import Blueprint
from courses.quiz.drawing import draw
from courses.quiz.pooling import line_of, pool_of
from courses.quiz.shortages import Cell, Shortage


def shortage_of(quiz: QuizPage) -> Shortage | None:
    """Draw once by the blueprint on this page object, published or not; None where a form was found."""
    blueprint = written_blueprint(quiz)
    if not blueprint.lines:
        return None
    pool = pool_of(quiz.purpose, blueprint)
    form = draw(blueprint, pool.candidates, pool.seen, random.SystemRandom())
    if isinstance(form, Shortage):
        return form
    lacking = quiz.trial_items - sum(one.is_trial for one in form)
    # Learners are not kept waiting for items on trial; their author is told.
    return Shortage((Cell("trial", "", quiz.trial_items, quiz.trial_items - lacking),)) if lacking else None


def written_blueprint(quiz: QuizPage) -> Blueprint:
    """Return the blueprint as it stands on the page object, which may be a draft."""
    return Blueprint(
        lines=tuple(
            line_of(
                line.bank_id,
                line.bank.title if line.bank else "",
                line.objective.code if line.objective else "",
                line.level,
                line.kind,
                line.count,
                line.points,
            )
            for line in quiz.blueprint.all()
        ),
        levels={row.level: row.count for row in quiz.levels.all()},
        kinds={row.kind: row.count for row in quiz.kinds.all()},
        objective_floor=quiz.objective_floor,
        trial_items=quiz.trial_items,
    )


def told(shortage: Shortage) -> Iterable[str]:
    """Say to an author what is missing, in the words of the CMS."""
    names = {str(value): str(label) for value, label in (*CognitiveLevel.choices, *Kind.choices)}
    for reason in shortage.reasons(lambda name: names.get(name, name)):
        yield reason.translated(gettext)
