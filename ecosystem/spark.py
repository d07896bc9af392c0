"""The largest products of rows on Spark, for what outgrows one machine: the same answer, over many workers.

An option: `pip install social-value-ecosystems[spark]`, and Java. Rows meet where they share a column (a join), the
products are summed for each pair (an aggregate), and the largest are kept (a window); Spark spreads all three over
its workers and spills to disk what does not fit. `ecosystem.nearest` is the same on one machine.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse

from ecosystem.errors import ConfigError
from ecosystem.nearest import Products, Table, using

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

PARTITIONS = 2
"""Parts of a join in local mode; a cluster keeps its own setting."""


@contextmanager
def on_spark(master: str = "local[2]") -> Iterator[None]:
    """Within the block the nearest efforts are looked for on Spark. `master`: where it runs, as Spark names it.

    Raises ConfigError where pyspark is not installed.
    """
    session = _session(master)

    def products(left: Table, right: Table, most: int, least: float) -> Products:
        return _products(session, left, right, most, least)

    try:
        with using(products):
            yield
    finally:
        session.stop()


@contextmanager
def engine(name: str) -> Iterator[None]:
    """Within the block the engine of the settings is used: `local`, `spark`, or the address of a Spark master."""
    if name == "local":
        yield
        return
    with on_spark("local[2]" if name == "spark" else name):
        yield


def _session(master: str) -> SparkSession:
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise ConfigError(
            "Spark was asked for and is not installed. Install it with "
            "`pip install social-value-ecosystems[spark]` (it needs Java 17), or leave the engine out."
        ) from error
    asked = (
        SparkSession.builder.master(master)
        .appName("Social Value Ecosystems")
        .config("spark.ui.enabled", "false")
    )
    if master.startswith("local"):
        asked = asked.config("spark.sql.shuffle.partitions", str(PARTITIONS))
    return asked.getOrCreate()


def _products(session: SparkSession, left: Table, right: Table, most: int, least: float) -> Products:
    from pyspark.sql import Window
    from pyspark.sql import functions as sql

    cells = _cells(session, left, "row").join(_cells(session, right, "other"), "column")
    sums = (
        cells.groupBy("row", "other")
        .agg(sql.sum(sql.col("row_value") * sql.col("other_value")).alias("product"))
        .where(sql.col("product") > least)
    )
    best = Window.partitionBy("row").orderBy(sql.col("product").desc(), sql.col("other"))
    found = (
        sums.withColumn("rank", sql.row_number().over(best))
        .where(sql.col("rank") <= most)
        .select("row", "rank", "other", "product")
        .collect()
    )
    # as real numbers places stay whole up to 2**53
    rows, ranks, others, products = np.array(found, dtype=np.float64).reshape(-1, 4).T
    order = np.lexsort((ranks, rows))
    return (
        rows[order].astype(np.int64),
        others[order].astype(np.int64),
        products[order].astype(np.float32),
    )


def _cells(session: SparkSession, table: Table, name: str) -> DataFrame:
    cells: Any = sparse.csr_array(table).tocoo()
    columns = (cells.coords[1].tolist(), cells.coords[0].tolist(), cells.data.astype(float).tolist())
    schema = f"column long, {name} long, {name}_value double"
    return session.createDataFrame(list(zip(*columns, strict=True)), schema, verifySchema=False)
