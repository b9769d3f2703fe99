import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from content.importing import ImportRefused, import_items
from content.items.interchange.formats import guess
from content.models import CognitiveLevel, ItemBank, Objective
from content.models.items import Pool
from content.planning import plan_items
from content.plans import Choices, Plan, Remark, summary
from content.receiving import READABLE, SIZE_LIMIT, read_file

EVERY = 100  # items between two words on how far it has come


class Command(BaseCommand):
    help = "Bring the items of a file into a bank, as drafts. One that cannot be taken keeps all others out."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="Its path; - for the standard input.")
        parser.add_argument("--bank", required=True, metavar="SLUG", help="The short name of the bank.")
        parser.add_argument("--format", choices=READABLE, help="Without it, the file itself tells.")
        parser.add_argument("--dry-run", action="store_true", help="Say what would be, and write nothing.")
        parser.add_argument("--partial", action="store_true", help="Take what can be taken.")
        parser.add_argument("--new-codes", action="store_true", help="Give new codes in place of taken ones.")
        parser.add_argument("--pool", choices=Pool.values, default=Pool.CHECK.value)
        parser.add_argument(
            "--objective", action="append", default=[], metavar="CODE", help="For items that name none."
        )
        parser.add_argument("--level", choices=CognitiveLevel.values, default="", help="The same, of levels.")
        parser.add_argument("--publish", action="store_true", help="Put the items before learners at once.")

    def handle(self, *args: Any, **options: Any) -> None:
        bank, choices = bank_of(options["bank"]), choices_of(options)
        data = read_bytes(options["file"])
        reading = read_file(data, options["format"] or guess(options["file"], data))
        is_rehearsal = options["dry_run"]
        try:
            if is_rehearsal:
                plan = plan_items(bank, reading, choices)
            else:
                plan = import_items(bank, reading, choices, told=self.tell)
        except ImportRefused as refused:
            plan = refused.plan
        self.report(plan, is_rehearsal=is_rehearsal)

    def tell(self, done: int, count: int) -> None:
        if done % EVERY == 0 and done < count:
            self.stderr.write(f"{done} of {count} items")

    def report(self, plan: Plan, *, is_rehearsal: bool) -> None:
        """Say each problem by its place, each item that is new, and a summary as the last word."""
        for remark in plan.remarks:
            self.stderr.write(in_a_line(remark))
        for entry in plan.new if is_rehearsal else ():
            self.stdout.write(f"{entry.code}: {entry.kind}: {entry.stem} = {entry.key}")
        if plan.is_refused:
            raise CommandError(summary(plan, is_rehearsal=is_rehearsal))
        self.stdout.write(summary(plan, is_rehearsal=is_rehearsal))


def bank_of(slug: str) -> ItemBank:
    bank = ItemBank.objects.filter(slug=slug).first()
    if bank is None:
        known = ", ".join(ItemBank.objects.values_list("slug", flat=True)) or "none"
        raise CommandError(f"There is no bank {slug!r}. There are: {known}")
    return bank


def choices_of(options: dict[str, Any]) -> Choices:
    wanted = options["objective"]
    known = set(Objective.objects.filter(code__in=wanted).values_list("code", flat=True))
    if missing := [code for code in wanted if code not in known]:
        raise CommandError(f"There is no objective {', '.join(missing)}.")
    return Choices(
        pool=options["pool"],
        level=options["level"],
        objectives=tuple(wanted),
        is_published=options["publish"],
        is_whole=not options["partial"],
        has_new_codes=options["new_codes"],
    )


def read_bytes(name: str) -> bytes:
    """Read no more than it takes to see that a file is too large."""
    if name == "-":
        return sys.stdin.buffer.read(SIZE_LIMIT + 1)
    try:
        with Path(name).open("rb") as file:
            return file.read(SIZE_LIMIT + 1)
    except OSError as error:
        raise CommandError(f"{name} cannot be read: {error.strerror}") from error


def in_a_line(remark: Remark) -> str:
    return ": ".join(part for part in (remark.place, remark.name, remark.message) if part)
