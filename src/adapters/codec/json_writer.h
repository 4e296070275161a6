#pragma once

#include <array>
#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/assert.h"
#include "base/date.h"
#include "base/money.h"
#include "base/rate.h"

namespace yidi::codec {

/// Appends JSON to a string: amounts with exactly two decimals, ratios and dates as strings, never
/// an exponent, always UTF-8. The caller keeps the order of calls valid; commas are put in by the
/// writer.
class JsonWriter {
public:
    explicit JsonWriter(std::string& out) : out_{out} {}

    void begin_object() { open('{'); }
    void end_object() { close('}'); }
    void begin_array() { open('['); }
    void end_array() { close(']'); }

    /// `name` is one of ours: at most 60 characters that need no escapes.
    void key(std::string_view name) {
        YIDI_ASSERT(name.size() <= kNameMax);
        std::array<char, kNameMax + 4>
            text{};  // Put together first: one append is cheaper than four.
        std::size_t size = 0;
        if (!fresh_) text[size++] = ',';
        text[size++] = '"';
        name.copy(text.data() + size, name.size());
        size += name.size();
        text[size++] = '"';
        text[size++] = ':';
        out_.append(text.data(), size);
        fresh_ = true;
    }
    /// A key that came from outside.
    void key_escaped(std::string_view name) {
        separate();
        append_string(name);
        out_ += ':';
        fresh_ = true;
    }

    void value(std::string_view text) {
        separate();
        append_string(text);
    }
    void value(const char* text) { value(std::string_view{text}); }
    void value(const std::string& text) { value(std::string_view{text}); }
    void value(Money amount) {
        separate();
        append_yuan(amount);
    }
    void value(std::int64_t number) {
        separate();
        append_number(number);
    }
    void value(bool flag) {
        separate();
        out_ += flag ? "true" : "false";
    }
    void value(Date date) { value(to_string(date)); }
    void value(Rate rate) { value(to_string(rate)); }
    void value(Ratio ratio) { value(to_string(ratio)); }
    /// What is JSON already: exact digits, or what this writer has written before.
    void raw(std::string_view json) {
        separate();
        out_ += json;
    }
    void null() {
        separate();
        out_ += "null";
    }

    template <class T>
    void member(std::string_view name, const T& content) {
        key(name);
        value(content);
    }

private:
    void open(char bracket) {
        separate();
        out_ += bracket;
        fresh_ = true;
    }
    void close(char bracket) {
        out_ += bracket;
        fresh_ = false;
    }
    void separate() {
        if (!fresh_) out_ += ',';
        fresh_ = false;
    }
    void append_number(std::int64_t number) {
        std::array<char, 24> digits{};
        const char* end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
        out_.append(digits.data(), static_cast<std::size_t>(end - digits.data()));
    }
    void append_yuan(Money amount) {
        std::array<char, 24> text{};
        std::size_t at = text.size();
        std::int64_t rest = amount.fen() < 0 ? -amount.fen() : amount.fen();
        const auto put_digit = [&] {
            text[--at] = static_cast<char>('0' + rest % 10);
            rest /= 10;
        };
        put_digit();
        put_digit();
        text[--at] = '.';
        do {
            put_digit();
        } while (rest > 0);
        if (amount.fen() < 0) text[--at] = '-';
        out_.append(text.data() + at, text.size() - at);
    }
    void append_string(std::string_view text);

    static constexpr std::size_t kNameMax = 60;
    std::string& out_;
    bool fresh_ = true;
};

}  // namespace yidi::codec
