"""Responses as the form fields that they come from, and go back into. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

# Raw form fields of one item, as content.items.responding.parse reads them.
Fields = Mapping[str, Sequence[str]]


def fields_of(response: Mapping[str, Any] | None) -> dict[str, list[str]]:
    """Write a stored response as the form fields it came from."""
    response = response or {}
    fields = {f"left-{left}": [right] for left, right in response.get("pairs", {}).items()}
    fields |= {f"pos-{step}": [str(n)] for n, step in enumerate(response.get("order", ()), start=1)}
    for gap, given in response.get("gaps", {}).items():
        fields |= {gap_field(gap, name): values for name, values in fields_of(given).items()}
    chosen = response.get("choices", [response["choice"]] if "choice" in response else [])
    if chosen:
        fields["choice"] = list(chosen)
    return fields | {name: [response[name]] for name in ("value", "text") if name in response}


def gap_field(gap: str, name: str) -> str:
    """The name of a field inside a gap of a text."""
    return f"gap-{gap}-{name}"


def first(fields: Fields, name: str) -> str:
    return next(iter(fields.get(name, ())), "")
