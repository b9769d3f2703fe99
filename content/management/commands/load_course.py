from typing import Any

from django.core.management.base import BaseCommand, CommandError

from content.curriculum.loading import load_course
from content.curriculum.records import CurriculumRefused


class Command(BaseCommand):
    help = "Load the Lean Leaders course, or bring it up to date. What editors have changed is left alone."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = load_course()
        except CurriculumRefused as refused:
            raise CommandError("Nothing was loaded.\n" + "\n".join(refused.problems)) from refused
        for line in report.lines():
            self.stdout.write(line)
