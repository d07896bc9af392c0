"""What the things of a class may have is read from the rules, and from both ends of a property."""

from __future__ import annotations

from rdflib import ORG, SKOS

from ontology import SVE, SVS, rulebook, uses


def test_a_narrower_class_may_have_what_the_wider_has() -> None:
    found = {use.property: use for use in uses.uses(SVE.Service)}
    assert found[SVE.deliveredBy].inherited == SVE.Effort
    assert found[SVE.deliveredBy].number == "1 or more"
    assert found[SVE.deliveredBy].values == (ORG.Organization,)
    assert {use.property: use.inherited for use in uses.uses(SVE.Effort)}[SVE.deliveredBy] is None


def test_numbers_are_told_as_people_say_them() -> None:
    numbers = {use.property: use.number for use in uses.uses(ORG.Organization)}
    assert numbers[SVE.sector] == "exactly 1"
    assert numbers[ORG.subOrganizationOf] == "0 to 1"


def test_what_a_property_points_at_is_known_from_both_ends() -> None:
    assert uses.values_of(SVE.targetsOutcome) == (SVE.Outcome,)
    assert SVE.targetsOutcome in uses.pointing_at(SVE.Outcome)
    assert uses.used_by(SVE.targetsOutcome) == (SVE.Effort,)


def test_what_leads_to_a_thing_is_not_taken_for_what_it_has() -> None:
    rule = rulebook.rules()[SVS["AmountReport-money"]]
    assert (rule.own, rule.leading) == ((), (SVE.hasAmountReport,))
    assert SVE.hasAmountReport in uses.pointing_at(SVE.AmountReport)
    assert SVE.hasAmountReport not in {use.property for use in uses.uses(SVE.AmountReport)}


def test_a_path_over_several_things_gives_the_first_its_first_step_only() -> None:
    properties = {use.property for use in uses.uses(SVE.Collaboration)}
    assert SVE.hasParticipation in properties
    assert SVE.participant not in properties


def test_the_classes_of_others_are_named_apart() -> None:
    assert ORG.Organization in uses.borrowed_classes()
    assert SKOS.Concept in uses.borrowed_classes()
    assert not {cls for cls in uses.borrowed_classes() if str(cls).startswith(str(SVE._NS))}
