import pytest

from certificates.credentials.did import did_document, did_of, verification_method
from certificates.credentials.multikeys import public_key_in

# The key pair of the W3C's vectors; see test_multikeys.py.
MULTIKEY = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"


@pytest.mark.parametrize(
    ("base_url", "did"),
    [
        # did:web Method Specification, section 2.5.2, and its example with a port.
        ("https://w3c-ccg.github.io", "did:web:w3c-ccg.github.io"),
        ("https://example.com:3000", "did:web:example.com%3A3000"),
        ("http://LocalHost:8000/", "did:web:localhost%3A8000"),
    ],
)
def test_a_site_is_known_by_its_host(base_url, did):
    assert did_of(base_url) == did


@pytest.mark.parametrize("base_url", ["", "example.com", "https://example.com/learn"])
def test_what_is_no_site_has_no_name(base_url):
    with pytest.raises(ValueError, match="DID follows"):
        did_of(base_url)


def test_the_document_lists_every_key_under_the_name_that_proofs_call_it_by():
    public_key = public_key_in(MULTIKEY)
    document = did_document("did:web:example.org", [("ed25519-0123456789ab", public_key)])
    name = "did:web:example.org#ed25519-0123456789ab"
    assert document == {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
        "id": "did:web:example.org",
        "verificationMethod": [
            {
                "id": name,
                "type": "Multikey",
                "controller": "did:web:example.org",
                "publicKeyMultibase": MULTIKEY,
            }
        ],
        "assertionMethod": [name],
    }
    assert verification_method("did:web:example.org", "ed25519-0123456789ab") == name
