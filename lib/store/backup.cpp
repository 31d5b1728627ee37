// SPDX-License-Identifier: EUPL-1.2
#include "store/backup.hpp"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>

#include "base/digest.hpp"
#include "base/file.hpp"

namespace schouw {
namespace fs = std::filesystem;
namespace {

[[noreturn]] void refuse(const char* key, const fs::path& file) {
    fail(Exit::usage, key, {}, {file.string(), "", 0, 0});
}

[[noreturn]] void cannot_write(const fs::path& file, const std::string& why) {
    fail(Exit::io, "file.cannot_write", {{"why", why}}, {file.string(), "", 0, 0});
}

[[noreturn]] void damaged(const fs::path& store, const std::string& why) {
    fail(Exit::tampered, "backup.damaged", {{"why", why}}, {store.string(), "", 0, 0});
}

// What SQLite could not do, as the error of schouw that it is.
[[noreturn]] void explain(int code, const fs::path& store, const fs::path& file) {
    const std::string why = sqlite3_errstr(code);
    switch (code & 0xff) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED: fail(Exit::busy, "store.busy", {}, {store.string(), "", 0, 0});
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB: damaged(store, why);
        default: cannot_write(file, why);
    }
}

// The store and what stands beside it must never be the target, under whatever name.
void refuse_target(const fs::path& store, const fs::path& file, bool overwrite) {
    if (!file.has_filename()) refuse("backup.folder", file);
    std::error_code error;
    const fs::path target = fs::weakly_canonical(fs::absolute(file), error);
    for (const char* side : {"", "-wal", "-shm", "-journal", ".lock"})
        if (target == fs::weakly_canonical(fs::absolute(store.string() + side), error))
            refuse("backup.store", file);
    struct stat info {};
    if (::lstat(file.c_str(), &info) != 0) {
        if (errno == ENOENT) return;
        cannot_write(file, std::strerror(errno));
    }
    if (S_ISDIR(info.st_mode)) refuse("backup.folder", file);
    if (S_ISLNK(info.st_mode)) refuse("backup.link", file);
    if (!S_ISREG(info.st_mode)) fail(Exit::io, "file.not_regular", {}, {file.string(), "", 0, 0});
    struct stat own {};
    if (::stat(store.c_str(), &own) == 0 && own.st_dev == info.st_dev && own.st_ino == info.st_ino)
        refuse("backup.store", file);
    if (!overwrite) refuse("backup.exists", file);
}

std::map<std::string, long long> rows_of(Store& store) {
    std::map<std::string, long long> rows;
    SQLite::Statement tables(store.db(), "SELECT name FROM sqlite_schema WHERE type = 'table'");
    while (tables.executeStep()) {
        const std::string name = tables.getColumn(0).getString();
        std::string quoted;
        for (const char c : name) quoted += c == '"' ? "\"\"" : std::string(1, c);
        rows[name] = store.number("SELECT count(*) FROM \"" + quoted + "\"");
    }
    return rows;
}

// All pages in one step: a reader of its own moment, whoever writes meanwhile.
void copy_pages(Store& store, const fs::path& part, const fs::path& from, const fs::path& file) {
    const int fd = ::open(part.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0) cannot_write(file, std::strerror(errno));
    ::close(fd);
    SQLite::Database copy(part.string(), SQLite::OPEN_READWRITE);
    sqlite3_backup* backup =
        sqlite3_backup_init(copy.getHandle(), "main", store.db().getHandle(), "main");
    if (backup == nullptr) explain(copy.getExtendedErrorCode(), from, file);
    const int step = sqlite3_backup_step(backup, -1);
    const int end = sqlite3_backup_finish(backup);
    if (step != SQLITE_DONE) explain(step, from, file);
    if (end != SQLITE_OK) explain(end, from, file);
    copy.exec("PRAGMA journal_mode=DELETE");  // one file, that can be read where nothing is written
}

// What the copy says of itself, against the store that it was made from.
Backup read_copy(const fs::path& part, const fs::path& from,
                 const std::map<std::string, long long>& rows) {
    Store copy(part, Store::Mode::read);
    const std::string sound = copy.db().execAndGet("PRAGMA integrity_check(1)").getString();
    if (sound != "ok") damaged(from, sound);
    if (const auto entry = first_broken_entry(copy))
        fail(Exit::tampered, "store.broken", {{"entry", std::to_string(entry)}},
             {from.string(), "", 0, 0});
    Backup result;
    result.rows = rows_of(copy);
    if (result.rows != rows) damaged(from, "count");
    result.entries = result.rows["journal"];
    SQLite::Statement head(copy.db(), "SELECT hash FROM journal ORDER BY seq DESC LIMIT 1");
    if (head.executeStep()) result.head = head.getColumn(0).getString();
    result.run = latest_run(copy, "");
    return result;
}

std::string sha256_of(const fs::path& part) {
    Sha256 hash;
    std::ifstream file(part, std::ios::binary);
    char buffer[65536];
    while (file.read(buffer, sizeof buffer) || file.gcount() > 0)
        hash.add({buffer, static_cast<std::size_t>(file.gcount())});
    if (!file.eof()) fail(Exit::io, "file.unreadable", {{"why", std::strerror(errno)}});
    return hex(hash.finish());
}

// SQLite may leave files beside the one that it could not finish.
struct SideFiles {
    std::string part;
    ~SideFiles() {
        for (const char* side : {"-journal", "-wal", "-shm"}) ::unlink((part + side).c_str());
    }
};

}  // namespace

Backup backup_store(const fs::path& store, const fs::path& file, bool overwrite) {
    refuse_target(store, file, overwrite);
    Store source(store, Store::Mode::read);
    Backup result;
    write_with(file, [&](const fs::path& part) {
        const SideFiles side{part.string()};
        try {
            SQLite::Transaction moment(source.db());
            const auto rows = rows_of(source);
            copy_pages(source, part, store, file);
            result = read_copy(part, store, rows);
        } catch (const SQLite::Exception& error) {
            explain(error.getExtendedErrorCode(), store, file);
        }
        result.bytes = fs::file_size(part);
        result.sha256 = sha256_of(part);
    });
    return result;
}

}  // namespace schouw
