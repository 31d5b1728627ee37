# SPDX-License-Identifier: EUPL-1.2
"""The registers while they are being made."""

import random
from datetime import date, timedelta

AS_OF = date(2026, 6, 1)


class Dice:
    """Chance that falls the same every time: a stream of its own for each subject, and only random() is used."""

    def __init__(self, subject):
        self._random = random.Random(f"voorbeeldgemeente {subject}").random

    def pick(self, choices):
        return choices[int(self._random() * len(choices))]

    def number(self, low, high):
        return low + int(self._random() * (high - low + 1))

    def chance(self, share):
        return self._random() < share

    def shuffled(self, items):
        order = sorted((self._random(), i) for i in range(len(items)))
        return [items[i] for _, i in order]

    def day(self, first, last):
        """A working day, from first to last."""
        day = first + timedelta(days=self.number(0, (last - first).days))
        while day.weekday() > 4:
            day = day - timedelta(days=1) if day > first else day + timedelta(days=3)
        return day

    def ago(self, most, least=14):
        return self.day(AS_OF - timedelta(days=most), AS_OF - timedelta(days=least))

    def ahead(self, least, most):
        return self.day(AS_OF + timedelta(days=least), AS_OF + timedelta(days=most))


class Record(dict):
    """Column to value. row tells it from the others; planted holds the checks and verdicts that it is a witness of,
    support the checks of another register that need it."""

    def __init__(self, row, values):
        super().__init__(values)
        self.row = row
        self.planted = set()
        self.support = set()

    def __missing__(self, column):
        """A column that the register no longer has."""


class World:
    def __init__(self, registers):
        self.registers = registers
        self.tables = {name: [] for name in registers}
        self._rows = 0

    def add(self, register, /, **values):
        """Columns and registers that are no longer there are left out."""
        self._rows += 1
        if register not in self.registers:
            return Record(self._rows, values)
        known = self.registers[register].columns
        record = Record(self._rows, {name: value for name, value in values.items() if name in known})
        self.tables[register].append(record)
        return record

    def __getitem__(self, register):
        return self.tables.get(register, [])
