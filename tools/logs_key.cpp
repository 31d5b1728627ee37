// SPDX-License-Identifier: EUPL-1.2
// schouw logs key and pseudonym: the secret behind the pseudonyms, and what it makes of a name.
#include "base/date.hpp"
#include "logs_actions.hpp"
#include "terminal.hpp"

namespace schouw {
namespace {

namespace fs = std::filesystem;

std::string json_text(const Json& json) {
    return json.dump(1, ' ', false, Json::error_handler_t::replace);
}

// The key of the workspace and those that were kept: mark → name of the file.
std::vector<std::pair<std::string, std::string>> keys_of(const fs::path& folder) {
    std::vector<std::pair<std::string, std::string>> keys;
    std::vector<fs::path> files = kept_log_keys(folder);
    if (fs::exists(fs::symlink_status(folder / log_key_file)))
        files.insert(files.begin(), folder / log_key_file);
    for (const auto& file : files) keys.emplace_back(file.filename().string(), LogKey(file).mark());
    return keys;
}

void show(const Shared& shared) {
    const auto keys = keys_of(shared.folder);
    if (shared.json) {
        Json all = Json::array();
        for (const auto& [file, mark] : keys)
            all.push_back({{"file", file}, {"mark", mark}, {"current", file == log_key_file}});
        return print_json(json_text({{"schema_version", 1}, {"keys", all}}));
    }
    if (keys.empty()) print_wrapped(shared.words.say("logs.key_none", {{"file", log_key_file}}));
    for (const auto& [file, mark] : keys)
        print_line(shared.words.say(file == log_key_file ? "logs.key_now" : "logs.key_kept",
                                    {{"file", file}, {"mark", mark}}));
}

void rotate(const Shared& shared, const std::string& how) {
    const std::string before = LogKey(shared.folder / log_key_file).mark();
    const fs::path kept = rotate_log_key(shared.folder, how == "keep", day_of(shared));
    const std::string now = LogKey(shared.folder / log_key_file).mark();
    if (shared.json)
        return print_json(json_text({{"schema_version", 1},
                                     {"file", log_key_file},
                                     {"mark", now},
                                     {"mark_before", before},
                                     {"kept", kept.empty() ? Json() : Json(kept.filename())}}));
    if (shared.quiet) return;
    print_line(shared.words.say("logs.rotated",
                                {{"file", log_key_file}, {"mark", now}, {"before", before}}));
    print_wrapped(shared.words.say(kept.empty() ? "logs.rotated_destroyed" : "logs.rotated_kept",
                                   {{"file", kept.filename().string()}}));
    print_wrapped(shared.words.say("logs.rotated_compare"));
}

}  // namespace

Exit logs_key(Shared& shared, const LogsOptions& options) {
    load_logs(shared.folder);
    if (!options.names.empty())
        fail(Exit::usage, "logs.key_word", {{"word", options.names.front()}});
    if (options.rotate.empty()) {
        show(shared);
        return Exit::ok;
    }
    if (!fs::exists(fs::symlink_status(shared.folder / log_key_file)))
        fail(Exit::usage, "logs.key_none", {{"file", log_key_file}});
    rotate(shared, options.rotate);
    return Exit::ok;
}

// The pseudonyms of words: so that who may know finds a person or dossier among the facts, also
// among those of an earlier key.
Exit logs_pseudonym(Shared& shared, const LogsOptions& options) {
    if (options.names.empty()) fail(Exit::usage, "logs.no_words");
    load_logs(shared.folder);
    const LogKey key(shared.folder / log_key_file);
    tell_first_time(shared, key);
    std::vector<fs::path> files = kept_log_keys(shared.folder);
    files.insert(files.begin(), shared.folder / log_key_file);
    Json all = Json::array();
    for (const auto& name : options.names)
        for (const auto& file : files) {
            const LogKey one(file);
            const std::string user = one.user(name);
            const std::string dossier = one.dossier(keyed_hash(one.hash_key(), name));
            const std::string from = file.filename().string();
            if (shared.json)
                all.push_back(
                    {{"name", name}, {"user", user}, {"dossier", dossier}, {"key", from}});
            else
                print_line(shared.words.say(
                    from == log_key_file ? "logs.pseudonym" : "logs.pseudonym_kept",
                    {{"name", name}, {"user", user}, {"dossier", dossier}, {"file", from}}));
        }
    if (shared.json) print_json(json_text({{"schema_version", 1}, {"pseudonyms", all}}));
    return Exit::ok;
}

}  // namespace schouw
