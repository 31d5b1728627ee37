// SPDX-License-Identifier: EUPL-1.2
// One JSON value in, its scalars out with the path on which each stands, or an error with line and
// column (RFC 8259). Numbers stay as they are written.
#pragma once
#include <deque>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "intake/json_text.hpp"
#include "intake/rows.hpp"

namespace schouw {

// Which stretch may be at most json_longest_record long.
enum class JsonExtent : unsigned char { whole_value, each_part };

// Walks through a value; who derives from it is told what stands on path().
class JsonWalk : private nlohmann::json_sax<nlohmann::json> {
public:
    JsonWalk() = default;
    JsonWalk(const JsonWalk&) = delete;
    JsonWalk& operator=(const JsonWalk&) = delete;
    ~JsonWalk() override = default;

protected:
    // Reads the value that begins at `begin` and returns the offset behind it. Throws Error(io)
    // json.*; `text` must live until then.
    std::size_t walk(const JsonText& text, std::size_t begin, JsonExtent extent);
    [[noreturn]] void refuse(const char* key, Args args, std::size_t offset) const;

    // In an array every element has the path of the array. `null` is a blank.
    virtual void scalar(RawKind kind, const std::string& text) = 0;
    virtual void opened() {}  // level().object tells which; called before its first element
    virtual void closing() {}

    struct Level {
        bool object = false;
        bool empty = true;
        std::size_t path = 0;   // length of the path of this level
        std::size_t keys = 0;   // of keys_, from where those of this level stand
        std::size_t begin = 0;  // offset of its bracket
        std::unordered_set<std::string_view> known;  // only when there are many keys
    };
    const std::string& path() const { return path_; }
    std::size_t depth() const { return depth_; }  // 1 within the outermost value
    const Level& level(std::size_t at) const { return levels_[at]; }
    // Offset behind the last byte that was read: of a scalar its end, of opened() the bracket.
    std::size_t offset() const { return static_cast<std::size_t>(at_.at - text_->bytes.data()); }
    // Where the scalar stands that scalar() is told of, within an array or object.
    std::size_t scalar_begin(RawKind kind, const std::string& text) const;

private:
    struct At {
        const char* at = nullptr;
        const char* end = nullptr;
        const char* stop = nullptr;
    };
    class Bytes;

    bool null() override;
    bool boolean(bool value) override;
    bool number_integer(number_integer_t value) override;
    bool number_unsigned(number_unsigned_t value) override;
    bool number_float(number_float_t value, const string_t& written) override;
    bool string(string_t& value) override;
    bool binary(binary_t&) override { return false; }
    bool key(string_t& name) override;
    bool start_object(std::size_t) override { return open(true); }
    bool start_array(std::size_t) override { return open(false); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }
    bool parse_error(std::size_t position, const std::string& token,
                     const nlohmann::detail::exception& error) override;

    bool open(bool object);
    bool close();
    bool give(RawKind kind, const std::string& text);
    bool twice(const std::string& name);
    void part();
    void element();
    std::size_t quote_before() const;

    const JsonText* text_ = nullptr;
    At at_;
    std::size_t begin_ = 0;
    std::size_t values_ = 0;
    JsonExtent extent_ = JsonExtent::whole_value;
    std::string path_;
    std::size_t depth_ = 0;
    std::vector<Level> levels_;
    std::deque<std::string> keys_;  // known views into it
    std::size_t key_count_ = 0;
};

}  // namespace schouw
