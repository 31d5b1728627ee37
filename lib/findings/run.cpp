// SPDX-License-Identifier: EUPL-1.2
#include "findings/run.hpp"

#include <algorithm>
#include <future>

#include "base/date.hpp"
#include "base/digest.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "checks/samples.hpp"
#include "findings/dry_run.hpp"
#include "findings/import.hpp"
#include "findings/life.hpp"
#include "findings/waivers.hpp"
#include "findings/wording.hpp"
#include "registers/log_facts.hpp"
#include "registers/signing_key.hpp"

namespace schouw {
namespace {

Json both(const Words& words) { return {{"nl", words.nl}, {"en", words.en}}; }

// Held against a norm that did not hold yet on the day that the registers show.
bool hypothetical(const Setup& setup, const std::vector<const Check*>& checks,
                  const std::string& as_of) {
    const std::string& then = setup.workspace.registers_as_of;
    if (then.empty()) return false;
    return std::any_of(checks.begin(), checks.end(), [&](const Check* check) {
        const auto now = norms_on(*check, setup.law.norms, as_of);
        return std::any_of(now.begin(), now.end(), [&](const std::string& norm) {
            return setup.law.norms.at(norm).valid_from > then;
        });
    });
}

Json samples_json(const std::map<std::string, Sampled>& samples) {
    Json out = Json::object();
    for (const auto& [check, seen] : samples)
        out[check] = {{"existence", seen.existence},
                      {"operation", seen.operation},
                      {"contradicted", seen.contradicted},
                      {"not_shown", seen.not_shown},
                      {"last_seen", seen.last_seen}};
    return out;
}

std::string about(const Setup& setup, const RunWish& wish, const std::vector<const Check*>& checks,
                  const std::map<std::string, Sampled>& samples) {
    Json parameters = Json::array();
    for (const auto& [name, parameter] : setup.law.parameters)
        parameters.push_back({{"name", name},
                              {"value", parameter.value},
                              {"shipped", parameter.shipped},
                              {"why", both(parameter.why)}});
    Json lists = Json::array();
    for (const auto& list : setup.law.checklists)
        if (wish.checklists.empty() || std::find(wish.checklists.begin(), wish.checklists.end(),
                                                 list.id) != wish.checklists.end())
            lists.push_back(
                {{"id", list.id}, {"title", both(list.title)}, {"digest", list.digest}});
    Json out = {{"organisation", setup.workspace.organisation},
                {"version", SCHOUW_VERSION},
                {"parameters", parameters},
                {"checklists", lists}};
    if (!wish.checklists.empty()) out["chosen"] = wish.checklists;
    if (!samples.empty()) out["samples"] = samples_json(samples);
    if (hypothetical(setup, checks, wish.as_of)) {
        out["hypothetical"] = true;
        out["registers_as_of"] = setup.workspace.registers_as_of;
    }
    return out.dump();
}

std::vector<const Check*> checks_of_the_day(const Setup& setup, const RunWish& wish) {
    std::vector<std::string> known;
    for (const auto& list : setup.law.checklists) known.push_back(list.id);
    for (const auto& id : wish.checklists)
        if (std::find(known.begin(), known.end(), id) == known.end())
            fail(Exit::usage, "check.no_such_checklist",
                 {{"name", id},
                  {"meant", did_you_mean(id, known).value_or("-")},
                  {"known", join(known, ", ")}});
    std::vector<const Check*> checks;
    for (const auto& check : setup.law.checks) {
        const bool wanted =
            wish.checklists.empty() || std::find(wish.checklists.begin(), wish.checklists.end(),
                                                 check.checklist) != wish.checklists.end();
        if (wanted && in_force(check, setup.law.norms, wish.as_of)) checks.push_back(&check);
    }
    return checks;
}

std::string as_json(const Message& message) {
    if (message.key.empty()) return "";
    Json args = Json::object();
    for (const auto& [name, value] : message.args) args[name] = value;
    return Json{{"key", message.key}, {"args", args}}.dump(-1, ' ', false,
                                                           Json::error_handler_t::replace);
}

// Of a check, as it is kept with the run.
struct Definition {
    Json value;
    std::string text;
    std::string digest;  // of the text
};

// The parts of one run, from the import to the last event.
class Runner {
public:
    Runner(const Setup& setup, const RunWish& wish, Store& store, const SigningKey* signs,
           std::unique_ptr<RunDb> database)
        : setup_(setup),
          wish_(wish),
          store_(store),
          signs_(signs),
          checks_(checks_of_the_day(setup, wish)),
          owned_(std::move(database)) {
        waivers_ = load_waivers(setup.workspace.folder, setup.law, setup.schemas);
        filled_ = waiver_register(waivers_, setup.schemas);
        // While sources are opened; nothing else uses the database before it is done.
        compiled_ = std::async(std::launch::async, [this] {
            program_ = compile_beside(setup_.law, checks_, setup_.schemas, database_);
        });
        // Needed after everything else.
        definitions_ = std::async(std::launch::async, [this] {
            compiled_.get();
            return definitions();
        });
    }

    long long run() {
        imported_ = import_sources(
            setup_.workspace, setup_.schemas, store_, wish_.as_of, &database_,
            [this]() -> const Program& { return compiled(); }, &filled_);
        for (std::size_t i = 0; i < compiled().checks.size(); ++i)
            if (reads_waivers(program_.checks[i])) late_.insert(i);
        supply_computed();
        blocked_ = blocked_checks(program_, imported_, setup_.schemas);
        for (;;) {
            const auto failed = record();
            if (failed.empty()) return run_id_;
            failed_.insert(failed.begin(), failed.end());
            blocked_.insert(failed.begin(), failed.end());
        }
    }

    const std::vector<Message>& remarks() const { return remarks_; }
    // What was recorded of the checks; to be called once, after run().
    std::vector<RunCheckInfo> take_checks() { return std::move(recorded_); }

private:
    // Waits for it; throws what is wrong with a check.
    const Program& compiled() const {
        compiled_.get();
        return program_;
    }

    bool reads_waivers(const Compiled& compiled) const {
        if (filled_.schema == nullptr) return false;
        const std::string& id = filled_.schema->id;
        return compiled.check->register_id == id ||
               std::any_of(compiled.reads.begin(), compiled.reads.end(),
                           [&](const auto& read) { return read.first == id; });
    }

    const SourceRead& source(const std::string& id) const {
        return *std::find_if(imported_.sources.begin(), imported_.sources.end(),
                             [&](const auto& one) { return one.register_id == id; });
    }

    // Checks may read what is computed of the waivers, though the file does not have it.
    void supply_computed() {
        for (auto& read : imported_.sources)
            if (filled_.schema != nullptr && read.register_id == filled_.schema->id)
                read.header.ids.insert(read.header.ids.end(), computed_columns().begin(),
                                       computed_columns().end());
    }

    // A register is absent when no source is configured; one that failed is unknown.
    void judge_absent(Evaluation& evaluation, Life& life) {
        for (std::size_t i = 0; i < program_.checks.size(); ++i) {
            const Check& check = *program_.checks[i].check;
            if (check.kind != Kind::absent || late_.contains(i)) continue;
            Hit hit;
            hit.check = i;
            hit.key = check.register_id;
            hit.facts = "{}";
            const ReadState state = source(check.register_id).state;
            hit.verdict = state == ReadState::read     ? Verdict::met
                          : state == ReadState::failed ? Verdict::unknown
                                                       : Verdict::not_met;
            ++evaluation.counts[i][static_cast<std::size_t>(hit.verdict)];
            if (hit.verdict != Verdict::met) life.hit(hit);
        }
    }

    // Checks that read the waivers are late: they come after all others.
    std::vector<LifeOfCheck> lives(RunWriter& writer, bool late) const {
        std::vector<LifeOfCheck> lives;
        for (std::size_t i = 0; i < program_.checks.size(); ++i) {
            const Check& check = *program_.checks[i].check;
            const bool answered = !blocked_.contains(i) && late_.contains(i) == late;
            lives.push_back({writer.name_of(check.id), answered, source(check.register_id).whole(),
                             check.register_id});
        }
        return lives;
    }

    // Names in the store whose check is in no checklist, or not in force on the day.
    std::vector<long long> lapsed(RunWriter& writer) const {
        std::vector<long long> names;
        for (const auto& [number, name] : writer.names()) {
            const auto check =
                std::find_if(setup_.law.checks.begin(), setup_.law.checks.end(),
                             [&, &name = name](const Check& one) { return one.id == name; });
            if (check == setup_.law.checks.end() ||
                !in_force(*check, setup_.law.norms, wish_.as_of))
                names.push_back(number);
        }
        return names;
    }

    // One attempt, in one transaction. Gives the checks that failed; then nothing was written.
    std::map<std::size_t, Message> record() {
        RunWriter writer(
            store_,
            {wish_.as_of, iso_moment(now_seconds()), wish_.label, imported_.snapshot.id,
             about(setup_, wish_, checks_, samples_of(database_, setup_.schemas, wish_.as_of)),
             signs_});
        Life life(writer, lives(writer, false),
                  moves_of(store_, wish_.as_of, setup_.schemas, database_));
        Evaluation evaluation = judge(false, life);
        if (!evaluation.failed.empty()) return evaluation.failed;
        judge_absent(evaluation, life);
        life.close(database_);
        life.lapse(lapsed(writer));
        apply_waivers_to(writer);
        Life late(writer, lives(writer, true));
        const Evaluation last = judge(true, late);
        if (!last.failed.empty()) return last.failed;
        late.close(database_);
        for (const auto i : late_) evaluation.counts[i] = last.counts[i];
        write_checks(writer, evaluation);
        writer.commit(imported_.complete() && failed_.empty());
        run_id_ = writer.id();
        return {};
    }

    Evaluation judge(bool late, Life& life) {
        auto left_out = blocked_;
        for (std::size_t i = 0; i < program_.checks.size(); ++i)
            if (late_.contains(i) != late) left_out.emplace(i, Message{});
        const EvaluateInput input{setup_.law, setup_.schemas, program_,
                                  left_out,   wish_.as_of,    database_};
        return evaluate(input, [&](Hit&& hit) { life.hit(hit); });
    }

    // Which open findings are waived, and what that makes of the waivers themselves.
    void apply_waivers_to(RunWriter& writer) {
        if (waivers_.all.empty()) return writer.waived({});
        const auto checks = checks_of_waivers(waivers_, ever_found(store_), setup_.law);
        std::set<std::string> named;
        for (const auto* check : checks)
            if (check != nullptr) named.insert(check->id);
        const auto open = open_findings(store_, named);
        count_renewals(waivers_, applied_waivers(store_));
        const auto applied = apply_waivers(waivers_, open, setup_.law, wish_.as_of);
        std::vector<Waived> waived;
        waived_.clear();
        for (const auto& [at, waiver] : applied.waived) {
            waived.push_back(
                {open[at].check_name, open[at].key, waiver_text(waivers_.all[waiver])});
            ++waived_[open[at].check];
        }
        writer.waived(waived);
        if (filled_.schema == nullptr) return;
        remarks_ = unknown_findings(waivers_, checks);
        complete(filled_, waivers_, applied.reach, checks, setup_.law, wish_.as_of);
        database_.replace(*filled_.schema, program_.needed[filled_.schema->id], filled_.records);
    }

    std::vector<Definition> definitions() const {
        std::vector<Definition> out;
        for (const auto& compiled : program_.checks) {
            Json value = definition(compiled, setup_.law, setup_.schemas, wish_.as_of);
            std::string text = value.dump();
            std::string digest = sha256_hex(text);
            out.push_back({std::move(value), std::move(text), std::move(digest)});
        }
        return out;
    }

    void write_checks(RunWriter& writer, const Evaluation& evaluation) {
        std::vector<Definition> definitions = definitions_.get();
        recorded_.clear();
        for (std::size_t i = 0; i < program_.checks.size(); ++i) {
            const Compiled& compiled = program_.checks[i];
            long long counts[6] = {};
            for (std::size_t v = 0; v < verdicts; ++v) counts[v] = evaluation.counts[i][v];
            const auto blocked = blocked_.find(i);
            // A register that could not be read counts as one unknown: the register as a whole.
            if (blocked != blocked_.end())
                counts[static_cast<std::size_t>(Verdict::unknown)] =
                    std::max(1LL, source(compiled.check->register_id).totals.accepted);
            if (const auto of = waived_.find(compiled.check->id); of != waived_.end())
                counts[verdicts] = of->second;
            writer.check(writer.name_of(compiled.check->id), compiled.check->register_id,
                         definitions[i].text, definitions[i].digest, counts,
                         blocked == blocked_.end() ? "" : as_json(blocked->second));
            recorded_.push_back({compiled.check->id, std::move(definitions[i].value), counts[0],
                                 counts[1], counts[2], counts[3], counts[4], counts[5],
                                 blocked == blocked_.end() ? Message{} : blocked->second,
                                 writer.id()});
        }
    }

    const Setup& setup_;
    const RunWish& wish_;
    Store& store_;
    const SigningKey* signs_;
    std::vector<const Check*> checks_;
    std::unique_ptr<RunDb> owned_;
    RunDb& database_ = *owned_;
    Program program_;
    std::vector<RunCheckInfo> recorded_;
    Imported imported_;
    Waivers waivers_;
    Filled filled_;                            // the register of waivers
    std::set<std::size_t> late_;               // checks that read it
    std::map<std::string, long long> waived_;  // check → open findings that a waiver covers
    std::vector<Message> remarks_;
    std::map<std::size_t, Message> blocked_;
    std::map<std::size_t, Message> failed_;
    long long run_id_ = 0;
    // The last members: they end before what they work on.
    std::shared_future<void> compiled_;
    std::future<std::vector<Definition>> definitions_;
};

}  // namespace

Setup load_setup(const std::filesystem::path& folder) {
    Setup setup;
    setup.workspace = load_workspace(folder);
    auto laws = std::async(std::launch::async, load_tomls, setup.workspace.checklists);
    setup.schemas = load_schemas(setup.workspace.registers);
    supply_log_facts(setup.workspace, setup.schemas);
    check_sources(setup.workspace, setup.schemas);
    setup.law = read_law(laws.get(), setup.schemas);
    override_parameters(setup.law, setup.workspace.parameters, setup.workspace.parameter_places);
    return setup;
}

Setup load_shipped() {
    Setup setup;
    const auto data = data_folder();
    setup.schemas = load_schemas(toml_files(data / "templates/registers"));
    setup.law = load_law(toml_files(data / "checklists"), setup.schemas);
    return setup;
}

RunOutcome run_checks(Setup& setup, const RunWish& wish) {
    RunOutcome outcome;
    auto database = std::async(std::launch::async, [&] {  // while the store is opened
        return std::make_unique<RunDb>(setup.schemas,
                                       bytes_of_sources(setup.workspace) > large_sources);
    });
    outcome.store =
        std::make_unique<Store>(setup.workspace.store, Store::Mode::write, wish.patience);
    remove_left_folders();
    const auto last = latest_run(*outcome.store, "");
    outcome.replay = last && last->as_of > wish.as_of;
    std::unique_ptr<Store> throwaway;
    if (outcome.replay) {
        outcome.aside = std::make_unique<PrivateFolder>();
        throwaway = std::make_unique<Store>(outcome.aside->path / "replay.db", Store::Mode::write);
    }
    Store& store = outcome.replay ? *throwaway : *outcome.store;
    std::unique_ptr<SigningKey> signs;  // looked for first: a run is signed, or not made
    const auto key = signing_key_of(setup.workspace.folder);
    if (!key.empty() && !outcome.replay) signs = std::make_unique<SigningKey>(key);
    Runner runner(setup, wish, store, signs.get(), database.get());
    const long long id = runner.run();
    outcome.run = *run_by_id(store, id);
    outcome.checks = runner.take_checks();
    outcome.remarks = runner.remarks();
    if (outcome.replay) outcome.store = std::move(throwaway);
    return outcome;
}

}  // namespace schouw
