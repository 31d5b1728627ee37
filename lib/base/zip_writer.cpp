// SPDX-License-Identifier: EUPL-1.2
#include "base/zip_writer.hpp"

#include <array>
#include <cerrno>
#include <cstring>

#include "base/error.hpp"

namespace schouw {
namespace {

constexpr std::uint64_t most_bytes = 0xffff'ffff;  // more asks for zip64
constexpr std::size_t most_parts = 0xffff;
constexpr std::uint16_t first_day = 0x0021;  // 1980-01-01, the first that a zip can say
constexpr std::uint16_t names_are_utf8 = 0x0800;

[[noreturn]] void cannot(int error) {
    fail(Exit::io, "file.cannot_write", {{"why", std::strerror(error)}});
}

void add16(std::string& out, std::uint64_t value) {
    out += static_cast<char>(value & 0xff);
    out += static_cast<char>(value >> 8 & 0xff);
}

void add32(std::string& out, std::uint64_t value) {
    add16(out, value & 0xffff);
    add16(out, value >> 16 & 0xffff);
}

bool ascii(std::string_view text) {
    for (const char c : text)
        if (static_cast<unsigned char>(c) >= 0x80) return false;
    return true;
}

}  // namespace

ZipWriter::ZipWriter(const std::filesystem::path& path) : file_(std::fopen(path.c_str(), "wb")) {
    if (!file_) cannot(errno);
    constexpr int raw = -15;
    if (deflateInit2(&stream_, Z_DEFAULT_COMPRESSION, Z_DEFLATED, raw, 8, Z_DEFAULT_STRATEGY) !=
        Z_OK)
        cannot(ENOMEM);
}

ZipWriter::~ZipWriter() { deflateEnd(&stream_); }

void ZipWriter::put(std::string_view bytes) {
    if (written_ + bytes.size() > most_bytes) cannot(EFBIG);
    if (std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) != bytes.size()) cannot(errno);
    written_ += bytes.size();
}

// Of a part, in front of it or in the directory at the end.
std::string ZipWriter::header(const Part& part, bool central) const {
    std::string out = central ? "PK\x01\x02" : "PK\x03\x04";
    if (central) add16(out, 20);
    add16(out, 20);
    add16(out, ascii(part.name) ? 0 : names_are_utf8);
    add16(out, part.packed ? Z_DEFLATED : 0);
    add16(out, 0);
    add16(out, first_day);
    add32(out, part.crc);
    add32(out, part.stored);
    add32(out, part.size);
    add16(out, part.name.size());
    add16(out, 0);
    if (central) {
        out.append(10, '\0');  // no comment, first disk, no attributes
        add32(out, part.offset);
    }
    return out + part.name;
}

void ZipWriter::start(const std::string& name, bool packed) {
    end_part();
    if (parts_.size() == most_parts) cannot(EFBIG);
    parts_.push_back({name, packed, written_, 0, 0, 0});
    put(header(parts_.back(), false));
    deflateReset(&stream_);
    open_ = true;
}

void ZipWriter::deflate_some(int flush) {
    std::array<char, 1 << 16> out;
    do {
        stream_.next_out = reinterpret_cast<Bytef*>(out.data());
        stream_.avail_out = static_cast<uInt>(out.size());
        deflate(&stream_, flush);
        const std::size_t made = out.size() - stream_.avail_out;
        put({out.data(), made});
        parts_.back().stored += made;
    } while (stream_.avail_out == 0);
}

void ZipWriter::write(std::string_view bytes) {
    constexpr std::size_t most_at_once = std::size_t{1} << 30;
    while (bytes.size() > most_at_once) {
        write(bytes.substr(0, most_at_once));
        bytes.remove_prefix(most_at_once);
    }
    Part& part = parts_.back();
    const auto* data = reinterpret_cast<const Bytef*>(bytes.data());
    part.crc = static_cast<std::uint32_t>(crc32(part.crc, data, static_cast<uInt>(bytes.size())));
    part.size += bytes.size();
    if (part.size > most_bytes) cannot(EFBIG);
    if (!part.packed) {
        put(bytes);
        part.stored += bytes.size();
        return;
    }
    stream_.next_in = const_cast<Bytef*>(data);  // zlib only reads it
    stream_.avail_in = static_cast<uInt>(bytes.size());
    deflate_some(Z_NO_FLUSH);
}

// Goes back to say in front of the part how long it became.
void ZipWriter::end_part() {
    if (!open_) return;
    open_ = false;
    const Part& part = parts_.back();
    stream_.avail_in = 0;
    if (part.packed) deflate_some(Z_FINISH);
    const std::string front = header(part, false);
    if (std::fseek(file_.get(), static_cast<long>(part.offset), SEEK_SET) != 0 ||
        std::fwrite(front.data(), 1, front.size(), file_.get()) != front.size() ||
        std::fseek(file_.get(), 0, SEEK_END) != 0)
        cannot(errno);
}

void ZipWriter::add(const std::string& name, std::string_view bytes, bool packed) {
    start(name, packed);
    write(bytes);
}

void ZipWriter::finish() {
    end_part();
    const std::uint64_t from = written_;
    for (const auto& part : parts_) put(header(part, true));
    std::string end = "PK\x05\x06";
    add32(end, 0);
    add16(end, parts_.size());
    add16(end, parts_.size());
    add32(end, written_ - from);
    add32(end, from);
    add16(end, 0);
    put(end);
    if (std::fflush(file_.get()) != 0) cannot(errno);
}

}  // namespace schouw
