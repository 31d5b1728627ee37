// SPDX-License-Identifier: EUPL-1.2
#include "findings/filled.hpp"

#include <algorithm>
#include <map>

#include "base/digest.hpp"
#include "findings/wording.hpp"

namespace schouw {
namespace {

struct Cell {
    const char* column;
    const std::string WaiverInfo::*text;
};
constexpr Cell written[] = {
    {"waiver_id", &WaiverInfo::id},      {"finding", &WaiverInfo::finding},
    {"check_id", &WaiverInfo::check},    {"key_pattern", &WaiverInfo::key},
    {"reason", &WaiverInfo::reason},     {"owner", &WaiverInfo::owner},
    {"approver", &WaiverInfo::approver}, {"valid_from", &WaiverInfo::from},
    {"valid_until", &WaiverInfo::until}, {"evidence", &WaiverInfo::evidence}};

// TOML says already what is text and what a day: nothing is to be read from its spelling.
void set_text(Filled& filled, Record& record, const char* column, const std::string& text) {
    const auto at = filled.schema->find(column);
    if (!at) return;
    Value& value = record.values[*at];
    value.state = text.empty() ? State::empty : State::value;
    value.text = filled.cells.emplace_back(text);
    value.from = text;
}

// "n.v.t.", "-" and "onbekend" are no evidence, as in any register.
void read_evidence(Filled& filled, Record& record, const std::string& text,
                   const ReadingWords& words) {
    const auto at = filled.schema->find("evidence");
    if (!at) return;
    read_value(filled.schema->columns[*at], filled.cells.emplace_back(text), words,
               record.values[*at]);
}

void set_number(const Filled& filled, Record& record, const char* column, long long number) {
    const auto at = filled.schema->find(column);
    if (!at) return;
    record.values[*at].state = State::value;
    record.values[*at].integer = number;
}

HeaderMatch header_of(const Schema& schema) {
    HeaderMatch header;
    header.cell_of.assign(schema.columns.size(), -1);
    for (const auto& cell : written) {
        const auto at = schema.find(cell.column);
        if (at) header.cell_of[*at] = static_cast<int>(header.names.size());
        header.names.emplace_back(cell.column);
        header.ids.emplace_back(at ? cell.column : "");
        header.column_of.push_back(at ? static_cast<int>(*at) : -1);
        header.matched += at ? 1 : 0;
    }
    return header;
}

}  // namespace

const std::vector<std::string>& computed_columns() {
    static const std::vector<std::string> columns = {"renewals", "covers", "left_open", "severity",
                                                     "statutory"};
    return columns;
}

Filled waiver_register(const Waivers& waivers, const Schemas& schemas) {
    Filled filled;
    filled.schema = with_role(schemas, waivers_role);
    if (filled.schema == nullptr) return filled;
    SourceRead& read = filled.read;
    read.register_id = filled.schema->id;
    read.state = ReadState::read;
    if (waivers.present) {
        read.file = waivers_file;
        read.sha256 = sha256_hex(waivers.text);
        read.origin.format = "toml";
    }
    read.header = header_of(*filled.schema);
    const ReadingWords words = load_reading_words();
    for (const auto& waiver : waivers.all) {
        Record record;
        record.row = waiver.place.row;
        record.key = waiver.id;
        record.values.resize(filled.schema->columns.size());
        for (auto& value : record.values) value.state = State::absent;
        Json cells = Json::array();
        for (const auto& cell : written) {
            cells.push_back(waiver.*cell.text);
            set_text(filled, record, cell.column, waiver.*cell.text);
        }
        read_evidence(filled, record, waiver.evidence, words);
        record.cells = cells.dump();
        filled.records.push_back(std::move(record));
        ++read.totals.read;
        ++read.totals.accepted;
    }
    return filled;
}

void complete(Filled& filled, const Waivers& waivers, const std::vector<Reach>& reach,
              const std::vector<const Check*>& checks, const Law& law, const std::string& day) {
    for (std::size_t i = 0; i < filled.records.size(); ++i) {
        Record& record = filled.records[i];
        set_number(filled, record, "renewals", waivers.all[i].renewals);
        set_number(filled, record, "covers", reach[i].covers);
        set_number(filled, record, "left_open", reach[i].left_open);
        const Check* check = checks[i];
        set_text(filled, record, "severity",
                 check == nullptr ? "" : severity_words[static_cast<std::size_t>(check->severity)]);
        if (check != nullptr)
            set_number(filled, record, "statutory",
                       statutory(norms_on(*check, law.norms, day), law.norms) ? 1 : 0);
        if (check != nullptr) set_text(filled, record, "check_id", check->id);
    }
}

std::vector<const Check*> checks_of_waivers(
    const Waivers& waivers, const std::vector<std::pair<std::string, std::string>>& found,
    const Law& law) {
    std::map<std::string, const Check*> by_name;
    std::map<std::string, const Check*> by_finding;
    for (const auto& check : law.checks) by_name[check.id] = &check;
    const bool any_named = std::any_of(waivers.all.begin(), waivers.all.end(),
                                       [](const auto& one) { return !one.finding.empty(); });
    for (const auto& [name, key] : found)
        if (const auto at = by_name.find(name); any_named && at != by_name.end())
            by_finding[finding_id(name, at->second->register_id, key)] = at->second;
    std::vector<const Check*> checks;
    for (const auto& waiver : waivers.all) {
        const auto& map = waiver.finding.empty() ? by_name : by_finding;
        const auto at = map.find(waiver.finding.empty() ? waiver.check : waiver.finding);
        checks.push_back(at == map.end() ? nullptr : at->second);
    }
    return checks;
}

}  // namespace schouw
