#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"

namespace yidi::codec {

/// The names and values of a query or of a form (application/x-www-form-urlencoded), decoded.
class FormFields {
public:
    [[nodiscard]] bool has(std::string_view name) const;
    /// Empty where there is no such name.
    [[nodiscard]] std::string_view get(std::string_view name) const;
    [[nodiscard]] std::string text(std::string_view name) const { return std::string{get(name)}; }
    /// In the order in which they came.
    [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& all() const {
        return fields_;
    }

private:
    friend Result<FormFields> read_form(std::string_view text, std::string_view where);
    std::vector<std::pair<std::string, std::string>> fields_;
};

inline constexpr std::size_t kFormFieldsMax = 32;
inline constexpr std::size_t kFormBytesMax = 8'192;

/// Errors    in Chinese, at `where`: bad_value: a name twice, or % without two hexadecimal digits;
///           limit_exceeded: more or longer than the constants above.
[[nodiscard]] Result<FormFields> read_form(std::string_view text, std::string_view where);

}  // namespace yidi::codec
