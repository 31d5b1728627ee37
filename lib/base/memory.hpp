// SPDX-License-Identifier: EUPL-1.2
// A hint to the kernel; nothing depends on it.
#pragma once
#include <sys/mman.h>

#include <cstddef>
#include <cstdint>

namespace schouw {

// Memory that will be written from begin to end: the whole pages within it may be large ones, which
// saves hundreds of page faults for each.
inline void will_be_filled(void* at, std::size_t size) {
    constexpr std::uintptr_t page = 4096;
    const auto from = (reinterpret_cast<std::uintptr_t>(at) + page - 1) / page * page;
    const auto to = (reinterpret_cast<std::uintptr_t>(at) + size) / page * page;
    constexpr std::uintptr_t worth_it = std::uintptr_t{4} << 20;
    if (to > from && to - from >= worth_it)
        ::madvise(reinterpret_cast<void*>(from), to - from, MADV_HUGEPAGE);
}

}  // namespace schouw
