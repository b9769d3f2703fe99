"""Response processing, as far as it is one of the standard templates or equal to one.

What it says of the score is read into contributions, which are added up. All else refuses the item by name:
nothing is guessed where marks are at stake.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from content.items.interchange.qti.amounts import Amount, MapOf, amount_of, custom
from content.items.interchange.qti.conditions import Condition, Ways, ways_of
from content.items.interchange.qti.documents import Node, to_fraction
from content.items.interchange.qti.drafts import ItemRefused
from content.items.wording import Wording as _

SCORE = "SCORE"
_TEMPLATES = ("match_correct", "map_response")
_NO_SCORES = ("MAXSCORE", "completionStatus")


@dataclass(frozen=True)
class Steps:
    """The first way that holds earns its credit; none, nothing.

    is_assumed: the file asks whether the response is correct, and then says nothing of points.
    """

    ways: tuple[tuple[tuple[Condition, ...], Fraction], ...]
    is_assumed: bool = False


@dataclass(frozen=True)
class Whole:
    """All of the credit once the parts add up to the threshold, and nothing before."""

    parts: tuple["Contribution", ...]
    threshold: Fraction
    credit: Fraction


Contribution = Steps | MapOf | Whole


def contributions_of(item: Node, outcomes: Mapping[str, Fraction | None]) -> list[Contribution] | None:
    """Return what adds up to the score; None where the item has no processing, so that people judge it."""
    processing = item.child("responseProcessing")
    if processing is None:
        return None
    if template := processing.get("template") or processing.get("templateLocation"):
        return [_of_template(template, processing)]
    if not processing.children():
        return None
    return _Reader(outcomes).read(processing)


def _of_template(address: str, node: Node) -> Contribution:
    name = address.rstrip("/").rpartition("/")[2].removesuffix(".xml")
    if name not in _TEMPLATES:
        raise ItemRefused(_("It is scored by %(name)s, which has no equal here.", name=name or address), node)
    if name == "map_response":
        return MapOf("RESPONSE")
    return Steps((((Condition("correct", "RESPONSE"),), Fraction(1)),))


class _Reader:
    """Reads rules one after the other, with what each outcome is made of by then."""

    def __init__(self, declared: Mapping[str, Fraction | None]) -> None:
        self.declared = declared
        self.sums: dict[str, list[Contribution]] = {}
        self.asked: list[tuple[Condition, ...]] = []

    def read(self, processing: Node) -> list[Contribution]:
        if self.declared.get(SCORE):
            raise ItemRefused(_("Its score does not begin at 0."), processing)
        for rule in _rules(processing):
            self._refuse_unknown(rule)
            if rule.name == "setOutcomeValue":
                self._set(rule)
            elif not _is_floor(rule):
                self._choose(rule)
        if not self.sums and self.asked:
            return [Steps(((way, Fraction(1)),), is_assumed=True) for way in self.asked]
        if not self.sums.get(SCORE):
            raise ItemRefused(_("Its response processing never sets SCORE."), processing)
        return self.sums[SCORE]

    def _refuse_unknown(self, rule: Node) -> None:
        if rule.name not in ("responseCondition", "setOutcomeValue"):
            raise ItemRefused(_("Its response processing has the rule %(name)s.", name=rule.name), rule)
        for node in (rule, *rule.within("setOutcomeValue")):
            outcome = node.get("identifier")
            if node.name == "setOutcomeValue" and outcome not in self.declared and outcome != SCORE:
                raise ItemRefused(
                    _("It sets the outcome %(name)s, which is not declared.", name=outcome), node
                )

    def _set(self, rule: Node) -> None:
        if not self._is_number(rule):
            return
        outcome, amount = rule.get("identifier"), self._amount(rule)
        if amount.constant:
            raise custom(rule)
        self.sums[outcome] = [*amount.maps, *(c for o in amount.outcomes for c in self.sums.get(o, []))]

    def _is_number(self, rule: Node) -> bool:
        """Whether it sets a score, and no feedback."""
        outcome = rule.get("identifier")
        return outcome == SCORE or (outcome not in _NO_SCORES and self.declared.get(outcome) is not None)

    def _choose(self, rule: Node) -> None:
        """Read if, else if and else; what they do besides setting a score is feedback, read elsewhere."""
        if next(rule.within("exitResponse", "lookupOutcomeValue", "include"), None):
            raise custom(rule)
        branches = [(branch, self._setter(branch)) for branch in rule.children()]
        outcomes = {setter.get("identifier") for _branch, setter in branches if setter}
        if not outcomes:
            # As Blackboard and those who write for it do: feedback at most hangs on what is correct.
            self.asked += [
                way for branch, _s in branches for way in _plain_ways(branch) if way not in self.asked
            ]
            return
        if len(outcomes) > 1:
            raise custom(rule)
        [outcome] = outcomes
        self.sums[outcome] = self._after(rule, outcome, branches)

    def _setter(self, branch: Node) -> Node | None:
        inner = branch.children("responseCondition")
        if any(self._is_number(node) for one in inner for node in one.within("setOutcomeValue")):
            raise custom(branch)
        setters = [node for node in branch.children("setOutcomeValue") if self._is_number(node)]
        if len(setters) > 1:
            raise custom(branch)
        return setters[0] if setters else None

    def _after(
        self, rule: Node, outcome: str, branches: list[tuple[Node, Node | None]]
    ) -> list[Contribution]:
        """Return what the outcome is made of once the rule was applied."""
        before = self.sums.get(outcome, [])
        read = [(_ways(branch), self._branch_amount(outcome, setter)) for branch, setter in branches]
        if whole := self._whole(read):
            return [*before, whole]
        if any(amount.maps for _way, amount in read):
            return [*before, *_mapped(rule, read)]
        if any(amount.constant and not ways for ways, amount in read):
            raise custom(rule)
        return [*before, Steps(tuple((way, amount.constant) for ways, amount in read for way in ways))]

    def _whole(self, read: list[tuple[Ways, Amount]]) -> Whole | None:
        """What asks whether another outcome, a sum of parts, reaches a number."""
        (ways, amount), *others = read
        way = ways[0] if len(ways) == 1 else ()
        if [condition.kind for condition in way] != ["from"] or way[0].response not in self.sums:
            return None
        threshold = to_fraction(way[0].text)
        if threshold is None or any(other != Amount() for _ways, other in others):
            return None
        return Whole(tuple(self.sums[way[0].response]), threshold, amount.constant)

    def _branch_amount(self, outcome: str, setter: Node | None) -> Amount:
        """What a branch pays. Where something was earned before, it must be added to, not replaced."""
        if setter is None:
            return Amount()
        amount = self._amount(setter)
        is_added = amount.outcomes == (outcome,)
        if (self.sums.get(outcome) and not is_added) or (amount.outcomes and not is_added):
            raise custom(setter)
        return amount

    def _amount(self, setter: Node) -> Amount:
        expressions = setter.children()
        if len(expressions) != 1:
            raise custom(setter)
        amount = self._with_given(amount_of(expressions[0]))
        if any(self.declared.get(outcome, 0 if outcome == SCORE else 1) != 0 for outcome in amount.outcomes):
            raise custom(setter)
        return amount

    def _with_given(self, amount: Amount) -> Amount:
        """The amount, with outcomes that no rule sets, such as MAXSCORE, as what they begin with."""
        given = {
            name: number
            for name in amount.outcomes
            if name != SCORE and name not in self.sums and (number := self.declared.get(name))
        }
        others = tuple(name for name in amount.outcomes if name not in given)
        return Amount(sum(given.values(), amount.constant), amount.maps, others)


def _rules(processing: Node) -> Iterator[Node]:
    """The rules in their order; fragments only group them."""
    for rule in processing.children():
        if rule.name == "responseProcessingFragment":
            yield from _rules(rule)
        else:
            yield rule


def _is_floor(rule: Node) -> bool:
    """Whether a rule only raises a score below zero to zero, which counts as zero here anyway."""
    branches = rule.children() if rule.name == "responseCondition" else []
    parts = branches[0].children() if len(branches) == 1 else []
    if [part.name for part in parts] not in (["lt", "setOutcomeValue"], ["lte", "setOutcomeValue"]):
        return False
    asked, setter = parts
    sides = [(side.name, side.get("identifier") or to_fraction(side.text)) for side in asked.children()]
    values = [(value.name, to_fraction(value.text)) for value in setter.children()]
    zero = ("baseValue", Fraction(0))
    return setter.get("identifier") == SCORE and sides == [("variable", SCORE), zero] and values == [zero]


def _ways(branch: Node) -> Ways:
    """In which ways the branch is entered; none for an else."""
    if branch.name == "responseElse":
        return []
    first = next(iter(branch.children()), None)
    if branch.name not in ("responseIf", "responseElseIf") or first is None:
        raise custom(branch)
    return ways_of(first)


def _plain_ways(branch: Node) -> Ways:
    """The ways into a branch that ask for nothing but the correct response."""
    asks = branch.name == "responseIf" and branch.child("match") is not None
    try:
        ways = _ways(branch) if asks else []
    except ItemRefused:
        return []
    return [way for way in ways if [condition.kind for condition in way] == ["correct"]]


def _mapped(rule: Node, branches: list[tuple[Ways, Amount]]) -> list[Contribution]:
    """Of the template map_response: nothing for no response, else the mapping."""
    amounts = [amount for _way, amount in branches]
    maps = [one for amount in amounts for one in amount.maps]
    conditions = [condition for ways, _amount in branches for way in ways for condition in way]
    responses = {one.response for one in maps}
    is_template = all(c.kind in ("null", "given") and c.response in responses for c in conditions)
    if not is_template or any(amount.constant for amount in amounts) or len(branches) > 2:
        raise custom(rule)
    return list(maps)
