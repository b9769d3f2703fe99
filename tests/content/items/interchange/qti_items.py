"""Items of QTI 2 written by us around given declarations, and responses to what became of them."""

import re
from html import escape

INTERACTIONS = {
    "choice": "choiceInteraction",
    "composition_of_water": "choiceInteraction",
    "order": "orderInteraction",
    "associate": "associateInteraction",
    "match": "matchInteraction",
    "gap_match": "gapMatchInteraction",
    "inline_choice": "inlineChoiceInteraction",
    "text_entry": "textEntryInteraction",
    "extended_text": "extendedTextInteraction",
}


def item_of_facts(case):
    """Return an item with the declarations of a case, and an interaction of the kind that its file had."""
    [declared, *_others] = case["declarations"]
    kind = interaction_of(case["item_name"])
    template = case["template"]
    rule = f'template="{template}"/>' if template else "><custom/></responseProcessing>"
    processing = f"<responseProcessing {rule}"
    return f"""<?xml version="1.0"?>
<assessmentItem identifier="facts" title="Facts" adaptive="false" timeDependent="false">
{declaration(declared)}
<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>
<itemBody><p>What is asked?</p>{body(kind, declared, values_in(case, declared))}</itemBody>
{processing}
</assessmentItem>""".encode()


def interaction_of(item_name):
    stem = item_name.removesuffix(".xml").removesuffix("_qti3")
    for name in sorted(INTERACTIONS, key=len, reverse=True):
        if stem == name or stem.startswith(f"{name}_"):
            return INTERACTIONS[name]
    return "hotspotInteraction"


def declaration(declared):
    correct = "".join(f"<value>{escape(value)}</value>" for value in declared.get("correct", ()))
    mapping = declared.get("mapping")
    table = ""
    if mapping:
        entries = "".join(f"<mapEntry {attributes(entry)}/>" for entry in mapping["entries"])
        table = f"<mapping {attributes(mapping['attrs'])}>{entries}</mapping>"
    if declared.get("areaMapping"):
        table += "<areaMapping/>"
    return (
        f'<responseDeclaration identifier="{declared["identifier"]}" cardinality="{declared["cardinality"]}" '
        f'baseType="{declared.get("baseType", "string")}">'
        f"<correctResponse>{correct}</correctResponse>{table}</responseDeclaration>"
    )


def attributes(named):
    """In the spelling of QTI 2, whichever it was in."""
    camel = {re.sub(r"-(.)", lambda found: found[1].upper(), name): value for name, value in named.items()}
    return " ".join(f'{name}="{escape(value)}"' for name, value in camel.items())


def values_in(case, declared):
    """All identifiers or pairs that the case speaks of, right ones first."""
    entries = (declared.get("mapping") or {}).get("entries", ())
    keys = [entry.get("mapKey") or entry.get("map-key") for entry in entries]
    given = [value for response in case["responses"] for value in response["values"] or ()]
    return list(dict.fromkeys([*declared.get("correct", ()), *keys, *given]))


def body(kind, declared, values):
    response = f'responseIdentifier="{declared["identifier"]}"'
    # A distractor, so that not all there is to choose is right.
    names = list(dict.fromkeys(name for value in values for name in value.split()))
    if kind in ("choiceInteraction", "orderInteraction"):
        extra = ["distractor"] if kind == "choiceInteraction" else []
        choices = "".join(f'<simpleChoice identifier="{n}">Choice {n}</simpleChoice>' for n in names + extra)
        return f'<{kind} {response} maxChoices="0">{choices}</{kind}>'
    if kind == "inlineChoiceInteraction":
        choices = "".join(
            f'<inlineChoice identifier="{n}">{n}</inlineChoice>' for n in [*names, "distractor"]
        )
        return f"<p>It is <{kind} {response}>{choices}</{kind}>.</p>"
    if kind == "associateInteraction":
        return f'<{kind} {response} maxAssociations="0">{associable(names)}</{kind}>'
    if kind == "matchInteraction":
        lefts, rights = ([p.split()[side] for p in values if p.count(" ") == 1] for side in (0, 1))
        lefts = [
            name
            for name in dict.fromkeys(lefts)
            if name in {p.split()[0] for p in declared.get("correct", ())}
        ]
        sets = "".join(
            f"<simpleMatchSet>{associable(dict.fromkeys(c))}</simpleMatchSet>" for c in (lefts, rights)
        )
        return f"<{kind} {response}>{sets}</{kind}>"
    if kind == "gapMatchInteraction":
        words, gaps = (dict.fromkeys(p.split()[side] for p in values) for side in (0, 1))
        texts = "".join(f'<gapText identifier="{word}" matchMax="1">{word}</gapText>' for word in words)
        holes = " ".join(f'<gap identifier="{gap}"/>' for gap in gaps)
        return f"<{kind} {response}>{texts}<p>{holes}</p></{kind}>"
    return f"<p><{kind} {response}/></p>"


def associable(names):
    return "".join(f'<simpleAssociableChoice identifier="{n}">{n}</simpleAssociableChoice>' for n in names)


def answer_to(content, ids, responses):
    """Return the response in our shape. ids: identifier -> id. responses: response -> values."""
    [values] = responses.values() if len(responses) == 1 else [[]]
    values = [value for value in values if value is not None]
    kind = content["type"]
    if kind == "cloze":
        return {"gaps": dict(filled(content, ids, responses))}
    if not values:
        return None
    if kind == "single_choice":
        return {"choice": ids[values[0]]}
    if kind == "multiple_response":
        return {"choices": sorted(ids[value] for value in values)}
    if kind == "ordering":
        return {"order": [ids[value] for value in values]}
    if kind == "matching":
        return {"pairs": paired(content, ids, values)}
    return {"value" if kind == "numeric" else "text": values[0]}


def paired(content, ids, values):
    """Pairs in either direction; of what is no left and right, nothing can be given."""
    lefts = {entry["id"] for entry in content["left"]}
    pairs = {}
    for value in values:
        one, other = (ids.get(name, "") for name in value.split())
        one, other = (one, other) if one in lefts else (other, one)
        if one in lefts and other and other not in lefts:
            pairs[one] = other
    return pairs


def filled(content, ids, responses):
    """What each gap is given: by a response of its own, or by the pairs of one response."""
    for name, values in responses.items():
        for value in values:
            pair = value.split()
            for gap, choice in (pair, pair[::-1]) if len(pair) == 2 else ():
                if f"{gap}/{choice}" in ids:
                    yield ids[gap], {"choice": ids[f"{gap}/{choice}"]}
            if f"{name}/{value}" in ids:
                yield ids[name], {"choice": ids[f"{name}/{value}"]}
            elif name in ids:
                kind = next(g["interaction"]["type"] for g in content["gaps"] if g["id"] == ids[name])
                yield ids[name], {"value" if kind == "numeric" else "text": value}
