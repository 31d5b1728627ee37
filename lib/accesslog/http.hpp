// SPDX-License-Identifier: EUPL-1.2
// A request to a server out, its answer in: the only code that opens a socket.
#pragma once
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace schouw {

struct HttpRequest {
    std::string url;
    std::vector<std::pair<std::string, std::string>> parameters;  // behind the ?, encoded here
    std::vector<std::string> headers;
    std::string body;                                        // without parts
    std::vector<std::pair<std::string, std::string>> parts;  // name and bytes of files in a form
};

struct HttpAnswer {
    int status = 0;       // 0: there is no answer
    std::string failure;  // why not, as libcurl says it
    bool again = false;   // trying again may help
    std::string body;
};

struct HttpWays {
    std::string certificates;  // file with those that are trusted; empty: those of the system
    long connect_seconds = 10;
    long seconds = 600;
    std::size_t most_bytes = 1UL << 30;  // of an answer
};

// A connection that is kept between requests. Follows no redirect and no proxy of the environment:
// what is sent goes to the named server and nowhere else.
class Http {
public:
    explicit Http(HttpWays ways);
    ~Http();
    Http(const Http&) = delete;
    Http& operator=(const Http&) = delete;
    // One POST. What goes wrong stands in the answer.
    HttpAnswer post(const HttpRequest& request);

private:
    struct Handle;
    std::unique_ptr<Handle> handle_;
    HttpWays ways_;
};

}  // namespace schouw
