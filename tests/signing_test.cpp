// SPDX-License-Identifier: EUPL-1.2
// Keys and signatures: what is signed, what is refused, what a change does.
#include "base/signing.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>

#include "base/date.hpp"
#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "findings/run.hpp"
#include "store/sign.hpp"
#include "support.hpp"

using namespace schouw;
namespace fs = std::filesystem;

namespace {

std::string refused(const std::function<void()>& act) {
    try {
        act();
    } catch (const Error& error) {
        CHECK(error.exit == Exit::usage);
        return error.message.key;
    }
    return "";
}

std::string refused_key(const fs::path& file) {
    return refused([&] { SigningKey key(file); });
}

mode_t mode_of(const fs::path& file) {
    struct stat info {};
    REQUIRE(::stat(file.c_str(), &info) == 0);
    return info.st_mode & 0777;
}

// A workspace of one register and one check, with a key that signs it.
struct Signed {
    PrivateFolder folder;
    PublicKey key = make_key(folder.path / "keys/key");

    Signed() {
        test::write(folder.path / "things.toml",
                    "[register]\nid = \"things\"\ntitle = { nl = \"Dingen\", en = \"Things\" }\n"
                    "key = [\"thing_id\"]\nduty = \"may\"\nnorms = []\n[[column]]\n"
                    "id = \"thing_id\"\ntype = \"text\"\ntitle = { nl = \"Nr\", en = \"No\" }\n");
        test::write(folder.path / "list.toml",
                    "[checklist]\nid = \"own\"\ntitle = { nl = \"Eigen\", en = \"Own\" }\n");
        configure("sign = \"keys/key\"\n");
    }
    void configure(const std::string& sign) {
        test::write(folder.path / "schouw.toml",
                    "organisation = \"Gemeente Test\"\nregisters = [\"./things.toml\"]\n"
                    "checklists = [\"./list.toml\"]\n" +
                        sign + "[sources.things]\nfile = \"things.csv\"\n");
    }
    void round(int number) {
        test::write(folder.path / "things.csv", "Nr\nA" + std::to_string(number) + "\n");
        Setup setup = load_setup(folder.path);
        RunWish wish;
        wish.as_of = "2026-01-0" + std::to_string(number);
        run_checks(setup, wish);
    }
    Store store() { return Store(folder.path / "schouw.db", Store::Mode::inspect); }
    // Changes the store as somebody would who does not ask schouw.
    void change(const std::string& sql) {
        SQLite::Database db((folder.path / "schouw.db").string(), SQLite::OPEN_READWRITE);
        db.exec("DROP TRIGGER IF EXISTS journal_no_update");
        db.exec("DROP TRIGGER IF EXISTS signature_no_update");
        db.exec("DROP TRIGGER IF EXISTS signature_no_delete");
        db.exec(sql);
    }
};

}  // namespace

TEST_CASE("a key file is of its owner alone and is never overwritten") {
    const PrivateFolder folder;
    const fs::path file = folder.path / "deep/er/key";
    const PublicKey key = make_key(file);
    CHECK(mode_of(file) == 0600);
    CHECK(mode_of(file.parent_path()) == 0700);
    CHECK(SigningKey(file).public_key() == key);
    CHECK(refused([&] { make_key(file); }) == "key.exists");
    CHECK(SigningKey(file).public_key() == key);
    CHECK(std::distance(fs::directory_iterator(file.parent_path()), {}) == 1);

    for (const mode_t mode : {0640, 0604, 0620, 0602, 0660}) {
        ::chmod(file.c_str(), mode);
        CHECK(refused_key(file) == "key.open_to_others");
    }
    ::chmod(file.c_str(), 0400);
    CHECK(SigningKey(file).public_key() == key);

    fs::create_symlink(file, folder.path / "link");
    CHECK(refused_key(folder.path / "link") == "key.link");
    CHECK(refused([&] { make_key(folder.path / "link"); }) == "key.exists");
    fs::create_symlink(folder.path / "nowhere", folder.path / "dangling");
    CHECK(refused([&] { make_key(folder.path / "dangling"); }) == "key.exists");
    CHECK(refused_key(folder.path / "absent") == "key.absent");
    CHECK(refused_key(folder.path) == "key.malformed");
    REQUIRE(::mkfifo((folder.path / "fifo").c_str(), 0600) == 0);
    CHECK(refused_key(folder.path / "fifo") == "key.malformed");
}

TEST_CASE("a key file that was changed in one place is no key") {
    const PrivateFolder folder;
    const fs::path file = folder.path / "key";
    make_key(file);
    const std::string good = read_file(file, 1000);
    for (std::size_t i = 0; i <= good.size(); ++i) {
        std::string bad = good;
        if (i < good.size())
            bad[i] = bad[i] == '0' ? '1' : '0';
        else
            bad += "\n";
        test::write(folder.path / "bad", bad);
        ::chmod((folder.path / "bad").c_str(), 0600);
        INFO(i);
        CHECK(refused_key(folder.path / "bad") == "key.malformed");
    }
}

TEST_CASE("a public key is found in what people pass on") {
    const PrivateFolder folder;
    const PublicKey key = make_key(folder.path / "key");
    const std::string digits = hex(key);
    CHECK(public_key_of(digits) == key);
    CHECK(public_key_of((folder.path / "key").string()) == key);
    CHECK(find_public_key("Publieke sleutel: " + digits + "\n") == key);
    CHECK(find_public_key(digits + "\n" + digits) == key);
    std::string upper = digits;
    for (char& c : upper) c = static_cast<char>(std::toupper(c));
    CHECK(find_public_key(upper) == key);
    CHECK_FALSE(find_public_key(digits + "0"));
    CHECK_FALSE(find_public_key("x" + digits));
    CHECK_FALSE(find_public_key(digits + " " + std::string(64, 'a')));
    CHECK_FALSE(find_public_key(""));
    for (const std::string& word : {std::string("abc"), std::string(64, 'g'), std::string(64, '0'),
                                    folder.path.string() + "/absent"})
        CHECK(refused([&] { public_key_of(word); }) == "key.not_public");
}

TEST_CASE("Ed25519 as RFC 8032 has it") {
    // Test 2 of section 7.1.
    const auto bytes = [](const std::string& text, auto& out) {
        for (std::size_t i = 0; i < out.size(); ++i)
            out[i] = static_cast<unsigned char>(std::stoi(text.substr(2 * i, 2), nullptr, 16));
    };
    PublicKey key{};
    Signature signature{};
    bytes("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", key);
    bytes("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
          "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
          signature);
    CHECK(verifies(key, signature, "\x72"));
    CHECK_FALSE(verifies(key, signature, "\x73"));
    signature[0] ^= 1;
    CHECK_FALSE(verifies(key, signature, "\x72"));
}

TEST_CASE("every recorded run is signed, and a change shows") {
    Signed work;
    for (int i = 1; i <= 3; ++i) work.round(i);
    {
        Store store = work.store();
        const SignatureCheck all = check_signatures(store, work.key);
        CHECK(all.ok());
        CHECK(all.runs == 3);
        CHECK(all.valid == 3);
        CHECK(all.keys == std::vector<std::string>{hex(work.key)});
        const auto own = signatures_of(store, 2);
        REQUIRE(own.size() == 1);
        CHECK(own[0].valid);
        CHECK(own[0].run == 2);
        CHECK(own[0].public_key == hex(work.key));
        CHECK(signatures_of(store, 99).empty());
    }
    SECTION("a rewritten entry") {
        // The chain made anew from the second run on, as somebody without the key can.
        work.change(
            "UPDATE journal SET hash = replace(hash, substr(hash, 1, 1), 'x') WHERE seq = 4");
        Store store = work.store();
        const SignatureCheck all = check_signatures(store);
        REQUIRE(all.bad.size() == 1);
        CHECK(all.bad[0].seq == 4);
        CHECK(all.bad[0].run == 2);
        CHECK(check_signatures(store, work.key).without == std::vector<long long>{2});
    }
    SECTION("another date of the run") {
        work.change(
            "UPDATE journal SET payload = CAST(replace(CAST(payload AS TEXT), '2026-01-03', "
            "'2025-01-03') AS BLOB) WHERE seq = 6");
        Store store = work.store();
        CHECK(check_signatures(store).bad.size() == 1);
    }
    SECTION("a signature taken away") {
        work.change("DELETE FROM signature WHERE seq = 6");
        Store store = work.store();
        CHECK(check_signatures(store).ok());  // without a key to trust nobody can tell
        CHECK(check_signatures(store, work.key).without == std::vector<long long>{3});
    }
    SECTION("signatures changed, and one of no run") {
        work.change("UPDATE signature SET signature = zeroblob(64) WHERE seq = 2;"
                    "UPDATE signature SET signature = x'00' WHERE seq = 4;"
                    "INSERT INTO signature SELECT 1, public_key, signature FROM signature "
                    "WHERE seq = 6");
        Store store = work.store();
        const SignatureCheck all = check_signatures(store, work.key);
        CHECK(all.bad.size() == 3);
        CHECK(all.bad[0].run == 0);
        CHECK(all.valid == 1);
    }
    SECTION("all signed anew with another key") {
        const PrivateFolder other;
        make_key(other.path / "key");
        const SigningKey forged(other.path / "key");
        work.change("DELETE FROM signature");
        Store store(work.folder.path / "schouw.db", Store::Mode::write);
        // Only the last entry can be signed through sign_run; that is enough here.
        sign_run(store, 3, forged);
        CHECK(check_signatures(store).ok());
        CHECK(check_signatures(store, work.key).without == std::vector<long long>{1, 2, 3});
    }
    SECTION("damaged words about a run or an entry") {
        work.change("UPDATE journal SET payload = x'7b' WHERE seq = 2;"
                    "UPDATE journal SET payload = CAST('{\"run\":\"x\"}' AS BLOB) WHERE seq = 4");
        Store store = work.store();
        CHECK(check_signatures(store).bad.size() == 2);
    }
}

TEST_CASE("a run is signed or not made") {
    Signed work;
    work.round(1);
    ::chmod((work.folder.path / "keys/key").c_str(), 0644);
    CHECK(refused([&] { work.round(2); }) == "key.open_to_others");
    fs::remove(work.folder.path / "keys/key");
    CHECK(refused([&] { work.round(2); }) == "key.absent");
    Store store = work.store();
    CHECK(store.number("SELECT count(*) FROM run") == 1);
    CHECK(store.number("SELECT count(*) FROM snapshot") == 1);
    work.configure("");
    work.round(3);
    const SignatureCheck all = check_signatures(store, work.key);
    CHECK(all.valid == 1);
    CHECK(all.without == std::vector<long long>{2});
}
