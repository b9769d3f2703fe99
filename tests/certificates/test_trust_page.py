"""What /trust/ says works: its commands are run as they stand there, its downloads are what it calls them."""

import json
import re
import subprocess
from datetime import timedelta
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from cryptography import x509

from certificates.checking.trust import read_trust
from certificates.sealing.authority import fingerprint, make_crl
from certificates.sealing.keys import rotate_key, withdraw_key
from certificates.sealing.seal_keys import make_seal_key, withdraw_seal_key
from tests.certificates import seals
from tests.conftest import AT

pytestmark = pytest.mark.django_db


@pytest.fixture
def seal_key(keys):
    """One that the site made itself, with a whole authority above it."""
    return make_seal_key(at=seals.NOW)[0]


def commands(client) -> list[str]:
    page = client.get("/trust/").content.decode()
    blocks = re.findall(r'<pre class="commands[^"]*"><code>(.*?)</code></pre>', page, re.DOTALL)
    return unescape("\n".join(blocks)).splitlines()


def fetch(client, address: str, folder: Path) -> str:
    path = urlsplit(address).path
    answer = client.get(path)
    assert answer.status_code == 200
    (folder / Path(path).name).write_bytes(answer.content)
    return ""


def run(client, command: str, folder: Path) -> str:
    """Run one line in a shell; what it would download, this site answers."""
    if command.startswith("curl -O "):
        return fetch(client, command.removeprefix("curl -O "), folder)
    done = subprocess.run(command, shell=True, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}: {done.stdout} {done.stderr}"
    return done.stdout


def test_each_command_works_and_says_what_the_page_says_it_does(client, tmp_path, keys):
    keys.mkdir()
    sealer = seals.ours()
    sealer.write_to(keys)
    (keys / "authority").mkdir()
    (keys / "authority" / "issuing.crl").write_bytes(empty_crl(sealer))
    make_seal_key(at=seals.NOW)
    (tmp_path / "certificate.pdf").write_bytes(seals.sealed())
    said = "\n".join(run(client, command, tmp_path) for command in commands(client))
    assert fingerprint(sealer.root[0]) in said
    for words in ("Signature is Valid", "Certificate is Trusted", "Total document signed"):
        assert words in said
    assert "No Revoked Certificates" in said
    assert (tmp_path / "credential.json").read_bytes() == seals.CREDENTIAL


def empty_crl(sealer: seals.Sealer) -> bytes:
    return make_crl(sealer.issuing, [], at=seals.NOW, life=timedelta(days=400))


def test_the_page_shows_the_fingerprint_of_the_root_that_it_hands_out(client, seal_key):
    root = x509.load_pem_x509_certificate(client.get("/trust/root.crt").content)
    assert fingerprint(root) in client.get("/trust/").content.decode()
    assert root.issuer == root.subject


def test_every_key_is_listed_with_its_state(client, key, seal_key):
    coming = rotate_key(at=AT)
    page = " ".join(client.get("/trust/").content.decode().split())
    for key_id in (key.key_id, coming.key_id, seal_key.key_id):
        assert key_id in page
    assert "Retired" in page


def test_a_compromised_key_is_called_so(client, key):
    withdraw_key(key.key_id, at=AT)
    assert "Compromised" in client.get("/trust/").content.decode()


def test_a_site_without_keys_says_so_and_has_nothing_to_download(client, db):
    assert "There is none yet." in client.get("/trust/").content.decode()
    for path in ("root.crt", "chain.pem", "issuing.crl"):
        assert client.get(f"/trust/{path}").status_code == 404


def test_the_list_of_withdrawn_seals_is_where_the_certificates_say_and_names_the_withdrawn(client, seal_key):
    leaf = x509.load_pem_x509_certificates(seal_key.chain.encode())[0]
    points = leaf.extensions.get_extension_for_class(x509.CRLDistributionPoints).value
    path = urlsplit(points[0].full_name[0].value).path
    assert path == "/trust/issuing.crl"
    withdraw_seal_key(seal_key.key_id, at=seals.NOW)
    answer = client.get(path)
    assert answer.headers["Content-Type"] == "application/pkix-crl"
    listed = x509.load_der_x509_crl(answer.content)
    assert listed.get_revoked_certificate_by_serial_number(leaf.serial_number) is not None


def test_there_are_no_other_lists(client, seal_key):
    assert client.get("/trust/other.crl").status_code == 404


def test_the_bundle_is_readable_from_anywhere_and_names_what_is_published(client, key, seal_key):
    answer = client.get("/trust/bundle.json")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    trust = read_trust(answer.content.decode())
    assert [one.key_id for one in trust.signing_keys] == [key.key_id]
    assert [one.key_id for one in trust.seal_keys] == [seal_key.key_id]
    assert sorted(trust.crls) == ["issuing", "root"]
    assert json.loads(answer.content)["did"] == client.get("/.well-known/did.json").json()


def test_the_page_costs_the_same_however_many_keys_there_are(client, key, django_assert_num_queries):
    for number in range(3):
        rotate_key(at=AT.replace(month=12, day=1 + 2 * number))
    with django_assert_num_queries(3):
        client.get("/trust/")
