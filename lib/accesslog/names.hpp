// SPDX-License-Identifier: EUPL-1.2
// A text in, its number out: 1, 2, 3 … in the order of first sight. Open addressing; the text
// itself is compared, so that two names are never taken for one.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "accesslog/hash.hpp"

namespace schouw {

class Names {
public:
    // Texts beyond `most` all get the number most + 1.
    Names(const HashKey& key, std::uint32_t most) : key_(key), most_(most), slots_(64) {}

    std::uint32_t number(std::string_view text) {
        if (last_ != 0 && text == texts_[last_ - 1]) return last_;
        const std::uint64_t hash = keyed_hash(key_, text);
        const std::size_t mask = slots_.size() - 1;
        std::size_t i = static_cast<std::size_t>(hash) & mask;
        for (; slots_[i].number != 0; i = (i + 1) & mask)
            if (slots_[i].hash == hash && texts_[slots_[i].number - 1] == text)
                return last_ = slots_[i].number;
        if (texts_.size() >= most_) return most_ + 1;
        texts_.emplace_back(text);
        hashes_.push_back(hash);
        slots_[i] = {hash, static_cast<std::uint32_t>(texts_.size())};
        if (texts_.size() * 2 > slots_.size()) grow();
        return last_ = static_cast<std::uint32_t>(texts_.size());
    }
    // The number of a text that was seen, or 0.
    std::uint32_t find(std::string_view text) const {
        const std::uint64_t hash = keyed_hash(key_, text);
        const std::size_t mask = slots_.size() - 1;
        for (std::size_t i = static_cast<std::size_t>(hash) & mask; slots_[i].number != 0;
             i = (i + 1) & mask)
            if (slots_[i].hash == hash && texts_[slots_[i].number - 1] == text)
                return slots_[i].number;
        return 0;
    }
    std::size_t size() const { return texts_.size(); }
    const std::string& text(std::uint32_t number) const {
        static const std::string none;
        return number == 0 || number > texts_.size() ? none : texts_[number - 1];
    }
    std::uint64_t hash(std::uint32_t number) const { return hashes_[number - 1]; }

private:
    struct Slot {
        std::uint64_t hash = 0;
        std::uint32_t number = 0;
    };
    void grow() {
        std::vector<Slot> old(slots_.size() * 2);
        old.swap(slots_);
        const std::size_t mask = slots_.size() - 1;
        for (const auto& slot : old) {
            if (slot.number == 0) continue;
            std::size_t i = static_cast<std::size_t>(slot.hash) & mask;
            while (slots_[i].number != 0) i = (i + 1) & mask;
            slots_[i] = slot;
        }
    }
    HashKey key_;
    std::uint32_t most_;
    std::uint32_t last_ = 0;
    std::vector<Slot> slots_;
    std::vector<std::string> texts_;
    std::vector<std::uint64_t> hashes_;
};

}  // namespace schouw
