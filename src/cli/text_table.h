#pragma once

#include <cstddef>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace yidi::cli {

/// Columns of a terminal that a text fills: two for a Chinese character, none for a mark that joins
/// the one before.
[[nodiscard]] std::size_t display_width(std::string_view text);

/// Rows of texts, aligned in columns. The last column is as long as it needs to be.
class TextTable {
public:
    explicit TextTable(std::vector<std::string> head) { rows_.push_back(std::move(head)); }
    void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }
    /// Leaves out columns that are empty in every row.
    void print(std::ostream& out, std::string_view indent) const;

private:
    std::vector<std::vector<std::string>> rows_;
};

}  // namespace yidi::cli
