"""What a certificate asserts, as bytes: the same facts always give the same bytes."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast

#: Schema 1: the record alone. Schema 2: with the particulars of a credential and a sealed file.
BARE, SCHEMA = 1, 2


@dataclass(frozen=True)
class Result:
    """One assessed part. score: per cent as text, such as "82"."""

    kind: Literal["module", "exam"]
    title: str
    score: str


@dataclass(frozen=True)
class Signatory:
    """Who stands on the certificate for the issuer, such as the head of certification."""

    name: str
    role: str


@dataclass(frozen=True)
class Evidence:
    """One accepted piece of practice. title: "" when its holder keeps it private; on: ISO 8601 date."""

    kind: str
    title: str
    level: str
    on: str


@dataclass(frozen=True)
class Particulars:
    """What schema 2 says besides.

    programme: the achievement and its version as a path, such as "lean-leadership/3".
    opening, bridge: the sentence on the sheet around the name, "This certifies that … has met …".
    valid_from: ISO 8601 with offset; before it the certificate does not hold yet.
    subject: a random URN, so that two certificates of one person cannot be linked by it.
    salt, email_hash: lower-case hex; SHA-256 over the holder's address in lower case followed by the salt.
    status_list, status_index: which bit of which published list says that it was withdrawn.
    credential_sha256: hex digest of the credential's bytes, "" while there is none yet.
    """

    programme: str
    description: str
    human_code: str
    opening: str
    bridge: str
    signatories: tuple[Signatory, ...]
    evidence: tuple[Evidence, ...]
    valid_from: str
    subject: str
    salt: str
    email_hash: str
    status_list: int
    status_index: int
    credential_sha256: str = ""


@dataclass(frozen=True)
class Claims:
    """What the issuer vouches for, copied at issue; later edits never reach it.

    awarded_on: ISO 8601 date; issued_at, expires_at: ISO 8601 with offset.
    From expires_at on it no longer holds.
    """

    public_id: str
    earner: str
    achievement: str
    course: str
    criteria: str
    results: tuple[Result, ...]
    awarded_on: str
    issued_at: str
    expires_at: str
    issuer: str
    key_id: str
    particulars: Particulars | None = None

    def canonical(self) -> bytes:
        """Return UTF-8 JSON with sorted keys and no spaces (as RFC 8785; its numbers are integers)."""
        fields = vars(self) | {"schema": BARE if self.particulars is None else SCHEMA}
        if self.particulars is None:
            del fields["particulars"]
        # The parts are told by their own fields; `asdict` would first copy them all, at every look-up.
        text = json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=vars)
        return text.encode()

    @property
    def exam(self) -> Result | None:
        return next((result for result in self.results if result.kind == "exam"), None)

    @property
    def modules(self) -> tuple[Result, ...]:
        return tuple(result for result in self.results if result.kind == "module")


def read_claims(data: bytes) -> Claims:
    """Return the claims that `canonical()` wrote; ValueError when these bytes are anything else."""
    try:
        fields = cast(dict[str, Any], json.loads(data))
        del fields["schema"]  # writing the claims again, below, tells whether it was right
        results = tuple(Result(**result) for result in fields["results"])
        claims = Claims(**{**fields, "results": results, "particulars": _particulars(fields)})
    except (TypeError, KeyError, ValueError) as error:
        raise ValueError("These bytes are not claims.") from error
    if claims.canonical() != data:
        raise ValueError("These bytes are not claims in canonical form.")
    return claims


def _particulars(fields: Mapping[str, Any]) -> Particulars | None:
    if "particulars" not in fields:
        return None
    told = fields["particulars"]
    signatories = tuple(Signatory(**signatory) for signatory in told["signatories"])
    evidence = tuple(Evidence(**piece) for piece in told["evidence"])
    return Particulars(**{**told, "signatories": signatories, "evidence": evidence})


def results_from(parts: list[Mapping[str, str]]) -> tuple[Result, ...]:
    """Read a completion's results: [{"module": title, "score": "92"}, {"exam": title, "score": "82"}]."""
    return tuple(
        Result("exam", part["exam"], part["score"])
        if "exam" in part
        else Result("module", part["module"], part["score"])
        for part in parts
    )
