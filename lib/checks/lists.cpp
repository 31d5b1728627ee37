// SPDX-License-Identifier: EUPL-1.2
#include "checks/lists.hpp"

#include <algorithm>
#include <cstring>
#include <nlohmann/json.hpp>
#include <string_view>

#include "checks/expression.hpp"
#include "checks/rundb.hpp"

namespace schouw {
namespace {

// An item that has an escape is written out; most lists have none.
bool among_escaped(std::string_view list, std::string_view wanted) {
    const auto items = nlohmann::json::parse(list, nullptr, false);
    return std::any_of(items.begin(), items.end(),
                       [&](const auto& item) { return item.is_string() && item == wanted; });
}

bool among(std::string_view list, std::string_view wanted) {
    if (list.find('\\') != list.npos) return among_escaped(list, wanted);
    for (std::size_t quote = 1; quote < list.size() && list[quote] == '"';) {
        const std::size_t end = std::min(list.find('"', quote + 1), list.size());
        if (list.substr(quote + 1, end - quote - 1) == wanted) return true;
        quote = end + 2;  // past the comma
    }
    return false;
}

std::string_view text(sqlite3_value* value) {
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_value_text(value));
    return {bytes, static_cast<std::size_t>(sqlite3_value_bytes(value))};
}

void listed(sqlite3_context* context, int, sqlite3_value** args) {
    const bool none = sqlite3_value_type(args[0]) == SQLITE_NULL || text(args[0]) == "[]";
    if (none) return sqlite3_result_int(context, 0);
    if (sqlite3_value_type(args[1]) == SQLITE_NULL) return sqlite3_result_null(context);
    sqlite3_result_int(context, among(text(args[0]), text(args[1])) ? 1 : 0);
}

// Whether x is in a list, as found in an expression: tokens from `first` up to `last`.
struct Asked {
    std::size_t first = 0, last = 0;
    std::string table, list;  // as they are named there: the table by its alias
    std::string wanted;
    std::string alias;
};

class Finder {
public:
    Finder(const std::string& sql, const ReadSet& reads, const Schemas& schemas)
        : sql_(sql), tokens_(tokens(sql)), reads_(reads), schemas_(schemas) {}

    std::string rewritten() const {
        std::string out;
        std::size_t done = 0;
        const auto replace = [&](std::size_t first, std::size_t last, const std::string& by) {
            out += sql_.substr(done, tokens_[first].offset - done) + by;
            done = last < tokens_.size() ? tokens_[last].offset : sql_.size();
        };
        for (std::size_t i = 0; i < tokens_.size(); ++i) {
            if (const auto any = any_record(i)) {
                replace(i, any->last, in_table(*any));
                i = any->last - 1;
            } else if (auto one = asked(i)) {
                const std::size_t past = condition(*one);
                replace(i, std::max(past, one->last), past > 0 ? by_owner(*one) : called(*one));
                i = std::max(past, one->last) - 1;
            }
        }
        return out + sql_.substr(done);
    }

private:
    bool is(std::size_t at, const char* text) const {
        return at < tokens_.size() && tokens_[at].text == text;
    }
    bool are(std::size_t at, std::initializer_list<const char*> texts) const {
        return std::all_of(texts.begin(), texts.end(),
                           [&](const char* text) { return is(at++, text); });
    }
    bool is_name(std::size_t at) const {
        if (at >= tokens_.size()) return false;
        const char first = tokens_[at].text.front();
        return (first >= 'a' && first <= 'z') || first == '_';
    }

    // Every column of this name that the expression reads is one for which `right` holds.
    template <class Right>
    bool all_read(const std::string& name, Right&& right) const {
        bool found = false;
        for (const auto& [table, column] : reads_) {
            if (column != name) continue;
            const auto schema = schemas_.find(table);
            if (schema == schemas_.end() || !right(schema->second)) return false;
            found = true;
        }
        return found;
    }
    bool is_list(const std::string& name) const {
        return all_read(name, [&](const Schema& schema) {
            const auto at = schema.find(name);
            return at && schema.columns[*at].type == Type::list;
        });
    }
    bool is_text(const std::string& name) const {
        return all_read(name, [&](const Schema& schema) {
            const auto column = sql_column(schema, name);
            return column && column->sql_type == std::string_view("TEXT");
        });
    }

    // (SELECT any_of(j.value = x) FROM json_each(t.list) j)
    std::optional<Asked> asked(std::size_t at) const {
        if (!are(at, {"(", "select", "any_of", "("}) || !is_name(at + 4)) return std::nullopt;
        const std::string each = tokens_[at + 4].text;
        if (!are(at + 5, {".", "value", "="})) return std::nullopt;
        Asked found;
        found.first = at;
        found.last = at + 8;
        const std::size_t begin = found.last;
        if (is(begin, "'")) {
            found.last += 1;
        } else if (is_name(begin) && !is(begin, each.c_str()) && is(begin + 1, ".") &&
                   is_name(begin + 2) && is_text(tokens_[begin + 2].text)) {
            found.last += 3;
        } else {
            return std::nullopt;
        }
        if (!are(found.last, {")", "from", "json_each", "("})) return std::nullopt;
        found.wanted =
            sql_.substr(tokens_[begin].offset, tokens_[found.last].offset - tokens_[begin].offset);
        found.last += 4;
        if (is_name(found.last) && is(found.last + 1, ".")) {
            found.table = tokens_[found.last].text;
            found.last += 2;
        }
        if (!is_name(found.last)) return std::nullopt;
        found.list = tokens_[found.last].text;
        if (!is_list(found.list) || found.table == each) return std::nullopt;
        if (!are(found.last + 1, {")", each.c_str(), ")"})) return std::nullopt;
        found.last += 4;
        return found;
    }

    // (SELECT any_of(<asked of t.list>) FROM register t): Asked::table is the register.
    std::optional<Asked> any_record(std::size_t at) const {
        if (!are(at, {"(", "select", "any_of", "("})) return std::nullopt;
        auto found = asked(at + 4);
        if (!found || !are(found->last, {")", "from"}) || !is_name(found->last + 2) ||
            !are(found->last + 3, {found->table.c_str(), ")"}))
            return std::nullopt;
        if (!outer(*found)) return std::nullopt;
        found->table = tokens_[found->last + 2].text;
        found->last += 5;
        return has_table(found->table, found->list) ? found : std::nullopt;
    }

    // FROM register t WHERE … OR <asked of t.list> = 1: a condition of its own, for which unknown
    // and no are the same. Asked::table becomes the register; the token behind it, else 0.
    std::size_t condition(Asked& asked) const {
        if (!are(asked.last, {"=", "1"})) return 0;
        const std::size_t past = asked.last + 2;
        if (!is(past, ")") && !is(past, "or") && !is(past, "and")) return 0;
        std::size_t where = asked.first - 1;
        if (asked.first < 4 || (!is(where, "or") && !is(where, "where"))) return 0;
        for (int depth = 0; !is(where, "where") || depth > 0; --where) {
            for (const char* other : {"case", "end", "when", "then", "else", "between", "select"})
                if (depth == 0 && is(where, other)) return 0;
            depth += is(where, ")") ? 1 : is(where, "(") ? -1 : 0;
            if (depth < 0 || where < 4) return 0;
        }
        const bool simple = is(where - 3, "from") && is(where - 1, asked.table.c_str());
        if (!simple || !outer(asked) || !has_table(tokens_[where - 2].text, asked.list)) return 0;
        asked.alias = asked.table;
        asked.table = tokens_[where - 2].text;
        return past;
    }

    // x does not belong to the record that the list does.
    static bool outer(const Asked& asked) { return !asked.wanted.starts_with(asked.table + "."); }

    bool has_table(const std::string& register_id, const std::string& list) const {
        const auto schema = schemas_.find(register_id);
        const auto at = schema == schemas_.end() ? std::nullopt : schema->second.find(list);
        return at && schema->second.columns[*at].refers();
    }

    static std::string called(const Asked& asked) {
        return "_listed(" + (asked.table.empty() ? "" : asked.table + ".") + asked.list + ", " +
               asked.wanted + ")";
    }
    static std::string by_owner(const Asked& asked) {
        return "(" + asked.alias + "._row IN (SELECT owner FROM \"" +
               list_table(asked.table, asked.list) + "\" WHERE value = " + asked.wanted + ")) ";
    }
    // IN knows NULL as any_of does: NULL when x is, unless there is nothing to be in.
    static std::string in_table(const Asked& asked) {
        return "(" + asked.wanted + " IN (SELECT value FROM \"" +
               list_table(asked.table, asked.list) + "\")) ";
    }

    const std::string& sql_;
    const std::vector<Token> tokens_;
    const ReadSet& reads_;
    const Schemas& schemas_;
};

}  // namespace

std::string with_fast_lists(const std::string& sql, const ReadSet& reads, const Schemas& schemas) {
    if (sql.find("json_each") == sql.npos) return sql;
    return Finder(sql, reads, schemas).rewritten();
}

void add_listed(sqlite3* db) {
    sqlite3_create_function_v2(db, "_listed", 2,
                               SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, nullptr,
                               listed, nullptr, nullptr, nullptr);
}

}  // namespace schouw
