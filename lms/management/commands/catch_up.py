from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from certificates.checking.receipting import forget_receipts
from certificates.life.batching import finish_batches
from certificates.life.erasing import forget_files
from certificates.life.issuing_due import issue_due_certificates
from certificates.life.publishing_status import publish_due_lists
from certificates.sealing.seal_authority import renew_due_crl
from content.receiving import forget_imports
from courses.completing import complete_due_enrolments
from courses.quiz.attempting import submit_overdue
from courses.quiz.regrading import finish_regrades


class Command(BaseCommand):
    help = (
        "Hand in attempts past their deadline, finish regrades, issue certificates that are due, "
        "finish batches of certificates, sign status lists and the list of withdrawn seals anew, "
        "forget what is over."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        # In this order: an attempt that is handed in, or comes out otherwise, may complete a course, and
        # that earns a certificate.
        self.stdout.write(f"Attempts handed in: {submit_overdue()}")
        self.stdout.write(f"Attempts regraded: {finish_regrades()}")
        self.stdout.write(f"Courses completed: {complete_due_enrolments()}")
        self.stdout.write(f"Certificates issued: {issue_due_certificates(tell=self.tell)}")
        self.stdout.write(f"Certificates of batches settled: {finish_batches()}")
        self.stdout.write(f"Status lists signed: {publish_due_lists()}")
        self.stdout.write(f"Lists of withdrawn seals signed: {renew_due_crl(at=timezone.now()):d}")
        self.stdout.write(f"Files of certificates forgotten: {forget_files()}")
        self.stdout.write(f"Files of items forgotten: {forget_imports()}")
        self.stdout.write(f"Receipts of checks forgotten: {forget_receipts()}")
        call_command("clearsessions")

    def tell(self, done: int, of: int) -> None:
        self.stdout.write(f"  certificates: {done} of {of}")
