#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "adapters/render/difference_ledger.h"
#include "adapters/render/internal/html.h"

namespace yidi::render {
namespace {

using explain::Language;
using explain::Words;
using internal::escape;
using reconciliation::Amount;
using reconciliation::Class;
using reconciliation::Difference;

constexpr std::string_view kStyle = R"(
@page { size: A4 landscape; margin: 10mm 10mm 14mm;
  @bottom-right { content: counter(page) " / " counter(pages);
    font: 8pt "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "SimSun", sans-serif } }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 277mm; padding: 5mm 0; color: #000; background: #fff;
  font: 8pt/1.35 "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "SimSun", sans-serif }
h1 { margin: 0 0 2mm; font-size: 15pt }
h2 { margin: 4mm 0 1mm; font-size: 10pt; break-after: avoid }
table { border-collapse: collapse; margin-bottom: 3mm }
table.wide { width: 100%; table-layout: fixed }
th, td { border: .2mm solid #000; padding: .4mm 1mm; text-align: left; vertical-align: top;
  overflow-wrap: anywhere }
th { font-weight: 600; background: #f0f0f0 }
.amount { text-align: right; font-variant-numeric: tabular-nums }
tr { break-inside: avoid }
thead { display: table-header-group }
p { margin: 1mm 0 }
@media print { body { padding: 0; max-width: none } th { print-color-adjust: exact } }
)";

/// Columns of the ledger that hold amounts, by their place.
bool is_amount(std::size_t column) {
    constexpr std::array<std::size_t, 9> kPlaces{7, 8, 9, 10, 14, 15, 16, 17, 18};
    return std::ranges::find(kPlaces, column) != kPlaces.end();
}

/// Writes the page from its parts; every text that is not ours goes through escape().
class Page {
public:
    explicit Page(const LedgerOf& of) : of_{of} {}

    std::string write() && {
        const std::string title = word({"对账差异清单", "Differences of two books"});
        out_ += of_.language == Language::zh ? "<!doctype html>\n<html lang=\"zh-CN\">\n"
                                             : "<!doctype html>\n<html lang=\"en\">\n";
        out_ += "<head>\n<meta charset=\"utf-8\">\n<title>" + title + "</title>\n<style>";
        out_ += kStyle;
        out_ += "</style>\n</head>\n<body>\n<h1>" + title + "</h1>\n";
        sides();
        counts();
        differences();
        out_ += "</body>\n</html>\n";
        return std::move(out_);
    }

private:
    [[nodiscard]] std::string word(Words words) const {
        return std::string{words.in(of_.language)};
    }

    void cell(std::string_view tag, std::string_view text, bool is_number) {
        out_ += '<';
        out_ += tag;
        out_ += is_number ? " class=\"amount\">" : ">";
        escape(text, out_);
        out_ += "</";
        out_ += tag;
        out_ += '>';
    }

    void row(const std::vector<std::string>& cells) {
        out_ += "<tr>";
        for (std::size_t i = 0; i < cells.size(); ++i) cell(i == 0 ? "th" : "td", cells[i], i > 0);
        out_ += "</tr>\n";
    }

    void sides() {
        out_ += "<table>\n";
        row({"", "A", "B", word({"A−B", "A−B"})});
        row({word({"文件", "file"}), of_.a.name, of_.b.name, ""});
        const auto rows = [](const codec::ReconciledFile& file) {
            return std::to_string(file.book.rows.size());
        };
        row({word({"行数", "rows"}), rows(of_.a), rows(of_.b), ""});
        for (const Amount which : reconciliation::amounts()) {
            const auto a = of_.a.sums.of(which);
            const auto b = of_.b.sums.of(which);
            if (!a && !b) continue;
            row({label_of(which, of_.language), a ? to_yuan(*a) : "", b ? to_yuan(*b) : "",
                 a && b ? to_yuan(*a - *b) : ""});
        }
        out_ += "</table>\n";
    }

    void counts() {
        out_ += "<table>\n";
        row({word({"相符", "matched"}), std::to_string(of_.outcome.matched)});
        for (const Class one : reconciliation::kClasses) {
            row({word(words_of(one)), std::to_string(std::ranges::count(of_.outcome.differences, one,
                                                                        &Difference::what))});
        }
        out_ += "</table>\n";
    }

    void differences() {
        const codec::CellTable table = ledger_table(of_);
        out_ += "<h2>" + word({"差异", "Differences"}) + "</h2>\n<table class=\"wide\">\n";
        for (std::size_t r = 0; r < table.size(); ++r) {
            out_ += r == 0 ? "<thead><tr>" : "<tr>";
            for (std::size_t i = 0; i < table[r].cells.size(); ++i) {
                cell(r == 0 ? "th" : "td", table[r].cells[i], is_amount(i));
            }
            out_ += r == 0 ? "</tr></thead>\n<tbody>\n" : "</tr>\n";
        }
        out_ += "</tbody>\n</table>\n<p>";
        out_ += word({"已关闭的月份不作修改：其中的差异在以后期间更正。",
                      "A closed month is not edited: its differences are corrected in a later "
                      "period."});
        out_ += "</p>\n";
    }

    const LedgerOf& of_;
    std::string out_;
};

}  // namespace

std::string ledger_html(const LedgerOf& of) {
    return Page{of}.write();
}

}  // namespace yidi::render
