#pragma once

#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/money.h"

/// Several values in one column, without a parser on the hot path: numbers end with a blank, texts
/// begin with their length: "12 5:abcde-7 ".
namespace yidi::payer::internal {

class CompactWriter {
public:
    void number(std::int64_t value) {
        out_ += std::to_string(value);
        out_ += ' ';
    }
    void amount(Money value) { number(value.fen()); }
    void text(std::string_view value) {
        out_ += std::to_string(value.size());
        out_ += ':';
        out_ += value;
    }
    [[nodiscard]] std::string take() { return std::move(out_); }

private:
    std::string out_;
};

/// Reads what a CompactWriter wrote, in the same order. After the first value that is not there
/// everything reads as empty, and good() is false.
class CompactReader {
public:
    explicit CompactReader(std::string_view text) : left_{text} {}

    std::int64_t number() {
        std::int64_t value = 0;
        return digits(value, ' ') ? value : 0;
    }
    Money amount() {
        const std::int64_t fen = number();
        if (fen > Money::kFenMax || fen < -Money::kFenMax) {
            good_ = false;
            return {};
        }
        return Money::from_fen(fen);
    }
    std::string text() {
        std::int64_t size = 0;
        if (!digits(size, ':') || size < 0 || size > static_cast<std::int64_t>(left_.size())) {
            good_ = false;
            return {};
        }
        std::string value{left_.substr(0, static_cast<std::size_t>(size))};
        left_.remove_prefix(value.size());
        return value;
    }
    [[nodiscard]] bool good() const { return good_; }
    /// Everything has been read.
    [[nodiscard]] bool at_end() const { return good_ && left_.empty(); }

private:
    bool digits(std::int64_t& out, char after) {
        const auto read = std::from_chars(left_.data(), left_.data() + left_.size(), out);
        const auto size = static_cast<std::size_t>(read.ptr - left_.data());
        if (!good_ || read.ec != std::errc{} || size >= left_.size() || left_[size] != after) {
            good_ = false;
            return false;
        }
        left_.remove_prefix(size + 1);
        return true;
    }

    std::string_view left_;
    bool good_ = true;
};

}  // namespace yidi::payer::internal
