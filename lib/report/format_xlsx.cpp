// SPDX-License-Identifier: EUPL-1.2
#include "report/format_xlsx.hpp"
#include "report/grid.hpp"

#include <fcntl.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <cerrno>
#include <ctime>
#include <memory>

#include "base/error.hpp"
#include "base/file.hpp"
#include "report/xlsx_sheet.hpp"
#include "report/xlsx_text.hpp"

namespace schouw {
namespace {

constexpr std::size_t streamed_from = 20'000;  // rows from which memory is kept constant

// "2026-01-31T12:00:00Z" as the time that libxlsxwriter writes.
std::time_t moment(const std::string& iso) {
    std::tm parts{};
    if (::strptime(iso.c_str(), "%Y-%m-%dT%H:%M:%SZ", &parts) == nullptr) return 1;
    return ::timegm(&parts);
}

void set_properties(lxw_workbook* book, const Report& report) {
    std::string title = xlsx_string(report.title);
    std::string company = xlsx_string(report.organisation);
    std::string subject = xlsx_string(report.footer);
    std::string author = "schouw";
    lxw_doc_properties properties{};
    properties.title = title.data();
    properties.subject = subject.data();
    properties.company = company.data();
    properties.author = author.data();
    properties.created = moment(report.recorded_at);
    check_xlsx(workbook_set_properties(book, &properties));
    for (const auto& [name, value] : identity_of(report))
        check_xlsx(workbook_set_custom_property_string(book, name.c_str(), value.c_str()));
}

// libxlsxwriter prints on stderr what it returns as well: the sentence is ours to say.
class QuietLibrary {
public:
    QuietLibrary() : kept_(::fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1)) {
        const int nothing = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
        if (kept_ >= 0 && nothing >= 0) ::dup2(nothing, STDERR_FILENO);
        if (nothing >= 0) ::close(nothing);
    }
    ~QuietLibrary() {
        if (kept_ < 0) return;
        const int error = errno;
        ::dup2(kept_, STDERR_FILENO);
        ::close(kept_);
        errno = error;
    }
    QuietLibrary(const QuietLibrary&) = delete;
    QuietLibrary& operator=(const QuietLibrary&) = delete;

private:
    int kept_;
};

// Gives the number of cells with a value of each worksheet.
std::vector<std::size_t> write_book(const Report& report, const std::filesystem::path& path) {
    std::size_t rows = 0;
    for (const auto& sheet : report.sheets) rows += sheet.table.rows.size();
    const PrivateFolder temporary;
    const QuietLibrary quiet;
    std::string folder = temporary.path.string();
    lxw_workbook_options options{};
    options.constant_memory = rows > streamed_from ? LXW_TRUE : LXW_FALSE;
    options.tmpdir = folder.data();
    struct Close {
        void operator()(lxw_workbook* book) const { lxw_workbook_free(book); }
    };
    std::unique_ptr<lxw_workbook, Close> book(workbook_new_opt(path.c_str(), &options));
    if (!book) check_xlsx(LXW_ERROR_MEMORY_MALLOC_FAILED);
    set_properties(book.get(), report);
    XlsxStyles styles(book.get());
    const XlsxBook all{book.get(), plan_grid(report), &styles};
    std::vector<std::size_t> cells;
    for (const auto& part : all.grid.parts) cells.push_back(write_sheet(all, part));
    errno = 0;
    check_xlsx(workbook_close(book.release()));  // frees the workbook in any case
    return cells;
}

}  // namespace

void write_xlsx(const Report& report, const std::filesystem::path& path,
                const ReadBack& read_back) {
    try {
        write_with(path, [&](const std::filesystem::path& part) {
            const auto cells = write_book(report, part);
            if (read_back) read_back(part, cells);
        });
    } catch (Error& error) {
        if (error.message.place.file.empty()) error.message.place.file = path.string();
        throw;
    }
}

}  // namespace schouw
