"""GIFT as others wrote it, held against the parse trees of GIFT-grammar-PEG.js."""

import json
import random

import pytest

from content.items.interchange import gift
from tests.content.items.interchange.corpora import found
from tests.content.items.interchange.parse_trees import CHECKS, seen, seen_stem, squeezed


@pytest.mark.parametrize("path", found("gift/peg-mit", "*.gift"))
def test_a_file_means_what_its_parse_tree_says(path):
    reading = gift.read(path.read_bytes(), rng=random.Random(3))
    trees = [tree for tree in json.loads(path.with_suffix(".json").read_text()) if tree["type"] != "Category"]
    refused = [refusal for refusal in reading.refusals if not refusal.is_warning]
    outcomes = sorted([*reading.items, *refused], key=lambda outcome: outcome.line)
    assert len(outcomes) == len(trees)
    for outcome, tree in zip(outcomes, trees, strict=True):
        if tree["type"] == "Description":
            assert outcome.message == "Nothing is asked: there are no braces with answers."
            continue
        assert outcome.name == (tree["title"] or "")
        assert (outcome.code or None, list(outcome.tags) or None) == (tree["id"], tree["tags"])
        assert seen_stem(outcome.content) == seen(tree["stem"])
        assert seen(tree["globalFeedback"]) in squeezed(outcome.content["feedback"])
        CHECKS[tree["type"]](outcome.content, tree)
