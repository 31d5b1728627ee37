// SPDX-License-Identifier: EUPL-1.2
// schouw verify: is the history what it was, and is it the one that a report was written from?
#include <algorithm>
#include <memory>

#include "base/file.hpp"
#include "base/signing.hpp"
#include "base/text.hpp"
#include "command.hpp"
#include "intake/open.hpp"
#include "store/sign.hpp"
#include "store/verify.hpp"
#include "terminal.hpp"

namespace schouw {
namespace {

struct Options {
    std::string against;
    std::string public_key;
};

constexpr std::size_t hash_length = 64;
constexpr std::size_t largest_file = std::size_t{1} << 28;

// Runs of exactly 64 hexadecimal digits, each once.
void take_hashes(std::string_view text, std::vector<std::string>& hashes) {
    constexpr std::string_view digits = "0123456789abcdef";
    for (std::size_t at = 0; (at = text.find_first_of(digits, at)) != text.npos;) {
        const std::size_t end = std::min(text.find_first_not_of(digits, at), text.size());
        if (end - at == hash_length) {
            std::string hash(text.substr(at, hash_length));
            if (std::find(hashes.begin(), hashes.end(), hash) == hashes.end())
                hashes.push_back(std::move(hash));
        }
        at = end;
    }
}

// Of a report in any format, or of the hash itself.
std::vector<std::string> hashes_in(const std::string& against) {
    std::vector<std::string> hashes;
    take_hashes(against, hashes);
    if (against.size() == hash_length && hashes.size() == 1) return hashes;
    hashes.clear();
    DataFile file(against, against, {}, false);
    if (file.book() == nullptr) {
        take_hashes(read_file(against, largest_file), hashes);
        return hashes;
    }
    for (std::size_t sheet = 0; sheet < file.book()->sheets().size(); ++sheet) {
        Row row;
        for (RowSource& rows = file.rows(sheet); rows.next(row);)
            for (const auto cell : row.cells) take_hashes(cell, hashes);
    }
    return hashes;
}

struct Found {
    std::string hash;
    long long seq = 0;
    std::string what;
};

// What the entry is about, in words.
std::string describe(Store& store, long long seq, const Catalogue& words) {
    const JournalEntry entry = journal_entry(store, seq);
    const Json said = Json::parse(entry.payload, nullptr, false);
    if (entry.kind == "run" && said.is_object())
        return words.say("verify.found_run", {{"run", std::to_string(said.value("run", 0LL))},
                                              {"date", words.date(said.value("as_of", ""))}});
    if (entry.kind == "import" && said.is_object())
        return words.say("verify.found_import",
                         {{"snapshot", std::to_string(said.value("snapshot", 0LL))},
                          {"date", words.date(said.value("as_of", ""))}});
    return words.say("verify.found_other", {{"kind", entry.kind}});
}

std::vector<Found> compare(Store& store, const std::string& against, const Catalogue& words) {
    const auto hashes = hashes_in(against);
    if (hashes.empty()) fail(Exit::usage, "verify.no_hash", {{"file", against}});
    std::vector<Found> found;
    for (const auto& hash : hashes)
        if (const long long seq = entry_with_hash(store, hash))
            found.push_back({hash, seq, describe(store, seq, words)});
    return found;
}

Json signatures_json(const SignatureCheck& seen) {
    Json bad = Json::array();
    for (const auto& one : seen.bad) bad.push_back({{"entry", one.seq}, {"key", one.public_key}});
    return {{"runs", seen.runs},
            {"valid", seen.valid},
            {"keys", seen.keys},
            {"bad", bad},
            {"runs_without", seen.without}};
}

// Silent when nothing was ever signed and no key was asked for.
void print_signatures(const SignatureCheck& seen, const Options& options, const Shared& shared) {
    const Catalogue& words = shared.words;
    for (const auto& one : seen.bad)
        print_wrapped(words.say("verify.bad_signature",
                                {{"seq", std::to_string(one.seq)}, {"key", one.public_key}}));
    if (!seen.without.empty()) {
        std::vector<std::string> runs;
        for (const auto run : seen.without) runs.push_back(std::to_string(run));
        print_wrapped(words.say("verify.unsigned",
                                {{"n", words.number(static_cast<long long>(seen.without.size()))},
                                 {"runs", join(runs, ", ")}}));
    }
    if (shared.quiet || !seen.ok() || seen.valid == 0) return;
    print_wrapped(words.say(options.public_key.empty() ? "verify.signed" : "verify.signed_by_yours",
                            {{"n", words.number(seen.valid)}, {"runs", words.number(seen.runs)}}));
    if (options.public_key.empty())
        for (const auto& key : seen.keys) print_line("  " + key);
}

Json as_json(const Verification& result, const Options& options, const std::vector<Found>& found,
             const SignatureCheck& signatures, bool good, const Catalogue& words) {
    Json problems = Json::array();
    for (const auto& problem : result.problems)
        problems.push_back(words.say(problem.key, problem.args));
    Json out = {{"schema_version", 1},
                {"intact", good},
                {"entries", result.entries},
                {"snapshots", result.snapshots},
                {"runs", result.runs},
                {"records", result.records},
                {"events", result.events},
                {"head", result.head},
                {"first_bad", result.first_bad > 0 ? Json(result.first_bad) : Json(nullptr)},
                {"problems", problems},
                {"more", result.more},
                {"signatures", signatures_json(signatures)}};
    if (options.against.empty()) return out;
    Json list = Json::array();
    for (const auto& one : found) list.push_back({{"hash", one.hash}, {"entry", one.seq}});
    out["against"] = {{"file", options.against}, {"found", list}};
    return out;
}

void print_result(const Verification& result, const Catalogue& words, bool quiet) {
    if (!result.intact()) {
        print_line(words.say("verify.bad"), Ink::bad);
        if (result.first_bad > 0)
            print_line(words.say("verify.first", {{"seq", std::to_string(result.first_bad)}}));
        for (const auto& problem : result.problems)
            print_wrapped("- " + words.say(problem.key, problem.args), 2);
        if (result.more > 0)
            print_line("  " + words.say("verify.more", {{"n", words.number(result.more)}}));
        return;
    }
    if (quiet) return;
    if (result.entries == 0) return print_line(words.say("verify.empty"));
    print_wrapped(words.say("verify.intact", {{"entries", words.number(result.entries)},
                                              {"snapshots", words.number(result.snapshots)},
                                              {"runs", words.number(result.runs)},
                                              {"records", words.number(result.records)},
                                              {"events", words.number(result.events)}}));
    print_line(words.say("verify.head", {{"hash", result.head}}));
    print_wrapped(words.say("verify.keep"));
}

Exit verify_history(Shared& shared, const Options& options) {
    const Workspace workspace = load_workspace(shared.folder);
    const Catalogue& words = shared.words;
    Store store(workspace.store, Store::Mode::inspect);
    std::vector<Found> found;
    if (!options.against.empty()) found = compare(store, options.against, words);
    std::optional<PublicKey> trusted;
    if (!options.public_key.empty()) trusted = public_key_of(options.public_key);
    const Verification result = verify(store);
    const SignatureCheck signatures = check_signatures(store, trusted);
    const bool known = options.against.empty() || !found.empty();
    const bool good = result.intact() && known && signatures.ok();
    if (shared.json) {
        print_json(as_json(result, options, found, signatures, good, words)
                       .dump(1, ' ', false, Json::error_handler_t::replace));
        return good ? Exit::ok : Exit::tampered;
    }
    print_result(result, words, shared.quiet);
    print_signatures(signatures, options, shared);
    if (!known)
        print_wrapped(words.say("verify.not_found", {{"file", options.against}}));
    else if (!shared.quiet)
        for (const auto& one : found)
            print_wrapped(words.say(
                "verify.found",
                {{"hash", one.hash}, {"seq", std::to_string(one.seq)}, {"what", one.what}}));
    return good ? Exit::ok : Exit::tampered;
}

}  // namespace

void cmd_verify(Commands& commands) {
    auto options = std::make_shared<Options>();
    auto* command = commands.add(
        "verify", [&commands, options] { return verify_history(commands.shared, *options); });
    command->add_option("--against", options->against, commands.help("verify_against"))
        ->type_name("FILE|HASH");
    command->add_option("--public-key", options->public_key, commands.help("verify_public_key"))
        ->type_name("HEX|FILE");
}

}  // namespace schouw
