from typing import Any

from django.core.management.base import BaseCommand

from lms.instructing import make_missing_groups


class Command(BaseCommand):
    help = "Make a group of instructors for every course that has none. An administrator puts people into it."

    def handle(self, *args: Any, **options: Any) -> None:
        for group in make_missing_groups():
            self.stdout.write(f"Instructors: made the group “{group.name}”.")
