// SPDX-License-Identifier: EUPL-1.2
// What detectors ask, run in a cluster: the .sql files of the shipped data, filled in for the lines
// of a month, and their rows with names as numbers.
#pragma once
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "accesslog/asking.hpp"
#include "accesslog/cluster.hpp"
#include "accesslog/limits.hpp"
#include "accesslog/line_sql.hpp"
#include "accesslog/reader.hpp"
#include "accesslog/users.hpp"
#include "accesslog/world.hpp"

namespace schouw {

// Names in rows, and the numbers behind which they disappear.
class ClusterNames {
public:
    ClusterNames(const LogConfig& of, const World& beside, const HashKey& secret)
        : log(of),
          world(beside),
          key(secret),
          names(secret),
          numbers(names.users, names.roles, beside) {}
    const LogConfig& log;
    const World& world;
    const HashKey key;
    LogNames names;
    UserNumbers numbers;
    std::vector<NewUser> users;  // by user number - 1
};

// The lines of each day that has any.
using DayLines = std::map<std::int32_t, long long>;

class Pushdown : public Asking {
public:
    Pushdown(Cluster& cluster, const LineSql& lines, ClusterNames& names, const Limits& limits);
    // What goes along with every query that names it.
    void send(const std::string& table, SentTable rows) { tables_[table] = std::move(rows); }
    void say(const std::string& word, std::string text) { words_[word] = std::move(text); }
    // From here on: the lines of these days, which come one after another.
    void over(const DayLines& days, Stretch stretch);

    void rows(const char* query, const Each& each, const Given& given) override;
    void rows_by_days(const char* query, const Each& each) override;
    void rows_by_parts(const char* query, const Each& each) override;
    const std::vector<std::int32_t>& days() const override { return days_; }
    bool knows_activity(std::uint16_t activity) const override;

private:
    void run(const char* query, const Stretch& stretch, const Each& each, LineSql::Words given);
    const std::string& text_of(const std::string& query);

    Cluster& cluster_;
    const LineSql& lines_;
    ClusterNames& names_;
    LineSql::Words words_;
    std::map<std::string, SentTable> tables_;
    std::map<std::string, std::string> files_;  // .sql files that were read
    DayLines lines_of_;
    std::vector<std::int32_t> days_;
    Stretch stretch_;
};

// The moment at which a day begins in Amsterdam.
std::int64_t begin_of(std::int32_t day);

}  // namespace schouw
