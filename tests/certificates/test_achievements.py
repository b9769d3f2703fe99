"""The public page of an achievement, and the same for machines."""

from dataclasses import replace

import pytest
from django.urls import reverse

from certificates.credentials.credential import Issuer, build_credential
from certificates.credentials.did import did_of
from certificates.programmes.designing import current_version
from tests.certificates.test_claims import CLAIMS, PARTICULARS
from tests.factories import make_course

pytestmark = pytest.mark.django_db


@pytest.fixture
def course(db, settings):
    settings.BASE_URL = "https://leanleaders.example"
    settings.ISSUER_NAME = "Lean Leaders"
    return make_course(achievement="Lean Leader", criteria="By passing.")


@pytest.fixture
def two(course):
    """The first version, and a second one with another criterion."""
    first = current_version(course)
    course.criteria = "By passing, and by practice at work."
    course.save()
    return first, current_version(course)


def page_of(client, version, **headers) -> str:
    answer = client.get(f"/achievements/{version.path}", **headers)
    assert answer.status_code == 200
    return answer.content.decode()


def test_everybody_reads_what_it_is_and_how_it_is_earned(client, two):
    page = page_of(client, two[1])
    assert "Lead people, improve work." in page
    assert "By passing, and by practice at work." in page
    assert "noindex" not in page


def test_a_former_version_stays_and_says_that_there_is_a_newer_one(client, two):
    first, second = two
    page = page_of(client, first)
    assert "By passing.</p>" in page
    assert "Certificates issued under this version keep it." in page
    assert f'href="/achievements/{second.path}"' in page
    assert "keep it." not in page_of(client, second)


def test_without_a_number_the_newest_version_is_shown(client, two):
    answer = client.get(f"/achievements/{two[0].programme.slug}/")
    assert answer.headers["Location"] == f"/achievements/{two[1].path}"


@pytest.mark.parametrize("path", ["nothing/1", "{slug}/3", "nothing/", "{slug}/2.json"])
def test_what_was_never_published_is_not_there(client, course, path):
    slug = current_version(course).programme.slug
    assert client.get(f"/achievements/{path.format(slug=slug)}").status_code == 404


@pytest.mark.parametrize("accepted", ["application/json", "application/ld+json"])
def test_machines_are_answered_by_what_they_accept(client, two, accepted):
    answer = client.get(f"/achievements/{two[0].path}", headers={"accept": accepted})
    assert answer.json()["criteria"]["narrative"] == "By passing."
    assert answer.headers["Vary"] == "Accept"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_browsers_get_the_page(client, two):
    accepted = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    assert "<h1>Lean Leader</h1>" in page_of(client, two[0], headers={"accept": accepted})


def test_the_address_says_what_credentials_say_of_the_achievement(client, course):
    version = current_version(course)
    claims = replace(CLAIMS, particulars=replace(PARTICULARS, programme=version.path))
    told = replace(claims.particulars, description=version.description, human_code="")
    issuer = Issuer(did_of("https://leanleaders.example"), "Lean Leaders", "https://leanleaders.example")
    credential = build_credential(replace(claims, particulars=told), issuer, "https://leanleaders.example")
    said = credential["credentialSubject"]["achievement"]
    del said["resultDescription"]  # the parts of one holder's certificate
    answer = client.get(reverse("certificates:achievement-json", args=version.path.split("/"))).json()
    assert answer.pop("@context")[0] == "https://www.w3.org/ns/credentials/v2"
    assert answer == said


def test_an_achievement_whose_course_is_gone_stays_readable(client, course):
    version = current_version(course)
    course.delete()
    assert "Lean Leader" in page_of(client, version)
