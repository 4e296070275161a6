#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/instant.h"

/// What a printed paper says, without how it looks: written as a page (sheet_html.cpp), as a PDF
/// (sheet_pdf.cpp) and by the command line, so that none can have a number that the others have
/// not.
namespace yidi::render {

enum class CellKind : std::uint8_t {
    words,
    head,
    code,
    amount,  ///< to the right
    how,     ///< several lines, which may go on over the end of a page
};

struct Cell {
    CellKind kind = CellKind::words;
    std::string text;
    std::string code = {};  ///< small, under the text
    std::size_t span = 1;   ///< columns
};

struct SheetRow {
    std::vector<Cell> cells;  ///< their spans are the table's columns
    bool is_total = false;
};

struct SheetTable {
    std::string title = {};           ///< empty: none
    std::vector<std::size_t> widths;  ///< of the columns, to one another
    std::vector<Cell> heads = {};     ///< repeated on each page; empty: none
    std::vector<SheetRow> rows = {};
};

/// What does not stand any more, in a big word.
struct SheetState {
    std::string word;
    std::string sentence;
};

struct Sheet {
    std::string title;
    std::string subtitle;
    std::string number;  ///< at the foot of each page: of what it is; digits
    Instant at;          ///< when that was made
    std::optional<SheetState> state;
    std::vector<SheetTable> tables;
    std::vector<std::string> signatures;
    std::string foot;
};

/// One HTML page in Chinese that needs nothing else: no script, no other file, for A4. The same
/// sheet gives the same bytes.
[[nodiscard]] std::string sheet_html(const Sheet& sheet);

/// A PDF of A4 pages whose text can be searched. The same sheet gives the same bytes on machines
/// with the same fonts.
/// Errors    internal: the font is missing.
/// Threads   any; it takes tens of milliseconds, and seconds for thousands of rows.
[[nodiscard]] Result<std::string> sheet_pdf(const Sheet& sheet);

/// Whether the fonts that a PDF needs are there. Errors    internal: as above.
[[nodiscard]] Result<void> check_pdf_font();

}  // namespace yidi::render
