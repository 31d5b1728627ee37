// SPDX-License-Identifier: EUPL-1.2
#include "accesslog/stream.hpp"

#include <fcntl.h>
#include <isa-l/igzip_lib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zstd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <vector>

#include "base/error.hpp"

namespace schouw {
namespace {

constexpr std::size_t packed_size = 256 << 10;

[[noreturn]] void refuse(const char* key, const std::string& shown, const char* why = "") {
    fail(Exit::io, key, {{"why", why}}, {shown, "", 0, 0});
}

}  // namespace

struct LogStream::Unpack {
    explicit Unpack(LogStream& of) : stream(of), packed(packed_size) {}
    virtual ~Unpack() = default;
    virtual std::size_t read(char* to, std::size_t size) = 0;
    virtual const char* name() const = 0;
    bool more() {
        begin = 0;
        end = stream.raw(packed.data(), packed.size());
        return end > 0;
    }
    LogStream& stream;
    std::vector<char> packed;
    std::size_t begin = 0;
    std::size_t end = 0;
};

struct LogStream::Gzip : LogStream::Unpack {
    explicit Gzip(LogStream& of) : Unpack(of) { start(); }
    const char* name() const override { return "gzip"; }
    void start() {
        isal_inflate_init(&state);
        state.crc_flag = ISAL_GZIP;
        fresh = true;
    }
    std::size_t read(char* to, std::size_t size) override {
        state.next_out = reinterpret_cast<std::uint8_t*>(to);
        state.avail_out = static_cast<std::uint32_t>(size);
        while (state.avail_out > 0) {
            if (state.block_state == ISAL_BLOCK_FINISH) {  // another member may follow
                if (begin == end && !more()) break;
                const auto out = state.next_out;
                const auto room = state.avail_out;
                start();
                state.next_out = out;
                state.avail_out = room;
            }
            if (begin == end && !more()) {
                if (fresh) break;
                refuse("logs.cut_off", stream.shown());
            }
            state.next_in = reinterpret_cast<std::uint8_t*>(packed.data() + begin);
            state.avail_in = static_cast<std::uint32_t>(end - begin);
            fresh = false;
            const int result = isal_inflate(&state);
            begin = end - state.avail_in;
            if (result < 0) refuse("logs.damaged", stream.shown(), "gzip");
        }
        return size - state.avail_out;
    }
    inflate_state state{};
    bool fresh = true;
};

struct LogStream::Zstd : LogStream::Unpack {
    explicit Zstd(LogStream& of) : Unpack(of), state(ZSTD_createDStream()) {
        if (state == nullptr) throw std::bad_alloc();
        ZSTD_DCtx_setParameter(state, ZSTD_d_windowLogMax, 27);  // 128 MiB
    }
    ~Zstd() override { ZSTD_freeDStream(state); }
    const char* name() const override { return "zstd"; }
    std::size_t read(char* to, std::size_t size) override {
        ZSTD_outBuffer out{to, size, 0};
        while (out.pos < size) {
            if (begin == end && !more()) {
                // What was taken in may still have to come out.
                ZSTD_inBuffer none{packed.data(), 0, 0};
                const auto before = out.pos;
                if (open) step(out, none);
                if (out.pos > before) continue;
                if (open) refuse("logs.cut_off", stream.shown());
                break;
            }
            ZSTD_inBuffer in{packed.data() + begin, end - begin, 0};
            step(out, in);
            begin += in.pos;
        }
        return out.pos;
    }
    void step(ZSTD_outBuffer& out, ZSTD_inBuffer& in) {
        const std::size_t left = ZSTD_decompressStream(state, &out, &in);
        if (ZSTD_isError(left)) refuse("logs.damaged", stream.shown(), ZSTD_getErrorName(left));
        open = left != 0;
    }
    ZSTD_DStream* state;
    bool open = false;  // within a frame
};

LogStream::LogStream(const std::filesystem::path& path, std::string shown)
    : shown_(std::move(shown)) {
    const bool input = path == "-";
    fd_ = input ? ::dup(STDIN_FILENO) : ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd_ < 0) refuse("file.unreadable", shown_, std::strerror(errno));
    struct stat status {};
    if (::fstat(fd_, &status) != 0 ||
        !(S_ISREG(status.st_mode) || (input && !S_ISDIR(status.st_mode)))) {
        ::close(fd_);
        refuse("file.not_regular", shown_);
    }
    ::posix_fadvise(fd_, 0, 0, POSIX_FADV_SEQUENTIAL);
    head_.resize(4);
    std::size_t got = 0;
    while (got < head_.size()) {
        const auto n = ::read(fd_, head_.data() + got, head_.size() - got);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) break;
        got += static_cast<std::size_t>(n);
    }
    head_.resize(got);
    if (head_.starts_with("\x1f\x8b")) unpack_ = std::make_unique<Gzip>(*this);
    if (head_ == "\x28\xb5\x2f\xfd") unpack_ = std::make_unique<Zstd>(*this);
}

LogStream::~LogStream() {
    if (fd_ >= 0) ::close(fd_);
}

const char* LogStream::packing() const { return unpack_ ? unpack_->name() : ""; }

std::size_t LogStream::raw(char* to, std::size_t size) {
    if (!head_.empty()) {
        const std::size_t n = std::min(size, head_.size());
        std::memcpy(to, head_.data(), n);
        head_.erase(0, n);
        return n;
    }
    for (;;) {
        const auto n = ::read(fd_, to, size);
        if (n >= 0) return static_cast<std::size_t>(n);
        if (errno != EINTR) refuse("file.unreadable", shown_, std::strerror(errno));
    }
}

std::size_t LogStream::read(char* to, std::size_t size) {
    return unpack_ ? unpack_->read(to, size) : raw(to, size);
}

}  // namespace schouw
