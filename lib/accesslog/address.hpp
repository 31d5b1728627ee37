// SPDX-License-Identifier: EUPL-1.2
// Where a log is in a cluster, and as whom it is read.
#pragma once
#include <filesystem>
#include <string>

#include "base/error.hpp"

namespace schouw {

// clickhouse://HOST[:PORT]/DATABASE.TABLE, with clickhouses:// for TLS; without a port 8123, or
// 8443 with TLS. Host and port as written; an IPv6 address between brackets.
struct ClusterAddress {
    bool tls = false;
    std::string host;
    std::string port;
    std::string database;
    std::string table;
    bool this_machine() const;  // localhost, 127.…, [::1]
    std::string url() const;    // http://HOST:PORT/
    std::string shown() const;  // as it is written, always with a port
};
// Throws Error(usage) for anything else, and for a user or password in it: those do not belong on a
// command line.
ClusterAddress read_address(const std::string& text, const Place& place);

struct Login {
    std::string user;
    std::string password;
};
// A TOML file with user and password, of its owner alone (0600). Throws Error(usage) otherwise.
Login read_login(const std::filesystem::path& file);

}  // namespace schouw
