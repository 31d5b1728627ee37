// SPDX-License-Identifier: EUPL-1.2
#include "base/text.hpp"
#include "reference/pages.hpp"

namespace schouw {
namespace {

std::string choices_text(const Column& column, const Catalogue& words) {
    std::vector<std::string> parts;
    for (const auto& choice : column.choices) {
        const std::string& title = choice.title.in(words.language());
        parts.push_back(title == choice.id ? choice.id : choice.id + " (" + title + ")");
    }
    return sentence(join(parts, ", "));
}

void put_duties(Page& page, const Column& column, const Catalogue& words) {
    if (!column.applies.empty())
        page.text(words.say("reference.applies", {{"sql", column.applies}}));
    if (column.na) page.text(words.say("intake.na"));
    if (column.empty_none) page.text(words.say("intake.none"));
    if (column.refers())
        page.text(words.say("reference.reference_to", {{"column", column.reference_register + "." +
                                                                      column.reference_column}}));
    if (column.both_ways) page.text(words.say("reference.both_ways"));
    if (column.owner) page.text(words.say("reference.owner"));
    if (column.personal) page.text(words.say("reference.personal"));
}

void put_column(Page& page, const Column& column, const Law& law, const Catalogue& words) {
    const std::string kind =
        words.say("reference.type." + type_words[static_cast<std::size_t>(column.type)]) + ", " +
        words.say("reference." + column_duty_words[static_cast<std::size_t>(column.duty)]);
    page.raw(".It Ic \"\\&" + mdoc_escaped(column.id) + "\" No \"\\&(" + mdoc_escaped(kind) +
             ")\"");
    page.macro(".Sy", {sentence(column.title.in(words.language()))});
    page.text(column.description.in(words.language()));
    put_duties(page, column, words);
    labelled(page, words.say("reference.norms"), norms_text(column.norms, law, words));
    if (!column.choices.empty()) page.raw(".br");
    labelled(page, words.say("reference.choices"), choices_text(column, words));
    if (column.aliases.empty()) return;
    page.raw(".br");
    labelled(page, words.say("reference.aliases"), sentence(join(column.aliases, ", ")));
}

void put_register(Page& page, const Schema& schema, const Law& law, const Catalogue& words) {
    page.macro(".Sh", {schema.title.in(words.language()) + " (" + schema.id + ")"});
    page.text(schema.description.in(words.language()));
    if (!schema.description.empty()) page.raw(".Pp");
    std::vector<std::string> key;
    for (const auto column : schema.key) key.push_back(schema.columns[column].id);
    page.text(words.say("reference.key", {{"columns", join(key, ", ")}}));
    page.text(
        words.say("reference.duty_" + register_duty_words[static_cast<std::size_t>(schema.duty)]));
    if (schema.single) page.text(words.say("reference.single"));
    if (!schema.role.empty()) page.text(words.say("reference.role"));
    labelled(page, words.say("reference.norms"), norms_text(schema.norms, law, words));
    page.raw(".Bl -tag -width Ds");
    for (const auto& column : schema.columns) put_column(page, column, law, words);
    page.raw(".El");
}

void put_overview(Page& page, const Schemas& schemas, const Catalogue& words) {
    std::size_t columns = 0;
    for (const auto& [id, schema] : schemas) columns += schema.columns.size();
    page.text(words.say("reference.registers_about",
                        {{"columns", words.number(static_cast<long long>(columns))}}));
    page.paragraph(words.say("reference.registers_lists"));
    page.raw(".Bl -tag -width management_information -compact");
    for (const auto& [id, schema] : schemas) {
        page.macro(".It Ic", {id});
        page.text(schema.title.in(words.language()) + ", " +
                  words.number(static_cast<long long>(schema.columns.size())));
    }
    page.raw(".El");
}

}  // namespace

std::string registers_page(const Law& law, const Schemas& schemas, const std::string& dated,
                           const Catalogue& words) {
    Page page = begin_page("schouw-registers", words.say("reference.registers"), dated, words);
    put_overview(page, schemas, words);
    for (const auto& [id, schema] : schemas) put_register(page, schema, law, words);
    return end_page(std::move(page), {"schouw 1", "schouw-register 5", "schouw-checks 7"}, words);
}

}  // namespace schouw
