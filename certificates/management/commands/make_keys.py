from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import QuerySet
from django.utils import timezone

from certificates.errors import CertificatesError
from certificates.models import SealKey, SigningKey
from certificates.sealing.authority import fingerprint
from certificates.sealing.keys import make_key, rotate_key, withdraw_key
from certificates.sealing.rotating import AnyKey, in_force, next_key
from certificates.sealing.seal_authority import begin_anew, renew_crl, root_certificate
from certificates.sealing.seal_keys import make_seal_key, rotate_seal_key, withdraw_seal_key


class Command(BaseCommand):
    help = (
        "Make the keys that certificates are signed and sealed with, unless they are there. Safe to repeat; "
        "run it once a year at least, as it renews the list of withdrawn seals."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--rotate",
            action="store_true",
            help="Make the next keys. They are published at once and sign from tomorrow; what the old ones "
            "signed stays valid.",
        )
        parser.add_argument("--now", action="store_true", help="With --rotate: they sign from now on.")
        parser.add_argument(
            "--compromised",
            metavar="KEY_ID",
            help="A private key is in other hands: trust nothing that it signed, and make another at once.",
        )
        parser.add_argument(
            "--root",
            metavar="FOLDER",
            type=Path,
            help="Where the root's private key is written at first, or read from; root/ in LMS_KEYS_DIR.",
        )
        parser.add_argument(
            "--new-root",
            action="store_true",
            help="With --root: begin anew with a root that nobody trusts yet. See certificates/keys.md.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        root: Path | None = options["root"]
        if options["new_root"] and root is None:
            raise CommandError("Say with --root FOLDER where the new root shall lie.")
        try:
            made = self._make(root, **options)
        except CertificatesError as refusal:
            raise CommandError(str(refusal)) from refusal
        self._report("signing", SigningKey.objects.all(), made=made[0])
        self._report("seal", SealKey.objects.all(), made=made[1])
        self._point_to_root((root or Path(settings.KEYS_DIR) / "root") / "root.pem")

    def _make(self, folder: Path | None, **options: Any) -> tuple[bool, bool]:
        """Return whether a signing key and a seal key were made because there were none."""
        if options["new_root"] and folder:
            begin_anew(at=timezone.now(), root_folder=folder)
            rotate_seal_key(is_urgent=True, root=folder)
        if options["compromised"]:
            self._withdraw(options["compromised"])
        made = make_key()[1], make_seal_key(root=folder)[1]
        if options["rotate"]:
            rotate_key(is_urgent=options["now"])
            rotate_seal_key(is_urgent=options["now"], root=folder)
        renew_crl(at=timezone.now())
        return made

    def _withdraw(self, key_id: str) -> None:
        withdraw = withdraw_seal_key if key_id.startswith("seal-") else withdraw_key
        self.stdout.write(f"Compromised: {withdraw(key_id)}. Issue anew what it made: replace_key {key_id}")

    def _report(self, kind: str, keys: "QuerySet[AnyKey]", *, made: bool) -> None:
        now = timezone.now()
        current = in_force(keys, at=now).first()
        self.stdout.write(f"{f'New {kind} key' if made else f'{kind.capitalize()} key in force:'} {current}")
        if coming := next_key(keys, at=now):
            self.stdout.write(f"Next {kind} key: {coming}, from {coming.in_force_from:%Y-%m-%d %H:%M} UTC")

    def _point_to_root(self, key: Path) -> None:
        self.stdout.write(f"SHA-256 of the root certificate: {fingerprint(root_certificate())}")
        if key.is_file():
            self.stdout.write(
                f"The root's private key is {key}. Take it off this server to a place of its own, and keep a "
                "copy: it is needed again only for a new issuing authority."
            )
