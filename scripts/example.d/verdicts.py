# SPDX-License-Identifier: EUPL-1.2
"""The verdicts of the checks over the records, by SQLite, so that a planted fault is known to be found.

It follows man/schouw-checklist.5; the test of the example holds it against the program itself.
"""

import json
import re
import sqlite3
from datetime import date, datetime, timedelta

from catalogue import NA, UNKNOWN, Unreadable

KINDS = {"integer": "INTEGER", "boolean": "INTEGER", "number": "REAL"}


def _last_sunday(year, month):
    day = date(year, month, 31)
    return day - timedelta(days=(day.weekday() + 1) % 7)


def _offset(local):
    """Hours ahead of Greenwich at a Dutch clock time."""
    start = datetime.combine(_last_sunday(local.year, 3), datetime.min.time()) + timedelta(hours=2)
    end = datetime.combine(_last_sunday(local.year, 10), datetime.min.time()) + timedelta(hours=3)
    return 2 if start <= local < end else 1


def to_utc(local):
    return (local - timedelta(hours=_offset(local))).strftime("%Y-%m-%dT%H:%M:%SZ")


def _moment(text):
    return datetime.fromisoformat(text.rstrip("Z"))


def _local(moment):
    """The Dutch clock at a moment."""
    for hours in (2, 1):
        if _offset(moment + timedelta(hours=hours)) == hours:
            return moment + timedelta(hours=hours)
    return moment + timedelta(hours=1)


def add_months(day, months):
    day = date.fromisoformat(day) if isinstance(day, str) else day
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month, min(day.day, last))


def _easter(year):
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    n = h + k - 7 * m + 114
    return date(year, n // 31, n % 31 + 1)


def _free(day):
    easter = _easter(day.year)
    kings = date(day.year, 4, 27)
    kings -= timedelta(days=kings.weekday() == 6)
    moving = {easter + timedelta(days=n) for n in (-2, 1, 39, 50)}
    fixed = {(1, 1), (12, 25), (12, 26)} | ({(5, 5)})
    return day.weekday() >= 5 or day in moving or day == kings or (day.month, day.day) in fixed


def _next_working_day(day):
    while _free(day):
        day += timedelta(days=1)
    return day


def _known(function):
    """NULL for NULL, and for a text that is no date or moment."""
    def wrapped(*values):
        if any(value is None for value in values):
            return None
        try:
            return function(*values)
        except (ValueError, TypeError):
            return None
    return wrapped


FUNCTIONS = {
    "add_months": lambda day, n: add_months(day, n).isoformat(),
    "add_days": lambda day, n: (date.fromisoformat(day) + timedelta(days=n)).isoformat(),
    "days_between": lambda a, b: (date.fromisoformat(b) - date.fromisoformat(a)).days,
    "hours_between": lambda a, b: (_moment(b) - _moment(a)).total_seconds() / 3600,
    "add_hours": lambda at, n: (_moment(at) + timedelta(hours=n)).strftime("%Y-%m-%dT%H:%M:%SZ"),
    "local_date": lambda at: _local(_moment(at)).date().isoformat(),
    "next_working_day": lambda day: _next_working_day(date.fromisoformat(day)).isoformat(),
    "year": lambda day: date.fromisoformat(day).year,
}


# Python gives NULL for an aggregate over no rows, so an unknown result is OPEN until the SQL makes it NULL.
OPEN = -1
OVER_NOTHING = {"any_of": 0, "all_of": 1, "at_least": 0}


def _with_nulls(sql):
    """Each Kleene aggregate, within what says what it is over no rows and when it is unknown."""
    found = re.search(r"\b(any_of|all_of|at_least)\(", sql)
    if not found:
        return sql
    depth, quoted, at = 1, False, found.end()
    while depth:
        char = sql[at]
        quoted ^= char == "'"
        depth += 0 if quoted else (char == "(") - (char == ")")
        at += 1
    inner = _with_nulls(sql[found.end():at - 1])
    name = found.group(1)
    return (f"{sql[:found.start()]}nullif(coalesce({name.upper()}_({inner}), {OVER_NOTHING[name]}), {OPEN})"
            + _with_nulls(sql[at:]))


class AnyOf:
    def __init__(self):
        self.result = 0

    def step(self, value):
        if value is None:
            self.result = None if self.result == 0 else self.result
        elif value:
            self.result = 1

    def finalize(self):
        return OPEN if self.result is None else self.result


class AllOf:
    def __init__(self):
        self.result = 1

    def step(self, value):
        if value is None:
            self.result = None if self.result == 1 else self.result
        elif not value:
            self.result = 0

    def finalize(self):
        return OPEN if self.result is None else self.result


class AtLeast:
    def __init__(self):
        self.least, self.true, self.open, self.rows = None, 0, 0, 0

    def step(self, least, value):
        self.least = least
        self.rows += 1
        self.true += bool(value)
        self.open += value is None

    def finalize(self):
        if not self.rows:
            return 0
        if self.least is None:
            return OPEN
        if self.true >= self.least:
            return 1
        return OPEN if self.true + self.open >= self.least else 0


class Verdicts:
    """A database with the records; a record is a dict from column to value, and knows its row."""

    def __init__(self, registers, checks, parameters):
        self.registers, self.checks, self.parameters = registers, checks, parameters
        self.db = sqlite3.connect(":memory:", isolation_level=None)
        for name, function in FUNCTIONS.items():
            self.db.create_function(name, {"local_date": 1, "next_working_day": 1, "year": 1}.get(name, 2),
                                    _known(function), deterministic=True)
        self.db.create_aggregate("ANY_OF_", 1, AnyOf)
        self.db.create_aggregate("ALL_OF_", 1, AllOf)
        self.db.create_aggregate("AT_LEAST_", 2, AtLeast)
        self.sql = {}
        for register in registers.values():
            names = [f'"{name}" {kind}' for name, kind in self._columns(register)]
            self.db.execute(f"CREATE TABLE {register.id}(_row INTEGER PRIMARY KEY, {', '.join(names)})")
            for column in register.columns.values():
                if column.id in register.key or column.reference and column.type == "reference":
                    self.db.execute(f'CREATE INDEX "{register.id}.{column.id}" ON {register.id}("{column.id}")')

    @staticmethod
    def _columns(register):
        for column in register.columns.values():
            yield column.id, KINDS.get(column.type, "TEXT")
            if column.type == "date":
                yield column.id + "_from", "TEXT"
            if column.na:
                yield column.id + "_na", "INTEGER"
            if column.none:
                yield column.id + "_none", "INTEGER"

    def put(self, register_id, record):
        register = self.registers[register_id]
        row = {}
        for column in register.columns.values():
            value = record.get(column.id)
            known = value is not None and value != NA and value != UNKNOWN and not isinstance(value, Unreadable)
            if not known:
                cell = None
            elif column.type == "list":
                cell = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
            elif column.type == "moment":
                cell = to_utc(value)
            elif column.type == "date":
                cell = value.isoformat()
            elif column.type == "boolean":
                cell = int(value)
            else:
                cell = value
            row[column.id] = cell
            if column.type == "date":
                row[column.id + "_from"] = cell
            if column.na:
                row[column.id + "_na"] = 0 if known else 1 if value == NA else None
            if column.none:
                row[column.id + "_none"] = 0 if known else 1 if value is None else None
        names = ", ".join(f'"{name}"' for name in row)
        marks = ", ".join("?" * len(row))
        self.db.execute(f"INSERT OR REPLACE INTO {register_id}(_row, {names}) VALUES (?, {marks})",
                        (record.row, *row.values()))

    def remove(self, register_id, record):
        self.db.execute(f"DELETE FROM {register_id} WHERE _row = ?", (record.row,))

    def of(self, check, row=None):
        """Row to verdict, for all records of the register of the check or for one."""
        if check.id not in self.sql:
            self.sql[check.id] = _with_nulls(f"SELECT this._row, ({check.applies or '1'}), ({check.violates or 'NULL'})"
                                             f" FROM {check.register} AS this")
        sql = self.sql[check.id] + ("" if row is None else f" WHERE this._row = {row}")
        given = {name: value for name, value in self.parameters.items() if f":{name}" in sql}
        found = {}
        for at, applies, broken in self.db.execute(sql, given).fetchall():
            if applies is None:
                found[at] = "unknown"
            elif not applies:
                found[at] = "not_applicable"
            elif check.question:
                found[at] = self._answer(check, at)
            else:
                found[at] = "unknown" if broken is None else "not_met" if broken else "met"
        return found

    def _answer(self, check, row):
        key = self.registers[check.register].key
        names = ", ".join(f'"{name}"' for name in key)
        values = self.db.execute(f"SELECT {names} FROM {check.register} WHERE _row = ?", (row,)).fetchone()
        answer = self.db.execute(
            "SELECT iif(valid_until >= ?, answer, NULL) FROM answers WHERE check_id = ? AND register = ?"
            " AND record_key = ? AND answered_on <= ? ORDER BY answered_on DESC",
            (self.parameters["as_of"], check.id, check.register, "/".join(map(str, values)),
             self.parameters["as_of"])).fetchone()
        return answer[0] if answer and answer[0] else "to_judge"
