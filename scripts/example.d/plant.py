# SPDX-License-Identifier: EUPL-1.2
"""Faults and proofs, planted among the sound records from the fixtures of the checks.

For each check in force there is to be a record that is met and one that is not, and for each question one that is
answered and one to judge. What is missing is taken from tests/checks: the cells that the case names are laid over a
sound record, days moved to the as-of date, numbers of records replaced by numbers that fit in.
"""

import re
from datetime import date, timedelta

from catalogue import NA, UNKNOWN, Unreadable, read_value
from verdicts import add_months
from world import AS_OF, Dice

SUFFIXES = ["pilot", "2e fase", "uitbreiding", "regio", "herziening"]
ROUNDS = 6
FEW = 12    # records, all of which are tried
MOST_FAILURES = 3    # of a fault, before it is no longer tried


def wanted(records):
    """How many records shall have a fault: more in a larger register."""
    return 1 + (records >= 100) + (records >= 400)


def shows(check, found, registers):
    """Are the verdicts those that the example promises: one record met and one not, or one answered and one to judge?

    A check that concerns one record, because the register holds one or because the check looks at the latest, can
    have only one of the two.
    """
    told = sum(verdict in ("met", "not_met") for verdict in found)
    latest = re.search(r"= \(SELECT (max|min)\(", check.applies or "") and told == 1
    if registers[check.register].single or latest:
        return told > 0 or "to_judge" in found
    if check.question:
        return told > 0 and "to_judge" in found
    return {"met", "not_met"} <= set(found)


class Planter:
    def __init__(self, world, verdicts, checks):
        self.world, self.verdicts, self.checks = world, verdicts, checks
        self.registers = world.registers
        self.failures = {}
        self.last = {}    # the highest number of the sound records, by register and what goes before it
        self.sound_ids = {r: [str(x[self.registers[r].key[0]]) for x in rows] for r, rows in world.tables.items()}

    def plant_all(self, count_again):
        for turn in range(ROUNDS):
            missing = 0
            for check in self.checks.values():
                if check.register == "answers":    # see _odd_answers
                    missing += turn > 0 and not shows(check, list(self.verdicts.of(check).values()), self.registers)
                    continue
                judge = self._one if self.registers[check.register].single else self._question if check.question else self._check
                missing += judge(check, turn)
            count_again(self.world, self.verdicts.put)
            self._answers()
            if not turn:
                self._odd_answers()
            if not missing and turn:
                return 0
        return missing

    def _check(self, check, turn):
        """How much was missing: one when a verdict was not there."""
        found = list(self.verdicts.of(check).values())
        least = wanted(len(found)) if turn == 0 else 1
        for verdict, least in (("not_met", least), ("met", 2 * least if least > 1 else least)):
            for number in range(found.count(verdict), least):
                if self.failures.get((check.id, verdict), 0) < MOST_FAILURES:
                    self._plant(check, verdict, f"{turn} {number}")
        return not shows(check, found, self.registers)

    def _one(self, check, _):
        """Of a register of one record, which keeps what it was given where it can."""
        if shows(check, list(self.verdicts.of(check).values()), self.registers):
            return False
        return not any(self._plant(check, verdict, "one")
            for verdict in (("to_judge",) if check.question else ("met", "not_met")))

    def _question(self, check, _):
        applicable = [v for v in self.verdicts.of(check).values() if v in ("to_judge", "met", "not_met")]
        for number in range(len(applicable), 3):
            self._plant(check, "to_judge", f"question {number}")
        return len(applicable) < 2

    def _answers(self):
        """Of each question some are answered, never all."""
        for check in self.checks.values():
            if not check.question:
                continue
            found = self.verdicts.of(check)
            rows = {record.row: record for record in self.world[check.register]}
            key = self.registers[check.register].key
            before = {answer["record_key"] for answer in self.world["answers"] if answer["check_id"] == check.id}
            open_ = [row for row, verdict in sorted(found.items())    # what has expired stays so
                     if verdict == "to_judge" and "/".join(str(rows[row][k]) for k in key) not in before]
            answered = sum(verdict in ("met", "not_met") for verdict in found.values())
            single = self.registers[check.register].single
            if answered or len(open_) < (1 if single else 2):
                continue
            for index, row in enumerate(open_[: 1 if single else max(1, min(4, len(open_) // 3))]):
                dice = Dice(f"answer {check.id} {index}")
                answer = self.world.add(
                    "answers", check_id=check.id, register=check.register,
                    record_key="/".join(str(rows[row][k]) for k in key),
                    answer="not_met" if index == 2 else "met",
                    answered_by=dice.pick(["functionaris gegevensbescherming", "privacyofficer", "interne auditor"]),
                    answered_on=dice.ago(260, 20),
                    evidence=f"dossier Z-{dice.number(2025, 2026)}-{dice.number(1000, 9999)}",
                    valid_until=dice.ahead(60, 400))
                self.verdicts.put("answers", answer)

    def _odd_answers(self):
        """Answers that are none: expired, too long valid, to no question, about no record, by the owner."""
        dice = Dice("odd answers")

        def add(check, record, **cells):
            cells = {"check_id": check.id, "register": check.register,
                     "record_key": str(record[self.registers[check.register].key[0]]), "answer": "met",
                     "answered_by": "interne auditor", "answered_on": dice.ago(260, 120),
                     "evidence": f"dossier Z-2025-{dice.number(1000, 9999)}", "valid_until": dice.ahead(60, 300), **cells}
            key = [cells[column] for column in self.registers["answers"].key]
            if any([answer[column] for column in self.registers["answers"].key] == key for answer in self.world["answers"]):
                return    # this is the second time that all is planted
            self.verdicts.put("answers", self.world.add("answers", **cells))

        def open_ones(owned):
            for check in self.checks.values():
                if check.question and not self.registers[check.register].single:
                    open_ = [row for row, verdict in sorted(self.verdicts.of(check).items()) if verdict == "to_judge"]
                    before = {answer["record_key"] for answer in self.world["answers"] if answer["check_id"] == check.id}
                    for record in self.world[check.register]:
                        number = str(record[self.registers[check.register].key[0]])
                        if number not in before and record.row in open_[1:] and (not owned or isinstance(record.get("owner"), str)
                                                        and record["owner"] not in (NA, UNKNOWN)):
                            yield check, record
                            break

        plain = open_ones(False)
        for cells in ({"answered_on": dice.ago(800, 700), "valid_until": dice.ago(60, 20)},
                      {"answered_on": dice.ago(60, 20), "valid_until": dice.ahead(900, 1000)},
                      {"check_id": "dpia-beoordeeld"}, {"record_key": "2019-17"}):
            add(*next(plain), **cells)
        check, record = next(open_ones(True))
        add(check, record, answered_by=record["owner"])

    # One fault or proof.

    def _plant(self, check, verdict, turn):
        dice = Dice(f"plant {check.id} {verdict} {turn}")
        register = self.registers[check.register]
        cases = [case for case in check.fixture["case"] if case["verdict"] == verdict]
        records = sorted(self.world[check.register], key=lambda r: len(r.planted))
        fewest = [r for r in records if len(r.planted) == len(records[0].planted)] if records else []
        hosts = [dice.pick(fewest) for _ in range(3)] + [dice.pick(records)] if records else []
        if len(records) <= FEW:
            hosts = records
        for host in hosts if register.single else [*hosts, None]:
            for case in dice.shuffled(cases):
                for way in self._ways(check, case):
                    if self._try(check, verdict, case, host, way, dice):
                        return True
        self.failures[check.id, verdict] = self.failures.get((check.id, verdict), 0) + 1
        return False

    @staticmethod
    def _rows(check, case):
        rows = {**check.fixture.get("registers", {}), **case.get("registers", {})}
        return {name: others for name, others in rows.items() if name != "answers"}

    def _ways(self, check, case):
        """With as little as possible of the fixture: without its other rows, its texts, its empty cells."""
        then = check.fixture["as_of"]
        days, months = (AS_OF - then).days, (AS_OF.year - then.year) * 12 + AS_OF.month - then.month
        shifts = [lambda day: day + timedelta(days=days), lambda day: add_months(day, months),
            lambda day: day] if days else [lambda day: day]
        with_rows = (False, True) if any(self._rows(check, case).values()) else (False,)
        return [(rows, texts, blank, shift) for rows in with_rows for texts in (False, True)
            for blank in (False, True) for shift in shifts]

    def _try(self, check, verdict, case, host, way, dice):
        with_rows, texts, blank, shift = way
        register = self.registers[check.register]
        rows = self._rows(check, case) if with_rows else {}
        ids = {}
        made = []
        if host is None:
            record = self._copy(check.register, dice)
            made.append((check.register, record))
        else:
            record = host
        for name in register.key:
            if register.columns[name].reference is None and name in case["record"]:
                ids[check.register, str(case["record"][name])] = record[name]
        for name, others in rows.items():
            for other in others:
                key = self.registers[name].key[0]
                copy = self._copy(name, dice, other)
                made.append((name, copy))
                if self.registers[name].columns[key].reference is None and key in other:
                    ids.setdefault((name, str(other[key])), copy[key])
        before = dict(record)
        ok = self._lay_over(check.register, record, case["record"], check.names, blank, texts, shift, ids)
        for (name, copy), other in zip([m for m in made if m[1] is not record],
                [o for others in rows.values() for o in others]):
            ok = ok and self._lay_over(name, copy, other, check.names, False, texts, shift, ids)
        if ok:
            for name, copy in made:
                self.verdicts.put(name, copy)
            self.verdicts.put(check.register, record)
            ok = self._holds(check, verdict, record)
        if not ok:
            for name, copy in made:
                self.verdicts.remove(name, copy)
                self.world[name].remove(copy)
            if host is not None:
                record.clear()
                record.update(before)
                self.verdicts.put(check.register, record)
            return False
        self._restore(check, verdict, record, before)
        record.planted.add((check.id, verdict))
        made = self._needed(check, verdict, record, made)
        for name, copy in made:
            if copy is not record:
                copy.planted.add((check.id, verdict)) if name == check.register else copy.support.add(check.id)
        return True

    def _restore(self, check, verdict, record, before):
        """What the verdict does not need goes back to what it was."""
        for column, old in before.items():
            new = record.get(column)
            if new == old or column in self.registers[check.register].key:
                continue
            record[column] = old
            self.verdicts.put(check.register, record)
            if not self._holds(check, verdict, record):
                record[column] = new
        self.verdicts.put(check.register, record)

    def _needed(self, check, verdict, record, made):
        """Without the rows that the verdict does not need; what pointed to one points to a sound record instead."""
        kept = list(made)
        for name, copy in made:
            if copy is record:
                continue
            key = self.registers[name].key[0]
            others = [(n, m) for n, m in kept if m is not copy and m is not record] + [(check.register, record)]
            before = [(n, m, dict(m)) for n, m in others]
            for holder_name, holder in others:
                self._repoint(holder_name, holder, name, copy[key],
                    Dice(f"instead {copy[key]}").pick(self.sound_ids[name] or [copy[key]]))
            self.verdicts.remove(name, copy)
            if self._holds(check, verdict, record) and all(copy[key] not in str(m) for _, m in others):
                self.world[name].remove(copy)
                kept.remove((name, copy))
                continue
            self.verdicts.put(name, copy)
            for holder_name, holder, old in before:
                holder.clear()
                holder.update(old)
                self.verdicts.put(holder_name, holder)
        return kept

    def _repoint(self, name, record, register, old, new):
        for column in self.registers[name].columns.values():
            value = record.get(column.id)
            if column.reference and column.reference[0] == register and (value == old or isinstance(value, list)
                    and old in value):
                record[column.id] = list(dict.fromkeys(new if v == old else v for v in value)) if isinstance(value,
                    list) else new
        self.verdicts.put(name, record)

    def _holds(self, check, verdict, record):
        """Is the verdict as wanted, and are those of which the record already was a witness what they were?"""
        return self.verdicts.of(check, record.row).get(record.row) == verdict and all(
            self.verdicts.of(self.checks[c], record.row).get(record.row) == v for c, v in record.planted)

    def _lay_over(self, name, record, cells, names, blank, texts, move, ids):
        """Only the cells that the check names are laid over the record."""
        register = self.registers[name]
        for column_id in register.columns:
            if blank and column_id in names and column_id not in cells and column_id not in register.key:
                column = register.columns[column_id]
                record[column_id] = NA if column.reference and column.na else None
        for column_id, raw in cells.items():
            column = register.columns[column_id]
            if column_id in register.key and column.reference is None:
                record[column_id] = ids.get((name, str(raw)), record[column_id] if record[column_id] else str(raw))
                continue
            if column_id not in names or column_id == "record_key":
                continue
            value = read_value(column, raw, move)
            if value is None:
                return False
            if column.reference and value not in (NA, UNKNOWN):
                own = record.get(column_id)
                value = [self._there(column.reference[0], v, own, ids) for v in value] if isinstance(value,
                    list) else self._there(column.reference[0], value, own, ids)
            elif column.type == "text" and value not in (NA, UNKNOWN):
                named = [new for (_, old), new in ids.items() if old == value]
                if named:
                    value = named[0]
                elif not texts and isinstance(record.get(column_id), str) and record[column_id] not in (NA, UNKNOWN):
                    continue
            record[column_id] = value
        return True

    def _there(self, register, value, own, ids):
        """The number of another register that stands for one in a fixture: the one the record has, where it can be."""
        if (register, value) not in ids:
            taken = set(ids.values())
            mine = [v for v in (own if isinstance(own, list) else [own]) if v not in (None, NA, UNKNOWN)
                and v not in taken]
            ids[register, value] = mine[0] if mine else Dice(f"reference {register} {value}").pick(self.sound_ids[register] or [value])
        return ids[register, value]

    def _copy(self, name, dice, cells=None):
        """A new record after the example of a sound one, with the next number."""
        register = self.registers[name]
        if not self.world[name]:
            return self.world.add(name, **{k: f"{k[:1].upper()}-001" for k in register.key})
        pool = [r for r in self.world[name] if not r.planted and not r.support] or self.world[name]
        pattern = dice.pick(pool)
        record = self.world.add(name, **pattern)
        key = next((k for k in register.key if register.columns[k].reference is None), None)
        if key is None:
            return record
        old = str(pattern[key])
        if re.fullmatch(r"(19|20)\d\d", old):
            record[key] = str(min(int(r[key]) for r in self.world[name] if r is not record) - 1)    # a year
            return record
        digits = re.search(r"(\d+)$", old)
        if digits:
            stem = old[: digits.start()]
            if (name, stem) not in self.last:
                self.last[name, stem] = max(int(str(r[key])[len(stem):]) for r in self.world[name]
                    if re.fullmatch(re.escape(stem) + r"\d+", str(r[key])))
            new = f"{self.last[name, stem] + 1:0{len(digits.group(1))}d}"
            while any(r[key] == stem + new for r in self.world[name]):
                new = f"{int(new) + 1:0{len(new)}d}"
            record[key] = stem + new
            for column in register.columns.values():
                text = record.get(column.id)
                if column.type == "text" and column.id != key and isinstance(text, str) and len(new) > 2:
                    record[column.id] = text.replace(digits.group(1), new)
        if name == "processing":
            record["name"] = f"{record['name']}, {dice.pick(SUFFIXES)}"
        return record


def weaken(world):
    """What a municipality that does its best has not finished: patterns, not accidents."""
    def each(register, name):
        for record in world[register]:
            yield record, Dice(f"weak {name} {record.row}")

    for record, dice in each("processing", "processing"):
        department = record["department"]
        if dice.chance(0.6 if department in ("Stadsbeheer", "HRM", "Belastingen", "Vergunningen") else 0.12):
            record["last_reviewed_on"] = AS_OF - timedelta(days=dice.number(380, 640))
        if dice.chance(0.5 if department in ("Griffie", "Bestuursondersteuning", "Burgerzaken") else 0.06):
            record["described_steps"] = ["collect", "use", "keep"]
        if department == "Facilitair" or dice.chance(0.05):
            record["security_measures"] = dice.pick(["wachtwoord", "zie BIO", "autorisatie"])
        if record["task"] in ("Klanttevredenheid", "Betaling en facturatie") and dice.chance(0.5):
            record["necessity_assessed"] = False
        if dice.chance(0.05):
            record["retention"], record["retention_months"] = "conform selectielijst", None
    for record, dice in each("vendors", "vendors"):
        technical = record["kind"] in ("software", "hosting")
        if record["exit_plan"] is True and dice.chance(0.45):
            record["exit_plan_tested_on"] = None
        if dice.chance(0.25):
            record["last_reviewed_on"] = AS_OF - timedelta(days=dice.number(380, 800))
        if technical and dice.chance(0.18):
            record.update(exit_plan=False, exit_plan_on=NA, exit_plan_tested_on=NA)
        if technical and not record["critical"] and dice.chance(0.15):
            record["fallback_status"] = dice.pick(["planned", "none"])
        if technical and dice.chance(0.2):
            record["restore_tested_on"] = AS_OF - timedelta(days=dice.number(400, 900))
    for record, dice in each("agreements", "agreements"):
        if dice.chance(0.3):
            record.update(accounted_on=None, audited_on=None)
        if record["role"] == "processor" and dice.chance(0.15):
            record["clause_logging"] = False
        if record["role"] == "processor" and dice.chance(0.12):
            record["breach_hours"] = 48
        if record["role"] == "processor" and dice.chance(0.08):
            record["sets_controller_rights"] = False
    for record, dice in each("retention_terms", "terms"):
        if dice.chance(0.35):
            record.update(technically_set=False, tested_on=NA)
        elif dice.chance(0.35):
            record["tested_on"] = NA
    for record, dice in each("partners", "partners"):
        if dice.chance(0.45):
            record["audited_on"] = None
        if dice.chance(0.25):
            record["own_system_seen"] = False
        if dice.chance(0.2):
            record["accounted_on"] = AS_OF - timedelta(days=dice.number(380, 700))
    for record, dice in each("accounts", "accounts"):
        if record["status"] == "active" and dice.chance(0.2):
            record["last_reviewed_on"] = NA
        if record["status"] == "active" and dice.chance(0.08):
            record["last_login_on"] = AS_OF - timedelta(days=dice.number(95, 300))
    for record, dice in each("information_products", "information"):
        if dice.chance(0.3):
            record["reviewed_on"] = NA
        if record["fits_vulnerable"] == "yes" and dice.chance(0.3):
            record["fits_vulnerable"] = "less"
    for record, dice in each("log_reviews", "log reviews"):
        if dice.chance(0.2):
            record["out_of_hours"] = False
    for record, dice in each("certificates", "certificates"):
        if dice.chance(0.2):
            record["evidence_on"] = AS_OF - timedelta(days=dice.number(380, 700))
    for record, dice in each("requirements", "requirements"):
        if dice.chance(0.25):
            record["evidence_on"] = NA
    for record, dice in each("minimisation", "minimisation"):
        low, high = record["band_low"], record["band_high"]
        if dice.chance(0.3):    # what is simple is asked as if it were not
            if record["complexity"] < 4:
                record["amount"] = record["fields_filled"] = min(high + dice.number(1, 5), record["fields_asked"])
            else:
                record["amount"] = record["fields_filled"] = low - dice.number(1, 4)
                record["fields_mandatory"] = record["amount"] - 2


# What other checks count over a whole register: one blank there would make a verdict about all records unknown.
LEAVE_FILLED = {"status", "kind", "role", "aware_at", "reported_at", "received_on", "adopted_on", "kvk", "district",
    "team_type", "complexity",
                "amount", "content", "people_per_dossier", "live_on", "instrument", "scope", "domain", "held_on",
                "invited", "team"}


UNREADABLE_DAYS = ["zomer 2024", "31-02-2025", "ca. 2023", "voor de AVG", "zie dossier", "1-1-2024 t/m 31-12-2025"]


def forget(world, share):
    """Cells that nobody filled in, or of which somebody wrote that it is unknown."""
    for name, register in world.registers.items():
        if register.single or name in ("answers", "key_figures", "reported_totals", "samples", "statements"):
            continue
        loose = [c for c in register.columns.values() if c.id not in register.key and c.id not in LEAVE_FILLED
            and not c.reference]
        for record in world[name]:
            dice = Dice(f"forgotten {name} {record.row}")
            for column in loose:
                if not dice.chance(share) or record.get(column.id) is None:
                    continue
                if column.type == "date" and dice.chance(0.12):
                    record[column.id] = Unreadable(dice.pick(UNREADABLE_DAYS))
                elif dice.chance(0.25) and column.duty != "must" and UNKNOWN not in str(column.choices):
                    record[column.id] = UNKNOWN
                else:
                    record[column.id] = None


FILLED_IN = {"text": ["vastgelegd in het dossier"], "boolean": [True, False], "integer": [1], "number": [1.0],
             "date": [AS_OF - timedelta(days=120)]}


def fill_new(world, verdicts, checks):
    """Columns that a check reads and that no sound record knows yet: for each record what suits the checks best."""
    worth = {"met": 2, "not_applicable": 1, "to_judge": 0, "unknown": -1, "not_met": -4}
    for name, register in world.registers.items():
        for column in register.columns.values():
            judges = [c for c in checks.values() if c.register == name and column.id in c.names]
            if not judges or any(record.get(column.id) is not None for record in world[name]):
                continue
            values = FILLED_IN.get(column.type, []) + [[c] if column.type == "list" else c for c in column.choices]
            if column.reference and world[column.reference[0]]:
                other = world[column.reference[0]][0][column.reference[1]]
                values = [[other] if column.type == "list" else other]
            score = {}
            for index, value in enumerate([*([NA] if column.na else []), *values, None]):
                for record in world[name]:
                    record[column.id] = value
                    verdicts.put(name, record)
                found = [verdicts.of(check) for check in judges]
                for record in world[name]:
                    points = sum(worth[one[record.row]] for one in found)
                    score.setdefault(record.row, []).append((points, -index, value))
            for record in world[name]:
                record[column.id] = max(score[record.row], key=lambda s: s[:2])[2]
                verdicts.put(name, record)


# What a processing activity says when its DPIA is not there.
WITHOUT_DPIA = {"dpia_id": NA, "dpia_required": False, "dpia_done": False,
    "dpia_reason": "voortoets 2024: geen hoog risico", "edpb_criteria": 0,
                "edpb_criteria_met": ["none"], "ap_list_items": ["none"], "advice": NA, "status": "active"}


def trim(world, verdicts, targets, belongs):
    """Sound records that nothing needs make room for the planted ones, so that a register has the size that was asked."""
    references = [(name, column, column.reference[0]) for name,
        register in world.registers.items() for column in register.columns.values() if column.reference]

    def pointing(register, record):
        number = record[world.registers[register].key[0]]
        return [(name, column, other) for name, column, into in references if into == register for other in world[name]
                if other is not record and (other.get(column.id) == number or isinstance(other.get(column.id), list)
                and number in other[column.id])]

    def remove(register, record, dry):
        """With what only makes sense beside it. False when something that is needed points to it."""
        number = record[world.registers[register].key[0]]
        for name, column, other in pointing(register, record):
            if other.planted or other.support:
                return False
            if isinstance(other[column.id], list):
                rest = [v for v in other[column.id] if v != number]
                if not rest and not column.na:
                    return False
                if not dry:
                    other[column.id] = rest or NA
                    verdicts.put(name, other)
            elif column.id == "dpia_id" and name == "processing" or column.na:
                if not dry:
                    other.update(WITHOUT_DPIA if name == "processing" else {column.id: NA})
                    if name == "processing" and isinstance(other["started_on"],
                            date) and other["started_on"] > AS_OF - timedelta(days=760):
                        other["started_on"] -= timedelta(days=1500)
                    verdicts.put(name, other)
            elif not remove(name, other, dry):
                return False
        if not dry:
            verdicts.remove(register, record)
            world[register].remove(record)
        return True

    for register, target in targets.items():
        if register not in world.registers:
            continue
        mine = [record for record in world[register] if belongs(register, record)]
        for record in reversed(mine):
            if sum(belongs(register, r) for r in world[register]) <= target:
                break
            if not record.planted and not record.support and remove(register, record, True):
                remove(register, record, False)


def renumber(world, verdicts, register, day, form):
    """Numbers with a year follow the days that the records have now."""
    if register not in world.registers:
        return
    key = world.registers[register].key[0]
    def year(record):
        at = next((record[c] for c in day if isinstance(record.get(c), date)), None)
        return at.year if at else int(re.search(r"20\d\d", record[key]).group())

    records = sorted(world[register], key=lambda r: (year(r),
        str(next((r[c] for c in day if isinstance(r.get(c), date)), "")), r.row))
    numbers, names = {}, {}
    for record in records:
        numbers[year(record)] = numbers.get(year(record), 0) + 1
        names[record[key]] = form.format(year(record), numbers[year(record)])
    for record in records:
        record[key] = names[record[key]]
        verdicts.put(register, record)
    world.tables[register] = records
    for name, other_register in world.registers.items():
        for column in other_register.columns.values():
            if column.reference == (register, key):
                for other in world[name]:
                    if other.get(column.id) in names:
                        other[column.id] = names[other[column.id]]
                        verdicts.put(name, other)
    for name in ("answers", "samples"):
        for other in world[name]:
            if other.get("register") == register and other["record_key"] in names:
                other["record_key"] = names[other["record_key"]]
                verdicts.put(name, other)


def dangle(world, verdicts):
    """One reference that leads nowhere, in a record that nothing needs."""
    for record in reversed(world["requirements"]):
        if not record.planted and not record.support:
            record["agreement_id"] = "VO-999"
            verdicts.put("requirements", record)
            return
