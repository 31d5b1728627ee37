# SPDX-License-Identifier: EUPL-1.2
"""Which register is kept in which file, and what is wrong with that file."""

from files import Layout

LEGEND = ("", "Legenda: n.v.t. = niet van toepassing; - = nog niet ingevuld",
    "Laatste aanvulling door de privacyofficer, mei 2026")

# file name, registers in it
FILES = [
    ("verwerkingsregister.xlsx", [Layout("processing", "xlsx",
    above=("Register van verwerkingsactiviteiten gemeente Voorbeeldstad", "Stand per 1 juni 2026", ""),
                                         below=LEGEND, unknown="Zaaknummer", hidden=41, sheet="Verwerkingen")]),
    ("overeenkomsten.xlsx", [Layout("agreements", "xlsx", groups=True, sheet="Overeenkomsten")]),
    ("leveranciers.xlsx", [Layout("vendors", "xlsx", above=("Leveranciers en partijen",), sheet="Leveranciers"),
    Layout("certificates", "xlsx", sheet="Certificaten"),
                           Layout("requirements", "xlsx", sheet="Eisen")]),
    ("continuiteit.xlsx", [Layout("continuity_tests", "xlsx", sheet="Testen"),
    Layout("penetration_tests", "xlsx", sheet="Pentesten"), Layout("escrow_deposits", "xlsx", sheet="Escrow"),
                           Layout("releases", "xlsx", sheet="Versies")]),
    ("dpia-register.xlsx", [Layout("dpias", "xlsx", above=("DPIA-register", ""), below=LEGEND, sheet="DPIA's")]),
    ("autorisaties.xlsx", [Layout("accounts", "xlsx", sheet="Accounts"),
    Layout("roles", "xlsx", sheet="Autorisatiematrix"), Layout("systems", "xlsx", sheet="Systemen"),
                           Layout("log_reviews", "xlsx", above=("Logcontroles 2025-2026",), sheet="Logcontroles")]),
    ("bewaartermijnen.xlsx", [Layout("retention_terms", "xlsx", sheet="Termijnen"),
    Layout("destructions", "xlsx", sheet="Vernietigingen")]),
    ("incidenten.xlsx", [Layout("incidents", "xlsx", sheet="Incidenten")]),
    ("voorlichting.xlsx", [Layout("information_products", "xlsx", groups=True, sheet="Voorlichting")]),
    ("verwerkt-voor-anderen.csv", [Layout("processor_activities", "csv")]),
    ("organisatie.csv", [Layout("organisation", "csv")]),
    ("verzoeken.csv", [Layout("requests", "csv-tab")]),
    ("beleid.csv", [Layout("policies", "csv-1252", above=("Beleidsregister privacy en informatiebeveiliging",))]),
    ("aanbevelingen.csv", [Layout("recommendations", "csv-1252")]),
    ("toezeggingen.csv", [Layout("measures", "csv-1252", below=("", "Legenda: open = nog niet begonnen"))]),
    ("raadsafspraken.csv", [Layout("council_commitments", "csv-1252")]),
    ("partners.csv", [Layout("partners", "csv", unknown="Relatienummer zorgsysteem")]),
    ("teams.csv", [Layout("teams", "csv")]), ("opgegeven-totalen.csv", [Layout("reported_totals", "csv")]),
    ("functies.csv", [Layout("actors", "csv")]),
    ("takenverdeling.csv", [Layout("responsibilities", "csv")]), ("adviezen.csv", [Layout("advice", "csv")]),
    ("algoritmes.csv", [Layout("algorithms", "csv-comma")]),
    ("instanties.csv", [Layout("authorities", "csv-1252")]),
    ("casuistiek.csv", [Layout("case_consultations", "csv")]), ("lessen.csv", [Layout("lessons", "csv")]),
    ("nalevingstoetsen.csv", [Layout("compliance_tests", "csv-1252")]),
    ("kerncijfers.csv", [Layout("key_figures", "csv")]),
    ("managementinformatie.csv", [Layout("management_information", "csv")]),
    ("gegevens-per-hulp.csv", [Layout("minimisation", "csv")]), ("inwerken.csv", [Layout("onboardings", "csv")]),
    ("opleidingen.csv", [Layout("trainings", "csv-1252")]), ("waarnemingen.csv", [Layout("samples", "csv")]),
    ("oordelen.csv", [Layout("statements", "csv")]),
    ("enquetes.csv", [Layout("surveys", "csv-comma")]), ("aantallen.csv", [Layout("volumes", "csv")]),
    ("antwoorden.csv", [Layout("answers", "csv")]),
]


def of(registers):
    """Those above, and a CSV for each register that none of them holds."""
    held = {layout.register for _, layouts in FILES for layout in layouts}
    return FILES + [(f"{name.replace('_', '-')}.csv", [Layout(name, "csv")]) for name in sorted(set(registers) - held)]
