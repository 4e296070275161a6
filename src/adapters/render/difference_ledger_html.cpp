#include <algorithm>
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
table.wide { width: 100% }
table.wide tbody { break-inside: avoid }
th, td { border: .2mm solid #000; padding: .4mm 1mm; text-align: left; vertical-align: top;
  overflow-wrap: anywhere }
th { font-weight: 600; background: #f0f0f0 }
.key { white-space: nowrap }
.amount { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums }
thead { display: table-header-group }
p { margin: 1mm 0 }
@media print { body { padding: 0; max-width: none } th { print-color-adjust: exact } }
)";

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
            row({word(words_of(one)), std::to_string(std::ranges::count(of_.outcome.differences,
                                                                        one, &Difference::what))});
        }
        out_ += "</table>\n";
    }

    /// Both sides of a difference under each other, so that the amounts to compare stand together.
    void differences() {
        const codec::CellTable table = ledger_table(of_);
        out_ +=
            "<h2>" + word({"差异", "Differences"}) + "</h2>\n<table class=\"wide\">\n<thead><tr>";
        const std::vector<std::string>& heads = table.front().cells;
        head(heads[0]);
        head(word({"编号、人员、就诊", "key, person, visit"}));
        head("");
        for (std::size_t i = 0; i < kLedgerSideColumns; ++i) {
            // Without the side, which stands before its row.
            head(std::string_view{heads[kLedgerSideFrom + i]}.substr(2));
        }
        for (std::size_t i = kAfterSides; i < heads.size(); ++i) head(heads[i]);
        out_ += "</tr></thead>\n";
        for (std::size_t r = 1; r < table.size(); ++r) difference(table[r].cells);
        out_ += "</table>\n<p>";
        out_ += word({"已关闭的月份不作修改：其中的差异在以后期间更正。",
                      "A closed month is not edited: its differences are corrected in a later "
                      "period."});
        out_ += "</p>\n";
    }

    void difference(const std::vector<std::string>& cells) {
        out_ += R"(<tbody><tr><td rowspan="2">)";
        escape(cells[0], out_);
        out_ += R"(</td><td rowspan="2" class="key">)";
        std::string_view before;
        for (std::size_t i = 1; i < kLedgerSideFrom; ++i) {
            if (cells[i].empty()) continue;
            out_ += before;
            escape(cells[i], out_);
            before = "<br>";
        }
        out_ += "</td>";
        side("A", cells, kLedgerSideFrom);
        for (std::size_t i = kAfterSides; i < cells.size(); ++i) {
            out_ += i == kAfterSides ? R"(<td rowspan="2" class="amount">)" : R"(<td rowspan="2">)";
            escape(cells[i], out_);
            out_ += "</td>";
        }
        out_ += "</tr>\n<tr>";
        side("B", cells, kLedgerSideFrom + kLedgerSideColumns);
        out_ += "</tr></tbody>\n";
    }

    void side(std::string_view name, const std::vector<std::string>& cells, std::size_t from) {
        cell("th", name, /*is_number=*/false);
        for (std::size_t i = 0; i < kLedgerSideColumns; ++i) {
            cell("td", cells[from + i], /*is_number=*/i >= kLedgerSideTexts);
        }
    }

    void head(std::string_view text) { cell("th", text, /*is_number=*/false); }

    static constexpr std::size_t kAfterSides = kLedgerSideFrom + 2 * kLedgerSideColumns;
    const LedgerOf& of_;
    std::string out_;
};

}  // namespace

std::string ledger_html(const LedgerOf& of) {
    return Page{of}.write();
}

}  // namespace yidi::render
