#pragma once

#include <memory>
#include <string_view>

#include "base/error.h"
#include "ports/readings.h"

namespace yidi::text {

/// Mandarin readings by ICU, and before it a table of words (data/text/readings.tsv): ICU reads
/// nearly every character alone, 长 always as zhang, and names of places are where that goes wrong.
/// Of the table's words the longest that fits is taken. ICU's rules are loaded when first needed,
/// for they take a tenth of a second.
/// Threads   one at a time.
class PlaceReadings final : public ports::Readings {
public:
    /// `table`: lines of a word, a tab and its syllables separated by blanks; # begins a comment.
    /// Errors    bad_value: a line that is none, or with another number of syllables.
    [[nodiscard]] static Result<std::unique_ptr<PlaceReadings>> from(std::string_view table,
                                                                     std::string_view file_name);
    ~PlaceReadings() override;

    [[nodiscard]] std::vector<std::string> of(const std::vector<std::string>& characters) override;

private:
    struct Parts;
    explicit PlaceReadings(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

}  // namespace yidi::text
