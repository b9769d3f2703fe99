"""Brakes for those who ask for much: so many checks in so many seconds from one address."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from allauth.account.adapter import get_adapter
from django.core.cache import BaseCache, cache, caches
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

View = Callable[..., HttpResponse]
Refuse = Callable[[HttpRequest, str], HttpResponse]


@dataclass(frozen=True)
class Budget:
    """most: what is answered within `window` seconds; sentence: what is said beyond, with %(wait)s.

    unshared: so many are counted in the process alone, before all processes count together. Who asks
    seldom costs no look-up in the cache; who asks often gets so many more from each process.
    """

    name: str
    most: int
    window: int
    sentence: str | Promise
    unshared: int = 0


LOOK_UPS = Budget(
    "look-ups",
    60,
    60,
    _("Many certificates were looked up from your network. Try again in %(wait)s seconds."),
    unshared=5,
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
    counted = _counted(key, budget, count)
    return 0 if counted <= budget.most else budget.window - int(now % budget.window)


def _counted(key: str, budget: Budget, count: int) -> int:
    """Add to the count and return it."""
    if not budget.unshared:
        return _add(cache, key, count, budget.window)
    here = _add(caches["visits"], key, count, budget.window)
    if here <= budget.unshared:
        return here
    # What was counted here alone counts for all from now on.
    is_first = here - count <= budget.unshared
    return _add(cache, key, here if is_first else count, budget.window)


def _add(where: BaseCache, key: str, count: int, window: int) -> int:
    if where.add(key, count, window):
        return count
    try:
        return where.incr(key, count)
    except ValueError:  # the window closed between the two
        return count


def come_back(request: HttpRequest, wait: int, budget: Budget, refuse: Refuse) -> HttpResponse:
    answer = refuse(request, str(budget.sentence) % {"wait": wait})
    answer.status_code = 429
    answer.headers["Retry-After"] = str(wait)
    return answer


def _address(request: HttpRequest) -> str:
    address: str = get_adapter(request).get_client_ip(request)
    return address
