// SPDX-License-Identifier: EUPL-1.2
#include "accesslog/address.hpp"

#include <algorithm>

#include "base/key_file.hpp"
#include "base/toml.hpp"

namespace schouw {
namespace {

bool is_port(std::string_view text) {
    return !text.empty() && text.size() <= 5 && text.find_first_not_of("0123456789") == text.npos &&
           std::stol(std::string(text)) > 0 && std::stol(std::string(text)) < 65'536;
}

bool is_host(std::string_view host) {
    if (host.starts_with('[') && host.ends_with(']'))
        return host.size() > 4 &&
               host.find_first_not_of("0123456789abcdefABCDEF:.", 1) == host.size() - 1;
    return !host.empty() && std::all_of(host.begin(), host.end(), [](unsigned char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               c == '.' || c == '-' || c == '_';
    });
}

// A header may not hold a line break, and no name or password does.
void refuse_control(const Toml& toml, const std::string& text) {
    for (const unsigned char c : text)
        if (c < ' ' || c == 0x7f) fail(Exit::usage, "logs.bad_login", {}, {toml.file, "", 0, 0});
}

}  // namespace

bool ClusterAddress::this_machine() const {
    return host == "localhost" || host == "[::1]" ||
           (host.starts_with("127.") && host.find_first_not_of("0123456789.") == host.npos);
}

std::string ClusterAddress::url() const {
    return (tls ? "https://" : "http://") + host + ":" + port + "/";
}

std::string ClusterAddress::shown() const {
    return (tls ? "clickhouses://" : "clickhouse://") + host + ":" + port + "/" + database + "." +
           table;
}

ClusterAddress read_address(const std::string& text, const Place& place) {
    const auto refuse = [&](const char* key) {
        // Not the text: there may be a password in it.
        fail(Exit::usage, key, {}, place);
    };
    ClusterAddress address;
    std::string_view rest = text;
    if (rest.starts_with("clickhouses://"))
        address.tls = true;
    else if (!rest.starts_with("clickhouse://"))
        refuse("logs.bad_address");
    rest.remove_prefix(rest.find("//") + 2);
    const auto slash = rest.find('/');
    if (rest.substr(0, slash).find('@') != rest.npos) refuse("logs.password_in_address");
    const auto dot = slash == rest.npos ? rest.npos : rest.find('.', slash);
    if (dot == rest.npos || dot == slash + 1 || dot + 1 == rest.size()) refuse("logs.bad_address");
    address.database = rest.substr(slash + 1, dot - slash - 1);
    address.table = rest.substr(dot + 1);
    std::string_view host = rest.substr(0, slash);
    address.port = address.tls ? "8443" : "8123";
    const auto colon = host.rfind(':');
    if (colon != host.npos && !host.ends_with(']')) {
        address.port = host.substr(colon + 1);
        host = host.substr(0, colon);
    }
    address.host = host;
    if (!is_host(host) || !is_port(address.port)) refuse("logs.bad_address");
    return address;
}

namespace {

// The sentences about keys, in those about logging in.
std::optional<std::string> own_file(const std::filesystem::path& file) {
    try {
        return read_own_file(file, 65'536);
    } catch (Error& error) {
        if (error.message.key.starts_with("key.")) error.message.key.replace(0, 4, "logs.login.");
        throw;
    }
}

}  // namespace

Login read_login(const std::filesystem::path& file) {
    auto text = own_file(file);
    if (!text) fail(Exit::usage, "logs.bad_login", {}, {file.string(), "", 0, 0});
    const Toml toml = parse_toml(std::move(*text), file.string());
    known_keys(toml, toml.root, {"user", "password"});
    Login login;
    login.user = need_text(toml, toml.root, "user");
    login.password = need_text(toml, toml.root, "password");
    refuse_control(toml, login.user);
    refuse_control(toml, login.password);
    return login;
}

}  // namespace schouw
