// SPDX-License-Identifier: EUPL-1.2
// The cover: what this is, how far it goes, how to read it, where what stands.
#include <algorithm>

#include "base/text.hpp"
#include "report/sheets.hpp"
#include "store/sign.hpp"

namespace schouw {
namespace {

std::string moment(const Builder& builder, const std::string& iso) {
    if (iso.size() < 16) return iso;
    return builder.words.date(iso.substr(0, 10)) + " " + iso.substr(11, 5) + " UTC";
}

void add_state(const Builder& builder, Sheet& sheet) {
    const Round& round = builder.round;
    if (round.run.complete) {
        const auto read = std::count_if(round.sources.begin(), round.sources.end(),
                                        [](const auto& source) { return source.state == "read"; });
        const auto absent = static_cast<long long>(builder.schemas.size()) - read;
        sheet.lines.push_back(
            fact(builder.say("cover.complete"),
                 text_cell(builder.say(absent > 0 ? "cover.complete_but" : "cover.complete_yes",
                                       {{"n", builder.number(absent)}}),
                           absent > 0 ? Tone::fair : Tone::good)));
        return;
    }
    std::vector<std::string> why;
    for (const auto& source : round.sources) {
        const Args args = {{"register", register_title(builder, source.register_id)},
                           {"n", builder.number(source.totals.refused)}};
        if (source.state == "failed") why.push_back(builder.say("incomplete.failed", args));
        if (source.totals.refused > 0) why.push_back(builder.say("incomplete.refused", args));
    }
    if (why.empty()) why.push_back(builder.say("incomplete.other"));
    sheet.lines.push_back(
        fact(builder.say("cover.complete"),
             text_cell(builder.say("cover.complete_no", {{"why", join(why, "; ")}}), Tone::bad)));
}

// What identifies the round, so that a printed page can be held against the store.
void add_account(const Builder& builder, Sheet& sheet) {
    const Round& round = builder.round;
    sheet.lines.push_back(line(LineKind::heading, builder.say("cover.account")));
    const std::string number = builder.number(round.run.id);
    sheet.lines.push_back(
        fact(builder.say("cover.run"),
             text_cell(round.run.label.empty()
                           ? builder.say("cover.run_number", {{"n", number}})
                           : builder.say("cover.run_label",
                                         {{"n", number}, {"label", round.run.label}}))));
    if (!round.earlier.empty()) {
        std::vector<std::string> runs;
        for (const auto& run : round.earlier)
            runs.push_back(
                builder.say("cover.earlier_run", {{"n", builder.number(run.id)},
                                                  {"date", builder.words.date(run.as_of)}}));
        const auto count = std::count_if(round.checks.begin(), round.checks.end(),
                                         [&](const auto& one) { return one.run != round.run.id; });
        sheet.lines.push_back(
            fact(builder.say("cover.earlier"),
                 text_cell(builder.say("cover.earlier_checks", {{"n", builder.number(count)},
                                                                {"runs", join(runs, "; ")}}))));
    }
    sheet.lines.push_back(
        fact(builder.say("cover.recorded"), text_cell(moment(builder, round.run.recorded_at))));
    sheet.lines.push_back(fact(builder.say("cover.run_hash"), text_cell(round.run.hash)));
    for (const auto& one : signatures_of(builder.store, round.run.id)) {
        sheet.lines.push_back(fact(builder.say("cover.signed"), text_cell(one.public_key)));
        sheet.lines.push_back(fact(builder.say("cover.signature"),
                                   one.valid
                                       ? text_cell(one.signature)
                                       : text_cell(builder.say("cover.signature_bad"), Tone::bad)));
    }
    sheet.lines.push_back(fact(builder.say("cover.snapshot"), text_cell(round.snapshot_digest)));
    sheet.lines.push_back(fact(builder.say("cover.version"),
                               text_cell("schouw " + round.run.about.value("version", "-"))));
    sheet.lines.push_back(line(LineKind::text, builder.say("cover.verify")));
}

void add_reading_guide(const Builder& builder, Sheet& sheet) {
    sheet.lines.push_back(line(LineKind::heading, builder.say("cover.reading")));
    const auto& wishes = builder.edition.sheets;
    const bool judges = std::any_of(wishes.begin(), wishes.end(), [](const auto& wish) {
        return wish.kind == SheetKind::summary || wish.kind == SheetKind::checklists;
    });
    const auto add = [&](const char* key) {
        sheet.lines.push_back(line(LineKind::bullet, builder.say(key)));
    };
    add("read.register");
    add("read.unknown");
    if (judges) add("read.light");
    if (judges) add("read.numbers");
    if (judges) add("read.score");
    add("read.norms");
    add("read.life");
    long long changed = 0;
    for (const auto& parameter : used_parameters(builder))
        changed += parameter.value("value", "") != parameter.value("shipped", "") ? 1 : 0;
    if (changed > 0)
        sheet.lines.push_back(
            line(LineKind::bullet, builder.say("read.changed", {{"n", builder.number(changed)}})));
}

}  // namespace

Sheet build_cover(Builder& builder, const EditionSheet& wish) {
    const Round& round = builder.round;
    Sheet sheet = start(builder, wish, cover_id);
    sheet.lines.front() = line(LineKind::title, builder.report.title);
    sheet.lines.insert(sheet.lines.begin() + 1,
                       line(LineKind::subtitle, builder.report.organisation));
    sheet.lines.push_back(fact(builder.say("cover.as_of"), date_cell(round.run.as_of)));
    const Edition& edition = builder.edition;
    const std::pair<const char*, const Words*> said[] = {{"cover.addressee", &edition.addressee},
                                                         {"cover.status", &edition.status},
                                                         {"cover.decision", &edition.decision}};
    for (const auto& [label, words] : said)
        if (const std::string text = words->in(builder.words.language()); !text.empty())
            sheet.lines.push_back(fact(builder.say(label), text_cell(text)));
    if (round.run.about.value("hypothetical", false))
        sheet.lines.push_back(
            fact(builder.say("cover.kind"),
                 text_cell(builder.say("cover.hypothetical",
                                       {{"date", builder.words.date(round.run.about.value(
                                                     "registers_as_of", ""))}}),
                           Tone::fair)));
    add_log_cover(builder, sheet);
    add_state(builder, sheet);
    return sheet;
}

void complete_cover(Builder& builder, Sheet& cover) {
    cover.lines.push_back(line(LineKind::heading, builder.say("cover.contents")));
    for (const auto& sheet : builder.report.sheets)
        if (sheet.id != cover_id) cover.lines.push_back(link(sheet.title, sheet.id, sheet.note));
    add_reading_guide(builder, cover);
    add_account(builder, cover);
    if (builder.report.left_out.empty()) return;
    cover.lines.push_back(line(LineKind::heading, builder.say("cover.left_out")));
    for (const auto& part : builder.report.left_out)
        cover.lines.push_back(
            line(LineKind::bullet,
                 builder.say("cover.left_out_line", {{"what", part.what}, {"why", part.why}})));
}

}  // namespace schouw
