# SPDX-License-Identifier: EUPL-1.2
"""Sound records: what happens to residents and staff: requests, breaches, files, learning, surveys."""

from datetime import date, datetime, timedelta

from base_processing import CLUSTER
from base_vendors import TEAM_TYPES
from catalogue import NA
from verdicts import add_months
from world import AS_OF, Dice

BREACHES = [("misdirected", "Brief met beschikking bezorgd op een oud adres"),
    ("misdirected", "E-mail met bijlage naar een verkeerde ontvanger"),
    ("lost", "Tas met dossiermap vergeten in de trein"),
            ("rights", "Map op de netwerkschijf te breed toegankelijk"),
            ("published", "Zienswijze met telefoonnummer op de website"),
            ("snooping", "Inzage in een dossier zonder aanleiding"),
            ("technical", "Storing toonde gegevens van een andere aanvrager"),
            ("attack", "Phishing: toegang tot een postvak"), ("lost", "Dienstlaptop gestolen uit een auto")]


def make_incidents(world, per_year):
    number = 0
    for year, count in per_year:
        for index in range(count):
            number += 1
            dice = Dice(f"incident {number}")
            last = date(year, 12, 28) if year < AS_OF.year else AS_OF - timedelta(days=12)
            day = dice.day(date(year, 1, 4), last)
            detected = datetime(day.year, day.month, day.day, dice.number(8, 16), dice.pick([0, 10, 15, 30, 45]))
            aware = detected + timedelta(hours=dice.number(1, 20))
            kind = "breach" if dice.chance(0.85) else dice.pick(["incident", "weakness"])
            breach = kind == "breach"
            risk = dice.pick(["unlikely", "unlikely", "risk", "high"]) if breach else None
            cause, text = BREACHES[(number * 4 + index) % len(BREACHES)]
            record = dice.pick(world["processing"])
            told = breach and risk in ("risk", "high")
            people = dice.pick([1, 1, 2, 5, 14, 60])
            world.add(
                "incidents", incident_id=f"D{year}-{index + 1:03d}", summary=text, kind=kind,
                breach_types=["confidentiality"] if breach else NA, activity_id=record["activity_id"],
                vendor_id=NA, domain=record["domain"], occurred_at=detected - timedelta(hours=dice.number(2, 90)),
                detected_at=detected, aware_at=aware if breach else None,
                processor_aware_at=NA, processor_informed_at=NA, fg_informed_on=aware.date(), risk=risk,
                risk_rationale="geen gevoelige gegevens, ontvanger bevestigde vernietiging" if breach else None,
                reported_at=(aware + timedelta(hours=dice.number(3, 60)) if told else NA) if breach else NA,
                report_number=f"AP-{dice.number(100000, 999999)}" if told else NA, delay_reason=NA,
                phased=False if told else NA,
                completed_on=NA, data_subjects="inwoners" if breach else None,
                subjects_count=people if breach else None, records_count=people if breach else None,
                personal_data="NAW en inhoud van de brief" if breach else None, special_data=risk == "high",
                subjects_informed_on=aware.date() + timedelta(days=dice.number(1, 5)) if risk == "high" else NA,
                subjects_exception=NA, facts=text + "." if breach else None,
                effects=dice.pick(["beperkt", "kans op ongemak", "verlies van vertrouwelijkheid"]) if breach else None,
                remedial=dice.pick(["ontvanger gebeld en laten vernietigen", "rechten hersteld",
                "wachtwoord vernieuwd", "adres gecorrigeerd"]) if breach else None, cause=cause,
                lesson=dice.pick(["adres controleren voor verzending", "vier ogen bij bijlagen",
                "map elk kwartaal nalopen", "melden binnen een dag"]),
                closed_on=min(aware.date() + timedelta(days=dice.number(5, 30)), AS_OF),
                evidence_kept_until=add_months(detected.date(), 60), owner="privacyofficer")


def make_requests(world, per_year):
    number = 0
    for year, count in per_year:
        for index in range(count):
            number += 1
            dice = Dice(f"request {number}")
            last = date(year, 12, 30) if year < AS_OF.year else AS_OF - timedelta(days=3)
            received = dice.day(date(year, 1, 2), last)
            record = dice.pick(world["processing"])
            law = {"youth": "jeugdwet", "care": "wmo"}.get(record["domain"], "avg") if dice.chance(0.4) else "avg"
            kind = dice.pick(["access", "access", "access", "rectification", "erasure", "objection"])
            answered = received + timedelta(days=dice.number(5, 24))
            pending = answered > AS_OF - timedelta(days=1)
            world.add(
                "requests", request_id=f"VZ{year}-{index + 1:03d}", kind=kind, law=law, received_on=received,
                in_writing=True, domain=record["domain"], activity_id=record["activity_id"],
                identity_asked_on=NA, identity_settled_on=NA, extended=False, extension_told_on=NA,
                extension_reason=NA, answered_on=NA if pending else answered,
                outcome="pending" if pending else "granted",
                refusal_ground=NA, remedies_mentioned=True, systems_searched=True if kind == "access" else NA,
                partners_asked=True if kind in ("access", "erasure") else NA,
                recipients_told=True if kind in ("rectification", "erasure") else NA, free_of_charge=True,
                destroyed_on=answered if kind == "erasure" and not pending else NA,
                owner=f"privacycontact {record['department']}")


def make_destructions(world, count):
    terms = [t for t in world["retention_terms"] if t["months"] <= 240]
    processing = {r["activity_id"]: r for r in world["processing"]}
    asked = [r for r in world["requests"] if r["kind"] == "erasure" and r["outcome"] == "granted"]
    for number in range(1, count + 1):
        dice = Dice(f"destruction {number}")
        term = dice.pick(terms)
        request = asked[number // 4] if number % 4 == 0 and number // 4 < len(asked) else None
        activity = request["activity_id"] if request else term["activity_id"]
        destroyed = request["destroyed_on"] if request else dice.ago(700, 30)
        until = add_months(destroyed - timedelta(days=dice.number(30, 300)), -term["months"])
        copies = dice.chance(0.25)
        name = processing[activity]["name"]
        world.add(
            "destructions", destruction_id=f"VN-{number:03d}",
            what=("Op verzoek: dossier " if request else "Dossiers ") + name[0].lower() + name[1:],
            activity_id=activity,
            term_id=NA if request else term["term_id"], count=1 if request else dice.number(20, 900),
            period_from=add_months(until, -12) + timedelta(days=1), period_until=until,
            term_ended_on=NA if request else add_months(until, term["months"]), kept_longer=False,
            kept_longer_reason=NA, on_request=request is not None, request_id=request["request_id"] if request else NA,
            destroyed_on=destroyed, declaration=True, backups=dice.pick(["destroyed", "expire", "none"]),
            backups_gone_on=destroyed + timedelta(days=90), copies_elsewhere=copies,
            copies_destroyed_on=destroyed + timedelta(days=5) if copies else NA, owner="informatiebeheerder")


# For whom, what, and since when.
FOR_OTHERS = [("Gemeente Buurstad", "heffen en innen van gemeentelijke belastingen"),
    ("Gemeente Buurstad", "hosten van het zaaksysteem"),
              ("Gemeente Nabijdorp", "heffen en innen van gemeentelijke belastingen"),
              ("Gemeente Nabijdorp", "salarisadministratie"),
              ("Regionale samenwerking sociaal domein", "administratie van voorzieningen Wmo"),
              ("Gemeente Nabijdorp", "afhandelen van telefoon en e-mail"),
              ("Gemeente Buurstad", "vergunningen invoeren"),
              ("Regionale samenwerking afval", "passen en containers uitgeven")]


def make_processor_activities(world):
    for number, (controller, what) in enumerate(FOR_OTHERS, 1):
        dice = Dice(f"for others {number}")
        world.add("processor_activities", processor_activity_id=f"VA-{number:02d}", controller=controller,
                  controller_contact=f"secretariaat {controller}", controller_fg=f"FG van {controller}",
                  categories=what,
                  sub_processors=NA, transfer=False, transfer_countries=NA, transfer_safeguard=NA,
                  security_measures="rollen, logging, back-up en geheimhouding volgens de BIO", agreement=True,
                  started_on=dice.day(date(2019, 1, 1), date(2024, 6, 1)), ended_on=NA,
                  owner="proceseigenaar Belastingen")


ALGORITHMS = ["Voorspelling verzuim leerplicht", "Toewijzing meldingen openbare ruimte",
    "Modelmatige waardebepaling woningen", "Herkennen van dubbele inschrijvingen", "Chatbot klantcontact",
              "Lakken van documenten", "Planning huisbezoeken", "Risicomodel parkeercontrole",
              "Voorselectie kwijtschelding", "Telling bezoekers binnenstad", "Samenvatten van zienswijzen",
              "Prognose leerlingenvervoer"]


def make_algorithms(world, count):
    for number in range(1, count + 1):
        dice = Dice(f"algorithm {number}")
        record = dice.pick(world["processing"])
        name = ALGORITHMS[(number - 1) % len(ALGORITHMS)] + ("" if number <= len(ALGORITHMS)
            else f" (versie {1 + number // len(ALGORITHMS)})")
        world.add("algorithms", algorithm_id=f"ALG-{number:02d}", organisation="Gemeente Voorbeeldstad", name=name,
            status=dice.pick(["in_use", "in_use", "in_use", "out_of_use"]), registered_on=dice.ago(800, 60),
            added_on=dice.ago(50, 20),
                  impact_assessment="yes", dpia_id=record["dpia_id"], activities=[record["activity_id"]],
                  personal_data=dice.chance(0.7), high_risk=False, legal_basis=record["law_article"],
                  purpose=f"{name} ondersteunt medewerkers; een medewerker neemt altijd zelf het besluit.",
                  human_intervention="medewerker beoordeelt elke uitkomst", vendor_id=NA,
                  url=f"https://www.voorbeeldstad.example/algoritmes/{number}",
                  owner=record["owner"], contact="algoritmecoördinator")


def make_learning(world, consultations, lessons, trainings, onboardings):
    teams = world["teams"]
    policies = [p for p in world["policies"] if p["kind"] in ("protocol", "procedure", "instruction")]
    for number in range(1, lessons + 1):
        dice = Dice(f"lesson {number}")
        learnt = dice.ago(600, 60)
        world.add("lessons", lesson_id=f"LS-{number:02d}",
            lesson=dice.pick(["Vraag toestemming voor het overleg, niet erna",
            "Noteer alleen wat nodig is voor het doel", "Controleer het adres bij verhuizing",
            "Bespreek met het gezin wie wat ziet",
                                                                            "Gebruik beveiligd mailen voor bijlagen",
                                                                            "Trek toegang in op de laatste werkdag"]),
                                                                            source_kind=dice.pick(["case", "incident",
                                                                            "complaint", "inspection"]),
                                                                            source=f"bespreking {learnt.year}-{number}",
                  team_type=dice.pick(TEAM_TYPES)[0], domain=dice.pick(["youth", "care", "participation"]),
                  learnt_on=learnt, levels=dice.pick([["team", "management"], ["team", "management", "board"],
                  ["team", "partners"]]),
                  shared_on=min(learnt + timedelta(days=40), AS_OF - timedelta(days=5)), translation_assured=True,
                  change=dice.pick(["procedure", "training", "no_change"]),
                  policy_id=dice.pick(policies)["policy_id"], owner="teammanager",
                  due_on=learnt + timedelta(days=90), done_on=min(learnt + timedelta(days=80),
                  AS_OF - timedelta(days=2)))
    for number in range(1, consultations + 1):
        dice = Dice(f"consultation {number}")
        team = teams[(number - 1) % len(teams)]
        held = dice.ago(85, 5) if number <= len(teams) else dice.ago(500, 5)
        dilemma = dice.chance(0.4)
        outcome = dice.pick(["guideline", "single", "escalated"]) if dilemma else NA
        world.add("case_consultations", consultation_id=f"CB-{number:03d}",
            kind=dice.pick(["case_discussion", "supervision"]) if number <= len(teams)
            else dice.pick(["case_discussion", "partner_meeting", "users_meeting", "learning_table"]),
                  team_type=team["team_type"], team=team["name"],
                  domain={"family": "youth", "debt": "participation"}.get(team["team_type"], "care"), planned_on=held,
                  held_on=held, subject=dice.pick(["delen met school", "informatie van de huisarts",
                  "netwerk van de cliënt", "verslag en inzage"]),
                  privacy_discussed=True, dilemma=dice.pick(["mag de school meekijken",
                  "wel of geen toestemming vragen", "hoeveel in het verslag"]) if dilemma else NA, outcome=outcome,
                  lesson_id=dice.pick(world["lessons"])["lesson_id"] if outcome == "guideline" else NA,
                  same_approach=True, participants=dice.number(4, 12), owner=team["owner"])
    titles = [("Privacy in de praktijk", "e_learning", "staff"), ("Privacy voor bestuurders", "workshop", "board"),
        ("Omgaan met dilemma's in het wijkteam", "workshop", "helpers"), ("Datalekken herkennen", "campaign", "staff"),
              ("Introductie nieuwe medewerkers", "induction", "starters"),
              ("DPIA uitvoeren", "course", "specialists"),
              ("Autorisaties en logging", "course", "application_managers"),
              ("Privacy voor de raad", "workshop", "council"),
              ("Gegevens delen met partners", "workshop", "partners"),
              ("Leerlijn jeugd en privacy", "learning_path", "helpers")]
    for number in range(1, trainings + 1):
        dice = Dice(f"training {number}")
        title, kind, audience = titles[(number - 1) % len(titles)]
        held = dice.ago(330, 20)
        size = dice.number(12, 300)
        world.add("trainings", training_id=f"OP-{number:02d}", title=f"{title} {held.year}", kind=kind,
            audience=[audience], domain="all" if audience != "helpers" else "social",
            privacy_part="whole" if kind != "induction" else "part",
                  covers_protocol=True, in_induction=kind == "induction", mandatory=dice.chance(0.6),
                  said_complete=False, offer="sufficient",
                  provider=dice.pick(["eigen academie", "opleider A", "privacyofficer"]), planned_on=held, held_on=held,
                  recurs_months=dice.pick([12, 24, NA]), invited=size, attended=size - dice.number(0, size // 12),
                  teams_intended=20 if audience == "helpers" else NA,
                  teams_reached=20 if audience == "helpers" else NA, owner="opleidingsadviseur")
    for number in range(1, onboardings + 1):
        dice = Dice(f"onboarding {number}")
        team = dice.pick(teams)
        started = dice.ago(700, 120)
        world.add("onboardings", onboarding_id=f"IW-{number:03d}",
            starter=dice.pick([f"startersgroep {started.year}-{started.month}",
            f"nieuwe medewerker {2000 + number}"]), size=dice.number(1, 9),
            employer=dice.pick(["gemeente", "zorgaanbieder"]), team_type=team["team_type"], team=team["name"],
                  started_on=started, protocol_received_on=started + timedelta(days=1),
                  trained_on=started + timedelta(days=dice.number(7, 60)), access_on=started + timedelta(days=3),
                  structural=True, owner=team["owner"])


# What help there is, and how complex it is: 1 is a single question, 5 a family with many.
HELP = [("informatie en advies", 1), ("cursus opvoeden", 1), ("huishoudelijke hulp", 2), ("begeleiding licht", 2),
    ("begeleiding zwaar", 4), ("ambulante jeugdhulp", 4), ("jeugdhulp met verblijf", 5), ("schuldregeling", 4),
    ("beschermd wonen", 5), ("woningaanpassing", 3), ("vervoer", 2), ("dagbesteding", 3)]


def make_files(world, minimised, products, volumes):
    social = [r for r in world["processing"] if CLUSTER[r["domain"]] == "sociaal domein"]
    for number in range(1, minimised + 1):
        dice = Dice(f"minimisation {number}")
        help_type, level = HELP[(number - 1) % len(HELP)]
        low, high = 2 + 4 * level, 5 + 6 * level
        filled = dice.number(low + 1, high - 1)
        asked = high + dice.number(2, 5)
        zrm = level > 1
        world.add("minimisation", minimisation_id=f"MG-{number:02d}",
            help_type=help_type.capitalize() + ("" if number <= len(HELP)
            else ", herhaalaanvraag"), module=dice.pick(["intakeformulier", "plan van aanpak"]),
            activity_id=dice.pick(social)["activity_id"],
                  team_type=dice.pick(TEAM_TYPES)[0], complexity=level, stance="principled", amount=filled,
                  band_low=low, band_high=high, excess_found=False, shortage_found=False, fields_asked=asked,
                  fields_allowed=asked, fields_mandatory=low,
                  fields_filled=filled, special_data=True, zrm_policy="free" if zrm else "not_used",
                  zrm_domains_total=11 if zrm else NA, zrm_domains_asked=dice.number(2, 5) if zrm else NA,
                  reason_for_omission=False, reason_for_recording=True,
                  bsn_network_possible=False, bsn_network_instruction="forbidden", bsn_network_count=0,
                  contact_only=False, fields_beyond_contact=NA, free_text=True, free_text_instruction=True,
                  adjusted_on_change=True, review_term="ieder jaar", review_months=12,
                  reviewed_on=dice.ago(300, 20), owner="kwaliteitsmedewerker")
    for number in range(1, products + 1):
        dice = Dice(f"management information {number}")
        record = dice.pick(social)
        world.add("management_information", product_id=f"MI-{number:02d}",
            name=f"{dice.pick(['Kwartaalcijfers', 'Maandrapport', 'Dashboard', 'Jaarcijfers'])} {record['process'].lower()}", activity_id=record["activity_id"], purpose="sturing op aantallen en kosten", recipients=dice.pick(["managementteam", "college", "raad"]),
                  special_data=record["special_data"], direct_identifiers=False, anonymised="yes", traceable=False,
                  smallest_cell=dice.number(11, 25), complementary_checked=True, reviewed_on=dice.ago(300, 20),
                  owner="data-analist")
    for number in range(1, volumes + 1):
        dice = Dice(f"volume {number}")
        record = social[number * 11 % len(social)]
        total = record["subjects_count"] + dice.number(-record["subjects_count"] // 25, record["subjects_count"] // 25)
        world.add("volumes", volume_id=f"TL-{number:02d}", activity_id=record["activity_id"], module=record["system"],
            team_type=dice.pick(TEAM_TYPES)[0], unit=dice.pick(["clients", "files"]), period_from=date(2025, 1, 1),
            period_until=date(2025, 12, 31), total=total,
                  new=total // dice.number(4, 9), advice_excluded=True, advice_files=0, owner="data-analist")
    totals = [("teams", "all", None), ("districts", "all", None), ("institutions", "all", None),
        ("freelancers", "all", None), ("contracts", "all", None)] + [("contracts", "type", t) for t,
        _ in TEAM_TYPES] + [("teams", "type", t) for t, _ in TEAM_TYPES]
    for number, (subject, scope, kind) in enumerate(totals, 1):
        part = NA if scope == "all" else "OT-05" if subject == "contracts" else "OT-01"
        world.add("reported_totals", total_id=f"OT-{number:02d}", subject=subject, scope=scope, team_type=kind,
            number=0, part_of=part, source="jaarverslag 2025, hoofdstuk sociaal domein",
            counted_on=date(2025, 12, 31), owner="concerncontroller")


QUESTIONS = [("Ik weet waar ik het privacyprotocol vind", "awareness", "higher"),
    ("Ik weet bij wie ik een datalek meld", "rules", "higher"),
    ("Mijn opleiding is genoeg om zorgvuldig met gegevens om te gaan", "training", "higher"),
             ("Het systeem vraagt alleen wat nodig is", "system", "higher"),
             ("Ik deel soms gegevens via onbeveiligde mail", "security", "lower"),
             ("Ik leg meer vast dan nodig is", "over_collection", "lower"),
             ("Ik leg minder vast dan nodig is", "under_collection", "lower"),
             ("Cliënten krijgen uitleg over wat wij vastleggen", "information", "higher"),
             ("Ik zou zonder toestemming delen in deze casus", "dilemma", "neutral"),
             ("De gegevens in het dossier kloppen", "accuracy", "higher")]


def make_surveys(world, waves):
    before = {}
    number = 0
    for survey, population, held in waves:
        for index, (question, topic, direction) in enumerate(QUESTIONS, 1):
            number += 1
            dice = Dice(f"survey {number}")
            n = 100 + 20 * dice.number(2, 9)
            duty = index in (2, 8)
            given = n * (dice.number(96, 99) if duty else dice.number(66, 92) if direction != "lower"
                else dice.number(2, 9)) // 100
            if topic == "dilemma":
                given = n * dice.number(78, 90) // 100
            percentage = round(100 * given / n)
            last = before.get((population, index))
            if last and direction != "neutral" and (last["percentage"] - percentage) * (1 if direction == "higher"
                    else -1) > 4:
                percentage, given = last["percentage"], round(last["percentage"] * n / 100)
            record = world.add("surveys", result_id=f"EN-{number:03d}", survey_id=survey, method="questionnaire",
                population=population, team_type=TEAM_TYPES[index % 4][0], question_id=f"v{index}", question=question,
                topic=topic, about_duty=duty,
                               direction=direction, held_on=held, invited=n + dice.number(20, 200), n=n, n_group=NA,
                               times_given=given, percentage=percentage, in_words=NA, norm_percentage=NA,
                               previous_id=last["result_id"] if last else NA, section=f"{index}.1", owner="onderzoeker")
            before[population, index] = record


def make_judgements(world, checks, samples):
    """Samples of what was seen behind the registers; answers follow when the records are complete."""
    names = ["agreement-breach-term-long", "processing-review-overdue", "vendor-restore-untested", "account-dormant",
        "dpia-content-incomplete", "policy-without-location"]
    for number in range(1, samples + 1):
        dice = Dice(f"sample {number}")
        check = checks.get(names[number % len(names)]) or checks[sorted(checks)[number % len(checks)]]
        records = world[check.register]
        record = records[number * 7 % len(records)]
        operation = dice.chance(0.4)
        world.add("samples", sample_id=f"W-{number:03d}", check_id=check.id, register=check.register,
            record_key=str(record[world.registers[check.register].key[0]]), seen_on=dice.ago(320, 20),
            seen_by=dice.pick(["interne auditor", "privacyofficer"]),
                  level="operation" if operation else "existence", outcome="confirmed",
                  evidence=f"werkblad W-{number:03d}", sample_size=25 if operation else NA,
                  population=dice.number(40, 400) if operation else NA, deviations=0 if operation else NA,
                  owner="interne auditor")
