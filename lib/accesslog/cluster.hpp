// SPDX-License-Identifier: EUPL-1.2
// A query to ClickHouse out, all rows of its answer in, or an error that says what and where.
#pragma once
#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "accesslog/address.hpp"
#include "accesslog/http.hpp"

namespace schouw {

// A small table that goes along with a query and is nowhere kept: the columns with their types, and
// its rows as tab-separated text.
struct SentTable {
    std::string columns;
    std::string rows;
};

class Cluster {
public:
    using Row = std::function<void(std::span<const std::string> cells)>;
    Cluster(ClusterAddress address, Login login, HttpWays ways);
    // Every row, after all of them are there. A shard that is down, or a server, is tried three
    // times. Throws Error(io) when it stays so, and for everything else that the server refuses.
    void rows(const std::string& sql, const std::map<std::string, SentTable>& tables,
              const Row& take);
    const ClusterAddress& address() const { return address_; }
    long long queries() const { return queries_; }

private:
    HttpAnswer answer(const std::string& sql, const std::map<std::string, SentTable>& tables);
    ClusterAddress address_;
    Login login_;
    HttpWays ways_;
    Http http_;
    long long queries_ = 0;
};

// A text in SQL, and a name.
std::string sql_text(std::string_view text);
std::string sql_name(std::string_view name);
// A cell of tab-separated text.
std::string sent_cell(std::string_view text);
// Takes the cells of each line apart, with what was escaped as it was. False for a line with
// another number of cells than the first, and for one without an end.
bool take_rows(std::string_view text, const Cluster::Row& take);

}  // namespace schouw
