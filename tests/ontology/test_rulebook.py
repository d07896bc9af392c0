"""The rules as records ask what the shapes ask, in the same words."""

from __future__ import annotations

from rdflib import ORG, SH, URIRef

import ontology
from ontology import SVE, SVS, rulebook


def test_every_rule_stands_in_one_group_with_its_words() -> None:
    stated = {iri for iri in ontology.shapes().subjects(SH.message) if isinstance(iri, URIRef)}
    assert set(rulebook.rules()) == stated
    assert sum(len(group.rules) for group in rulebook.groups().values()) == len(stated)
    for rule in rulebook.rules().values():
        assert rule.wrong, rule.name
        assert rule.remedy, rule.name
        assert rule.column, rule.name
        assert rule.severity in {"must", "should", "could"}


def test_every_group_says_what_it_is_about() -> None:
    for group in rulebook.groups().values():
        assert group.about[:1].isupper(), group.name
        assert group.about.endswith("."), group.name


def test_a_rule_says_at_what_it_looks_and_how_many_it_wants() -> None:
    rule = rulebook.rules()[SVS["Organisation-sector"]]
    assert rule.classes == (ORG.Organization,)
    assert rule.properties == (SVE.sector,)
    assert (rule.least, rule.most, rule.severity) == (1, 1, "must")
    assert rule.tier == "a list of organisations"
    assert rule.path == "sve:sector"


def test_longer_paths_are_told_in_words() -> None:
    assert (
        rulebook.rules()[SVS["Collaboration-participants"]].path
        == "sve:hasParticipation, then sve:participant"
    )
    assert rulebook.rules()[SVS["OfficialNumber-one-body"]].path == "sve:orgId (from its other end)"
    assert rulebook.rules()[SVS["Organisation-any-number"]].path == "sve:orgId or sve:claimedOrgId"


def test_rules_inside_an_or_name_their_properties_too() -> None:
    assert SVE.ownedBy in rulebook.rules()[SVS.Outcome].properties
