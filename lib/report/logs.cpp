// SPDX-License-Identifier: EUPL-1.2
#include "report/logs.hpp"

#include <algorithm>
#include <set>

#include "registers/log_facts.hpp"
#include "registers/roles.hpp"
#include "registers/value.hpp"
#include "store/history.hpp"
#include "store/records.hpp"

namespace schouw {
namespace {

// One record's cells under the ids of the columns.
class FactCells {
public:
    FactCells(const Schema& schema, const SourceInfo& source, const ReadingWords& words,
              const StoredRecord& record)
        : schema_(schema), source_(source), words_(words), record_(record) {}

    std::string text(const char* column) const {
        Value value;
        read(column, value);
        return value.state == State::value ? std::string(value.text) : "";
    }
    std::optional<double> number(const char* column) const {
        Value value;
        read(column, value);
        if (value.state != State::value) return std::nullopt;
        return value.number;
    }
    std::optional<long long> integer(const char* column) const {
        Value value;
        read(column, value);
        if (value.state != State::value) return std::nullopt;
        return value.integer;
    }

private:
    void read(const char* column, Value& value) const {
        const auto at = schema_.find(column);
        const auto cell = std::find(source_.ids.begin(), source_.ids.end(), column);
        const auto index = static_cast<std::size_t>(cell - source_.ids.begin());
        if (!at || index >= record_.cells.size()) return;
        const auto habit = source_.habits.find(column);
        read_value(schema_.columns[*at], record_.cells[index], words_, value, RawKind::text,
                   habit == source_.habits.end() ? Habit{} : habit->second);
    }
    const Schema& schema_;
    const SourceInfo& source_;
    const ReadingWords& words_;
    const StoredRecord& record_;
};

}  // namespace

const Schema* log_facts_schema(const Schemas& schemas) {
    const auto found = registers_with_role(schemas, log_facts_role);
    return found.empty() ? nullptr : found.front();
}

std::vector<LogFact> log_facts_of(Store& store, long long snapshot, const Schemas& schemas) {
    std::vector<LogFact> facts;
    const Schema* const schema = log_facts_schema(schemas);
    if (schema == nullptr) return facts;
    const ReadingWords words = load_reading_words();
    for (const auto& source : sources_of(store, snapshot)) {
        if (source.register_id != schema->id || source.state != "read") continue;
        each_record(store, snapshot, schema->id, [&](const StoredRecord& record) {
            const FactCells row(*schema, source, words, record);
            facts.push_back({record.key, row.text("log"), row.text("system_id"), row.text("period"),
                             row.text("period_from"), row.text("period_until"),
                             row.text("detector"), row.text("subject_kind"), row.text("subject"),
                             row.text("unknown_why"), row.number("value"), row.number("expected"),
                             row.number("limit_value"), row.integer("events"),
                             row.integer("deviations"), row.integer("left_out")});
        });
    }
    return facts;
}

std::vector<std::string> log_months(const std::vector<LogFact>& facts) {
    std::set<std::string> months;
    for (const auto& fact : facts)
        if (fact.period.size() == 7 && !fact.log.empty()) months.insert(fact.period);
    return {months.begin(), months.end()};
}

std::vector<LogFact> facts_about(const std::vector<LogFact>& facts, const LogWish& wish) {
    const auto months = log_months(facts);
    const std::string month = !wish.month.empty() ? wish.month
                              : months.empty()    ? ""
                                                  : months.back();
    const auto asked = [&](const std::string& log) {
        return wish.logs.empty() ||
               std::find(wish.logs.begin(), wish.logs.end(), log) != wish.logs.end();
    };
    std::set<std::string> logs;  // that have this month
    for (const auto& fact : facts)
        if (fact.period == month && asked(fact.log)) logs.insert(fact.log);
    std::vector<LogFact> about;
    for (const auto& fact : facts)
        if (logs.contains(fact.log) && (fact.period == month || fact.period == "all"))
            about.push_back(fact);
    std::stable_sort(about.begin(), about.end(),
                     [](const LogFact& a, const LogFact& b) { return a.log < b.log; });
    return about;
}

}  // namespace schouw
