"""What goes live as a whole or not at all: by an editor, a workflow, the clock, many at once, or code."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import transaction
from django.dispatch import Signal

from content.errors import PublishRefused
from content.overdue import note_refusal

# Sent before anything is written. instance: as it would be live. Who has a reason against it raises
# PublishRefused with it: what only upper apps know, such as whether learners could start a quiz.
about_to_publish = Signal()
# How Wagtail's publish_scheduled names what it does.
_SCHEDULED = "wagtail.publish.scheduled"
_are_trusted: ContextVar[bool] = ContextVar("are_trusted", default=False)


class GoesLiveWhole:
    """Publishes in one transaction, or raises PublishRefused; what the clock cannot publish stays due."""

    def publish(self, revision: Any, *args: Any, log_action: Any = True, **kwargs: Any) -> None:
        try:
            with transaction.atomic():
                if not _are_trusted.get():
                    about_to_publish.send(type(self), instance=revision.as_object())
                super().publish(revision, *args, log_action=log_action, **kwargs)  # type: ignore[misc]
        except PublishRefused as refused:
            if log_action != _SCHEDULED:
                raise
            # Others are due as well: nobody is there to read a refusal, and this one is tried again.
            note_refusal(self, revision, refused.messages)


@contextmanager
def trusting() -> Iterator[None]:
    """Ask nobody: the shipped course comes as a whole, its quizzes before their items."""
    token = _are_trusted.set(True)
    try:
        yield
    finally:
        _are_trusted.reset(token)
