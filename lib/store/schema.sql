-- SPDX-License-Identifier: EUPL-1.2
-- The store of a workspace, version 2. Codes of verdicts and events stand in store/events.hpp.
-- What a run or import says again and again is kept as an interval: from the first run (snapshot)
-- that said it up to, not including, the first that did not. So the file grows with what changes.
CREATE TABLE snapshot (
    id          INTEGER PRIMARY KEY,
    recorded_at TEXT NOT NULL,
    as_of       TEXT NOT NULL,
    digest      TEXT NOT NULL
) STRICT;

-- JSON that is said again and again, once: layouts of sources, what runs say of themselves.
CREATE TABLE text_once (
    id     INTEGER PRIMARY KEY,
    digest TEXT NOT NULL UNIQUE,
    text   TEXT NOT NULL
) STRICT;

-- How a register was read for a snapshot; `layout` is its header and mapping, `places` the row of
-- each record in order of key (store/places.hpp), empty for the same as before.
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
    layout     INTEGER NOT NULL REFERENCES text_once,
    read       INTEGER NOT NULL,
    accepted   INTEGER NOT NULL,
    refused    INTEGER NOT NULL,
    ignored    INTEGER NOT NULL,
    remarks    INTEGER NOT NULL,
    places     BLOB NOT NULL,
    PRIMARY KEY (snapshot, register)
) STRICT, WITHOUT ROWID;

-- Records as written, by version: `cells` is a JSON list in the order of the layout of the
-- snapshot in which the version began; '' when its term of retention has ended. The digest stays.
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
CREATE INDEX record_past ON record (register, record_key, from_snapshot, to_snapshot)
    WHERE to_snapshot IS NOT NULL;
CREATE INDEX record_began ON record (from_snapshot);
CREATE INDEX record_ended ON record (to_snapshot) WHERE to_snapshot IS NOT NULL;

-- Rows that could not be taken as records: kept, so that nothing of a source is lost.
CREATE TABLE refused_row (
    id            INTEGER PRIMARY KEY,
    register      TEXT NOT NULL,
    row           INTEGER NOT NULL,
    reason        TEXT NOT NULL,
    digest        BLOB NOT NULL,  -- of the cells
    cells         TEXT NOT NULL,  -- '' when their term of retention has ended
    from_snapshot INTEGER NOT NULL,
    to_snapshot   INTEGER
) STRICT;
CREATE INDEX refused_row_of ON refused_row (register, to_snapshot);
CREATE INDEX refused_row_began ON refused_row (from_snapshot);
CREATE INDEX refused_row_ended ON refused_row (to_snapshot) WHERE to_snapshot IS NOT NULL;

-- `record_key` is '' and `row` counts for what is no record's; else the row is the record's place.
CREATE TABLE remark (
    id            INTEGER PRIMARY KEY,
    register      TEXT NOT NULL,
    record_key    TEXT NOT NULL,
    row           INTEGER NOT NULL,
    cell          INTEGER NOT NULL,
    key           TEXT NOT NULL,
    doubt         INTEGER NOT NULL,
    digest        BLOB NOT NULL,  -- of all that stands here
    value         TEXT NOT NULL,  -- '' when its term of retention has ended
    meant         TEXT NOT NULL,
    from_snapshot INTEGER NOT NULL,
    to_snapshot   INTEGER
) STRICT;
CREATE INDEX remark_of ON remark (register, to_snapshot);
CREATE INDEX remark_began ON remark (from_snapshot);
CREATE INDEX remark_ended ON remark (to_snapshot) WHERE to_snapshot IS NOT NULL;

CREATE TABLE run (
    id          INTEGER PRIMARY KEY,
    recorded_at TEXT NOT NULL,
    as_of       TEXT NOT NULL,
    label       TEXT,
    snapshot    INTEGER NOT NULL REFERENCES snapshot,
    complete    INTEGER NOT NULL,
    digest      TEXT NOT NULL,
    about       INTEGER NOT NULL REFERENCES text_once  -- organisation, version, parameters, checklists
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
    register   TEXT NOT NULL,
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

-- Records for which a check gave no answer; at most 10,000 a check, the counts are above. Read it
-- with the checks of a run: a check that was not in a run did not say it there.
CREATE TABLE unknown_life (
    id         INTEGER PRIMARY KEY,
    check_name INTEGER NOT NULL REFERENCES check_name,
    record_key TEXT NOT NULL,
    row        INTEGER NOT NULL,  -- where it stood in the first of these runs
    why        TEXT NOT NULL,     -- "question": a person has to judge it
    from_run   INTEGER NOT NULL,
    to_run     INTEGER
) STRICT;
CREATE INDEX unknown_life_of ON unknown_life (check_name, to_run);
CREATE INDEX unknown_life_began ON unknown_life (from_run);
CREATE INDEX unknown_life_ended ON unknown_life (to_run) WHERE to_run IS NOT NULL;

-- Waivers as they were written, and the findings they lay over.
CREATE TABLE waiver (
    id     INTEGER PRIMARY KEY,
    digest TEXT NOT NULL UNIQUE,
    text   TEXT NOT NULL  -- JSON
) STRICT;
CREATE TABLE waived (
    id         INTEGER PRIMARY KEY,
    check_name INTEGER NOT NULL REFERENCES check_name,
    record_key TEXT NOT NULL,
    waiver     INTEGER NOT NULL REFERENCES waiver,
    from_run   INTEGER NOT NULL,
    to_run     INTEGER
) STRICT;
CREATE INDEX waived_of ON waived (check_name, to_run);

-- Records that got another key.
CREATE TABLE record_link (
    id          INTEGER PRIMARY KEY,
    recorded_at TEXT NOT NULL,
    as_of       TEXT NOT NULL,
    register    TEXT NOT NULL,
    old_key     TEXT NOT NULL,
    new_key     TEXT NOT NULL,
    reason      TEXT NOT NULL
) STRICT;

-- The life of findings: the last event of a (check, record) is its state. Nothing is changed, but
-- that the facts of what is long past are destroyed when their term of retention has ended.
CREATE TABLE finding_event (
    id         INTEGER PRIMARY KEY,
    run        INTEGER NOT NULL REFERENCES run,
    check_name INTEGER NOT NULL,
    record_key TEXT NOT NULL,
    kind       INTEGER NOT NULL,
    row        INTEGER NOT NULL,
    due        TEXT NOT NULL,
    digest     BLOB NOT NULL,  -- of the facts
    facts      TEXT NOT NULL   -- JSON, or ''
) STRICT;
CREATE INDEX finding_event_run ON finding_event (run);
CREATE INDEX finding_event_of ON finding_event (check_name, record_key, id);

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
CREATE TRIGGER finding_event_no_update
BEFORE UPDATE OF id, run, check_name, record_key, kind, row, due, digest ON finding_event
BEGIN SELECT raise(ABORT, 'findings are append-only'); END;
CREATE TRIGGER finding_event_no_new_facts BEFORE UPDATE OF facts ON finding_event
WHEN NEW.facts <> ''
BEGIN SELECT raise(ABORT, 'findings are append-only'); END;
CREATE TRIGGER finding_event_no_delete BEFORE DELETE ON finding_event
BEGIN SELECT raise(ABORT, 'findings are append-only'); END;
CREATE TRIGGER record_link_no_update BEFORE UPDATE ON record_link
BEGIN SELECT raise(ABORT, 'links are append-only'); END;
CREATE TRIGGER record_link_no_delete BEFORE DELETE ON record_link
BEGIN SELECT raise(ABORT, 'links are append-only'); END;

-- Signatures of journal entries (store/sign.hpp).
CREATE TABLE signature (
    seq        INTEGER NOT NULL REFERENCES journal,
    public_key BLOB NOT NULL,
    signature  BLOB NOT NULL,
    PRIMARY KEY (seq, public_key)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER signature_no_update BEFORE UPDATE ON signature
BEGIN SELECT raise(ABORT, 'signatures are append-only'); END;
CREATE TRIGGER signature_no_delete BEFORE DELETE ON signature
BEGIN SELECT raise(ABORT, 'signatures are append-only'); END;
