#include "adapters/codec/person_rules.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <utility>
#include <vector>

#include "adapters/codec/pack_store.h"
#include "adapters/codec/table.h"
#include "base/money.h"
#include "base/region_code.h"

namespace yidi::codec {
namespace {

using policy::PersonRule;
using policy::StatedRule;

constexpr std::array<std::string_view, 9> kColumns{"rule",     "region",  "value", "from", "to",
                                                   "document", "article", "grade", "note"};
enum Column : std::uint8_t { rule, region, value, from, to, document, article, grade, note };
constexpr std::string_view kUnknown = "unknown";

class RulesReader {
public:
    explicit RulesReader(std::string_view file_name) : file_name_{file_name} {}

    Result<policy::PersonRules> read(const CellTable& table) {
        if (table.empty() || !std::ranges::equal(table.front().cells, kColumns)) {
            return fail(
                Error{.code = ErrorCode::missing_key,
                      .where = std::string{file_name_} + ":1",
                      .rule = "the columns rule,region,value,from,to,document,article,grade,note",
                      .remedy = "write the first line so",
                      .detail = "the first line is another"});
        }
        for (std::size_t i = 1; i < table.size(); ++i) {
            YIDI_TRY(StatedRule one, read_line(table[i]));
            YIDI_TRY_VOID(check_once(table[i], one));
            rules_.push_back(std::move(one));
        }
        return policy::PersonRules{std::move(rules_)};
    }

private:
    [[nodiscard]] tl::unexpected<Error> refuse(const TableRow& row, Column column,
                                               std::string_view expected,
                                               std::string_view remedy) const {
        return fail(Error{.code = ErrorCode::bad_value,
                          .where = std::string{file_name_} + ":" + std::to_string(row.line) + ":" +
                                   std::string{kColumns[column]},
                          .rule = std::string{expected},
                          .remedy = std::string{remedy},
                          .detail = "this cell cannot be read"});
    }

    Result<StatedRule> read_line(const TableRow& row) const {
        if (row.cells.size() != kColumns.size()) {
            return refuse(row, Column::note, "nine cells", "quote a cell that holds a comma");
        }
        StatedRule one;
        const auto known = policy::parse_person_rule(row.cells[Column::rule]);
        if (!known) {
            return refuse(row, Column::rule, "a rule of docs/policies/person-rules.md",
                          "mend the name");
        }
        one.rule = *known;
        const Result<RegionCode> code = parse_region_code(row.cells[Column::region]);
        if (!code) {
            return refuse(row, Column::region, "a region code of six digits", "mend the code");
        }
        one.region = code->number();
        YIDI_TRY(one.valid, read_days(row));
        one.document = row.cells[Column::document];
        one.article = row.cells[Column::article];
        one.note = row.cells[Column::note];
        const auto level = policy::parse_grade(row.cells[Column::grade]);
        if (!level) {
            return refuse(row, Column::grade, "O, P, D, K or I", "say how well it is proved");
        }
        one.grade = *level;
        if (one.document.empty() || one.article.empty()) {
            return refuse(row, one.document.empty() ? Column::document : Column::article,
                          "where the value comes from", "name it, or write the literal unknown");
        }
        YIDI_TRY(one.value, read_value(row, one.rule));
        if (!one.value && one.note.empty()) {
            return refuse(row, Column::note, "why the value is unknown", "say it");
        }
        return one;
    }

    [[nodiscard]] Result<DateInterval> read_days(const TableRow& row) const {
        const Result<Date> first = parse_date(row.cells[Column::from]);
        if (!first) {
            return refuse(row, Column::from, "a day YYYY-MM-DD", "mend the day");
        }
        DateInterval days{.from = *first, .to = {}};
        if (!row.cells[Column::to].empty()) {
            const Result<Date> last = parse_date(row.cells[Column::to]);
            if (!last || *last <= *first) {
                return refuse(row, Column::to, "the first day after it, later than `from`",
                              "mend the day, or leave it empty");
            }
            days.to = *last;
        }
        return days;
    }

    [[nodiscard]] Result<std::optional<std::int64_t>> read_value(const TableRow& row,
                                                                 PersonRule which) const {
        const std::string& text = row.cells[Column::value];
        if (text == kUnknown) {
            return std::optional<std::int64_t>{};
        }
        const policy::PersonRuleSpec& spec = policy::spec(which);
        if (!spec.words.empty()) {
            const auto found = std::ranges::find(spec.words, text);
            if (found == spec.words.end()) {
                return refuse(row, Column::value, "a word of docs/policies/person-rules.md",
                              "mend the word, or write unknown and say why in the note");
            }
            return std::optional<std::int64_t>{found - spec.words.begin()};
        }
        std::optional<std::int64_t> number;
        if (which == PersonRule::transfer_amount) {
            if (const Result<Money> amount = parse_yuan(text)) {
                number = amount->fen();
            }
        } else {
            std::int64_t whole = 0;
            const auto read = std::from_chars(text.data(), text.data() + text.size(), whole);
            if (read.ec == std::errc{} && read.ptr == text.data() + text.size()) {
                number = whole;
            }
        }
        if (!number || *number < spec.low || *number > spec.high) {
            return refuse(row, Column::value,
                          "a number from " + std::to_string(spec.low) + " to " +
                              std::to_string(spec.high) + ", amounts in yuan",
                          "mend the number, or write unknown and say why in the note");
        }
        return number;
    }

    [[nodiscard]] Result<void> check_once(const TableRow& row, const StatedRule& one) const {
        const bool twice = std::ranges::any_of(rules_, [&](const StatedRule& other) {
            return other.rule == one.rule && other.region == one.region &&
                   other.valid.overlaps(one.valid);
        });
        if (twice) {
            return refuse(row, Column::from, "each rule of a region once on a day",
                          "end the earlier line before this one begins");
        }
        return {};
    }

    std::string_view file_name_;
    std::vector<StatedRule> rules_;
};

}  // namespace

Result<policy::PersonRules> read_person_rules(std::string_view csv, std::string_view file_name) {
    YIDI_TRY(const CellTable table, read_csv(csv, file_name));
    return RulesReader{file_name}.read(table);
}

Result<policy::PersonRules> load_person_rules(const std::filesystem::path& file) {
    YIDI_TRY(const std::string text, read_file(file));
    return read_person_rules(text, file.filename().string());
}

}  // namespace yidi::codec
