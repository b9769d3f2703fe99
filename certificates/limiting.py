"""A brake for those who ask for many records: so many look-ups a minute from one address."""

import time
from collections.abc import Callable
from functools import wraps

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

WINDOW = 60
LIMIT = 60

View = Callable[..., HttpResponse]
Refuse = Callable[[HttpRequest, str], HttpResponse]


def limited(refuse: Refuse) -> Callable[[View], View]:
    """Answer 429, with the seconds to wait, once an address has asked LIMIT times within the minute.

    refuse: how this door says a sentence; `as_page` or `as_json`.
    """

    def limit(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            wait = seconds_to_wait(get_adapter(request).get_client_ip(request), time.time())
            return _come_back(request, wait, refuse) if wait else view(request, *args, **kwargs)

        return guarded

    return limit


def as_page(request: HttpRequest, sentence: str) -> HttpResponse:
    return render(request, "certificates/wait.html", {"sentence": sentence})


def as_json(_request: HttpRequest, sentence: str) -> HttpResponse:
    return JsonResponse({"message": sentence})


def seconds_to_wait(address: str, now: float) -> int:
    """Count one look-up; return 0, or the seconds until the next window opens."""
    key = f"certificates:look-ups:{int(now // WINDOW)}:{address}"
    cache.add(key, 0, WINDOW)
    try:
        count = cache.incr(key)
    except ValueError:  # the window closed between the two lines
        return 0
    return 0 if count <= LIMIT else WINDOW - int(now % WINDOW)


def _come_back(request: HttpRequest, wait: int, refuse: Refuse) -> HttpResponse:
    sentence = _("Many certificates were looked up from your network. Try again in %(wait)s seconds.")
    answer = refuse(request, sentence % {"wait": wait})
    answer.status_code = 429
    answer.headers["Retry-After"] = str(wait)
    return answer
