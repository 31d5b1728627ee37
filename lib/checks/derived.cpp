// SPDX-License-Identifier: EUPL-1.2
#include "checks/derived.hpp"

#include "base/catalogue.hpp"
#include "base/text.hpp"

namespace schouw {
namespace {

// A sentence in both languages; each argument has its own words in each.
Words say(const std::string& key, const Words& column, const Words& a_register,
          const Words& other = {}) {
    const auto in = [&](Language language) {
        return Catalogue(language).say(key, {{"column_title", column.in(language)},
                                             {"register_title", a_register.in(language)},
                                             {"other_title", other.in(language)}});
    };
    return {in(Language::nl), in(Language::en)};
}

Check base(const std::string& id, const Schema& schema, const std::string& checklist, Kind kind) {
    Check check;
    check.id = id;
    check.checklist = checklist;
    check.register_id = schema.id;
    check.kind = kind;
    check.tests = Tests::existence;
    return check;
}

// DOMAIN rule: a mandatory element that a law asks for and that is missing weighs high; what the
// law asks "where possible" weighs low; practice weighs medium.
Severity severity_of(const Column& column) {
    if (column.duty == ColumnDuty::where_possible) return Severity::low;
    return column.norms.empty() ? Severity::medium : Severity::high;
}

Check missing(const Schema& schema, const Column& column, const std::string& checklist) {
    Check check = base(schema.id + "-" + column.id + "-missing", schema, checklist, Kind::missing);
    check.column = column.id;
    check.applies = column.applies;
    check.norms = column.norms;
    check.severity = severity_of(column);
    check.title = say("derived.missing.title", column.title, schema.title);
    check.reason = say("derived.missing.reason", column.title, schema.title);
    check.remedy = say("derived.missing.remedy", column.title, schema.title);
    check.place = column.place;
    return check;
}

Check reference(const Schema& schema, const Column& column, const Schema& target,
                const std::string& checklist, Kind kind) {
    const bool dangling = kind == Kind::dangling;
    const std::string name = dangling ? "dangling" : "unreferenced";
    Check check =
        base(schema.id + "-" + column.id + "-" + name, dangling ? schema : target, checklist, kind);
    check.severity = dangling ? Severity::medium : Severity::low;
    check.other_register = dangling ? target.id : schema.id;
    check.other_column = dangling ? column.reference_column : column.id;
    check.column = dangling ? column.id : column.reference_column;
    check.title = say("derived." + name + ".title", column.title, schema.title, target.title);
    check.reason = say("derived." + name + ".reason", column.title, schema.title, target.title);
    check.remedy = say("derived." + name + ".remedy", column.title, schema.title, target.title);
    check.place = column.place;
    return check;
}

Check absent(const Schema& schema, const std::string& checklist) {
    Check check = base(schema.id + "-absent", schema, checklist, Kind::absent);
    check.norms = schema.norms;
    check.severity = schema.duty == RegisterDuty::law ? Severity::high : Severity::medium;
    const std::string key = schema.duty == RegisterDuty::law ? "law" : "practice";
    check.title = say("derived.absent.title", {}, schema.title);
    check.reason = say("derived.absent.reason_" + key, {}, schema.title);
    check.remedy = say("derived.absent.remedy", {}, schema.title);
    check.place = schema.place;
    return check;
}

}  // namespace

std::vector<Check> derived_checks(const Schema& schema, const Schemas& schemas,
                                  const std::string& checklist) {
    std::vector<Check> checks;
    if (schema.duty != RegisterDuty::may) checks.push_back(absent(schema, checklist));
    std::vector<bool> is_key(schema.columns.size());
    for (const auto key : schema.key) is_key[key] = true;  // a row without key is refused
    for (std::size_t i = 0; i < schema.columns.size(); ++i) {
        const Column& column = schema.columns[i];
        if (column.duty != ColumnDuty::may && !is_key[i])
            checks.push_back(missing(schema, column, checklist));
        if (!column.refers()) continue;
        const Schema& target = schemas.at(column.reference_register);
        checks.push_back(reference(schema, column, target, checklist, Kind::dangling));
        if (column.both_ways)
            checks.push_back(reference(schema, column, target, checklist, Kind::unreferenced));
    }
    return checks;
}

}  // namespace schouw
