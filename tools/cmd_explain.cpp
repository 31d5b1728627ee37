// SPDX-License-Identifier: EUPL-1.2
// schouw explain: one check in full.
#include <algorithm>
#include <memory>

#include "base/text.hpp"
#include "command.hpp"
#include "example.hpp"
#include "life_text.hpp"
#include "report/run_json.hpp"
#include "terminal.hpp"

namespace schouw {
namespace {

// Its findings now, when the workspace has a run: open ones, their places and lives.
struct Now {
    Json findings = Json::array();
    std::vector<std::string> lives;  // by finding
    std::optional<RunInfo> run, judged;
};

Now findings_now(const Setup& setup, const Shared& shared, const std::string& id) {
    Now out;
    if (!std::filesystem::exists(setup.workspace.store)) return out;
    Store store(setup.workspace.store, Store::Mode::read);
    const auto run = latest_run(store, shared.as_of.empty() ? "" : day_of(shared));
    if (!run) return out;
    out.run = run;
    out.judged = Judged(store, *run).of(id);
    const auto sources = sources_of(store, run->snapshot);
    const auto definition = definition_of(store, id, run->id);
    if (!definition) return out;
    for (const auto& finding : findings_after(store, run->id, id))
        if (is_open(finding.kind)) {
            out.findings.push_back(finding_json(finding, *definition, *run, sources, shared.words,
                                                &*out.judged));
            out.lives.push_back(life_sentence(finding, *run, shared.words));
        }
    return out;
}

void section(const Catalogue& words, const std::string& key, const std::string& text) {
    if (text.empty()) return;
    print_line();
    print_line(words.say("explain." + key), Ink::bold);
    print_wrapped(text, 2);
}

void print_norms(const Json& check, const Check& source, const Law& law, const std::string& day,
                 const Catalogue& words) {
    print_line();
    print_line(words.say("explain.norms"), Ink::bold);
    if (source.norms.empty()) print_wrapped(words.say("explain.practice"), 2);
    for (const auto& id : source.norms) {
        const Norm& norm = law.norms.at(id);
        print_wrapped(
            norm.title.in(words.language()) + " (" + id + ", " +
                words.say(norm.valid_on(day) ? "explain.in_force" : "explain.not_in_force",
                          {{"from", words.date(norm.valid_from)},
                           {"to", norm.valid_to.empty() ? "…" : words.date(norm.valid_to)},
                           {"day", words.date(day)}}) +
                ")",
            2);
        print_wrapped(norm.summary.in(words.language()), 4);
        print_wrapped(words.say("explain.source", {{"source", norm.source}}), 4);
    }
    std::string origin;
    for (const auto& one : check.at("origin"))
        origin += (origin.empty() ? "" : ", ") + one.get<std::string>();
    if (!origin.empty()) print_wrapped(words.say("explain.origin", {{"origin", origin}}), 2);
}

void print_check(const Json& check, const Check& source, const Setup& setup, const ReadSet& reads,
                 const std::string& day, const Catalogue& words) {
    print_line(in_language(check.at("title"), words), Ink::bold);
    print_wrapped(words.say("explain.head",
                            {{"id", source.id},
                             {"severity", words.say("severity." + check.value("severity", ""))},
                             {"tests", words.say("tests." + check.value("tests", ""))},
                             {"checklist", in_language(check.at("checklist_title"), words)},
                             {"register", in_language(check.at("register_title"), words)}}));
    section(words, "reason",
            reason_in_general(source, setup.schemas.at(source.register_id), setup.law, words));
    section(words, "question", in_language(check.at("question"), words));
    print_norms(check, source, setup.law, day, words);
    bool changed = false;
    for (const auto& [name, value] : check.at("parameters").items()) {
        const Parameter& parameter = setup.law.parameters.at(name);
        changed = changed || parameter.changed();
        section(words, "parameter",
                name + " = " + parameter.value +
                    (parameter.changed()
                         ? " (" + words.say("explain.shipped", {{"value", parameter.shipped}}) + ")"
                         : "") +
                    ". " + parameter.why.in(words.language()));
    }
    section(words, "remedy", in_language(check.at("remedy"), words));
    if (const auto example = example_of(source, setup.schemas))
        print_example(*example, source, setup.schemas, changed, words);
    section(words, "applies", source.applies);
    section(words, "violates",
            !source.violates.empty()
                ? source.violates
                : words.say("explain.native." +
                            (source.finds.empty() ? check.value("kind", "") : source.finds)));
    section(words, "due", source.due);
    std::string columns;
    for (const auto& [table, column] : reads)
        columns += (columns.empty() ? "" : ", ") + table + (column.empty() ? "" : "." + column);
    section(words, "reads", columns);
}

Exit explain(Shared& shared, const std::string& id) {
    Setup setup = std::filesystem::exists(shared.folder / "schouw.toml") ? open_setup(shared)
                                                                         : load_shipped();
    const auto found = std::find_if(setup.law.checks.begin(), setup.law.checks.end(),
                                    [&](const Check& check) { return check.id == id; });
    if (found == setup.law.checks.end()) {
        std::vector<std::string> known;
        for (const auto& check : setup.law.checks) known.push_back(check.id);
        fail(Exit::usage, "explain.no_such_check",
             {{"name", id}, {"meant", did_you_mean(id, known).value_or("-")}});
    }
    const std::string day = day_of(shared);
    RunDb database(setup.schemas, false);
    Sandbox sandbox(database.db());
    const Program program = compile(setup.law, {&*found}, setup.schemas, sandbox);
    const Compiled& compiled = program.checks.front();
    Json check = definition(compiled, setup.law, setup.schemas, day);
    const Now now = findings_now(setup, shared, id);
    if (shared.json) {
        Json reads = Json::array();
        for (const auto& [table, column] : compiled.reads) reads.push_back(table + "." + column);
        check["reads"] = reads;
        check["example"] = example_json(example_of(*found, setup.schemas));
        check["findings"] = now.findings;
        print_json(Json{{"schema_version", 1}, {"check", check}}.dump(
            1, ' ', false, Json::error_handler_t::replace));
        return Exit::ok;
    }
    print_check(check, *found, setup, compiled.reads, day, shared.words);
    print_line();
    print_line(shared.words.say("explain.findings",
                                {{"n", shared.words.number(static_cast<long long>(now.findings.size()))}}),
               Ink::bold);
    if (now.run) print_judged(*now.judged, *now.run, shared.words);
    for (std::size_t i = 0; i < now.lives.size(); ++i) {
        const Json& finding = now.findings[i];
        print_wrapped(finding.value("key", "") + ": " + finding.value("reason", ""), 2);
        print_wrapped(now.lives[i], 4);
    }
    return Exit::ok;
}

}  // namespace

void cmd_explain(Commands& commands) {
    auto id = std::make_shared<std::string>();
    auto* command =
        commands.add("explain", [&commands, id] { return explain(commands.shared, *id); });
    command->add_option("CHECK", *id, commands.help("explain_check"))->required();
}

}  // namespace schouw
