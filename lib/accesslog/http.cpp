// SPDX-License-Identifier: EUPL-1.2
#include "accesslog/http.hpp"

#include <array>

#include "accesslog/curl_library.hpp"
#include "base/error.hpp"

namespace schouw {

struct Http::Handle {
    CURL* curl = nullptr;
    Handle() {
        curl = curl_library().easy_init();
        if (curl == nullptr) fail(Exit::io, "logs.no_curl");
    }
    ~Handle() { curl_library().easy_cleanup(curl); }
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
};

namespace {

template <class Value>
void set(CURL* curl, CURLoption option, Value value) {
    if (curl_library().easy_setopt(curl, option, value) != CURLE_OK) fail(Exit::io, "logs.no_curl");
}

struct Taking {
    std::string& body;
    std::size_t most;
};

// Taking less than was given ends the transfer.
std::size_t take(char* bytes, std::size_t size, std::size_t count, void* to) {
    auto& taking = *static_cast<Taking*>(to);
    if (taking.body.size() + size * count > taking.most) return 0;
    taking.body.append(bytes, size * count);
    return size * count;
}

std::string encoded(CURL* curl, const std::string& text) {
    char* escaped = curl_library().easy_escape(curl, text.data(), static_cast<int>(text.size()));
    if (escaped == nullptr) fail(Exit::io, "logs.no_curl");
    std::string out(escaped);
    curl_library().release(escaped);
    return out;
}

struct Lists {
    curl_slist* headers = nullptr;
    curl_mime* form = nullptr;
    ~Lists() {
        curl_library().slist_free_all(headers);
        curl_library().mime_free(form);
    }
};

void fill(CURL* curl, const HttpRequest& request, Lists& lists) {
    // "Expect: 100-continue" costs a second with servers that do not know it.
    lists.headers = curl_library().slist_append(lists.headers, "Expect:");
    for (const auto& header : request.headers)
        lists.headers = curl_library().slist_append(lists.headers, header.c_str());
    set(curl, CURLOPT_HTTPHEADER, lists.headers);
    std::string url = request.url;
    char sign = '?';
    for (const auto& [name, value] : request.parameters) {
        url += sign + name + "=" + encoded(curl, value);
        sign = '&';
    }
    set(curl, CURLOPT_URL, url.c_str());
    if (request.parts.empty()) {
        set(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
        set(curl, CURLOPT_POSTFIELDS, request.body.c_str());
        return;
    }
    lists.form = curl_library().mime_init(curl);
    for (const auto& [name, bytes] : request.parts) {
        curl_mimepart* part = curl_library().mime_addpart(lists.form);
        if (curl_library().mime_name(part, name.c_str()) != CURLE_OK ||
            curl_library().mime_filename(part, name.c_str()) != CURLE_OK ||
            curl_library().mime_data(part, bytes.data(), bytes.size()) != CURLE_OK)
            fail(Exit::io, "logs.no_curl");
    }
    set(curl, CURLOPT_MIMEPOST, lists.form);
}

bool may_help(CURLcode code) {
    switch (code) {
        case CURLE_COULDNT_RESOLVE_HOST:
        case CURLE_COULDNT_CONNECT:
        case CURLE_GOT_NOTHING:
        case CURLE_SEND_ERROR:
        case CURLE_RECV_ERROR:
        case CURLE_PARTIAL_FILE: return true;
        default: return false;
    }
}

}  // namespace

Http::Http(HttpWays ways) : handle_(std::make_unique<Handle>()), ways_(std::move(ways)) {}
Http::~Http() = default;

HttpAnswer Http::post(const HttpRequest& request) {
    CURL* const curl = handle_->curl;
    curl_library().easy_reset(curl);
    HttpAnswer answer;
    Taking taking{answer.body, ways_.most_bytes};
    std::array<char, CURL_ERROR_SIZE> why{};
    Lists lists;
    fill(curl, request, lists);
    set(curl, CURLOPT_NOSIGNAL, 1L);
    set(curl, CURLOPT_PROXY, "");
    set(curl, CURLOPT_FOLLOWLOCATION, 0L);
    set(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    set(curl, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (!ways_.certificates.empty()) set(curl, CURLOPT_CAINFO, ways_.certificates.c_str());
    set(curl, CURLOPT_CONNECTTIMEOUT, ways_.connect_seconds);
    // The server ends a query that takes too long by itself, and says so: this is for its silence.
    set(curl, CURLOPT_TIMEOUT, ways_.seconds + 30);
    set(curl, CURLOPT_ERRORBUFFER, why.data());
    set(curl, CURLOPT_WRITEFUNCTION, &take);
    set(curl, CURLOPT_WRITEDATA, &taking);
    const CURLcode code = curl_library().easy_perform(curl);
    if (code != CURLE_OK) {
        answer.failure = why[0] != '\0' ? why.data() : curl_library().easy_strerror(code);
        answer.again = may_help(code);
        return answer;
    }
    long status = 0;
    curl_library().easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    answer.status = static_cast<int>(status);
    return answer;
}

}  // namespace schouw
