// SPDX-License-Identifier: EUPL-1.2
#include "findings/wording.hpp"

#include <algorithm>

#include "base/digest.hpp"
#include "base/text.hpp"
#include "checks/expression.hpp"

namespace schouw {
namespace {

// An object made member by member: a list of members would copy each of them, and so would an
// object that grows, for its names are const; a run makes some hundreds of definitions. Names must
// differ.
class Members {
public:
    explicit Members(std::size_t room) { object_.get_ref<Json::object_t&>().reserve(room); }
    Members& add(const char* name, Json value) {
        object_.get_ref<Json::object_t&>().emplace_back(name, std::move(value));
        return *this;
    }
    Json take() { return std::move(object_); }

private:
    Json object_ = Json::object();
};

Json both(const Words& words) { return Members(2).add("nl", words.nl).add("en", words.en).take(); }

// Type, choices and secrecy of each column that the reason shows.
Json facts_of(const Compiled& compiled, const Schema& schema) {
    Json facts = Json::object();
    for (const auto& name : compiled.facts) {
        const auto at = sql_column(schema, name);
        if (!at) continue;
        const Column& column = schema.columns[at->column];
        const bool own = at->part == SqlColumn::Part::value;
        Members fact(3);
        fact.add("type", own ? type_words[static_cast<std::size_t>(column.type)]
                         : at->part == SqlColumn::Part::from ? "date"
                                                             : "boolean");
        fact.add("personal", column.personal);
        Json choices = Json::object();
        for (const auto& choice : column.choices) choices[choice.id] = both(choice.title);
        if (!choices.empty()) fact.add("choices", std::move(choices));
        facts[name] = fact.take();
    }
    return facts;
}

Json parameters_of(const Check& check, const Law& law) {
    Json used = Json::object();
    for (const auto* sql : {&check.applies, &check.violates, &check.due})
        for (const auto& word : words_in(*sql))
            if (word.starts_with(":") && law.parameters.contains(word.substr(1)))
                used[word.substr(1)] = law.parameters.at(word.substr(1)).value;
    for (const auto& name : placeholders(check.reason.nl))
        if (name.starts_with(":") && law.parameters.contains(name.substr(1)))
            used[name.substr(1)] = law.parameters.at(name.substr(1)).value;
    return used;
}

// One value of a record as a reader of the language writes it.
std::string shown(const Json& value, const Json& fact, const Catalogue& catalogue) {
    if (value.is_null()) return catalogue.say("fact.empty");
    const std::string type = fact.value("type", "text");
    if (type == "boolean") return catalogue.say(value == 1 ? "fact.yes" : "fact.no");
    const std::string text = value.is_string() ? value.get<std::string>() : value.dump();
    if (type == "date") return catalogue.date(text);
    if (type == "moment") return catalogue.moment(text);
    if (type == "integer") return catalogue.number(value.get<long long>());
    if (type == "number" && value.is_number()) return catalogue.decimal(value.get<double>());
    const Json choices = fact.value("choices", Json::object());
    if (type == "list") {
        std::vector<std::string> items;
        for (const auto& item : Json::parse(text, nullptr, false)) {
            const std::string id = item.is_string() ? item.get<std::string>() : item.dump();
            items.push_back(choices.contains(id) ? in_language(choices.at(id), catalogue) : id);
        }
        return join(items, ", ");
    }
    if (choices.contains(text)) return in_language(choices.at(text), catalogue);
    return text;
}

std::string id_of(const Json& definition, const std::string& key, bool hide_personal,
                  const std::string& row) {
    return finding_id(definition.value("id", ""), definition.value("register", ""),
                      hides_key(definition, hide_personal) ? row : key);
}

}  // namespace

Json definition(const Compiled& compiled, const Law& law, const Schemas& schemas,
                const std::string& as_of) {
    static const char* const kinds[] = {"sql",      "question",     "missing",
                                        "dangling", "unreferenced", "absent"};
    const Check& check = *compiled.check;
    const Schema& schema = schemas.at(check.register_id);
    Json norms = Json::array();
    for (const auto& id : norms_on(check, law.norms, as_of)) {
        const Norm& norm = law.norms.at(id);
        norms.push_back(Members(6)
                            .add("id", id)
                            .add("title", both(norm.title))
                            .add("summary", both(norm.summary))
                            .add("source", norm.source)
                            .add("certainty", norm.certainty)
                            .take());
        if (norm.standard) norms.back()["kind"] = "standard";
    }
    Words checklist_title;
    for (const auto& list : law.checklists)
        if (list.id == check.checklist) checklist_title = list.title;
    bool personal_key = false;
    for (const auto key : schema.key) personal_key = personal_key || schema.columns[key].personal;
    std::string owner;
    for (const auto& column : schema.columns)
        if (column.owner) owner = column.id;
    const auto at = schema.find(check.column);
    return Members(22)
        .add("id", check.id)
        .add("checklist", check.checklist)
        .add("checklist_title", both(checklist_title))
        .add("register", check.register_id)
        .add("register_title", both(schema.title))
        .add("title", both(check.title))
        .add("severity", severity_words[static_cast<std::size_t>(check.severity)])
        .add("tests", tests_words[static_cast<std::size_t>(check.tests)])
        .add("kind", kinds[static_cast<int>(check.kind)])
        .add("norms", std::move(norms))
        .add("origin", check.origin)
        .add("column", check.column)
        .add("column_title", at ? both(schema.columns[*at].title) : both({}))
        .add("reason", both(check.reason))
        .add("remedy", both(check.remedy))
        .add("question", both(check.question))
        .add("applies", check.applies)
        .add("violates", check.violates)
        .add("due", check.due)
        .add("parameters", parameters_of(check, law))
        .add("personal_key", personal_key)
        .add("owner_column", owner)
        .add("facts", facts_of(compiled, schema))
        .take();
}

bool statutory_duty(const Json& definition) {
    const Json norms = definition.value("norms", Json::array());
    return std::any_of(norms.begin(), norms.end(),
                       [](const Json& norm) { return norm.value("kind", "law") != "standard"; });
}

std::string waiver_mark(const FindingInfo& finding, const Json& definition,
                        const Catalogue& catalogue) {
    if (finding.waiver == nullptr) return "";
    return catalogue.say(statutory_duty(definition) ? "waiver.mark_duty" : "waiver.mark",
                         {{"until", catalogue.date(finding.waiver->until)}});
}

std::string in_language(const Json& words, const Catalogue& catalogue) {
    return words.value(catalogue.language() == Language::nl ? "nl" : "en", "");
}

std::string reason_of(const Json& definition, const std::string& facts_json,
                      const std::string& as_of, const Catalogue& catalogue, bool hide_personal) {
    const Json facts = Json::parse(facts_json, nullptr, false);
    if (facts.is_discarded()) return catalogue.say("diff.destroyed");
    const Json& known = definition.at("facts");
    const Json& parameters = definition.at("parameters");
    return fill(in_language(definition.at("reason"), catalogue),
                [&](std::string_view name) -> std::optional<std::string> {
                    const std::string id(name);
                    if (id == ":as_of") return catalogue.date(as_of);
                    if (id.starts_with(":"))
                        return parameters.contains(id.substr(1))
                                   ? std::optional(
                                         catalogue.date(parameters.value(id.substr(1), "")))
                                   : std::nullopt;
                    if (!known.contains(id)) return std::nullopt;
                    if (hide_personal && known.at(id).value("personal", false))
                        return catalogue.say("fact.hidden");
                    return shown(facts.is_object() && facts.contains(id) ? facts.at(id) : Json(),
                                 known.at(id), catalogue);
                });
}

std::string reason_in_general(const Check& check, const Schema& schema, const Law& law,
                              const Catalogue& catalogue) {
    return fill(check.reason.in(catalogue.language()),
                [&](std::string_view name) -> std::optional<std::string> {
                    const std::string id(name);
                    if (id == ":as_of") return "[" + catalogue.say("list.as_of") + "]";
                    if (const auto at = law.parameters.find(id.substr(id.starts_with(':') ? 1 : 0));
                        id.starts_with(':') && at != law.parameters.end())
                        return catalogue.date(at->second.value);
                    const auto column = sql_column(schema, id);
                    if (!column) return std::nullopt;
                    return "[" + schema.columns[column->column].title.in(catalogue.language()) +
                           "]";
                });
}

std::string why_of(const Json&, const std::string& why, const Catalogue& catalogue) {
    const auto colon = why.find(':');
    const std::string kind = why.substr(0, colon);
    const std::string rest = colon == why.npos ? "" : why.substr(colon + 1);
    if (kind == "other" || rest.empty())
        return catalogue.say(rest.empty() ? "unknown.no_answer" : "unknown.other_register",
                             {{"register", rest}});
    std::vector<std::string> parts;
    for (const auto& part : split(rest, ',')) {
        const auto equals = part.find('=');
        const std::string state = equals == part.npos ? "e" : part.substr(equals + 1);
        parts.push_back(
            catalogue.say("unknown.cell_" + state, {{"column", part.substr(0, equals)}}));
    }
    return join(parts, "; ");
}

std::string finding_id(const std::string& check, const std::string& register_id,
                       const std::string& key) {
    Sha256 hash;
    for (const auto* part : {&check, &register_id, &key}) hash.add_field(*part);
    return hex(hash.finish()).substr(0, 12);
}

bool hides_key(const Json& definition, bool hide_personal) {
    return hide_personal && definition.value("personal_key", false);
}

std::string shown_key(const Json& definition, const std::string& key, bool hide_personal) {
    if (hides_key(definition, hide_personal))
        return finding_id(definition.value("id", ""), definition.value("register", ""), key);
    return key;
}

std::string shown_id(const Json& definition, const FindingInfo& finding, bool hide_personal) {
    const std::string row = "row " + std::to_string(finding.row);
    return id_of(definition, finding.key, hide_personal,
                 is_open(finding.kind) ? row : row + " closed");
}

std::string shown_id(const Json& definition, const UnknownInfo& unknown, bool hide_personal) {
    return id_of(definition, unknown.key, hide_personal, "row " + std::to_string(unknown.row));
}

std::string status_word(const FindingInfo& finding) {
    switch (finding.kind) {
        case EventKind::solved: return "solved";
        case EventKind::withdrawn: return "withdrawn";
        case EventKind::lapsed: return "lapsed";
        case EventKind::renamed: return "renamed";
        case EventKind::appeared: return finding.is_new ? "new" : "open";
        case EventKind::reopened: return finding.is_new ? "reopened" : "open";
        default: return "open";
    }
}

}  // namespace schouw
