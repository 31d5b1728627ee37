-- SPDX-License-Identifier: EUPL-1.2
-- The store of a workspace, version 1. Codes of verdicts and events stand in store/events.hpp.
CREATE TABLE snapshot (
    id          INTEGER PRIMARY KEY,
    recorded_at TEXT NOT NULL,
    as_of       TEXT NOT NULL,
    digest      TEXT NOT NULL
) STRICT;

-- How a register was read for a snapshot; `layout` is its header and mapping as JSON.
CREATE TABLE source_read (
    snapshot   INTEGER NOT NULL REFERENCES snapshot,
    register   TEXT NOT NULL,
    file       TEXT NOT NULL,
    state      TEXT NOT NULL,
    failure    TEXT,
    sha256     TEXT NOT NULL,
    format     TEXT NOT NULL,
    encoding   TEXT NOT NULL,
    delimiter  TEXT NOT NULL,
    sheet      TEXT NOT NULL,
    header_row INTEGER NOT NULL,
    layout     TEXT NOT NULL,
    read       INTEGER NOT NULL,
    accepted   INTEGER NOT NULL,
    refused    INTEGER NOT NULL,
    ignored    INTEGER NOT NULL,
    remarks    INTEGER NOT NULL,
    PRIMARY KEY (snapshot, register)
) STRICT, WITHOUT ROWID;

-- Records as written, by version: `cells` is a JSON list in the order of the layout of the
-- snapshot in which the version began.
CREATE TABLE record (
    id            INTEGER PRIMARY KEY,
    register      TEXT NOT NULL,
    record_key    TEXT NOT NULL,
    digest        BLOB NOT NULL,
    cells         TEXT NOT NULL,
    from_snapshot INTEGER NOT NULL,
    to_snapshot   INTEGER
) STRICT;
CREATE UNIQUE INDEX record_now ON record (register, record_key) WHERE to_snapshot IS NULL;

-- Rows that could not be taken as records: kept, so that nothing of a source is lost.
CREATE TABLE refused_row (
    snapshot INTEGER NOT NULL REFERENCES snapshot,
    register TEXT NOT NULL,
    row      INTEGER NOT NULL,
    reason   TEXT NOT NULL,
    cells    TEXT NOT NULL
) STRICT;

CREATE TABLE remark (
    snapshot INTEGER NOT NULL REFERENCES snapshot,
    register TEXT NOT NULL,
    row      INTEGER NOT NULL,
    cell     INTEGER NOT NULL,
    key      TEXT NOT NULL,
    value    TEXT NOT NULL,
    meant    TEXT NOT NULL,
    doubt    INTEGER NOT NULL
) STRICT;

CREATE TABLE run (
    id          INTEGER PRIMARY KEY,
    recorded_at TEXT NOT NULL,
    as_of       TEXT NOT NULL,
    label       TEXT,
    snapshot    INTEGER NOT NULL REFERENCES snapshot,
    complete    INTEGER NOT NULL,
    digest      TEXT NOT NULL,
    about       TEXT NOT NULL  -- JSON: organisation, program version, parameters, checklists
) STRICT;

CREATE TABLE check_name (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;

-- What a check said on the day of a run: title, reason, remedy, norms, SQL, as JSON.
CREATE TABLE check_version (
    id         INTEGER PRIMARY KEY,
    check_name INTEGER NOT NULL REFERENCES check_name,
    digest     TEXT NOT NULL,
    definition TEXT NOT NULL,
    UNIQUE (check_name, digest)
) STRICT;

CREATE TABLE run_check (
    run            INTEGER NOT NULL REFERENCES run,
    position       INTEGER NOT NULL,
    check_name     INTEGER NOT NULL REFERENCES check_name,
    check_version  INTEGER NOT NULL REFERENCES check_version,
    met            INTEGER NOT NULL,
    not_met        INTEGER NOT NULL,
    unknown        INTEGER NOT NULL,
    not_applicable INTEGER NOT NULL,
    to_judge       INTEGER NOT NULL,
    waived         INTEGER NOT NULL,
    why            TEXT NOT NULL,  -- why all of it is unknown: a message as JSON, or ''
    PRIMARY KEY (run, check_name)
) STRICT, WITHOUT ROWID;

-- How the findings of a check stood after the run: so many open, of which so many unverified; the
-- rest are the events of this run. Each check that ever had a finding has a row in every run.
CREATE TABLE run_life (
    run        INTEGER NOT NULL REFERENCES run,
    check_name INTEGER NOT NULL REFERENCES check_name,
    open       INTEGER NOT NULL,
    appeared   INTEGER NOT NULL,
    reopened   INTEGER NOT NULL,
    unverified INTEGER NOT NULL,
    solved     INTEGER NOT NULL,
    withdrawn  INTEGER NOT NULL,
    lapsed     INTEGER NOT NULL,
    now_unverified INTEGER NOT NULL,
    PRIMARY KEY (run, check_name)
) STRICT, WITHOUT ROWID;

-- Records for which a check gave no answer; at most 10,000 a check, the counts are above.
CREATE TABLE run_unknown (
    run        INTEGER NOT NULL REFERENCES run,
    check_name INTEGER NOT NULL,
    record_key TEXT NOT NULL,
    row        INTEGER NOT NULL,
    why        TEXT NOT NULL
) STRICT;
CREATE INDEX run_unknown_run ON run_unknown (run);

-- The life of findings: the last event of a (check, record) is its state. Nothing is changed.
CREATE TABLE finding_event (
    id         INTEGER PRIMARY KEY,
    run        INTEGER NOT NULL REFERENCES run,
    check_name INTEGER NOT NULL,
    record_key TEXT NOT NULL,
    kind       INTEGER NOT NULL,
    row        INTEGER NOT NULL,
    facts      TEXT NOT NULL,
    due        TEXT NOT NULL
) STRICT;
CREATE INDEX finding_event_of ON finding_event (check_name, record_key, id);

-- Waivers as runs applied them (JSON), and which open findings they covered: from a run up to the
-- first in which they no longer did.
CREATE TABLE waiver (
    id     INTEGER PRIMARY KEY,
    digest TEXT NOT NULL UNIQUE,
    text   TEXT NOT NULL
) STRICT;
CREATE TABLE waived (
    check_name INTEGER NOT NULL REFERENCES check_name,
    record_key TEXT NOT NULL,
    waiver     INTEGER NOT NULL REFERENCES waiver,
    from_run   INTEGER NOT NULL REFERENCES run,
    to_run     INTEGER
) STRICT;
CREATE UNIQUE INDEX waived_now ON waived (check_name, record_key) WHERE to_run IS NULL;

CREATE TABLE journal (
    seq     INTEGER PRIMARY KEY,
    kind    TEXT NOT NULL,
    payload BLOB NOT NULL,
    hash    TEXT NOT NULL
) STRICT;
CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal
BEGIN SELECT raise(ABORT, 'journal is append-only'); END;
CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal
BEGIN SELECT raise(ABORT, 'journal is append-only'); END;
CREATE TRIGGER finding_event_no_update BEFORE UPDATE ON finding_event
BEGIN SELECT raise(ABORT, 'findings are append-only'); END;
CREATE TRIGGER finding_event_no_delete BEFORE DELETE ON finding_event
BEGIN SELECT raise(ABORT, 'findings are append-only'); END;
