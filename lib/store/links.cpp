// SPDX-License-Identifier: EUPL-1.2
#include "store/links.hpp"

#include <nlohmann/json.hpp>

namespace schouw {
namespace {

const char* const all_sql = R"(
    SELECT id, recorded_at, as_of, register, old_key, new_key, reason FROM record_link
    WHERE ?1 = '' OR as_of <= ?1 ORDER BY id)";
const char* const insert_sql = R"(
    INSERT INTO record_link(recorded_at, as_of, register, old_key, new_key, reason)
    VALUES (?, ?, ?, ?, ?, ?))";

}  // namespace

std::vector<Link> all_links(Store& store, const std::string& as_of) {
    std::vector<Link> links;
    SQLite::Statement query(store.db(), all_sql);
    query.bind(1, as_of);
    while (query.executeStep())
        links.push_back({query.getColumn(0).getInt64(), query.getColumn(1).getString(),
                         query.getColumn(2).getString(), query.getColumn(3).getString(),
                         query.getColumn(4).getString(), query.getColumn(5).getString(),
                         query.getColumn(6).getString()});
    return links;
}

long long add_link(Store& store, const Link& link) {
    SQLite::Statement insert(store.db(), insert_sql);
    int at = 1;
    for (const auto* text : {&link.recorded_at, &link.as_of, &link.register_id, &link.old_key,
                             &link.new_key, &link.reason})
        insert.bind(at++, *text);
    insert.exec();
    const long long id = store.db().getLastInsertRowid();
    append_journal(store, "link",
                   nlohmann::ordered_json{{"link", id},
                                          {"as_of", link.as_of},
                                          {"recorded_at", link.recorded_at},
                                          {"register", link.register_id},
                                          {"old", link.old_key},
                                          {"new", link.new_key},
                                          {"reason", link.reason}}
                       .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
    return id;
}

std::vector<std::string> later_keys(const std::vector<Link>& links, const std::string& register_id,
                                    const std::string& key) {
    std::vector<std::string> keys;
    std::string now = key;
    long long came_by = 0;
    for (;;) {
        const Link* next = nullptr;
        for (const auto& link : links)
            if (link.register_id == register_id && link.old_key == now && link.id > came_by)
                next = &link;
        if (next == nullptr || next->undoes()) return keys;
        came_by = next->id;
        now = next->new_key;
        keys.push_back(now);
    }
}

std::map<std::string, std::string> linked_keys(const std::vector<Link>& links,
                                               const std::string& register_id) {
    std::map<std::string, std::string> keys;
    for (const auto& link : links) {
        if (link.register_id != register_id || keys.contains(link.old_key)) continue;
        const auto later = later_keys(links, register_id, link.old_key);
        if (!later.empty() && later.back() != link.old_key) keys[link.old_key] = later.back();
    }
    return keys;
}

}  // namespace schouw
