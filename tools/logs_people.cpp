// SPDX-License-Identifier: EUPL-1.2
#include "logs_people.hpp"

#include <algorithm>
#include <memory>

#include "accesslog/analysis.hpp"
#include "accesslog/load_world.hpp"
#include "accesslog/pseudonym.hpp"
#include "accesslog/reader.hpp"

namespace schouw {
namespace {

namespace fs = std::filesystem;

using Keys = std::vector<std::unique_ptr<LogKey>>;

Keys keys_of(const fs::path& folder) {
    Keys keys;
    if (fs::exists(fs::symlink_status(folder / log_key_file)))
        keys.push_back(std::make_unique<LogKey>(folder / log_key_file));
    for (const auto& file : kept_log_keys(folder)) keys.push_back(std::make_unique<LogKey>(file));
    return keys;
}

void try_name(const std::string& name, const Keys& keys, std::set<std::string>& wanted,
              TracedPeople& out) {
    for (const auto& key : keys) {
        const std::string pseudonym = key->user(name);
        if (wanted.erase(pseudonym) > 0) out.people.emplace(pseudonym, name);
    }
}

}  // namespace

TracedPeople trace_people(const Setup& setup, const std::vector<LogConfig>& logs,
                          std::set<std::string> wanted) {
    TracedPeople out;
    const Keys keys = keys_of(setup.workspace.folder);
    if (keys.empty()) return out;
    for (const auto& log : logs) {
        if (wanted.empty()) break;
        try {
            const World world =
                load_world(log, setup.workspace, setup.schemas, keys.front()->hash_key());
            for (const auto& [name, account] : world.by_name) try_name(name, keys, wanted, out);
            for (const auto& account : world.accounts) try_name(account.id, keys, wanted, out);
            if (!log.cluster.from.empty()) {
                for (const auto& user :
                     cluster_users(log, world, *keys.front(), setup.workspace.folder))
                    try_name(user, keys, wanted, out);
                continue;
            }
            // What came from standard input cannot be read again.
            if (std::find(log.files.begin(), log.files.end(), "-") != log.files.end()) continue;
            LogReader reader(log, expand_files(log, setup.workspace.folder), world,
                             keys.front()->hash_key());
            for (Batch batch; reader.next(batch);) batch = {};
            const Names& users = reader.names().users;
            for (std::uint32_t user = 1; user <= users.size() && !wanted.empty(); ++user)
                try_name(users.text(user), keys, wanted, out);
            for (const auto& file : reader.files())
                if (!file.failure.key.empty()) out.failures.push_back(file.failure);
        } catch (const Error& error) {
            out.failures.push_back(error.message);
        }
    }
    return out;
}

}  // namespace schouw
