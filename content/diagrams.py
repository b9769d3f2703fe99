"""The drawings that ship with the course: inline SVG that takes its colours from the page."""

import re
from functools import cache
from pathlib import Path

from django.utils.safestring import SafeString, mark_safe

from content.cleaning import plain_text

FOLDER = Path(__file__).resolve().parent / "curriculum" / "diagrams"


@cache
def diagram(name: str) -> SafeString:
    """Return the svg element; KeyError where there is none.

    It carries its own text alternative as title and desc.
    """
    file = FOLDER / f"{name}.svg"
    if not re.fullmatch(r"[a-z0-9-]+", name) or not file.is_file():
        raise KeyError(f"No diagram is named {name!r}.")
    # The file is part of the program, not input: its markup is trusted as a template is.
    return mark_safe(file.read_text(encoding="utf-8").strip())  # noqa: S308


def title_of(name: str) -> str:
    """Return what the drawing is called in its own title element, or its name."""
    found = re.search(r"<title[^>]*>(.*?)</title>", diagram(name), re.DOTALL)
    return plain_text(found[1]) if found else name


def diagram_choices() -> list[tuple[str, str]]:
    """Return (name, title) of every drawing, for authors to choose from."""
    names = sorted(file.stem for file in FOLDER.glob("*.svg"))
    return [(name, f"{title_of(name)} ({name})") for name in names]
