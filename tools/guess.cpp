// SPDX-License-Identifier: EUPL-1.2
#include "guess.hpp"

#include "base/file.hpp"
#include "base/text.hpp"
#include "findings/run.hpp"
#include "registers/propose.hpp"
#include "report/run_json.hpp"
#include "terminal.hpp"

namespace schouw {
namespace {

namespace fs = std::filesystem;

// A TOML basic string; its escapes are those of JSON.
std::string quoted(const std::string& text) {
    std::string out;
    append_json(out, visible(text));
    return out;
}

// As schouw.toml would name it: from the workspace's folder.
std::string from_workspace(const fs::path& folder, const std::string& file) {
    std::error_code error;
    const fs::path near = fs::proximate(fs::absolute(file), fs::absolute(folder), error);
    return error || near.empty() ? file : near.generic_string();
}

std::string title_of(const Schema& schema, int column, const Catalogue& words) {
    return schema.columns[static_cast<std::size_t>(column)].title.in(words.language());
}

std::vector<std::string> unmatched(const Proposal& proposal) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < proposal.header.names.size(); ++i) {
        const bool guessed =
            std::any_of(proposal.guesses.begin(), proposal.guesses.end(),
                        [&](const auto& guess) { return guess.cell == static_cast<int>(i); });
        if (proposal.header.column_of[i] < 0 && !guessed && !proposal.header.names[i].empty())
            names.push_back(proposal.header.names[i]);
    }
    return names;
}

// Columns that must be filled and have neither a cell nor a guess.
std::vector<std::string> lacking(const Schema& schema, const Proposal& proposal) {
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < schema.columns.size(); ++i) {
        const bool guessed =
            std::any_of(proposal.guesses.begin(), proposal.guesses.end(),
                        [&](const auto& guess) { return guess.column == static_cast<int>(i); });
        const bool key = std::find(schema.key.begin(), schema.key.end(), i) != schema.key.end();
        const bool wanted = key || schema.columns[i].duty == ColumnDuty::must;
        if (wanted && !guessed && proposal.header.cell_of[i] < 0)
            ids.push_back(schema.columns[i].id);
    }
    return ids;
}

void print_comment(const std::string& text) { print_line("# " + visible(text)); }

void print_proposal(const Proposal& proposal, const Schema& schema, const std::string& file,
                    const Catalogue& words) {
    const auto say = [&](const char* key, const Args& args) {
        print_comment(words.say(std::string("guess.") + key, args));
    };
    const auto named = std::count_if(proposal.header.names.begin(), proposal.header.names.end(),
                                     [](const auto& name) { return !name.empty(); });
    say("fits",
        {{"register", schema.title.in(words.language())},
         {"n", std::to_string(std::count_if(proposal.header.ids.begin(), proposal.header.ids.end(),
                                            [](const auto& ids) { return !ids.empty(); }))},
         {"all", std::to_string(named)}});
    const std::string table = "sources." + schema.id;
    print_line("[" + table + "]");
    print_line("file = " + quoted(file));
    if (!proposal.sheet.empty()) print_line("sheet = " + quoted(proposal.sheet));
    if (!proposal.records.empty()) print_line("records = " + quoted(proposal.records));
    if (proposal.header_row > 0) {
        say("two_headers", {});
        print_line("header_row = " + std::to_string(proposal.header_row));
    }
    if (!proposal.mapping.empty()) print_line("mapping = " + quoted(proposal.mapping));
    if (!proposal.guesses.empty()) print_line("[" + table + ".columns]");
    for (const auto& guess : proposal.guesses) {
        const auto& column = schema.columns[static_cast<std::size_t>(guess.column)];
        print_line(column.id + " = " +
                   quoted(proposal.header.names[static_cast<std::size_t>(guess.cell)]) + "  # " +
                   visible(words.say("guess.doubtful", {{"alike", std::to_string(guess.alike)},
                                                        {"named", guess.named}})));
    }
    if (const auto names = unmatched(proposal); !names.empty())
        say("unmatched", {{"names", join(names, ", ")}});
    if (const auto ids = lacking(schema, proposal); !ids.empty())
        say("lacking", {{"columns", join(ids, ", ")}});
    for (const auto key : schema.key)
        if (proposal.header.cell_of[key] < 0)
            say("no_key", {{"column", schema.columns[key].id},
                           {"title", title_of(schema, static_cast<int>(key), words)}});
    print_line("");
}

Json proposal_json(const Proposal& proposal, const Schema& schema, const std::string& file,
                   const Catalogue& words) {
    const auto or_null = [](const std::string& text) { return text.empty() ? Json() : Json(text); };
    Json columns = Json::array();
    for (std::size_t i = 0; i < proposal.header.names.size(); ++i)
        for (const auto& id : ids_in(proposal.header.ids[i]))
            columns.push_back({{"header", proposal.header.names[i]}, {"column", id}});
    Json doubtful = Json::array();
    for (const auto& guess : proposal.guesses)
        doubtful.push_back({{"header", proposal.header.names[static_cast<std::size_t>(guess.cell)]},
                            {"column", schema.columns[static_cast<std::size_t>(guess.column)].id},
                            {"alike", guess.alike},
                            {"named", guess.named}});
    return {{"register", schema.id},
            {"title", schema.title.in(words.language())},
            {"file", file},
            {"sheet", or_null(proposal.sheet)},
            {"records", or_null(proposal.records)},
            {"header_row", proposal.header_row > 0 ? Json(proposal.header_row) : Json()},
            {"mapping", or_null(proposal.mapping)},
            {"has_key", proposal.has_key},
            {"columns", columns},
            {"doubtful", doubtful},
            {"unmatched", unmatched(proposal)},
            {"lacking", lacking(schema, proposal)}};
}

}  // namespace

Exit guess_sources(Shared& shared, const std::vector<std::string>& files) {
    if (files.empty()) fail(Exit::usage, "guess.no_files");
    const bool workspace = fs::exists(shared.folder / "schouw.toml");
    const Setup setup = workspace ? open_setup(shared) : load_shipped();
    const Mappings mappings = load_mappings(mapping_folders(workspace ? shared.folder : ""));
    check_mappings(mappings, setup.schemas);
    Json document = {{"schema_version", 1}, {"sources", Json::array()}, {"unfit", Json::array()}};
    for (const auto& file : files) {
        const std::string shown = from_workspace(shared.folder, file);
        const auto proposals = propose(file, file, setup.schemas, mappings);
        if (proposals.empty()) {
            document["unfit"].push_back(shown);
            if (!shared.json) print_comment(shared.words.say("guess.unfit", {{"file", shown}}));
        }
        for (const auto& proposal : proposals) {
            const Schema& schema = setup.schemas.at(proposal.register_id);
            if (shared.json)
                document["sources"].push_back(proposal_json(proposal, schema, shown, shared.words));
            else
                print_proposal(proposal, schema, shown, shared.words);
        }
    }
    if (shared.json) print_json(document.dump(1, ' ', false, Json::error_handler_t::replace));
    return document["unfit"].empty() ? Exit::ok : Exit::incomplete;
}

}  // namespace schouw
