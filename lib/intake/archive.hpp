// SPDX-License-Identifier: EUPL-1.2
// The bytes of a zip file in, its parts out in blocks. What is produced is counted, whatever the
// headers claim: the limits are those of hostile files.
#pragma once
#include <cstdint>
#include <future>
#include <memory>
#include <string>
#include <string_view>
#include <system_error>
#include <unordered_map>
#include <vector>

namespace schouw {

// The work in a thread of its own where there may be one, else when it is asked for.
template <class Work>
auto beside(bool worth_it, Work work) -> std::future<decltype(work())> {
    try {
        if (worth_it) return std::async(std::launch::async, work);
    } catch (const std::system_error&) {  // no more threads
    }
    return std::async(std::launch::deferred, work);
}

struct Entry {
    std::string name;          // as written, with / for each backslash and none in front
    std::uint64_t offset = 0;  // of the packed bytes in the file
    std::uint64_t packed = 0;
    std::uint64_t size = 0;
    std::uint32_t crc = 0;
    std::uint16_t method = 0;  // 0 stored, 8 deflate
    bool encrypted = false;
    std::uint64_t produced = 0;  // the most that one reading of it gave
};

// For one thread at a time.
class Archive {
public:
    // Throws Error(io): no zip, damaged, over 10,000 entries, double or overlapping entries, names
    // with "..". `shown` is the file's name for messages.
    Archive(std::string bytes, std::string shown);
    // A part by its name, whatever its case (OPC, ECMA-376 part 2, 6.2.2.3); null when absent.
    Entry* find(std::string_view name);
    std::vector<std::string> names() const;
    const std::string& bytes() const { return bytes_; }
    const std::string& shown() const { return shown_; }
    // Counts a block of an entry that was produced: 1 GiB over all, 200:1 after 10 MiB of one.
    void count(Entry& entry, std::uint64_t produced);

private:
    void read_directory();
    void add(Entry entry);
    void refuse_overlap(std::uint64_t directory);
    std::string bytes_;
    std::string shown_;
    std::vector<Entry> entries_;
    std::vector<std::uint64_t> headers_;
    std::unordered_map<std::string, std::size_t> names_;
    std::uint64_t produced_ = 0;
};

// One part, from its first byte on. The block after the one given is unpacked in a second thread.
class PartStream {
public:
    PartStream(Archive& archive, Entry& entry);
    ~PartStream();
    PartStream(const PartStream&) = delete;
    PartStream& operator=(const PartStream&) = delete;
    // The next block, empty at the end; valid until the next call. Throws Error(io) when the part
    // is damaged or over a limit.
    std::string_view next();
    const std::string& name() const { return entry_.name; }
    const std::string& shown() const { return archive_.shown(); }

private:
    struct Inflater;
    void start();
    Archive& archive_;
    Entry& entry_;
    std::unique_ptr<Inflater> inflater_;
    std::future<std::string_view> ahead_;
    std::uint64_t produced_ = 0;
    bool ended_ = false;
};

// The whole of a small part; throws Error(io) when it is absent or over `limit` bytes.
std::string read_part(Archive& archive, const std::string& name, std::size_t limit);

}  // namespace schouw
