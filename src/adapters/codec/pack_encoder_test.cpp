#include "adapters/codec/pack_encoder.h"

#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "adapters/codec/pack_decoder.h"
#include "adapters/codec/pack_store.h"
#include "adapters/codec/pack_table.h"

namespace yidi::codec {
namespace {

/// Every pack of the repository.
std::vector<policy::Pack> all_packs() {
    std::vector<policy::Pack> packs;
    const Result<std::vector<PackFile>> files = list_packs("policies");
    if (!files) {
        ADD_FAILURE() << files.error();
        return packs;
    }
    for (const PackFile& file : *files) {
        Result<policy::Pack> pack = load_pack(file, {});
        if (pack) {
            packs.push_back(*std::move(pack));
        } else {
            ADD_FAILURE() << pack.error();
        }
    }
    EXPECT_FALSE(packs.empty());
    return packs;
}

/// A pack with what is hard to write: quotes, colons, blanks at the end, two sources, an end that
/// is lifted, every form.
constexpr std::string_view kAwkward = R"(yidi_pack: 1
id: "130100"
name: "a: b, {c} [d] #e 'f' \"g\" \\h "
version: 3
known_since: 2026-11-21
documents:
  "1": {number: "- x", title: "null", seen: K, note: "two\nlines"}
  b: {number: unknown, title: unknown, seen: O}
notes:
- "=1+1"
- "007"
defaults: {psn_idet: [], inst_attr: [a, "1"], insu_tier: "1", hosp_lv: "02", age: 30, retire_date: 2001-01-01, recognised: false}
schemes:
- insutype: "390"
  business: outpatient
  source: {document: b, article: "true", from: 2024-01-01, to: 2025-01-01, grade: K, assumed_from: true}
  rules:
    benefit_year_start: "07-01"
    level_map: primary
    gate:
    - {attr: [x, "1"], not_identity: y, med_type: ["11", other], recognised: true, value: reject, note: "no: never"}
    - {not_attr: [x, "1"], value: open, source: {to: null}}
    deductible: {percent: "0.2", min: 2000}
    deductible_nth: {either: [none, {minus: 100, floor: 50}, {minus_share: "0.2", floor: 0}, {factor: "0.5"}]}
    deductible_again_days: {low: 30, high: 60}
    ratio: {base: "0.75", per_year_of_age: "0.002"}
    ratio_adjust: {share: {low: "0.5", high: "0.6"}}
    cap:
      source: {document: unknown, from: 2024-02-01}
      rows:
      - {person: child, age: "<7", months: ">=6", retire_date: [">=2001-01-01", "<1990-05-05"], value: 0.50}
      - {person: [adult, old], unknown: "why: who knows"}
    account_covers: []
  chain:
  - {id: "1", name: one, field: oth_pay, fund_pay_type: "990100", counts: [over_cap, ownpay], rules: {ratio: none}}
  - id: two
    name: two
    field: maf_pay
    fund_pay_type: "610100"
    counts: [in_scope]
    by: year
    banding: gross
    source: {grade: I, to: null}
    rules: {ratio: [[0.01, "0"], [null, "1"]], limit_includes: [outpatient_pool, "1"], threshold_factor: "1.5"}
- {insutype: "310", business: [chronic, maternity], unknown: "none, at all"}
corridors:
- {id: x, name: y, regions: ["110000", "120000"], business: [inpatient, pharmacy], source: {document: b, article: "1", from: 2023-01-01, grade: P}}
disease_groups:
- {id: x, name: y, codes: [M03900, "1"], source: {document: b, article: "1", from: 2023-01-01, to: 2024-01-01, grade: P}}
)";

TEST(EncodePack, GivesBackEveryPackOfTheRepository) {
    for (const policy::Pack& pack : all_packs()) {
        const Result<policy::Pack> again = decode_pack(encode_pack(pack), "again.yaml");
        ASSERT_TRUE(again.has_value()) << pack.file << ": " << again.error();
        EXPECT_TRUE(same_content(pack, *again)) << pack.file;
    }
}

TEST(EncodePack, GivesBackWhatIsHardToWrite) {
    const Result<policy::Pack> pack = decode_pack(kAwkward, "awkward.yaml");
    ASSERT_TRUE(pack.has_value()) << pack.error();
    const std::string text = encode_pack(*pack);
    const Result<policy::Pack> again = decode_pack(text, "again.yaml");
    ASSERT_TRUE(again.has_value()) << again.error() << '\n' << text;
    EXPECT_TRUE(same_content(*pack, *again)) << text;
}

TEST(EncodePack, IsStableOnceWritten) {
    const Result<policy::Pack> pack = decode_pack(kAwkward, "awkward.yaml");
    ASSERT_TRUE(pack.has_value()) << pack.error();
    const std::string text = encode_pack(*pack);
    EXPECT_EQ(encode_pack(*decode_pack(text, "again.yaml")), text);
}

TEST(EncodePack, WritesRowsAsAPersonWould) {
    const Result<policy::Pack> pack = decode_pack(R"(yidi_pack: 1
id: "130100"
name: 石家庄市
version: 1
known_since: 2026-11-21
documents:
  doc: {number: unknown, title: unknown, seen: D}
schemes:
- insutype: "310"
  business: inpatient
  source: {document: doc, article: unknown, from: 2023-11-01, grade: D}
  rules:
    cap: 350000
    deductible:
    - {level: primary, value: 100}
    - {level: [secondary, tertiary, top], value: 500, source: {article: "9"}}
)",
                                                  "p.yaml");
    ASSERT_TRUE(pack.has_value()) << pack.error();
    const std::string text = encode_pack(*pack);
    EXPECT_NE(text.find("    cap: 350000\n"), std::string::npos) << text;
    EXPECT_NE(
        text.find(
            "    - {level: primary,                    value: 100}\n"
            "    - {level: [secondary, tertiary, top], value: 500, source: {article: \"9\"}}\n"),
        std::string::npos)
        << text;
}

TEST(PackTable, GivesBackEveryPackThroughCsv) {
    for (const policy::Pack& pack : all_packs()) {
        const std::string csv = write_csv(encode_table(pack, TableHeads::chinese));
        const Result<CellTable> table = read_csv(csv, "t.csv");
        ASSERT_TRUE(table.has_value()) << table.error();
        const Result<policy::Pack> again = decode_table(*table, "t.csv");
        ASSERT_TRUE(again.has_value()) << pack.file << ": " << again.error();
        EXPECT_TRUE(same_content(pack, *again)) << pack.file;
    }
}

TEST(PackTable, GivesBackEveryPackThroughAWorkbook) {
    const std::filesystem::path path =
        std::filesystem::path{testing::TempDir()} / "pack_table_test.xlsx";
    for (const policy::Pack& pack : all_packs()) {
        const Result<void> written = write_xlsx(encode_table(pack, TableHeads::english), path);
        ASSERT_TRUE(written.has_value()) << written.error();
        const Result<CellTable> table = read_xlsx(*read_file(path), "t.xlsx");
        ASSERT_TRUE(table.has_value()) << table.error();
        const Result<policy::Pack> again = decode_table(*table, "t.xlsx");
        ASSERT_TRUE(again.has_value()) << pack.file << ": " << again.error();
        EXPECT_TRUE(same_content(pack, *again)) << pack.file;
    }
    std::filesystem::remove(path);
}

TEST(PackTable, GivesBackWhatIsHardToWrite) {
    const std::filesystem::path path =
        std::filesystem::path{testing::TempDir()} / "pack_table_awkward.xlsx";
    const Result<policy::Pack> pack = decode_pack(kAwkward, "awkward.yaml");
    ASSERT_TRUE(pack.has_value()) << pack.error();
    const CellTable table = encode_table(*pack, TableHeads::english);
    const Result<policy::Pack> direct = decode_table(*read_csv(write_csv(table), "t.csv"), "t.csv");
    ASSERT_TRUE(direct.has_value()) << direct.error();
    EXPECT_TRUE(same_content(*pack, *direct));
    ASSERT_TRUE(write_xlsx(table, path).has_value());
    const Result<policy::Pack> book =
        decode_table(*read_xlsx(*read_file(path), "t.xlsx"), "t.xlsx");
    ASSERT_TRUE(book.has_value()) << book.error();
    EXPECT_TRUE(same_content(*pack, *book));
    std::filesystem::remove(path);
}

TEST(PackTable, ShowsTheLastDayInForce) {
    const Result<policy::Pack> pack = decode_pack(kAwkward, "awkward.yaml");
    ASSERT_TRUE(pack.has_value()) << pack.error();
    const std::string csv = write_csv(encode_table(*pack, TableHeads::english));
    EXPECT_NE(csv.find("2024-01-01,2024-12-31,K"), std::string::npos);
}

/// The smallest table, with one cell replaced.
Error refused_table(std::string_view head, std::string_view row) {
    const std::string csv = std::string{head} +
                            "\npack,130100,x,1,2026-11-21,,,,,,,,\n"
                            "document,,unknown,unknown,,,D,doc,,,,,\n" +
                            std::string{row} + "\n";
    const Result<CellTable> table = read_csv(csv, "t.csv");
    if (!table) {
        return table.error();
    }
    const Result<policy::Pack> pack = decode_table(*table, "t.csv");
    return pack ? Error{.code = ErrorCode::internal} : pack.error();
}

constexpr std::string_view kHead =
    "record,region,name,value,policy_start,policy_end,grade,id,insutype,business,parameter,"
    "document,article";

TEST(PackTable, NamesTheRowOfWhatItRefuses) {
    const Error value = refused_table(kHead, "row,,,abc,2025-01-01,,D,,310,inpatient,cap,doc,1");
    EXPECT_EQ(value.code, ErrorCode::bad_amount);
    EXPECT_EQ(value.where, "t.csv:4");
    const Error parameter = refused_table(kHead, "row,,,5,2025-01-01,,D,,310,inpatient,capp,doc,1");
    EXPECT_EQ(parameter.code, ErrorCode::unknown_key);
    EXPECT_NE(parameter.detail.find("did you mean \"cap\"?"), std::string::npos);
    const Error date = refused_table(kHead, "row,,,5,2025-02-30,,D,,310,inpatient,cap,doc,1");
    EXPECT_EQ(date.code, ErrorCode::bad_date);
    const Error region =
        refused_table(kHead, "row,130200,,5,2025-01-01,,D,,310,inpatient,cap,doc,1");
    EXPECT_EQ(region.code, ErrorCode::inconsistent);
    const Error record = refused_table(kHead, "rwo,,,5,2025-01-01,,D,,310,inpatient,cap,doc,1");
    EXPECT_NE(record.detail.find("did you mean \"row\"?"), std::string::npos);
}

TEST(PackTable, RefusesAColumnThatItDoesNotKnow) {
    const Error error = refused_table("recrd,region", "row");
    EXPECT_EQ(error.code, ErrorCode::unknown_key);
    EXPECT_NE(error.detail.find("did you mean \"record\"?"), std::string::npos);
}

TEST(PackTable, RefusesACellUnderNoHead) {
    const Error error =
        refused_table(kHead, "row,,,5,2025-01-01,,D,,310,inpatient,cap,doc,1,extra");
    EXPECT_EQ(error.code, ErrorCode::bad_value);
    EXPECT_EQ(error.where, "t.csv:4");
    EXPECT_EQ(error.detail, "this row has 14 cells");
}

TEST(PackTable, NamesTheLastDayAsTheTableWritesIt) {
    const Error error =
        refused_table(kHead, "row,,,5,2025-01-02,2025-01-01,D,,310,inpatient,cap,doc,1");
    EXPECT_NE(error.detail.find("2025-01-01, is before the first, 2025-01-02"), std::string::npos)
        << error.detail;
}

TEST(PackTable, TakesRatesWithoutQuotesAndDatesAsExcelHoldsThem) {
    const std::string csv =
        std::string{kHead} +
        "\npack,130100,x,1,46000,,,,,,,,\n"
        "document,,unknown,unknown,,,D,doc,,,,,\n"
        "row,,,0.85,45292,45657,D,,310,inpatient,ratio,doc,1\n"
        "row,,,\"[[10000, 0.8], [null, 0.9]]\",45658,,D,,310,inpatient,ratio,doc,1,,,\n"
        ",,,,,,,,,,,,\n \n";  // As spreadsheets leave rows behind.
    const Result<policy::Pack> pack = decode_table(*read_csv(csv, "t.csv"), "t.csv");
    ASSERT_TRUE(pack.has_value()) << pack.error();
    const policy::Row& row = pack->schemes.at(0).rows.at(0);
    EXPECT_EQ(row.readings.at(0).rate, Rate::from_ppm(850'000));
    EXPECT_EQ(to_string(row.source.from), "2024-01-01");
    EXPECT_EQ(to_string(*row.source.to), "2025-01-01");
    EXPECT_EQ(pack->schemes[0].rows.at(1).readings.at(0).bands.size(), 2U);
}

}  // namespace
}  // namespace yidi::codec
