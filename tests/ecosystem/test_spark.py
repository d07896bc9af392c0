"""What is proposed on Spark is what is proposed here."""

from __future__ import annotations

import importlib.util

import pytest

from benchmarks.efforts import graph
from ecosystem.analyses.efforts import efforts_of
from ecosystem.analyses.pairs import Pairs, candidates
from ecosystem.analyses.tagging import beliefs
from ecosystem.errors import ConfigError
from ecosystem.nearest import Products, Table, locally, using
from ecosystem.spark import engine, on_spark

INSTALLED = importlib.util.find_spec("pyspark") is not None

TOLERANCE = 0.96
"""What an approximate search finds of an exact one. Here the two differ only in which of equal scores are kept."""


def here(left: Table, right: Table, most: int, least: float) -> Products:
    """On this machine, but chosen as another engine is: so that not all pairs are compared."""
    return locally(left, right, most, least)


def keys(pairs: Pairs) -> set[tuple[int, int]]:
    return set(zip(pairs.first.tolist(), pairs.second.tolist(), strict=True))


@pytest.mark.slow
@pytest.mark.skipif(not INSTALLED, reason="pyspark is an option and not installed")
@pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")
def test_spark_proposes_the_same_pairs_among_three_thousand_efforts() -> None:
    map_ = graph(3_000)
    efforts = efforts_of(map_)
    believed = beliefs(map_, efforts)
    with using(here):
        ours = candidates(efforts, believed, 0)
    with engine("spark"):
        theirs = candidates(efforts, believed, 0)
    assert not ours.complete
    assert len(keys(ours)) > 10_000
    assert len(keys(ours) & keys(theirs)) >= TOLERANCE * len(keys(ours) | keys(theirs))


@pytest.mark.skipif(INSTALLED, reason="pyspark is installed")
def test_asking_for_spark_without_having_it_says_how_to_get_it() -> None:
    with pytest.raises(ConfigError, match="pip install"), on_spark():
        pass
