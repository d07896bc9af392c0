"""What is compared: our beliefs, chosen and learned without the efforts they are tested on, and plain text likeness."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy import sparse

from ecosystem.analyses.tagging.believing import different
from ecosystem.analyses.tagging.calibration import out_of_fold
from ecosystem.analyses.tagging.choosing import chosen
from ecosystem.analyses.tagging.learning import Learned, Rows, Voices, learn
from ecosystem.analyses.text import Floats, Numbers
from ecosystem.evaluation.labelled import Labelled


def taught(data: Labelled, places: Numbers, voices: Voices) -> Learned:
    """What the known efforts at these places teach."""
    told = sparse.csr_array(data.told[places])
    return learn(data.features, data.known[places], told, data.outcomes, voices)


def chosen_inside(data: Labelled, places: Numbers, seed: int) -> Voices:
    """The voices chosen as the analysis does, from these places alone."""
    apart = different(data.units)[np.ix_(places, places)]
    told = sparse.csr_array(data.told[places])
    return chosen(data.features, data.known[places], told, data.outcomes, apart, seed)


def inner_beliefs(data: Labelled, places: Numbers, voices: Voices, seed: int) -> Floats:
    """Beliefs on known efforts by what was learned without each, for calibration inside a training part."""

    def believe(rest: Rows, tested: Rows) -> Floats:
        return taught(data, places[rest], voices).belief(data.known[places[tested]])

    return out_of_fold(data.told[places], believe, seed)


def likeness(data: Labelled) -> dict[str, Floats]:
    """Known effort x known effort by text alone: words (TF-IDF), BM25 (the row asks), themes (LSA, 150)."""
    from sklearn.decomposition import TruncatedSVD  # type: ignore[import-untyped]
    from sklearn.feature_extraction.text import TfidfVectorizer  # type: ignore[import-untyped]
    from sklearn.preprocessing import normalize  # type: ignore[import-untyped]

    words = TfidfVectorizer(sublinear_tf=True, stop_words="english", max_df=0.3).fit_transform(data.texts)
    themes = normalize(TruncatedSVD(min(150, min(words.shape) - 1), random_state=0).fit_transform(words))
    own = words[data.known]
    return {
        "TF-IDF": np.asarray((own @ own.T).toarray()),
        "BM25": _bm25([data.texts[row] for row in data.known]),
        "LSA": np.asarray(themes[data.known] @ themes[data.known].T),
    }


def _bm25(texts: Sequence[str]) -> Floats:
    import bm25s  # type: ignore[import-untyped]

    tokens = bm25s.tokenize(list(texts), stopwords="en", show_progress=False, return_ids=False)
    index = bm25s.BM25()
    index.index(tokens, show_progress=False)
    return np.array([index.get_scores(sorted(set(query))) for query in tokens], dtype=np.float64)
