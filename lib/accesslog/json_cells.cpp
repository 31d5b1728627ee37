// SPDX-License-Identifier: EUPL-1.2
#include <nlohmann/json.hpp>

#include "accesslog/lines.hpp"

namespace schouw {
namespace {

constexpr std::size_t deepest = 32;
constexpr std::size_t longest_path = 1000;

// Nothing is built: every scalar goes out with its path.
class Paths : public nlohmann::json_sax<nlohmann::json> {
public:
    using Cell = std::function<void(const std::string&, std::string&&)>;
    explicit Paths(const Cell& cell) : cell_(cell) {}
    bool object() const { return object_; }

    bool null() override { return scalar(""); }
    bool boolean(bool value) override { return scalar(value ? "true" : "false"); }
    bool number_integer(number_integer_t value) override { return scalar(std::to_string(value)); }
    bool number_unsigned(number_unsigned_t value) override { return scalar(std::to_string(value)); }
    bool number_float(number_float_t, const string_t& written) override { return scalar(written); }
    bool string(string_t& value) override { return scalar(std::move(value)); }
    bool binary(binary_t&) override { return false; }
    bool start_object(std::size_t) override {
        if (ends_.empty()) object_ = true;
        return open();
    }
    bool start_array(std::size_t) override { return object_ && open(); }
    bool key(string_t& name) override {
        path_.resize(ends_.back());
        if (!path_.empty()) path_ += '.';
        path_ += name;
        return path_.size() <= longest_path;
    }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }
    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override {
        return false;
    }

private:
    bool open() {
        ends_.push_back(path_.size());
        return ends_.size() <= deepest;
    }
    bool close() {
        path_.resize(ends_.back());
        ends_.pop_back();
        return true;
    }
    bool scalar(std::string text) {
        if (!object_) return false;
        cell_(path_, std::move(text));
        return true;
    }
    const Cell& cell_;
    std::string path_;
    std::vector<std::size_t> ends_;
    bool object_ = false;
};

}  // namespace

bool json_cells(std::string_view line,
                const std::function<void(const std::string& path, std::string&& text)>& cell) {
    Paths paths(cell);
    return nlohmann::json::sax_parse(line.begin(), line.end(), &paths) && paths.object();
}

}  // namespace schouw
