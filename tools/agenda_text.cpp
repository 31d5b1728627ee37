// SPDX-License-Identifier: EUPL-1.2
#include "agenda_text.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "findings/wording.hpp"
#include "terminal.hpp"

namespace schouw {
namespace {

using Counts = std::array<long long, 5>;  // by Escalation

Counts count(const Agenda& agenda) {
    Counts counts{};
    for (const auto& item : agenda.items) ++counts[static_cast<std::size_t>(item.escalation)];
    return counts;
}

std::string remedy_of(const AgendaItem& item, const Agenda& agenda, const Catalogue& words) {
    if (item.kind == AgendaKind::answer) return words.say("agenda.answer_again");
    return in_language(agenda.definitions.at(item.check).at("remedy"), words);
}

Json item_json(const AgendaItem& item, const Agenda& agenda, const Catalogue& words) {
    static const char* const kinds[] = {"finding", "ahead", "answer"};
    const Json& check = agenda.definitions.at(item.check);
    return {{"id", finding_id(item.check, item.register_id, item.key)},
            {"due", item.due},
            {"days", item.days},
            {"escalation", escalation_word(item.escalation)},
            {"kind", kinds[static_cast<int>(item.kind)]},
            {"check", item.check},
            {"checklist", check.value("checklist", "")},
            {"register", item.register_id},
            {"key", item.key},
            {"title", in_language(check.at("title"), words)},
            {"severity", check.value("severity", "")},
            {"owner", item.owner.empty() ? Json() : Json(item.owner)},
            {"unverified", item.unverified},
            {"remedy", remedy_of(item, agenda, words)}};
}

std::string days_of(const AgendaItem& item, const Catalogue& words) {
    const long n = item.days < 0 ? -item.days : item.days;
    const char* key = item.days > 0 ? "agenda.in_days" : n > 0 ? "agenda.days_ago" : "agenda.today";
    return words.say(key, {{"n", words.number(n)}});
}

// A record with several checks, or several records with the same, stand together.
void print_group(const Agenda& agenda, const AgendaGroup& group, const Catalogue& words) {
    const AgendaItem& head = agenda.items[group.items.front()];
    const Json& check = agenda.definitions.at(head.check);
    const auto n = static_cast<long long>(group.keys.size());
    print("  " + words.date(head.due), Ink::bold);
    print_line(
        "  " + days_of(head, words) + " · " + in_language(check.at("register_title"), words) +
        " · " +
        (n == 1 ? group.keys.front() : words.say("agenda.records", {{"n", words.number(n)}})) +
        (head.owner.empty() ? "" : " · " + head.owner));
    if (n > 1) print_wrapped(join(group.keys, ", "), 4);
    for (const auto i : group.items) {
        const AgendaItem& item = agenda.items[i];
        const Json& of = agenda.definitions.at(item.check);
        std::string text = words.say("severity." + of.value("severity", "")) + " · " +
                           in_language(of.at("title"), words);
        if (item.kind == AgendaKind::answer) text += " – " + words.say("agenda.answer_ends");
        if (item.unverified) text += " – " + words.say("status.unverified");
        print_wrapped(text + " (" + item.check + ")", 4);
    }
}

void print_remedies(const Agenda& agenda, const Catalogue& words) {
    std::vector<std::string> told;
    print_line();
    print_line(words.say("agenda.what_to_do"), Ink::bold);
    for (const auto& item : agenda.items) {
        if (std::find(told.begin(), told.end(), item.check) != told.end()) continue;
        told.push_back(item.check);
        print_wrapped(item.check + ": " + remedy_of(item, agenda, words), 2);
    }
}

void print_items(const Agenda& agenda, const Counts& counts, const Catalogue& words) {
    int heading = -1;
    for (const auto& group : groups_of(agenda)) {
        const auto escalation = agenda.items[group.items.front()].escalation;
        if (static_cast<int>(escalation) != heading) {
            heading = static_cast<int>(escalation);
            print_line();
            print_line(words.say(std::string("agenda.") + escalation_word(escalation),
                                 {{"n", words.number(counts[static_cast<std::size_t>(heading)])},
                                  {"until", words.date(agenda.until)}}),
                       escalation == Escalation::ahead ? Ink::bold : Ink::bad);
        }
        print_group(agenda, group, words);
    }
}

}  // namespace

void print_agenda(const Agenda& agenda, const Catalogue& words, bool brief) {
    const Counts counts = count(agenda);
    const auto all = static_cast<long long>(agenda.items.size());
    const long long ahead = counts[static_cast<std::size_t>(Escalation::ahead)];
    print_line(
        words.say("agenda.title", {{"organisation", agenda.run.about.value("organisation", "")},
                                   {"date", words.date(agenda.run.as_of)},
                                   {"run", std::to_string(agenda.run.id)}}),
        Ink::bold);
    if (!agenda.run.complete) print_line(words.say("summary.incomplete"), Ink::bad);
    print_items(agenda, counts, words);
    if (all > 0 && !brief) print_remedies(agenda, words);
    print_line();
    print_wrapped(words.say(all == 0 ? "agenda.nothing" : "agenda.total",
                            {{"overdue", words.number(all - ahead)},
                             {"ahead", words.number(ahead)},
                             {"until", words.date(agenda.until)}}));
}

Json agenda_json(const Agenda& agenda, const Catalogue& words) {
    const RunInfo& run = agenda.run;
    Json document = {{"schema_version", 1},
                     {"run",
                      {{"id", run.id},
                       {"as_of", run.as_of},
                       {"label", run.label.empty() ? Json() : Json(run.label)},
                       {"complete", run.complete}}},
                     {"until", agenda.until}};
    const Counts counts = count(agenda);
    for (std::size_t i = 0; i < counts.size(); ++i)
        document["counts"][escalation_word(static_cast<Escalation>(i))] = counts[i];
    document["destroyed"] = agenda.destroyed;
    document["items"] = Json::array();
    for (const auto& item : agenda.items)
        document["items"].push_back(item_json(item, agenda, words));
    document["incomplete"] = Json::array();
    for (const auto& [check, why] : agenda.incomplete)
        document["incomplete"].push_back({{"check", check}, {"why", words.say(why.key, why.args)}});
    return document;
}

}  // namespace schouw
