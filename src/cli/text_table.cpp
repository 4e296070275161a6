#include "cli/text_table.h"

#include <algorithm>
#include <cstdint>
#include <ostream>

namespace yidi::cli {
namespace {

/// Columns of one code point. Coarse: the blocks that packs and regions use.
std::size_t width_of(std::uint32_t point) {
    const bool is_joined =
        (point >= 0x0300 && point < 0x0370) || point == 0x200B || point == 0xFEFF;
    const bool is_wide =
        (point >= 0x1100 && point < 0x1160) || (point >= 0x2E80 && point < 0xA4D0) ||
        (point >= 0xAC00 && point < 0xD7A4) || (point >= 0xF900 && point < 0xFB00) ||
        (point >= 0xFE30 && point < 0xFE70) || (point >= 0xFF00 && point < 0xFF61) ||
        (point >= 0xFFE0 && point < 0xFFE7) || (point >= 0x1F300 && point < 0x40000);
    if (is_joined) {
        return 0;
    }
    return is_wide ? 2 : 1;
}

}  // namespace

std::size_t display_width(std::string_view text) {
    std::size_t width = 0;
    for (std::size_t i = 0; i < text.size();) {
        const auto first = static_cast<unsigned char>(text[i]);
        const std::size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        std::uint32_t point = length == 1 ? first : first & (0xFFU >> (length + 1));
        for (std::size_t k = 1; k < length && i + k < text.size(); ++k) {
            point = (point << 6U) | (static_cast<unsigned char>(text[i + k]) & 0x3FU);
        }
        width += width_of(point);
        i += length;
    }
    return width;
}

void TextTable::print(std::ostream& out, std::string_view indent) const {
    std::vector<std::size_t> widths(rows_.front().size(), 0);
    for (std::size_t i = 1; i < rows_.size(); ++i) {
        for (std::size_t column = 0; column < widths.size(); ++column) {
            widths[column] = std::max(widths[column], display_width(rows_[i][column]));
        }
    }
    for (std::size_t column = 0; column < widths.size(); ++column) {
        if (widths[column] > 0) {
            widths[column] = std::max(widths[column], display_width(rows_.front()[column]));
        }
    }
    for (const std::vector<std::string>& row : rows_) {
        std::string line{indent};
        std::size_t owed =
            0;  // Blanks are written only before a further text, so that no line ends in them.
        for (std::size_t column = 0; column < widths.size(); ++column) {
            if (widths[column] == 0) {
                continue;
            }
            if (!row[column].empty()) {
                line.append(owed, ' ');
                line += row[column];
                owed = 0;
            }
            owed += widths[column] - display_width(row[column]) + 2;
        }
        out << line << '\n';
    }
}

}  // namespace yidi::cli
