// SPDX-License-Identifier: EUPL-1.2
#include "store/sign.hpp"

#include <algorithm>
#include <cstring>
#include <set>

#include "base/digest.hpp"
#include "base/hex.hpp"
#include "store/history.hpp"

namespace schouw {
namespace {

const char* const entry_sql = "SELECT kind, payload, hash FROM journal WHERE seq = ?";
const char* const run_entry_sql = R"(
    SELECT seq FROM journal WHERE kind = 'run'
    AND CASE WHEN json_valid(CAST(payload AS TEXT))
             THEN json_extract(CAST(payload AS TEXT), '$.run') END = ?)";
// Not run_by_id(): that looks through the journal, and another entry may be damaged.
const char* const about_sql =
    "SELECT t.text FROM run r JOIN text_once t ON t.id = r.about WHERE r.id = ?";

struct Entry {
    long long run = 0;  // 0: no entry of a run
    std::string message;
};

std::string bytes_of(const SQLite::Column& column) {
    const auto* data = static_cast<const char*>(column.getBlob());
    return data == nullptr ? "" : std::string(data, static_cast<std::size_t>(column.getBytes()));
}

// What a signature over this entry signs, made from what the store says now.
Entry entry_at(Store& store, long long seq) try {
    SQLite::Statement query(store.db(), entry_sql);
    query.bind(1, static_cast<int64_t>(seq));
    if (!query.executeStep() || query.getColumn(0).getString() != "run") return {};
    const Json payload = Json::parse(bytes_of(query.getColumn(1)));
    const auto run = payload.at("run").get<long long>();
    SQLite::Statement said(store.db(), about_sql);
    said.bind(1, static_cast<int64_t>(run));
    if (!said.executeStep()) return {};
    const Json about = Json::parse(said.getColumn(0).getString());
    Entry entry;
    entry.run = run;
    for (const std::string& part :
         {std::string("schouw journal 1"), query.getColumn(2).getString(),
          about.at("organisation").get<std::string>(), payload.at("as_of").get<std::string>()})
        entry.message += std::to_string(part.size()) + ":" + part + "\n";
    return entry;
} catch (const nlohmann::json::exception&) {
    return {};  // what the entry or its run says was damaged
}

RunSignature checked(Store& store, long long seq, const std::string& key_bytes,
                     const std::string& signature_bytes) {
    const Entry entry = entry_at(store, seq);
    RunSignature out{seq, entry.run, hex(key_bytes), hex(signature_bytes), false};
    PublicKey key{};
    Signature signature{};
    if (entry.run == 0 || key_bytes.size() != key.size() ||
        signature_bytes.size() != signature.size())
        return out;
    std::memcpy(key.data(), key_bytes.data(), key.size());
    std::memcpy(signature.data(), signature_bytes.data(), signature.size());
    out.valid = verifies(key, signature, entry.message);
    return out;
}

// Of one entry, or of all when seq is 0.
std::vector<RunSignature> read_signatures(Store& store, long long seq) {
    std::vector<RunSignature> out;
    SQLite::Statement query(store.db(), R"(
        SELECT seq, public_key, signature FROM signature
        WHERE ?1 = 0 OR seq = ?1 ORDER BY seq, public_key)");
    query.bind(1, static_cast<int64_t>(seq));
    while (query.executeStep())
        out.push_back(checked(store, query.getColumn(0).getInt64(), bytes_of(query.getColumn(1)),
                              bytes_of(query.getColumn(2))));
    return out;
}

}  // namespace

void sign_run(Store& store, long long run, const SigningKey& key) {
    const long long seq = store.number("SELECT max(seq) FROM journal");
    const Entry entry = entry_at(store, seq);
    if (entry.run != run) fail(Exit::internal, "internal.error", {{"why", "no entry to sign"}});
    const Signature signature = key.sign(entry.message);
    SQLite::Statement insert(store.db(), "INSERT INTO signature VALUES (?, ?, ?)");
    insert.bind(1, static_cast<int64_t>(seq));
    insert.bind(2, key.public_key().data(), static_cast<int>(key.public_key().size()));
    insert.bind(3, signature.data(), static_cast<int>(signature.size()));
    insert.exec();
}

std::vector<RunSignature> signatures_of(Store& store, long long run) {
    SQLite::Statement entry(store.db(), run_entry_sql);
    entry.bind(1, static_cast<int64_t>(run));
    if (!entry.executeStep()) return {};
    return read_signatures(store, entry.getColumn(0).getInt64());
}

SignatureCheck check_signatures(Store& store, const std::optional<PublicKey>& trusted) {
    SignatureCheck result;
    std::set<long long> sealed;  // runs with a valid signature of the trusted key
    for (auto& one : read_signatures(store, 0)) {
        if (std::find(result.keys.begin(), result.keys.end(), one.public_key) == result.keys.end())
            result.keys.push_back(one.public_key);
        if (one.valid && trusted && one.public_key == hex(*trusted)) sealed.insert(one.run);
        if (one.valid)
            ++result.valid;
        else
            result.bad.push_back(std::move(one));
    }
    const long long first = sealed.empty() ? 0 : *sealed.begin();
    SQLite::Statement runs(store.db(), "SELECT id FROM run ORDER BY id");
    while (runs.executeStep()) {
        const long long run = runs.getColumn(0).getInt64();
        ++result.runs;
        if (trusted && run > first && !sealed.contains(run)) result.without.push_back(run);
    }
    return result;
}

}  // namespace schouw
