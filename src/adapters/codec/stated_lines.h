#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "domain/policy/vocabulary.h"

/// Files that state rules with their sources, a line each: CSV with the columns rule, region,
/// value, from, to, document, article, grade, note.
namespace yidi::codec {

/// One line; rule and value are still text, which the reader of the file understands.
struct StatedLine {
    std::uint32_t line = 0;
    std::string rule;
    std::uint32_t region = 0;
    std::string value;
    DateInterval valid;
    std::string document;
    std::string article;
    policy::Grade grade = policy::Grade::K;
    std::string note;
};

/// Errors    bad_value, missing_key, with file, line and column: also a rule that stands twice for
///           one region and day.
[[nodiscard]] Result<std::vector<StatedLine>> read_stated_lines(std::string_view csv,
                                                                std::string_view file_name);

/// What a cell had to be, and how it is mended.
struct CellFault {
    std::string_view file_name;
    std::uint32_t line = 0;
    std::string_view column;
    std::string_view expected;
    std::string_view remedy;
};
[[nodiscard]] tl::unexpected<Error> refuse_cell(const CellFault& fault);

}  // namespace yidi::codec
