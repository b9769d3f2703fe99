"""Granting in one line: recorded by one person, approved by another."""

from datetime import date

from courses.accommodating import approve_accommodation, record_accommodation
from courses.models import Accommodation
from tests.conftest import AT
from tests.factories import make_learner

REASON = "zqletterqz on file."


def grant(learner, *, approved=True, by=None, **fields):
    """Something granted for the whole of 2026, everywhere unless a course or quiz is named."""
    fields = {"valid_from": date(2026, 1, 1), "valid_until": date(2026, 12, 31), "reason": REASON} | fields
    kept = record_accommodation(
        Accommodation(learner=learner, **fields), by=by or make_learner("Mira Okafor"), at=AT
    )
    return approve_accommodation(kept, by=make_learner("Rosa Lindqvist"), at=AT) if approved else kept
