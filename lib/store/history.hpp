// SPDX-License-Identifier: EUPL-1.2
// What the store remembers, read back: runs, checks as they were, findings as they stood.
#pragma once
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "registers/reader.hpp"
#include "store/events.hpp"
#include "store/store.hpp"
#include "store/waived.hpp"

namespace schouw {

using Json = nlohmann::ordered_json;

struct RunInfo {
    long long id = 0;
    std::string recorded_at;
    std::string as_of;
    std::string label;  // empty for none
    long long snapshot = 0;
    bool complete = false;
    std::string digest;
    std::string hash;  // of its journal entry
    Json about;
};

struct RunCheckInfo {
    std::string id;
    Json definition;  // as the run had it; see checks/definition.hpp
    long long met = 0, not_met = 0, unknown = 0, not_applicable = 0, to_judge = 0, waived = 0;
    Message why;        // why all of it is unknown; key empty for not
    long long run = 0;  // that it comes from
};

struct SourceInfo {
    std::string register_id;
    std::string file;
    std::string state;  // not_configured, failed, read
    Message failure;
    std::string sha256;
    std::string format;
    std::string encoding;
    std::string delimiter;
    std::string sheet;  // of a workbook
    long header_row = 0;
    Totals totals;
    std::vector<std::string> header;  // as written
    std::vector<std::string> ids;     // header cell → column id, "" for a column we do not know
    std::map<std::string, Habit> habits;  // column id → what its cells showed, when that mattered
};

struct FindingInfo {
    std::string check;
    std::string key;
    EventKind kind = EventKind::appeared;  // the last event
    bool is_new = false;                   // appeared or reopened in the run asked for
    bool unverified = false;
    int reopened = 0;
    std::string last_solved_on;  // as-of date on which it was last seen to be solved; or empty
    std::string first_seen;      // as-of date of the first event
    std::string last_seen;       // as-of date of the last run that saw that it was not met
    std::string changed_on;      // as-of date of the last event that changed open or closed
    long long changed_run = 0;   // and its run
    long long last_run = 0;      // the run of its last event, whatever that was
    long row = 0;  // in the source that the run judged; the last that was known when it is gone
    std::string facts;  // JSON, of the last event that said how it stands; empty when destroyed
    std::string due;
    std::string renamed_to;                    // kind renamed: the key under which it goes on
    std::vector<std::string> old_keys;         // under which it was known before, the latest first
    std::shared_ptr<const WaiverInfo> waiver;  // that covered it in the run; null for none
};

struct UnknownInfo {
    std::string check;
    std::string key;
    long row = 0;
    std::string why;   // see checks/evaluate.hpp, Hit::why
    int position = 0;  // of the check in the run
};

struct SnapshotInfo {
    std::string recorded_at;
    std::string as_of;
    std::string digest;
};
// Of a snapshot that is there; empty fields when it is not.
SnapshotInfo snapshot_info(Store& store, long long snapshot);

// The last run with as_of ≤ the day (any day when empty); nothing when there is none.
std::optional<RunInfo> latest_run(Store& store, const std::string& as_of);
std::optional<RunInfo> run_by_id(Store& store, long long id);
std::vector<RunInfo> all_runs(Store& store);
std::vector<RunCheckInfo> checks_of(Store& store, long long run);
// Without a register that the program fills itself from a file that is not there.
std::vector<SourceInfo> sources_of(Store& store, long long snapshot);
// Findings as they stood after the run, closed ones too, by check and key. `events_of` limits to
// one check (empty: all).
std::vector<FindingInfo> findings_after(Store& store, long long run, const std::string& check = "");
// Those of which this very run said something, or whose waiver began or ended in it (and those that
// were ever renamed): far fewer.
std::vector<FindingInfo> findings_touched(Store& store, long long run);
// The same counted, of each check that ever had a finding; kept with the run.
std::map<std::string, LifeCounts> life_counts(Store& store, long long run);
// In order of check and row: what could not be judged.
std::vector<UnknownInfo> unknowns_of(Store& store, long long run);
// What a person has to judge. Runs of earlier versions did not keep it.
std::vector<UnknownInfo> waiting_of(Store& store, long long run);
// In the order of the source; `doubts`: without what is only worth knowing; `limit` -1 for all.
std::vector<Remark> remarks_of(Store& store, long long snapshot, const std::string& register_id,
                               bool doubts = false, long long limit = -1);
// How often each kind of remark was made over all registers, the most frequent first.
struct RemarkKind {
    std::string key;
    long long times = 0;
};
std::vector<RemarkKind> remark_kinds(Store& store, long long snapshot);
long long count_doubts(Store& store, long long snapshot, const std::string& register_id);
// The definition of a check in the latest run that had it, at or before `run`.
std::optional<Json> definition_of(Store& store, const std::string& check, long long run);
// A record's cells as written, with their header names, as it was in the snapshot.
std::vector<std::pair<std::string, std::string>> record_cells(Store& store, long long snapshot,
                                                              const std::string& register_id,
                                                              const std::string& key);

// key → what stands in a column, for all records of a register in the snapshot. Records whose
// source lacked the column are left out.
std::map<std::string, std::string> column_cells(Store& store, long long snapshot,
                                                const std::string& register_id,
                                                const std::string& column);

}  // namespace schouw
