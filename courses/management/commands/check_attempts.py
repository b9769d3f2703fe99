from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser

from courses.models import Attempt
from courses.quiz.auditing import differences
from courses.quiz.replaying import LogTooOld


class Command(BaseCommand):
    help = "Hold every attempt against its log and say where they disagree; exit with 1 if any does."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--attempt", type=UUID, metavar="UUID", help="this attempt alone")

    def handle(self, *args: Any, **options: Any) -> None:
        attempts = Attempt.objects.order_by("started_at", "pk")
        if options["attempt"]:
            attempts = attempts.filter(pk=options["attempt"])
        if not attempts.exists() and options["attempt"]:
            raise CommandError(f"There is no attempt {options['attempt']}")
        found = [self._check(attempt) for attempt in attempts.iterator(chunk_size=200)]
        old, differing = found.count(None), sum(bool(lines) for lines in found)
        self.stdout.write(f"Attempts held against their log: {len(found) - old}")
        if old:
            self.stdout.write(f"Begun before the log was kept whole: {old}")
        if differing:
            raise CommandError(f"Attempts that differ: {differing}")

    def _check(self, attempt: Attempt) -> int | None:
        """Print where the attempt differs and return in how many places; None where the log is too old."""
        try:
            lines = differences(attempt)
        except LogTooOld:
            return None
        for line in lines:
            self.stdout.write(f"{attempt.pk}: {line}")
        return len(lines)
