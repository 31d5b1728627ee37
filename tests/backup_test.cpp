// SPDX-License-Identifier: EUPL-1.2
// A backup while others write; what is refused; what damage does to it.
#include "store/backup.hpp"
#include "store/verify.hpp"

#include <sys/stat.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <fstream>
#include <thread>

#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "support.hpp"

using namespace schouw;
namespace fs = std::filesystem;

namespace {

void add_entries(Store& store, int from, int count) {
    SQLite::Transaction transaction(store.db(), SQLite::TransactionBehavior::IMMEDIATE);
    for (int i = from; i < from + count; ++i)
        append_journal(store, "waivers", "{\"n\":" + std::to_string(i) + "}");
    transaction.commit();
}

std::string refused(const fs::path& store, const fs::path& file, bool overwrite = true) {
    try {
        backup_store(store, file, overwrite);
    } catch (const Error& error) {
        return error.message.key;
    }
    return "";
}

std::vector<std::string> names_in(const fs::path& folder) {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder))
        names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
}

}  // namespace

TEST_CASE("a backup is whole while another writes, and holds what was there") {
    const PrivateFolder folder;
    const PrivateFolder out;
    const fs::path path = folder.path / "schouw.db";
    Store store(path, Store::Mode::write);
    store.db().exec("PRAGMA journal_mode=WAL");
    add_entries(store, 1, 100);
    std::atomic<bool> stop = false;
    std::atomic<int> written = 100;
    std::thread writer([&] {
        while (!stop) {
            add_entries(store, written + 1, 10);
            written += 10;
        }
    });
    long long before = 0;
    for (int i = 0; i < 10; ++i) {
        const int least = written;
        const fs::path file = out.path / "copy.db";
        const Backup made = backup_store(path, file, true);
        INFO(i);
        CHECK(made.entries >= least);
        CHECK(made.entries % 10 == 0);  // no transaction was cut in two
        CHECK(made.entries >= before);
        before = made.entries;
        CHECK(made.sha256 == sha256_hex(read_file(file, 1 << 30)));
        CHECK(made.bytes == fs::file_size(file));
        struct stat info {};
        REQUIRE(::stat(file.c_str(), &info) == 0);
        CHECK((info.st_mode & 0777) == 0600);
        CHECK(names_in(out.path) == std::vector<std::string>{"copy.db"});  // nothing beside it
        Store copy(file, Store::Mode::read);
        CHECK(verify(copy).intact());
        CHECK(copy.number("SELECT count(*) FROM journal") == made.entries);
    }
    stop = true;
    writer.join();
}

TEST_CASE("a backup refuses to overwrite what it should not") {
    const PrivateFolder folder;
    const fs::path path = folder.path / "schouw.db";
    { Store store(path, Store::Mode::write); }
    test::write(folder.path / "there.db", "x");
    fs::create_symlink(folder.path / "there.db", folder.path / "link.db");
    fs::create_symlink(folder.path / "nowhere", folder.path / "dangling.db");
    fs::create_hard_link(path, folder.path / "hard.db");
    fs::create_directory(folder.path / "folder");
    fs::create_directory_symlink(folder.path, folder.path / "round");
    REQUIRE(::mkfifo((folder.path / "fifo").c_str(), 0600) == 0);
    const auto before = names_in(folder.path);
    CHECK(refused(path, folder.path / "there.db", false) == "backup.exists");
    CHECK(refused(path, folder.path / "link.db") == "backup.link");
    CHECK(refused(path, folder.path / "dangling.db") == "backup.link");
    CHECK(refused(path, folder.path / "folder") == "backup.folder");
    CHECK(refused(path, folder.path / "folder/") == "backup.folder");
    CHECK(refused(path, folder.path / "fifo") == "file.not_regular");
    for (const char* own : {"schouw.db", "schouw.db-wal", "schouw.db-shm", "schouw.db-journal",
                            "schouw.db.lock", "round/schouw.db", "folder/../schouw.db", "hard.db"})
        CHECK(refused(path, folder.path / own) == "backup.store");
    fs::remove(folder.path / "hard.db");  // a store with two names is refused by itself
    CHECK(refused(path, folder.path / "no/such.db") == "file.cannot_write");
    CHECK(refused(folder.path / "absent.db", folder.path / "new.db") == "store.absent");
    auto left = before;
    std::erase(left, "hard.db");
    CHECK(names_in(folder.path) == left);
    CHECK(read_file(folder.path / "there.db", 10) == "x");
    CHECK(refused(path, folder.path / "there.db").empty());
    CHECK(refused(path, folder.path / "new.db", false).empty());
}

TEST_CASE("a store that does not hold together gives no backup, and the old one stays") {
    const PrivateFolder folder;
    const PrivateFolder out;
    const fs::path path = folder.path / "schouw.db";
    const fs::path file = out.path / "copy.db";
    {
        Store store(path, Store::Mode::write);
        add_entries(store, 1, 2000);
    }
    backup_store(path, file, false);
    const std::string good = read_file(file, 1 << 30);
    SECTION("a broken chain") {
        SQLite::Database db(path.string(), SQLite::OPEN_READWRITE);
        db.exec("DROP TRIGGER journal_no_update");
        db.exec("UPDATE journal SET payload = x'00' WHERE seq = 7");
        CHECK(refused(path, file) == "store.not_intact");
    }
    SECTION("a damaged page") {
        std::fstream bytes(path, std::ios::in | std::ios::out | std::ios::binary);
        bytes.seekp(static_cast<std::streamoff>(fs::file_size(path) / 2 / 4096 * 4096));
        for (int i = 0; i < 64; ++i) bytes.put('\xff');
        bytes.close();
        const std::string key = refused(path, file);
        CHECK((key == "backup.damaged" || key == "store.not_ours" || key == "store.not_intact"));
    }
    CHECK(read_file(file, 1 << 30) == good);
    CHECK(names_in(out.path) == std::vector<std::string>{"copy.db"});
}
