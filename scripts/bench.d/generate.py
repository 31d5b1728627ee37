#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""generate.py RECORDS DIR [SEED]: the registers of the benchmark, made up, with planted faults.

Writes processing.csv (25 columns, about 490 bytes a record), vendors.csv and dpias.csv (UTF-8, ';', CRLF, quoted
where text may hold a separator, a quote or a line break) and planted.json. The same arguments give the same bytes.
"""

import datetime
import json
import random
import sys
import tomllib
from pathlib import Path

AS_OF = datetime.date(2026, 11, 23)
SCHEMAS = Path(__file__).resolve().parent / "schemas"
OLDEST = 4000    # days before AS_OF

WORDS = """verwerking aanvraag voorziening gegevens registratie controle burgers financiële coördinatie ondersteuning
beëindiging huishouden vergunning melding archivering regelgeving toezicht aanslag uitkering begeleiding privé
geïnformeerd risico's gemeente ketenpartner zorgaanbieder bezwaar dossier onderzoek maatregel""".split()
DATA = ["naam, adres, woonplaats", "financiële gegevens", "gezondheidsgegevens", "strafrechtelijke gegevens",
        "camerabeelden", "BSN en identificatie", "locatiegegevens", "gezinssituatie"]


def schema(register):
    with (SCHEMAS / f"{register}.toml").open("rb") as file:
        return tomllib.load(file)


def columns(register):
    return [column["id"] for column in schema(register)["column"]]


def spellings(register, column):
    """The Dutch words of the choices of a column, by id."""
    for one in schema(register)["column"]:
        if one["id"] == column:
            return {choice["id"]: choice["title"]["nl"] for choice in one["choices"]}
    raise KeyError(f"{register}.{column}")


class Dice:
    """Everything that chance decides. Only random() is used: it gives the same row in every version of Python."""

    def __init__(self, seed):
        self.next = random.Random(seed).random
        self.stream = [WORDS[int(self.next() * len(WORDS))] for _ in range(1 << 16)]
        self.days = [(AS_OF - datetime.timedelta(days=n)).isoformat() for n in range(OLDEST)]

    def below(self, n):
        return int(self.next() * n)

    def chance(self, percent):
        return self.next() * 100 < percent

    def pick(self, options):
        return options[int(self.next() * len(options))]

    def words(self, n):
        start = int(self.next() * 65000)
        return " ".join(self.stream[start:start + n])


def quoted(text):
    return '"' + text.replace('"', '""') + '"'


def write(folder, register, rows):
    with (folder / f"{register}.csv").open("w", encoding="utf-8", newline="", buffering=1 << 20) as file:
        file.write(";".join(columns(register)) + "\r\n")
        for row in rows:
            file.write(row + "\r\n")


def vendors(dice, count):
    for number in range(count):
        country = "NL" if dice.chance(92) else "US"
        agreement = "" if dice.chance(4) else dice.days[dice.below(3650)]
        certified = "ja" if dice.chance(70) else "nee"
        status = "actief" if dice.chance(95) else "beëindigd"
        yield f"LEV-{number:07};{quoted(dice.words(2) + ' B.V.')};{country};{agreement};{certified};{status}"


def dpias(dice, count):
    for number in range(count):
        status = "vastgesteld" if dice.chance(85) else "concept"
        yield f"DPIA-{number:07};{quoted(dice.words(3))};{dice.days[dice.below(2500)]};{status}"


def purpose(dice):
    text = dice.words(6 + dice.below(12))
    if dice.chance(10):
        text += "; " + dice.words(4)
    if dice.chance(5):
        text += "\r\n" + dice.words(5)
    if dice.chance(3):
        text += ' ("' + dice.words(1) + '")'
    return quoted(text)


def processing(dice, count, vendor_count, dpia_count, planted):
    chance, below, pick, words, days = dice.chance, dice.below, dice.pick, dice.words, dice.days
    bases, subjects = (list(spellings("processing", name).values()) for name in ("legal_basis", "data_subjects"))
    safeguards, departments, states = (list(spellings("processing", name).values())
                                       for name in ("safeguard", "department", "status"))

    def some(value, percent=0.5):
        return "" if chance(percent) else value

    def or_bad(value, bad, percent):
        if not chance(percent):
            return value
        planted[bad] += 1
        return bad

    for number in range(count):
        special, bsn = chance(25), chance(40)
        transfer, required = chance(4), chance(30)
        vendor = dpia = dpia_on = safeguard = remarks = ""
        if chance(60):
            vendor = f"LEV-{vendor_count + below(1000) if chance(0.5) else below(vendor_count):07}"
        if required and not chance(3):
            dpia = f"DPIA-{dpia_count + below(500) if chance(1) else below(dpia_count):07}"
            dpia_on = days[below(2200)]
        if transfer and not chance(6):
            safeguard = pick(safeguards)
        recorded = below(3000)
        changed = max(0, recorded - below(1200))
        if chance(30):
            remarks = quoted(words(5 + below(20)))
        yield ";".join((
            f"VW-{number:07}",
            some(quoted(words(3))),
            some(purpose(dice)),
            or_bad(some(pick(bases)), "overig", 0.5),
            some(pick(subjects)),
            some(quoted(pick(DATA))),
            some("onbekend" if chance(0.3) else "ja" if special else "nee"),
            some("ja" if bsn else "nee"),
            or_bad(some(str(1 + below(30)), 1.0), "zolang nodig", 1.0),
            some(quoted("Selectielijst 2020" if chance(50) else "Archiefwet, artikel 5"), 3 if special else 8),
            some(quoted(words(2)), 4.0),
            vendor,
            some("ja" if transfer else "nee"),
            safeguard,
            some(quoted(words(4 + below(6))), 1.0),
            some("ja" if required else "nee"),
            dpia,
            dpia_on,
            or_bad(some(days[recorded]), "31-02-2021", 0.3),
            some("2027-01-15" if chance(0.1) else days[changed]),
            some("n.n.b." if chance(0.3) else days[below(1250)], 2.0),
            some(f"functie-{below(400)}"),
            some(pick(departments)),
            or_bad(some(pick(states)), "vervallen", 0.2),
            remarks,
        ))


def generate(count, folder, seed):
    dice = Dice(seed)
    vendor_count, dpia_count = max(50, count // 20), max(20, count // 50)
    planted = {"overig": 0, "zolang nodig": 0, "31-02-2021": 0, "vervallen": 0}
    folder.mkdir(parents=True, exist_ok=True)
    write(folder, "vendors", vendors(dice, vendor_count))
    write(folder, "dpias", dpias(dice, dpia_count))
    write(folder, "processing", processing(dice, count, vendor_count, dpia_count, planted))
    (folder / "planted.json").write_text(json.dumps({"records": count, "seed": seed, "unreadable": planted}) + "\n")


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__.split("\n", 1)[0])
    generate(int(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 1)
