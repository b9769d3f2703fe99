"""The pages of a long list in the CMS: few links, however long it is, and what was chosen is kept."""

import re

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory


def pager(page, pages, address="/"):
    """Return what the links say, and their addresses."""
    shown = Paginator(range(10 * pages), 10).get_page(page)
    template = Template("{% load analysis %}{% pager page %}")
    text = template.render(Context({"page": shown, "request": RequestFactory().get(address)}))
    links = re.findall(r'<a href="([^"]*)"([^>]*)>(\d+)</a>', text)
    return [(int(number), href, "aria-current" in more) for href, more, number in links]


@pytest.mark.parametrize(
    ("page", "pages", "numbers"),
    [
        (1, 3, [1, 2, 3]),
        (100, 200, [1, 98, 99, 100, 101, 102, 200]),
        (1, 1, []),
    ],
)
def test_a_long_list_has_few_links_to_its_pages(page, pages, numbers):
    assert [number for number, _href, _is_here in pager(page, pages)] == numbers


def test_the_page_that_is_shown_is_named():
    assert [number for number, _href, is_here in pager(2, 3) if is_here] == [2]


def test_what_was_chosen_goes_with_each_link():
    hrefs = [href for _number, href, _is_here in pager(1, 2, "/?standing=waiting&page=1")]
    assert hrefs == ["?standing=waiting&amp;page=1", "?standing=waiting&amp;page=2"]
