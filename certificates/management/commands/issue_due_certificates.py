from typing import Any

from django.core.management.base import BaseCommand

from certificates.life.issuing_due import issue_due_certificates


class Command(BaseCommand):
    help = "Issue the certificates that completed courses still wait for. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Certificates issued: {issue_due_certificates(tell=self.tell)}")

    def tell(self, done: int, of: int) -> None:
        self.stdout.write(f"  {done} of {of}")
