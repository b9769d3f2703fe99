"""Old addresses of pages lead to their new ones. Ids of certificates are not looked for among them."""

from django.http import HttpRequest, HttpResponse
from wagtail.contrib.redirects.middleware import RedirectMiddleware

RECORDS = ("/v/", "/V/")


class PageRedirects(RedirectMiddleware):
    """As Wagtail's, but an unknown id costs its one query and no others."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if request.path.startswith(RECORDS):
            return response
        answer: HttpResponse = super().process_response(request, response)
        return answer
