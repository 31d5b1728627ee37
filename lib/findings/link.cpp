// SPDX-License-Identifier: EUPL-1.2
#include "findings/link.hpp"

#include <optional>
#include <set>

#include "base/date.hpp"
#include "base/text.hpp"
#include "intake/open.hpp"

namespace schouw {
namespace {

const char* const known_sql = "SELECT 1 FROM record WHERE register = ? AND record_key = ? LIMIT 1";
const char* const gone_sql = R"(
    SELECT DISTINCT record_key FROM record WHERE register = ? ORDER BY record_key LIMIT 20000)";

// The keys of the records that the source of a register holds now.
std::set<std::string> keys_now(const Setup& setup, const std::string& register_id) {
    const auto source = setup.workspace.sources.find(register_id);
    if (source == setup.workspace.sources.end())
        fail(Exit::usage, "link.no_source", {{"register", register_id}});
    std::set<std::string> keys;
    const ReadingWords words = load_reading_words();
    RegisterReader reader(setup.schemas.at(register_id), source->second, setup.workspace.folder,
                          words, nullptr);
    Record record;
    while (reader.next(record))
        if (record.refused == nullptr) keys.insert(record.key);
    return keys;
}

class Linker {
public:
    Linker(const Setup& setup, Store& store, const std::string& register_id)
        : store_(store),
          register_(register_id),
          links_(all_links(store)),
          keys_(keys_now(setup, register_id)) {}

    void link(const LinkWish& wish, const std::string& as_of) {
        const auto refuse = [&](const char* key, const std::string& meant = "-",
                                const std::string& now = "") {
            fail(Exit::usage, key,
                 {{"register", register_},
                  {"old", wish.old_key},
                  {"new", wish.new_key},
                  {"now", now},
                  {"meant", meant}},
                 wish.place);
        };
        if (wish.old_key == wish.new_key) refuse("link.same");
        if (keys_.contains(wish.old_key)) refuse("link.old_there");
        if (!was_known(wish.old_key)) refuse("link.old_unknown", meant_old(wish.old_key));
        const auto now = later_keys(links_, register_, wish.old_key);
        if (!now.empty()) refuse("link.twice", "-", now.front());
        if (!keys_.contains(wish.new_key)) {
            const auto later = later_keys(links_, register_, wish.new_key);
            if (!later.empty()) refuse("link.new_moved", "-", later.back());
            refuse("link.new_unknown", meant_new(wish.new_key));
        }
        write(wish, wish.new_key, as_of);
    }

    void undo(const LinkWish& wish, const std::string& as_of) {
        const auto now = later_keys(links_, register_, wish.old_key);
        if (now.empty() || now.front() != wish.new_key)
            fail(Exit::usage, now.empty() ? "link.not_linked" : "link.linked_otherwise",
                 {{"register", register_},
                  {"old", wish.old_key},
                  {"new", wish.new_key},
                  {"now", now.empty() ? "" : now.front()}},
                 wish.place);
        write(wish, wish.old_key, as_of);
    }

private:
    void write(const LinkWish& wish, const std::string& to, const std::string& as_of) {
        Link link{0,  iso_moment(now_seconds()), as_of, register_, wish.old_key,
                  to, wish.reason};
        link.id = add_link(store_, link);
        links_.push_back(std::move(link));
    }

    bool was_known(const std::string& key) {
        SQLite::Statement known(store_.db(), known_sql);
        known.bind(1, register_);
        known.bind(2, key);
        return known.executeStep();
    }

    std::string meant_old(const std::string& key) {
        std::vector<std::string> gone;
        SQLite::Statement all(store_.db(), gone_sql);
        all.bind(1, register_);
        while (all.executeStep())
            if (std::string known = all.getColumn(0).getString(); !keys_.contains(known))
                gone.push_back(std::move(known));
        return did_you_mean(key, gone).value_or("-");
    }

    std::string meant_new(const std::string& key) const {
        const std::vector<std::string> keys(keys_.begin(), keys_.end());
        return did_you_mean(key, keys).value_or("-");
    }

    Store& store_;
    std::string register_;
    std::vector<Link> links_;
    std::set<std::string> keys_;
};

// Which cell of the header has one of these names.
std::optional<std::size_t> cell_named(const std::vector<std::string>& header,
                                      const std::vector<std::string>& names) {
    for (std::size_t i = 0; i < header.size(); ++i)
        for (const auto& name : names)
            if (fold(header[i]) == fold(name)) return i;
    return std::nullopt;
}

}  // namespace

std::vector<LinkWish> read_links(const std::filesystem::path& path, const std::string& shown,
                                 const std::string& reason) {
    DataFile file(path, shown, {}, false);
    RowSource& rows = file.rows();
    Row row;
    while (rows.next(row) && row.blank()) continue;
    const std::vector<std::string> header(row.cells.begin(), row.cells.end());
    const auto old_cell = cell_named(header, {"old", "oud", "oude sleutel", "old key"});
    const auto new_cell = cell_named(header, {"new", "nieuw", "nieuwe sleutel", "new key"});
    const auto reason_cell = cell_named(header, {"reason", "reden"});
    if (!old_cell || !new_cell)
        fail(Exit::usage, "link.file_header", {{"found", join(header, " | ")}},
             {shown, "", row.line, 0});
    std::vector<LinkWish> wishes;
    while (rows.next(row)) {
        if (row.blank()) continue;
        const auto cell = [&](const std::optional<std::size_t>& at) {
            return at && *at < row.cells.size() ? std::string(trim(row.cells[*at])) : "";
        };
        LinkWish wish{cell(old_cell), cell(new_cell), cell(reason_cell), {shown, "", row.line, 0}};
        if (wish.old_key.empty() || wish.new_key.empty())
            fail(Exit::usage, "link.file_row", {}, wish.place);
        if (wish.reason.empty()) wish.reason = reason;
        wishes.push_back(std::move(wish));
    }
    if (wishes.empty()) fail(Exit::usage, "link.file_empty", {}, {shown, "", 0, 0});
    return wishes;
}

void link_records(const Setup& setup, Store& store, const std::string& register_id,
                  const std::vector<LinkWish>& wishes, const std::string& as_of, bool undo) {
    if (!setup.schemas.contains(register_id)) {
        std::vector<std::string> known;
        for (const auto& [id, schema] : setup.schemas) known.push_back(id);
        fail(Exit::usage, "diff.no_such_register",
             {{"name", register_id}, {"meant", did_you_mean(register_id, known).value_or("-")}});
    }
    Linker linker(setup, store, register_id);
    SQLite::Transaction transaction(store.db(), SQLite::TransactionBehavior::IMMEDIATE);
    for (const auto& wish : wishes)
        if (undo)
            linker.undo(wish, as_of);
        else
            linker.link(wish, as_of);
    transaction.commit();
}

}  // namespace schouw
