"""Files of others, read where they lie: they are not ours to copy."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[4]
CORPORA = ROOT.parent / "shared" / "corpora"


def found(folder: str, pattern: str) -> list:
    """Parameters for all files of a kind, whichever they are; one that says so where there are none."""
    paths = sorted((CORPORA / folder).glob(pattern))
    absent = pytest.param(
        None, id="none", marks=pytest.mark.skip(reason=f"no corpora/{folder} beside the tree")
    )
    return [pytest.param(path, id=path.name) for path in paths] or [absent]
