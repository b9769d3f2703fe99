"""How Moodle's ordering question names its gradings (source: its question/type/ordering, 4.5)."""

from collections.abc import Mapping

from content.items.wording import Wording
from content.items.wording import Wording as _

# In the order of their numbers, from -1 on.
GRADINGS: Mapping[str, str] = {
    "ALL_OR_NOTHING": "all_or_nothing",
    "ABSOLUTE_POSITION": "absolute_position",
    "RELATIVE_NEXT_EXCLUDE_LAST": "adjacent_pairs",
    "RELATIVE_NEXT_INCLUDE_LAST": "relative_next_include_last",
    "RELATIVE_ONE_PREVIOUS_AND_NEXT": "relative_one_previous_and_next",
    "RELATIVE_ALL_PREVIOUS_AND_NEXT": "relative_all_previous_and_next",
    "LONGEST_ORDERED_SUBSET": "longest_ordered",
    "LONGEST_CONTIGUOUS_SUBSET": "longest_contiguous",
    "RELATIVE_TO_CORRECT": "relative_to_correct",
}
OURS: Mapping[str, str] = {ours: theirs for theirs, ours in GRADINGS.items()}
# What Moodle takes where a file names none.
USUAL_GRADING = "adjacent_pairs"
SHORT = {
    "ABSOLUTE": "ABSOLUTE_POSITION",
    "ABS": "ABSOLUTE_POSITION",
    "RELATIVE": "RELATIVE_NEXT_EXCLUDE_LAST",
    "REL": "RELATIVE_NEXT_EXCLUDE_LAST",
}


def grading_named(name: str) -> str:
    """Return our name of a grading type of Moodle's."""
    return GRADINGS.get(SHORT.get(name, name), USUAL_GRADING)


def some_steps(count: int) -> Wording:
    return _("All its steps are asked, not %(count)s of them.", count=count)
