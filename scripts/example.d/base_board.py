# SPDX-License-Identifier: EUPL-1.2
"""Sound records: the organisation itself, who does what, policy, and what the board promised and was told."""

from datetime import date, timedelta

from catalogue import NA
from verdicts import add_months
from world import AS_OF, Dice

FG = "functionaris gegevensbescherming"


def make_organisation(world):
    world.add(
        "organisation", organisation_id="ORG-1", name="Gemeente Voorbeeldstad", kind="municipality",
        contact="Postbus 1, Voorbeeldstad, telefoon 14 000",
        reorganised_on=date(2022, 1, 1), fg_appointed_on=date(2021, 9, 1), fg_published_on=date(2021, 9, 15),
        fg_notified_to_ap_on=date(2021, 9, 6),
        fg_contact="formulier op de website, telefoon 14 000", fg_reports_to="college van burgemeester en wethouders",
        fg_other_functions=NA,
        fg_expertise=True, fg_contract_until=date(2027, 8, 31), fg_resources="not_enough", fg_instructed=False,
        fg_report_on=date(2026, 1, 22),
        fg_report_answered_on=date(2026, 4, 14), ciso_appointed_on=date(2020, 3, 1),
        responsibilities_set_on=date(2023, 2, 7), has_boas=True,
        privacy_statement_on=date(2025, 6, 2), rights_process="all", citizen_overview="municipality",
        compliance_tested_on=date(2025, 10, 30),
        audit_plan_on=date(2025, 12, 9), in_control_statement_on=date(2025, 3, 18),
        ensia_submitted_on=date(2025, 12, 18), ensia_accounted_on=date(2026, 4, 21),
        isms_scope_published_on=date(2025, 9, 1), processor_role="registered", register_exemption=False,
        register_available=True,
        cloud_policy_on=date(2025, 10, 7), critical_systems_on=date(2026, 2, 3), backup_policy_on=date(2024, 5, 14),
        suwinet_reviewed_on=date(2025, 2, 10), council_informed_on=date(2026, 2, 12),
        new_law_from=date(2026, 7, 1), new_law_plan_on=date(2025, 11, 25))


ACTORS = [
    ("College van burgemeester en wethouders", "board", 6), ("Gemeenteraad", "council", 39),
    ("Functionaris gegevensbescherming", "fg", 1),
    ("Privacyofficer", "privacy", 3), ("CISO", "security", 1), ("Gemeentesecretaris", "management", 1),
    ("Directeur Sociaal domein", "management", 1),
    ("Directeur Ruimte en veiligheid", "management", 1),
    ("Directeur Dienstverlening en bedrijfsvoering", "management", 1),
    ("Proceseigenaar", "management", 24), ("Teammanager", "management", 31), ("Medewerker", "staff", 1210),
    ("Functioneel beheerder", "staff", 18),
    ("Concerncontroller", "management", 2), ("Interne auditor", "staff", 2),
    ("Privacycontact afdeling", "privacy", 22), ("Contracteigenaar", "staff", 19),
    ("Informatiebeheerder", "staff", 4), ("Communicatieadviseur", "staff", 5), ("Opleidingsadviseur", "staff", 2),
    ("Juridisch adviseur", "staff", 6),
    ("Zorgaanbieder", "partner", 34), ("Leverancier", "vendor", 220), ("Commissie informatiebeleid", "committee", 7),
]
# what, decides, executes, tests
TASKS = [
    ("het verwerkingsregister", 6, 10, 15), ("verwerkersovereenkomsten", 9, 17, 15), ("DPIA's", 6, 10, 3),
    ("datalekken", 6, 4, 15),
    ("verzoeken van betrokkenen", 9, 21, 4), ("autorisaties", 9, 13, 15), ("logging", 9, 13, 5),
    ("bewaartermijnen en vernietiging", 9, 18, 15),
    ("voorlichting aan inwoners", 9, 19, 4), ("opleiding en bewustwording", 6, 20, 4),
    ("uitwijk en herstel", 9, 5, 15), ("inkoop en leveranciers", 9, 17, 14),
    ("privacybeleid", 1, 4, 3), ("gegevens delen in het wijkteam", 7, 11, 4), ("algoritmes", 6, 10, 3),
    ("toezeggingen aan de raad", 1, 6, 14),
]


def make_responsibilities(world):
    for number, (name, kind, people) in enumerate(ACTORS, 1):
        world.add("actors", actor_id=f"F-{number:02d}", name=name, kind=kind, staffing="filled", people=people,
            owner="gemeentesecretaris")
    code = "F-{:02d}".format
    number = 0
    for subject, decides, executes, tests in TASKS:
        for kind, word, who, answers in (("decide", "Besluiten over", decides, decides),
            ("execute", "Uitvoeren en bijhouden van", executes, decides),
                                         ("test", "Toetsen van", tests, 14 if tests != 14 else 6)):
            number += 1
            dice = Dice(f"task {number}")
            world.add("responsibilities", task_id=f"TK-{number:02d}", task=f"{word} {subject}", task_kind=kind,
                subject=subject, domain="all",
                      accountable=[code(answers)], responsible=[code(who)], supports=[code(dice.pick([4, 12, 16]))],
                      consulted=[code(dice.pick([3, 5, 24]))],
                      informed=[code(dice.pick([2, 8, 22, 23]))], clarity="clear",
                      laid_down_in="mandaatregeling en privacybeleid 2024",
                      instrument="sufficient", controls=[f"TK-{number - 1:02d}"] if kind == "test" else NA,
                      owner="gemeentesecretaris")
    for kind, subject in (("inspect", "privacyschouw"), ("monitor", "naleving van de AVG")):
        number += 1
        world.add("responsibilities", task_id=f"TK-{number:02d}", task=f"Houden van {subject}", task_kind=kind,
            subject=subject, domain="all",
                  accountable=[code(6)], responsible=[code(3)], supports=[code(7), code(9)], consulted=[code(5)],
                  informed=[code(1), code(2)], clarity="clear",
                  laid_down_in="auditplan 2026", instrument="sufficient", controls=NA, owner="gemeentesecretaris")


POLICIES = [
    ("Privacybeleid gemeente Voorbeeldstad 2024", "policy", "organisation", "all"),
    ("Informatiebeveiligingsbeleid 2026", "policy", "organisation", "all"),
    ("Visie op gegevens en vertrouwen", "vision", "organisation", "all"),
    ("Privacybeleid sociaal domein", "policy", "domain", "social"),
    ("Plan invoering Cyberbeveiligingswet en BIO2", "plan", "organisation", "all"),
    ("Jaarplan privacy 2026", "plan", "organisation", "all"),
    ("Procedure datalekken", "procedure", "organisation", "all"),
    ("Procedure verzoeken van betrokkenen", "procedure", "organisation", "all"),
    ("Procedure DPIA en voortoets", "procedure", "organisation", "all"),
    ("Procedure verwerkersovereenkomsten", "procedure", "organisation", "all"),
    ("Privacyprotocol jeugdteams", "protocol", "team", "youth"),
    ("Privacyprotocol wijkteams", "protocol", "team", "social"),
    ("Privacyprotocol zorgteams", "protocol", "team", "care"),
    ("Privacyprotocol schuldhulp", "protocol", "team", "participation"),
    ("Privacyprotocol zorg- en veiligheidshuis", "protocol", "chain", "safety"),
    ("Protocol cameratoezicht", "protocol", "domain", "safety"),
    ("Protocol leerplicht en RMC", "protocol", "domain", "education"),
    ("Protocol integrale aanpak woonoverlast", "protocol", "chain", "safety"),
    ("Instructie veilig mailen", "instruction", "organisation", "all"),
    ("Instructie inzage in Suwinet", "instruction", "domain", "participation"),
    ("Instructie thuiswerken", "instruction", "organisation", "operations"),
    ("Instructie gebruik AI-toepassingen", "instruction", "organisation", "all"),
    ("Autorisatiebeleid", "policy", "organisation", "operations"),
    ("Loggingbeleid", "policy", "organisation", "operations"),
    ("Archief- en vernietigingsbeleid", "policy", "organisation", "operations"),
    ("Inkoopbeleid, hoofdstuk gegevensbescherming", "policy", "organisation", "operations"),
    ("Algoritmebeleid", "policy", "organisation", "all"),
    ("Beleid gegevensdeling in de keten", "policy", "chain", "social"),
    ("Procedure uitwijk en herstel", "procedure", "organisation", "operations"),
    ("Procedure toegang en uitdienst", "procedure", "organisation", "operations"),
    ("Gedragscode medewerkers", "policy", "organisation", "operations"),
    ("Plan bewustwording 2025-2026", "plan", "organisation", "all"),
    ("Informatieplan privacy voor raadsleden", "information", "organisation", "governance"),
    ("Handreiking bijzondere gegevens", "information", "organisation", "all"),
    ("Procedure klachten over privacy", "procedure", "organisation", "governance"),
    ("Privacybeleid burgerzaken", "policy", "domain", "civil_affairs"),
    ("Privacybeleid belastingen", "policy", "domain", "taxes"), ("Privacybeleid HRM", "policy", "domain", "operations"),
    ("Protocol huisbezoeken", "protocol", "domain", "participation"),
    ("Protocol vroegsignalering", "protocol", "chain", "participation"),
]


def make_policies(world):
    for number, (title, kind, scope, domain) in enumerate(POLICIES, 1):
        dice = Dice(f"policy {number}")
        adopted = dice.day(date(2024, 2, 1), date(2025, 11, 30))
        if "Informatiebeveiliging" in title:
            adopted = date(2026, 1, 13)
        protocol = kind in ("protocol", "procedure", "instruction")
        world.add(
            "policies", policy_id=f"B-{number:02d}", title=title, kind=kind, scope=scope, domain=domain,
            status="in_force", adopted_on=adopted,
            adopted_by="college van burgemeester en wethouders" if kind in ("policy", "vision", "plan")
            else "directieteam", last_revised_on=NA,
            reviewed_on=max(adopted, dice.ago(300, 20)), review_on=max(dice.ahead(30, 500), add_months(adopted, 24)),
            evaluated_on=max(adopted, dice.ago(400, 20)) if kind == "protocol" else NA,
            fits_organisation=True, revised_after_reorganisation=True, known="known",
            known_percentage=dice.number(78, 97), location="intranet, map Privacy",
            published_on=adopted + timedelta(days=14), council_debated_on=NA,
            position="gegevens delen waar dat moet, vragen waar dat kan" if kind == "vision" else NA,
            has_milestones=True if kind == "plan" else NA, covers_rights=True if protocol else NA,
            covers_weighing=True if protocol else NA,
            open_norms=0, version=f"{dice.number(1, 3)}.{dice.number(0, 4)}", findable=True,
            acknowledged_percentage=dice.number(95, 100) if protocol else NA,
            **{f"covers_{part}": True if protocol else NA
            for part in ("information", "secrecy", "sharing", "access", "correction", "destruction", "retention",
            "incidents")},
            open_norm_terms=NA, rule_order=True if protocol else NA,
            owner=dice.pick(["privacyofficer", "CISO", "directeur Sociaal domein", "informatiebeheerder"]))


RECOMMENDATIONS = [
    ("Breng alle verwerkingen met hoog risico in beeld en voer de ontbrekende DPIA's uit",
    "Sluit met elke verwerker een overeenkomst en controleer de naleving"),
    ("Richt een vaste controle in op inzage in dossiers", "Beperk het aantal medewerkers met toegang tot een dossier"),
    ("Maak één herkenbare weg voor verzoeken van inwoners", "Leg bewaartermijnen vast en vernietig op tijd"),
    ("Neem privacy op in het inwerken van nieuwe medewerkers",
    "Rapporteer ieder jaar aan de raad over datalekken en toezeggingen"),
    ("Oefen de uitwijk van de belangrijkste systemen", "Maak het privacyprotocol bekend bij alle teams"),
    ("Herzie de voorlichting in begrijpelijke taal", "Leg de rollen van de partners in het wijkteam vast"),
]
SOURCES = ["Rekenkamer, onderzoek Gegevens in het wijkteam", "Jaarverslag FG 2023", "Jaarverslag FG 2024",
    "Externe audit ENSIA 2024", "Brief Autoriteit Persoonsgegevens"]
HOLDERS = ["wethouder Sociaal domein", "wethouder Dienstverlening", "burgemeester", "wethouder Financiën"]
PROMISES = ["De DPIA's van het sociaal domein zijn opnieuw vastgesteld",
    "Alle verwerkersovereenkomsten staan op het landelijke model",
            "Elke maand worden de logs van het regiesysteem gecontroleerd",
            "Autorisaties worden ieder kwartaal beoordeeld", "De raad krijgt jaarlijks een overzicht van datalekken",
            "Inwoners kunnen digitaal een verzoek om inzage doen",
            "Alle nieuwe medewerkers volgen de privacytraining", "De folder over het wijkteam is herschreven",
            "De uitwijk van het zaaksysteem wordt beproefd", "Bewaartermijnen zijn in het zaaksysteem ingesteld",
            "De protocollen van de teams zijn geëvalueerd",
            "Het algoritmeregister is gevuld en openbaar",
            "Met partners zijn afspraken gemaakt over eigen registratie", "De privacyschouw wordt elk jaar gehouden"]


def make_promises(world, recommendations, measures, items):
    texts = [text for pair in RECOMMENDATIONS for text in pair]
    for number in range(1, recommendations + 1):
        dice = Dice(f"recommendation {number}")
        source = dice.pick(SOURCES)
        on = dice.ago(900, 220)
        done = dice.chance(0.5)
        world.add(
            "recommendations", recommendation_id=f"AB-{number:02d}", source=source, source_on=on,
            text=texts[(number - 1) % len(texts)] + (f" ({dice.pick(['jeugd', 'Wmo', 'burgerzaken', 'belastingen', 'HRM'])})" if number > len(texts) else ""),
            nature="recommendation", domain=dice.pick(["social", "youth", "care", "civil_affairs", "all"]),
            parts=dice.number(1, 3), parts_unanswered=0, unanswered=NA,
            reaction="adopted", reaction_text="Wij nemen de aanbeveling over.", reaction_on=on + timedelta(days=60),
            reaction_reason=NA, refers_to=NA, quote=NA,
            quote_found=NA, owner=dice.pick(["directeur Sociaal domein", "privacyofficer", "CISO",
            "gemeentesecretaris"]), due_on=dice.ahead(30, 300) if not done else dice.ago(200, 30),
            original_due_on=NA, delay_reason=NA, decision=NA, portfolio_holder=dice.pick(HOLDERS),
            council_informed_on=dice.ago(200, 20), council_debated_on=NA,
            status="done" if done else "in_progress",
            evidence=f"besluit Z-2025-{dice.number(1000, 9999)}" if done else NA)
    owned = world["recommendations"]
    for number in range(1, measures + 1):
        dice = Dice(f"measure {number}")
        linked = owned[(number - 1) % len(owned)] if number <= len(owned) + 6 else None
        kind = "promise" if linked or dice.chance(0.7) else dice.pick(["announcement", "position", "ambition"])
        done = linked["status"] == "done" if linked else dice.chance(0.4)
        if kind == "position":
            done = False
        made = linked["reaction_on"] if linked else dice.ago(700, 100)
        finished = dice.day(made + timedelta(days=10),
            AS_OF - timedelta(days=40)) if (AS_OF - made).days > 60 else AS_OF - timedelta(days=41)
        world.add(
            "measures", measure_id=f"M-{number:03d}", text=PROMISES[(number * 5) % len(PROMISES)], kind=kind,
            recommendation_id=linked["recommendation_id"] if linked else NA,
            source=f"raadsbrief {made.year}-{dice.number(10, 99)}", made_by=dice.pick(HOLDERS), made_on=made,
            made_on_elsewhere=NA,
            domain=dice.pick(["social", "youth", "care", "all"]),
            term_text=dice.pick(["voor het einde van het jaar", "voor de zomer", NA]),
            due_on=finished if done else dice.ahead(20, 350),
            translated="yes" if kind == "ambition" else NA, translated_into=["B-06"] if kind == "ambition" else None,
            owner=dice.pick(["directeur Sociaal domein", "privacyofficer", "CISO", "proceseigenaar Jeugd"]),
            accountable="gemeentesecretaris", original_due_on=NA,
            delay_reason=NA, decision=NA, portfolio_holder=dice.pick(HOLDERS),
            status=None if kind == "position" else "done" if done else "in_progress", done_on=finished if done else NA,
            evidence=f"besluit Z-{finished.year}-{dice.number(1000, 9999)}" if done else NA,
            verified_by="interne auditor" if done else NA,
            verified_on=finished + timedelta(days=20) if done else NA, progress_on=dice.ago(150, 10),
            reported_to_council_on=AS_OF - timedelta(days=dice.number(5, 30)), recurs_months=NA, last_held_on=NA)
    for number in range(1, items + 1):
        dice = Dice(f"item {number}")
        made = dice.ago(600, 60)
        settled = dice.chance(0.4)
        done = [m for m in world["measures"] if m["status"] == "done"] if settled else [m for m in world["measures"]
            if m["status"] == "in_progress"]
        kind = dice.pick(["promise", "motion", "request", "question", "petition"])
        world.add(
            "council_commitments", item_id=f"RA-{number:02d}", text=dice.pick(PROMISES), kind=kind, made_on=made,
            source=f"raadsvergadering {made.day}-{made.month}-{made.year}",
            portfolio_holder=dice.pick(HOLDERS), domain=dice.pick(["social", "youth", "all"]), recommendation_id=NA,
            measure_id=dice.pick(done)["measure_id"],
            due_on=dice.ahead(30, 300), planning="received", debate="held", debated_on=made + timedelta(days=30),
            progress_due_on=dice.ahead(10, 120), progress_on=dice.ago(100, 10),
            status="settled" if settled else "in_progress",
            settled_on=dice.day(made + timedelta(days=15), AS_OF - timedelta(days=10)) if settled else NA,
            settled_how="raadsbrief besproken in de commissie" if settled else NA, owner="griffie")


AUTHORITIES = [("Autoriteit Persoonsgegevens", "data_protection"),
    ("Informatiebeveiligingsdienst voor gemeenten", "cyber"), ("Nationaal Cyber Security Centrum", "cyber"),
               ("Rijksinspectie Digitale Infrastructuur", "cyber"), ("Politie, team cybercrime", "police"),
               ("Inspectie Gezondheidszorg en Jeugd", "inspectorate"),
               ("Nederlandse Arbeidsinspectie", "inspectorate"),
               ("Inspectie Overheidsinformatie en Erfgoed", "inspectorate"),
               ("Rijksdienst voor Identiteitsgegevens", "other"),
               ("Provinciaal archieftoezicht", "inspectorate"), ("Veiligheidsregio", "other"),
               ("VNG, privacynetwerk", "other"), ("FG-kring regiogemeenten", "other"),
               ("Waarderingskamer", "inspectorate")]


def make_accounting(world):
    for number, (name, kind) in enumerate(AUTHORITIES, 1):
        dice = Dice(f"authority {number}")
        world.add("authorities", authority_id=f"TI-{number:02d}", name=name, kind=kind,
            partnership="FG-kring" if "kring" in name else NA,
            subject=dice.pick(["melden van datalekken", "toezicht", "dreigingen en kwetsbaarheden"]),
                  contact_function=dice.pick(["functionaris gegevensbescherming", "CISO", "privacyofficer"]),
                  contact_details="via de website van de instantie", checked_on=dice.ago(300, 20))
    domains = ["youth", "care", "participation", "education", "civil_affairs", "taxes", "safety", "space", "operations"]
    number = 0
    plan = [("compliance_test", "domain", d) for d in domains] + [("privacy_review", "domain", d)
        for d in ("social", "youth", "care", "participation", "civil_affairs", "operations")] + \
           [("internal_audit", "domain", d) for d in ("taxes", "operations", "participation")] + [("ensia",
               "organisation", "all")] * 2 + \
           [("wpg_internal", "processing", "safety"), ("wpg_external", "processing", "safety"),
               ("joint_supervision", "partners", "social"), ("control_protocol", "partners", "care"),
            ("monitoring", "organisation", "all"), ("monitoring", "domain", "social"),
            ("external_audit", "domain", "taxes"), ("mutual_audit", "domain", "space")] + \
           [("compliance_test", "domain", d) for d in domains]
    titles = {"compliance_test": "Nalevingstoets", "privacy_review": "Privacyreview",
        "internal_audit": "Interne audit", "ensia": "ENSIA-zelfevaluatie", "wpg_internal": "Interne audit Wpg",
              "wpg_external": "Externe audit Wpg", "joint_supervision": "Gezamenlijk toezicht aanbieders",
              "control_protocol": "Controleprotocol aanbieders", "monitoring": "Monitor naleving",
              "external_audit": "Externe audit", "mutual_audit": "Collegiale toets buurgemeente"}
    from base_vendors import DISTRICTS, _test_points    # noqa: PLC0415
    words = {c: spellings[0] for c, spellings in world.registers["policies"].columns["domain"].choices.items()}
    for instrument, scope, domain in plan:
        number += 1
        dice = Dice(f"compliance {number}")
        held = date(2025, 10, 30) if instrument == "ensia" and number % 2 else dice.ago(330, 110)
        if instrument == "wpg_external":
            held = date(2024, 11, 14)
        pool = [r["activity_id"] for r in world["processing"] if r["domain"] == domain]
        world.add("compliance_tests", test_id=f"NT-{number:02d}", title=f"{titles[instrument]} {words[domain]}",
            instrument=instrument, scope=scope, domain=domain,
                  activities=[dice.pick(pool) for _ in range(2)] if pool and scope == "processing" else None,
                  set_up=True, in_use="yes", covers_privacy=True,
                  recurs_months=NA if instrument in ("external_audit", "wpg_external") else 12
                  if instrument in ("ensia", "wpg_internal") else dice.pick([12, 24]),
                  ordered_on=held - timedelta(days=70),
                  planned_on=held + timedelta(days=5), held_on=held,
                  held_by=dice.pick(["interne auditor", "privacyofficer", "auditbureau A"]),
                  **({**_test_points(dice, held), "result": "passed", "points": 0, "points_open": 0,
                  "points_due_on": NA} if instrument == "wpg_external" else _test_points(dice, held)),
                  independent=True, reported_on=held + timedelta(days=30), acted_on=held + timedelta(days=35),
                  reported_to_council_on=min(held + timedelta(days=80), AS_OF - timedelta(days=3)),
                  sent_to_ap_on=held + timedelta(days=40) if "wpg" in instrument else NA,
                  location=f"zaaksysteem Z-{held.year}-{dice.number(1000, 9999)}",
                  owner=dice.pick(["concerncontroller", "privacyofficer"]))
    for number, (checklist, kind, judgement, on, answers) in enumerate([
            ("processing", "fg_opinion", "partly", date(2026, 1, 22), NA),
            ("dpia", "fg_opinion", "in_order", date(2026, 1, 22), NA),
            ("processing", "college_reaction", NA, date(2026, 4, 14), "OD-01"),
            ("dpia", "college_reaction", NA, date(2026, 4, 14), "OD-02"),
            ("access", "audit_conclusion", "partly", date(2025, 11, 20), NA),
            ("access", "college_reaction", NA, date(2026, 1, 13), "OD-05"),
            ("rights", "fg_opinion", "in_order", date(2025, 1, 30), NA),
            ("rights", "college_reaction", NA, date(2025, 4, 8), "OD-07"),
            ("incidents", "fg_opinion", "in_order", date(2026, 4, 16), NA)], 1):
        world.add("statements", statement_id=f"OD-{number:02d}", checklist=checklist, year=on.year, kind=kind,
            author="college van burgemeester en wethouders" if kind == "college_reaction" else FG
            if kind == "fg_opinion" else "interne auditor",
                  judgement=judgement, text={"partly": "Op orde, met punten die dit jaar worden opgelost.",
                  "in_order": "Op orde.", NA: "Het college neemt de punten over."}[judgement], given_on=on,
                  responds_to=answers,
                  portfolio_holder="wethouder Dienstverlening" if kind == "college_reaction" else NA)
    for year in range(2018, 2026):
        dice = Dice(f"figures {year}")
        world.add("key_figures", year=str(year), employees=dice.number(1280, 1390), breaches=0, breaches_reported=0,
            requests=0, requests_in_time=0, complaints=dice.number(4, 11), supervisor_contacts=dice.number(2, 6),
                  penalties=0, fg_fte=1.5, fg_fte_needed=1.5, joint_arrangements=12, dpias=0,
                  agreements=dice.number(150, 180))


def make_advice(world, count):
    special = [r for r in world["processing"] if isinstance(r["advice"], str) and r["advice"] != NA]
    for number in range(1, count + 1):
        dice = Dice(f"advice {number}")
        asked = dice.ago(700, 90)
        record = special[number - 1] if number <= len(special) else dice.pick(world["processing"])
        action = dice.chance(0.4)
        world.add("advice", advice_id=record["advice"] if number <= len(special)
            and record["advice"] not in {a["advice_id"] for a in world["advice"]} else f"ADV-{asked.year}-{number:03d}",
                  subject=f"Advies over {record['name'][0].lower() + record['name'][1:]}",
                  activities=[record["activity_id"]], advisers=dice.pick([["fg"], ["privacy_officer"],
                  ["fg", "ciso"]]), mandatory=dice.pick(["yes", "often", "no"]),
                  asked_on=asked, delivered_on=asked + timedelta(days=21), decision="followed",
                  decided_on=asked + timedelta(days=45), decision_reason=NA,
                  action="maatregelen opnemen in de DPIA" if action else NA,
                  action_due=dice.ahead(20, 200) if action else NA, action_done_on=NA, owner=record["owner"])
