// SPDX-License-Identifier: EUPL-1.2
#include "store/store_error.hpp"

#include <sqlite3.h>

namespace schouw {

Error store_error(const SQLite::Exception& error, const std::filesystem::path& path) {
    const Place place{path.string(), "", 0, 0};
    const Args why = {{"why", error.what()}};
    switch (error.getErrorCode() & 0xff) {
        case SQLITE_FULL: return {Exit::io, {"store.full", {}, place}};
        case SQLITE_READONLY: return {Exit::io, {"store.read_only", {}, place}};
        case SQLITE_IOERR:
        case SQLITE_CANTOPEN:
        case SQLITE_PERM:
        case SQLITE_AUTH:
        case SQLITE_PROTOCOL:
        case SQLITE_NOLFS: return {Exit::io, {"store.unusable", why, place}};
        case SQLITE_BUSY:
        case SQLITE_LOCKED: return {Exit::busy, {"store.busy", {}, place}};
        case SQLITE_NOMEM: return {Exit::internal, {"internal.memory", {}, {}}};
        case SQLITE_INTERRUPT:
        case SQLITE_MISUSE:
        case SQLITE_RANGE: return {Exit::internal, {"internal.error", why, {}}};
        case SQLITE_NOTADB: return {Exit::tampered, {"store.not_ours", {}, place}};
        default: return {Exit::tampered, {"store.damaged", why, place}};
    }
}

}  // namespace schouw
