// SPDX-License-Identifier: EUPL-1.2
#include "accesslog/cluster.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <set>
#include <thread>

namespace schouw {
namespace {

constexpr int tries = 3;
constexpr std::size_t most_shown = 300;      // signs of what a server says
constexpr std::size_t longest_url = 16'000;  // encoded; ClickHouse takes 16,384

// Codes of ClickHouse (dbms/src/Common/ErrorCodes.cpp), which have not changed since.
const std::set<int> no_login = {192, 193, 194, 195, 497, 516};
const std::set<int> no_table = {60, 81};
const std::set<int> shard_down = {198, 209, 210, 279, 519};
const std::set<int> too_slow = {159, 160};
constexpr int read_only = 164;
constexpr int too_many_queries = 202;

// "Code: 279, e.displayText() = DB::NetException: …", or "Code: 279. DB::NetException: …".
int code_of(std::string_view body) {
    if (!body.starts_with("Code: ")) return 0;
    int code = 0;
    for (std::size_t i = 6; i < body.size() && body[i] >= '0' && body[i] <= '9' && i < 12; ++i)
        code = code * 10 + (body[i] - '0');
    return code;
}

std::string said(std::string_view body) {
    for (const std::string_view start : {"e.displayText() = ", "DB::Exception: "})
        if (const auto at = body.find(start); at != body.npos)
            body.remove_prefix(at + start.size());
    for (const std::string_view end : {", e.what() =", " (version ", "\n", "Stack trace"})
        body = body.substr(0, body.find(end));
    return std::string(body.substr(0, most_shown));
}

bool address_sign(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' ||
           c == '-' || c == '_' || c == ':' || c == '[' || c == ']';
}

// The addresses "(HOST:PORT…" that a server says it could not reach.
std::string shards_of(std::string_view body) {
    std::set<std::string> found;
    for (auto at = body.find('('); at != body.npos; at = body.find('(', at + 1)) {
        std::size_t end = at + 1;
        while (end < body.size() && address_sign(body[end])) ++end;
        const std::string_view address = body.substr(at + 1, end - at - 1);
        const auto colon = address.rfind(':');
        if (colon != address.npos && colon > 0 && colon + 1 < address.size() &&
            address.find_first_not_of("0123456789", colon + 1) == address.npos)
            found.emplace(address);
    }
    std::string all;
    for (const auto& shard : found) all += (all.empty() ? "" : ", ") + shard;
    return all;
}

Message refusal(const HttpAnswer& answer, const ClusterAddress& address) {
    const auto say = [&](const char* key, Args args) {
        return Message{key, std::move(args), {address.shown(), "", 0, 0}};
    };
    if (answer.status == 0) return say("logs.cluster_unreachable", {{"why", answer.failure}});
    const int code = code_of(answer.body);
    const std::string why = said(answer.body);
    if (no_login.contains(code) || answer.status == 401) return say("logs.cluster_login", {});
    if (no_table.contains(code)) return say("logs.cluster_no_table", {});
    if (shard_down.contains(code)) {
        const std::string shards = shards_of(answer.body);
        return say("logs.cluster_shard", {{"shards", shards.empty() ? why : shards}});
    }
    if (too_slow.contains(code)) return say("logs.cluster_slow", {});
    if (code == read_only) return say("logs.cluster_read_only", {{"why", why}});
    return say("logs.cluster_refused",
               {{"code", std::to_string(code == 0 ? answer.status : code)}, {"why", why}});
}

// As a query stands in a URL.
std::size_t encoded_size(std::string_view text) {
    std::size_t size = 0;
    for (const char c : text) size += address_sign(c) && c != ':' && c != '[' && c != ']' ? 1 : 3;
    return size;
}

bool passing(const HttpAnswer& answer) {
    const int code = code_of(answer.body);
    return answer.again || shard_down.contains(code) || code == too_many_queries ||
           answer.status == 502 || answer.status == 503 || answer.status == 504;
}

char unescaped(char c) {
    switch (c) {
        case 'b': return '\b';
        case 'f': return '\f';
        case 'n': return '\n';
        case 'r': return '\r';
        case 't': return '\t';
        case '0': return '\0';
        default: return c;
    }
}

std::string quoted(std::string_view text, char quote) {
    std::string out(1, quote);
    for (const char c : text) {
        if (c == quote || c == '\\') out += '\\';
        if (c == '\0')
            out += "\\0";
        else if (c == '{')  // or it would begin one of our own words
            out += "\\x7B";
        else
            out += c;
    }
    return out + quote;
}

}  // namespace

Cluster::Cluster(ClusterAddress address, Login login, HttpWays ways)
    : address_(std::move(address)), login_(std::move(login)), ways_(ways), http_(ways) {}

HttpAnswer Cluster::answer(const std::string& sql, const std::map<std::string, SentTable>& tables) {
    HttpRequest request;
    request.url = address_.url();
    // The answer comes when it is whole; nothing is written; every shard has to answer.
    request.parameters = {{"readonly", "2"},
                          {"wait_end_of_query", "1"},
                          {"skip_unavailable_shards", "0"},
                          {"join_use_nulls", "0"},
                          {"max_execution_time", std::to_string(ways_.seconds)}};
    if (!login_.user.empty())
        request.headers = {"X-ClickHouse-User: " + login_.user,
                           "X-ClickHouse-Key: " + login_.password};
    for (const auto& [name, table] : tables) {
        request.parameters.emplace_back(name + "_structure", table.columns);
        request.parameters.emplace_back(name + "_format", "TabSeparated");
        request.parts.emplace_back(name, table.rows);
    }
    const std::string whole = sql + "\nFORMAT TabSeparated";
    if (tables.empty()) {
        request.body = whole;
    } else {
        if (encoded_size(whole) > longest_url) fail(Exit::io, "logs.cluster_long", {});
        request.parameters.emplace_back("query", whole);
    }
    ++queries_;
    return http_.post(request);
}

void Cluster::rows(const std::string& sql, const std::map<std::string, SentTable>& tables,
                   const Row& take) {
    HttpAnswer got = answer(sql, tables);
    for (int tried = 1; tried < tries && got.status != 200 && passing(got); ++tried) {
        std::this_thread::sleep_for(std::chrono::seconds(2 * tried - 1));
        got = answer(sql, tables);
    }
    if (got.status != 200) throw Error(Exit::io, refusal(got, address_));
    if (!take_rows(got.body, take))
        fail(Exit::io, "logs.cluster_cut_off", {}, {address_.shown(), "", 0, 0});
}

std::string sql_text(std::string_view text) { return quoted(text, '\''); }
std::string sql_name(std::string_view name) { return quoted(name, '`'); }

std::string sent_cell(std::string_view text) {
    std::string out;
    for (const char c : text) switch (c) {
            case '\t': out += "\\t"; break;
            case '\n': out += "\\n"; break;
            case '\r': out += "\\r"; break;
            case '\0': out += "\\0"; break;
            case '\\': out += "\\\\"; break;
            default: out += c;
        }
    return out;
}

bool take_rows(std::string_view text, const Cluster::Row& take) {
    if (text.empty()) return true;
    if (text.back() != '\n') return false;
    const std::string_view first = text.substr(0, text.find('\n'));
    std::vector<std::string> cells(
        static_cast<std::size_t>(std::count(first.begin(), first.end(), '\t')) + 1);
    std::size_t cell = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '\n') {
            if (cell + 1 != cells.size()) return false;
            take(cells);
            for (auto& each : cells) each.clear();
            cell = 0;
        } else if (c == '\t') {
            if (++cell == cells.size()) return false;
        } else if (c == '\\' && i + 1 < text.size()) {
            cells[cell] += unescaped(text[++i]);
        } else {
            cells[cell] += c;
        }
    }
    return true;
}

}  // namespace schouw
