// SPDX-License-Identifier: EUPL-1.2
// Rows in; the same table as CSV and as JSON Lines in the folder of an export out, each with its
// digest. Nothing is kept in memory but one row.
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace schouw {

struct ExportCell {
    enum class Kind { null, integer, real, boolean, text, json };
    Kind kind = Kind::null;
    std::int64_t integer = 0;  // boolean too
    double real = 0;
    std::string text;  // json: as it stands in the file
};
ExportCell null_cell();
ExportCell exported(std::int64_t value);
ExportCell exported(double value);
ExportCell exported_flag(bool value);
ExportCell exported(std::string_view text);  // text that is not there is null_cell()
ExportCell exported_json(std::string json);
using ExportRow = std::vector<ExportCell>;

// What the README and the manifest say of a file.
struct ExportedFile {
    std::string path;  // within the export
    std::string sha256;
    std::uintmax_t bytes = 0;
    long long rows = -1;     // -1: no table
    long long changed = -1;  // cells of a CSV that do not say what the store says; -1: no CSV
};

struct ExportedTable {
    std::string name;   // path without extension
    std::string topic;  // what its sentences are called by: "finding_event", "register_written"
    std::string of;     // the register that it is about, or empty
    std::vector<std::string> columns;
    long long rows = 0;
};

class ExportFolder {
public:
    // A new folder, beside `target`, mode 0700. Throws Error(io).
    explicit ExportFolder(const std::filesystem::path& target);
    // Takes away what was written, unless finish() was reached.
    ~ExportFolder();
    ExportFolder(const ExportFolder&) = delete;
    ExportFolder& operator=(const ExportFolder&) = delete;

    // `fill` calls its argument once per row, with as many cells as there are columns.
    using RowSink = std::function<void(const ExportRow&)>;
    void table(const ExportedTable& table, const std::function<void(const RowSink&)>& fill);
    void text(const std::string& path, std::string_view bytes);
    // Gives the folder its name: it was not there, or empty. Throws Error(io).
    void finish();

    const std::vector<ExportedFile>& files() const { return files_; }
    const std::vector<ExportedTable>& tables() const { return tables_; }

private:
    std::filesystem::path target_;
    std::filesystem::path part_;
    bool finished_ = false;
    std::vector<ExportedFile> files_;
    std::vector<ExportedTable> tables_;
};

// Refuses a target that is no empty or absent folder. Throws Error(usage).
void refuse_export_target(const std::filesystem::path& target);

}  // namespace schouw
