"""Autosave: the answers of a form as JSON, and the truth about them back."""

import json
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse, RawPostDataException
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from content.items.responding import parse
from content.items.terms import ResponseInvalid
from courses.errors import AttemptClosed, AttemptPaused, OutOfTurn
from courses.quiz.answering import Saved, save_answer
from courses.quiz.fields import fields_of
from courses.quiz.going_on import refuse_ahead
from courses.quiz.presenting import time_left
from courses.views.doors import own_answer

# JavaScript counts exactly up to here.
LAST_SEQUENCE = 2**53 - 1


@never_cache
@require_POST
def save(request: HttpRequest, attempt_id: UUID, position: int) -> HttpResponse:
    """Take {"sequence": n, "fields": {name: [values]}}; nothing else in it is looked at.

    401: sign in again. 409: the attempt is closed. 422: with the reason; so is another answer to an item
    that was left for good. 423: in a break; keep it and send it again after that. Else what now stands.
    """
    if not request.user.is_authenticated:
        return _refusal(
            _("You were signed out. Reload the page to sign in: your answers are kept on this device."), 401
        )
    answer = own_answer(request.user, attempt_id, position)
    if answer.attempt.policy["purpose"] != "exam":
        return _refusal(_("Checks are answered one at a time."), 409)
    try:
        refuse_ahead(answer)
        sequence, fields = _read(request)
        response = parse(answer.item_version.content, fields)
        _refuse_of_another(fields, response)
        saved = save_answer(answer, response, sequence=sequence)
    except ResponseInvalid as refusal:
        return _refusal(refusal.message.translated(_), 422)
    except OutOfTurn as refusal:
        return _refusal(str(refusal), 422)
    except AttemptPaused as refusal:
        return _refusal(str(refusal), 423)
    except AttemptClosed as refusal:
        return _refusal(str(refusal), 409)
    except ValueError:
        return _refusal(_("This answer could not be read. Reload the page."), 422)
    return JsonResponse(_report(saved) | {"seconds_left": time_left(answer.attempt, timezone.now())})


def _read(request: HttpRequest) -> tuple[int, dict[str, list[str]]]:
    """Return sequence and fields; raises ValueError for any other shape."""
    try:
        data = json.loads(request.body)
    except (RecursionError, RawPostDataException) as error:
        raise ValueError("nested too deeply, or a form with files") from error
    sequence, fields = (data.get("sequence"), data.get("fields")) if isinstance(data, dict) else (None, None)
    if type(sequence) is not int or not 0 < sequence <= LAST_SEQUENCE or not isinstance(fields, dict):
        raise ValueError("not a save")
    if not all(isinstance(v, list) and all(isinstance(one, str) for one in v) for v in fields.values()):
        raise ValueError("not form fields")
    return sequence, fields


def _refuse_of_another(fields: dict[str, list[str]], response: Any) -> None:
    """Raise ValueError where something was given and nothing of it is this item's: it takes nothing back."""
    if response is None and any(value.strip() for values in fields.values() for value in values):
        raise ValueError("of another item")


def _report(saved: Saved) -> dict[str, Any]:
    return {
        "stored": saved.is_stored,
        "sequence": saved.sequence,
        "fields": fields_of(saved.response),
        "saved_at": timezone.localtime(saved.saved_at).strftime("%H:%M") if saved.saved_at else "",
    }


def _refusal(message: str, status: int) -> JsonResponse:
    return JsonResponse({"message": message}, status=status)
