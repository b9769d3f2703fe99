"""For load balancers and watchers: is the process alive, is the site ready."""

import logging

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache

from lms import health

logger = logging.getLogger(__name__)


@never_cache
def is_alive(request: HttpRequest) -> HttpResponse:
    """Answer without touching anything else: a restart would not mend a database that is away."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
def is_ready(request: HttpRequest) -> HttpResponse:
    """Answer 200 or 503 with the state of every probe; causes go to the log, not to strangers."""
    states = {name: _state(name) for name in health.PROBES}
    return JsonResponse(states, status=200 if set(states.values()) == {"ok"} else 503)


def _state(name: str) -> str:
    try:
        health.PROBES[name]()
    except Exception as error:  # noqa: BLE001 - whatever a probe meets, the answer is "failed"
        logger.warning("Probe %s failed: %s", name, error)
        return "failed"
    return "ok"
