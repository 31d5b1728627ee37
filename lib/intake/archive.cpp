// SPDX-License-Identifier: EUPL-1.2
#include "intake/archive.hpp"

#include <algorithm>
#include <optional>

#include "base/error.hpp"

namespace schouw {
namespace {

constexpr std::size_t most_entries = 10'000;
constexpr std::uint64_t most_produced = 1ULL << 30;
constexpr std::uint64_t ratio_from = 10ULL << 20;
constexpr std::uint64_t most_ratio = 200;

constexpr std::uint32_t local_sign = 0x04034b50;
constexpr std::uint32_t central_sign = 0x02014b50;
constexpr std::uint32_t end_sign = 0x06054b50;
constexpr std::uint32_t end64_sign = 0x06064b50;
constexpr std::uint32_t locator64_sign = 0x07064b50;

// Little-endian numbers at a place; nothing when the bytes are not there.
struct Bytes {
    std::string_view all;
    bool has(std::uint64_t at, std::uint64_t size) const {
        return at <= all.size() && size <= all.size() - at;
    }
    std::uint64_t number(std::uint64_t at, unsigned size) const {
        std::uint64_t value = 0;
        for (unsigned i = 0; has(at, size) && i < size; ++i)
            value |= std::uint64_t{static_cast<unsigned char>(all[at + i])} << (8 * i);
        return value;
    }
    std::uint16_t u16(std::uint64_t at) const { return static_cast<std::uint16_t>(number(at, 2)); }
    std::uint32_t u32(std::uint64_t at) const { return static_cast<std::uint32_t>(number(at, 4)); }
    std::uint64_t u64(std::uint64_t at) const { return number(at, 8); }
};

struct Directory {
    std::uint64_t offset = 0;
    std::uint64_t size = 0;
    std::uint64_t entries = 0;
};

// The record at the end of the file (APPNOTE 4.3.16), and its 64-bit form when there is one.
std::optional<Directory> find_directory(const Bytes& file) {
    if (file.all.size() < 22) return std::nullopt;
    const std::uint64_t last = file.all.size() - 22;
    const std::uint64_t first = last > 0xffff ? last - 0xffff : 0;
    for (std::uint64_t at = last + 1; at-- > first;) {
        if (file.u32(at) != end_sign || file.u16(at + 20) > last - at) continue;
        Directory found{file.u32(at + 16), file.u32(at + 12), file.u16(at + 10)};
        if (at >= 20 && file.u32(at - 20) == locator64_sign) {
            const std::uint64_t end64 = file.u64(at - 12);
            if (!file.has(end64, 56) || file.u32(end64) != end64_sign) return std::nullopt;
            found = {file.u64(end64 + 48), file.u64(end64 + 40), file.u64(end64 + 32)};
        }
        if (file.has(found.offset, found.size)) return found;
    }
    return std::nullopt;
}

// Sizes and offset that do not fit in 32 bits stand in an extra field (APPNOTE 4.5.3).
void widen(const Bytes& file, std::uint64_t extra, std::uint64_t end, Entry& entry,
           std::uint64_t& header) {
    while (extra + 4 <= end) {
        const std::uint64_t size = file.u16(extra + 2);
        if (file.u16(extra) == 1) {
            std::uint64_t at = extra + 4;
            for (std::uint64_t* field : {&entry.size, &entry.packed, &header})
                if (*field == 0xffffffff && at + 8 <= std::min(end, extra + 4 + size)) {
                    *field = file.u64(at);
                    at += 8;
                }
        }
        extra += 4 + size;
    }
}

std::string lower(std::string_view name) {
    std::string out(name);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return out;
}

bool leads_out(std::string_view name) {
    while (!name.empty()) {
        const auto slash = std::min(name.find('/'), name.size());
        if (name.substr(0, slash) == "..") return true;
        name.remove_prefix(std::min(slash + 1, name.size()));
    }
    return false;
}

}  // namespace

Archive::Archive(std::string bytes, std::string shown)
    : bytes_(std::move(bytes)), shown_(std::move(shown)) {
    read_directory();
}

void Archive::read_directory() {
    const auto refuse = [&](const char* key, const std::string& name = "") {
        fail(Exit::io, key, {{"name", name}, {"limit", std::to_string(most_entries)}},
             {shown_, "", 0, 0});
    };
    const Bytes file{bytes_};
    const auto directory = find_directory(file);
    if (!directory) refuse("book.zip_damaged");
    if (directory->entries > most_entries) refuse("book.too_many_entries");
    std::uint64_t at = directory->offset;
    for (std::uint64_t i = 0; i < directory->entries; ++i) {
        if (!file.has(at, 46) || file.u32(at) != central_sign) refuse("book.zip_damaged");
        const std::uint64_t name_size = file.u16(at + 28);
        const std::uint64_t extra_size = file.u16(at + 30);
        if (!file.has(at + 46, name_size + extra_size)) refuse("book.zip_damaged");
        Entry entry;
        const std::string_view name = file.all.substr(at + 46, name_size);
        entry.name = name;
        entry.encrypted = (file.u16(at + 8) & 1) != 0;
        entry.method = file.u16(at + 10);
        entry.crc = file.u32(at + 16);
        entry.packed = file.u32(at + 20);
        entry.size = file.u32(at + 24);
        std::uint64_t header = file.u32(at + 42);
        widen(file, at + 46 + name_size, at + 46 + name_size + extra_size, entry, header);
        if (!file.has(header, 30) || file.u32(header) != local_sign) refuse("book.zip_damaged");
        entry.offset = header + 30 + file.u16(header + 26) + file.u16(header + 28);
        // Two readers must not see two files: both headers give one name.
        if (!file.has(entry.offset, entry.packed) ||
            file.all.substr(header + 30, file.u16(header + 26)) != name)
            refuse("book.zip_damaged");
        headers_.push_back(header);
        add(std::move(entry));
        at += 46 + name_size + extra_size + file.u16(at + 32);
    }
    refuse_overlap(directory->offset);
}

void Archive::add(Entry entry) {
    std::replace(entry.name.begin(), entry.name.end(), '\\', '/');
    entry.name.erase(0, std::min(entry.name.find_first_not_of('/'), entry.name.size()));
    const Place place{shown_, "", 0, 0};
    if (leads_out(entry.name)) fail(Exit::io, "book.path_out", {{"name", entry.name}}, place);
    if (!names_.emplace(lower(entry.name), entries_.size()).second)
        fail(Exit::io, "book.double_entry", {{"name", entry.name}}, place);
    entries_.push_back(std::move(entry));
}

void Archive::refuse_overlap(std::uint64_t directory) {
    std::vector<std::size_t> order(entries_.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return headers_[a] < headers_[b]; });
    for (std::size_t i = 0; i < order.size(); ++i) {
        const Entry& entry = entries_[order[i]];
        const std::uint64_t next = i + 1 < order.size() ? headers_[order[i + 1]] : directory;
        if (entry.offset + entry.packed > next)
            fail(Exit::io, "book.overlap", {{"name", entry.name}}, {shown_, "", 0, 0});
    }
}

std::vector<std::string> Archive::names() const {
    std::vector<std::string> names;
    for (const auto& entry : entries_) names.push_back(entry.name);
    return names;
}

Entry* Archive::find(std::string_view name) {
    const auto found = names_.find(lower(name));
    return found == names_.end() ? nullptr : &entries_[found->second];
}

void Archive::count(Entry& entry, std::uint64_t produced) {
    if (produced <= entry.produced) return;
    produced_ += produced - entry.produced;
    entry.produced = produced;
    const Place place{shown_, "", 0, 0};
    if (produced > ratio_from && produced / most_ratio > entry.packed)
        fail(Exit::io, "book.ratio", {{"part", entry.name}, {"limit", std::to_string(most_ratio)}},
             place);
    if (produced_ > most_produced) fail(Exit::io, "book.too_much", {{"limit", "1 GiB"}}, place);
}

}  // namespace schouw
