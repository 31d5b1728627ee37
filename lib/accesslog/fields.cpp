// SPDX-License-Identifier: EUPL-1.2
#include "accesslog/fields.hpp"

#include <algorithm>

#include "base/file.hpp"
#include "base/text.hpp"

namespace schouw {

const std::array<const char*, field_count> field_words = {
    "moment", "user",     "dossier", "action", "object",   "result",   "origin",
    "role",   "employer", "team",    "reason", "activity", "sequence", "search_key"};
const std::array<const char*, 6> act_words = {"other",  "print",     "export",
                                              "search", "emergency", "follow_up"};

namespace {

void read_field(const Toml& toml, const toml::table& table, FieldNames& out) {
    known_keys(toml, table, {"id", "title", "asked", "names"});
    const std::string id = need_text(toml, table, "id");
    const std::size_t field = at(field_of(id, place_of(toml, table)));
    out.titles[field] = need_words(toml, table, "title");
    out.asked[field] = flag_of(toml, table, "asked");
    out.names[field] = texts_of(toml, table, "names");
    out.names[field].push_back(id);
    out.names[field].push_back(out.titles[field].nl);
    out.names[field].push_back(out.titles[field].en);
    for (const auto& name : out.names[field])
        out.by_name.emplace(fold(name), static_cast<Field>(field));
}

FieldNames load() {
    const auto file = data_folder() / "templates/logs/fields.toml";
    const Toml toml = load_toml(file);
    known_keys(toml, toml.root, {"field", "act", "citizen_number"});
    FieldNames out;
    for (const auto* table : tables_of(toml, toml.root, "field")) read_field(toml, *table, out);
    const std::vector<std::string> acts(act_words.begin(), act_words.end());
    for (const auto* table : tables_of(toml, toml.root, "act")) {
        known_keys(toml, *table, {"id", "words"});
        const std::size_t act = one_of(toml, *table, "id", acts, std::nullopt);
        for (const auto& word : texts_of(toml, *table, "words"))
            out.acts[act].push_back(fold_value(word));
    }
    if (const auto* table = table_of(toml, toml.root, "citizen_number"))
        for (const auto& word : texts_of(toml, *table, "words"))
            out.citizen_number.push_back(fold_value(word));
    return out;
}

constexpr std::size_t least_telling = 8;  // characters of a name that says enough by itself

bool is_named(const std::string& path, const std::string& folded) { return fold(path) == folded; }

// The last parts of a path in JSON are the name: "event.eventActionCode".
bool ends_as_named(const std::string& path, const std::string& folded) {
    if (folded.size() < least_telling) return false;
    for (auto dot = path.find('.'); dot != path.npos; dot = path.find('.', dot + 1))
        if (fold(std::string_view(path).substr(dot + 1)) == folded) return true;
    return false;
}

}  // namespace

const FieldNames& field_names() {
    static const FieldNames names = load();
    return names;
}

Field field_of(const std::string& word, const Place& place) {
    for (std::size_t i = 0; i < field_count; ++i)
        if (word == field_words[i]) return static_cast<Field>(i);
    const std::vector<std::string> known(field_words.begin(), field_words.end());
    fail(Exit::usage, "logs.no_such_field",
         {{"name", word},
          {"known", join(known, ", ")},
          {"meant", did_you_mean(word, known).value_or("-")}},
         place);
}

FieldCells match_fields(const std::vector<std::string>& header, const Columns& columns, bool guess,
                        std::vector<std::string>& absent) {
    FieldCells cells;
    cells.fill(-1);
    std::vector<bool> taken(header.size());
    const auto take = [&](Field field, std::size_t cell) {
        cells[at(field)] = static_cast<int>(cell);
        taken[cell] = true;
    };
    for (const auto& [field, name] : columns) {
        const auto same = std::find_if(header.begin(), header.end(), [&](const auto& cell) {
            return cell == name || fold(cell) == fold(name);
        });
        if (same == header.end())
            absent.push_back(name);
        else
            take(field, static_cast<std::size_t>(same - header.begin()));
    }
    if (!guess) return cells;
    const auto& shipped = field_names();
    // By whole names first: a part of a path is a name only where no column has it whole.
    for (const auto& named : {is_named, ends_as_named})
        for (std::size_t field = 0; field < field_count; ++field) {
            if (columns.contains(static_cast<Field>(field))) continue;
            for (const auto& name : shipped.names[field]) {
                if (cells[field] >= 0) break;
                for (std::size_t i = 0; i < header.size(); ++i) {
                    if (taken[i] || !named(header[i], fold(name))) continue;
                    take(static_cast<Field>(field), i);
                    break;
                }
            }
        }
    return cells;
}

Act act_of(std::string_view action, const std::map<std::string, std::vector<std::string>>& own) {
    const std::string folded = fold_value(action);
    for (std::size_t act = 1; act < act_words.size(); ++act) {
        const auto said = own.find(act_words[act]);
        if (said == own.end()) continue;
        for (const auto& word : said->second)
            if (folded == fold_value(word)) return static_cast<Act>(act);
    }
    // The longest word wins: "beoordeling noodtoegang" is no emergency.
    std::size_t best = 0;
    Act found = Act::other;
    for (std::size_t act = 1; act < act_words.size(); ++act) {
        if (own.contains(act_words[act])) continue;
        for (const auto& word : field_names().acts[act]) {
            if (word.size() <= best || folded.find(word) == folded.npos) continue;
            best = word.size();
            found = static_cast<Act>(act);
        }
    }
    return found;
}

bool names_vendor(std::string_view employer, const std::vector<std::string>& vendors) {
    return std::any_of(vendors.begin(), vendors.end(), [&](std::string_view vendor) {
        return vendor.ends_with('*') ? employer.starts_with(vendor.substr(0, vendor.size() - 1))
                                     : employer == vendor;
    });
}

bool is_citizen_number(std::string_view search_key) {
    const auto& usual = field_names().citizen_number;
    return std::find(usual.begin(), usual.end(), fold_value(search_key)) != usual.end();
}

}  // namespace schouw
