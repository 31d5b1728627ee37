// SPDX-License-Identifier: EUPL-1.2
// The law side: checklists and norms as TOML in, checks out.
#pragma once
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/toml.hpp"
#include "checks/coverage.hpp"
#include "registers/schema.hpp"

namespace schouw {

// One clause of a law or standard, valid from a day to a day (ISO, both included).
struct Norm {
    std::string id;
    Words title;
    Words summary;
    std::string source;
    std::string valid_from;
    std::string valid_to;  // empty: still valid
    std::string certainty;
    bool standard = false;  // kind = "standard": no statutory duty by itself
    Place place;
    bool valid_on(const std::string& day) const {
        return valid_from <= day && (valid_to.empty() || day <= valid_to);
    }
};
using Norms = std::map<std::string, Norm>;

struct Parameter {
    std::string name;
    std::string value;
    std::string shipped;  // the checklist's own value
    bool integer = false;
    Words why;
    Place place;
    bool changed() const { return value != shipped; }
};
using Parameters = std::map<std::string, Parameter>;

enum class Severity { critical, high, medium, low };
enum class Tests { design, existence, operation };
// Where the verdict of a check comes from.
enum class Kind { sql, question, missing, dangling, unreferenced, absent };

struct Check {
    std::string id;
    std::string checklist;
    Words title;
    std::string register_id;
    Severity severity = Severity::medium;
    std::vector<std::string> norms;
    std::vector<std::string> origin;
    Tests tests = Tests::existence;
    std::string column;
    std::string applies;
    std::string violates;
    std::string due;
    Words reason;
    Words remedy;
    Words question;
    Kind kind = Kind::sql;
    // Registers that count as empty, and not as unknown, when the workspace names no source for
    // them: of what they record, nothing was recorded.
    std::vector<std::string> empty_without;
    std::string finds;  // of the register of answers, instead of violates; see finds_words
    // dangling, unreferenced: the register and column that refer.
    std::string other_register;
    std::string other_column;
    std::map<std::string, Place> places;  // of applies, violates, due, reason
    Place place;
};

struct Checklist {
    std::string id;
    Words title;
    Words description;
    std::vector<std::string> derived;  // registers whose derived checks it takes
    std::string digest;                // SHA-256 of the file
    Place place;
};

struct Law {
    Norms norms;
    Parameters parameters;
    std::vector<Checklist> checklists;
    std::vector<Check> checks;  // in the order of the files, derived ones after each list's own
    std::vector<Coverage> coverage;
};

// Throws Error(usage) with a place and, for a word that is nearly known, a did-you-mean: unknown
// keys, registers, columns, norms; double ids; a missing language, reason or remedy.
Law load_law(const std::vector<std::filesystem::path>& files, const Schemas& schemas);
Law read_law(const std::vector<Toml>& files, const Schemas& schemas);

// Overrides parameters; an unknown name is refused with its place.
void override_parameters(Law& law, const std::map<std::string, std::string>& values,
                         const std::map<std::string, Place>& places);

// In force while one of its norms is valid; always when it cites none.
bool in_force(const Check& check, const Norms& norms, const std::string& day);
std::vector<std::string> norms_on(const Check& check, const Norms& norms, const std::string& day);
// One of these norms is law: what they ask is a statutory duty, and not a standard or practice.
bool statutory(const std::vector<std::string>& ids, const Norms& norms);

// What no SQL can find, because it is about the checklists or about whichever register an answer
// names: an answer to no question, about no record, by the owner of that record.
extern const std::vector<std::string> finds_words;
extern const std::vector<std::string> severity_words;
extern const std::vector<std::string> tests_words;

}  // namespace schouw
