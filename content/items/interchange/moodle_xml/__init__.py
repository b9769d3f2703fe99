"""Moodle XML.

nodes    texts in their formats
kinds    the kinds of question
gaps     the same, for texts with gaps
reading, writing
"""

from content.items.interchange.moodle_xml.reading import read
from content.items.interchange.moodle_xml.writing import unwritable, write

__all__ = ["read", "unwritable", "write"]
