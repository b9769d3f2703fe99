"""People of the CMS, for tests of what certificate officers see and do."""

from datetime import UTC, datetime

from django.contrib.auth.models import Permission

from certificates.cms.appointing import officers
from tests.factories import make_learner

#: Before any certificate of these tests ends.
NOW = datetime(2027, 2, 1, 8, 15, tzinfo=UTC)


def make_officer(name: str = "Tomasz Reyes"):
    person = make_learner(name)
    person.groups.add(officers())
    return person


def make_staff(*permissions: str):
    """Somebody who may enter the CMS, and these."""
    person = make_learner("Mira Okafor")
    person.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", *permissions]))
    return person
