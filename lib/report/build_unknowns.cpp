// SPDX-License-Identifier: EUPL-1.2
// What could not be judged, per check and reason.
#include "base/text.hpp"
#include "findings/wording.hpp"
#include "report/sheets.hpp"
#include "store/known.hpp"

namespace schouw {
namespace {

constexpr std::size_t most_keys = 5;

// One reason ("cells:a=e" and the like): how often, and the first few records.
struct Reason {
    long long count = 0;
    std::vector<std::string> keys;
};

std::map<std::string, std::map<std::string, Reason>> reasons_by_check(const Builder& builder) {
    std::map<std::string, std::map<std::string, Reason>> out;
    std::vector<RunCheckInfo> checks;
    for (const auto& check : builder.round.checks) {
        checks.emplace_back();
        checks.back().id = check.id;
        checks.back().run = check.run;
    }
    for (auto& unknown : unknowns_known(builder.store, checks)) {
        Reason& reason = out[unknown.check][unknown.why];
        ++reason.count;
        if (reason.keys.size() < most_keys) reason.keys.push_back(std::move(unknown.key));
    }
    return out;
}

// Ids of registers and columns become the titles that people know.
std::string why_whole(const Builder& builder, const Message& why) {
    Args args = why.args;
    std::string register_id;
    for (const auto& [name, value] : why.args)
        if (name == "register") register_id = value;
    for (auto& [name, value] : args) {
        if (name == "register") value = register_title(builder, register_id);
        if (name == "column") value = column_title(builder, register_id, value);
    }
    return builder.words.say(why.key, args);
}

std::string why_cells(const Builder& builder, const RoundCheck& check, const std::string& why) {
    const auto colon = why.find(':');
    if (colon == why.npos) return why_of(check.definition, why, builder.words);
    const std::string kind = why.substr(0, colon);
    const std::string register_id = check.definition.value("register", "");
    std::vector<std::string> named;
    for (const auto& part : split(why.substr(colon + 1), ',')) {
        const auto equals = part.find('=');
        if (equals == part.npos)
            named.push_back(register_title(builder, part));
        else
            named.push_back(column_title(builder, register_id, part.substr(0, equals)) +
                            part.substr(equals));
    }
    std::vector<std::string> texts;
    for (const auto& part : named)
        texts.push_back(why_of(check.definition, kind + ":" + part, builder.words));
    return join(texts, "; ");
}

void add_row(const Builder& builder, Sheet& sheet, const RoundCheck& check, long long count,
             const std::string& why, std::vector<std::string> keys) {
    if (hides_key(check.definition, builder.hides())) keys.clear();
    for (auto& key : keys) key = plain_key(key);
    const auto more = count - static_cast<long long>(keys.size());
    std::string shown = join(keys, "; ");
    if (!keys.empty() && more > 0)
        shown = builder.say("unknown.more", {{"keys", shown}, {"n", builder.number(more)}});
    sheet.table.rows.push_back(
        {text_cell(in_language(check.definition.at("title"), builder.words)),
         severity_cell(builder, check.severity),
         text_cell(register_title(builder, check.definition.value("register", ""))),
         number_cell(count), text_cell(why), text_cell(shown)});
}

void add_check(const Builder& builder, Sheet& sheet, const RoundCheck& check,
               const std::map<std::string, Reason>& reasons) {
    if (!check.why.key.empty())
        return add_row(builder, sheet, check, check.tally.unknown, why_whole(builder, check.why),
                       {});
    long long rest = check.tally.unknown;
    for (const auto& [why, reason] : reasons) {
        add_row(builder, sheet, check, reason.count, why_cells(builder, check, why), reason.keys);
        rest -= reason.count;
    }
    if (rest > 0) add_row(builder, sheet, check, rest, builder.say("unknown.not_kept"), {});
    if (check.tally.to_judge > 0)
        add_row(builder, sheet, check, check.tally.to_judge,
                builder.say(
                    "unknown.question",
                    {{"question", in_language(check.definition.at("question"), builder.words)}}),
                {});
}

}  // namespace

Sheet build_unknowns(Builder& builder, const EditionSheet& wish) {
    Sheet sheet = start(builder, wish, "unknowns");
    add_columns(builder, sheet,
                {{"check", 36},
                 {"severity", 8},
                 {"register", 19},
                 {"times", 8},
                 {"why", 48},
                 {"keys", 26}});
    sheet.table.empty = builder.say("unknown.none");
    const auto reasons = reasons_by_check(builder);
    for (const auto& check : builder.round.checks) {
        const auto own = reasons.find(check.id);
        add_check(builder, sheet, check,
                  own == reasons.end() ? std::map<std::string, Reason>{} : own->second);
    }
    add_total(builder, sheet);
    const Tally& tally = builder.round.tally;
    const Args args = {{"unknown", builder.number(tally.unknown)},
                       {"to_judge", builder.number(tally.to_judge)},
                       {"applicable", builder.number(tally.applicable())}};
    sheet.lines.push_back(line(LineKind::text, builder.say("unknown.counts", args)));
    sheet.note = text_cell(builder.say("unknown.note", args));
    apply_limit(builder, wish, sheet);
    return sheet;
}

}  // namespace schouw
