# SPDX-License-Identifier: EUPL-1.2
"""Sound records: vendors, agreements, proof of certificates, tests, escrow, and partners in teams."""

from datetime import date, timedelta

from catalogue import NA
from verdicts import add_months
from world import AS_OF, Dice

SERVICES = {
    "software": ["zaaksysteem", "regiesysteem sociaal domein", "belastingapplicatie", "burgerzakensysteem",
    "personeelssysteem",
                 "vergunningensysteem", "leerplichtadministratie", "formulieren en e-diensten",
                 "meldingenapp openbare ruimte",
                 "suite werk en inkomen", "raadsinformatiesysteem", "afsprakensysteem", "geo-informatie",
                 "parkeerapplicatie"],
    "hosting": ["hosting van servers", "back-up en herstel", "e-mail en kantoorautomatisering", "beheerde werkplek",
    "netwerk en internet"],
    "services": ["drukwerk en verzending", "arbodienst", "incasso", "enquêteonderzoek", "digitalisering archief",
    "salarisverwerking",
                 "vertaaldiensten", "callcenter buiten kantoortijd"],
    "care": ["ambulante jeugdhulp", "jeugdhulp met verblijf", "begeleiding Wmo", "huishoudelijke hulp",
    "dagbesteding", "beschermd wonen"],
    "public": ["gemeenschappelijke regeling sociale werkvoorziening", "veiligheidsregio", "omgevingsdienst", "GGD",
    "belastingsamenwerking"],
    "other": ["schoonmaak gebouwen", "groenonderhoud", "catering", "kantoormeubilair", "bouwkundig onderhoud"],
}
PLAN = [("software", "processor", 100), ("hosting", "processor", 16), ("services", "processor", 40),
        ("care", "own", 34), ("public", "joint", 12), ("other", "none", 18)]
DEPARTMENTS = ["Informatievoorziening", "Inkoop", "Jeugd", "Wmo", "Werk en Inkomen", "Burgerzaken", "Belastingen",
    "HRM"]


def make_vendors(world, count):
    plan = [(kind, role) for kind, role, share in PLAN for _ in range(share)]
    plan = [plan[int(i * len(plan) / count)] for i in range(count)]
    for number, (kind, role) in enumerate(Dice("vendors").shuffled(plan), 1):
        dice = Dice(f"vendor {number}")
        vendor = f"L-{number:03d}"
        technical = kind in ("software", "hosting")
        critical = technical and dice.chance(0.22)
        escrow = technical and dice.chance(0.2)
        since = dice.day(date(2019, 1, 1), date(2025, 3, 1))
        fallback = dice.ago(300, 40) if critical else NA
        deposit = dice.ago(200, 30)
        required = ["iso27001"] if technical and dice.chance(0.75) else NA
        if kind == "care" and dice.chance(0.3):
            required = ["nen7510"]
        endless = dice.chance(0.35)
        world.add(
            "vendors", vendor_id=vendor,
            name=f"{'Zorgaanbieder' if kind == 'care' else 'Verbonden partij' if kind == 'public' else 'Leverancier'} {number:03d}",
            kvk=NA if dice.chance(0.03) else f"0000{number:04d}", kind=kind, role=role,
            services=dice.pick(SERVICES[kind]),
            critical=critical, contract_reference=f"C{since.year}-{dice.number(100, 999)}",
            contract_terms=dice.pick(["gibit2020", "gibit2023"]) if technical else "other", contract_from=since,
            contract_until=NA if endless else dice.ahead(400, 1500), notice_on=NA if endless else dice.ahead(120, 380),
            exit_plan=True if technical else NA, exit_plan_on=dice.ago(650, 60) if technical else NA,
            exit_plan_tested_on=dice.ago(400, 30) if technical else NA,
            escrow_status="verified" if escrow else "not_needed", escrow_signed_on=since if escrow else NA,
            escrow_agent="Escrow-agent A" if escrow else NA,
            escrow_deposit="broncode en bouwomgeving" if escrow else NA,
            escrow_deposit_on=deposit if escrow else NA,
            escrow_verified_on=deposit + timedelta(days=10) if escrow else NA,
            last_major_release_on=deposit - timedelta(days=25) if escrow else NA,
            fallback_status="operational" if critical else "not_needed", fallback_since=since if critical else NA,
            fallback_tested_on=fallback, fallback_test_result="passed" if critical else NA,
            restore_tested_on=dice.ago(320, 30) if technical else NA,
            recovery_hours_required=dice.pick([4, 8, 24, 48]) if technical else None,
            recovery_hours_achieved=dice.pick([2, 3, 3.5, 4]) if technical else NA,
            pentested_on=dice.ago(330, 30) if technical else NA, content_accounts=0, content_accounts_nda=0,
            access_on_request=True if technical else NA, access_reviewed_on=dice.ago(300, 20) if technical else NA,
            required_certificates=required, country="Nederland",
            storage_country="Nederland" if role == "processor" else NA,
            support_country=dice.pick(["Nederland", "Nederland", "België", "Ierland"]) if role == "processor" else NA,
            outside_eea=False,
            transfer_safeguard=NA,
            sub_processors=dice.pick(["datacentrum in Nederland", "geen", NA]) if technical else NA,
            last_reviewed_on=dice.ago(330, 20), owner=f"contracteigenaar {dice.pick(DEPARTMENTS)}",
            contact=f"accountmanager {number:03d}")
    vendors = world["vendors"]
    _certificates(world, vendors)
    _continuity(world, vendors)
    for vendor in vendors:
        dice = Dice(f"of {vendor['vendor_id']}")
        if vendor["escrow_status"] == "verified":
            number = len(world["escrow_deposits"]) + 1
            release = f"VS-{number:03d}"
            live = vendor["last_major_release_on"]
            world.add("releases", release_id=release, vendor_id=vendor["vendor_id"], system=vendor["services"],
                text=f"Nieuwe hoofdversie {dice.number(4, 12)}.0",
                      kind="major", activities=None, term_text=NA, planned_on=live, live_on=live, users_involved=True,
                      privacy_checked_on=live - timedelta(days=20), risk_changed=False,
                      tested_on=live - timedelta(days=12), owner=vendor["owner"])
            world.add("escrow_deposits", deposit_id=f"ED-{number:02d}", vendor_id=vendor["vendor_id"],
                system=vendor["services"],
                      agreement_signed_on=vendor["escrow_signed_on"], agent="Escrow-agent A",
                      municipality_entitled=True,
                      contents=["source_code", "environment", "documentation"], release_id=release,
                      deposited_on=vendor["escrow_deposit_on"],
                      verification="buildable", verified_on=vendor["escrow_verified_on"], owner=vendor["owner"])
    _releases(world, vendors)
    _requirements(world, vendors)


def _certificates(world, vendors):
    number = 0
    for vendor in vendors:
        schemes = vendor["required_certificates"]
        if not isinstance(schemes, list):
            continue
        for scheme in schemes + (["isae3402"] if vendor["kind"] == "hosting" else []):
            number += 1
            dice = Dice(f"certificate {number}")
            issued = dice.ago(900, 60)
            report = scheme == "isae3402"
            until = date(2025, 12, 31)
            world.add(
                "certificates", certificate_id=f"CERT-{number:03d}", vendor_id=vendor["vendor_id"],
                holder=vendor["name"], holder_is_contract_party=True,
                scheme=scheme, edition=2022 if scheme == "iso27001" else 2024 if scheme == "nen7510" else NA,
                number=f"{scheme[-5:].upper()}-{dice.number(10000, 99999)}",
                body=f"Certificerende instelling {dice.pick('ABC')}", accredited=NA if report else True,
                scope=f"{vendor['services']} voor gemeenten", scope_covers_service=True,
                sites="hoofdkantoor en datacentrum",
                soa_version=NA if report else f"versie {dice.number(2, 6)}",
                soa_on=NA if report else issued - timedelta(days=30), status="valid",
                issued_on=date(2026, 2, 12) if report else issued,
                valid_until=NA if report else add_months(issued, 36) - timedelta(days=1),
                surveillance_on=NA if report else max(issued, dice.ago(300, 30)),
                report_type="type_2" if report else NA,
                period_from=date(2025, 1, 1) if report else NA, period_until=until if report else NA,
                bridge_letter_until=NA,
                opinion="unqualified" if report else NA, exceptions=dice.pick([0, 0, 2]) if report else NA,
                exceptions_followed_up=True if report else NA,
                carve_out=NA, carve_out_covered=NA, evidence_on=dice.ago(300, 20))


def _test_points(dice, held):
    points = dice.pick([0, 0, 1, 2, 4])
    open_ = min(points, dice.pick([0, 0, 1]))
    return dict(result="passed_with_points" if points else "passed", points=points, points_open=open_,
                points_due_on=dice.ahead(30, 150) if open_ else NA)


def _continuity(world, vendors):
    number = 0
    for vendor in vendors:
        technical = vendor["kind"] in ("software", "hosting")
        dice = Dice(f"tests {vendor['vendor_id']}")
        kinds = (["fallback", "restore"] if vendor["critical"] else ["restore"] if technical and dice.chance(0.2)
            else [])
        for kind in kinds:
            number += 1
            held = vendor["fallback_tested_on"] if kind == "fallback" else vendor["restore_tested_on"]
            required = vendor["recovery_hours_required"]
            world.add("continuity_tests", test_id=f"CT-{number:03d}", vendor_id=vendor["vendor_id"],
                system=vendor["services"], kind=kind,
                      planned_on=held + timedelta(days=7), held_on=held,
                      held_by="informatievoorziening met de leverancier",
                      **_test_points(dice, held), recovery_hours_required=required,
                      recovery_hours_achieved=min(required, dice.pick([2, 3.5, 4])),
                      data_loss_hours_required=24, data_loss_hours_achieved=dice.pick([1, 4, 12]),
                      report=f"verslag CT-{number:03d}", owner=vendor["owner"])
    number = 0
    for vendor in vendors:
        dice = Dice(f"pentest {vendor['vendor_id']}")
        if vendor["kind"] in ("software", "hosting") and dice.chance(0.45):
            number += 1
            held = vendor["pentested_on"]
            high = dice.pick([0, 1, 2])
            world.add("penetration_tests", test_id=f"PT-{number:03d}", vendor_id=vendor["vendor_id"],
                system=vendor["services"], scope="applicatie en koppelingen",
                      method=dice.pick(["grey_box", "black_box", "white_box"]), independent=True,
                      planned_on=held + timedelta(days=14), held_on=held,
                      held_by=f"Testbureau {dice.pick('AB')}", **_test_points(dice, held),
                      critical_found=dice.pick([0, 0, 0, 1]), critical_open=0,
                      high_found=high, high_open=0, retested_on=held + timedelta(days=30),
                      report=f"rapport PT-{number:03d}", owner="CISO")


CHANGES = ["koppeling met het zaaksysteem", "nieuwe schermen intake", "autorisatie per team", "verbeterde logging",
    "andere inlogmethode", "rapportages"]


def _releases(world, vendors):
    activities = [r for r in world["processing"] if r["status"] == "active"]
    software = [v for v in vendors if v["kind"] == "software"]
    for index in range(36):
        number = len(world["releases"]) + 1
        dice = Dice(f"release {number}")
        vendor = dice.pick([v for v in software if v["escrow_status"] == "not_needed"])
        coming = index % 6 == 0
        live = NA if coming else dice.ago(700, 20)
        kind = dice.pick(["major", "minor", "minor", "security", "configuration"])
        world.add("releases", release_id=f"VS-{number:03d}", vendor_id=vendor["vendor_id"], system=vendor["services"],
            text=dice.pick(CHANGES).capitalize(),
                  kind=kind, activities=[dice.pick(activities)["activity_id"]], term_text=NA,
                  planned_on=dice.ahead(20, 200) if coming else live,
                  live_on=live, users_involved=True, privacy_checked_on=NA if coming else live - timedelta(days=15),
                  risk_changed=False,
                  tested_on=NA if coming else live - timedelta(days=8), owner=vendor["owner"])


REQUIREMENTS = [("exit_plan", "Er is een exitplan dat de gemeente heeft goedgekeurd"),
    ("logging", "Inzage en wijziging van dossiers worden gelogd"),
                ("access", "Beheerders hebben alleen op verzoek toegang tot dossiers"),
                ("breach", "Datalekken worden binnen 24 uur gemeld"),
                ("restore", "Het terugzetten van de back-up wordt jaarlijks beproefd"),
                ("security", "De dienst voldoet aan de BIO"),
                ("confidentiality", "Medewerkers met toegang hebben een geheimhoudingsverklaring getekend")]


def _requirements(world, vendors):
    certificates = {c["vendor_id"]: c["certificate_id"] for c in world["certificates"] if c["scheme"] == "iso27001"}
    for vendor in vendors:
        if vendor["kind"] not in ("software", "hosting"):
            continue
        dice = Dice(f"requirement {vendor['vendor_id']}")
        for _ in range(dice.pick([1, 1, 1, 2])):
            number = len(world["requirements"]) + 1
            kind, text = dice.pick(REQUIREMENTS)
            certificate = NA
            if vendor["vendor_id"] in certificates and dice.chance(0.25):
                kind, text, certificate = "certificate", "De leverancier heeft een geldig certificaat NEN-EN-ISO/IEC 27001", certificates[vendor["vendor_id"]]
            world.add("requirements", requirement_id=f"E-{number:03d}", vendor_id=vendor["vendor_id"], text=text,
                kind=kind,
                      document=f"programma van eisen bij {vendor['contract_reference']}", agreement_id=NA, due_on=NA,
                      met=True,
                      evidence=dice.pick(["verslag leveranciersoverleg", "verklaring leverancier",
                      "eigen waarneming"]), evidence_on=dice.ago(320, 20),
                      certificate_id=certificate, owner=vendor["owner"])


def make_agreements(world, processors):
    """One for each processor, for the other parties with which data are shared as well."""
    vendors = world["vendors"]
    active = [r for r in world["processing"]]
    with_processor = [v for v in vendors if v["role"] == "processor"]
    plan = [(v, "processor") for v in with_processor][:processors]
    second = Dice("second agreement").shuffled(with_processor)
    plan += [(v, "processor") for v in second[:processors - len(plan)]]
    plan += [(v, v["role"]) for v in vendors if v["role"] in ("own", "joint")]
    served = {}
    for index, record in enumerate(active):
        if Dice(f"processor of {record['activity_id']}").chance(0.62):
            vendor = with_processor[index * 7 % len(with_processor)]
            served.setdefault(vendor["vendor_id"], []).append(record)
    first = set()
    for number, (vendor, role) in enumerate(plan, 1):
        dice = Dice(f"agreement {number}")
        agreement = f"VO-{number:03d}" if role == "processor" else f"SO-{number:03d}"
        valid_from = dice.day(date(2021, 1, 1), date(2025, 4, 30))
        signed = valid_from - timedelta(days=dice.number(5, 40))
        own = role != "processor"
        activities = [r["activity_id"] for r in served.get(vendor["vendor_id"], [])]
        if own and not activities:
            pool = [r for r in active if r["domain"] in (("youth", "care") if vendor["kind"] == "care"
                else ("safety", "participation"))]
            activities = [dice.pick(pool)["activity_id"]]
        subs = isinstance(vendor["sub_processors"], str) and vendor["sub_processors"] not in (NA, "geen")
        model = "vwo" if not own else "joint" if role == "joint" else "cooperation"
        checked = dice.ago(330, 20)
        clause = NA if own else True
        world.add(
            "agreements", agreement_id=agreement,
            name=f"{'Verwerkersovereenkomst' if not own else 'Overeenkomst gegevensdeling'} {vendor['services']}",
            vendor_id=vendor["vendor_id"], role=role, activities=activities or None, model=model,
            vwo_version=NA if own else dice.pick(["2.42", "2.42", "2.5"]),
            own_model_reason=NA, in_writing=True, signed_by_controller_on=signed,
            signed_by_processor_on=signed + timedelta(days=dice.number(0, 4)),
            valid_from=valid_from,
            valid_until=NA if vendor["contract_until"] == NA else max(vendor["contract_until"], dice.ahead(200, 1200)),
            main_contract=vendor["contract_reference"], renewal_promised_on=NA, tested_against_avg_on=signed,
            **{c: True if not own else NA for c in ("sets_subject_matter", "sets_duration", "sets_nature",
            "sets_purpose", "sets_personal_data",
                                                   "sets_data_subjects", "sets_controller_rights",
                                                   "clause_a_instructions", "clause_b_confidentiality",
                                                   "clause_c_security", "clause_d_sub_processors",
                                                   "clause_e_data_subject_rights", "clause_f_assistance",
                                                   "clause_g_deletion", "clause_h_audit",
                                                   "clause_infringement_notice")},
            breach_hours=NA if own else 24, sub_processor_consent="general" if subs and not own else NA,
            sub_processors=vendor["sub_processors"] if subs and not own else NA,
            sub_processors_checked_on=checked if subs and not own else NA,
            clause_exit=clause, clause_logging=clause, clause_own_registration=True if vendor["kind"] == "care" else NA,
            clause_accountability=True, clause_inspection=True,
            clause_sanction=True if vendor["kind"] == "care" else NA, accounted_on=dice.ago(300, 20),
            audited_on=checked,
            owner=vendor["owner"], breach_contact="meldpunt datalekken, telefoon 14 000")
        if not own and vendor["vendor_id"] not in first:
            first.add(vendor["vendor_id"])
            for record in served.get(vendor["vendor_id"], []):
                record.update(processors=[vendor["vendor_id"]], agreements=[agreement])


DISTRICTS = ["Noord", "Zuid", "Oost", "West", "Centrum"]
TEAM_TYPES = [("family", "Jeugdteam"), ("social", "Wijkteam"), ("district_care", "Zorgteam"),
    ("debt", "Schuldhulpteam")]


def make_teams(world):
    for number, (district, (kind, name)) in enumerate([(d, t) for d in DISTRICTS for t in TEAM_TYPES], 1):
        dice = Dice(f"team {number}")
        world.add("teams", team_id=f"T-{number:02d}", name=f"{name} {district}", district=district, team_type=kind,
            partner_staff=kind != "debt",
                  members=dice.number(7, 24), privacy_coordinator=dice.chance(0.5), privacy_contact=True,
                  separate_file=True,
                  owner=f"teammanager {name} {district}")


def make_partners(world, count):
    agreements = [a for a in world["agreements"] if a["role"] == "own"]
    teams = [t for t in world["teams"] if t["partner_staff"]]
    vendors = {v["vendor_id"]: v for v in world["vendors"]}
    for number in range(1, count + 1):
        dice = Dice(f"partner {number}")
        freelancer = number > len(agreements) and dice.chance(0.5)
        agreement = agreements[(number - 1) % len(agreements)]
        team = teams[(number - 1) % len(teams)]
        since = dice.day(date(2021, 1, 1), date(2025, 3, 1))
        world.add("partners", partner_id=f"P-{number:03d}",
            name=f"{'Vrijgevestigde' if freelancer else 'Instelling'} {number:03d}",
                  kind="freelancer" if freelancer else "institution", kvk=NA if freelancer else f"0001{number:04d}",
                  team_type=team["team_type"],
                  teams=[team["team_id"]], contract_number=f"ZC-{since.year}-{number:03d}", contract_from=since,
                  contract_until=dice.ahead(200, 900),
                  agreement_id=agreement["agreement_id"], role="own", arrangement=NA, arrangement_rights=NA,
                  arrangement_published=NA,
                  standard_clauses=dice.pick(["standard", "standard", "largely"]), deviation_reason=NA,
                  clauses_adequate=dice.pick(["adequate", "mainly"]),
                  clause_own_registration=True, clause_accountability=True, clause_inspection=True,
                  clause_sanction=True,
                  accounted_on=dice.ago(300, 20), audited_on=dice.ago(900, 30), own_system_seen=True, nda=True,
                  exchange="fact",
                  owner=vendors[agreement["vendor_id"]]["owner"])
        if dice.chance(0.15):
            world["partners"][-1].update(role="joint", arrangement=True, arrangement_rights=True,
                arrangement_published=True)
