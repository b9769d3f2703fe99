"""A credential that somebody brought, beside the one on record: the same, or where it differs. Pure."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from certificates.credentials.public_ids import normalise
from certificates.credentials.unbaking import LARGEST

_ID = re.compile(r"/v/([0-9A-Za-z]{26})(?:/credential\.json)?/?\Z")
#: Signs of one value that are shown.
LONGEST = 200


class NoCredential(ValueError):
    """These bytes are not a JSON object, or one that two readers could take for different things, or huge."""


@dataclass(frozen=True)
class Facts:
    """What a credential says that a person can compare; "" where it does not say it. Dates as written."""

    name: str = ""
    achievement: str = ""
    awarded: str = ""
    valid_from: str = ""
    valid_until: str = ""
    results: str = ""


def read_credential(data: bytes) -> dict[str, Any]:
    """Raises NoCredential. What is returned can be written again: as text, and as UTF-8."""
    if len(data) > LARGEST:
        raise NoCredential
    try:
        document = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_once)
        # Halves of surrogate pairs can be read and not written; so can what is nested just too deep.
        _written(document).encode()
    except (ValueError, RecursionError) as error:
        raise NoCredential from error
    if not isinstance(document, dict):
        raise NoCredential
    return document


def id_of(document: Mapping[str, Any]) -> str | None:
    """Return the id of the certificate that the document says it is the credential of."""
    found = _ID.search(document["id"]) if isinstance(document.get("id"), str) else None
    return normalise(found[1]) if found else None


def is_same(document: Mapping[str, Any], credential: str) -> bool:
    """Tell whether it says what the record's credential says, term by term; spaces and order do not count.

    Signatures of this kind do not cover terms that their vocabulary lacks, so every term is compared.
    """
    return bool(credential) and _written(document) == _written(json.loads(credential))


def facts_of(document: Mapping[str, Any]) -> Facts:
    """Read what can be compared by eye. The document is a stranger's: whatever is not there is ""."""
    subject = _part(document, "credentialSubject")
    return Facts(
        name=_name(subject),
        achievement=_text(_part(subject, "achievement"), "name"),
        awarded=_text(document, "awardedDate"),
        valid_from=_text(document, "validFrom"),
        valid_until=_text(document, "validUntil"),
        results=_results(subject),
    )


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse what is said twice: some read the first, some the last."""
    document = dict(pairs)
    if len(document) != len(pairs):
        raise NoCredential
    return document


def _written(document: Mapping[str, Any]) -> str:
    """Return one text for one meaning: 1 and true are the same to Python, not to whoever reads it."""
    return json.dumps(document, sort_keys=True, ensure_ascii=False)


def _name(subject: Mapping[str, Any]) -> str:
    identifiers = subject.get("identifier")
    for each in identifiers if isinstance(identifiers, list) else ():
        if isinstance(each, dict) and each.get("identityType") == "name":
            return _text(each, "identityHash")
    return ""


def _results(subject: Mapping[str, Any]) -> str:
    results = subject.get("result")
    listed = [each for each in results if isinstance(each, dict)] if isinstance(results, list) else []
    return ", ".join(_text(each, "value") or _text(each, "status") for each in listed)[:LONGEST]


def _part(document: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = document.get(name)
    part = part[0] if isinstance(part, list) and part else part
    return part if isinstance(part, dict) else {}


def _text(document: Mapping[str, Any], name: str) -> str:
    value = document.get(name)
    return value[:LONGEST] if isinstance(value, str) else ""
