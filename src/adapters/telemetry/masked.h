#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace yidi::telemetry {

/// A person's number, certificate or telephone as a log may show it: where it is from and its last
/// two digits, which is enough to tell two complaints apart and too little to find the person.
/// Anything else, such as a name, shows nothing, not even its length.
///
///     35010000000000000042 -> 350100****42        张三 -> ****
class Masked {
public:
    explicit Masked(std::string_view text);
    [[nodiscard]] const std::string& text() const { return text_; }

private:
    std::string text_;
};

/// A name or number of a thing, not of a person: a transaction, a message, an institution, a
/// status. Checked nevertheless, because what a client sends as a code may be anything: a text that
/// is longer than 64, holds a character that no code has, or looks like the number of a person
/// (kPersonalDigits) is masked as a whole.
class Code {
public:
    explicit Code(std::string_view text);
    [[nodiscard]] const std::string& text() const { return text_; }

private:
    std::string text_;
};

/// A sentence of ours or of the system's, such as Error::detail, which by its contract holds no
/// personal data. Numbers that look like a person's are masked all the same; at most 300 bytes.
class Prose {
public:
    explicit Prose(std::string_view text);
    [[nodiscard]] const std::string& text() const { return text_; }

private:
    std::string text_;
};

/// Whether so many digits in a row, with an X as the last, may be a person's: a telephone (11), a
/// certificate of the first kind (15) or the second (18), an insured person's number (20).
[[nodiscard]] bool is_personal_length(std::size_t digits);

}  // namespace yidi::telemetry
