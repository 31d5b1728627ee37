// SPDX-License-Identifier: EUPL-1.2
#include "findings/waivers.hpp"

#include <algorithm>
#include <map>

#include "base/date.hpp"
#include "base/text.hpp"
#include "findings/wording.hpp"

namespace schouw {
namespace {

constexpr std::size_t id_length = 12;

// Where a key of the waiver stands, or the waiver itself when the key is absent.
Place place_in(const Toml& toml, const toml::table& table, const char* key) {
    const auto* node = table.get(key);
    return node != nullptr ? place_of(toml, *node) : place_of(toml, table);
}

std::string need_words_in(const Toml& toml, const toml::table& table, const char* key) {
    std::string text(trim(need_text(toml, table, key)));
    if (fold(text).empty())
        fail(Exit::usage, "waivers.no_words", {{"key", key}}, place_in(toml, table, key));
    return text;
}

std::string need_day(const Toml& toml, const toml::table& table, const char* key) {
    const auto day = date_of(toml, table, key);
    if (!day) fail(Exit::usage, "toml.missing_key", {{"key", key}}, place_of(toml, table));
    return *day;
}

const Check& need_check(const Toml& toml, const toml::table& table, const std::string& id,
                        const Law& law, const Schemas& schemas) {
    for (const auto& check : law.checks) {
        if (check.id != id) continue;
        if (schemas.at(check.register_id).role == waivers_role)
            fail(Exit::usage, "waivers.of_waivers", {{"name", id}}, place_in(toml, table, "check"));
        return check;
    }
    std::vector<std::string> known;
    for (const auto& check : law.checks) known.push_back(check.id);
    fail(Exit::usage, "explain.no_such_check",
         {{"name", id}, {"meant", did_you_mean(id, known).value_or("-")}},
         place_in(toml, table, "check"));
}

bool personal_key(const Schema& schema) {
    return std::any_of(schema.key.begin(), schema.key.end(),
                       [&](std::size_t at) { return schema.columns[at].personal; });
}

void read_subject(const Toml& toml, const toml::table& table, const Law& law,
                  const Schemas& schemas, Waiver& waiver) {
    waiver.finding = text_of(toml, table, "finding").value_or("");
    if (table.contains("finding") == table.contains("check"))
        fail(Exit::usage, "waivers.one_subject", {}, waiver.place);
    if (table.contains("finding")) {
        const bool form = waiver.finding.size() == id_length &&
                          waiver.finding.find_first_not_of("0123456789abcdef") == std::string::npos;
        if (!form)
            fail(Exit::usage, "waivers.no_id", {{"name", waiver.finding}},
                 place_in(toml, table, "finding"));
        if (table.contains("key"))
            fail(Exit::usage, "waivers.key_of_finding", {}, place_in(toml, table, "key"));
        waiver.id = waiver.finding + " " + waiver.from;
        return;
    }
    waiver.check = need_text(toml, table, "check");
    const Check& check = need_check(toml, table, waiver.check, law, schemas);
    waiver.key = table.contains("key") ? need_text(toml, table, "key") : "*";
    // A key that tells who somebody is, is no part of a name that reports show.
    const bool hide = waiver.key != "*" && personal_key(schemas.at(check.register_id));
    const std::string key =
        hide ? finding_id(waiver.check, check.register_id, waiver.key) : waiver.key;
    waiver.id = waiver.check + " " + key + " " + waiver.from;
}

void check_days(const Toml& toml, const toml::table& table, const Waiver& waiver) {
    const std::string last = iso(add_months(*parse_iso(waiver.from), waiver_max_months));
    const Args args = {{"from", waiver.from}, {"until", waiver.until}, {"last", last}};
    if (waiver.until < waiver.from)
        fail(Exit::usage, "waivers.ends_before", args, place_in(toml, table, "until"));
    if (waiver.until > last)
        fail(Exit::usage, "waivers.too_long", args, place_in(toml, table, "until"));
}

Waiver read_waiver(const Toml& toml, const toml::table& table, const Law& law,
                   const Schemas& schemas) {
    known_keys(
        toml, table,
        {"finding", "check", "key", "reason", "owner", "approver", "from", "until", "evidence"});
    Waiver waiver;
    waiver.place = place_of(toml, table);
    waiver.from = need_day(toml, table, "from");
    waiver.until = need_day(toml, table, "until");
    read_subject(toml, table, law, schemas, waiver);
    waiver.reason = need_words_in(toml, table, "reason");
    waiver.owner = need_words_in(toml, table, "owner");
    waiver.approver = need_words_in(toml, table, "approver");
    if (fold(waiver.owner) == fold(waiver.approver))
        fail(Exit::usage, "waivers.own_approval", {{"name", waiver.approver}},
             place_in(toml, table, "approver"));
    check_days(toml, table, waiver);
    waiver.evidence = trim(text_of(toml, table, "evidence").value_or(""));
    return waiver;
}

// What a waiver is about, apart from its days.
std::string subject(const WaiverInfo& waiver) {
    std::string out = waiver.finding;
    for (const auto* part : {&waiver.check, &waiver.key}) (out += '\0') += *part;
    return out;
}

// The waivers by what can name a finding.
struct Names {
    std::map<std::string, std::vector<std::size_t>> by_check, by_finding;
    std::map<std::string, std::string> registers;  // check → register

    Names(const Waivers& waivers, const Law& law) {
        for (std::size_t i = 0; i < waivers.all.size(); ++i) {
            const Waiver& waiver = waivers.all[i];
            (waiver.finding.empty() ? by_check[waiver.check] : by_finding[waiver.finding])
                .push_back(i);
        }
        if (!by_finding.empty())
            for (const auto& check : law.checks) registers[check.id] = check.register_id;
    }

    // Every waiver that names the finding, on whatever day.
    std::vector<std::size_t> of(const Waivers& waivers, const OpenFinding& finding) const {
        std::vector<std::size_t> out;
        add(waivers, finding.check, finding.key, out);
        for (const auto& key : finding.old_keys) add(waivers, finding.check, key, out);
        std::sort(out.begin(), out.end());
        out.erase(std::unique(out.begin(), out.end()), out.end());
        return out;
    }

    void add(const Waivers& waivers, const std::string& check, const std::string& key,
             std::vector<std::size_t>& out) const {
        if (const auto at = by_check.find(check); at != by_check.end())
            for (const auto i : at->second)
                if (key_matches(waivers.all[i].key, key)) out.push_back(i);
        const auto known = registers.find(check);
        if (known == registers.end()) return;
        const auto at = by_finding.find(finding_id(check, known->second, key));
        if (at != by_finding.end()) out.insert(out.end(), at->second.begin(), at->second.end());
    }
};

std::size_t length_at(std::string_view text, std::size_t at) {
    std::size_t end = at + 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) ++end;
    return end - at;
}

}  // namespace

bool key_matches(std::string_view pattern, std::string_view key) {
    constexpr auto none = std::string_view::npos;
    std::size_t p = 0;
    std::size_t k = 0;
    std::size_t star = none;  // of the pattern: after the last *
    std::size_t retry = 0;    // of the key: where that * stops taking
    while (k < key.size()) {
        const bool escape = p + 1 < pattern.size() && pattern[p] == '\\' &&
                            std::string_view("*?\\").find(pattern[p + 1]) != none;
        const bool more = p < pattern.size();
        if (more && !escape && pattern[p] == '*') {
            star = ++p;
            retry = k;
        } else if (more && !escape && pattern[p] == '?') {
            ++p;
            k += length_at(key, k);
        } else if (more && pattern[p + (escape ? 1 : 0)] == key[k]) {
            p += escape ? 2 : 1;
            ++k;
        } else if (star != none) {
            retry += length_at(key, retry);
            p = star;
            k = retry;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*') ++p;
    return p == pattern.size();
}

Waivers read_waivers(const Toml& toml, const Law& law, const Schemas& schemas) {
    known_keys(toml, toml.root, {"waiver"});
    Waivers waivers;
    waivers.text = toml.text;
    waivers.present = true;
    std::map<std::string, long> lines;
    for (const auto* table : tables_of(toml, toml.root, "waiver")) {
        Waiver waiver = read_waiver(toml, *table, law, schemas);
        const auto [first, added] = lines.emplace(subject(waiver) + waiver.from, waiver.place.row);
        if (!added)
            fail(Exit::usage, "waivers.twice", {{"line", std::to_string(first->second)}},
                 waiver.place);
        waivers.all.push_back(std::move(waiver));
    }
    count_renewals(waivers, {});
    return waivers;
}

Waivers load_waivers(const std::filesystem::path& folder, const Law& law, const Schemas& schemas) {
    const auto file = folder / waivers_file;
    std::error_code error;
    const auto status = std::filesystem::symlink_status(file, error);
    if (status.type() == std::filesystem::file_type::not_found) return {};
    return read_waivers(load_toml(file), law, schemas);
}

void count_renewals(Waivers& waivers, const std::vector<WaiverInfo>& applied) {
    std::map<std::string, std::set<std::string>> days;
    for (const auto& waiver : waivers.all) days[subject(waiver)].insert(waiver.from);
    for (const auto& waiver : applied) days[subject(waiver)].insert(waiver.from);
    for (auto& waiver : waivers.all) {
        const auto& all = days.at(subject(waiver));
        waiver.renewals = std::distance(all.begin(), all.find(waiver.from));
    }
}

Application apply_waivers(const Waivers& waivers, const std::vector<OpenFinding>& open,
                          const Law& law, const std::string& day) {
    Application result;
    result.reach.resize(waivers.all.size());
    if (waivers.all.empty()) return result;
    const Names names(waivers, law);
    for (std::size_t at = 0; at < open.size(); ++at) {
        const Waiver* best = nullptr;
        std::vector<std::size_t> expired;
        for (const auto i : names.of(waivers, open[at])) {
            const Waiver& waiver = waivers.all[i];
            if (!open[at].solved_on.empty() && open[at].solved_on >= waiver.from) continue;
            if (waiver.until < day) expired.push_back(i);
            if (!waiver.in_force(day)) continue;
            ++result.reach[i].covers;
            if (best == nullptr || waiver.until > best->until) best = &waiver;
        }
        if (best != nullptr)
            result.waived.emplace_back(at, static_cast<std::size_t>(best - waivers.all.data()));
        else
            for (const auto i : expired) ++result.reach[i].left_open;
    }
    return result;
}

std::vector<Message> unknown_findings(const Waivers& waivers,
                                      const std::vector<const Check*>& checks) {
    std::vector<Message> remarks;
    for (std::size_t i = 0; i < waivers.all.size(); ++i) {
        const Waiver& waiver = waivers.all[i];
        if (!waiver.finding.empty() && checks[i] == nullptr)
            remarks.push_back(
                {"waivers.unknown_finding", {{"name", waiver.finding}}, waiver.place});
    }
    return remarks;
}

}  // namespace schouw
