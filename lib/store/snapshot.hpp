// SPDX-License-Identifier: EUPL-1.2
// Records in, a snapshot out: only what changed is written.
#pragma once
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "registers/reader.hpp"
#include "store/standing.hpp"
#include "store/store.hpp"

namespace schouw {

struct Snapshot {
    long long id = 0;
    std::string digest;
    bool fresh = false;  // false: the sources are as they were at this earlier snapshot
};

// One import, in one transaction. Use: for each register begin(), put() …, end(); then commit().
// Leaving it without commit() changes nothing.
class SnapshotWriter {
public:
    SnapshotWriter(Store& store, const std::string& as_of, const std::string& recorded_at);

    void begin(const std::string& register_id);
    // Takes back all that was put for this register: its source could not be read to the end.
    void discard();
    // False when the key was already there in this import; the key is then remembered.
    bool put(const Written& record);
    // A row that is no record: kept with its reason.
    void refuse(const Written& record);
    // `key`: of the record that the row became, empty when it became none.
    void remark(const Remark& remark, const std::string& key = "");
    // Takes back the records with a double key; closes the versions of records that are gone,
    // when the register was read whole. `first_rows`: where each double key stood first.
    void end(const SourceRead& read, const std::map<std::string, long>& first_rows);
    const std::set<std::string>& doubles() const { return doubles_; }

    // Writes the journal entry. When nothing differs from the last snapshot, that one is
    // returned and nothing is written.
    Snapshot commit();

private:
    void insert(const Written& record, const std::string& digest);
    bool in_file(long long record) const;
    void place(long long record, long row);
    std::string places();
    void close_gone();
    void refuse_doubles(const std::map<std::string, long>& first_rows);
    void write_source(const SourceRead& read);
    bool same_as_before(const std::string& digest) const;

    Store& store_;
    SQLite::Transaction transaction_;
    long long id_ = 0;
    long long before_ = 0;
    std::string as_of_;
    std::string recorded_at_;
    Standing refused_, remarks_;
    std::string register_;
    bool first_import_ = false;
    std::vector<long> rows_;  // by record id: the row in the file, 0 for not in it
    std::set<std::string> doubles_;
    Sha256 records_;           // over the record digests of the register, in file order
    Sha256 sources_;           // over all registers
    long changed_ = 0;         // records that came, went or were rewritten
    long changed_before_ = 0;  // when the register began
    std::unique_ptr<SQLite::Statement> find_, insert_, close_, refuse_, remark_;
};

}  // namespace schouw
