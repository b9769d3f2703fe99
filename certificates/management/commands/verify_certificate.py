import json
import signal
from argparse import RawDescriptionHelpFormatter
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from certificates.checking.auditing import Audit, Finding, Step, audit
from certificates.checking.publishing_trust import trust_of_site
from certificates.checking.trust import MOST, Trust, read_trust, with_status_list
from certificates.credentials.comparing import facts_of
from certificates.credentials.stamps import stamp

SECONDS = 30
BY_CODE = sorted(Finding, key=lambda finding: finding.value)
EXIT_CODES = "\n".join(f"  {finding.value}  {finding.word}" for finding in BY_CODE)
SIGNS = {True: "ok", False: "NO", None: "??"}


class Command(BaseCommand):
    help = f"""\
Check a certificate's PDF, its credential (JSON) or its badge (PNG, SVG) offline: by the file itself and by
published trust material. Nothing is fetched, nothing is looked up in the registry.

exit codes:
{EXIT_CODES}
  1  the check could not be made
"""

    def create_parser(self, *args: Any, **options: Any) -> CommandParser:
        return super().create_parser(*args, formatter_class=RawDescriptionHelpFormatter, **options)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--trust",
            type=Path,
            metavar="BUNDLE",
            help="The file /trust/bundle.json of the issuer's site. Without it: the keys of this site.",
        )
        parser.add_argument(
            "--status",
            type=Path,
            metavar="LIST",
            help="A newer status list than the bundle's, as published under /status/.",
        )
        parser.add_argument("--json", action="store_true", dest="as_json", help="Answer as JSON.")

    def handle(
        self, *args: Any, file: Path, trust: Path | None, status: Path | None, as_json: bool, **options: Any
    ) -> None:
        at = timezone.now()
        trusted = _trust(trust, status, at)
        found = _audit_in_time(_read(file), trusted, at)
        self.stdout.write(_told_as_json(found, trusted) if as_json else _told(file, found, trusted))
        if found.finding.value:
            raise SystemExit(found.finding.value)


def _trust(bundle: Path | None, status: Path | None, at: datetime) -> Trust:
    try:
        trust = read_trust(_read(bundle).decode()) if bundle else trust_of_site(at=at)
        return with_status_list(trust, _read(status).decode()) if status else trust
    except ValueError as error:
        raise CommandError(str(error)) from error


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MOST)
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from error


def _audit_in_time(data: bytes, trust: Trust, at: datetime) -> Audit:
    before = signal.signal(signal.SIGALRM, _give_up)
    signal.alarm(SECONDS)
    try:
        return audit(data, trust, at=at)
    except TimeoutError:
        return Audit(Finding.NOT_OURS, (Step("file", False, "Reading it takes too long for one of ours."),))
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def _give_up(number: int, frame: FrameType | None) -> None:
    raise TimeoutError


def _told(file: Path, found: Audit, trust: Trust) -> str:
    lines = [f"{file.name}: {found.finding.word}"]
    lines += [f"  {SIGNS[step.is_good]}  {step.words}" for step in found.steps]
    if found.credential:
        name = facts_of(found.credential).name or "no name"
        lines.append(f"It says: {found.credential.get('name')}, {name}, {found.credential.get('id')}")
    roots = ", ".join(trust.fingerprints) or "none"
    lines.append(f"By the keys of {trust.issuer} ({trust.base_url}) as of {stamp(trust.made_at)}.")
    lines.append(f"SHA-256 of the root to compare: {roots}")
    return "\n".join(lines)


def _told_as_json(found: Audit, trust: Trust) -> str:
    told = {
        "finding": found.finding.word,
        "steps": [asdict(step) for step in found.steps],
        "credential": found.credential or None,
        "trust": {"base_url": trust.base_url, "made_at": stamp(trust.made_at)},
    }
    return json.dumps(told, ensure_ascii=False, indent=2)
