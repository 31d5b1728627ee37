// SPDX-License-Identifier: EUPL-1.2
// schouw promises: recommendations and promises, how they stand and how their terms moved.
#include "findings/promises.hpp"

#include <algorithm>
#include <memory>

#include "base/text.hpp"
#include "command.hpp"
#include "promise_json.hpp"
#include "report/round.hpp"
#include "terminal.hpp"

namespace schouw {
namespace {

struct Options {
    std::vector<std::string> keys;
    std::string register_id;
    bool overdue = false;
    bool all = false;
};

using List = std::vector<const Promise*>;

std::string count(long n, const char* key, const Catalogue& words) {
    return n == 0 ? "" : words.say(key, {{"n", words.number(n)}});
}

std::string adoption_text(const Promise& promise, const Catalogue& words) {
    return promise.adoption.empty() ? "" : words.say("promises.adoption." + promise.adoption);
}

std::string overdue_text(const Promise& promise, const Catalogue& words) {
    if (!promise.overdue) return words.say("promises.not_known");
    return count(promise.overdue_days, "promises.days", words);
}

std::string term_text(const Promise& promise, const Catalogue& words) {
    if (!promise.term.empty() || !promise.recurs) return words.date(promise.term);
    return words.say("promises.every", {{"n", words.number(*promise.recurs)}});
}

std::string unanswered_text(const Promise& promise, const Catalogue& words) {
    if (promise.parts_unanswered.value_or(0) == 0) return "";
    return words.say("promises.of_parts",
                     {{"n", words.number(*promise.parts_unanswered)},
                      {"parts", promise.parts ? words.number(*promise.parts) : "?"}});
}

std::string verified_text(const Promise& promise, const Catalogue& words) {
    return promise.verified == Verified::open
               ? ""
               : words.say("promises.verified." + verified_word(promise.verified));
}

// A table of one register; a column in which nothing stands is left out.
void print_register(const Schema& schema, const List& list, const Catalogue& words) {
    const auto title = [&](const char* key) { return words.say(std::string("promises.") + key); };
    std::vector<TextColumn> columns = {{title("key")},
                                       {title("text"), false, true},
                                       {title("adopted")},
                                       {title("unanswered")},
                                       {title("follow_up_title")},
                                       {title("first_term")},
                                       {title("times"), true},
                                       {title("term")},
                                       {title("overdue"), true},
                                       {title("verified_title")}};
    std::vector<std::vector<std::string>> rows;
    for (const auto* promise : list) {
        const bool moved = promise->moved + promise->earlier > 0 ||
                           (promise->term.empty() && !promise->first_term.empty());
        rows.push_back({promise->key, promise->text, adoption_text(*promise, words),
                        unanswered_text(*promise, words),
                        words.say("promises.follow_up." + promise->follow_up),
                        moved ? words.date(promise->first_term) : "",
                        promise->moved > 0 ? words.number(promise->moved) : "",
                        term_text(*promise, words), overdue_text(*promise, words),
                        verified_text(*promise, words)});
    }
    for (std::size_t i = columns.size(); i-- > 2;) {
        if (std::any_of(rows.begin(), rows.end(), [&](const auto& row) { return !row[i].empty(); }))
            continue;
        columns.erase(columns.begin() + static_cast<std::ptrdiff_t>(i));
        for (auto& row : rows) row.erase(row.begin() + static_cast<std::ptrdiff_t>(i));
    }
    print_line(schema.title.in(words.language()), Ink::bold);
    print_table(columns, rows);
}

// What the register does not tell of its own terms.
void print_moves(const List& list, const Catalogue& words) {
    bool first = true;
    for (const auto* promise : list) {
        std::vector<std::string> notes;
        if (promise->unsaid) notes.push_back(words.say("promises.note.unsaid"));
        if (promise->contradicted)
            notes.push_back(words.say("promises.note.contradicted",
                                      {{"original", words.date(promise->original_term)},
                                       {"first", words.date(promise->first_term)}}));
        if (promise->moved > 0 && promise->delay_reason.empty())
            notes.push_back(words.say("promises.note.no_reason"));
        if (promise->withdrawn > 0)
            notes.push_back(
                words.say("promises.note.withdrawn", {{"n", words.number(promise->withdrawn)}}));
        if (notes.empty()) continue;
        if (first) print_line();
        first = false;
        print_wrapped(promise->key + ": " + join(notes, "; "), 2);
    }
}

void print_totals(const PromiseTotals& n, const Catalogue& words) {
    const auto say = [&](const char* key, Args args) {
        for (auto& [name, value] : args) value = words.number(std::atoll(value.c_str()));
        print_wrapped(words.say(std::string("promises.total.") + key, args), 2);
    };
    const auto text = [](long long value) { return std::to_string(value); };
    if (n.with_adoption > 0)
        say("adoption", {{"yes", text(n.adopted)},
                         {"partly", text(n.partly_adopted)},
                         {"no", text(n.declined)},
                         {"none", text(n.no_reaction)},
                         {"unknown", text(n.reaction_unknown)},
                         {"unanswered", text(n.unanswered)}});
    say("follow_up", {{"n", text(n.all)},
                      {"to_do", text(n.to_do)},
                      {"partly", text(n.partly)},
                      {"followed", text(n.followed)},
                      {"not_followed", text(n.not_followed)},
                      {"lapsed", text(n.lapsed)},
                      {"unknown", text(n.unknown)}});
    say("terms", {{"overdue", text(n.overdue)},
                  {"moved", text(n.moved)},
                  {"without_term", text(n.without_term)}});
    if (n.overdue_unknown > 0) say("overdue_unknown", {{"n", text(n.overdue_unknown)}});
    if (n.followed > 0) say("verified", {{"n", text(n.verified)}, {"followed", text(n.followed)}});
}

// Everything of one: its words, and each term with the day since which it stood so.
void print_one(const Promise& promise, const Schema& schema, const Catalogue& words) {
    print_line(promise.key + " · " + schema.title.in(words.language()), Ink::bold);
    print_wrapped(promise.text, 2);
    const auto fact = [&](const char* label, const std::string& value) {
        if (!value.empty())
            print_wrapped(words.say(std::string("promises.") + label) + ": " + value, 2);
    };
    const std::string reason =
        promise.adoption_reason.empty() ? "" : " – " + promise.adoption_reason;
    if (!promise.adoption.empty()) fact("adopted", adoption_text(promise, words) + reason);
    fact("unanswered", unanswered_text(promise, words));
    fact("follow_up_title", words.say("promises.follow_up." + promise.follow_up));
    fact("decision", promise.decision);
    fact("owner", promise.owner);
    fact("term_text", promise.term_text);
    fact("first_term", words.date(promise.first_term));
    fact("term", term_text(promise, words));
    fact("overdue", overdue_text(promise, words));
    fact("delay_reason", promise.delay_reason);
    fact("done_on", words.date(promise.done_on));
    fact("evidence", promise.evidence);
    fact("verified_title", verified_text(promise, words));
    fact("verified_by", promise.verified_by);
    fact("verified_on", words.date(promise.verified_on));
    if (!promise.gone_since.empty()) fact("gone_since", words.date(promise.gone_since));
    print_moves({&promise}, words);
    if (promise.terms.empty()) return;
    print_line();
    print_line("  " + words.say("promises.terms"));
    for (const auto& term : promise.terms)
        print_line("    " +
                   words.say("promises.since",
                             {{"day", words.date(term.as_of)},
                              {"term", term.state == State::absent ? words.say("promises.absent")
                                       : term.date.empty() && term.written.empty()
                                           ? words.say("promises.blank")
                                       : term.date.empty() ? "\"" + term.written + "\""
                                                           : words.date(term.date)}}));
}

// P2 before P10, within each register.
void sort_keys(std::vector<Promise>& promises) {
    for (auto begin = promises.begin(); begin != promises.end();) {
        const auto end = std::find_if(begin, promises.end(), [&](const Promise& one) {
            return one.register_id != begin->register_id;
        });
        std::stable_sort(begin, end, [](const Promise& a, const Promise& b) {
            return natural_less(a.key, b.key);
        });
        begin = end;
    }
}

List chosen(const std::vector<Promise>& promises, const Options& options) {
    List list;
    std::vector<std::string> known;
    for (const auto& promise : promises) {
        known.push_back(promise.key);
        if (!options.register_id.empty() && promise.register_id != options.register_id) continue;
        if (options.overdue && !promise.overdue.value_or(false)) continue;
        if (!options.keys.empty()) {
            const auto asked =
                std::find_if(options.keys.begin(), options.keys.end(), [&](const auto& key) {
                    return fold_value(key) == fold_value(promise.key);
                });
            if (asked == options.keys.end()) continue;
        } else if (!promise.counts && !options.all) {
            continue;
        }
        list.push_back(&promise);
    }
    for (const auto& key : options.keys)
        if (std::none_of(known.begin(), known.end(),
                         [&](const auto& one) { return fold_value(one) == fold_value(key); }))
            fail(Exit::usage, "promises.no_such_key",
                 {{"key", key}, {"meant", did_you_mean(key, known).value_or("-")}});
    return list;
}

void check_register(const Options& options, const Schemas& schemas) {
    std::vector<std::string> known;
    for (const auto& [id, schema] : schemas)
        if (schema.role == "promises") known.push_back(id);
    if (options.register_id.empty() ||
        std::find(known.begin(), known.end(), options.register_id) != known.end())
        return;
    fail(Exit::usage, "promises.no_such_register",
         {{"register", options.register_id},
          {"known", join(known, ", ")},
          {"meant", did_you_mean(options.register_id, known).value_or("-")}});
}

void print_registers(const List& list, const Schemas& schemas, const Catalogue& words) {
    for (auto begin = list.begin(); begin != list.end();) {
        const auto end = std::find_if(begin, list.end(), [&](const Promise* one) {
            return one->register_id != (*begin)->register_id;
        });
        List here, gone;
        for (auto it = begin; it != end; ++it)
            ((*it)->gone_since.empty() ? here : gone).push_back(*it);
        std::vector<Promise> counted;
        for (const auto* promise : List(begin, end)) counted.push_back(*promise);
        if (begin != list.begin()) print_line();
        print_register(schemas.at((*begin)->register_id), here, words);
        print_moves(here, words);
        if (!gone.empty()) print_line();
        for (const auto* promise : gone)
            print_wrapped(words.say("promises.note.gone", {{"key", promise->key},
                                                           {"day", words.date(promise->gone_since)},
                                                           {"text", promise->text}}),
                          2);
        print_line();
        print_totals(count_promises(counted), words);
        begin = end;
    }
}

Exit promises(Shared& shared, const Options& options) {
    const Setup setup = open_setup(shared);
    check_register(options, setup.schemas);
    Store store(setup.workspace.store, Store::Mode::read);
    const RunInfo run = run_to_read(store, shared);
    const std::string day = shared.as_of.empty() ? run.as_of : day_of(shared);
    auto all = promises_of(store, setup.schemas, run.snapshot, day);
    sort_keys(all);
    const List list = chosen(all, options);
    if (shared.json) {
        print_json(
            promises_json(list, run, day).dump(1, ' ', false, Json::error_handler_t::replace));
        return Exit::ok;
    }
    if (list.empty()) {
        print_line(shared.words.say(options.overdue ? "promises.none_overdue" : "promises.none",
                                    {{"day", shared.words.date(day)}}));
        return Exit::ok;
    }
    if (!options.keys.empty()) {
        for (const auto* promise : list) {
            if (promise != list.front()) print_line();
            print_one(*promise, setup.schemas.at(promise->register_id), shared.words);
        }
        return Exit::ok;
    }
    print_line(shared.words.say(
        day == run.as_of ? "promises.head" : "promises.head_later",
        {{"day", shared.words.date(day)}, {"as_of", shared.words.date(run.as_of)}}));
    print_line();
    print_registers(list, setup.schemas, shared.words);
    return Exit::ok;
}

}  // namespace

void cmd_promises(Commands& commands) {
    auto options = std::make_shared<Options>();
    auto* command = commands.add(
        "promises", [&commands, options] { return promises(commands.shared, *options); });
    command->add_option("KEY", options->keys, commands.help("promises_keys"));
    command->add_option("--register", options->register_id, commands.help("promises_register"))
        ->type_name("ID");
    command->add_flag("--overdue", options->overdue, commands.help("promises_overdue"));
    command->add_flag("--all", options->all, commands.help("promises_all"));
}

}  // namespace schouw
