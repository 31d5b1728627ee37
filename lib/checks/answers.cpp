// SPDX-License-Identifier: EUPL-1.2
#include "checks/answers.hpp"

#include "checks/expression.hpp"
#include "registers/roles.hpp"

namespace schouw {
namespace {

// The registers of which questions are asked, as far as they are loaded.
std::set<std::string> registers_asked(const Law& law, const Schemas& schemas) {
    std::set<std::string> ids;
    for (const auto& check : law.checks)
        if (check.kind == Kind::question && schemas.contains(check.register_id))
            ids.insert(check.register_id);
    return ids;
}

// CASE this.register WHEN … END over those registers; not applicable for any other.
template <class Arm>
std::string by_register(const std::set<std::string>& ids, const Arm& arm) {
    std::string sql;
    for (const auto& id : ids)
        if (const std::string then = arm(id); !then.empty())
            sql += " WHEN " + quoted_text(id) + " THEN " + then;
    return sql.empty() ? "x'00'" : "CASE this.register" + sql + " ELSE x'00' END";
}

std::string no_such_question(const Law& law) {
    std::string known;
    for (const auto& check : law.checks)
        if (check.kind == Kind::question)
            known += (known.empty() ? "(" : ", (") + quoted_text(check.id) + ", " +
                     quoted_text(check.register_id) + ")";
    return known.empty() ? "1" : "(this.check_id, this.register) NOT IN (VALUES " + known + ")";
}

std::string of_record(const std::string& id) {
    return " FROM \"" + id + "\" o WHERE o._key = this.record_key";
}

}  // namespace

std::string answer_sql(const Check& check, const Schemas& schemas, Program& program) {
    const Schema* answers = with_role(schemas, "answers");
    if (answers == nullptr) return "x'03'";
    for (const char* column :
         {"check_id", "register", "record_key", "answer", "answered_on", "valid_until"})
        program.needed[answers->id].insert(column);
    program.indexed[answers->id].insert("record_key");
    std::string holds = "a.valid_until >= :as_of";
    if (answers->find("question")) {
        program.needed[answers->id].insert("question");
        holds += " AND (a.question IS NULL OR a.question IN (" + quoted_text(check.question.nl) +
                 ", " + quoted_text(check.question.en) + "))";
    }
    return "coalesce((SELECT CASE WHEN " + holds +
           " THEN CASE a.answer WHEN 'met' THEN 0 "
           "WHEN 'not_met' THEN 1 WHEN 'not_applicable' THEN x'00' END END FROM \"" +
           answers->id + "\" a WHERE a.check_id = " + quoted_text(check.id) +
           " AND a.register = " + quoted_text(check.register_id) +
           " AND a.record_key = this._key AND a.answered_on <= :as_of "
           "ORDER BY a.answered_on DESC LIMIT 1), x'03')";
}

std::string finds_sql(const Check& check, const Law& law, const Schemas& schemas, Program& program,
                      Compiled& compiled) {
    for (const char* column : {"check_id", "register", "record_key"})
        compiled.reads.emplace(check.register_id, column);
    if (check.finds == "no_such_question") return no_such_question(law);
    const auto ids = registers_asked(law, schemas);
    if (check.finds == "no_such_record")
        return by_register(ids, [&](const std::string& id) {
            program.indexed[id].insert("_key");
            return "CASE WHEN EXISTS (SELECT 1" + of_record(id) +
                   ") THEN 0 WHEN EXISTS (SELECT 1 FROM \"" + id + "\") THEN 1 END";
        });
    compiled.reads.emplace(check.register_id, "answered_by");
    return by_register(ids, [&](const std::string& id) -> std::string {
        const Column* owner = owner_column(schemas.at(id));
        if (owner == nullptr) return "";
        program.needed[id].insert(owner->id);
        program.indexed[id].insert("_key");
        return "(SELECT lower(trim(o.\"" + owner->id + "\")) = lower(trim(this.answered_by))" +
               of_record(id) + ")";
    });
}

}  // namespace schouw
