# SPDX-License-Identifier: EUPL-1.2
"""Sound records: what the municipality processes, for how long, with what analysis, and what it tells residents."""

from datetime import date, timedelta

from catalogue import NA
from verdicts import add_months
from world import AS_OF, Dice

# domain, department, owner, what it is about, law, months kept, special data, subjects, residents vulnerable
SUBJECTS = [
    ("youth", "Jeugd", "jeugdhulp met verblijf", "Jeugdwet art. 2.3", 240, True, 420, True),
    ("youth", "Jeugd", "ambulante jeugdhulp", "Jeugdwet art. 2.3", 240, True, 2600, True),
    ("youth", "Jeugd", "dyslexiezorg", "Jeugdwet art. 2.3", 240, True, 900, True),
    ("youth", "Jeugd", "pleegzorg", "Jeugdwet art. 2.3", 240, True, 310, True),
    ("youth", "Jeugd", "jeugdbescherming en jeugdreclassering", "Jeugdwet art. 2.4", 240, True, 280, True),
    ("youth", "Jeugd", "persoonsgebonden budget jeugd", "Jeugdwet art. 8.1.1", 240, True, 350, True),
    ("youth", "Jeugd", "verwijsindex risicojongeren", "Jeugdwet art. 7.1.2.1", 60, True, 700, True),
    ("youth", "Jeugd", "jeugdgezondheidszorg", "Wet publieke gezondheid art. 5", 240, True, 9400, True),
    ("youth", "Jeugd", "opvoedondersteuning", "Jeugdwet art. 2.1", 240, True, 1500, True),
    ("care", "Wmo", "huishoudelijke hulp", "Wmo 2015 art. 2.3.5", 180, True, 4100, True),
    ("care", "Wmo", "begeleiding en dagbesteding", "Wmo 2015 art. 2.3.5", 180, True, 2300, True),
    ("care", "Wmo", "hulpmiddelen en rolstoelen", "Wmo 2015 art. 2.3.5", 180, True, 3200, True),
    ("care", "Wmo", "woningaanpassingen", "Wmo 2015 art. 2.3.5", 180, True, 800, True),
    ("care", "Wmo", "collectief vraagafhankelijk vervoer", "Wmo 2015 art. 2.3.5", 180, True, 3900, True),
    ("care", "Wmo", "beschermd wonen", "Wmo 2015 art. 1.2.1", 180, True, 460, True),
    ("care", "Wmo", "maatschappelijke opvang", "Wmo 2015 art. 1.2.1", 180, True, 520, True),
    ("care", "Wmo", "meldpunt huiselijk geweld", "Wmo 2015 art. 4.1.1", 240, True, 1700, True),
    ("care", "Wmo", "gehandicaptenparkeerkaart", "BABW art. 49", 60, True, 2900, False),
    ("care", "Wmo", "mantelzorgwaardering", "Wmo 2015 art. 2.1.6", 84, False, 5200, False),
    ("participation", "Werk en Inkomen", "algemene bijstand", "Participatiewet art. 11", 120, False, 5100, True),
    ("participation", "Werk en Inkomen", "bijzondere bijstand", "Participatiewet art. 35", 120, True, 3600, True),
    ("participation", "Werk en Inkomen", "individuele inkomenstoeslag", "Participatiewet art. 36", 84, False, 2100,
    True),
    ("participation", "Werk en Inkomen", "re-integratietrajecten", "Participatiewet art. 10", 120, True, 2400, True),
    ("participation", "Werk en Inkomen", "schuldhulpverlening", "Wgs art. 3", 120, True, 1400, True),
    ("participation", "Werk en Inkomen", "vroegsignalering van schulden", "Wgs art. 8", 60, False, 1800, True),
    ("participation", "Werk en Inkomen", "beschut werk", "Participatiewet art. 10b", 120, True, 380, True),
    ("participation", "Werk en Inkomen", "inburgering", "Wet inburgering 2021 art. 13", 60, False, 640, True),
    ("participation", "Werk en Inkomen", "minimaregelingen en stadspas", "Participatiewet art. 35", 84, False, 7800,
    True),
    ("participation", "Werk en Inkomen", "Bbz voor zelfstandigen", "Bbz 2004 art. 2", 120, False, 410, True),
    ("education", "Onderwijs", "leerplicht en RMC", "Leerplichtwet 1969 art. 16", 60, True, 2200, True),
    ("education", "Onderwijs", "leerlingenvervoer", "WPO art. 4", 60, True, 740, True),
    ("education", "Onderwijs", "voor- en vroegschoolse educatie", "WPO art. 159", 60, False, 1100, True),
    ("education", "Onderwijs", "kinderopvangregister", "Wet kinderopvang art. 1.45", 120, False, 600, False),
    ("education", "Onderwijs", "volwasseneneducatie", "WEB art. 2.3.1", 60, False, 480, True),
    ("civil_affairs", "Burgerzaken", "basisregistratie personen", "Wet BRP art. 1.4", 1320, False, 150000, False),
    ("civil_affairs", "Burgerzaken", "reisdocumenten", "Paspoortwet art. 26", 132, False, 31000, False),
    ("civil_affairs", "Burgerzaken", "rijbewijzen", "Wegenverkeerswet 1994 art. 119", 60, False, 16000, False),
    ("civil_affairs", "Burgerzaken", "burgerlijke stand", "BW boek 1 art. 16", 1320, False, 9200, False),
    ("civil_affairs", "Burgerzaken", "naturalisatie en optie", "Rijkswet op het Nederlanderschap art. 7", 144, False,
    500, False),
    ("civil_affairs", "Burgerzaken", "verkiezingen", "Kieswet art. D 1", 6, False, 115000, False),
    ("civil_affairs", "Burgerzaken", "verklaring omtrent het gedrag",
    "Wet justitiële en strafvorderlijke gegevens art. 30", 12, False, 3800, False),
    ("civil_affairs", "Klantcontactcentrum", "klantcontact en terugbelverzoeken", "Gemeentewet art. 160", 12, False,
    64000, False),
    ("civil_affairs", "Klantcontactcentrum", "afspraken aan de balie", "Gemeentewet art. 160", 6, False, 48000, False),
    ("civil_affairs", "Burgerzaken", "begraafplaatsadministratie", "Wet op de lijkbezorging art. 27", 240, False,
    8600, False),
    ("taxes", "Belastingen", "onroerendezaakbelasting", "Gemeentewet art. 220", 84, False, 71000, False),
    ("taxes", "Belastingen", "waardering onroerende zaken", "Wet WOZ art. 1", 84, False, 72000, False),
    ("taxes", "Belastingen", "afvalstoffenheffing", "Wet milieubeheer art. 15.33", 84, False, 68000, False),
    ("taxes", "Belastingen", "kwijtschelding", "Invorderingswet 1990 art. 26", 84, False, 4300, True),
    ("taxes", "Belastingen", "parkeerbelasting", "Gemeentewet art. 225", 84, False, 38000, False),
    ("safety", "Veiligheid en Handhaving", "aanpak woonoverlast", "Gemeentewet art. 151d", 60, False, 900, False),
    ("safety", "Veiligheid en Handhaving", "cameratoezicht openbare ruimte", "Gemeentewet art. 151c", 1, False, 9500,
    False),
    ("safety", "Veiligheid en Handhaving", "zorg- en veiligheidshuis",
    "Wet gegevensverwerking door samenwerkingsverbanden", 60, True, 340, True),
    ("safety", "Veiligheid en Handhaving", "Bibob-onderzoek", "Wet Bibob art. 3", 60, False, 260, False),
    ("safety", "Veiligheid en Handhaving", "boa-toezicht en boetes", "Wpg art. 9", 60, False, 6800, False),
    ("safety", "Veiligheid en Handhaving", "evenementenvergunningen", "Gemeentewet art. 149", 60, False, 700, False),
    ("space", "Vergunningen", "omgevingsvergunningen", "Omgevingswet art. 5.1", 120, False, 5400, False),
    ("space", "Vergunningen", "toezicht bouw en wonen", "Omgevingswet art. 18.1", 120, False, 3100, False),
    ("space", "Stadsbeheer", "meldingen openbare ruimte", "Gemeentewet art. 160", 24, False, 9800, False),
    ("space", "Stadsbeheer", "parkeervergunningen", "Gemeentewet art. 225", 24, False, 9600, False),
    ("space", "Stadsbeheer", "afvalpassen en containers", "Wet milieubeheer art. 10.21", 24, False, 66000, False),
    ("space", "Vergunningen", "huisvestingsvergunningen", "Huisvestingswet 2014 art. 8", 60, False, 1200, False),
    ("space", "Stadsbeheer", "standplaatsen en markt", "Gemeentewet art. 149", 60, False, 300, False),
    ("operations", "HRM", "personeelsdossiers", "Ambtenarenwet 2017 art. 5", 84, True, 1350, False),
    ("operations", "HRM", "salarisadministratie", "Wet op de loonbelasting 1964 art. 28", 84, False, 1400, False),
    ("operations", "HRM", "verzuimbegeleiding", "BW boek 7 art. 658a", 24, True, 1350, False),
    ("operations", "HRM", "werving en selectie", "Ambtenarenwet 2017 art. 4", 1, False, 2600, False),
    ("operations", "Facilitair", "toegangspassen gebouwen", "Gemeentewet art. 160", 6, False, 1600, False),
    ("operations", "Financiën", "crediteuren en debiteuren", "Gemeentewet art. 186", 84, False, 8900, False),
    ("operations", "Informatievoorziening", "gebruikersbeheer en logging", "AVG art. 32", 24, False, 1500, False),
    ("governance", "Griffie", "raadsinformatie en inspraak", "Gemeentewet art. 23", 120, False, 1900, False),
    ("governance", "Bestuursondersteuning", "bezwaar en beroep", "Awb art. 7:11", 60, False, 2100, False),
    ("governance", "Bestuursondersteuning", "klachtbehandeling", "Awb art. 9:4", 60, False, 450, False),
    ("governance", "Bestuursondersteuning", "Woo-verzoeken", "Woo art. 4.1", 60, False, 190, False),
]

ACTIVITIES = [
    ("Aanvraag en intake",
    "het in behandeling nemen van aanvragen voor {x} en het vaststellen van de hulpvraag of wens"),
    ("Besluit", "het vaststellen van het recht op {x} en het nemen van een besluit"),
    ("Uitvoering", "het uitvoeren van {x} en het bijhouden van de voortgang"),
    ("Betaling en facturatie", "het betalen, innen en verantwoorden van bedragen voor {x}"),
    ("Toezicht en controle", "het controleren of {x} rechtmatig en volgens afspraak wordt uitgevoerd"),
    ("Bezwaar en klachten", "het behandelen van bezwaren en klachten over {x}"),
    ("Beleidsinformatie", "het maken van cijfers over {x} zonder herleidbare personen voor beleid en begroting"),
    ("Dossier en archief", "het bewaren, ontsluiten en tijdig vernietigen van dossiers over {x}"),
    ("Klanttevredenheid", "het meten van de tevredenheid van inwoners over {x}"),
]

CLUSTER = {"youth": "sociaal domein", "care": "sociaal domein", "participation": "sociaal domein",
           "education": "sociaal domein", "civil_affairs": "dienstverlening en bedrijfsvoering",
           "taxes": "dienstverlening en bedrijfsvoering", "operations": "dienstverlening en bedrijfsvoering",
           "governance": "dienstverlening en bedrijfsvoering", "safety": "ruimte en veiligheid",
           "space": "ruimte en veiligheid"}
RECIPIENTS = {
    "youth": ["gecontracteerde jeugdhulpaanbieders, gecertificeerde instelling",
    "jeugdhulpaanbieders en huisarts, voor zover nodig", "SVB, jeugdhulpaanbieders"],
    "care": ["gecontracteerde zorgaanbieders, CAK", "zorgaanbieders, SVB en CAK", "leverancier van het hulpmiddel"],
    "participation": ["UWV, Inlichtingenbureau, SVB", "Inlichtingenbureau en werkgevers",
    "schuldeisers en bewindvoerder"],
    "education": ["scholen, DUO", "vervoerder en school", "DUO, jeugdgezondheidszorg"],
    "civil_affairs": ["RvIG en afnemers van de BRP", "RDW", "geen ontvangers buiten de gemeente"],
    "taxes": ["Waarderingskamer, Belastingdienst, CBS", "gerechtsdeurwaarder", "waterschap"],
    "safety": ["politie, openbaar ministerie", "politie en woningcorporaties", "CJIB"],
    "space": ["omgevingsdienst en veiligheidsregio", "aannemer die de melding afhandelt",
    "geen ontvangers buiten de gemeente"],
    "operations": ["Belastingdienst, ABP", "arbodienst", "geen ontvangers buiten de gemeente"],
    "governance": ["commissie bezwaarschriften, rechtbank", "gemeenteraad, geanonimiseerd", "Nationale ombudsman"],
}
SUBJECT_KINDS = {
    "youth": "jeugdigen, ouders en verzorgers", "care": "inwoners met een ondersteuningsvraag, mantelzorgers",
    "participation": "uitkeringsgerechtigden en hun partners", "education": "leerlingen, ouders en verzorgers",
    "civil_affairs": "ingezetenen", "taxes": "belastingplichtigen, eigenaren en gebruikers van panden",
    "safety": "betrokkenen bij een melding, overtreders", "space": "aanvragers, melders en omwonenden",
    "operations": "medewerkers, sollicitanten en relaties", "governance": "indieners, raadsleden en insprekers"}
DATA = {
    "youth": "NAW, BSN, gezinssamenstelling, hulpvraag, gegevens over gezondheid en ontwikkeling",
    "care": "NAW, BSN, beperkingen, leefsituatie, indicatie en voorziening",
    "participation": "NAW, BSN, inkomen en vermogen, woonsituatie, arbeidsverleden",
    "education": "NAW, BSN, school, verzuim, ondersteuningsbehoefte",
    "civil_affairs": "NAW, BSN, geboortegegevens, nationaliteit, pasfoto waar dat moet",
    "taxes": "NAW, BSN, eigendom, waarde, bankrekeningnummer", "safety": "NAW, meldingen, waarnemingen, beelden",
    "space": "NAW, e-mailadres, adres van het object, tekeningen",
    "operations": "NAW, personeelsnummer, functie, salaris",
    "governance": "NAW, e-mailadres, inhoud van het bezwaar of verzoek"}
SECURITY = [
    "autorisaties per rol, tweefactorauthenticatie, logging van inzage, versleutelde verbinding",
    "toegang op basis van rollen; jaarlijkse controle autorisaties; back-up elke nacht",
    "BIO-maatregelen basisniveau 2, geheimhoudingsverklaring, logging en scherm op slot",
    "afgeschermde map, alleen toegang voor het team, versleutelde uitwisseling, logging",
    "maatregelen volgens het informatiebeveiligingsbeleid: rollen, logging, back-up en hersteltest",
]
DPIA_MODELS = ["Model DPIA Rijksdienst", "VNG-sjabloon DPIA 3.1", "eigen sjabloon gemeente, 2023"]


def upper(text):
    return text[0].upper() + text[1:]


def make_processing(world, count):
    rows = [(subject, activity) for activity in ACTIVITIES for subject in SUBJECTS]
    rows = sorted(rows[:count], key=lambda pair: (SUBJECTS.index(pair[0]), ACTIVITIES.index(pair[1])))
    for number, (subject, activity) in enumerate(rows, 1):
        domain, department, about, law, months, special, subjects, vulnerable = subject
        dice = Dice(f"processing {number}")
        internal = domain in ("operations", "governance")
        special = special and activity[0] not in ("Beleidsinformatie", "Klanttevredenheid")
        count_ = max(20, int(subjects * dice.pick([1, 1, 0.5, 0.8])))
        if special:
            count_ = min(count_, 9400)
        steps = ["collect", "use", "share", "keep", "destroy"]
        world.add(
            "processing", activity_id=f"V-{number:04d}", name=f"{activity[0]} {about}", process=upper(about),
            task=activity[0], department=department, domain=domain, public_private="public",
            controller="College van burgemeester en wethouders" if domain != "governance" or "raad" not in about
            else "Gemeenteraad", controller_contact="Postbus 1, Voorbeeldstad",
            fg_contact="functionaris gegevensbescherming, telefoon 14 000",
            owner=f"proceseigenaar {department}", contact=f"privacycontact {department}",
            purpose=upper(activity[1].format(x=about)), further_processing=NA,
            legal_basis="legal_obligation" if domain == "taxes" or dice.chance(0.2) else "public_task",
            law_article=law, basis_per_law=True if CLUSTER[domain] == "sociaal domein" and dice.chance(0.3) else NA,
            necessity_assessed=True,
            exception_ground=dice.pick(["UAVG art. 30 lid 3", "AVG art. 9 lid 2 onder h", "UAVG art. 25"]) if special
            else NA,
            data_subjects=SUBJECT_KINDS[domain], subjects_count=count_, vulnerable_subjects=vulnerable,
            personal_data=DATA[domain], special_data=special,
            criminal_data=about in ("Bibob-onderzoek", "zorg- en veiligheidshuis", "boa-toezicht en boetes"),
            bsn="BSN" in DATA[domain] or about in ("salarisadministratie",),
            source=dice.pick(["betrokkene zelf", "betrokkene en BRP", "BRP, Suwinet", "betrokkene, verwijzer"]),
            information=dice.pick(["privacyverklaring op de website", "folder bij de aanvraag", "brief bij ontvangst"]),
            recipients=dice.pick(RECIPIENTS[domain]), partners=NA, covenant=NA, joint_controller=False,
            joint_arrangement=NA, transfer=False, transfer_countries=NA, transfer_safeguard=NA,
            retention=f"{months // 12} jaar na afsluiten" if months % 12 == 0 and months > 11 else
            f"{months} maanden" if months > 1 else "4 weken",
            retention_months=months, described_steps=steps, security_measures=dice.pick(SECURITY),
            processors=NA, agreements=NA, large_scale=count_ >= 10000, systematic=dice.chance(0.1),
            automated_decisions=False, ap_list_items=["none"],
            works_council="given" if internal and about != "crediteuren en debiteuren" else NA,
            edpb_criteria=0, edpb_criteria_met=["none"], new_legislation=False, risk_score=dice.number(0, 3),
            dpia_required=False, dpia_reason=f"voortoets {dice.number(2019, 2025)}: geen hoog risico", dpia_done=False,
            dpia_id=NA, advice=NA, status="active",
            started_on=dice.day(date(2008, 1, 1), date(2018, 3, 31)) if dice.chance(0.7)
            else dice.day(date(2018, 6, 1), date(2024, 2, 28)),
            changed_on=NA, ended_on=NA, last_reviewed_on=dice.ago(340, 20),
            remarks="zie zaaksysteem" if dice.chance(0.04) else None)
    for record in world["processing"]:
        dice = Dice(f"changed {record['activity_id']}")
        if dice.chance(0.15) and record["last_reviewed_on"] > record["started_on"]:
            record["changed_on"] = dice.day(max(record["started_on"], date(2019, 1, 1)),
                record["last_reviewed_on"] - timedelta(days=10))
            if record["changed_on"] >= record["last_reviewed_on"]:
                record["changed_on"] = NA
        if dice.chance(0.02):
            record.update(status="ended", ended_on=dice.ago(900, 40))


def make_dpias(world, count):
    """Each covers one to three processing activities of one subject."""
    groups = {}
    for record in world["processing"]:
        if record["status"] == "active":
            groups.setdefault(record["process"], []).append(record)
    ordered = sorted(groups.values(), key=lambda g: (not g[0]["special_data"], -g[0]["subjects_count"],
        g[0]["activity_id"]))
    units = [unit for start in (0, 3) for group in ordered for unit in [group[start:start + 3]] if unit]
    for number, unit in enumerate(units[:count], 1):
        dice = Dice(f"dpia {number}")
        adopted = dice.day(date(2023, 7, 1), date(2026, 3, 31))
        asked = adopted - timedelta(days=dice.number(50, 90))
        open_ = dice.pick([0, 0, 0, 1, 2])
        unfinished = number % 15 == 0
        dpia = f"DPIA-{number:03d}"
        prescan = number % 8 == 3
        world.add(
            "dpias", dpia_id=dpia,
            name=f"{'Voortoets' if prescan else 'DPIA'} {unit[0]['process'][0].lower() + unit[0]['process'][1:]}" + (" (deel 2)" if number > len(ordered) else ""),
            kind="prescan" if prescan else "dpia", activities=[r["activity_id"] for r in unit],
            system=dice.pick(["zaaksysteem", "regiesysteem sociaal domein", "vakapplicatie"]),
            status="draft" if unfinished else "adopted", model=dice.pick(DPIA_MODELS),
            started_on=asked - timedelta(days=60),
            adopted_on=NA if unfinished else adopted, has_description=True, has_necessity=True, has_risks=True,
            has_measures=True, views_sought=True if dice.chance(0.7) else NA, fg_advice_asked_on=asked,
            fg_advice_on=asked + timedelta(days=dice.number(14, 40)),
            fg_advice=dice.pick(["positive", "positive", "conditional"]),
            fg_advice_followed="yes", fg_advice_reason=NA, residual_risk=dice.pick(["low", "low", "medium"]),
            prior_consultation=False, prior_consultation_on=NA, ap_answered_on=NA, measures_total=dice.number(4, 14),
            measures_open=open_, measures_due_on=dice.ahead(20, 300) if open_ else NA, measures_taken=True,
            last_reviewed_on=NA, review_on=add_months(adopted, 36) if add_months(adopted, 36) > AS_OF
            else dice.ahead(30, 400),
            risk_changed_on=NA, owner=unit[0]["owner"],
            location=f"zaaksysteem Z-{dice.number(2022, 2025)}-{dice.number(1000, 9899)}",
            published_on=adopted + timedelta(days=30) if dice.chance(0.4) and not unfinished else NA)
        for record in unit:
            if record["started_on"] >= date(2018, 5, 25):
                record["started_on"] = dice.day(date(2010, 1, 1), date(2018, 4, 30))
            if unfinished:
                record.update(status="planned", started_on=dice.ahead(60, 200), changed_on=NA, dpia_required=True,
                    dpia_reason=NA)
                record.update(dpia_id=dpia, advice=f"A-2026-{number:02d}")
                continue
            if prescan:
                record.update(dpia_id=dpia, dpia_reason=f"{dpia}: geen hoog risico")
                continue
            record.update(dpia_required=True, dpia_reason=NA, dpia_done=True, dpia_id=dpia, edpb_criteria=3,
                          edpb_criteria_met=["sensitive", "vulnerable", "large_scale"] if record["special_data"]
                          else ["large_scale", "matching"],
                          ap_list_items=["health"] if record["special_data"] else ["none"])
            if dice.chance(0.08) and AS_OF - timedelta(days=60) > adopted:
                record.update(started_on=adopted + timedelta(days=30), changed_on=NA,
                    advice=f"A-{adopted.year}-{number:02d}")


TERM_BASIS = {"youth": ("youth_act", "Jeugdwet art. 7.3.8", "care_file"),
              "care": ("social_support_act", "Wmo 2015 art. 5.3.4", "care_file")}


def make_retention(world, count):
    records = world["processing"]
    stride = Dice("retention").shuffled(records)[:count]
    for number, record in enumerate(sorted(stride, key=lambda r: r["activity_id"]), 1):
        dice = Dice(f"term {number}")
        basis, clause, kind = TERM_BASIS.get(record["domain"],
            ("selection_list", f"resultaat {dice.number(1, 28)}.{dice.number(1, 4)}", "other"))
        if basis == "youth_act" and record["retention_months"] < 240 or basis == "social_support_act" and record["retention_months"] < 180:
            basis, clause, kind = "other_law", record["law_article"], "other"
        several = record["domain"] in ("youth", "care") and dice.chance(0.2)
        world.add("retention_terms", term_id=f"BT-{number:03d}",
            name=f"Dossier {record['name'][0].lower() + record['name'][1:]}", activity_id=record["activity_id"],
                  file_kind=kind, basis=basis, clause=clause,
                  selection_list="Selectielijst gemeenten 2020" if basis == "selection_list" else NA,
                  months=record["retention_months"], start_event=dice.pick(["last_change", "closed"]),
                  transition="new_term",
                  several_laws=several, conflict_rule="per_part",
                  decided_on=dice.day(date(2020, 3, 1), date(2025, 6, 30)), technically_set=True,
                  tested_on=dice.ago(600, 30),
                  owner="adviseur informatiebeheer")


INFORMATION = [
    ("privacy_statement", "full", "Privacyverklaring {x}"), ("leaflet", "short", "Folder: uw gegevens bij {x}"),
    ("letter", "short", "Begeleidende brief {x}"), ("webpage", "full", "Webpagina Wat doen wij met uw gegevens: {x}"),
    ("form", "short", "Toelichting op het aanvraagformulier {x}")]


def make_information(world):
    groups = {}
    for record in world["processing"]:
        groups.setdefault(record["process"], []).append(record)
    for number, (process, records) in enumerate(groups.items(), 1):
        dice = Dice(f"information {number}")
        kind, layer, title = INFORMATION[0] if number == 1 else dice.pick(INFORMATION)
        domain = records[0]["domain"]
        social = CLUSTER[domain] == "sociaal domein"
        world.add(
            "information_products", product_id=f"VL-{number:02d}",
            title=title.format(x=process[0].lower() + process[1:]), kind=kind, status="in_use",
            layer=layer, activities=[r["activity_id"] for r in records], domain=domain,
            audience=["staff"] if domain == "operations" else ["clients", "low_literacy"] if social else ["residents"],
            given_when=dice.pick(["at_collection", "first_contact", "online"]), data_from_others=dice.chance(0.5),
            el_identity=True, el_fg_contact=True, el_purposes=True, el_basis=True, el_recipients=True, el_transfer=NA,
            el_retention=True, el_rights=True, el_withdrawal=NA, el_complaint=True, el_obligation=True, el_automated=NA,
            el_categories=True, el_source=True, explains_sharing=True if social else NA,
            explains_access=True if social else NA,
            explains_recorded=True if social else NA, explains_secrecy=True if social else NA,
            explains_remedies=True if social else NA, fits_vulnerable="yes" if social else NA, easy_version=True,
            pictogram_version=dice.chance(0.3), dated_on=dice.ago(1500, 700), reviewed_on=dice.ago(320, 30),
            location=dice.pick(["website, pagina privacy", "balie en website", "intranet, map Communicatie"]),
            owner=f"communicatieadviseur {records[0]['department']}")
        product = world["information_products"][-1]
        changed = [r["changed_on"] for r in records if isinstance(r["changed_on"], date)]
        if changed and max(changed) >= product["reviewed_on"]:
            product["reviewed_on"] = min(AS_OF - timedelta(days=7), max(changed) + timedelta(days=14))
