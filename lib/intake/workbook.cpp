// SPDX-License-Identifier: EUPL-1.2
#include "intake/workbook.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "base/error.hpp"
#include "base/memory.hpp"
#include "intake/book.hpp"

namespace schouw {
namespace {

constexpr std::size_t most_bytes = 256 << 20;

struct Descriptor {
    int fd = -1;
    ~Descriptor() {
        if (fd >= 0) ::close(fd);
    }
};

std::string read_all(const std::filesystem::path& path, const std::string& shown) {
    const auto refuse = [&](const char* key, const char* why = "") {
        fail(Exit::io, key, {{"why", why}, {"limit", "256 MiB"}}, {shown, "", 0, 0});
    };
    const Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
    if (file.fd < 0)
        refuse(errno == ENOENT ? "file.absent" : "file.unreadable", std::strerror(errno));
    struct stat info {};
    if (::fstat(file.fd, &info) != 0) refuse("file.unreadable", std::strerror(errno));
    if (!S_ISREG(info.st_mode)) refuse("file.not_regular");
    std::string bytes;
    std::size_t size = 0;
    // One byte more than it says: a file that grows is read on.
    std::size_t room = static_cast<std::size_t>(info.st_size) + 1;
    for (;;) {
        if (room > most_bytes) refuse("book.too_large");
        bytes.reserve(room);
        will_be_filled(bytes.data(), bytes.capacity());
        bytes.resize(room);
        const ssize_t got = ::read(file.fd, bytes.data() + size, room - size);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) refuse("file.unreadable", std::strerror(errno));
        if (got == 0) break;
        size += static_cast<std::size_t>(got);
        if (size == room) room *= 2;
    }
    bytes.resize(size);
    return bytes;
}

// "Workbook" as a name in the directory of an OLE file: UTF-16, little-endian.
bool has_ole_name(std::string_view bytes, std::string_view name) {
    std::string wide;
    for (const char c : name) {
        wide += c;
        wide += '\0';
    }
    return bytes.find(wide) != bytes.npos;
}

bool looks_like_html(std::string_view bytes) {
    std::string head(bytes.substr(0, 512));
    for (char& c : head)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    for (const char* mark : {"<!doctype html", "<html", "<table", "<body"})
        if (head.find(mark) != head.npos) return true;
    return false;
}

// Says what a file is that is no zip.
void refuse_other_kinds(std::string_view bytes, const std::string& shown) {
    const char* key = nullptr;
    if (bytes.empty()) {
        key = "book.empty";
    } else if (bytes.starts_with("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")) {
        key = has_ole_name(bytes, "EncryptedPackage")                          ? "book.encrypted"
              : has_ole_name(bytes, "Workbook") || has_ole_name(bytes, "Book") ? "book.xls"
                                                                               : "book.ole";
    } else if (!bytes.starts_with("PK")) {
        key = looks_like_html(bytes) ? "book.html" : "book.not_zip";
    }
    if (key != nullptr) fail(Exit::io, key, {}, {shown, "", 0, 0});
}

}  // namespace

Workbook::Workbook(const std::filesystem::path& path, const std::string& shown, bool scan) {
    std::string bytes = read_all(path, shown);
    refuse_other_kinds(bytes, shown);
    book_ = std::make_unique<Book>(std::move(bytes), shown);
    if (!scan) book_->way = XmlWay::expat_only;
    book_->hashing = beside(true, [book = book_.get()] {
        Sha256 hash;
        hash.add(book->archive.bytes());
        return hash.finish();
    });
    if (is_ods(*book_))
        read_ods_book(*book_);
    else
        read_xlsx_book(*book_);
}

Workbook::~Workbook() = default;
Workbook::Workbook(Workbook&&) noexcept = default;
Workbook& Workbook::operator=(Workbook&&) noexcept = default;

BookFormat Workbook::format() const { return book_->format; }
bool Workbook::date1904() const { return book_->date1904; }
const std::vector<SheetInfo>& Workbook::sheets() const { return book_->sheets; }
long long Workbook::bytes() const { return static_cast<long long>(book_->archive.bytes().size()); }

const Digest& Workbook::sha256() {
    if (!book_->digest) book_->digest = book_->hashing.get();
    return *book_->digest;
}

SheetReader Workbook::open(std::size_t sheet) {
    return SheetReader(book_->format == BookFormat::ods ? open_ods_sheet(*book_, sheet)
                                                        : open_xlsx_sheet(*book_, sheet, false));
}

std::vector<MergedRange> Workbook::merged(std::size_t sheet) {
    const auto source = book_->format == BookFormat::ods ? open_ods_sheet(*book_, sheet)
                                                         : open_xlsx_sheet(*book_, sheet, true);
    BookRow row;
    while (source->next(row)) {
    }
    return source->merged();
}

}  // namespace schouw
