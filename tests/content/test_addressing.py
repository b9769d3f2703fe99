import pytest
from wagtail.models import Page, Site

from content.addressing import address_of_site, correct_address
from content.curriculum.entries import Entry
from content.curriculum.writing import add_page
from content.models import CoursePage, HomePage, LessonPage
from tests.factories import make_course, make_home

pytestmark = pytest.mark.django_db


@pytest.fixture
def https(settings):
    settings.WAGTAILADMIN_BASE_URL = "https://learn.northfield.example"
    settings.ALLOWED_HOSTS = ["learn.northfield.example"]
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = None


@pytest.mark.parametrize(
    ("url", "hostname", "port"),
    [
        ("https://learn.northfield.example", "learn.northfield.example", 443),
        ("http://learn.northfield.example", "learn.northfield.example", 80),
        ("http://localhost:8001", "localhost", 8001),
    ],
)
def test_host_and_port_are_those_of_the_base_url(settings, url, hostname, port):
    settings.WAGTAILADMIN_BASE_URL = url
    assert address_of_site() == {"hostname": hostname, "port": port}
    make_home()
    assert correct_address() == f"{hostname}:{port}"
    assert correct_address() == ""
    assert Site.objects.get().root_url == url


def test_the_home_page_is_planted_at_the_base_url(https):
    add_page(Entry(key="home:", fields={"title": "Home", "slug": "front"}), {})
    site = Site.objects.get()
    assert site.root_page.specific == HomePage.objects.get()
    assert (site.hostname, site.port) == ("learn.northfield.example", 443)


@pytest.mark.parametrize("model", [HomePage, CoursePage, LessonPage])
def test_previews_are_not_sent_on_to_https(https, model):
    make_course(lessons=1)
    assert model.objects.first().make_preview_request().status_code == 301
    correct_address()
    assert model.objects.first().make_preview_request().status_code == 200


def test_without_a_site_there_is_nothing_to_correct():
    Site.objects.all().delete()
    assert correct_address() == ""
    assert Page.objects.filter(depth=1).count() == 1
