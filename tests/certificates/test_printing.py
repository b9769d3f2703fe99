import pickle
from dataclasses import replace

import pytest

from certificates.credentials.claims import Claims
from certificates.errors import NoSigningKey, NoTimeStamp
from certificates.printing.printing import Order, print_certificate
from certificates.printing.printing_pool import PrintingPool
from certificates.sealing.examining import examine
from tests.certificates import seals
from tests.certificates.test_claims import CLAIMS, PARTICULARS

TOLD = replace(CLAIMS, particulars=PARTICULARS)


@pytest.fixture
def folder(settings, tmp_path):
    settings.KEYS_DIR = tmp_path
    seals.ours().write_to(tmp_path)
    return tmp_path


def order_of(claims: Claims) -> Order:
    return Order(claims.canonical(), seals.CREDENTIAL, seals.BASE, seals.ours().key_id, seals.NOW)


def judged(pdf: bytes):
    return examine(pdf, roots=[seals.ours().root_der], moment=seals.NOW)


def test_an_order_becomes_a_sealed_file_with_its_credential(folder):
    found = judged(print_certificate(order_of(TOLD)))
    assert found.is_genuine
    assert (found.credential, found.key_id) == (seals.CREDENTIAL, seals.ours().key_id)


def test_the_same_order_gives_the_same_bytes(folder):
    assert print_certificate(order_of(TOLD)) == print_certificate(order_of(TOLD))


def test_an_order_travels_between_processes():
    assert pickle.loads(pickle.dumps(order_of(TOLD))) == order_of(TOLD)


def test_without_its_seal_key_nothing_is_printed(folder):
    with pytest.raises(NoSigningKey):
        print_certificate(replace(order_of(TOLD), seal_key_id="seal-000000000000"))


def test_with_an_authority_in_the_settings_the_file_is_stamped_or_refused(folder, settings):
    # Nobody listens there.
    settings.TSA_URL = "http://127.0.0.1:9/"
    with pytest.raises(NoTimeStamp, match="as soon as it does"):
        print_certificate(order_of(TOLD))


def test_a_pool_prints_the_same_bytes_and_goes_on_after_a_failure(folder, monkeypatch):
    monkeypatch.setenv("LMS_KEYS_DIR", str(folder))
    good = [order_of(replace(TOLD, earner=name)) for name in ("Ines Calder", "Łukasz Čapek", "Jiří Čapek")]
    bad = replace(good[0], seal_key_id="seal-000000000000")
    with PrintingPool(2) as pool:
        printed = dict(pool.print_all([bad, *good]))
    assert isinstance(printed.pop(bad), NoSigningKey)
    assert printed == {order: print_certificate(order) for order in good}
