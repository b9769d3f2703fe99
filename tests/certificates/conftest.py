from pathlib import Path

import pytest

from certificates.life.issuing import issue_certificate
from certificates.models import Certificate
from certificates.sealing.keys import make_key
from certificates.sealing.seal_keys import make_seal_key
from tests.certificates import seals
from tests.certificates.quick import print_quickly
from tests.conftest import AT
from tests.factories import make_completion, make_learner


@pytest.fixture
def keys(settings, tmp_path: Path) -> Path:
    """An empty folder for private keys."""
    settings.KEYS_DIR = tmp_path / "keys"
    return settings.KEYS_DIR


@pytest.fixture
def key(db, keys):
    return make_key(at=AT)[0]


@pytest.fixture
def seal_key(db, keys):
    """A key to seal with, whose file is laid ready: RSA keys take their time."""
    keys.mkdir(mode=0o700, exist_ok=True)
    seals.ours().write_to(keys)
    return make_seal_key(at=AT)[0]


@pytest.fixture
def quick_print(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the drawing is not the matter, a blank page will do."""
    print_quickly(monkeypatch)


@pytest.fixture
def certificate(key, seal_key, quick_print) -> Certificate:
    """Ada's, awarded on 18 December 2026 for three years and issued the minute after."""
    completion = make_completion(make_learner("Ada Lovelace", email="ada@example.org"))
    return issue_certificate(completion, at=AT.replace(month=12, day=18, hour=10, minute=43))
