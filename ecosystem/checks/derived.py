"""Whether the derived layers come out the same however often they are built, and on both engines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox
from rdflib import Graph

from ecosystem.checks import Figure, Progress, share
from ecosystem.derived import derivations
from ecosystem.triples import ntriples
from ontology import SVE
from ontology.questions import known, questions

BASE = "http://example.org"
_CONTENT = ox.NamedNode(f"{BASE}/graph/dataset/example/1")
_DERIVED = (
    SVE.pursues,
    SVE.collaboratesWith,
    SVE.wide,
    SVE.alignsWith,
    SVE.contributesTo,
    SVE.reusesFrom,
    SVE.underObjective,
    SVE.insideArea,
)

Layers = dict[str, set[str]]
"""Graph -> its statements as text."""


def figures(progress: Progress) -> list[Figure]:
    """Over the example of every question and the example place."""
    again: list[str] = []
    over: list[str] = []
    engines: list[str] = []
    circles: list[str] = []
    made = total = 0
    for name, content in _examples():
        progress(f"deriving from {name}")
        total += 1
        store = _loaded(content)
        layers = built(store)
        made += sum(len(layer) for layer in layers.values())
        circles += [
            f"{name}: {line}" for layer in layers.values() for line in sorted(layer) if _circular(line)
        ]
        if built(store) != layers:
            over.append(f"{name}: building over what was there gave other statements.")
        for derivation in derivations(BASE):
            store.remove_graph(ox.NamedNode(derivation.graph))
        if built(store) != layers:
            again.append(f"{name}: dropping and building gave other statements.")
        if _on_rdflib(content) != layers:
            engines.append(f"{name}: rdflib derives other statements than Oxigraph.")
    note = f"{made:,} derived statements"
    return [
        _figure("derived layers the same when dropped and built again", again, total, note),
        _figure("derived layers the same when built over what is there", over, total),
        _figure("derived layers the same on both engines", engines, total),
        Figure(
            "derived statements from a thing to itself",
            f"{len(circles):,}",
            "none",
            not circles,
            details=tuple(circles),
        ),
    ]


def built(store: ox.Store) -> Layers:
    """Build every layer in order into the store, over what is there; gives what each graph then holds."""
    for derivation in derivations(BASE):
        graph = ox.NamedNode(derivation.graph)
        made: Iterable[ox.Triple] = store.query(derivation.construct, use_default_graph_as_union=True)  # type: ignore[assignment]
        store.extend([ox.Quad(one.subject, one.predicate, one.object, graph) for one in made])
    return _layers(store)


def _figure(name: str, wrong: list[str], total: int, note: str = "") -> Figure:
    value = f"{share(total - len(wrong), total)} examples"
    return Figure(name, value, "all", not wrong and total > 0, note, details=tuple(wrong))


def _examples() -> Iterator[tuple[str, Graph]]:
    """Every example with its name, as one graph without derived statements."""
    from ecosystem.checks.example_place import example_place  # reads sheets: only when this check runs

    for question in questions().values():
        example = known(question)
        quads = ox.parse(example.data, ox.RdfFormat.TRIG)  # of which Turtle is a part
        lines = "".join(f"{quad.triple} .\n" for quad in quads)
        whole = Graph().parse(data=lines, format="nt")
        yield f"the example of {question.id}", whole
    place = Graph()
    for triple in example_place():
        if triple[1] not in _DERIVED:
            place.add(triple)
    yield "the example place", place


def _loaded(content: Graph) -> ox.Store:
    store = ox.Store()
    store.load(b"".join(ntriples(content)), ox.RdfFormat.N_TRIPLES, to_graph=_CONTENT)
    return store


def _on_rdflib(content: Graph) -> Layers:
    """The same layers by the other engine, in the words of the first, so that they can be compared.

    All in one graph: no derivation asks which graph a statement is in, and rdflib 7.6 warns of its own data sets.
    """
    whole = Graph()
    whole += content
    found = ox.Store()
    for derivation in derivations(BASE):
        made = whole.query(derivation.construct).graph or Graph()
        whole += made
        graph = ox.NamedNode(derivation.graph)
        found.load(b"".join(ntriples(made)), ox.RdfFormat.N_TRIPLES, to_graph=graph)
    return _layers(found)


def _layers(store: ox.Store) -> Layers:
    graphs = (ox.NamedNode(derivation.graph) for derivation in derivations(BASE))
    return {
        graph.value: {str(quad.triple) for quad in store.quads_for_pattern(None, None, None, graph)}
        for graph in graphs
    }


def _circular(statement: str) -> bool:
    subject, _, value = statement.split(" ", 2)
    return subject == value
