// SPDX-License-Identifier: EUPL-1.2
// A message as a key with arguments and a place; it becomes a sentence only where it is printed.
#pragma once
#include <exception>
#include <string>
#include <utility>
#include <vector>

namespace schouw {

// Exit codes of every command (man page schouw.1, EXIT STATUS).
enum class Exit : int {
    ok = 0,
    findings = 1,
    usage = 2,
    incomplete = 3,
    tampered = 4,
    internal = 70,
    io = 74,
    busy = 75,
};

// Where something stands in a file. row and column count from 1; 0 is "not known".
struct Place {
    std::string file;
    std::string sheet;
    long row = 0;
    long column = 0;
};

using Args = std::vector<std::pair<std::string, std::string>>;

// A sentence of the catalogue (templates/text), not yet written in a language.
struct Message {
    std::string key;
    Args args;
    Place place;
};

// The program could not do its work. A fault in a register is never an Error but a finding.
class Error : public std::exception {
public:
    Error(Exit exit_code, Message text) : exit(exit_code), message(std::move(text)) {}
    const char* what() const noexcept override { return message.key.c_str(); }
    Exit exit;
    Message message;
};

// Shorthands for the errors that are thrown most.
[[noreturn]] inline void fail(Exit exit, std::string key, Args args = {}, Place place = {}) {
    throw Error(exit, {std::move(key), std::move(args), std::move(place)});
}

}  // namespace schouw
