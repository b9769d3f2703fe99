"""Find the ids in a pasted or uploaded list: one a line, or in any column of a table. Pure."""

import re

from certificates.credentials.public_ids import normalise

#: Ids that one list may hold.
MOST = 1_000
#: Signs of what was typed that are shown again.
SHOWN = 60
_COLUMNS = re.compile(r"[,;\t|]")
# Archives: sheets of Excel, LibreOffice and Numbers are all such.
_ARCHIVE, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


class NotText(ValueError):
    """The file is a workbook, or something else that is not plain text."""


def decode_list(data: bytes) -> str:
    """Return the text of a .txt or .csv file, as Excel, Notepad and others write it; NotText otherwise."""
    if data.startswith((_ARCHIVE, _OLD_EXCEL)):
        raise NotText
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    if b"\x00" in data:
        raise NotText
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def read_list(text: str) -> list[str]:
    """Return what was typed for each id, in the order of the list and at most MOST + 1 of them.

    A line may hold an id in any column, and more than one. A line without any stands for itself, so
    that nothing is passed over in silence; only a first line of headings is left out.
    """
    rows = [row for row in (_typed_in(line) for line in text.splitlines()) if row]
    if len(rows) > 1 and _is_heading(rows[0]):
        del rows[0]
    return [typed for row in rows for typed in row][: MOST + 1]


def _typed_in(line: str) -> list[str]:
    cells = [cell.strip().strip("\"'").strip() for cell in _COLUMNS.split(line)]
    found = [cell for cell in cells if normalise(cell)]
    rest = " ".join(line.split())
    return found or ([rest] if rest.strip(",;\t| \"'") else [])


def _is_heading(row: list[str]) -> bool:
    return normalise(row[0]) is None and not any(sign.isdigit() for sign in row[0])
