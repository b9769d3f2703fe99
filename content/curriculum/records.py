"""Entries of the shipped files, read field by field. Every fault is noted with file, entry and field."""

import re
from collections.abc import Collection
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parent


class CurriculumRefused(Exception):
    """The shipped data cannot be loaded. problems: lines of 'file, entry, field: what is wrong'."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class Record:
    """A mapping from a file. A field that is wrong is noted and read as empty, so that all faults show."""

    def __init__(self, data: object, place: str, problems: list[str]) -> None:
        self.place = place
        self.problems = problems
        self._read: set[str] = set()
        self._data: dict[str, Any] = data if isinstance(data, dict) else {}
        if not isinstance(data, dict):
            problems.append(f"{place}: expected fields with names.")

    def refuse(self, field: str, message: str) -> None:
        self.problems.append(f"{self.place}, {field}: {message}")

    def has(self, name: str) -> bool:
        return name in self._data

    def text(self, name: str, default: str | None = None) -> str:
        value = self._value(name, default)
        if isinstance(value, str) and (value.strip() or default == value):
            return value.strip()
        return str(self._expected(name, value, "a text", ""))

    def choice(self, name: str, choices: Collection[str]) -> str:
        value = self.text(name)
        if value and value not in choices:
            self.refuse(name, f"{value!r} is not one of {', '.join(choices)}.")
        return value

    def whole(self, name: str) -> int:
        value = self._value(name, None)
        return value if type(value) is int else int(self._expected(name, value, "a whole number", 0))

    def decimal(self, name: str) -> str:
        value = self._value(name, None)
        return (
            str(value) if type(value) in (int, float) else str(self._expected(name, value, "a number", "0"))
        )

    def flag(self, name: str, default: bool | None = None) -> bool:
        value = self._value(name, default)
        return value if isinstance(value, bool) else bool(self._expected(name, value, "true or false", False))

    def texts(self, name: str) -> list[str]:
        found = [v.strip() for v in self._list(name, None) if isinstance(v, str) and v.strip()]
        if self.has(name) and len(found) < len(self._list(name, None)):
            self.refuse(name, "every entry has to be a text.")
        return found

    def wholes(self, name: str) -> list[int]:
        found = [v for v in self._list(name, None) if type(v) is int]
        if self.has(name) and len(found) < len(self._list(name, None)):
            self.refuse(name, "every entry has to be a whole number.")
        return found

    def record(self, name: str) -> "Record":
        return Record(self._value(name, None), f"{self.place}, {name}", self.problems)

    def records(self, name: str, *, optional: bool = False) -> list["Record"]:
        entries = self._list(name, [] if optional else None)
        return [
            Record(entry, f"{self.place}, {name} {number}", self.problems)
            for number, entry in enumerate(entries, start=1)
        ]

    def names(self) -> list[str]:
        return list(self._data)

    def nothing_else(self) -> None:
        """Note every field that nobody asked for: most likely a slip of the pen."""
        for name in self._data.keys() - self._read:
            self.refuse(name, "this field is not known here.")

    def _value(self, name: str, default: object) -> Any:
        self._read.add(name)
        return self._data.get(name, default)

    def _list(self, name: str, default: list[Any] | None) -> list[Any]:
        value = self._value(name, default)
        if isinstance(value, list) and (value or default is not None):
            return value
        return list(self._expected(name, value, "a list", []))

    def _expected(self, name: str, value: object, what: str, instead: Any) -> Any:
        self.refuse(name, "is missing." if value is None else f"expected {what}, found {value!r}.")
        return instead


def read_yaml(file: Path, problems: list[str]) -> Record:
    """Return the file's mapping; a file that is missing or no YAML is noted and read as empty."""
    place = place_of(file)
    try:
        data = yaml.load(file.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - a safe loader
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        problems.append(f"{place}: cannot be read: {error}")
        data = {}
    return Record(data, place, problems)


def read_front_matter(file: Path, problems: list[str]) -> tuple[Record, str]:
    """Return the fields between the two lines of --- at the top of a Markdown file, and the rest."""
    place = place_of(file)
    try:
        text = file.read_text(encoding="utf-8")
        _, head, body = re.split(r"^---\n", text, maxsplit=2, flags=re.MULTILINE)
        return Record(yaml.load(head, Loader=_Loader), place, problems), body  # noqa: S506 - a safe loader
    except (OSError, ValueError, yaml.YAMLError) as error:
        problems.append(f"{place}: cannot be read: {error}")
        return Record({}, place, problems), ""


def place_of(file: Path) -> str:
    """Name a file as people see it: items/kaizen.yaml."""
    return f"{file.parent.name}/{file.name}" if file.parent.name in ("items", "lessons") else file.name


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML as plain data, in C where there is a compiler; a field given twice is an error."""

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        if twice := {str(key) for key in keys if keys.count(key) > 1}:
            raise yaml.YAMLError(f"{', '.join(sorted(twice))} is given twice{node.start_mark}")
        return super().construct_mapping(node, deep=deep)
