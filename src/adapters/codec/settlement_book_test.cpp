#include "adapters/codec/settlement_book.h"

#include <string>

#include <gtest/gtest.h>

#include "adapters/codec/table_file.h"

namespace yidi::codec {
namespace {

using reconciliation::Amount;
using reconciliation::State;

Result<SettlementBook> read(std::string_view text, const BookOptions& options = {}) {
    YIDI_TRY(const TableFile file, read_table_file(text, "t.csv"));
    return read_settlements(file.table, "t.csv", options);
}

SettlementBook book_of(std::string_view text, const BookOptions& options = {}) {
    Result<SettlementBook> book = read(text, options);
    if (!book) {
        ADD_FAILURE() << book.error();
        return {};
    }
    return *std::move(book);
}

TEST(SettlementBook, ReadsNationalNames) {
    const SettlementBook book = book_of(
        "setl_id,psn_no,setl_time,clr_ym,medfee_sumamt,fund_pay_sumamt,refd_setl_flag,memo\n"
        "S1,P1,2026-05-01 10:00:00,2026-05,100,60.5,0,x\n");
    ASSERT_EQ(book.rows.size(), 1U);
    const reconciliation::Row& row = book.rows.front();
    EXPECT_EQ(row.setl_id, "S1");
    EXPECT_EQ(row.day, Date::from_ymd({2026, 5, 1}));
    EXPECT_EQ(to_string(*row.month), "2026-05");
    EXPECT_EQ(row.amounts.of(Amount::fund_pay_sumamt), Money::from_fen(6050));
    EXPECT_EQ(row.amounts.of(Amount::acct_pay), std::nullopt);
    EXPECT_EQ(row.state, State::standing);
    EXPECT_EQ(unused_heads(book), std::vector<std::string>{"memo"});
}

TEST(SettlementBook, ReadsChineseHeadsBelowATitleAndATotalRow) {
    const SettlementBook book = book_of(
        "某医院对账表,,,\n制表日期：2026-06-01,,,\n结算ID, 人员编号 ,医疗费总额（元）,退费标志\n"
        "S1,P1,\"1,000.00\",正常\nS2,P2,(20),退费\n小计,,980,\n合 计：2 "
        "笔,,980.00,\n制表人：,,,\n");
    EXPECT_EQ(book.heads_line, 3U);
    ASSERT_EQ(book.rows.size(), 2U);
    EXPECT_EQ(book.lines, (std::vector<std::uint32_t>{4, 5}));
    EXPECT_EQ(book.rows[1].state, State::reversal);
    ASSERT_TRUE(book.total.has_value());
    EXPECT_EQ(book.total->line, 7U);
    EXPECT_EQ(book.remarks, 2U);
    const auto sums = reconciliation::sum_of(book.rows);
    EXPECT_TRUE(disagreeing(*book.total, *sums).empty());
}

TEST(SettlementBook, TellsATotalRowThatIsNotTheSum) {
    const SettlementBook book = book_of("setl_id,medfee_sumamt,acct_pay\nS1,10,1\nTotal,11,1\n");
    const auto sums = reconciliation::sum_of(book.rows);
    EXPECT_EQ(disagreeing(*book.total, *sums), std::vector<Amount>{Amount::medfee_sumamt});
}

TEST(SettlementBook, KeepsASettlementWhoseRemarkSaysTotal) {
    const SettlementBook book = book_of("setl_id,memo,medfee_sumamt\nS1,合计住院3次,10\n");
    EXPECT_EQ(book.rows.size(), 1U);
}

TEST(SettlementBook, ReadsGbkTabsAndSemicolons) {
    // 结算ID, 总费用 in GBK.
    const SettlementBook gbk = book_of("\xBD\xE1\xCB\xE3ID,\xD7\xDC\xB7\xD1\xD3\xC3\nS1,10\n");
    EXPECT_EQ(gbk.rows.size(), 1U);
    EXPECT_EQ(book_of("setl_id\tmedfee_sumamt\nS1\t1,000.00\n").rows.front().amounts.total(),
              Money::from_yuan(1000));
    EXPECT_EQ(book_of("setl_id;medfee_sumamt\nS1;10\n").rows.size(), 1U);
}

TEST(SettlementBook, SaysWhichCellIsWrong) {
    const Result<SettlementBook> book =
        read("setl_id,setl_time,医疗费总额\nS1,2026-05-01,1\n\nS2,2026-05-01,1O\n");
    ASSERT_FALSE(book.has_value());
    EXPECT_EQ(book.error().code, ErrorCode::bad_amount);
    EXPECT_EQ(book.error().where, "t.csv:4:医疗费总额");
    EXPECT_EQ(book.error().detail, "this is no amount: \"1O\"");
}

TEST(SettlementBook, LeavesOutBadRowsWhereThatIsAsked) {
    const BookOptions options{.said = {}, .skips_bad = true};
    const SettlementBook book = book_of(
        "setl_id,setl_time,medfee_sumamt,refd_setl_flag\n"
        "S1,2026-05-01,1,0\nS2,2026-02-30,1,0\nS3,2026-05-01,,0\nS4,2026-05-01,1,7\n1.2E+17,,1,0\n",
        options);
    EXPECT_EQ(book.rows.size(), 1U);
    ASSERT_EQ(book.skipped.size(), 4U);
    EXPECT_EQ(book.skipped[0].code, ErrorCode::bad_date);
    EXPECT_EQ(book.skipped[1].code, ErrorCode::missing_key);
    EXPECT_EQ(book.skipped[2].where, "t.csv:5:refd_setl_flag");
    EXPECT_EQ(book.skipped[3].remedy, "export the file again with this column as text");
}

TEST(SettlementBook, RefusesAmountsThatAreTooLarge) {
    EXPECT_TRUE(read("setl_id,medfee_sumamt\nS1,999999999.99\n").has_value());
    EXPECT_FALSE(read("setl_id,medfee_sumamt\nS1,1000000000.00\n").has_value());
}

TEST(SettlementBook, NamesTheHeadsWhereNoneIsKnown) {
    const Result<SettlementBook> book = read("甲,乙\n1,2\n");
    ASSERT_FALSE(book.has_value());
    EXPECT_EQ(book.error().code, ErrorCode::missing_key);
    EXPECT_NE(book.error().detail.find("甲, 乙"), std::string::npos);
    EXPECT_NE(book.error().remedy.find("--map medfee_sumamt=HEAD"), std::string::npos);
    EXPECT_FALSE(read("").has_value());
}

TEST(SettlementBook, TakesColumnsAsTheUserSaysAndRemembersThem) {
    const std::string_view text = "流水,甲,乙\nS1,10,3\n";
    BookOptions options;
    options.said = {{SettlementField::setl_id, "流水"}, {SettlementField::medfee_sumamt, "甲"}};
    const SettlementBook told = book_of(text, options);
    ASSERT_EQ(told.columns.size(), 2U);
    EXPECT_EQ(told.columns[1].by, KnownBy::option);
    ColumnMemory memory;
    memory.keep(told.heads, options.said);
    const Result<ColumnMemory> again = ColumnMemory::from(memory.json(), "m.json");
    ASSERT_TRUE(again.has_value()) << again.error();
    const SettlementBook remembered =
        book_of("乙,流水,甲\n3,S1,10\n", {.said = {}, .memory = &*again});
    ASSERT_EQ(remembered.rows.size(), 1U);
    EXPECT_EQ(remembered.columns[0].by, KnownBy::memory);
    EXPECT_EQ(remembered.rows.front(), told.rows.front());
}

TEST(ColumnMemory, RefusesAnotherFile) {
    for (const std::string_view text : {"[]", "{}", R"({"files":[{"heads":[]}]})",
                                        R"({"files":[{"heads":["a"],"columns":{"b":"a"}}]})"}) {
        EXPECT_FALSE(ColumnMemory::from(text, "m.json").has_value()) << text;
    }
    EXPECT_TRUE(ColumnMemory::from("", "m.json").has_value());
}

TEST(Heads, AreKnownByEveryNameOnce) {
    for (std::size_t i = 0; i < kSettlementFieldCount; ++i) {
        const auto field = static_cast<SettlementField>(i);
        EXPECT_EQ(field_of_head(name(field)), field);
        EXPECT_EQ(field_of_head(chinese_name(field)), field) << chinese_name(field);
        EXPECT_EQ(parse_settlement_field(name(field)), field);
        const auto amount = amount_of(field);
        if (amount) {
            EXPECT_EQ(name(*amount), name(field));
        }
    }
    EXPECT_EQ(field_of_head(" SETL_ID "), SettlementField::setl_id);
    EXPECT_EQ(field_of_head("医疗费总额(元)"), SettlementField::medfee_sumamt);
    EXPECT_EQ(field_of_head("医疗费总额（分）"), std::nullopt);
    EXPECT_EQ(field_of_head(""), std::nullopt);
}

TEST(TableFiles, ThatAreNeitherUtf8NorGbkAreRefusedWithTheirLine) {
    const Result<TableFile> file = read_table_file("a,b\n\xFF\xFF\xFF,1\n", "t.csv");
    ASSERT_FALSE(file.has_value());
    EXPECT_EQ(file.error().where, "t.csv:2");
}

}  // namespace
}  // namespace yidi::codec
