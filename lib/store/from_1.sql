-- SPDX-License-Identifier: EUPL-1.2
-- Tables of version 1, renamed to old_…, into those of today. What stood in each snapshot or run
-- becomes an interval of one.
INSERT INTO snapshot SELECT id, recorded_at, as_of, digest FROM old_snapshot;
INSERT INTO text_once(digest, text)
SELECT DISTINCT sha256(layout), layout FROM old_source_read
UNION SELECT DISTINCT sha256(about), about FROM old_run ORDER BY 1;
INSERT INTO source_read
SELECT snapshot, register, file, state, failure, sha256, format, encoding, delimiter, sheet,
       header_row, t.id, read, accepted, refused, ignored, remarks, x''
FROM old_source_read JOIN text_once t ON t.digest = sha256(layout);
INSERT INTO record
SELECT id, register, record_key, digest, cells, from_snapshot, to_snapshot FROM old_record;
INSERT INTO refused_row(register, row, reason, digest, cells, from_snapshot, to_snapshot)
SELECT register, row, reason, fields_digest(row, reason, cells), cells, snapshot,
       (SELECT min(id) FROM old_snapshot s WHERE s.id > snapshot)
FROM old_refused_row ORDER BY snapshot, rowid;
INSERT INTO remark(register, record_key, row, cell, key, doubt, digest, value, meant, from_snapshot,
                   to_snapshot)
SELECT register, '', row, cell, key, doubt,
       fields_digest(register, '', row, cell, key, doubt, value, meant), value, meant, snapshot,
       (SELECT min(id) FROM old_snapshot s WHERE s.id > snapshot)
FROM old_remark ORDER BY snapshot, rowid;
INSERT INTO run
SELECT r.id, recorded_at, as_of, label, snapshot, complete, r.digest, t.id
FROM old_run r JOIN text_once t ON t.digest = sha256(about);
INSERT INTO check_name SELECT id, name FROM old_check_name;
INSERT INTO check_version
SELECT id, check_name, digest, json_extract(definition, '$.register'), definition
FROM old_check_version;
INSERT INTO run_check
SELECT run, position, check_name, check_version, met, not_met, unknown, not_applicable, to_judge,
       waived, why FROM old_run_check;
INSERT INTO run_life
SELECT run, check_name, open, appeared, reopened, unverified, solved, withdrawn, lapsed,
       now_unverified FROM old_run_life;
INSERT INTO unknown_life(check_name, record_key, row, why, from_run, to_run)
SELECT check_name, record_key, row, why, run, (SELECT min(id) FROM old_run r WHERE r.id > run)
FROM old_run_unknown ORDER BY run, rowid;
INSERT INTO finding_event
SELECT id, run, check_name, record_key, kind, row, due, quick_digest(facts), facts
FROM old_finding_event;
INSERT INTO journal SELECT seq, kind, payload, hash FROM old_journal;
