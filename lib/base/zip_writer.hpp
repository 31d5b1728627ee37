// SPDX-License-Identifier: EUPL-1.2
// Parts in, a zip file out. No time, no owner: the same parts give the same bytes.
#pragma once
#include <zlib.h>

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace schouw {

// Each part is started, written in pieces, and ends where the next one starts. Throws Error(io)
// when the disk does not take it, or a part or the whole passes 4 GiB.
class ZipWriter {
public:
    explicit ZipWriter(const std::filesystem::path& path);
    ~ZipWriter();
    ZipWriter(const ZipWriter&) = delete;
    ZipWriter& operator=(const ZipWriter&) = delete;

    void start(const std::string& name, bool packed = true);
    void write(std::string_view bytes);
    void add(const std::string& name, std::string_view bytes, bool packed = true);
    // Writes the directory. Without it the file is no zip.
    void finish();

private:
    struct Part {
        std::string name;
        bool packed = true;
        std::uint64_t offset = 0;
        std::uint64_t stored = 0;
        std::uint64_t size = 0;
        std::uint32_t crc = 0;
    };
    void end_part();
    void deflate_some(int flush);
    void put(std::string_view bytes);
    std::string header(const Part& part, bool central) const;

    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    std::unique_ptr<std::FILE, Close> file_;
    std::uint64_t written_ = 0;
    std::vector<Part> parts_;
    bool open_ = false;
    z_stream stream_{};
};

}  // namespace schouw
