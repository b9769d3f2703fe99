from typing import Any

from django.core.management.base import BaseCommand

from certificates.issuing import issue_due_certificates
from courses.quiz.attempting import submit_overdue


class Command(BaseCommand):
    help = "Do what was missed: hand in attempts past their deadline, issue certificates that are due."

    def handle(self, *args: Any, **options: Any) -> None:
        # In this order: an attempt that is handed in may complete a course.
        self.stdout.write(f"Attempts handed in: {submit_overdue()}")
        self.stdout.write(f"Certificates issued: {issue_due_certificates()}")
