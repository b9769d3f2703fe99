"""What this app does when the CMS publishes a programme."""

from typing import Any

from wagtail.models import Revision
from wagtail.signals import published

from certificates.models import Programme
from certificates.programmes.designing import freeze_programme


def connect() -> None:
    """Connect receivers once all models are loaded."""
    published.connect(freeze_published_programme, sender=Programme, dispatch_uid="freeze programme")


def freeze_published_programme(instance: Programme, revision: Revision, **kwargs: Any) -> None:
    # A version exists only for what is live: what is scheduled for later is announced again then.
    if instance.live:
        freeze_programme(instance, by=revision.user)
