"""What this app refuses; the words are safe to show to authors."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models


class PublishRefused(ValidationError):
    """What was to be published is not ready for learners. messages: why, in the author's words."""

    def __init__(self, instance: models.Model, reasons: Iterable[str]) -> None:
        super().__init__(list(reasons))
        self.instance = instance
