"""Filling the gaps of a text, each by choosing, by writing or by working out."""

import random
import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, cast

from content.items.entries import ids, refuse_misshapen, refuse_strangers
from content.items.interactions.choice import SingleChoice
from content.items.interactions.interaction import Interaction
from content.items.interactions.numeric import Numeric
from content.items.interactions.short_text import ShortText
from content.items.shapes import Optional, Shape, misfits
from content.items.terms import Content, Form, Judge, Order, Problem, Response, ResponseInvalid, View
from content.items.weighing import grading_problems
from content.items.wording import Wording as _

FIELD = "gap-"
TAG = re.compile(r"<[^>]*>")
GAP = re.compile(r"\[\[([a-z0-9]+)\]\]")


GAP_KINDS: Mapping[str, Interaction] = {
    "single_choice": SingleChoice(),
    "short_text": ShortText(),
    "numeric": Numeric(),
}


class Cloze:
    """The text is HTML with [[id]] once for each gap. A gap weighs as much as its points.

    interaction: of one of GAP_KINDS, with the keys of that kind and none of those that all items share.
    """

    content_shape: dict[str, Shape] = {
        "text": str,
        "gaps": [{"id": str, "label": Optional(str), "points": int, "interaction": dict}],
    }
    response_shape: dict[str, Shape] = {"gaps": {str: dict}}
    judged_by = Judge.RULE
    gradings = ("all_or_nothing",)

    def problems(self, content: Content) -> Iterator[Problem]:
        if not content["gaps"]:
            yield Problem("gaps", _("Write a text with at least one gap."))
        named = GAP.findall(content["text"])
        # Within a tag a field cannot stand.
        readable = GAP.findall(TAG.sub("", content["text"]))
        for name in sorted(set(named) - set(ids(content["gaps"]))):
            yield Problem("text", _("The text names a gap %(name)s, and there is none.", name=name))
        for number, gap in enumerate(content["gaps"]):
            if named.count(gap["id"]) != 1 or gap["id"] not in readable:
                where = _("Put this gap into the text, once: write [[%(number)s]].", number=number + 1)
                yield Problem(f"gaps.{number}", where)
            yield from _problems_of(gap, f"gaps.{number}")

    def draw_order(self, content: Content, rng: random.Random) -> dict[str, list[str]]:
        """Draw the options of each gap that has some, under the id of the gap."""
        drawn = {
            gap["id"]: _kind(gap).draw_order(gap["interaction"], rng).get("options")
            for gap in sorted(content["gaps"], key=lambda gap: str(gap["id"]))
        }
        return {gap: options for gap, options in drawn.items() if options is not None}

    def public(self, content: Content, order: Order) -> View:
        """The text, and its gaps as they come in it: id, label, points, type, and the options or the unit."""
        return {
            "text": content["text"],
            "gaps": [
                _named(gap) | _kind(gap).public(gap["interaction"], _order_in(gap, order))
                for gap in in_text(content)
            ],
        }

    def read(self, content: Content, form: Form) -> Response:
        """Read gap-<id>-<field>, with the fields of the interaction in the gap."""
        forms: dict[str, dict[str, Any]] = {}
        for name in form:
            if name.startswith(FIELD):
                gap_id, _dash, field = name.removeprefix(FIELD).partition("-")
                forms.setdefault(gap_id, {})[field] = form[name]
        refuse_strangers(list(forms), content["gaps"])
        given = [gap for gap in content["gaps"] if gap["id"] in forms]
        return {"gaps": {gap["id"]: _kind(gap).read(gap["interaction"], forms[gap["id"]]) for gap in given}}

    def clean(self, content: Content, response: Response) -> Response | None:
        refuse_strangers(list(response["gaps"]), content["gaps"])
        cleaned = {}
        for number, gap in enumerate(in_text(content), start=1):
            if gap["id"] not in response["gaps"]:
                continue
            if (one := _cleaned(gap, number, response["gaps"][gap["id"]])) is not None:
                cleaned[gap["id"]] = one
        return {"gaps": cleaned} if cleaned else None

    def key(self, content: Content) -> Response:
        return {"gaps": {gap["id"]: _kind(gap).key(gap["interaction"]) for gap in in_text(content)}}

    def fraction(self, content: Content, response: Response) -> Fraction:
        """The shares of the gaps, weighed by their points."""
        given = response.get("gaps", {})
        shares = [gap["points"] * _share(gap, given.get(gap["id"], {})) for gap in content["gaps"]]
        return sum(shares, Fraction(0)) / int(sum(gap["points"] for gap in content["gaps"]))

    def parts(self, content: Content, order: Order, response: Response) -> list[View]:
        """Each gap that was filled, with its label."""
        given = response.get("gaps", {})
        return [
            part | {"id": gap["id"], "label": gap.get("label", "")}
            for gap in in_text(content)
            if gap["id"] in given
            for part in _kind(gap).parts(gap["interaction"], _order_in(gap, order), given[gap["id"]])
        ]

    def solution(self, content: Content, order: Order) -> View:
        return {
            "text": content["text"],
            "gaps": [
                _named(gap)
                | {"key": _kind(gap).key(gap["interaction"])}
                | _kind(gap).solution(gap["interaction"], _order_in(gap, order))
                for gap in in_text(content)
            ],
        }


def _problems_of(gap: Content, field: str) -> Iterator[Problem]:
    if gap["points"] < 1:
        yield Problem(f"{field}.points", _("Give it at least one point."))
    for problem in _problems_in(gap["interaction"]):
        yield Problem(f"{field}.{problem.field}", problem.message)


def _problems_in(interaction: Mapping[str, Any]) -> Iterator[Problem]:
    kind = interaction.get("type")
    if not isinstance(kind, str) or kind not in GAP_KINDS:
        yield Problem("type", _("Choose how the gap is filled."))
        return
    shape = {"type": str, "grading": Optional(str)} | GAP_KINDS[kind].content_shape
    unfit = list(misfits(interaction, shape))
    yield from unfit
    if not unfit:
        yield from grading_problems(interaction, GAP_KINDS[kind].gradings)
        yield from GAP_KINDS[kind].problems(interaction)


def _kind(gap: Content) -> Interaction:
    return GAP_KINDS[gap["interaction"]["type"]]


def in_text(content: Content) -> list[Content]:
    """The gaps as they come in the text: as they are numbered, read and tabbed through."""
    places = {gap_id: place for place, gap_id in enumerate(GAP.findall(content["text"]))}
    return sorted(content["gaps"], key=lambda gap: places[gap["id"]])


def _order_in(gap: Content, order: Order) -> Order:
    return {"options": order[gap["id"]]} if gap["id"] in order else {}


def _named(gap: Content) -> View:
    return {
        "id": gap["id"],
        "label": gap.get("label", ""),
        "points": gap["points"],
        "type": gap["interaction"]["type"],
    }


def _share(gap: Content, response: Response) -> Fraction:
    return _kind(gap).fraction(gap["interaction"], response) or Fraction(0)


def _cleaned(gap: Content, number: int, response: object) -> Response | None:
    """Return what is stored for one gap; a refusal says which gap it is, counted as in the text."""
    refuse_misshapen(response, _kind(gap).response_shape)
    try:
        return _kind(gap).clean(gap["interaction"], cast(Response, response))
    except ResponseInvalid as refused:
        why = _("Gap %(gap)s: %(why)s", gap=number, why=refused.message)
        raise ResponseInvalid(why, part=gap["id"]) from None
