#include "cli/reconcile_report.h"

#include <algorithm>
#include <ostream>
#include <string>
#include <vector>

#include "adapters/codec/utf8.h"
#include "adapters/render/difference_ledger.h"
#include "cli/text_table.h"
#include "domain/explain/language.h"

namespace yidi::cli {
namespace {

using codec::KnownBy;
using codec::ReconciledFile;
using explain::Words;
using reconciliation::Amount;
using reconciliation::Difference;
using reconciliation::Outcome;

constexpr std::size_t kListed = 20;

class Report {
public:
    Report(Context& context, bool shows_all)
        : out_{context.out}, lang_{context.lang}, shows_all_{shows_all} {}

    void print_file(std::string_view side, const ReconciledFile& file) {
        const codec::SettlementBook& book = file.book;
        const bool is_workbook = file.form == codec::TableForm::workbook;
        out_ << side << "  " << codec::shown_utf8(file.name) << "  " << name(file.form);
        if (!is_workbook) out_ << ", " << name(file.encoding);
        out_ << word({"，列名在第 ", ", heads in line "}) << book.heads_line
             << word({" 行，结算 ", ", "}) << book.rows.size() << word({" 行\n", " settlements\n"});
        out_ << word({"   列：", "   columns: "});
        for (const codec::ReadColumn& column : book.columns) print_column(book, column);
        out_ << '\n';
        const std::vector<std::string> unused = unused_heads(book);
        for (std::size_t i = 0; i < unused.size(); ++i) {
            out_ << (i == 0 ? word({"   未用：", "   not used: "}) : ", ")
                 << codec::shown_utf8(unused[i]) << (i + 1 == unused.size() ? "\n" : "");
        }
        print_total(file);
        if (book.remarks > 0) {
            out_ << word({"   另有 ", "   "}) << book.remarks
                 << word({" 行不是结算\n", " other rows are no settlements\n"});
        }
        print_skipped(book);
    }

    void print_sums(const ReconciledFile& a, const ReconciledFile& b) {
        TextTable table{{"", "A", "B", word({"A−B", "A−B"})}};
        table.add({word({"结算行数", "settlements"}), std::to_string(a.book.rows.size()),
                   std::to_string(b.book.rows.size()), ""});
        for (const Amount which : reconciliation::amounts()) {
            const auto here = a.sums.of(which);
            const auto there = b.sums.of(which);
            if (!here && !there) continue;
            table.add({render::label_of(which, lang_), here ? to_yuan(*here) : "",
                       there ? to_yuan(*there) : "", here && there ? to_yuan(*here - *there) : ""});
        }
        out_ << '\n';
        table.print(out_, "");
    }

    void print_counts(const Outcome& outcome) {
        out_ << '\n'
             << word({"相符 ", "matched "}) << outcome.matched << word({"，仅 A ", ", only A "})
             << outcome.only_a << word({"，仅 B ", ", only B "}) << outcome.only_b
             << word({"，不符 ", ", differs "}) << outcome.differs << '\n';
        for (const reconciliation::Class one : reconciliation::kClasses) {
            const auto count = std::ranges::count(outcome.differences, one, &Difference::what);
            if (count > 0) {
                out_ << "   " << render::words_of(one).in(lang_) << " (" << name(one) << ") "
                     << count << '\n';
            }
        }
        if (!outcome.number_alike && outcome.matched + outcome.differs > 0) {
            out_ << word({"   双方编号不同：按人员、日期和金额配对\n",
                          "   the books do not number alike: paired by person, day and amount\n"});
        }
    }

    void print_differences(const Outcome& outcome, const ReconciledFile& a,
                           const ReconciledFile& b) {
        if (outcome.differences.empty()) return;
        TextTable table{{word({"类别", "class"}), word({"编号", "key"}),
                         word({"A 总额", "A total"}), word({"B 总额", "B total"}), "A−B",
                         word({"置信度", "confidence"}),
                         word({"不同之处（A / B）", "what differs (A / B)"})}};
        const std::size_t shown =
            shows_all_ ? outcome.differences.size() : std::min(kListed, outcome.differences.size());
        const auto is_told = [](const reconciliation::Told& told) {
            return told.row || told.reversal;
        };
        for (std::size_t i = 0; i < shown; ++i) {
            const Difference& one = outcome.differences[i];
            const Money here = render::net_total(a.book, one.a);
            const Money there = render::net_total(b.book, one.b);
            table.add({std::string{render::words_of(one.what).in(lang_)},
                       codec::shown_utf8(one.key), is_told(one.a) ? to_yuan(here) : "",
                       is_told(one.b) ? to_yuan(there) : "", to_yuan(here - there),
                       std::to_string(one.confidence) + " %",
                       codec::shown_utf8(render::contrast(one, a, b, lang_))});
        }
        out_ << '\n';
        table.print(out_, "");
        if (shown < outcome.differences.size()) {
            out_ << word({"… 另有 ", "… and "}) << outcome.differences.size() - shown
                 << word({" 条：--all 全部列出，--out 写入文件\n",
                          " more: --all lists them, --out writes them to a file\n"});
        }
    }

private:
    [[nodiscard]] std::string word(Words words) const { return std::string{words.in(lang_)}; }

    void print_column(const codec::SettlementBook& book, const codec::ReadColumn& column) {
        if (&column != book.columns.data()) out_ << ", ";
        out_ << name(column.field);
        if (column.head != name(column.field)) out_ << " ← " << codec::shown_utf8(column.head);
        if (column.by == KnownBy::option) out_ << word({"（选项）", " (option)"});
        if (column.by == KnownBy::memory) out_ << word({"（已记住）", " (remembered)"});
    }

    void print_total(const ReconciledFile& file) {
        if (!file.book.total) return;
        const std::vector<Amount> wrong = disagreeing(*file.book.total, file.sums);
        out_ << word({"   第 ", "   the total in line "}) << file.book.total->line
             << word({" 行的合计", " "});
        if (wrong.empty()) out_ << word({"与各行相符", "agrees with the rows"});
        for (const Amount which : wrong) {
            out_ << (which == wrong.front() ? word({"不符：", "does not agree: "}) : "; ")
                 << render::label_of(which, lang_) << ' '
                 << to_yuan(*file.book.total->said.of(which))
                 << word({"，各行之和 ", ", the rows sum to "})
                 << to_yuan(file.sums.of(which).value_or(Money{}));
        }
        out_ << '\n';
    }

    void print_skipped(const codec::SettlementBook& book) {
        if (book.skipped.empty()) return;
        out_ << word({"   略去 ", "   "}) << book.skipped.size()
             << word({" 行：\n", " rows left out:\n"});
        const std::size_t shown =
            shows_all_ ? book.skipped.size() : std::min(kListed, book.skipped.size());
        for (std::size_t i = 0; i < shown; ++i) {
            out_ << "     " << codec::shown_utf8(book.skipped[i].where) << ": "
                 << codec::shown_utf8(book.skipped[i].detail) << '\n';
        }
        if (shown < book.skipped.size()) out_ << "     …\n";
    }

    std::ostream& out_;
    Language lang_;
    bool shows_all_;
};

}  // namespace

void print_reconciliation(Context& context, const Outcome& outcome, const ReconciledFile& a,
                          const ReconciledFile& b, bool shows_all) {
    Report report{context, shows_all};
    report.print_file("A", a);
    report.print_file("B", b);
    report.print_sums(a, b);
    report.print_counts(outcome);
    report.print_differences(outcome, a, b);
}

}  // namespace yidi::cli
