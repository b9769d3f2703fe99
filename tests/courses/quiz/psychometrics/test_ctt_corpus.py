"""Classical figures as R's psych, ltm and CTT give them, and as the literature prints them.

Item response theory is outside the profile: "irt" in the files, logLik, a, b, theta and information are not
computed here. The response matrix can be exported for those who want them.
"""

from pathlib import Path

import pytest

from courses.quiz.analysing import analyse
from courses.quiz.psychometrics.advising import Proposal, advise
from courses.quiz.psychometrics.items import item_statistics
from courses.quiz.psychometrics.options import option_statistics
from courses.quiz.psychometrics.tallying import tally_of
from courses.quiz.psychometrics.whole import reliability_of, whole_statistics
from courses.quiz.standard_setting import standard_of
from tests.courses.quiz.psychometrics.corpora import CTT, answers_of, option_rows, read_json, scored

pytestmark = pytest.mark.skipif(not CTT.is_dir(), reason="the corpora are not beside this checkout")

FILES = sorted(CTT.rglob("*.json"))


def holding(*names: str) -> list[Path]:
    """Return the files that hold all of these at the top, whatever they are called."""
    return [path for path in FILES if all(name in read_json(path) for name in names)]


def beside(path: Path) -> Path:
    return path.with_name(f"{path.name.split('.')[0]}.csv")


@pytest.mark.parametrize("path", holding("ctt"), ids=lambda path: path.stem)
def test_the_test_and_its_items(path):
    expected = read_json(path)["ctt"]
    sittings, _key = answers_of(beside(path))
    tally = tally_of(sittings)
    reliability = reliability_of(tally)
    whole = whole_statistics(tally, reliability)
    ours = {
        "n_persons": whole.n,
        "n_items": whole.items,
        "mean": whole.shape.mean,
        "sd": whole.shape.sd,
        "variance": whole.shape.variance,
        "median": whole.shape.median,
        "alpha": whole.alpha,
        "kr20": whole.kr20,
        "kr21": whole.kr21,
        "std_alpha": reliability.standardised,
        "sem": whole.sem,
    }
    assert ours == pytest.approx({name: expected[name] for name in ours}, rel=1e-9, abs=1e-9)
    items = item_statistics(tally, reliability.without)
    for item, theirs in zip(items, expected["items"], strict=True):
        found = {
            "p": item.facility,
            "sd": item.sd,
            "point_biserial_included": item.included,
            "point_biserial_rest": item.discrimination,
            "alpha_if_deleted": item.alpha_without,
        }
        assert found == pytest.approx({name: theirs[name] for name in found}, rel=1e-9, abs=1e-9), theirs[
            "item"
        ]


@pytest.mark.parametrize("path", holding("distractors"), ids=lambda path: path.stem)
def test_the_options(path):
    expected = option_rows(read_json(path))
    sittings, key = answers_of(beside(path))
    tally = tally_of(sittings)
    assert key is not None
    for item, option, row in expected:
        [ours, *_more] = option_statistics(tally.items[item, True], [option])
        assert ours.n == row["n"]
        assert ours.share == pytest.approx(row["p"], abs=1e-9)
        assert ours.mean_total == pytest.approx(row["mean_total"], abs=1e-9)
        assert ours.rest_correlation == pytest.approx(row["pbis_rest"], abs=1e-9)
        assert option.is_key == (key[item] == option.key)


PUBLISHED = [path for path in sorted(CTT.rglob("*.published.json")) if beside(path).exists()]


@pytest.mark.parametrize("path", PUBLISHED, ids=lambda path: path.stem)
def test_alpha_as_the_literature_prints_it(path):
    """What else is printed there is item response theory, and outside the profile."""
    published = read_json(path)
    whole = whole_statistics(tally := tally_of(answers_of(beside(path))[0]), reliability_of(tally))
    assert whole.n > 0
    for name in {"alpha", "cronbach_alpha"} & published.keys():
        assert whole.alpha == pytest.approx(published[name], abs=5e-4)


@pytest.mark.parametrize("path", holding("items", "kr20"), ids=lambda path: path.stem)
def test_kr20_by_hand(path):
    case = read_json(path)
    # Each row is one item, each sign one person.
    matrix = [[float(sign) for sign in person] for person in zip(*case["items"], strict=True)]
    if [sum(row) for row in matrix] != case["total"]:
        matrix = [[float(sign) for sign in row] for row in case["items"]]
    assert [sum(row) for row in matrix] == case["total"]
    tally = tally_of(scored(matrix, [1.0] * len(matrix[0])))
    whole = whole_statistics(tally, reliability_of(tally))
    assert whole.kr20 == pytest.approx(case["kr20"], abs=1e-9)
    assert whole.alpha == pytest.approx(case["kr20"], abs=1e-9)
    assert whole.shape.variance * (whole.n - 1) / whole.n == pytest.approx(case["total_variance_population"])
    items = item_statistics(tally, {})
    assert [item.facility for item in items] == pytest.approx(case["p"])
    assert sum(p * (1 - p) for p in case["p"]) == pytest.approx(case["sum_pq"])


@pytest.mark.parametrize("path", holding("ratings"), ids=lambda path: path.stem)
def test_angoff_by_hand(path):
    case = read_json(path)
    judges = {judge: dict(enumerate(row)) for judge, row in enumerate(case["ratings"])}
    standard = standard_of(judges, range(len(case["ratings"][0])))
    assert standard.sums == pytest.approx(case["judge_sums"], abs=1e-9)
    assert standard.cut == pytest.approx(case["cut_raw"], abs=1e-9)
    # These are printed with seven decimals.
    assert 100 * standard.share == pytest.approx(case["cut_percent"], abs=5.1e-8)
    assert standard.sd == pytest.approx(case["sd_judges"], abs=5.1e-8)
    assert standard.error == pytest.approx(case["se"], abs=5.1e-8)


@pytest.mark.parametrize("path", sorted(CTT.rglob("sat12_a.csv")), ids=lambda path: path.stem)
def test_the_doubtful_key_of_sat12_is_found(path):
    """Item 32, keyed 5: those who know more choose 3, as its publishers say since 1991."""
    sittings, key = answers_of(path)
    analysis = analyse(sittings, cut=0.5)
    tally = analysis.tally.items[31, True]
    expected = read_json(path.with_name("sat12_a.expected.json"))
    options = option_statistics(tally, [option for item, option, _row in option_rows(expected) if item == 31])
    advice = advise(analysis.items[31], options, alpha=analysis.alpha)
    assert advice.proposal is Proposal.CHECK_KEY
    assert advice.flags[0].message == "Check the key: those who know more choose “3”."
    assert key[31] == "5"
