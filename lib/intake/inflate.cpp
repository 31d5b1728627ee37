// SPDX-License-Identifier: EUPL-1.2
// PartStream: unpacks one entry block by block (ISA-L), the next block beside the reader.
#include <isa-l/crc.h>
#include <isa-l/igzip_lib.h>

#include <algorithm>
#include <array>

#include "base/error.hpp"
#include "intake/archive.hpp"

namespace schouw {
namespace {

constexpr std::size_t block_size = 512 << 10;
// Below this, starting a thread costs more than it saves.
constexpr std::uint64_t worth_a_thread = 128 << 10;

}  // namespace

struct PartStream::Inflater {
    inflate_state state{};
    std::array<std::unique_ptr<char[]>, 2> blocks;
    std::size_t turn = 0;
    std::uint32_t crc = 0;
    std::uint64_t produced = 0;
    bool finished = false;
    bool damaged = false;
    std::string_view stored;  // what is left of a part that is not packed

    Inflater(std::string_view packed, std::uint16_t method) {
        if (method == 0) {
            stored = packed;
            return;
        }
        isal_inflate_init(&state);
        state.crc_flag = ISAL_DEFLATE;
        // ISA-L does not write through next_in; its type only says so.
        state.next_in = reinterpret_cast<std::uint8_t*>(const_cast<char*>(packed.data()));
        state.avail_in = static_cast<std::uint32_t>(packed.size());
        for (auto& block : blocks) block = std::make_unique_for_overwrite<char[]>(block_size);
    }

    std::string_view fill(bool is_stored) {
        std::string_view block;
        if (is_stored) {
            block = stored.substr(0, block_size);
            stored.remove_prefix(block.size());
            finished = stored.empty();
        } else {
            block = inflate();
        }
        auto* bytes = reinterpret_cast<unsigned char*>(const_cast<char*>(block.data()));
        crc = crc32_gzip_refl(crc, bytes, block.size());
        produced += block.size();
        return block;
    }

    std::string_view inflate() {
        char* const out = blocks[turn].get();
        turn = 1 - turn;
        state.next_out = reinterpret_cast<std::uint8_t*>(out);
        state.avail_out = block_size;
        while (state.avail_out > 0 && !finished && !damaged) {
            const auto room = state.avail_out;
            const auto left = state.avail_in;
            damaged = isal_inflate(&state) != ISAL_DECOMP_OK;
            finished = state.block_state == ISAL_BLOCK_FINISH;
            // No step forward: the packed bytes ended before the data did.
            damaged = damaged || (!finished && state.avail_out == room && state.avail_in == left);
        }
        return {out, block_size - state.avail_out};
    }
};

PartStream::PartStream(Archive& archive, Entry& entry) : archive_(archive), entry_(entry) {
    const Place place{archive.shown(), "", 0, 0};
    if (entry.encrypted) fail(Exit::io, "book.encrypted", {}, place);
    if (entry.method != 0 && entry.method != 8)
        fail(Exit::io, "book.method", {{"part", entry.name}}, place);
    inflater_ = std::make_unique<Inflater>(
        std::string_view(archive.bytes()).substr(entry.offset, entry.packed), entry.method);
    start();
}

PartStream::~PartStream() {
    if (ahead_.valid()) ahead_.wait();
}

void PartStream::start() {
    const bool large = entry_.method == 8 && entry_.packed > worth_a_thread;
    ahead_ = beside(large, [this] { return inflater_->fill(entry_.method == 0); });
}

std::string_view PartStream::next() {
    if (ended_) return {};
    const std::string_view block = ahead_.get();
    const auto damaged = [&] {
        fail(Exit::io, "book.part_damaged", {{"part", entry_.name}}, {archive_.shown(), "", 0, 0});
    };
    produced_ += block.size();
    if (inflater_->damaged || produced_ > entry_.size) damaged();
    archive_.count(entry_, produced_);
    ended_ = inflater_->finished;
    if (ended_ && (inflater_->produced != entry_.size || inflater_->crc != entry_.crc)) damaged();
    if (!ended_) start();
    return block;
}

std::string read_part(Archive& archive, const std::string& name, std::size_t limit) {
    Entry* const entry = archive.find(name);
    const Place place{archive.shown(), "", 0, 0};
    if (entry == nullptr) fail(Exit::io, "book.missing_part", {{"part", name}}, place);
    PartStream stream(archive, *entry);
    std::string out;
    for (auto block = stream.next(); !block.empty(); block = stream.next()) {
        out += block;
        if (out.size() > limit)
            fail(Exit::io, "book.too_much", {{"limit", std::to_string(limit)}}, place);
    }
    return out;
}

}  // namespace schouw
