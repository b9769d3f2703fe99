import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from content.exporting import WRITABLE, export_items
from content.management.commands.import_items import bank_of


class Command(BaseCommand):
    help = "Write the items of a bank to a file. What the format cannot hold is told by its code."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--bank", required=True, metavar="SLUG", help="The short name of the bank.")
        parser.add_argument("--format", required=True, choices=WRITABLE)
        parser.add_argument("--output", default="-", metavar="FILE", help="Without it, the standard output.")
        parser.add_argument(
            "--draft", action="store_true", help="As authors wrote them last, not as learners meet them."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        bank = bank_of(options["bank"])
        export = export_items(bank.items.all(), options["format"], is_draft=options["draft"])
        for left in export.left_out:
            self.stderr.write(f"{left.code}: {left.message}")
        if not export.written:
            raise CommandError("Nothing was written.")
        write_bytes(options["output"], export.data)
        # The standard output is the file itself.
        self.stderr.write(f"Items written: {len(export.written)}. Left out: {len(export.left_out)}.")


def write_bytes(name: str, data: bytes) -> None:
    if name == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        Path(name).write_bytes(data)
    except OSError as error:
        raise CommandError(f"{name} cannot be written: {error.strerror}") from error
