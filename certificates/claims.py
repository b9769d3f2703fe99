"""What a certificate asserts, as bytes: the same facts always give the same bytes."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal, cast

SCHEMA = 1


@dataclass(frozen=True)
class Result:
    """One assessed part. score: per cent as text, such as "82"."""

    kind: Literal["module", "exam"]
    title: str
    score: str


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
    schema: int = SCHEMA

    def canonical(self) -> bytes:
        """Return UTF-8 JSON with sorted keys and no spaces (as RFC 8785; its one number is an integer)."""
        return json.dumps(asdict(self), sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()

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
        claims = Claims(**{**fields, "results": tuple(Result(**result) for result in fields["results"])})
    except (TypeError, KeyError, ValueError) as error:
        raise ValueError("These bytes are not claims.") from error
    if claims.canonical() != data or claims.schema != SCHEMA:
        raise ValueError("These bytes are not claims in canonical form.")
    return claims


def results_from(parts: list[Mapping[str, str]]) -> tuple[Result, ...]:
    """Read a completion's results: [{"module": title, "score": "92"}, {"exam": title, "score": "82"}]."""
    return tuple(
        Result("exam", part["exam"], part["score"])
        if "exam" in part
        else Result("module", part["module"], part["score"])
        for part in parts
    )
