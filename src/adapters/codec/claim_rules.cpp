#include "adapters/codec/claim_rules.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "adapters/codec/pack_store.h"
#include "adapters/codec/table.h"
#include "base/money.h"
#include "base/region_code.h"

namespace yidi::codec {
namespace {

using claim::PaperRule;
using claim::StatedLimit;

constexpr std::array<std::string_view, 12> kPaperColumns{"paper", "region",   "when",    "zh",
                                                         "en",    "why_zh",   "why_en",  "from",
                                                         "to",    "document", "article", "grade"};
constexpr std::array<std::string_view, 9> kLimitColumns{
    "limit", "region", "value", "from", "to", "document", "article", "grade", "note"};

/// One file: its cells by the names of its columns.
class RuleFile {
public:
    RuleFile(std::string_view file_name, std::span<const std::string_view> columns)
        : file_name_{file_name}, columns_{columns} {}

    [[nodiscard]] Result<void> check_head(const CellTable& table) const {
        if (!table.empty() && std::ranges::equal(table.front().cells, columns_)) {
            return {};
        }
        std::string names;
        for (const std::string_view one : columns_) {
            names += (names.empty() ? "" : ",") + std::string{one};
        }
        return fail(Error{.code = ErrorCode::missing_key,
                          .where = std::string{file_name_} + ":1",
                          .rule = "the columns " + names,
                          .remedy = "write the first line so",
                          .detail = "the first line is another"});
    }
    [[nodiscard]] tl::unexpected<Error> refuse(const TableRow& row, std::string_view column,
                                               std::string_view expected,
                                               std::string_view remedy) const {
        return fail(Error{.code = ErrorCode::bad_value,
                          .where = std::string{file_name_} + ":" + std::to_string(row.line) + ":" +
                                   std::string{column},
                          .rule = std::string{expected},
                          .remedy = std::string{remedy},
                          .detail = "this cell cannot be read"});
    }
    [[nodiscard]] const std::string& cell(const TableRow& row, std::string_view column) const {
        const auto at = std::ranges::find(columns_, column) - columns_.begin();
        return row.cells[static_cast<std::size_t>(at)];
    }
    /// What rules of every kind have: region, days, source, grade.
    template <class Rule>
    Result<void> read_common(const TableRow& row, Rule& rule) const {
        if (row.cells.size() != columns_.size()) {
            return refuse(row, columns_.back(), std::to_string(columns_.size()) + " cells",
                          "quote a cell that holds a comma");
        }
        const Result<RegionCode> code = parse_region_code(cell(row, "region"));
        if (!code) {
            return refuse(row, "region", "a region code of six digits", "mend the code");
        }
        rule.region = code->number();
        YIDI_TRY(rule.valid, read_days(row));
        rule.document = cell(row, "document");
        rule.article = cell(row, "article");
        if (rule.document.empty() || rule.article.empty()) {
            return refuse(row, rule.document.empty() ? "document" : "article",
                          "where the value comes from", "name it, or write the literal unknown");
        }
        const auto grade = policy::parse_grade(cell(row, "grade"));
        if (!grade) {
            return refuse(row, "grade", "O, P, D, K or I", "say how well it is proved");
        }
        rule.grade = *grade;
        return {};
    }

private:
    [[nodiscard]] Result<DateInterval> read_days(const TableRow& row) const {
        const Result<Date> first = parse_date(cell(row, "from"));
        if (!first) {
            return refuse(row, "from", "a day YYYY-MM-DD", "mend the day");
        }
        DateInterval days{.from = *first, .to = {}};
        const std::string& to = cell(row, "to");
        if (!to.empty()) {
            const Result<Date> last = parse_date(to);
            if (!last || *last <= *first) {
                return refuse(row, "to", "the first day after it, later than `from`",
                              "mend the day, or leave it empty");
            }
            days.to = *last;
        }
        return days;
    }

    std::string_view file_name_;
    std::span<const std::string_view> columns_;
};

Result<PaperRule> read_paper(const RuleFile& file, const TableRow& row) {
    PaperRule one;
    YIDI_TRY_VOID(file.read_common(row, one));
    const auto when = claim::parse_when(file.cell(row, "when"));
    if (!when) {
        return file.refuse(row, "when", "always, inpatient, outpatient, …", "mend the word");
    }
    one.when = *when;
    one.kind = file.cell(row, "paper");
    for (const auto& [column, text] : {std::pair<std::string_view, std::string*>{"zh", &one.zh},
                                       {"en", &one.en},
                                       {"why_zh", &one.why_zh},
                                       {"why_en", &one.why_en}}) {
        *text = file.cell(row, column);
        if (text->empty()) {
            return file.refuse(row, column, "what people read of the paper", "say it");
        }
    }
    if (one.kind.empty()) {
        return file.refuse(row, "paper", "the name of the paper in code", "name it");
    }
    return one;
}

Result<std::optional<std::int64_t>> read_value(const RuleFile& file, const TableRow& row,
                                               claim::Limit limit) {
    constexpr std::int64_t kMonthsMax = 120;
    const std::string& text = file.cell(row, "value");
    if (text == "unknown") {
        return std::optional<std::int64_t>{};
    }
    if (limit == claim::Limit::four_eyes_amount) {
        const Result<Money> amount = parse_yuan(text);
        if (amount && *amount >= Money{}) {
            return std::optional{amount->fen()};
        }
        return file.refuse(row, "value", "an amount in yuan", "mend the amount");
    }
    std::int64_t months = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), months);
    if (read.ec == std::errc{} && read.ptr == text.data() + text.size() && months > 0 &&
        months <= kMonthsMax) {
        return std::optional{months};
    }
    return file.refuse(row, "value", "months from 1 to 120",
                       "mend the number, or write unknown and say why in the note");
}

Result<StatedLimit> read_limit(const RuleFile& file, const TableRow& row) {
    StatedLimit one;
    YIDI_TRY_VOID(file.read_common(row, one));
    const auto limit = claim::parse_limit(file.cell(row, "limit"));
    if (!limit) {
        return file.refuse(row, "limit", "deadline_months or four_eyes_amount", "mend the name");
    }
    one.limit = *limit;
    one.note = file.cell(row, "note");
    YIDI_TRY(one.value, read_value(file, row, one.limit));
    if (!one.value && one.note.empty()) {
        return file.refuse(row, "note", "why the value is unknown", "say it");
    }
    return one;
}

}  // namespace

Result<claim::PaperRules> read_claim_papers(std::string_view csv, std::string_view file_name) {
    YIDI_TRY(const CellTable table, read_csv(csv, file_name));
    const RuleFile file{file_name, kPaperColumns};
    YIDI_TRY_VOID(file.check_head(table));
    std::vector<PaperRule> rules;
    for (std::size_t i = 1; i < table.size(); ++i) {
        YIDI_TRY(PaperRule one, read_paper(file, table[i]));
        rules.push_back(std::move(one));
    }
    return claim::PaperRules{std::move(rules)};
}

Result<claim::Limits> read_claim_limits(std::string_view csv, std::string_view file_name) {
    YIDI_TRY(const CellTable table, read_csv(csv, file_name));
    const RuleFile file{file_name, kLimitColumns};
    YIDI_TRY_VOID(file.check_head(table));
    std::vector<StatedLimit> limits;
    for (std::size_t i = 1; i < table.size(); ++i) {
        YIDI_TRY(StatedLimit one, read_limit(file, table[i]));
        const bool twice = std::ranges::any_of(limits, [&one](const StatedLimit& other) {
            return other.limit == one.limit && other.region == one.region &&
                   other.valid.overlaps(one.valid);
        });
        if (twice) {
            return file.refuse(table[i], "from", "each limit of a region once on a day",
                               "end the earlier line before this one begins");
        }
        limits.push_back(std::move(one));
    }
    return claim::Limits{std::move(limits)};
}

Result<claim::PaperRules> load_claim_papers(const std::filesystem::path& file) {
    YIDI_TRY(const std::string text, read_file(file));
    return read_claim_papers(text, file.filename().string());
}

Result<claim::Limits> load_claim_limits(const std::filesystem::path& file) {
    YIDI_TRY(const std::string text, read_file(file));
    return read_claim_limits(text, file.filename().string());
}

}  // namespace yidi::codec
