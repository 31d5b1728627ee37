// SPDX-License-Identifier: EUPL-1.2
// Files: read with a limit, written whole or not at all.
#pragma once
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace schouw {

// The bytes of a regular file. Throws Error(io) when it is absent, no regular file, unreadable,
// or larger than `limit` bytes.
std::string read_file(const std::filesystem::path& path, std::size_t limit);

// What is in a folder, in order of name; nothing when it is not there. Throws Error(io) when it is
// there and cannot be read: that is not an empty folder.
std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder);

// As write_file, for what comes in pieces: the body calls write(bytes) as often as it likes.
void write_stream(const std::filesystem::path& path,
                  const std::function<void(const std::function<void(std::string_view)>&)>& body);
// Writes beside the target (mode 0600), syncs, renames and syncs the folder: afterwards the
// target is the old file or the new one, never a part. Throws Error(io).
void write_file(const std::filesystem::path& path, std::string_view bytes);
// The same for a writer that wants a path of its own to write to: an empty file that is there. A
// part that a killed process left beside the target is removed.
void write_with(const std::filesystem::path& path,
                const std::function<void(const std::filesystem::path&)>& writer);

// The folder with the shipped data: SCHOUW_DATADIR, <exe>/share/schouw, <exe>/../share/schouw.
// Throws Error(usage) naming the places where it was looked for.
std::filesystem::path data_folder();

// Removes from TMPDIR the private folders that killed processes of this user left there.
void remove_left_folders();

// A new folder in TMPDIR, mode 0700, that is removed with the object. It is locked until then, so
// that what a killed process left can be told apart. Throws Error(io).
class PrivateFolder {
public:
    PrivateFolder();
    ~PrivateFolder();
    PrivateFolder(const PrivateFolder&) = delete;
    PrivateFolder& operator=(const PrivateFolder&) = delete;
    std::filesystem::path path;

private:
    int lock_ = -1;
};

}  // namespace schouw
