# SPDX-License-Identifier: EUPL-1.2
"""A look into a store from outside the program: is it sound, does its chain hold, what does it remember."""

import hashlib
import shutil
import sqlite3
import tempfile
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Contents:
    faults: list        # sentences; empty when all is well
    journal: list       # (kind, payload, hash)
    events: list        # rows of finding_event
    digest: str         # of everything that is in it

    @property
    def head(self):
        return self.journal[-1][2] if self.journal else ""


def chain_faults(journal):
    """Each entry holds the SHA-256 of the hash before it and its own payload."""
    before = ""
    for number, (_, payload, known) in enumerate(journal, 1):
        payload = payload if isinstance(payload, bytes) else payload.encode()
        before = hashlib.sha256(before.encode() + payload).hexdigest()
        if before != known:
            return [f"the chain breaks at entry {number}"]
    return []


def rows(database):
    """(table, row) of all tables, in the order of their columns: the same for stores that remember the same."""
    tables = database.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
    for (table,) in tables.fetchall():
        for row in sorted(map(repr, database.execute(f'SELECT * FROM "{table}"'))):
            yield table, row


def everything(database):
    """The digest of all rows."""
    digest = hashlib.sha256()
    for table, row in rows(database):
        digest.update(table.encode() + row.encode())
    return digest.hexdigest()


def differences(one, other, name="schouw.db"):
    """The rows that only one of two stores has."""
    found = []
    for folder in (one, other):
        database = sqlite3.connect(Path(folder) / name)
        found.append(set(rows(database)))
        database.close()
    return sorted(found[0] - found[1]), sorted(found[1] - found[0])


def look(folder, name="schouw.db"):
    """The contents of a copy of the store: what a process that opens it now would see. None when there is no store yet."""
    path = Path(folder) / name
    if not path.exists():
        return None
    with tempfile.TemporaryDirectory(prefix="torture-look-") as aside:
        for file in Path(folder).glob(name + "*"):
            shutil.copy(file, aside)
        database = sqlite3.connect(Path(aside) / name)
        try:
            sound = [row[0] for row in database.execute("PRAGMA integrity_check")]
            faults = [] if sound == ["ok"] else [f"integrity_check: {sound[0]}"]
            tables = {row[0] for row in database.execute("SELECT name FROM sqlite_schema")}
            if "journal" not in tables:
                return Contents(faults, [], [], "")
            journal = database.execute("SELECT kind, payload, hash FROM journal ORDER BY seq").fetchall()
            events = database.execute("SELECT * FROM finding_event ORDER BY id").fetchall()
            return Contents(faults + chain_faults(journal), journal, events, everything(database))
        except sqlite3.Error as error:
            return Contents([f"the store cannot be read: {error}"], [], [], "")
        finally:
            database.close()


def lost(before, now):
    """What was recorded before and is not there now, as sentences."""
    if before is None:
        return []
    if now is None:
        return ["the store is gone"]
    faults = []
    if now.journal[:len(before.journal)] != before.journal:
        faults.append("entries of the journal are lost or changed")
    if now.events[:len(before.events)] != before.events:
        faults.append("recorded findings are lost or changed")
    return faults
