// SPDX-License-Identifier: EUPL-1.2
// Memory comes in large pages where the kernel has them. In small ones a check of a small
// municipality takes 12,000 page faults, and a quarter of its time.
#include <cstdlib>

extern "C" {
// The name is jemalloc's, see TUNING in jemalloc(3). One arena: each more would break large pages
// of its own. No size is too large for it, or it would not keep what is taken below.
extern const char* const malloc_conf;
const char* const malloc_conf = "thp:always,metadata_thp:always,narenas:1,oversize_threshold:0";
}

namespace {

// The first memory is asked for in one piece, as small pieces do not begin where a large page does.
// It is taken from the machine only when it is written to.
constexpr std::size_t first_bytes = 32 << 20;

const bool asked = [] {
    void* volatile first = std::malloc(first_bytes);
    std::free(first);
    return first != nullptr;
}();

}  // namespace
