#include "adapters/codec/claim_decoder.h"

#include <gtest/gtest.h>

#include "adapters/codec/claim_encoder.h"
#include "domain/policy/pack_test_support.h"

namespace yidi::codec {
namespace {

Result<claim::Statement> read(std::string_view json) {
    return decode_statement(json, policy::testing::book_of({}).regions());
}

constexpr std::string_view kWhole = R"({
    "insutype": "390", "med_type": "21",
    "place": {"mdtrtarea_admvs": "120101", "fixmedins_name": "甲医院", "hosp_lv": "05"},
    "begndate": "2025-03-01", "enddate": "2025-03-05", "er_flag": true, "manl_reim_rea": "99",
    "lines": [{"medins_list_name": "药", "cnt": "2", "pric": "1.25", "det_item_fee_sumamt": "2.50"},
              {"med_list_codg": "X1", "det_item_fee_sumamt": "3.00",
               "fee_ocur_time": "2025-03-02"}],
    "invoices": [{"number": "11111111111111111111", "day": "2025-03-05", "amount": "5.50"}],
    "account": {"holder": "人", "bank": "甲银行", "number": "6222000000000001"}})";

TEST(ClaimStatement, IsReadWithAllThatItStates) {
    const auto said = read(kWhole);
    ASSERT_TRUE(said.has_value()) << said.error();
    EXPECT_EQ(said->insutype, policy::Insutype::resident);
    EXPECT_EQ(said->place.mdtrtarea_admvs, 120101U);
    EXPECT_EQ(said->er_flag, true);
    ASSERT_EQ(said->lines.size(), 2U);
    EXPECT_EQ(to_string(said->lines[0].pric), "1.25");
    EXPECT_FALSE(claim::is_priced(said->lines[1])) << "nothing is guessed from the amount";
    EXPECT_EQ(said->claimed(), Money::from_fen(550));
    EXPECT_EQ(said->invoices.front().amount, Money::from_fen(550));
    EXPECT_EQ(said->account.number, "6222000000000001");
    EXPECT_TRUE(claim::check_statement(*said).has_value());
}

TEST(ClaimStatement, IsReadWithAnAmountThatIsNoPrice) {
    const auto said = read(
        R"({"insutype": "310", "begndate": "2025-03-01", "enddate": "2025-03-05",
            "lines": [{"medins_list_name": "x", "det_item_fee_sumamt": "90000000.00"}]})");
    ASSERT_TRUE(said.has_value()) << said.error();
    EXPECT_EQ(said->lines.front().det_item_fee_sumamt, Money::from_yuan(90'000'000));
}

TEST(ClaimStatement, MayLackWhatADraftLacks) {
    EXPECT_TRUE(read(R"({"insutype": "310", "begndate": "2025-03-01", "enddate": "2025-03-05"})"));
    const auto without = read(R"({"insutype": "310", "begndate": "2025-03-01"})");
    ASSERT_FALSE(without.has_value());
    EXPECT_EQ(without.error().where, "/enddate");
}

TEST(ClaimStatement, NamesThePlaceOfWhatIsWrong) {
    const auto where = [](std::string_view json) { return read(json).error().where; };
    EXPECT_EQ(where(R"({"insutype": "320"})"), "/insutype");
    EXPECT_EQ(where(R"({"lines": [{"det_item_fee_sumamt": "1.001"}]})"),
              "/lines/0/det_item_fee_sumamt");
    EXPECT_EQ(where(R"({"invoices": [{"numer": "1"}]})"), "/invoices/0/numer");
    EXPECT_EQ(where(R"({"account": []})"), "/account");
}

TEST(ClaimStatement, IsWrittenWithItsAccountMaskedOrWhole) {
    const auto said = read(kWhole);
    ASSERT_TRUE(said.has_value()) << said.error();
    std::string masked;
    JsonWriter json{masked};
    append_statement(json, *said, AccountShown::masked);
    EXPECT_NE(masked.find(R"("number":"**** 0001")"), std::string::npos) << masked;
    std::string whole;
    JsonWriter other{whole};
    append_statement(other, *said, AccountShown::whole);
    EXPECT_NE(whole.find(R"("number":"6222000000000001")"), std::string::npos) << whole;
}

}  // namespace
}  // namespace yidi::codec
