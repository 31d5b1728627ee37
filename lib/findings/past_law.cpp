// SPDX-License-Identifier: EUPL-1.2
#include "findings/past_law.hpp"

#include "base/error.hpp"

namespace schouw {
namespace {

bool whole_number(const std::string& text) {
    const std::size_t first = text.starts_with('-') ? 1 : 0;
    return text.size() > first && text.size() < 18 &&
           text.find_first_not_of("0123456789", first) == text.npos;
}

Parameters parameters_of(const RunInfo& run, const Law& today) {
    Parameters parameters;
    const Json known = run.about.value("parameters", Json::array());
    for (const auto& one : known) {
        Parameter parameter;
        parameter.name = one.value("name", "");
        parameter.value = one.value("value", "");
        const auto now = today.parameters.find(parameter.name);
        parameter.integer =
            now == today.parameters.end() ? whole_number(parameter.value) : now->second.integer;
        parameters.emplace(parameter.name, std::move(parameter));
    }
    return parameters;
}

Check check_of(const RunCheckInfo& info) {
    Check check;
    check.id = info.id;
    check.register_id = info.definition.value("register", "");
    check.applies = info.definition.value("applies", "");
    check.violates = info.definition.value("violates", "");
    check.due = info.definition.value("due", "");
    check.kind = info.definition.value("kind", "") == "question" ? Kind::question : Kind::sql;
    return check;
}

bool tells_a_day(const Json& definition) {
    return definition.value("kind", "") == "question" || !definition.value("due", "").empty();
}

std::vector<const Check*> pointers(const std::vector<Check>& checks) {
    std::vector<const Check*> all;
    for (const auto& check : checks) all.push_back(&check);
    return all;
}

// Takes out the checks that do not prepare any more.
void drop_failing(PastLaw& past, const Schemas& schemas, Sandbox& sandbox) {
    std::vector<Check> good;
    for (auto& check : past.law.checks) {
        try {
            compile(past.law, {&check}, schemas, sandbox);
            good.push_back(check);
        } catch (const Error& error) {
            if (error.exit != Exit::usage) throw;
            past.failed.emplace(check.id, error.message);
        }
    }
    past.law.checks = std::move(good);
}

}  // namespace

PastLaw past_law(const RunInfo& run, const std::vector<RunCheckInfo>& checks, const Law& today,
                 const Schemas& schemas, RunDb& database) {
    PastLaw past;
    past.law.parameters = parameters_of(run, today);
    for (const auto& info : checks) {
        if (!tells_a_day(info.definition)) continue;
        Check check = check_of(info);
        if (schemas.contains(check.register_id))
            past.law.checks.push_back(std::move(check));
        else
            past.failed.emplace(
                info.id, Message{"unknown.register_absent", {{"register", check.register_id}}, {}});
    }
    Sandbox sandbox(database.db());
    try {
        past.program = compile(past.law, pointers(past.law.checks), schemas, sandbox);
    } catch (const Error& error) {
        if (error.exit != Exit::usage) throw;
        drop_failing(past, schemas, sandbox);
        past.program = compile(past.law, pointers(past.law.checks), schemas, sandbox);
    }
    return past;
}

}  // namespace schouw
