"""Forward only: leaving an item for good, with what was given for it."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from content.items.terms import Content
from content.items.wording import Wording
from content.items.wording import Wording as _
from courses.models import Answer, Attempt
from courses.quiz.answering import out_of_turn, save_answer
from courses.quiz.recording import learner_of, record
from courses.quiz.replaying import Kind


@transaction.atomic
def go_on(answer: Answer, response: object, *, at: datetime | None = None) -> None:
    """Store the response and make the next item the one at hand; with the same again nothing moves.

    The item that is left is named by the answer, so a second press, or another window, leaves no item
    that its learner has not seen.
    Raises AttemptClosed, content.items.terms.ResponseInvalid, and OutOfTurn where the item was left with
    another response, or not come to.
    """
    at = at or timezone.now()
    save_answer(answer, response, at=at)
    attempt, following = answer.attempt, answer.position + 1
    if Attempt.objects.filter(pk=attempt.pk, reached=answer.position).update(reached=following):
        attempt.reached = following
        record(attempt, Kind.ONWARD, {"position": following}, actor_id=learner_of(attempt), at=at)


def blank_warning(content: Content) -> Wording:
    """What to say before an item is left without an answer. Steps left as drawn look like one already."""
    if content["type"] == "ordering":
        return _(
            "You have not moved the steps, which counts as no answer. "
            "If their order is right, move one away and back. Once you go on, you cannot come back."
        )
    return _("You have not answered this item. Once you go on, you cannot come back to it.")


def refuse_ahead(answer: Answer) -> None:
    """Refuse an item that was not come to; not even what is wrong with an answer to it is told.

    Raises OutOfTurn.
    """
    if answer.attempt.is_forward and answer.position > answer.attempt.reached:
        raise out_of_turn(answer.attempt, answer.position)
