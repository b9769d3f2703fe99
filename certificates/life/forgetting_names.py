"""Keep names out of what officers wrote in their own words, or take them out once they are withdrawn.

Stories and reasons of a revocation cannot be changed, so they never get them; answers lose them.
"""

import re
from collections.abc import Iterable

from certificates.models import Certificate, HolderRequest

#: What stands in the place of a name.
GONE = "…"
_WORD = re.compile(r"[^\W\d_]+")
#: Letters. Initials are no name, and taking out each "a" would leave no sentence.
SHORTEST = 2


def names_in(editions: Iterable[Certificate]) -> set[str]:
    """Return every name that these certificates bear, or that their holder asked for."""
    editions = list(editions)
    wished = HolderRequest.objects.filter(certificate__in=editions, kind=HolderRequest.Kind.CORRECTION)
    return {one.earner for one in editions} | set(wished.values_list("wanted", flat=True))


def without(text: str, names: Iterable[str]) -> str:
    """Return the text with GONE for each word of these names, in whatever case."""
    words = {word.casefold() for name in names for word in _WORD.findall(name) if len(word) >= SHORTEST}
    return _WORD.sub(lambda found: GONE if found[0].casefold() in words else found[0], text)


def forget_names(editions: Iterable[Certificate], names: set[str]) -> None:
    """Take the names out of what their holder was answered. In the transaction of their erasure."""
    for wish in HolderRequest.objects.filter(certificate__in=editions).exclude(answer=""):
        answer = without(wish.answer, names)
        HolderRequest.objects.filter(pk=wish.pk).update(answer=answer)
