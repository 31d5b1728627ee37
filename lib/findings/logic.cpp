// SPDX-License-Identifier: EUPL-1.2
#include "findings/logic.hpp"

#include <algorithm>

#include "base/digest.hpp"
#include "checks/expression.hpp"

namespace schouw {
namespace {

// Runs of white space outside strings are one blank; none at the ends.
std::string without_layout(const std::string& sql) {
    std::string out;
    bool quoted = false;
    bool blank = false;
    for (const char c : sql) {
        if (!quoted && (c == ' ' || c == '\t' || c == '\n' || c == '\r')) {
            blank = !out.empty();
            continue;
        }
        if (blank) out += ' ';
        blank = false;
        if (c == '\'') quoted = !quoted;
        out += c;
    }
    return out;
}

}  // namespace

std::string logic_digest(const Json& definition) {
    const std::string kind = definition.value("kind", "sql");
    const std::string applies = definition.value("applies", "");
    const std::string violates = definition.value("violates", "");
    Sha256 hash;
    hash.add_field(kind);
    hash.add_field(definition.value("register", ""));
    hash.add_field(without_layout(applies));
    hash.add_field(without_layout(violates));
    const auto words = words_in(applies + "\n" + violates);
    const Json parameters = definition.value("parameters", Json::object());
    std::map<std::string, std::string> used;  // in an order of its own
    for (const auto& [name, value] : parameters.items())
        if (std::find(words.begin(), words.end(), ":" + name) != words.end())
            used[name] = value.is_string() ? value.get<std::string>() : value.dump();
    for (const auto& [name, value] : used) {
        hash.add_field(name);
        hash.add_field(value);
    }
    if (kind == "question") {
        const Json question = definition.value("question", Json::object());
        hash.add_field(question.value("nl", ""));
        hash.add_field(question.value("en", ""));
    } else if (kind != "sql") {
        hash.add_field(definition.value("column", ""));
    }
    return hex(hash.finish());
}

RunLogic logic_of(const std::vector<RunCheckInfo>& checks) {
    RunLogic logic;
    for (const auto& check : checks)
        logic[check.id] = {logic_digest(check.definition), check.definition.value("severity", "")};
    return logic;
}

LogicChanges compare_logic(const RunLogic& earlier, const RunLogic& later) {
    LogicChanges changes;
    for (const auto& [id, was] : earlier) {
        const auto is = later.find(id);
        if (is == later.end()) {
            changes.gone.push_back(id);
            continue;
        }
        if (is->second.digest != was.digest) changes.changed.push_back(id);
        if (is->second.severity != was.severity) changes.reweighted.push_back(id);
    }
    for (const auto& [id, is] : later)
        if (!earlier.contains(id)) changes.added.push_back(id);
    return changes;
}

}  // namespace schouw
