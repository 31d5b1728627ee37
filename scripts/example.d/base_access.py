# SPDX-License-Identifier: EUPL-1.2
"""Sound records: systems, roles, accounts and the review of their logs."""

from datetime import date, timedelta

from catalogue import NA
from verdicts import add_months
from world import AS_OF, Dice

# name, part of, holds files, laws of the files
SYSTEMS = [
    ("Regiesysteem sociaal domein", None, True, ["jeugdwet", "wmo", "participation"]),
    ("Regiesysteem, module jeugd", 1, True, ["jeugdwet"]),
    ("Regiesysteem, module zorg", 1, True, ["wmo"]), ("Regiesysteem, module schulden", 1, True, ["debt"]),
    ("Suite werk en inkomen", None, True, ["participation"]),
    ("Zaaksysteem", None, True, ["other"]), ("Burgerzakensysteem", None, True, ["brp"]),
    ("Kinddossier jeugdgezondheidszorg", None, True, ["wgbo"]),
    ("Leerplichtadministratie", None, True, ["other"]), ("Personeelssysteem", None, True, ["other"]),
    ("Meldpunt huiselijk geweld", None, True, ["wmo", "wgbo"]),
    ("Casusoverleg zorg en veiligheid", None, True, ["other"]), ("Belastingapplicatie", None, False, None),
    ("Vergunningensysteem", None, False, None),
    ("Meldingen openbare ruimte", None, False, None), ("Afsprakensysteem", None, False, None),
    ("Raadsinformatiesysteem", None, False, None),
    ("Parkeerapplicatie", None, False, None), ("Cameratoezicht", None, False, None),
    ("Toegangspassen", None, False, None),
    ("E-diensten en formulieren", None, False, None), ("Berichtenbox-koppeling", 21, False, None),
    ("Gegevensmakelaar", None, False, None),
    ("Datawarehouse", None, False, None), ("Geo-informatie", None, False, None),
    ("Archiefbewaarplaats", None, False, None),
    ("Netwerkschijven", None, False, None), ("E-mail en agenda", None, False, None),
    ("Beveiligd mailen", 28, False, None),
    ("Salarisverwerking", None, False, None), ("Financieel systeem", None, False, None),
    ("Inkoopsysteem", None, False, None),
    ("Verkiezingsapplicatie", None, False, None), ("Klantcontactsysteem", None, False, None),
    ("Website", None, False, None), ("Intranet", None, False, None),
]
DOMAINS = [("youth", [0, 1]), ("care", [0, 2]), ("participation", [3, 4]), ("education", [8]),
    ("civil_affairs", [6, 15, 33]), ("taxes", [12, 17]),
           ("safety", [11, 18]), ("space", [13, 14, 24]), ("operations", [9, 29, 30, 19]), ("governance", [16, 5])]
LOG_FIELDS = ["action", "object", "result", "origin", "actor", "timestamp"]
ROLES = [("medewerker", "own_files", False, 4), ("regisseur", "own_team", False, 6),
    ("teammanager", "own_team", False, 2), ("raadpleger", "own_files", False, 3)]
FUNCTIONS = ["consulent", "regisseur", "medewerker backoffice", "kwaliteitsmedewerker", "teammanager",
    "beleidsadviseur", "administratief medewerker"]


def make_systems(world):
    homes = dict(DOMAINS)
    activities = [[] for _ in SYSTEMS]
    for index, record in enumerate(world["processing"]):
        home = homes[record["domain"]]
        place = home[index % len(home)]
        if "Dossier en archief" in record["name"]:
            place = 25
        elif "Beleidsinformatie" in record["name"]:
            place = 23
        activities[place].append(record["activity_id"])
        record["system"] = SYSTEMS[place][0]
    software = [v for v in world["vendors"] if v["kind"] == "software"]
    for index, (name, parent, content, laws) in enumerate(SYSTEMS):
        number = index + 1
        dice = Dice(f"system {number}")
        linked = activities[index] or [dice.pick(world["processing"])["activity_id"]]
        module = parent is not None
        world.add(
            "systems", system_id=f"S-{number:02d}", name=name, kind="module" if module else "system",
            parent_id=f"S-{parent:02d}" if module else NA,
            vendor_id=NA if number in (27, 36) else software[index % len(software)]["vendor_id"], activity_ids=linked,
            classification=dice.pick(["BBN2", "BBN2", "BBN1"]), critical=content, content_data=content,
            file_laws=laws or NA,
            file_shielded=True if content else NA, modules_separated=True if module and content else NA,
            users=dice.number(20, 900),
            accounts_complete=content and not (parent or number == 1), people_per_dossier=0,
            people_per_dossier_max=60 if content else NA,
            civil_servants_excluded=NA, internet_facing=dice.chance(0.6), mfa=True,
            test_data=dice.pick(["fictitious", "none", "pseudonymised"]),
            logging=True, log_fields=LOG_FIELDS, log_retention_months=60 if content else 24,
            log_integrity_tested_on=dice.ago(150, 10),
            log_review_rhythm="monthly" if content else NA, exchange_route="beveiligde koppeling of beveiligd mailen",
            exchange_outside=False,
            interfaces=dice.pick(["zaaksysteem, BRP", "BRP", "geen"]), interfaces_in_processing=True,
            owner=f"functioneel beheerder {name}")
    civil = world["systems"][10]
    civil["civil_servants_excluded"] = True


def make_roles(world):
    number = 0
    for system in world["systems"]:
        if not system["content_data"] and system["system_id"] not in ("S-13", "S-14", "S-15", "S-21", "S-34"):
            continue
        for name, scope, privileged, people in ROLES + [("functioneel beheerder", NA, True, NA)]:
            number += 1
            content = system["content_data"] and name != "functioneel beheerder"
            holders = ["institution"] if system["civil_servants_excluded"] is True and content else ["municipality"]
            world.add("roles", role_id=f"R-{number:03d}", name=f"{name} {system['name'].lower()}",
                system_id=system["system_id"], function=name,
                      holders=holders, content=content, scope=scope if content else NA, privileged=privileged,
                      phase="all" if content else NA,
                      consent_asked=NA, cross_module=False, people_per_dossier=people if content else NA,
                      fits_function=True,
                      risk="laag" if not privileged else "middel",
                      preventive_controls=["training", "least_privilege", "strong_login"],
                      detective_controls=["log_review", "alert"], alternative_considered=NA, measure_id=NA,
                      owner=system["owner"])


def make_accounts(world, count):
    teams = world["teams"]
    partners = [p for p in world["partners"] if p["kind"] == "institution"]
    roles = world["roles"]
    for number in range(1, count + 1):
        dice = Dice(f"account {number}")
        role = roles[(number - 1) % len(roles)]
        institution = role["holders"] == ["institution"] or ("regiesysteem" in role["name"] and dice.chance(0.15)
            and role["content"])
        team = dice.pick(teams)
        status = "active" if number <= len(roles) or dice.chance(0.93) else dice.pick(["blocked", "ended"])
        granted = dice.day(date(2019, 1, 1), date(2026, 3, 1))
        left = status == "ended"
        own_team = role["content"] and role["scope"] in ("own_team", "own_files")
        world.add(
            "accounts", account_id=f"gebr{number:04d}", system_id=role["system_id"], user=f"medewerker {1000 + number}",
            function=role["function"] if role["privileged"] or role["function"] == "teammanager"
            else dice.pick(FUNCTIONS), employer_kind="institution" if institution else "municipality",
            employer_id=NA,
            partner_id=dice.pick(partners)["partner_id"] if institution else NA, role_id=role["role_id"],
            content=role["content"],
            scope=role["scope"], privileged=role["privileged"], team=team["name"], district=team["district"],
            access_teams=[team["name"]] if own_team else NA, status=status, granted_on=granted,
            ends_on=dice.ahead(100, 700) if institution else NA, employment_ends_on=dice.ago(400, 30) if left else NA,
            last_login_on=dice.ago(500, 200) if left else dice.ago(75, 3),
            last_reviewed_on=dice.ago(75, 12) if role["privileged"] else dice.ago(330, 15),
            group_account=False, group_motivated=NA, confidentiality="statement" if institution else "bound",
            mode="standing",
            ticket=NA, granted_by="functioneel beheerder")


def make_log_reviews(world):
    number = 0
    for system in world["systems"]:
        if not system["content_data"]:
            continue
        for back in range(12, -2, -1):
            number += 1
            dice = Dice(f"log review {number}")
            month = add_months(date(2026, 5, 1), -back)
            after = add_months(month, 1)
            held = dice.day(after + timedelta(days=1), after + timedelta(days=12)) if back > 0 else NA
            points = dice.pick([0, 0, 0, 1, 2]) if back > 0 else NA
            open_ = points if points != NA and points and back < 3 else 0 if points != NA else NA
            world.add("log_reviews", review_id=f"LC-{number:03d}", system_id=system["system_id"], period_from=month,
                period_until=after - timedelta(days=1),
                      planned_on=after + timedelta(days=14), held_on=held,
                      held_by="applicatiecontroller" if back > 0 else NA,
                      result=("passed_with_points" if points else "passed") if back > 0 else NA, points=points,
                      points_open=open_,
                      points_due_on=dice.ahead(10, 60) if open_ != NA and open_ else NA,
                      kind=dice.pick(["generic", "specific"]) if back > 0 else NA,
                      deviation_pursued=True if back > 0 else NA, excess_use_assessed=True if back > 0 else NA,
                      out_of_hours=True,
                      reviewer_appointed=True, reviewer_independent=True)
