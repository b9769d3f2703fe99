"""Two windows on one item: a form that says no more than it showed takes back nothing that is newer."""

from typing import Any

from courses.models import Answer, AttemptEvent
from courses.quiz.replaying import Kind


def is_overtaken(answer: Answer, response: dict[str, Any] | None, since: int | None) -> bool:
    """Whether something newer stands, and the response is what stood when the form was made.

    response: as `content.items.responding.parse` returns it. since: the sequence that the form was made
    at, or that the page gave to its last change; None where it does not say. What was changed in a form
    is the newest, whatever was saved meanwhile.
    """
    if since is None or since >= answer.sequence or response == answer.response:
        return False
    return _stood_at(answer, since) == (response,)


def _stood_at(answer: Answer, sequence: int) -> tuple[Any] | None:
    """Return the response of that sequence, in a tuple as a blank is None; None if there was none."""
    if not sequence:
        return (None,)
    saves = AttemptEvent.objects.filter(attempt=answer.attempt_id, kind=Kind.SAVE)
    here = saves.filter(payload__position=answer.position, payload__sequence=sequence)
    payload = here.order_by("-number").values_list("payload", flat=True).first()
    return None if payload is None else (payload["response"],)
