// SPDX-License-Identifier: EUPL-1.2
// A finding in, each of its parts as the edition may show it out.
#include <algorithm>
#include <tuple>

#include "base/text.hpp"
#include "checks/checklist.hpp"
#include "findings/wording.hpp"
#include "registers/value.hpp"
#include "report/sheets.hpp"

namespace schouw {
namespace {

const Json& definition_of(const Builder& builder, const RoundFinding& finding) {
    return builder.round.checks[finding.check].definition;
}

bool about_register(const Json& definition) { return definition.value("kind", "") == "absent"; }

constexpr std::size_t most_of_name = 70;  // characters

// The cell of a record as written; empty when the edition may not show the column.
std::string shown_cell(Builder& builder, const std::string& register_id, const std::string& column,
                       const std::string& key) {
    const auto schema = builder.schemas.find(register_id);
    if (column.empty() || schema == builder.schemas.end()) return "";
    const auto at = schema->second.find(column);
    if (!at || (builder.hides() && schema->second.columns[*at].personal)) return "";
    const std::string name = register_id + "." + column;
    auto cells = builder.cells.find(name);
    if (cells == builder.cells.end())
        cells = builder.cells
                    .emplace(name, column_cells(builder.store, builder.round.run.snapshot,
                                                register_id, column))
                    .first;
    const auto cell = cells->second.find(key);
    return cell == cells->second.end() ? "" : std::string(trim(cell->second));
}

std::string shortened(const std::string& text) {
    std::size_t characters = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if ((static_cast<unsigned char>(text[i]) & 0xc0) == 0x80) continue;
        if (++characters > most_of_name) return text.substr(0, i) + "…";
    }
    return text;
}

}  // namespace

std::string plain_key(const std::string& key) {
    if (!key.starts_with("[")) return key;
    const Json parts = Json::parse(key, nullptr, false);
    if (!parts.is_array()) return key;
    std::vector<std::string> texts;
    for (const auto& part : parts) {
        if (!part.is_string()) return key;
        texts.push_back(part.get<std::string>());
    }
    return join(texts, " / ");
}

const SourceInfo* source_of(const Builder& builder, const std::string& register_id) {
    const auto found = builder.sources.find(register_id);
    return found == builder.sources.end() ? nullptr : found->second;
}

std::string register_title(const Builder& builder, const std::string& register_id) {
    const auto schema = builder.schemas.find(register_id);
    return schema == builder.schemas.end() ? register_id
                                           : schema->second.title.in(builder.words.language());
}

std::string column_title(const Builder& builder, const std::string& register_id,
                         const std::string& name) {
    const auto schema = builder.schemas.find(register_id);
    if (schema == builder.schemas.end()) return name;
    for (const auto& column : sql_columns(schema->second))
        if (column.name == name)
            return schema->second.columns[column.column].title.in(builder.words.language());
    return name;
}

std::string finding_title(const Builder& builder, const RoundFinding& finding) {
    return in_language(definition_of(builder, finding).at("title"), builder.words);
}

std::string finding_key(const Builder& builder, const RoundFinding& finding) {
    const Json& definition = definition_of(builder, finding);
    if (about_register(definition)) return builder.say("whole_register");
    if (!hides_key(definition, builder.hides())) return plain_key(finding.info.key);
    // A row number says more to a reader than an id, and as little of the person.
    const bool told = finding.info.row > 0 && !definition.value("confidential", false);
    return told ? builder.say("row", {{"row", builder.number(finding.info.row)}})
                : shown_id(definition, finding.info, true);
}

std::string finding_name(Builder& builder, const RoundFinding& finding) {
    const Json& definition = definition_of(builder, finding);
    const std::string register_id = definition.value("register", "");
    const auto column = builder.edition.names.find(register_id);
    if (about_register(definition) || column == builder.edition.names.end()) return "";
    const std::string name = shown_cell(builder, register_id, column->second, finding.info.key);
    const auto person = builder.logs.people.find(name);
    return shortened(visible(person == builder.logs.people.end() ? name : person->second));
}

std::string finding_reason(const Builder& builder, const RoundFinding& finding) {
    return reason_of(definition_of(builder, finding), finding.info.facts,
                     builder.round.checks[finding.check].as_of, builder.words, builder.hides());
}

std::string finding_source(Builder& builder, const RoundFinding& finding) {
    const Json& definition = definition_of(builder, finding);
    const SourceInfo* source = source_of(builder, definition.value("register", ""));
    if (source == nullptr || source->file.empty()) return builder.say("source.none");
    const auto at =
        std::find(source->ids.begin(), source->ids.end(), definition.value("column", ""));
    const bool known = at != source->ids.end() && !at->empty();
    const std::string column =
        known ? source->header[static_cast<std::size_t>(at - source->ids.begin())] : "";
    const Args args = {
        {"file", source->file}, {"row", builder.number(finding.info.row)}, {"column", column}};
    if (finding.info.row <= 0) return builder.say("source.file", args);
    return builder.say(known ? "source.cell" : "source.row", args);
}

std::string finding_status(const Builder& builder, const RoundFinding& finding) {
    const std::string word = builder.words.say("status." + finding.status);
    const std::string mark =
        waiver_mark(finding.info, definition_of(builder, finding), builder.words);
    return word + (finding.info.unverified ? ", " + builder.words.say("status.unverified") : "") +
           (mark.empty() ? "" : ", " + mark);
}

std::string finding_owner(Builder& builder, const RoundFinding& finding) {
    const Json& definition = definition_of(builder, finding);
    const std::string register_id = definition.value("register", "");
    const std::string owner =
        shown_cell(builder, register_id, definition.value("owner_column", ""), finding.info.key);
    static const ReadingWords words = load_reading_words();
    return names_nothing(owner, words) ? "-" : owner;
}

Cell severity_cell(const Builder& builder, std::size_t severity) {
    return text_cell(builder.words.say("severity." + severity_words[severity]),
                     tone_of_severity(severity));
}

Cell light_cell(const Builder& builder, Light light) {
    const char* const words[] = {"good", "fair", "bad", "unclear"};
    return text_cell(builder.say(std::string("light.") + words[static_cast<int>(light)]),
                     tone_of(light));
}

std::string norms_text(const Builder& builder, const Json& definition) {
    std::vector<std::string> titles;
    for (const auto& norm : definition.at("norms"))
        titles.push_back(in_language(norm.at("title"), builder.words));
    return titles.empty() ? builder.say("good_practice") : join(titles, "; ");
}

bool owner_first(const std::string& a, const std::string& b) {
    if ((a == "-") != (b == "-")) return b == "-";
    const std::string plain_a = fold(a);
    const std::string plain_b = fold(b);
    return std::tie(plain_a, a) < std::tie(plain_b, b);
}

std::string shown_owner(const Builder& builder, const std::string& owner) {
    return owner == "-" ? builder.say("no_owner") : owner;
}

}  // namespace schouw
