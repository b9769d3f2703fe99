"""From an address to its page in one query, where Wagtail takes two for each level of the tree."""

from django.http import HttpRequest
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult

from content.models import CoursePage

# The rows that make a page what it is, read together with it.
KINDS = ("lessonpage", "quizpage", "modulepage", "coursepage", "cataloguepage")


def find_page(request: HttpRequest, path: str) -> RouteResult | None:
    """Return the route to the live page at this path below the site's home page.

    A page that was not published hides all that lies under it.
    """
    site = Site.find_for_request(request)
    if site is None:
        return None
    paths = [site.root_page.url_path]
    for slug in path.strip("/").split("/"):
        paths.append(f"{paths[-1]}{slug}/")
    rows = Page.objects.filter(url_path__in=paths[1:]).select_related(*KINDS)
    found = {page.url_path: _specific(page) for page in rows}
    page = found.get(paths[-1])
    if page is None or not all(row.live for row in found.values()):
        return None
    # See content.outline.course_id_of: the course is among the pages just read.
    page._course_id = next((p.pk for p in found.values() if isinstance(p, CoursePage)), None)
    return RouteResult(page)


def _specific(page: Page) -> Page:
    """Return the page as its own class; one of another kind is read by itself."""
    return next((row for kind in KINDS if (row := getattr(page, kind, None))), None) or page.specific
