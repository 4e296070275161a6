#include <array>
#include <string>
#include <utility>
#include <vector>

#include "adapters/codec/table.h"
#include "api/rest/internal/clearing_call.h"
#include "api/rest/internal/filing_json.h"
#include "api/rest/internal/place.h"
#include "api/rest/internal/subjects.h"
#include "app/clearing/bills.h"
#include "app/clearing/months.h"

/// What clearing gives out: a party's statement, the statistics of a month.
namespace yidi::rest::internal {
namespace {

using clearing::Month;

constexpr std::string_view kCsv = "text/csv";
constexpr std::string_view kXlsx =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

constexpr std::array<std::string_view, 7> kOrigins{
    "settled", "late", "reversed", "carried", "disputed", "dispute_settled", "deducted"};

constexpr std::array kStatementOf{
    code("month", "清算月份，如 2026-01", 7).must(),
    code("party", "哪一地区", 6).must(),
};
constexpr std::array kRow{
    value(Type::flag, "is_receivable", "应收；否则应付").must(),
    code("counterpart", "对方地区").must(),
    code("insutype", "险种").must(),
    code("clr_type", "清算类别").must(),
    code("fund_pay_type", "基金").must(),
    choice("origin", "为何计入本月", kOrigins).must(),
    text("about", "所涉争议或扣款的编号"),
    whole("rows", "几笔").must(),
    value(Type::money, "amount", "金额").must(),
    code("notice", "通知书编号"),
};
constexpr std::array kStatement{
    code("month", "清算月份").must(),
    code("party", "地区").must(),
    value(Type::money, "receivable", "应收合计").must(),
    value(Type::money, "payable", "应付合计").must(),
    list("rows", "应收在前", kRow, 20'000).must(),
};
constexpr std::array kStatisticsOf{
    code("month", "月份，如 2026-01", 7).must(),
    code("area", "参保地的前几位", 6).must(),
};
constexpr std::array kNumbers{
    code("group", "stays 住院，others 门诊与购药，all 合计").must(),
    whole("settlements", "直接结算人次，已冲销的不计").must(),
    whole("manual", "手工报销人次").must(),
    whole("persons", "直接结算人数").must(),
    whole("institutions", "机构数").must(),
    value(Type::money, "medfee_sumamt", "医疗费总额").must(),
    value(Type::money, "fund_pay_sumamt", "基金支付").must(),
    value(Type::ratio, "direct_rate", "直接结算率；没有结算的为空"),
};
constexpr std::array kStatistics{
    code("month", "月份").must(),
    code("area", "参保地").must(),
    list("numbers", "三组", kNumbers).must(),
};
constexpr std::array kTroubles{Trouble::refused, Trouble::not_found};

struct Statement {
    Month month;
    std::uint32_t party = 0;
    std::vector<clearing::StatementRow> rows;
};

Result<Statement> statement_of(Call& call) {
    YIDI_TRY(const auto context, clearing_context(call));
    YIDI_TRY(const std::uint32_t party, shown_party(call, call.parameters().view("party")));
    YIDI_TRY(const Month month, month_in(call.parameters().view("month"), "month"));
    const auto view = app::month_view(call.session(), context, month);
    if (!view) return call.not_found("month", "这一月份还没有开启");
    return Statement{.month = month,
                     .party = party,
                     .rows = clearing::statement_of(party, view->lines, view->notices)};
}

Result<Done> show_statement(Call& call) {
    YIDI_TRY(const Statement statement, statement_of(call));
    Money receivable;
    Money payable;
    for (const clearing::StatementRow& row : statement.rows) {
        (row.is_receivable ? receivable : payable) += row.amount;
    }
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.member("month", to_string(statement.month));
    json.member("party", std::to_string(statement.party));
    json.member("receivable", receivable);
    json.member("payable", payable);
    json.key("rows");
    json.begin_array();
    for (const clearing::StatementRow& row : statement.rows) {
        json.begin_object();
        json.member("is_receivable", row.is_receivable);
        json.member("counterpart", std::to_string(row.counterpart));
        write_kind(json, row.kind);
        json.member("origin", clearing::name(row.origin));
        write_id(json, "about", row.about);
        json.member("rows", row.rows);
        json.member("amount", row.amount);
        write_text(json, "notice", row.notice);
        json.end_object();
    }
    json.end_array();
    json.end_object();
    return done;
}

codec::CellTable table_of(const Statement& statement) {
    codec::CellTable table{
        {.line = 1,
         .cells = {"清算月份", "地区", "应收或应付", "对方地区", "险种", "清算类别", "基金", "原因",
                   "编号", "笔数", "金额", "通知书"}}};
    for (const clearing::StatementRow& row : statement.rows) {
        table.push_back(
            {.line = static_cast<std::uint32_t>(table.size() + 1),
             .cells = {to_string(statement.month), std::to_string(statement.party),
                       row.is_receivable ? "应收" : "应付", std::to_string(row.counterpart),
                       std::string{policy::code(row.kind.insutype)}, row.kind.clr_type,
                       row.kind.fund, std::string{clearing::name(row.origin)},
                       row.about == 0 ? std::string{} : std::to_string(row.about),
                       std::to_string(row.rows), to_yuan(row.amount), row.notice}});
    }
    return table;
}

Done as_file(std::string body, const std::string& name) {
    Done done;
    done.body = std::move(body);
    done.headers.add("Content-Disposition", "attachment; filename=\"" + name + "\"");
    return done;
}

std::string file_name(const Statement& statement, std::string_view extension) {
    return "statement-" + to_string(statement.month) + "-" + std::to_string(statement.party) +
           std::string{extension};
}

Result<Done> statement_csv(Call& call) {
    YIDI_TRY(const Statement statement, statement_of(call));
    return as_file(codec::write_csv(table_of(statement)), file_name(statement, ".csv"));
}

Result<Done> statement_xlsx(Call& call) {
    YIDI_TRY(const Statement statement, statement_of(call));
    Done done = as_file({}, file_name(statement, ".xlsx"));
    done.finish = [table = table_of(statement)] { return codec::xlsx_bytes(table, "statement"); };
    return done;
}

using Named = std::pair<std::string_view, const clearing::CareNumbers*>;
std::array<Named, 3> groups(const clearing::MonthStatistics& all) {
    return {Named{"stays", &all.stays}, Named{"others", &all.others}, Named{"all", &all.all}};
}

/// Toward zero, four places: "0.9732"; empty: nothing to divide by.
std::string rate_of(const clearing::CareNumbers& numbers) {
    const auto ppm = numbers.direct_ppm();
    if (!ppm) return {};
    constexpr std::int64_t kMillion = 1'000'000;
    constexpr std::int64_t kPlaces = 10'000;
    const std::string digits = std::to_string(kPlaces + *ppm % kMillion / (kMillion / kPlaces));
    return std::to_string(*ppm / kMillion) + "." + digits.substr(1);
}

struct Statistics {
    Month month;
    std::string area;
    clearing::MonthStatistics numbers;
};

Result<Statistics> statistics_of(Call& call) {
    const std::string area = call.parameters().text("area");
    constexpr std::size_t kCode = 6;
    std::string padded = area;
    padded.resize(kCode, '0');
    YIDI_TRY(const std::uint32_t region, read_region(padded, "area"));
    access::Subject subject;
    subject.regions.push_back(region);
    YIDI_TRY_VOID(call.allow(subject));
    YIDI_TRY(const Month month, month_in(call.parameters().view("month"), "month"));
    YIDI_TRY(auto numbers,
             app::month_statistics(call.session(), call.book().regions(), month, area));
    return Statistics{.month = month, .area = area, .numbers = numbers};
}

Result<Done> show_statistics(Call& call) {
    YIDI_TRY(const Statistics statistics, statistics_of(call));
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.member("month", to_string(statistics.month));
    json.member("area", statistics.area);
    json.key("numbers");
    json.begin_array();
    for (const auto& [group, numbers] : groups(statistics.numbers)) {
        json.begin_object();
        json.member("group", group);
        json.member("settlements", numbers->settlements);
        json.member("manual", numbers->manual);
        json.member("persons", numbers->persons);
        json.member("institutions", numbers->institutions);
        json.member("medfee_sumamt", numbers->medfee);
        json.member("fund_pay_sumamt", numbers->fund);
        write_text(json, "direct_rate", rate_of(*numbers));
        json.end_object();
    }
    json.end_array();
    json.end_object();
    return done;
}

Result<Done> statistics_csv(Call& call) {
    YIDI_TRY(const Statistics statistics, statistics_of(call));
    codec::CellTable table{{.line = 1,
                            .cells = {"月份", "参保地", "类别", "直接结算人次", "手工报销人次",
                                      "人数", "机构数", "医疗费总额", "基金支付", "直接结算率"}}};
    for (const auto& [group, numbers] : groups(statistics.numbers)) {
        table.push_back(
            {.line = static_cast<std::uint32_t>(table.size() + 1),
             .cells = {to_string(statistics.month), statistics.area, std::string{group},
                       std::to_string(numbers->settlements), std::to_string(numbers->manual),
                       std::to_string(numbers->persons), std::to_string(numbers->institutions),
                       to_yuan(numbers->medfee), to_yuan(numbers->fund), rate_of(*numbers)}});
    }
    return as_file(codec::write_csv(table),
                   "statistics-" + to_string(statistics.month) + "-" + statistics.area + ".csv");
}

constexpr access::Rule kReads{.roles = kReadsClearing, .about = access::About::place};
constexpr std::array kEndpoints{
    Endpoint{.id = "showClearingStatement",
             .method = "GET",
             .path = "/clearing/months/{month}/statements/{party}",
             .summary = {"一个地区的清算明细", "A party's statement of a month"},
             .rule = kReads,
             .parameters = kStatementOf,
             .answer = kStatement,
             .troubles = kTroubles,
             .handle = show_statement},
    Endpoint{.id = "exportClearingStatementCsv",
             .method = "GET",
             .path = "/clearing/months/{month}/statements/{party}/statement.csv",
             .summary = {"清算明细，CSV", "The statement as CSV"},
             .rule = kReads,
             .parameters = kStatementOf,
             .media = kCsv,
             .troubles = kTroubles,
             .handle = statement_csv},
    Endpoint{.id = "exportClearingStatementXlsx",
             .method = "GET",
             .path = "/clearing/months/{month}/statements/{party}/statement.xlsx",
             .summary = {"清算明细，XLSX", "The statement as a workbook"},
             .rule = kReads,
             .parameters = kStatementOf,
             .media = kXlsx,
             .troubles = kTroubles,
             .handle = statement_xlsx},
    Endpoint{.id = "showMonthStatistics",
             .method = "GET",
             .path = "/clearing/statistics/{month}",
             .summary = {"异地就医结算月度统计", "What an agency publishes of a month"},
             .rule = kReads,
             .parameters = kStatisticsOf,
             .answer = kStatistics,
             .troubles = kTroubles,
             .handle = show_statistics},
    Endpoint{.id = "exportMonthStatistics",
             .method = "GET",
             .path = "/clearing/statistics/{month}/statistics.csv",
             .summary = {"月度统计，CSV", "The statistics as CSV"},
             .rule = kReads,
             .parameters = kStatisticsOf,
             .media = kCsv,
             .troubles = kTroubles,
             .handle = statistics_csv},
};

}  // namespace

Subject clearing_book_subject() {
    return {.id = "clearing-books",
            .title = {"清算明细与统计", "Statements and statistics"},
            .endpoints = kEndpoints};
}

}  // namespace yidi::rest::internal
