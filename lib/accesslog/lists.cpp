// SPDX-License-Identifier: EUPL-1.2
// The lists that lie beside a log: who works on which dossier, and when dossiers are open.
#include <fmt/format.h>

#include <algorithm>

#include "accesslog/cluster.hpp"
#include "accesslog/load_world.hpp"
#include "base/date.hpp"
#include "base/text.hpp"
#include "intake/open.hpp"
#include "registers/value.hpp"

namespace schouw {
namespace {

// Columns of a list by their usual names, folded.
using Wanted = std::vector<std::pair<const char*, std::vector<const char*>>>;
const Wanted relation_columns = {
    {"user", {"gebruiker", "user", "medewerker", "account"}},
    {"dossier", {"dossier", "zaak", "case", "dossiernummer", "file", "client"}},
    {"from", {"van", "vanaf", "from", "begin", "start"}},
    {"until", {"tot", "tot en met", "until", "to", "eind", "einde"}}};
const Wanted dossier_columns = {
    {"dossier", {"dossier", "zaak", "case", "dossiernummer", "file", "client"}},
    {"from", {"intake", "geopend op", "opened on", "vanaf", "van", "from"}},
    {"until", {"gesloten op", "closed on", "afgesloten", "tot en met", "tot", "until"}},
    {"keep", {"bewaren tot", "vernietigen na", "keep until", "destroy after", "bewaartermijn"}},
    {"flag", {"markering", "flag", "bijzonder", "kenmerk", "vip"}},
    {"area", {"wijk", "team", "district", "wijkteam", "gebied", "stadsdeel", "area"}}};

std::vector<int> cells_of(const Row& header, const Wanted& wanted) {
    std::vector<int> cells(wanted.size(), -1);
    for (std::size_t i = 0; i < wanted.size(); ++i)
        for (const char* name : wanted[i].second)
            for (std::size_t cell = 0; cell < header.cells.size() && cells[i] < 0; ++cell)
                if (fold(header.cells[cell]) == fold(name)) cells[i] = static_cast<int>(cell);
    return cells;
}

using Line = std::function<bool(const std::vector<std::string_view>& values)>;

void read_list(const std::filesystem::path& folder, const std::string& file, const Wanted& wanted,
               std::size_t needed, std::vector<bool>& has, ListRead& read, const Line& line) {
    read.file = file;
    CsvReader reader(folder / file, file, {}, false);
    Row row;
    if (!reader.next(row)) fail(Exit::io, "csv.no_rows", {}, {file, "", 0, 0});
    const auto cells = cells_of(row, wanted);
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        has.push_back(cells[i] >= 0);
        if (i < needed && cells[i] < 0)
            fail(Exit::io, "logs.list_column",
                 {{"column", wanted[i].first},
                  {"known",
                   join(std::vector<std::string>(wanted[i].second.begin(), wanted[i].second.end()),
                        ", ")}},
                 {file, "", 1, 0});
    }
    std::vector<std::string_view> values(wanted.size());
    while (reader.next(row)) {
        if (row.blank()) continue;
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            const auto cell = static_cast<std::size_t>(cells[i]);
            values[i] = cells[i] >= 0 && cell < row.cells.size() ? trim(row.cells[cell])
                                                                 : std::string_view();
        }
        ++read.read;
        if (!line(values)) ++read.refused;
    }
}

// An empty cell is `otherwise`; false for what is no day.
bool day_of(std::string_view text, const ReadingWords& words, std::int32_t otherwise,
            std::int32_t& day) {
    day = otherwise;
    if (text.empty()) return true;
    if (const auto date = parse_iso(text.substr(0, 10))) {
        day = date->days;
        return true;
    }
    Span span;
    if (read_date(text, words, span) != DateFault::none) return false;
    day = otherwise == never_starts ? span.from.days : span.to.days;
    return true;
}

}  // namespace

void read_lists(const LogConfig& log, const std::filesystem::path& folder, const HashKey& key,
                World& world, WrittenLists* written) {
    const ReadingWords words = load_reading_words();
    if (!log.relations.empty()) {
        world.has_relations = true;
        std::vector<bool> has;
        read_list(
            folder, log.relations, relation_columns, 2, has, world.lists.emplace_back(),
            [&](const auto& values) {
                std::int32_t from = 0;
                std::int32_t until = 0;
                if (values[0].empty() || values[1].empty() ||
                    !day_of(values[2], words, never_starts, from) ||
                    !day_of(values[3], words, never_ends, until))
                    return false;
                if (written != nullptr)
                    written->relations += fmt::format("{}\t{}\t{}\t{}\n", sent_cell(values[0]),
                                                      sent_cell(values[1]), from, until);
                world.relations.add(
                    pair_hash(keyed_hash(key, values[0]), keyed_hash(key, values[1])), from, until);
                return true;
            });
    }
    if (log.dossiers.empty()) {
        world.says_area = false;
        return;
    }
    world.has_dossiers = true;
    std::vector<bool> has;
    read_list(folder, log.dossiers, dossier_columns, 1, has, world.lists.emplace_back(),
              [&](const auto& values) {
                  DossierTimes times;
                  if (values[0].empty() || !day_of(values[1], words, never_starts, times.from) ||
                      !day_of(values[2], words, never_ends, times.until) ||
                      !day_of(values[3], words, never_ends, times.keep_until))
                      return false;
                  const std::string flag = fold_value(values[4]);
                  times.flagged = !flag.empty() && !words.no.contains(flag) &&
                                  !words.none.contains(flag) && !words.empty.contains(flag);
                  times.area = world.area(values[5]);
                  world.dossiers[keyed_hash(key, values[0])] = times;
                  if (written != nullptr) written->dossiers[std::string(values[0])] = times;
                  return true;
              });
    world.says_keep = has[3];
    world.says_flag = has[4];
    world.says_area = world.says_area && has[5];
}

}  // namespace schouw
