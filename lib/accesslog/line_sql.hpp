// SPDX-License-Identifier: EUPL-1.2
// The columns of a table in, what a line tells as SQL out: the words between braces of the .sql
// files. Only SQL that ClickHouse of 2018 and of today both read, the same on a Distributed table.
#pragma once
#include <climits>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "accesslog/address.hpp"
#include "accesslog/config.hpp"

namespace schouw {

struct ClusterColumn {
    std::string name;
    std::string type;
};

// A part of the log: moments from and until, in seconds since 1970 UTC.
struct Stretch {
    std::int64_t from = 0;
    std::int64_t until = 0;
};

constexpr std::int64_t no_moment = INT64_MIN + 1;  // what cannot be read as one

class LineSql {
public:
    // Throws Error(io) for a table without a column that `log` names, without a moment, and with
    // a moment of a type that has no time.
    LineSql(const ClusterAddress& address, const LogConfig& log,
            const std::vector<ClusterColumn>& columns);
    const FieldCells& cells() const { return cells_; }
    std::uint16_t mapped() const { return mapped_; }

    // An answer about blanks at the edges of the texts, as cells of 0 and more, in the order of the
    // fields with a text; those with any are trimmed from here on.
    std::string blanks() const;
    std::size_t blanks_asked() const { return texts_.size(); }
    void trim(const std::vector<bool>& blank);
    // The log has no moment outside these; unknown, there is no summer time yet.
    void set_known(Stretch known) { known_ = known; }
    // Lines whose moment lies in a moment of `quiet` are left alone.
    void leave_alone(Stretch quiet) { quiet_ = quiet; }

    using Words = std::map<std::string, std::string>;
    // A .sql file with its words filled in: those of `given`, {lines} and {mine} for the conditions
    // of the stretch and of the whole, {log}, {line} for the definitions of what it uses of a line,
    // and that.
    std::string fill(const std::string& sql, const Stretch& stretch, const Words& given) const;

private:
    void define_moment(const std::string& column, const std::string& type, bool utc);
    void define_text_moment(const std::string& column, bool utc);
    void define_sequence(const std::string& column, const std::string& type);
    std::string condition(const Stretch& stretch) const;
    std::string loud() const;
    void say_summer(const Stretch& stretch, Words& words) const;
    std::string expand(const std::string& sql, const Words& given,
                       std::vector<std::string>& used) const;
    void use(const std::string& word, const Words& given, std::vector<std::string>& used) const;

    FieldCells cells_{};
    std::uint16_t mapped_ = 0;
    std::string log_;
    std::string only_;
    std::string pruned_;  // the column that the table may be sorted by; empty: none
    Stretch quiet_;
    Stretch known_;
    std::vector<std::string> texts_;  // words of the fields that are columns
    Words words_;                     // word → expression, with words between braces
};

}  // namespace schouw
