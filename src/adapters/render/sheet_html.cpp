#include <numeric>
#include <string_view>
#include <utility>

#include "adapters/render/internal/html.h"
#include "adapters/render/sheet.h"

namespace yidi::render {
namespace {

using internal::escape;

constexpr std::string_view kStyle = R"(
@page { size: A4; margin: 13mm 14mm 16mm;
  @bottom-right { content: "第 " counter(page) " 页，共 " counter(pages) " 页";
    font: 8.5pt "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "SimSun", sans-serif } }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 182mm; padding: 6mm 0; color: #000; background: #fff;
  font: 9.5pt/1.4 "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "SimSun", sans-serif }
h1 { margin: 0; font-size: 16pt; text-align: center; letter-spacing: .2em }
h2 { margin: 3mm 0 1mm; font-size: 10.5pt; break-after: avoid }
.sub { margin: 0 0 2mm; text-align: center }
.state { margin: 3mm 0; padding: 2mm 4mm; border: 1.2mm double #b00020; color: #b00020;
  text-align: center }
.state b { display: block; font-size: 26pt; letter-spacing: .3em }
table { width: 100%; border-collapse: collapse }
th, td { border: .25mm solid #000; padding: .5mm 1.6mm; text-align: left; vertical-align: top;
  overflow-wrap: anywhere }
th { font-weight: 600; background: #f0f0f0 }
td.amount, th.amount { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums }
.code { color: #444; font-size: 8pt; white-space: nowrap }
tr.total td { font-weight: 700 }
tr { break-inside: avoid }
tr.long { break-inside: auto }
thead { display: table-header-group }
.how { margin: 0; white-space: pre-line; font-size: 8.5pt }
.sign { display: flex; gap: 6mm; margin: 8mm 0 4mm; break-inside: avoid }
.sign span { flex: 1; border-bottom: .25mm solid #000 }
footer { margin-top: 3mm; border-top: .25mm solid #000; padding-top: 1mm; font-size: 8.5pt;
  color: #333; break-inside: avoid }
@media print { body { padding: 0; max-width: none } .state, th { print-color-adjust: exact } }
)";

/// Writes a page from its parts; every text that is not ours goes through escape().
class Page {
public:
    explicit Page(const Sheet& sheet) : of_{sheet} {}

    std::string write() && {
        head();
        state();
        for (const SheetTable& one : of_.tables) table(one);
        foot();
        return std::move(out_);
    }

private:
    void head() {
        out_ += "<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n<title>";
        escape(of_.title + " " + of_.number, out_);
        out_ += "</title>\n<style>";
        out_ += kStyle;
        out_ += "</style>\n</head>\n<body>\n<h1>";
        escape(of_.title, out_);
        out_ += "</h1>\n<p class=\"sub\">";
        escape(of_.subtitle, out_);
        out_ += "</p>\n";
    }

    void state() {
        if (!of_.state) return;
        out_ += "<p class=\"state\"><b>";
        escape(of_.state->word, out_);
        out_ += "</b>";
        escape(of_.state->sentence, out_);
        out_ += "</p>\n";
    }

    void table(const SheetTable& one) {
        if (!one.title.empty()) {
            out_ += "<h2>";
            escape(one.title, out_);
            out_ += "</h2>\n";
        }
        out_ += "<table>\n";
        columns(one.widths);
        if (!one.heads.empty()) {
            out_ += "<thead><tr>";
            for (const Cell& cell : one.heads) write(cell, "th");
            out_ += "</tr></thead>\n";
        }
        for (const SheetRow& each : one.rows) row(each);
        out_ += "</table>\n";
    }

    void columns(const std::vector<std::size_t>& widths) {
        constexpr std::size_t kWhole = 100;
        const std::size_t all = std::accumulate(widths.begin(), widths.end(), std::size_t{0});
        out_ += "<colgroup>";
        for (const std::size_t one : widths) {
            // Not a style: a page of ours that shows this one lets none stand in an element.
            out_ += "<col width=\"" + std::to_string(one * kWhole / all) + "%\">";
        }
        out_ += "</colgroup>\n";
    }

    void row(const SheetRow& one) {
        out_ += "<tr";
        if (one.is_total) out_ += " class=\"total\"";
        if (one.cells.front().kind == CellKind::how) out_ += " class=\"long\"";
        out_ += ">";
        for (const Cell& cell : one.cells) write(cell, cell.kind == CellKind::head ? "th" : "td");
        out_ += "</tr>\n";
    }

    void write(const Cell& cell, std::string_view tag) {
        out_.append("<").append(tag);
        if (cell.span > 1) {
            out_.append(" colspan=\"").append(std::to_string(cell.span)).append("\"");
        }
        if (cell.kind == CellKind::amount) out_ += " class=\"amount\"";
        if (cell.kind == CellKind::code) out_ += " class=\"code\"";
        out_ += ">";
        if (cell.kind == CellKind::how) out_ += "<p class=\"how\">";
        escape(cell.text, out_);
        if (cell.kind == CellKind::how) out_ += "</p>";
        if (!cell.code.empty()) {
            out_ += "<br><span class=\"code\">";
            escape(cell.code, out_);
            out_ += "</span>";
        }
        out_.append("</").append(tag).append(">");
    }

    void foot() {
        out_ += "<p class=\"sign\">";
        for (const std::string& one : of_.signatures) {
            out_ += "<span>";
            escape(one, out_);
            out_ += "</span>";
        }
        out_ += "</p>\n<footer>";
        escape(of_.foot, out_);
        out_ += "</footer>\n</body>\n</html>\n";
    }

    const Sheet& of_;
    std::string out_;
};

}  // namespace

std::string sheet_html(const Sheet& sheet) {
    return Page{sheet}.write();
}

}  // namespace yidi::render
