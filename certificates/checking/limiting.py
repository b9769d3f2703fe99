"""Brakes for those who ask for much: so many checks in so many seconds from one address."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

View = Callable[..., HttpResponse]
Refuse = Callable[[HttpRequest, str], HttpResponse]


@dataclass(frozen=True)
class Budget:
    """most: what is answered within `window` seconds; sentence: what is said beyond, with %(wait)s."""

    name: str
    most: int
    window: int
    sentence: str | Promise


LOOK_UPS = Budget(
    "look-ups",
    60,
    60,
    _("Many certificates were looked up from your network. Try again in %(wait)s seconds."),
)
#: Ids in lists count one by one: two full lists at once, and again ten minutes later.
LISTED = Budget(
    "listed",
    2_000,
    600,
    _("Many IDs were checked from your network. Try again in %(wait)s seconds."),
)
FILES = Budget(
    "files",
    200,
    600,
    _("Many files were checked from your network. Try again in %(wait)s seconds."),
)
#: Names can be guessed, so guessing is slow: from one address, and for one record from anywhere.
MATCHES = Budget(
    "matches",
    10,
    600,
    _("This record was asked about many names. Try again in %(wait)s seconds."),
)
MATCHES_OF_ONE = Budget("matches-of-one", 60, 3_600, MATCHES.sentence)


def limited(refuse: Refuse, budget: Budget = LOOK_UPS) -> Callable[[View], View]:
    """Answer 429, with the seconds to wait, once an address has used its budget up.

    refuse: how this door says a sentence; `as_page` or `as_json`.
    """

    def limit(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            refusal = over_budget(request, budget, refuse)
            return refusal or view(request, *args, **kwargs)

        return guarded

    return limit


def over_budget(
    request: HttpRequest, budget: Budget, refuse: Refuse, *, count: int = 1, of: str = ""
) -> HttpResponse | None:
    """Count, and return the refusal once the budget is used up. of: what the budget is for, such as an id."""
    wait = seconds_to_wait(f"{_address(request)}{of}", time.time(), budget, count=count)
    return come_back(request, wait, budget, refuse) if wait else None


def over_budget_of(request: HttpRequest, budget: Budget, refuse: Refuse, *, of: str) -> HttpResponse | None:
    """As `over_budget`, but counted together for everybody."""
    wait = seconds_to_wait(of, time.time(), budget)
    return come_back(request, wait, budget, refuse) if wait else None


def as_page(request: HttpRequest, sentence: str) -> HttpResponse:
    return render(request, "certificates/wait.html", {"sentence": sentence})


def as_json(_request: HttpRequest, sentence: str) -> HttpResponse:
    return JsonResponse({"message": sentence})


def seconds_to_wait(who: str, now: float, budget: Budget = LOOK_UPS, *, count: int = 1) -> int:
    """Count `count` checks; return 0, or the seconds until the next window opens."""
    key = f"certificates:{budget.name}:{int(now // budget.window)}:{who}"
    cache.add(key, 0, budget.window)
    try:
        counted = cache.incr(key, count)
    except ValueError:  # the window closed between the two lines
        return 0
    return 0 if counted <= budget.most else budget.window - int(now % budget.window)


def come_back(request: HttpRequest, wait: int, budget: Budget, refuse: Refuse) -> HttpResponse:
    answer = refuse(request, str(budget.sentence) % {"wait": wait})
    answer.status_code = 429
    answer.headers["Retry-After"] = str(wait)
    return answer


def _address(request: HttpRequest) -> str:
    address: str = get_adapter(request).get_client_ip(request)
    return address
