# SPDX-License-Identifier: EUPL-1.2
"""The 100 rules of the benchmark, each said once and written down in three languages: as a check of schouw, as SQL
for SQLite and as SQL for DuckDB. Whoever evaluates them must find the same number of records for each.

20 rules follow from the schema (18 mandatory columns, 2 references) and 80 are checks in the checklist. The peers also
look for double keys, which schouw refuses while importing; the generator plants none, so each must find 0.
"""

import json
from dataclasses import dataclass

from generate import AS_OF, schema, spellings

DAY = AS_OF.isoformat()
ISO = "'[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'"
NOT_KNOWN = ("", "onbekend", "n.n.b.")    # a cell that is not filled in, or says that it is not known
TYPES = {column["id"]: column["type"] for column in schema("processing")["column"]}
OPTIONAL = {column["id"] for column in schema("processing")["column"] if column.get("empty") == "none"}
KEYS = {"vendors": "vendor_id", "dpias": "dpia_id"}


@dataclass(frozen=True)
class Condition:
    """What must hold, in the words of each. The peers read text, DuckDB with typed copies of dates and numbers."""
    schouw: str
    sqlite: str
    duckdb: str = ""
    other: str = ""    # the register that it looks into

    def peer(self, duckdb):
        return duckdb and self.duckdb or self.sqlite


@dataclass(frozen=True)
class Rule:
    id: str
    column: str
    applies: tuple
    violates: Condition
    derived: bool = False


def text(value):
    return "'" + value.replace("'", "''") + "'"


def same(column, value):
    """The column holds this choice (by its id) or this answer (True, False)."""
    if isinstance(value, bool):
        return Condition(f"{column} = {int(value)}", f"t.{column} = '{'ja' if value else 'nee'}'")
    return Condition(f"{column} = {text(value)}", f"t.{column} = {text(spellings('processing', column)[value])}")


def filled(column):
    return Condition(f"{column}_none = 0", f"t.{column} <> ''")


def empty(column):
    return Condition(f"{column}_none = 1" if column in OPTIONAL else f"{column} IS NULL", f"t.{column} = ''")


def years_ago(years):
    return f"{AS_OF.year - years}-{DAY[5:]}"


def is_date(column):
    return f"t.{column} GLOB {ISO}"


def before(column, years):
    return Condition(f"{column} < add_months(:as_of, -{12 * years})",
                     f"{is_date(column)} AND t.{column} < '{years_ago(years)}'",
                     f"t.{column}_d < DATE '{years_ago(years)}'")


def future(column):
    return Condition(f"{column} > :as_of", f"{is_date(column)} AND t.{column} > '{DAY}'",
                     f"t.{column}_d > DATE '{DAY}'")


def earlier(column, than):
    return Condition(f"{column} < {than}", f"{is_date(column)} AND {is_date(than)} AND t.{column} < t.{than}",
                     f"t.{column}_d < t.{than}_d")


def apart(first, last, days):
    return Condition(f"days_between({first}, {last}) > {days}",
                     f"{is_date(first)} AND {is_date(last)} AND julianday(t.{last}) - julianday(t.{first}) > {days}",
                     f"date_diff('day', t.{first}_d, t.{last}_d) > {days}")


def above(column, number):
    return Condition(f"{column} > {number}",
                     f"t.{column} <> '' AND t.{column} NOT GLOB '*[^0-9]*' AND CAST(t.{column} AS INTEGER) > {number}",
                     f"t.{column}_n > {number}")


def shorter(column, length):
    return Condition(f"length({column}) < {length}", f"t.{column} <> '' AND length(t.{column}) < {length}")


def has(column, word):
    return Condition(f"instr({column}, {text(word)}) > 0", f"instr(t.{column}, {text(word)}) > 0",
                     f"contains(t.{column}, {text(word)})")


def there(register, condition, sqlite, duckdb=""):
    """Something holds for the record of another register that this one points to."""
    key = KEYS[register]
    return Condition(f"(SELECT any_of({condition}) FROM {register} o WHERE o.{key} = this.{key})", sqlite, duckdb,
                     other=register)


def derived():
    for column in schema("processing")["column"]:
        name = column["id"]
        if column.get("duty") == "must" and name != "activity_id":
            unknown = ", ".join(map(text, NOT_KNOWN))
            yield Rule(f"processing-{name}-missing", name, (), Condition("", f"t.{name} IN ({unknown})"), derived=True)
        if "reference" in column:
            register, key = column["reference"].split(".")
            nowhere = f"t.{name} <> '' AND NOT EXISTS (SELECT 1 FROM {register} x WHERE x.{key} = t.{name})"
            yield Rule(f"processing-{name}-dangling", name, (), Condition("", nowhere), derived=True)


def conditional():
    for column, condition in (
            ("retention_ground", same("special_categories", True)), ("safeguard", same("transfer", True)),
            ("dpia_id", same("dpia_required", True)), ("dpia_on", same("dpia_required", True)),
            ("data_categories", same("bsn", True)), ("security", same("bsn", True)),
            ("recipients", same("transfer", True)), ("owner", same("status", "active"))):
        yield column, (condition,), empty(column)


def dates():
    for column in ("dpia_on", "recorded_on", "changed_on", "reviewed_on"):
        yield column, (), future(column)
    for column, years in (("reviewed_on", 3), ("changed_on", 7), ("dpia_on", 5), ("dpia_on", 6), ("recorded_on", 8)):
        yield column, (), before(column, years)
    for department in spellings("processing", "department"):
        column, years = ("reviewed_on", 2) if department in ("youth", "wmo") else ("changed_on", 5)
        yield column, (same("department", department),), before(column, years)
    for column in ("changed_on", "reviewed_on", "dpia_on"):
        yield column, (same("status", "draft"),), earlier(column, "recorded_on")
    for first, last, days in (("recorded_on", "changed_on", 1100), ("changed_on", "reviewed_on", 2200),
                              ("recorded_on", "dpia_on", 1600), ("dpia_on", "reviewed_on", 1800)):
        yield first, (same("bsn", True),), apart(first, last, days)


def lookups():
    ended = there("vendors", "o.status = 'ended'", "o.status = 'beëindigd'")
    unsigned = there("vendors", "o.agreement_on IS NULL", "o.agreement_on = ''")
    abroad = there("vendors", "o.country = 'US'", "o.country = 'US'")
    uncertified = there("vendors", "o.iso27001 = 0", "o.iso27001 = 'nee'")
    draft = there("dpias", "o.status = 'draft'", "o.status = 'concept'")
    aged = there("vendors", "o.agreement_on < add_months(:as_of, -96)",
                 f"o.agreement_on <> '' AND o.agreement_on < '{years_ago(8)}'",
                 f"o.agreement_on_d < DATE '{years_ago(8)}'")
    outdated = there("dpias", "o.adopted_on < add_months(:as_of, -60)", f"o.adopted_on < '{years_ago(5)}'",
                     f"o.adopted_on_d < DATE '{years_ago(5)}'")
    for column, condition, violates in (
            ("vendor_id", None, ended), ("vendor_id", None, unsigned), ("vendor_id", same("transfer", False), abroad),
            ("vendor_id", same("special_categories", True), uncertified), ("dpia_id", same("status", "ended"), draft),
            ("vendor_id", same("bsn", True), abroad), ("vendor_id", same("special_categories", True), aged),
            ("dpia_id", same("status", "active"), draft), ("dpia_id", same("special_categories", True), outdated),
            ("vendor_id", same("department", "youth"), uncertified)):
        yield column, (condition,) if condition else (), violates


def values():
    years = "retention_years"
    yield years, (), above(years, 29)
    yield years, (same("special_categories", True),), above(years, 25)
    yield years, (same("bsn", True),), above(years, 26)
    yield years, (same("legal_basis", "consent"),), above(years, 27)
    yield years, (same("data_subjects", "minors"),), above(years, 24)
    for column, length in (("purpose", 50), ("name", 18), ("security", 35), ("recipients", 12), ("remarks", 60)):
        yield column, (same("status", "draft"),), shorter(column, length)
    yield "legal_basis", (same("data_subjects", "employees"),), same("legal_basis", "consent")
    yield "legal_basis", (same("data_subjects", "minors"),), same("legal_basis", "legitimate_interest")
    yield "legal_basis", (same("special_categories", True),), same("legal_basis", "contract")
    yield "dpia_required", (same("special_categories", True), same("bsn", True)), same("dpia_required", False)
    yield "status", (same("transfer", True),), same("status", "draft")


def words():
    seen = ["privé", "risico's", "geïnformeerd", "ketenpartner", "uitkering", "maatregel", "zorgaanbieder", "bezwaar"]
    departments = list(spellings("processing", "department"))
    for i in range(21):
        column = ("remarks", "purpose", "name")[i % 3]
        where = same("department", departments[i % 10]) if i % 2 else same("legal_basis", "vital_interest")
        yield column, (where,), has(column, seen[i % 8])


def written():
    for part in (conditional, dates, lookups, values, words):
        for column, applies, violates in part():
            # An optional column is judged where it is filled, unless its emptiness is what the rule is about.
            if column in OPTIONAL and part is not conditional:
                applies = (filled(column), *applies)
            yield column, applies, violates


def all_rules():
    rules = list(derived())
    rules += (Rule(f"bench-{number:02}-{column.replace('_', '-')}", column, applies, violates)
              for number, (column, applies, violates) in enumerate(written(), 1))
    assert len(rules) == 100, len(rules)
    return rules


def both(words):
    return "{ nl = " + json.dumps(words) + ", en = " + json.dumps(words) + " }"


def checklist(rules):
    """The checklist of schouw: the written rules; the derived ones come with the register."""
    lines = ["[checklist]", 'id = "bench"', f"title = {both('Bench')}", 'derived = ["processing"]']
    for number, rule in enumerate(rule for rule in rules if not rule.derived):
        said = f"{rule.column}: {rule.violates.schouw}"
        lines += ["", "[[check]]", f'id = "{rule.id}"', f"title = {both(said)}", 'register = "processing"',
                  f'severity = "{("high", "medium", "low")[number % 3]}"', 'origin = ["bench"]', 'tests = "existence"',
                  f'column = "{rule.column}"']
        if rule.applies:
            lines.append("applies = " + json.dumps(" AND ".join(c.schouw for c in rule.applies)))
        lines += ["violates = " + json.dumps(rule.violates.schouw),
                  f"reason = {both(rule.column + ' = {' + rule.column + '}')}", f"remedy = {both('Fill in or correct.')}"]
    return "\n".join(lines) + "\n"


def select(number, rule, duckdb):
    where = " AND ".join(condition.peer(duckdb) for condition in (*rule.applies, rule.violates))
    other = rule.violates.other
    join = f" JOIN {other} o ON o.{KEYS[other]} = t.{KEYS[other]}" if other else ""
    return f"SELECT {number}, t.rowid, t.activity_id, '{rule.column}', t.{rule.column} " \
           f"FROM processing t{join} WHERE {where}"


def statements(rules, duckdb=False):
    """One INSERT … SELECT for each rule, numbered from 1, and one for double keys."""
    double = Rule("double-key", "activity_id", (), Condition("", "t.activity_id IN (SELECT activity_id FROM processing "
                                                           "GROUP BY activity_id HAVING count(*) > 1)"))
    return [f"INSERT INTO finding {select(number, rule, duckdb)};" for number, rule in enumerate((*rules, double), 1)]
