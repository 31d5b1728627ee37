// SPDX-License-Identifier: EUPL-1.2
#include "accesslog/curl_library.hpp"

#include <dlfcn.h>

#include "base/error.hpp"

namespace schouw {
namespace {

constexpr const char* file = "libcurl.so.4";

template <class Function>
void find(void* library, const char* name, Function& function) {
    function = reinterpret_cast<Function>(::dlsym(library, name));
    if (function == nullptr) fail(Exit::io, "logs.no_curl");
}

CurlLibrary opened() {
    void* const library = ::dlopen(file, RTLD_NOW | RTLD_LOCAL);  // for as long as the program runs
    if (library == nullptr) fail(Exit::io, "logs.no_curl");
    CurlLibrary curl;
    find(library, "curl_global_init", curl.global_init);
    find(library, "curl_easy_init", curl.easy_init);
    find(library, "curl_easy_cleanup", curl.easy_cleanup);
    find(library, "curl_easy_reset", curl.easy_reset);
    find(library, "curl_easy_setopt", curl.easy_setopt);
    find(library, "curl_easy_getinfo", curl.easy_getinfo);
    find(library, "curl_easy_perform", curl.easy_perform);
    find(library, "curl_easy_strerror", curl.easy_strerror);
    find(library, "curl_easy_escape", curl.easy_escape);
    find(library, "curl_free", curl.release);
    find(library, "curl_slist_append", curl.slist_append);
    find(library, "curl_slist_free_all", curl.slist_free_all);
    find(library, "curl_mime_init", curl.mime_init);
    find(library, "curl_mime_addpart", curl.mime_addpart);
    find(library, "curl_mime_name", curl.mime_name);
    find(library, "curl_mime_filename", curl.mime_filename);
    find(library, "curl_mime_data", curl.mime_data);
    find(library, "curl_mime_free", curl.mime_free);
    if (curl.global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) fail(Exit::io, "logs.no_curl");
    return curl;
}

}  // namespace

const CurlLibrary& curl_library() {
    static const CurlLibrary curl = opened();
    return curl;
}

}  // namespace schouw
