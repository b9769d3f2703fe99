"""What the conditions of an item of QTI 1.2 say: which answer earns what, and what is said of it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from content.items.interchange.qti.documents import Node, to_fraction
from content.items.interchange.qti.drafts import ItemRefused
from content.items.interchange.qti.v1.presenting import material_text
from content.items.wording import Wording as _

# What Canvas calls the feedback on the right answer, on all wrong ones, and on any.
_GENERAL = ("correct_fb", "general_incorrect_fb", "general_fb")
# Where the file does not name it.
_SCORE = "SCORE"
_TESTS = (
    "varequal",
    "varlt",
    "varlte",
    "vargt",
    "vargte",
    "varsubset",
    "varsubstring",
    "varinside",
    "durequal",
)


@dataclass(frozen=True)
class Test:
    """One comparison. is_not: it has to fail. node: for its further attributes."""

    __test__ = False

    kind: str
    response: str
    value: str
    node: Node
    is_not: bool = False


@dataclass(frozen=True)
class Condition:
    """One respcondition. points: None where it sets no score. is_added: to what was earned before.

    continues: those after it are looked at as well.
    """

    node: Node
    tests: tuple[Test, ...]
    has_or: bool
    has_other: bool
    points: Fraction | None
    is_added: bool
    feedback: tuple[str, ...]
    continues: bool = False

    def wanted(self) -> list[Test]:
        return [test for test in self.tests if not test.is_not]


@dataclass(frozen=True)
class Processing:
    """All conditions of an item. most: the most points, or None. taken: feedback with a place here."""

    conditions: tuple[Condition, ...]
    most: Fraction | None
    texts: Mapping[str, str]
    taken: set[str] = field(default_factory=set)

    def scoring(self) -> list[Condition]:
        return [condition for condition in self.conditions if condition.points is not None]

    def said_of(self, response: str, value: str) -> str:
        """What is said of just this answer, whether it is right or wrong."""
        return self._take(
            link
            for condition in self.conditions
            for link in condition.feedback
            if [(test.response, test.value) for test in condition.wanted()] == [(response, value)]
            and link not in _GENERAL
        )

    def said_when_right(self) -> str:
        """What is said of the right answer, then what is said of any: ours has no other place for it.

        To be asked last: what was said of single answers is not said again.
        """
        scored = [link for c in self.scoring() if c.points and not c.is_added for link in c.feedback]
        return self._take(["correct_fb", *(link for link in scored if link not in self.taken), "general_fb"])

    def leaves_feedback_out(self) -> bool:
        return any(text and link not in self.taken for link, text in self.texts.items())

    def _take(self, links: Iterable[str]) -> str:
        taken = dict.fromkeys(links)
        self.taken.update(taken)
        return "\n".join(text for link in taken if (text := self.texts.get(link, "")))


def processing_of(item: Node) -> Processing:
    nodes = list(item.within("respcondition"))
    names = {_variable(one) for node in nodes for one in node.children("setvar")}
    if len(names) > 1 and _SCORE not in names:
        raise ItemRefused(_("Its conditions set several scores, and none is called SCORE."), item)
    conditions = tuple(_condition(node, _SCORE if len(names) > 1 else "") for node in nodes)
    most = [to_fraction(node.get("maxvalue")) for node in item.within("decvar")]
    texts = {
        node.get("ident"): "\n".join(text for m in node.within("material") if (text := material_text(m)))
        for node in item.within("itemfeedback")
    }
    return Processing(conditions, most[0] if most else None, texts)


def _variable(setter: Node) -> str:
    return setter.get("varname") or _SCORE


def _condition(node: Node, score: str) -> Condition:
    """score: the variable that counts where there are several, else ""."""
    variable = node.child("conditionvar")
    sets = [one for one in node.children("setvar") if not score or _variable(one) == score]
    if len(sets) > 1:
        raise ItemRefused(_("One of its conditions sets several scores."), node)
    points = to_fraction(sets[0].text) if sets else None
    action = sets[0].get("action", "Set").capitalize() if sets else "Set"
    if sets and (points is None or action not in ("Set", "Add", "Subtract")):
        raise ItemRefused(
            _("A score is reckoned in a way that cannot be kept: %(how)s.", how=action), sets[0]
        )
    if points is not None and action == "Subtract":
        points = -points
    return Condition(
        node,
        tuple(_tests(variable, is_not=False)) if variable else (),
        variable is not None and next(variable.within("or"), None) is not None,
        variable is not None and next(variable.within("other"), None) is not None,
        points,
        action in ("Add", "Subtract"),
        tuple(one.get("linkrefid") for one in node.children("displayfeedback")),
        node.get("continue").lower() == "yes",
    )


def _tests(node: Node, *, is_not: bool) -> Iterator[Test]:
    for child in node.children():
        if child.name in _TESTS:
            # Texts are compared as written, save for the line breaks of the file around them.
            yield Test(child.name, child.get("respident"), child.text, child, is_not)
        elif child.name in ("and", "or", "not"):
            yield from _tests(child, is_not=is_not != (child.name == "not"))
        elif child.name not in ("other", "unanswered", "qticomment"):
            raise ItemRefused(_("One of its conditions asks for %(name)s.", name=child.name), child)
