"""What learners' facts hang on stays: it can be unpublished, never deleted."""

from collections.abc import Iterable

from django.db import models
from django.db.models.deletion import Collector, ProtectedError, RestrictedError
from wagtail.models import Page


def is_needed(objects: Iterable[models.Model]) -> bool:
    """Whether the database would refuse to delete any of these, or a page below one of them.

    It asks the models themselves, so that this app need not know who relies on it.
    """
    return any(_is_row_needed(row) for thing in objects for row in _rows_of(thing))


def _rows_of(thing: models.Model) -> Iterable[models.Model]:
    if isinstance(thing, Page):
        return list(thing.get_descendants(inclusive=True).specific())
    return [thing]


def _is_row_needed(row: models.Model) -> bool:
    try:
        Collector(using=row._state.db or "default").collect([row])
    except (ProtectedError, RestrictedError):
        return True
    return False
