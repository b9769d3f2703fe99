"""Whether a value from outside has the shape of JSON that we expect."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from content.items.terms import Problem
from content.items.wording import Wording as _

# A type (exactly: a bool is no int), [shape], {str: shape}, or {"name": shape, ...},
# which names every key, no more and no fewer, save for those that are Optional.
Shape = Any


@dataclass(frozen=True)
class Optional:
    """Of a key that may be absent: older contents lack what was thought of later. Given, it has the shape."""

    shape: Shape


def misfits(value: object, shape: Shape, field: str = "") -> Iterator[Problem]:
    """Yield a problem for each place at which the value leaves the shape."""
    shape = shape.shape if isinstance(shape, Optional) else shape
    expected = shape if isinstance(shape, type) else type(shape)
    if type(value) is not expected:
        yield Problem(field, _("This has to be of type %(type)s.", type=expected.__name__))
    elif isinstance(value, list) and isinstance(shape, list):
        for number, entry in enumerate(value):
            yield from misfits(entry, shape[0], path(field, number))
    elif isinstance(value, dict) and isinstance(shape, dict):
        yield from _misfits_of_object(value, shape, field)


def path(field: str, name: object) -> str:
    """Say where a value stands in another, such as options.2."""
    return f"{field}.{name}" if field else str(name)


def _misfits_of_object(value: dict[str, object], shape: dict[Any, Shape], field: str) -> Iterator[Problem]:
    shapes = dict.fromkeys(value, shape[str]) if str in shape else shape
    required = {name for name, of_name in shapes.items() if not isinstance(of_name, Optional)}
    for name in sorted(required - value.keys()):
        yield Problem(path(field, name), _("This is missing."))
    for name, entry in value.items():
        if name in shapes:
            yield from misfits(entry, shapes[name], path(field, name))
        else:
            yield Problem(path(field, name), _("This does not belong here."))
