"""A file that somebody sends: how large it may be, and its text."""

from content.items.interchange.terms import FileRefused
from content.items.wording import Wording as _

MAX_BYTES = 10 * 1024 * 1024
MAX_ITEMS = 5000
# Of one item in a text format, in characters. Nobody writes one so long by hand.
MAX_ITEM_LENGTH = 200_000
# What the formats call blank at the ends of a text: not the spaces that a typesetter means.
BLANK = " \t\r\n\f\v\x00"


def text_of_file(data: bytes) -> str:
    """Return the text with a newline between lines; raise FileRefused unless it is UTF-8 and small."""
    refuse_large(data)
    text = decoded(data)
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        raise FileRefused(_("The file holds characters that no text has."), line)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise not_utf8(data.count(b"\n", 0, error.start) + 1) from error


def not_utf8(line: int) -> FileRefused:
    return FileRefused(_("The file is not UTF-8. Save it in that encoding and try again."), line)


def refuse_large(data: bytes) -> None:
    if len(data) > MAX_BYTES:
        limit = MAX_BYTES // 1024 // 1024
        raise FileRefused(_("The file is larger than %(limit)s MiB. Split it in parts.", limit=limit))


def refuse_many(count: int) -> None:
    if count > MAX_ITEMS:
        raise FileRefused(
            _("There are more than %(limit)s questions in the file. Split it in parts.", limit=MAX_ITEMS)
        )
