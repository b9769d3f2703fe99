"""What should be live by now and is not: said to the operator by the log, to authors in the CMS."""

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone
from wagtail.log_actions import log, registry

REFUSED = "content.publish.refused"
logger = logging.getLogger(__name__)


def note_refusal(instance: Any, revision: Any, reasons: Sequence[str]) -> None:
    """Write down why it was not published when it was due: in its history once for the same reasons."""
    logger.warning(
        "Not published as scheduled: %s %s (%s). It stays due, and is tried again. %s",
        instance._meta.verbose_name,
        instance.pk,
        instance,
        " ".join(reasons),
    )
    if _said_last(instance, revision) != list(reasons):
        log(instance=instance, action=REFUSED, revision=revision, data={"reasons": list(reasons)})


def why_overdue(instance: Any, *, at: datetime | None = None) -> list[str]:
    """Return why what is due is not live, as it was said last; nothing where nothing is due."""
    due = instance.revisions.filter(approved_go_live_at__lt=at or timezone.now()).first()
    return _said_last(instance, due) if due else []


def _said_last(instance: Any, revision: Any) -> list[str]:
    entries = registry.get_logs_for_instance(instance).filter(action=REFUSED, revision=revision)
    entry = entries.order_by("-timestamp", "-pk").first()
    return list(entry.data.get("reasons", ())) if entry else []
