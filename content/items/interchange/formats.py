"""Which formats there are, and which one a file is in."""

import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from content.items.interchange import aiken, cloze_text, gift, moodle_xml, qti
from content.items.interchange.terms import Exported, Reading
from content.items.wording import Wording
from content.items.wording import Wording as _


class Read(Protocol):
    def __call__(self, data: bytes, *, rng: random.Random) -> Reading:
        """Read a whole file; raise FileRefused where nothing in it can be read."""


@dataclass(frozen=True)
class Format:
    """One way of writing questions. suffixes: lower case, with the point.

    unwritable: why an item cannot be written, None if it can; write refuses such an item.
    """

    label: Wording
    suffixes: tuple[str, ...]
    read: Read
    write: Callable[[Sequence[Exported]], bytes] | None = None
    unwritable: Callable[[Exported], Wording | None] | None = None


_PACKED = (".zip", ".xml")

FORMATS: Mapping[str, Format] = {
    "gift": Format(_("GIFT"), (".gift", ".txt"), gift.read, gift.write, gift.unwritable),
    "aiken": Format(_("Aiken"), (".aiken", ".txt"), aiken.read, aiken.write, aiken.unwritable),
    "moodle-xml": Format(
        _("Moodle XML"), (".xml",), moodle_xml.read, moodle_xml.write, moodle_xml.unwritable
    ),
    "moodle-cloze": Format(_("Moodle cloze text"), (".cloze", ".txt"), cloze_text.read),
    "qti": Format(_("QTI, any version"), (".zip", ".xml", ".imscc"), qti.read),
    "qti-2.1": Format(_("QTI 2.1"), _PACKED, qti.read, qti.write_2_1, qti.unwritable_2_1),
    "qti-2.2": Format(_("QTI 2.2"), _PACKED, qti.read, qti.write_2_2, qti.unwritable_2_2),
    "qti-3.0": Format(_("QTI 3.0"), _PACKED, qti.read, qti.write_3_0, qti.unwritable_3_0),
}

# How far into a file its format shows.
_HEAD = 200_000
_MOODLE_XML = re.compile(rb"<(?:quiz|question)[\s>]")
_AIKEN = re.compile(rb"^[ \t]*ANSWER:[ \t]*[A-Z][ \t\r]*$", re.MULTILINE)
_CLOZE = re.compile(rb"\{[0-9]*:[A-Z_]+:")


def guess(filename: str, data: bytes) -> str:
    """Return the name of the format that a file is most likely in; what it holds counts before its name."""
    head = data[:_HEAD]
    if head.startswith(b"PK\x03\x04"):
        return "qti"
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and not filename.lower().endswith(
        (".gift", ".txt")
    ):
        return "moodle-xml" if _MOODLE_XML.search(head) else "qti"
    if filename.lower().endswith(".aiken") or _AIKEN.search(head):
        return "aiken"
    return "moodle-cloze" if _CLOZE.search(head) else "gift"
