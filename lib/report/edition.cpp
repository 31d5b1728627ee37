// SPDX-License-Identifier: EUPL-1.2
#include "report/edition.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "registers/workspace.hpp"

namespace schouw {

const std::vector<std::string> sheet_words = {
    "cover",     "summary",     "checklists", "findings",   "checks",      "records",
    "coverage",  "unknowns",    "norms",      "parameters", "owners",      "worklist",
    "questions", "remarks",     "waivers",    "trend",      "development", "glossary",
    "log_month", "log_signals", "log_groups", "log_gaps",   "log_people"};

namespace {

// Refuses a word that is not among the known ones, at the place of the node.
void need_known(const Toml& toml, const toml::node& node, const std::string& key,
                const std::string& word, const std::vector<std::string>& known) {
    if (std::find(known.begin(), known.end(), word) != known.end()) return;
    const auto meant = did_you_mean(word, known);
    fail(
        Exit::usage, meant ? "toml.unknown_word_meant" : "toml.unknown_word",
        {{"key", key}, {"word", word}, {"meant", meant.value_or("")}, {"known", join(known, ", ")}},
        place_of(toml, node));
}

std::vector<std::string> ids_of(const Schema& schema) {
    std::vector<std::string> ids;
    for (const auto& column : schema.columns) ids.push_back(column.id);
    return ids;
}

// [[sheet]] when = { column = "word" } or { column = ["word", "word"] }
void read_when(const Toml& toml, const toml::table& table, const std::vector<std::string>& ids,
               EditionSheet& sheet) {
    const auto* when = table_of(toml, table, "when");
    if (when == nullptr) return;
    for (const auto& [key, node] : *when) {
        const std::string column(key.str());
        need_known(toml, node, "when", column, ids);
        if (node.is_array())
            sheet.when[column] = texts_of(toml, *when, column);
        else
            sheet.when[column] = {need_text(toml, *when, column)};
    }
}

// A shipped register that this workspace does without; an edition may speak of it.
bool left_out(const std::string& register_id, const Schemas& schemas) {
    return !schemas.contains(register_id) && shipped_register(register_id);
}

std::string need_register(const Toml& toml, const toml::table& table, const Schemas& schemas) {
    std::vector<std::string> registers;
    for (const auto& [id, schema] : schemas) registers.push_back(id);
    const std::string id = need_text(toml, table, "register");
    need_known(toml, *table.get("register"), "register", id, registers);
    return id;
}

// Without shipped ones that this workspace does without.
std::vector<std::string> known_registers(const Toml& toml, const toml::table& table,
                                         const char* key, const Schemas& schemas) {
    std::vector<std::string> registers, out;
    for (const auto& [id, schema] : schemas) registers.push_back(id);
    for (const auto& id : texts_of(toml, table, key)) {
        if (left_out(id, schemas)) continue;
        need_known(toml, *table.get(key), key, id, registers);
        out.push_back(id);
    }
    return out;
}

std::string need_column(const Toml& toml, const toml::table& table, const char* key,
                        const std::vector<std::string>& known) {
    const std::string id = need_text(toml, table, key);
    need_known(toml, *table.get(key), key, id, known);
    return id;
}

std::vector<std::string> known_columns(const Toml& toml, const toml::table& table, const char* key,
                                       const std::vector<std::string>& known) {
    const auto ids = texts_of(toml, table, key);
    for (const auto& id : ids) need_known(toml, *table.get(key), key, id, known);
    return ids;
}

// A chart draws what stands in the table of its sheet.
void read_chart(const Toml& toml, const toml::table& table, EditionSheet& sheet) {
    if (const auto* chart = table_of(toml, table, "chart")) {
        known_keys(toml, *chart, {"kind", "title", "labels", "series", "limits"});
        ChartWish wish;
        wish.kind = static_cast<ChartKind>(
            one_of(toml, *chart, "kind", {"line", "bars", "scatter"}, std::nullopt));
        wish.title = need_words(toml, *chart, "title");
        wish.labels = need_column(toml, *chart, "labels", sheet.columns);
        wish.series = known_columns(toml, *chart, "series", sheet.columns);
        wish.limits = known_columns(toml, *chart, "limits", sheet.columns);
        if (wish.series.empty()) need_text(toml, *chart, "series");
        sheet.chart = std::move(wish);
    }
    if (const auto* band = table_of(toml, table, "band")) {
        known_keys(toml, *band, {"amount", "low", "high"});
        sheet.band = {need_column(toml, *band, "amount", sheet.columns),
                      need_column(toml, *band, "low", sheet.columns),
                      need_column(toml, *band, "high", sheet.columns)};
    }
}

void read_beside(const Toml& toml, const toml::table& table, const Schemas& schemas,
                 EditionSheet& sheet) {
    const auto* beside = table_of(toml, table, "beside");
    if (beside == nullptr) return;
    known_keys(toml, *beside, {"register", "list", "what", "columns"});
    if (left_out(text_of(toml, *beside, "register").value_or(""), schemas)) return;
    BesideWish wish;
    wish.register_id = need_register(toml, *beside, schemas);
    const auto ids = ids_of(schemas.at(wish.register_id));
    wish.list = need_column(toml, *beside, "list", ids);
    wish.what = need_column(toml, *beside, "what", ids);
    wish.columns = known_columns(toml, *beside, "columns", ids);
    sheet.beside = std::move(wish);
}

void read_records(const Toml& toml, const toml::table& table, const Schemas& schemas,
                  EditionSheet& sheet) {
    sheet.register_id = need_register(toml, table, schemas);
    const auto ids = ids_of(schemas.at(sheet.register_id));
    sheet.columns = texts_of(toml, table, "columns");
    sheet.wide = texts_of(toml, table, "wide");
    sheet.unprinted = texts_of(toml, table, "unprinted");
    for (const char* key : {"columns", "wide", "unprinted"})
        for (const auto& column : texts_of(toml, table, key))
            need_known(toml, *table.get(key), key, column, ids);
    sheet.sort = text_of(toml, table, "sort").value_or("");
    if (!sheet.sort.empty()) need_known(toml, *table.get("sort"), "sort", sheet.sort, ids);
    read_when(toml, table, ids, sheet);
    sheet.findings = flag_of(toml, table, "findings");
    sheet.keep_empty = flag_of(toml, table, "keep_empty");
    read_chart(toml, table, sheet);
}

// [names] register = "column"
void read_names(const Toml& toml, const Schemas& schemas, Edition& edition) {
    const auto* names = table_of(toml, toml.root, "names");
    if (names == nullptr) return;
    std::vector<std::string> registers;
    for (const auto& [id, schema] : schemas) registers.push_back(id);
    for (const auto& [key, node] : *names) {
        const std::string register_id(key.str());
        if (left_out(register_id, schemas)) continue;
        need_known(toml, node, "names", register_id, registers);
        edition.names[register_id] = need_text(toml, *names, register_id);
        need_known(toml, node, register_id, edition.names[register_id],
                   ids_of(schemas.at(register_id)));
    }
}

EditionSheet read_sheet(const Toml& toml, const toml::table& table, const Schemas& schemas) {
    EditionSheet sheet;
    sheet.kind = static_cast<SheetKind>(one_of(toml, table, "kind", sheet_words, std::nullopt));
    if (sheet.kind == SheetKind::records) {
        known_keys(toml, table,
                   {"kind", "title", "intro", "limit", "on_screen", "passage", "register",
                    "columns", "wide", "unprinted", "when", "sort", "findings", "chart", "band",
                    "keep_empty"});
        read_records(toml, table, schemas, sheet);
    } else if (sheet.kind == SheetKind::checklists) {
        known_keys(toml, table,
                   {"kind", "title", "intro", "limit", "on_screen", "passage", "beside"});
        read_beside(toml, table, schemas, sheet);
    } else if (sheet.kind == SheetKind::findings) {
        known_keys(toml, table,
                   {"kind", "title", "intro", "limit", "on_screen", "passage", "only", "grouped"});
        sheet.grouped = flag_of(toml, table, "grouped");
        sheet.only = known_registers(toml, table, "only", schemas);
    } else if (sheet.kind == SheetKind::trend) {
        known_keys(toml, table,
                   {"kind", "title", "intro", "limit", "on_screen", "passage", "target"});
        sheet.target = integer_of(toml, table, "target").value_or(0);
    } else {
        known_keys(toml, table, {"kind", "title", "intro", "limit", "on_screen", "passage"});
    }
    sheet.title = need_words(toml, table, "title");
    sheet.intro = words_of(toml, table, "intro").value_or(Words{});
    sheet.limit = integer_of(toml, table, "limit").value_or(0);
    sheet.on_screen = flag_of(toml, table, "on_screen");
    sheet.passage = flag_of(toml, table, "passage");
    return sheet;
}

// An edition that does not say which: its cover and its summary.
void choose_passage(Edition& edition) {
    auto& sheets = edition.sheets;
    if (std::any_of(sheets.begin(), sheets.end(), [](const auto& sheet) { return sheet.passage; }))
        return;
    for (auto& sheet : sheets)
        sheet.passage = sheet.kind == SheetKind::cover || sheet.kind == SheetKind::summary;
}

}  // namespace

Edition read_edition(const Toml& toml, const Schemas& schemas) {
    known_keys(toml, toml.root, {"edition", "names", "sheet"});
    const auto* head = table_of(toml, toml.root, "edition");
    if (head == nullptr) need_text(toml, toml.root, "edition");
    known_keys(toml, *head,
               {"id", "title", "addressee", "status", "decision", "hide_personal", "for_reader",
                "confidential"});
    Edition edition;
    edition.id = need_text(toml, *head, "id");
    edition.title = need_words(toml, *head, "title");
    edition.addressee = words_of(toml, *head, "addressee").value_or(Words{});
    edition.status = words_of(toml, *head, "status").value_or(Words{});
    edition.decision = words_of(toml, *head, "decision").value_or(Words{});
    edition.hide_personal = flag_of(toml, *head, "hide_personal");
    edition.for_reader = flag_of(toml, *head, "for_reader");
    edition.confidential = known_registers(toml, *head, "confidential", schemas);
    if (!edition.confidential.empty() && !edition.hide_personal)
        fail(Exit::usage, "report.confidential_shown", {},
             place_of(toml, *head->get("confidential")));
    for (const auto& [id, schema] : schemas)
        if (!schema.label.empty()) edition.names[id] = schema.label;
    read_names(toml, schemas, edition);
    for (const auto* table : tables_of(toml, toml.root, "sheet")) {
        if (left_out(text_of(toml, *table, "register").value_or(""), schemas)) continue;
        edition.sheets.push_back(read_sheet(toml, *table, schemas));
    }
    if (edition.sheets.empty()) need_text(toml, toml.root, "sheet");
    choose_passage(edition);
    return edition;
}

std::vector<std::string> edition_ids(const std::filesystem::path& folder) {
    std::vector<std::string> ids;
    for (const auto& file : toml_files(folder)) ids.push_back(file.stem().string());
    return ids;
}

Edition load_edition(const std::filesystem::path& folder, const std::string& id,
                     const Schemas& schemas) {
    const auto known = edition_ids(folder);
    if (std::find(known.begin(), known.end(), id) == known.end())
        fail(Exit::usage, "report.no_such_edition",
             {{"name", id},
              {"meant", did_you_mean(id, known).value_or("-")},
              {"known", join(known, ", ")}});
    return read_edition(load_toml(folder / (id + ".toml")), schemas);
}

}  // namespace schouw
