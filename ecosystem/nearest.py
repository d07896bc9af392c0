"""The largest products of the rows of two sparse tables: all that is ever asked of millions of pairs at once.

`sparse_dot_topn` does it here (compiled, so much memory as it keeps, several threads with the same answer). What
outgrows one machine is handed to another engine by `using`; `ecosystem.spark` is one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Table = sparse.csr_array[Any]
Numbers = NDArray[np.int64]
Products = tuple[Numbers, Numbers, NDArray[np.float32]]
Engine = Callable[[Table, Table, int, float], Products]
Progress = Callable[[str], None]

THREADS = 2
_BLOCK = 20_000


def silent(_: str) -> None:
    """Progress for those who do not look."""


def locally(left: Table, right: Table, most: int, least: float) -> Products:
    """On this machine. Blocks of rows, so that it can be stopped in between."""
    from sparse_dot_topn import sp_matmul_topn  # type: ignore[import-untyped]

    turned = sparse.csr_matrix(right.T.tocsr().astype(np.float32))
    found: list[Products] = []
    for start in range(0, left.shape[0], _BLOCK):
        block = sparse.csr_matrix(left[start : start + _BLOCK].astype(np.float32))
        part = sp_matmul_topn(block, turned, most, threshold=least, sort=True, n_threads=THREADS).tocoo()
        found.append((part.row.astype(np.int64) + start, part.col.astype(np.int64), part.data))
    if not found:
        nothing = np.zeros(0, dtype=np.int64)
        return nothing, nothing, np.zeros(0, dtype=np.float32)
    rows, columns, values = (np.concatenate(column) for column in zip(*found, strict=True))
    return rows, columns, values


_engine: ContextVar[Engine] = ContextVar("engine", default=locally)


@contextmanager
def using(engine: Engine) -> Iterator[None]:
    """Within the block, `top_products` asks this engine."""
    token = _engine.set(engine)
    try:
        yield
    finally:
        _engine.reset(token)


def elsewhere() -> bool:
    """Whether another engine than this process has been chosen."""
    return _engine.get() is not locally


def top_products(left: Table, right: Table, most: int, least: float) -> Products:
    """For each row of `left` the rows of `right` with the largest product, at most `most`, each above `least`.

    As columns: row of `left`, row of `right`, product; 32 bits. Equal input gives equal output.
    """
    return _engine.get()(left, right, most, least)
