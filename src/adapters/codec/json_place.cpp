#include "adapters/codec/json_place.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <span>
#include <vector>

#include "adapters/codec/utf8.h"

namespace yidi::codec {
namespace {

constexpr std::uint32_t kSurrogateFirst = 0xD800;
constexpr std::uint32_t kSurrogateLow = 0xDC00;
constexpr std::uint32_t kSurrogateEnd = 0xE000;

constexpr bool is_digit(char character) {
    return character >= '0' && character <= '9';
}

/// Reads value after value with a stack of the open brackets.
class Scanner {
public:
    explicit Scanner(std::string_view text) : text_{text} {}

    std::optional<JsonFault> run() {
        while (!fault_) {
            skip_blanks();
            if (expects_ == Expects::nothing) {
                if (at_ < text_.size()) fail(at_, "there is text behind the object");
                return fault_;
            }
            if (at_ == text_.size()) {
                if (open_.empty()) {
                    fail(at_, "there is nothing here");
                } else {
                    fail(open_.back().offset, "this bracket is not closed");
                }
                return fault_;
            }
            step();
        }
        return fault_;
    }

private:
    enum class Expects : std::uint8_t {
        value,
        value_or_end,  ///< behind [
        key_or_end,    ///< behind {
        key,
        colon,
        comma_or_end,
        nothing,
    };

    void step() {
        const char next = text_[at_];
        switch (expects_) {
            case Expects::value_or_end:
                if (next == ']') return close();
                return value();
            case Expects::value: return value();
            case Expects::key_or_end:
                if (next == '}') return close();
                return key();
            case Expects::key: return key();
            case Expects::colon:
                if (next != ':') return fail(at_, "a colon is missing behind the key");
                ++at_;
                expects_ = Expects::value;
                return;
            case Expects::comma_or_end: return comma_or_end(next);
            case Expects::nothing: return;
        }
    }

    void comma_or_end(char next) {
        const bool in_object = text_[open_.back().offset] == '{';
        if (next == (in_object ? '}' : ']')) return close();
        if (next != ',') return fail(at_, "a comma or the closing bracket is missing");
        ++at_;
        ++open_.back().index;
        expects_ = in_object ? Expects::key : Expects::value;
    }

    void key() {
        if (text_[at_] != '"') return fail(at_, "a key in quotes is missing");
        const std::size_t begin = at_ + 1;
        open_.back().key = {};
        string();
        if (!fault_) open_.back().key = text_.substr(begin, at_ - 1 - begin);
        expects_ = Expects::colon;
    }

    void value() {
        const char next = text_[at_];
        if (next == '{' || next == '[') {
            open_.push_back({.offset = at_++, .key = {}});
            expects_ = next == '{' ? Expects::key_or_end : Expects::value_or_end;
            return;
        }
        if (next == '"') {
            string();
        } else if (next == '-' || is_digit(next)) {
            number();
        } else {
            word();
        }
        value_done();
    }

    void value_done() { expects_ = open_.empty() ? Expects::nothing : Expects::comma_or_end; }

    void close() {
        ++at_;
        open_.pop_back();
        value_done();
    }

    void string() {
        const std::size_t opened = at_++;
        while (at_ < text_.size() && text_[at_] != '"') {
            const char next = text_[at_];
            if (static_cast<unsigned char>(next) < 0x20) break;
            const std::size_t begin = at_;
            if (next == '\\' && !escape()) {
                return is_half_ ? fail(begin, "this is half of a surrogate pair")
                                : fail(at_, "this is no escape that JSON knows");
            }
            ++at_;
        }
        if (at_ == text_.size() || text_[at_] != '"') {
            return fail(opened, "this text has no closing quote in its line");
        }
        ++at_;
    }

    /// Leaves the last character of the escape to the caller.
    bool escape() {
        constexpr std::string_view kEscapes = "\"\\/bfnrtu";
        if (at_ + 1 == text_.size() || kEscapes.find(text_[at_ + 1]) == std::string_view::npos) {
            return false;
        }
        ++at_;
        return text_[at_] != 'u' || code_point();
    }

    /// Four digits behind the u, and where they are the first half of a pair the other half.
    bool code_point() {
        constexpr std::size_t kDigits = 4;
        std::uint32_t point = 0;
        if (!four_digits(at_ + 1, point)) return false;
        at_ += kDigits;
        if (point < kSurrogateFirst || point >= kSurrogateEnd) return true;
        std::uint32_t low = 0;
        is_half_ = point >= kSurrogateLow || text_.substr(at_ + 1, 2) != "\\u" ||
                   !four_digits(at_ + 3, low) || low < kSurrogateLow || low >= kSurrogateEnd;
        at_ += is_half_ ? 0 : 2 + kDigits;
        return !is_half_;
    }

    bool four_digits(std::size_t begin, std::uint32_t& out) const {
        constexpr std::string_view kHex = "0123456789abcdefABCDEF";
        constexpr std::size_t kDigits = 4;
        const std::string_view digits = text_.substr(std::min(begin, text_.size()), kDigits);
        if (digits.size() < kDigits || digits.find_first_not_of(kHex) != std::string_view::npos) {
            return false;
        }
        std::from_chars(digits.data(), digits.data() + kDigits, out, 16);
        return true;
    }

    void number() {
        const std::size_t begin = at_;
        if (text_[at_] == '-') ++at_;
        const std::size_t whole = at_;
        bool valid = digits();
        valid = valid && (text_[whole] != '0' || at_ == whole + 1);
        if (valid && at_ < text_.size() && text_[at_] == '.') {
            ++at_;
            valid = digits();
        }
        if (valid && at_ < text_.size() && (text_[at_] == 'e' || text_[at_] == 'E')) {
            ++at_;
            if (at_ < text_.size() && (text_[at_] == '+' || text_[at_] == '-')) ++at_;
            valid = digits();
        }
        if (!valid) fail(begin, "this is no number of JSON");
    }

    bool digits() {
        const std::size_t begin = at_;
        while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
        return at_ > begin;
    }

    void word() {
        constexpr std::array<std::string_view, 3> kWords{"true", "false", "null"};
        for (const std::string_view known : kWords) {
            if (!text_.substr(at_).starts_with(known)) continue;
            at_ += known.size();
            return;
        }
        fail(at_, "a value is missing, or a text stands without quotes");
    }

    void skip_blanks() { at_ = std::min(text_.find_first_not_of(" \t\r\n", at_), text_.size()); }

    void fail(std::size_t offset, std::string_view what) {
        fault_ = {.offset = offset, .what = what, .path = path()};
    }

    [[nodiscard]] std::string path() const {
        constexpr std::size_t kDepthMax = 32;
        std::string all;
        for (const Open& one : std::span{open_}.first(std::min(open_.size(), kDepthMax))) {
            if (text_[one.offset] == '[') {
                all += '[' + std::to_string(one.index) + ']';
                continue;
            }
            if (!all.empty() && !one.key.empty()) all += '.';
            all += one.key;
        }
        return all;
    }

    struct Open {
        std::size_t offset = 0;
        std::string_view key;   ///< the last that was read
        std::size_t index = 0;  ///< of the value that comes
    };

    std::string_view text_;
    std::size_t at_ = 0;
    Expects expects_ = Expects::value;
    std::vector<Open> open_;  ///< the brackets that are not closed
    bool is_half_ = false;
    std::optional<JsonFault> fault_;
};

}  // namespace

std::optional<JsonFault> find_json_fault(std::string_view text) {
    if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
        return JsonFault{.offset = 0, .what = "the text is UTF-16, not UTF-8"};
    }
    const std::size_t bad = malformed_utf8_at(text);
    std::optional<JsonFault> fault = Scanner{text}.run();
    if (bad != std::string_view::npos && (!fault || bad < fault->offset)) {
        // A text that ends before the byte ends within the member that the byte is in.
        const std::optional<JsonFault> before = Scanner{text.substr(0, bad)}.run();
        return JsonFault{.offset = bad,
                         .what = "this byte is not UTF-8",
                         .path = before ? before->path : std::string{}};
    }
    return fault;
}

}  // namespace yidi::codec
