// SPDX-License-Identifier: EUPL-1.2
// The other way into a detector: the log stays in a cluster, which is asked for what a detector
// would have gathered of its days.
#pragma once
#include <climits>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "accesslog/event.hpp"

namespace schouw {

class ClusterNames;
class Names;

// A row of what a query gives. Its cells are taken from left to right; each throws Error(io) when
// the cell is not what it is taken for.
class ReducedRow {
public:
    ReducedRow(std::span<const std::string> cells, ClusterNames& names)
        : cells_(cells), names_(names) {}
    std::uint32_t user();  // its number, 0 for nobody
    std::uint64_t dossier();
    // The role of the line, and when it has none that of the user's account.
    std::uint16_t role(std::uint32_t user);
    std::uint16_t employer();
    std::uint16_t team();
    std::uint16_t activity();
    Act act();  // of an action
    std::int64_t number();
    const std::string& text();

private:
    std::uint16_t group(Names& names);
    std::span<const std::string> cells_;
    ClusterNames& names_;
    std::size_t next_ = 0;
};

class Asking {
public:
    using Each = std::function<void(ReducedRow& row)>;
    // Texts for the words between braces in the .sql file, besides those that every file may use.
    using Given = std::vector<std::pair<std::string, std::string>>;
    virtual ~Asking() = default;

    // Runs <query>.sql over the lines of the month. Throws Error(io) when the cluster does not give
    // all of it.
    virtual void rows(const char* query, const Each& each, const Given& given = {}) = 0;
    // The same for a query that gathers much of each day: a few days at a time.
    virtual void rows_by_days(const char* query, const Each& each) = 0;
    // The same for one that gathers much of each dossier: {part} says which of them.
    virtual void rows_by_parts(const char* query, const Each& each) = 0;
    // The days of the month that have lines, in their order.
    virtual const std::vector<std::int32_t>& days() const = 0;
    // Whether the register of processing activities knows it.
    virtual bool knows_activity(std::uint16_t activity) const = 0;
};

}  // namespace schouw
