"""GIFT, the text format of Moodle.

blocks   a file cut into its questions, with comments and categories apart
tokens   the signs, and the texts between them
texts    texts in their formats
kinds    what stands between the braces
ordering the same, for steps to be ordered
reading, writing
"""

from content.items.interchange.gift.reading import read
from content.items.interchange.gift.writing import unwritable, write

__all__ = ["read", "unwritable", "write"]
