"""Pages with something personal on them stay out of every cache; open ones may be kept."""

import pytest

from tests.factories import make_course, make_learner

pytestmark = pytest.mark.django_db


def test_a_course_is_kept_in_no_cache_once_somebody_is_signed_in(client):
    address = make_course().url
    assert address.startswith("/courses/")
    assert "no-store" not in client.get(address).get("Cache-Control", "")
    client.force_login(make_learner())
    kept = client.get(address)["Cache-Control"]
    assert "private" in kept
    assert "no-store" in kept
