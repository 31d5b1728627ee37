// SPDX-License-Identifier: EUPL-1.2
#include "report/export_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cmath>
#include <cstring>

#include "base/csv_text.hpp"
#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/hex.hpp"
#include "base/text.hpp"
#include "registers/value.hpp"

namespace schouw {
namespace fs = std::filesystem;
namespace {

using Kind = ExportCell::Kind;
using Write = std::function<void(std::string_view)>;

[[noreturn]] void cannot_write(const fs::path& path, int error) {
    fail(Exit::io, "file.cannot_write", {{"why", std::strerror(error)}}, {path.string(), "", 0, 0});
}

// Text on its way to a file, in pieces; counted and digested.
class Stream {
public:
    Stream(const Write& write, ExportedFile& file) : write_(write), file_(file) {}
    std::string& buffer() { return buffer_; }
    void row_ends() {
        if (buffer_.size() >= 1 << 16) flush();
    }
    void finish() {
        flush();
        file_.sha256 = hex(hash_.finish());
    }

private:
    void flush() {
        hash_.add(buffer_);
        file_.bytes += buffer_.size();
        write_(buffer_);
        buffer_.clear();
    }
    const Write& write_;
    ExportedFile& file_;
    std::string buffer_;
    Sha256 hash_;
};

std::string number_text(double value) {
    return std::isfinite(value) ? fmt::format("{}", value) : "";
}

void append_csv_row(std::string& out, const ExportRow& row, long long& changed) {
    for (std::size_t i = 0; i < row.size(); ++i) {
        if (i > 0) out += ',';
        const ExportCell& cell = row[i];
        switch (cell.kind) {
            case Kind::null: break;
            case Kind::integer: out += std::to_string(cell.integer); break;
            case Kind::real: out += number_text(cell.real); break;
            case Kind::boolean: out += cell.integer != 0 ? "true" : "false"; break;
            case Kind::text:
            case Kind::json: changed += append_csv_cell(out, cell.text) ? 1 : 0; break;
        }
    }
    out += "\r\n";
}

// Bytes that are no UTF-8 cannot stand in JSON: they are given as hexadecimal digits.
void append_json_text(std::string& out, const std::string& text) {
    if (valid_utf8(text))
        append_json(out, text);
    else
        out += "{\"bytes\":\"" + hex(text) + "\"}";
}

void append_json_row(std::string& out, const std::vector<std::string>& names,
                     const ExportRow& row) {
    for (std::size_t i = 0; i < row.size(); ++i) {
        out += i == 0 ? '{' : ',';
        append_json(out, valid_utf8(names[i]) ? names[i] : visible(names[i]));
        out += ':';
        const ExportCell& cell = row[i];
        switch (cell.kind) {
            case Kind::null: out += "null"; break;
            case Kind::integer: out += std::to_string(cell.integer); break;
            case Kind::real:
                out += std::isfinite(cell.real) ? number_text(cell.real) : "null";
                break;
            case Kind::boolean: out += cell.integer != 0 ? "true" : "false"; break;
            case Kind::text: append_json_text(out, cell.text); break;
            case Kind::json: out += cell.text; break;
        }
    }
    out += "}\n";
}

}  // namespace

ExportCell null_cell() { return {}; }
ExportCell exported(std::int64_t value) { return {Kind::integer, value, 0, ""}; }
ExportCell exported(double value) { return {Kind::real, 0, value, ""}; }
ExportCell exported_flag(bool value) { return {Kind::boolean, value ? 1 : 0, 0, ""}; }
ExportCell exported(std::string_view text) { return {Kind::text, 0, 0, std::string(text)}; }
ExportCell exported_json(std::string json) { return {Kind::json, 0, 0, std::move(json)}; }

void refuse_export_target(const fs::path& target) {
    const auto refuse = [&](const char* key) {
        fail(Exit::usage, key, {}, {target.string(), "", 0, 0});
    };
    struct stat info {};
    if (::lstat(target.c_str(), &info) != 0) {
        if (errno != ENOENT) cannot_write(target, errno);
        return;
    }
    if (S_ISLNK(info.st_mode)) refuse("export.link");
    if (!S_ISDIR(info.st_mode)) refuse("export.no_folder");
    std::error_code error;
    const bool empty = fs::is_empty(target, error);
    if (error) cannot_write(target, error.value());
    if (!empty) refuse("export.not_empty");
}

ExportFolder::ExportFolder(const fs::path& target) : target_(target) {
    part_ = target.parent_path() /
            ("." + target.filename().string() + "." + std::to_string(::getpid()) + ".part");
    if (::mkdir(part_.c_str(), 0700) != 0) cannot_write(target, errno);
}

ExportFolder::~ExportFolder() {
    std::error_code ignored;
    if (!finished_) fs::remove_all(part_, ignored);
}

void ExportFolder::table(const ExportedTable& table,
                         const std::function<void(const RowSink&)>& fill) {
    const fs::path path = part_ / table.name;
    std::error_code error;
    fs::create_directories(path.parent_path(), error);
    if (error) cannot_write(path.parent_path(), error.value());
    ExportedTable done = table;
    ExportedFile csv{table.name + ".csv", "", 0, 0, 0};
    ExportedFile lines{table.name + ".jsonl", "", 0, 0, -1};
    write_stream(part_ / csv.path, [&](const Write& write_csv) {
        write_stream(part_ / lines.path, [&](const Write& write_lines) {
            Stream one(write_csv, csv);
            Stream other(write_lines, lines);
            ExportRow header;
            for (const auto& name : table.columns) header.push_back(exported(name));
            append_csv_row(one.buffer(), header, csv.changed);
            fill([&](const ExportRow& row) {
                if (row.size() != table.columns.size())
                    fail(Exit::internal, "internal.error", {{"why", "cells of " + table.name}});
                append_csv_row(one.buffer(), row, csv.changed);
                append_json_row(other.buffer(), table.columns, row);
                ++done.rows;
                one.row_ends();
                other.row_ends();
            });
            one.finish();
            other.finish();
        });
    });
    csv.rows = lines.rows = done.rows;
    files_.push_back(std::move(csv));
    files_.push_back(std::move(lines));
    tables_.push_back(std::move(done));
}

void ExportFolder::text(const std::string& path, std::string_view bytes) {
    write_file(part_ / path, bytes);
    files_.push_back({path, sha256_hex(bytes), bytes.size(), -1, -1});
}

void ExportFolder::finish() {
    if (::rename(part_.c_str(), target_.c_str()) != 0) cannot_write(target_, errno);
    finished_ = true;
    const fs::path folder = target_.has_parent_path() ? target_.parent_path() : fs::path(".");
    const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool synced = fd >= 0 && ::fsync(fd) == 0;
    const int error = errno;
    if (fd >= 0) ::close(fd);
    if (!synced) cannot_write(folder, error);
}

}  // namespace schouw
