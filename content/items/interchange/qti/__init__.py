"""QTI: reading 1.2, 2.1, 2.2 and 3.0, writing 2.1, 2.2 and 3.0.

documents     hardened XML, with names alike in all versions
declarations, conditions, processing, rules, shares   how an item of 2 or 3 is scored
questions, choosing, pairing, writing_in, numbers, filling, essays, feedback   what it asks and says
items         one item of 2 or 3
v1            items of 1.2
manifests, plans, reading   packages, tests, files
writing       the other way

Scored are the templates match_correct and map_response, and what is recognisably equal to them; all other
response processing refuses its item by name. What QTI has no place for goes into processing instructions.
"""

from functools import partial

from content.items.interchange.qti.reading import read
from content.items.interchange.qti.writing.packages import unwritable, write

write_2_1 = partial(write, version="2.1")
write_2_2 = partial(write, version="2.2")
write_3_0 = partial(write, version="3.0")
unwritable_2_1 = partial(unwritable, version="2.1")
unwritable_2_2 = partial(unwritable, version="2.2")
unwritable_3_0 = partial(unwritable, version="3.0")

__all__ = ["read", "unwritable", "write"]
