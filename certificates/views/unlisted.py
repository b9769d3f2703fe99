"""Headers of pages that only those with the address should find, and of what machines read there."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse

HEADERS = {
    "X-Robots-Tag": "noindex, nofollow",
    # A revocation must show at once, in every browser and proxy; what is not shown here says otherwise.
    "Cache-Control": "no-store",
}
# The id in the address is what opens the record: no other site may learn it from us. Pages tell our own
# site: with "no-referrer", browsers send their forms as from nowhere, and those are refused as forged.
PAGES, DATA = "same-origin", "no-referrer"


def unlisted(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @wraps(view)
    def answered(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = view(request, *args, **kwargs)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        response.headers["Referrer-Policy"] = PAGES if is_page else DATA
        return response

    return answered


def readable_from_anywhere(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Public by its id: the script of any page may read the answer, none can send our cookies for it."""

    @wraps(view)
    def answered(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = "Retry-After"
        return response

    return answered
