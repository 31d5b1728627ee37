# SPDX-License-Identifier: EUPL-1.2
"""All sound records, in the order in which they need each other, and the numbers that are counted from others."""

import collections
from datetime import date

import base_access
import base_board
import base_processing
import base_residents
import base_vendors
from world import AS_OF, World

COUNTS = {
    "processing": 600, "vendors": 220, "agreements": 180, "dpias": 90, "accounts": 400, "retention_terms": 430,
    "partners": 110, "advice": 40,
    "algorithms": 26, "case_consultations": 64, "lessons": 32, "trainings": 36, "onboardings": 40, "destructions": 60,
    "minimisation": 24,
    "management_information": 18, "volumes": 22, "recommendations": 30, "measures": 64, "council_commitments": 32,
    "samples": 48,
}


def sound(registers, checks, counts):
    world = World(registers)
    base_board.make_organisation(world)
    base_board.make_responsibilities(world)
    base_board.make_policies(world)
    base_processing.make_processing(world, counts["processing"])
    base_processing.make_dpias(world, counts["dpias"])
    base_processing.make_retention(world, counts["retention_terms"])
    base_processing.make_information(world)
    base_vendors.make_vendors(world, counts["vendors"])
    base_vendors.make_agreements(world, counts["agreements"])
    base_vendors.make_teams(world)
    base_vendors.make_partners(world, counts["partners"])
    base_access.make_systems(world)
    base_access.make_roles(world)
    base_access.make_accounts(world, counts["accounts"])
    base_access.make_log_reviews(world)
    base_board.make_promises(world, counts["recommendations"], counts["measures"], counts["council_commitments"])
    base_board.make_accounting(world)
    base_board.make_advice(world, counts["advice"])
    base_residents.make_incidents(world, [(2023, 24), (2024, 31), (2025, 33), (2026, 15)])
    base_residents.make_requests(world, [(2023, 38), (2024, 46), (2025, 52), (2026, 21)])
    base_residents.make_processor_activities(world)
    base_residents.make_destructions(world, counts["destructions"])
    base_residents.make_algorithms(world, counts["algorithms"])
    base_residents.make_learning(world, counts["case_consultations"], counts["lessons"], counts["trainings"],
        counts["onboardings"])
    base_residents.make_files(world, counts["minimisation"], counts["management_information"], counts["volumes"])
    base_residents.make_surveys(world, [("MT2024", "staff", date(2024, 11, 15)),
        ("IN2025", "residents", date(2025, 5, 20)), ("MT2025", "staff", date(2025, 11, 14)),
                                        ("CL2025", "clients", date(2025, 9, 30)),
                                        ("PA2026", "partners", date(2026, 2, 27))])
    base_residents.make_judgements(world, checks, counts["samples"])
    return world


def _year(value):
    return value.year if isinstance(value, date) else None


# What is said beside a judgement.
OPINIONS = collections.defaultdict(lambda: "Nog geen oordeel.", {
    "in_order": "Op orde.", "partly": "Op orde, met punten die dit jaar worden opgelost.",
    "not_in_order": "De belangrijkste punten zijn nog niet opgelost.", "college": "Het college neemt de punten over."})


def count_again(world, put, checks):
    """Numbers that are a count of other records are counted, except where a planted fault has set them."""
    def update(register, record, **values):
        set_ = set().union(*(checks[check].names for check, _ in record.planted))
        changed = {k: v for k, v in values.items() if record.get(k) != v and k not in set_}
        if changed:
            record.update(changed)
            put(register, record)

    for figure in world["key_figures"]:
        year = int(figure["year"])
        breaches = [i for i in world["incidents"] if i.get("kind") == "breach" and _year(i.get("aware_at")) == year]
        requests = [r for r in world["requests"] if _year(r.get("received_on")) == year]
        seen = any((_year(i.get("aware_at")) or 9999) <= year for i in world["incidents"])
        asked = any((_year(r.get("received_on")) or 9999) <= year for r in world["requests"])
        breach_count = len(breaches) if seen else 14 + year % 7
        update("key_figures", figure, breaches=breach_count, requests=len(requests) if asked else 30 + year % 5,
               breaches_reported=sum(isinstance(i.get("reported_at"), date) for i in breaches) if seen else 9,
               requests_in_time=max(0, (len(requests) if asked else 30) - 2),
               dpias=sum(d.get("kind") == "dpia" and _year(d.get("adopted_on")) == year for d in world["dpias"]))
    for total in world["reported_totals"]:
        kind = total.get("team_type") if total.get("scope") == "type" else None
        teams = [t for t in world["teams"] if kind in (None, t.get("team_type"))]
        partners = [p for p in world["partners"] if kind in (None, p.get("team_type")) or kind == "district_care"
            and str(p.get("team_type")).startswith(kind)]
        update("reported_totals", total, number={
            "teams": len(teams), "districts": len({(t.get("district") or "").lower() for t in teams}),
            "contracts": len(partners),
            "institutions": sum(p.get("kind") == "institution" for p in partners),
            "freelancers": sum(p.get("kind") == "freelancer" for p in partners)}[total["subject"]])
    for statement in world["statements"]:
        college = statement.get("kind") == "college_reaction"
        update("statements", statement, text=OPINIONS["college" if college else statement.get("judgement")],
               author="college van burgemeester en wethouders" if college else
               "interne auditor" if statement.get("kind") == "audit_conclusion" else "functionaris gegevensbescherming")
    for system in world["systems"]:
        roles = [r for r in world["roles"] if r.get("system_id") in (system["system_id"], system.get("parent_id"))]
        people = sum(r["people_per_dossier"] for r in roles if isinstance(r.get("people_per_dossier"), int))
        if system.get("content_data"):
            update("systems", system, people_per_dossier=people)
        if system.get("accounts_complete"):
            within = {system["system_id"]} | {s["system_id"] for s in world["systems"]
                if s.get("parent_id") == system["system_id"]}
            update("systems", system, users=len({a["account_id"] for a in world["accounts"]
                if a.get("system_id") in within and a.get("status") == "active"}))


TARGETS = {"processing": 600, "vendors": 220, "agreements": 180, "dpias": 90, "accounts": 400}


def belongs(register, record):
    """Does the record count for its target? Of the agreements the processing agreements do."""
    return register != "agreements" or record.get("role") == "processor"
