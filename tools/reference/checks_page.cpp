// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>

#include "base/text.hpp"
#include "findings/wording.hpp"
#include "reference/pages.hpp"

namespace schouw {
namespace {

bool written(const Check& check) { return check.kind == Kind::sql || check.kind == Kind::question; }

std::string severity_of(const Check& check, const Catalogue& words) {
    return words.say("severity." + severity_words[static_cast<std::size_t>(check.severity)]);
}

void put_check(Page& page, const Check& check, const Law& law, const Schemas& schemas,
               const Catalogue& words) {
    page.macro(".It Ic", {check.id});
    page.text(sentence(check.title.in(words.language())));
    page.paragraph(words.say(
        check.column.empty() ? "reference.check_head" : "reference.check_head_column",
        {{"register", check.register_id},
         {"column", check.column},
         {"severity", severity_of(check, words)},
         {"tests", words.say("tests." + tests_words[static_cast<std::size_t>(check.tests)])}}));
    page.paragraph(sentence(reason_in_general(check, schemas.at(check.register_id), law, words)));
    if (!check.question.empty()) page.raw(".Pp");
    labelled(page, words.say("reference.question"), check.question.in(words.language()));
    page.raw(".Pp");
    labelled(page, words.say("reference.remedy"), check.remedy.in(words.language()));
    page.raw(".Pp");
    labelled(page, words.say("reference.norms"), norms_text(check.norms, law, words));
    if (check.norms.empty()) page.text(words.say("reference.no_norm"));
    labelled(page, words.say("reference.origin"), sentence(join(check.origin, ", ")));
}

// The register whose columns a derived check is about.
const std::string& home_of(const Check& check) {
    return check.kind == Kind::unreferenced ? check.other_register : check.register_id;
}

// The columns of the derived checks of one kind, a sentence for each severity.
void put_columns(Page& page, const std::vector<const Check*>& checks, Kind kind,
                 const std::string& key, const Catalogue& words) {
    for (std::size_t severity = 0; severity < severity_words.size(); ++severity) {
        std::vector<std::string> columns;
        for (const auto* check : checks)
            if (check->kind == kind && static_cast<std::size_t>(check->severity) == severity)
                columns.push_back(kind == Kind::unreferenced ? check->other_column : check->column);
        if (!columns.empty())
            page.text(words.say("reference." + key,
                                {{"severity", words.say("severity." + severity_words[severity])},
                                 {"columns", join(columns, ", ")}}));
    }
}

void put_derived(Page& page, const Checklist& list, const Law& law, const Catalogue& words) {
    if (list.derived.empty()) return;
    page.macro(".Ss", {words.say("reference.derived")});
    page.raw(".Bl -tag -width Ds");
    for (const auto& register_id : list.derived) {
        std::vector<const Check*> checks;
        for (const auto& check : law.checks)
            if (check.checklist == list.id && !written(check) && home_of(check) == register_id)
                checks.push_back(&check);
        page.macro(".It Ic", {register_id});
        for (const auto* check : checks)
            if (check->kind == Kind::absent)
                page.text(words.say("reference.absent",
                                    {{"id", check->id}, {"severity", severity_of(*check, words)}}));
        put_columns(page, checks, Kind::missing, "missing", words);
        put_columns(page, checks, Kind::dangling, "dangling", words);
        put_columns(page, checks, Kind::unreferenced, "unreferenced", words);
    }
    page.raw(".El");
}

// Parameters are of a file, and stand with the checklist of that file.
void put_parameters(Page& page, const Checklist& list, const Law& law, const Catalogue& words) {
    std::vector<const Parameter*> parameters;
    for (const auto& [name, parameter] : law.parameters)
        if (parameter.place.file == list.place.file) parameters.push_back(&parameter);
    if (parameters.empty()) return;
    page.macro(".Ss", {words.say("reference.parameters")});
    page.raw(".Bl -tag -width Ds");
    for (const auto* parameter : parameters) {
        page.macro(".It Ic", {parameter->name + " = " + parameter->value});
        page.text(parameter->why.in(words.language()));
    }
    page.raw(".El");
}

void put_list(Page& page, const Checklist& list, const Law& law, const Schemas& schemas,
              const Catalogue& words) {
    page.macro(".Sh", {list.title.in(words.language()) + " (" + list.id + ")"});
    page.text(list.description.in(words.language()));
    put_parameters(page, list, law, words);
    page.macro(".Ss", {words.say("reference.written")});
    page.raw(".Bl -tag -width Ds");
    for (const auto& check : law.checks)
        if (check.checklist == list.id && written(check))
            put_check(page, check, law, schemas, words);
    page.raw(".El");
    put_derived(page, list, law, words);
}

void put_overview(Page& page, const Law& law, const Catalogue& words) {
    const auto all = std::count_if(law.checks.begin(), law.checks.end(), written);
    const auto derived = static_cast<long long>(law.checks.size()) - all;
    page.text(words.say("reference.checks_about",
                        {{"written", words.number(all)}, {"derived", words.number(derived)}}));
    for (const char* key : {"reference.checks_norms", "reference.checks_derived",
                            "reference.checks_own", "reference.checks_lists"})
        page.paragraph(words.say(key));
    page.raw(".Bl -tag -width responsibilities -compact");
    for (const auto& list : law.checklists) {
        const auto own =
            std::count_if(law.checks.begin(), law.checks.end(), [&](const Check& check) {
                return check.checklist == list.id && written(check);
            });
        page.macro(".It Ic", {list.id});
        page.text(list.title.in(words.language()) + ", " + words.number(own));
    }
    page.raw(".El");
}

}  // namespace

std::string checks_page(const Law& law, const Schemas& schemas, const std::string& dated,
                        const Catalogue& words) {
    Page page = begin_page("schouw-checks", words.say("reference.checks"), dated, words);
    put_overview(page, law, words);
    for (const auto& list : law.checklists) put_list(page, list, law, schemas, words);
    return end_page(std::move(page), {"schouw 1", "schouw-checklist 5", "schouw-registers 7"},
                    words);
}

}  // namespace schouw
