"""What is worked out for all pairs at once is what looking at one pair after the other gives."""

from __future__ import annotations

from dataclasses import replace

import networkx as nx
import pytest

from benchmarks.efforts import graph
from ecosystem.analyses.left_behind.belonging import Reading, cell_of, needs
from ecosystem.analyses.reuse.offers import FACETS, Offers
from ecosystem.analyses.reuse.solutions import Book
from ecosystem.analyses.reuse.where import absent, wider
from ecosystem.projection import neighbours, of_family

Graph = nx.MultiDiGraph


@pytest.fixture(scope="module")
def map_() -> Graph[str]:
    """Small enough to look at every pair; some sectors and places are not recorded."""
    return graph(150)


def facets(map_: Graph[str], effort: str) -> dict[str, set[str]]:
    return {key: set(neighbours(map_, effort, key)) for key in FACETS}


def one_by_one(map_: Graph[str], book: Book, efforts: list[str], least: int) -> list[tuple[object, ...]]:
    """Every offer with what it is ordered by, best first; efforts and solutions by name."""
    found = []
    for effort in efforts:
        own, bodies = facets(map_, effort), book.providers(effort)
        for solution in book.solutions:
            if solution.open is False or not bodies or book.roots(bodies) & book.known_to(solution):
                continue
            strengths = {
                book.one_of[use]: sum(bool(own[key] & facets(map_, book.one_of[use])[key]) for key in FACETS)
                for use in of_family(map_, "effort")
                if set(neighbours(map_, use, "usesSolution")) & set(solution.records)
                and own["targetsOutcome"] & facets(map_, use)["targetsOutcome"]
            }
            others = [
                use
                for use in strengths
                if book.providers(use)
                and not book.roots(bodies) & book.roots(book.providers(use))
                and use not in wider(map_, effort)
                and effort not in wider(map_, use)
            ]
            if others and (strength := max(strengths[use] for use in others)) >= least:
                runners = {body for use in others for body in book.providers(use)}
                order = (
                    solution.open is None,
                    -strength,
                    not any(book.in_another_sector(body, bodies) for body in runners),
                    not book.results(solution),
                    not absent(map_, effort, others),
                    *(map_.nodes[iri]["label"] for iri in (effort, solution.iri)),
                )
                found.append((order, effort, solution.iri))
    return sorted(found)


@pytest.mark.parametrize(("least", "most"), [(2, 25), (1, 10), (3, 1_000), (2, 0)])
def test_the_best_offers_and_their_number_are_those_of_looking_at_every_pair(
    map_: Graph[str], least: int, most: int
) -> None:
    book = Book(map_)
    efforts = [
        effort
        for effort in of_family(map_, "effort")
        if book.one_of[effort] == effort and not neighbours(map_, effort, "usesSolution")
    ][:30]
    expected = one_by_one(map_, book, efforts, least)
    offers = Offers(book, efforts, least)
    assert offers.number == len(expected)
    assert offers.efforts == len({effort for _, effort, _ in expected})
    assert [(offer.effort, offer.solution.iri) for offer in offers.best(most)] == [
        (effort, solution) for _, effort, solution in expected[:most]
    ]


def test_reach_that_is_left_out_before_it_is_judged_belongs_to_no_need() -> None:
    map_ = graph(400)
    reading = Reading(map_)
    found = 0
    for need in needs(map_):
        of_work = {
            place for effort in reading.efforts[need.outcome] for place in reading.reaches_by.get(effort, ())
        }
        # A need for the group and place of each record alone finds that record, so none is lost on the way.
        cell = cell_of(reading, need)
        held = {reach.iri for reach in (*cell.certain, *cell.perhaps, *cell.wider)}
        found += len(held)
        assert held <= {reading.reaches[place].iri for place in of_work}
        for place in sorted(of_work):
            reach = reading.reaches[place]
            if reach.groups and reach.places:
                own = replace(
                    need, group=reach.groups[0], area=reach.places[0], start=reach.start, end=reach.end
                )
                assert reach in cell_of(reading, own).certain
    assert found
