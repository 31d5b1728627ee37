// SPDX-License-Identifier: EUPL-1.2
#include "accesslog/load_world.hpp"

#include <algorithm>

#include "base/date.hpp"
#include "base/text.hpp"
#include "registers/reader.hpp"
#include "registers/roles.hpp"

namespace schouw {

void Relations::grow() {
    std::vector<Slot> old(slots_.empty() ? 1024 : slots_.size() * 2);
    old.swap(slots_);
    const std::size_t mask = slots_.size() - 1;
    for (const auto& slot : old) {
        if (slot.pair == 0) continue;
        std::size_t i = slot.pair & mask;
        while (slots_[i].pair != 0) i = (i + 1) & mask;
        slots_[i] = slot;
    }
}

void Relations::add(std::uint64_t pair, std::int32_t from, std::int32_t until) {
    if (count_ * 2 >= slots_.size()) grow();
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t i = pair & mask;; i = (i + 1) & mask) {
        if (slots_[i].pair == pair) {
            more_.push_back({pair, from, until, slots_[i].next});
            slots_[i].next = static_cast<std::uint32_t>(more_.size());
            return;
        }
        if (slots_[i].pair != 0) continue;
        slots_[i] = {pair, from, until, 0};
        ++count_;
        return;
    }
}

bool Relations::holds(std::uint64_t pair, std::int32_t day) const {
    if (slots_.empty()) return false;
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t i = pair & mask; slots_[i].pair != 0; i = (i + 1) & mask) {
        if (slots_[i].pair != pair) continue;
        for (const Slot* slot = &slots_[i];; slot = &more_[slot->next - 1]) {
            if (slot->from <= day && day <= slot->until) return true;
            if (slot->next == 0) return false;
        }
    }
    return false;
}

std::uint32_t World::account_of(std::string_view user) const {
    const auto found = by_name.find(std::string(user));
    if (found != by_name.end()) return found->second + 1;
    const auto folded = by_name.find(fold_value(user));
    return folded == by_name.end() ? 0 : folded->second + 1;
}

bool World::knows_activity(std::string_view activity) const {
    return activities.contains(fold_value(activity));
}

std::uint32_t World::area_of(std::uint64_t dossier) const {
    const auto found = dossiers.find(dossier);
    return found == dossiers.end() ? 0 : found->second.area;
}

std::uint32_t World::area(std::string_view name) {
    const std::string folded = fold_value(name);
    if (folded.empty()) return 0;
    return areas.emplace(folded, static_cast<std::uint32_t>(areas.size() + 1)).first->second;
}

namespace {

// The values of the columns that have a role, of one record.
class Roles {
public:
    explicit Roles(const Schema& schema) : schema_(schema) {}
    // Whether the source has the column with this role.
    bool supplied(const SourceRead& read, std::string_view role) const {
        const auto column = index(role);
        return column && read.header.cell_of[*column] >= 0;
    }
    const Value* value(const Record& record, std::string_view role) const {
        const auto column = index(role);
        if (!column || record.values[*column].state != State::value) return nullptr;
        return &record.values[*column];
    }
    std::string text(const Record& record, std::string_view role) const {
        const Value* found = value(record, role);
        return found == nullptr ? "" : std::string(found->text);
    }
    std::optional<bool> flag(const Record& record, std::string_view role) const {
        const Value* found = value(record, role);
        if (found == nullptr) return std::nullopt;
        return found->integer != 0;
    }
    // Whether the choice means this; nothing when the cell does not say.
    std::optional<bool> means(const Record& record, std::string_view role,
                              std::string_view meaning) const {
        const auto column = index(role);
        const Value* found = value(record, role);
        if (found == nullptr) return std::nullopt;
        return meaning_of(schema_.columns[*column], found->text) == meaning;
    }
    std::int32_t day(const Record& record, std::string_view role, std::int32_t otherwise) const {
        const Value* found = value(record, role);
        const auto date = found == nullptr ? std::nullopt : parse_iso(found->text);
        return date ? date->days : otherwise;
    }

private:
    std::optional<std::size_t> index(std::string_view role) const {
        for (std::size_t i = 0; i < schema_.columns.size(); ++i)
            if (schema_.columns[i].role == role) return i;
        return std::nullopt;
    }
    const Schema& schema_;
};

void read_register(const Schema& schema, const Workspace& workspace,
                   const std::function<void(const SourceRead&)>& opened,
                   const std::function<void(const Record&)>& take) {
    const ReadingWords words = load_reading_words();
    RegisterReader reader(schema, workspace.sources.at(schema.id), workspace.folder, words,
                          [](const Remark&) {});
    opened(reader.result());
    Record record;
    while (reader.next(record))
        if (record.refused == nullptr) take(record);
}

// Two accounts of one person: what the one may, the person may.
void widen(Account& account, const Account& other) {
    const auto either = [](std::optional<bool>& one, const std::optional<bool>& two) {
        if (two && (!one || *two)) one = two;
    };
    either(account.vendor, other.vendor);
    either(account.own_staff, other.own_staff);
    either(account.open, other.open);
    either(account.group, other.group);
    either(account.content, other.content);
    either(account.privileged, other.privileged);
    account.from = std::min(account.from, other.from);
    account.until = std::max(account.until, other.until);
    account.areas.insert(account.areas.end(), other.areas.begin(), other.areas.end());
}

void add_name(World& world, const std::string& name, std::uint32_t account) {
    if (name.empty()) return;
    for (const auto& spelling : {name, fold_value(name)}) {
        const auto [at, fresh] = world.by_name.emplace(spelling, account);
        if (!fresh && at->second != account)
            widen(world.accounts[at->second], world.accounts[account]);
    }
}

void read_accounts(const Schema& schema, const LogConfig& log, const Workspace& workspace,
                   World& world) {
    const Roles roles(schema);
    const auto opened = [&](const SourceRead& read) {
        world.has_accounts = true;
        world.says_vendor = roles.supplied(read, "account_employer");
        world.says_open = roles.supplied(read, "account_state");
        world.says_group = roles.supplied(read, "account_shared");
        world.says_privileged = roles.supplied(read, "account_privileged");
        world.says_area =
            roles.supplied(read, "account_team") || roles.supplied(read, "account_district");
    };
    read_register(schema, workspace, opened, [&](const Record& record) {
        if (!log.system_id.empty() && roles.text(record, "account_system") != log.system_id) return;
        Account account;
        account.id = roles.text(record, "account");
        account.role = roles.text(record, "account_role");
        account.vendor = roles.means(record, "account_employer", "vendor");
        account.own_staff = roles.means(record, "account_employer", "own");
        account.open = roles.means(record, "account_state", "open");
        account.group = roles.flag(record, "account_shared");
        account.content = roles.flag(record, "account_content");
        account.privileged = roles.flag(record, "account_privileged");
        account.from = roles.day(record, "account_from", never_starts);
        account.until = std::min(roles.day(record, "account_until", never_ends),
                                 roles.day(record, "account_left", never_ends));
        for (const char* role : {"account_team", "account_district"})
            if (const auto area = world.area(roles.text(record, role)); area != 0)
                account.areas.push_back(area);
        const auto index = static_cast<std::uint32_t>(world.accounts.size());
        const std::string user = roles.text(record, "account_user");
        world.accounts.push_back(account);
        add_name(world, account.id, index);
        add_name(world, user, index);
    });
}

void read_activities(const Schema& schema, const Workspace& workspace, World& world) {
    const Roles roles(schema);
    read_register(
        schema, workspace, [&](const SourceRead&) { world.has_activities = true; },
        [&](const Record& record) {
            world.activities.insert(fold_value(roles.text(record, "activity")));
        });
}

}  // namespace

World load_world(const LogConfig& log, const Workspace& workspace, const Schemas& schemas,
                 const HashKey& key, WrittenLists* written) {
    World world;
    for (const auto& [id, schema] : schemas) {
        if (!workspace.sources.contains(id)) continue;
        if (column_with_role(schema, "account") != nullptr)
            read_accounts(schema, log, workspace, world);
        if (column_with_role(schema, "activity") != nullptr)
            read_activities(schema, workspace, world);
    }
    read_lists(log, workspace.folder, key, world, written);
    return world;
}

}  // namespace schouw
