"""Keys and prints for tests whose matter is neither: there at once, and true to what they stand for."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.conf import settings

from certificates.life import issuing
from certificates.printing.printing import Order
from certificates.sealing.keys import make_key
from certificates.sealing.seal_keys import make_seal_key
from tests.certificates import seals

BLANK = b"%PDF-1.7 one blank page"


def print_quickly(monkeypatch: pytest.MonkeyPatch, see: Callable[[Order], None] = lambda order: None) -> None:
    """Let a blank page that carries its credential stand for the file. see: is shown each order first."""

    def print_blank(order: Order) -> bytes:
        see(order)
        return BLANK + order.credential

    monkeypatch.setattr(issuing, "print_certificate", print_blank)
    monkeypatch.setattr(issuing, "attached_credential", lambda pdf: pdf.removeprefix(BLANK))


def lay_keys(*, at: datetime | None = None) -> None:
    """Make both keys; that of the seal is laid ready, as RSA keys take their time."""
    settings.KEYS_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
    seals.ours().write_to(settings.KEYS_DIR)
    make_key(at=at)
    make_seal_key(at=at)
