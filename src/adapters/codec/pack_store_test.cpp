#include "adapters/codec/pack_store.h"

#include <array>
#include <filesystem>
#include <fstream>
#include <string>

#include <gtest/gtest.h>

#include "adapters/crypto/sha256.h"

namespace yidi::codec {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPack = R"(yidi_pack: 1
id: "130100"
name: 石家庄市
version: 1
known_since: 2026-11-21
documents: {}
schemes:
- {insutype: "310", business: [inpatient, outpatient, chronic, pharmacy, dual_channel, maternity], unknown: none}
- {insutype: "390", business: [inpatient, outpatient, chronic, pharmacy, dual_channel, maternity], unknown: none}
)";

constexpr std::string_view kFiling = R"(yidi_filing: 1
id: "130100"
name: 石家庄市
version: 1
known_since: 2026-11-21
documents: {doc: {number: unknown, title: unknown, seen: I}}
source: {document: doc, article: unknown, from: 2024-01-01, grade: I}
kinds:
- {kind: referral, rules: {lock: {months: 3}}}
)";
constexpr auto kReferral = policy::FilingKind::referral;

/// A folder of packs that goes away with the test.
class PackStore : public testing::Test {
protected:
    void SetUp() override {
        const testing::TestInfo* info = testing::UnitTest::GetInstance()->current_test_info();
        root_ = fs::path{testing::TempDir()} / (std::string{"pack_store_"} + info->name());
        fs::remove_all(root_);
        write("130100-shijiazhuang/v1.yaml", kPack);
        write("regions.tsv",
              "# list\ncode\tname\tpooling_area\n100000\t全国\t100000\n130100\t石家庄市\t130100\n"
              "130102\t长安区\t130100\n");
    }
    void TearDown() override { fs::remove_all(root_); }

    void write(const std::string& name, std::string_view text) {
        fs::create_directories((root_ / name).parent_path());
        std::ofstream{root_ / name, std::ios::binary} << text;
    }
    static std::string version(std::string_view number) {
        std::string text{kPack};
        return text.replace(text.find("version: 1"), 10, "version: " + std::string{number});
    }
    [[nodiscard]] Result<policy::Book> book(std::uint32_t code) const {
        const std::array<std::uint32_t, 1> codes{code};
        return load_book({.policies = root_, .regions = root_ / "regions.tsv"}, codes);
    }

    fs::path root_;
};

TEST_F(PackStore, FindsPacksByRegionAndVersion) {
    write("130100-shijiazhuang/v10.yaml", version("10"));
    write("130100-shijiazhuang/v2.yaml", version("2"));
    write("notes/readme.yaml", "not a pack");
    const Result<std::vector<PackFile>> files = list_packs(root_);
    ASSERT_TRUE(files.has_value()) << files.error();
    ASSERT_EQ(files->size(), 3U);
    EXPECT_EQ((*files)[1].version, 2U);
    ASSERT_EQ(newest(*files).size(), 1U);
    EXPECT_EQ(newest(*files)[0].name, "130100-shijiazhuang/v10.yaml");
}

TEST_F(PackStore, RefusesAFileWhoseNameIsNoVersion) {
    write("130100-shijiazhuang/final.yaml", kPack);
    const Result<std::vector<PackFile>> files = list_packs(root_);
    ASSERT_FALSE(files.has_value());
    EXPECT_EQ(files.error().code, ErrorCode::bad_pack);
}

TEST_F(PackStore, RefusesOneVersionInTwoFolders) {
    write("130100-sjz/v1.yaml", kPack);
    ASSERT_FALSE(list_packs(root_).has_value());
    EXPECT_EQ(list_packs(root_).error().code, ErrorCode::duplicate_key);
}

TEST_F(PackStore, FindsTheBookOfADistrictInItsPoolingArea) {
    const Result<policy::Book> found = book(130102);
    ASSERT_TRUE(found.has_value()) << found.error();
    ASSERT_NE(found->find(130100), nullptr);
    EXPECT_EQ(found->find(130100)->pack.name, "石家庄市");
}

TEST_F(PackStore, ReadsNothingButWhatIsAskedFor) {
    write("130200-tangshan/v1.yaml", "this is: [not a pack");
    EXPECT_TRUE(book(130100).has_value());
    EXPECT_FALSE(load_book({.policies = root_, .regions = root_ / "regions.tsv"}, {}).has_value());
}

TEST_F(PackStore, RefusesAPackThatLiesUnderAnotherName) {
    write("130100-shijiazhuang/v2.yaml", kPack);
    const Result<policy::Book> found = book(130100);
    ASSERT_FALSE(found.has_value());
    EXPECT_EQ(found.error().code, ErrorCode::inconsistent);
}

TEST_F(PackStore, RefusesAPublishedFileThatHasChanged) {
    write("published.sha256", crypto::sha256(kPack) + "  130100-shijiazhuang/v1.yaml\n");
    EXPECT_TRUE(book(130100).has_value());
    write("130100-shijiazhuang/v1.yaml", std::string{kPack} + "# a comment\n");
    const Result<policy::Book> found = book(130100);
    ASSERT_FALSE(found.has_value());
    EXPECT_EQ(found.error().code, ErrorCode::inconsistent);
    EXPECT_NE(found.error().detail.find("changed since it was published"), std::string::npos);
}

TEST_F(PackStore, RefusesAListOfHashesThatIsNone) {
    write("published.sha256", "abc  130100-shijiazhuang/v1.yaml\n");
    const Result<Published> published = read_published(root_);
    ASSERT_FALSE(published.has_value());
    EXPECT_TRUE(published.error().where.ends_with("published.sha256:1"));
}

TEST_F(PackStore, RefusesARegionListThatIsNone) {
    write("regions.tsv", "code\tname\tpooling_area\n130100 石家庄市\n");
    const Result<policy::Regions> regions = load_regions(root_ / "regions.tsv");
    ASSERT_FALSE(regions.has_value());
    EXPECT_TRUE(regions.error().where.ends_with("regions.tsv:2"));
}

TEST_F(PackStore, SetsTheFilingRulesOfTheRegionsAskedForAndOfTheFrame) {
    const Date day = Date::from_ymd({2026, 1, 1});
    ASSERT_TRUE(book(130102).has_value());
    EXPECT_TRUE(book(130102)->filing_rules()->all().empty());
    write("130100-shijiazhuang/filing-v1.yaml", kFiling);
    write("130200-tangshan/filing-v1.yaml", "this is: [no file of rules");
    const Result<policy::Book> found = book(130102);
    ASSERT_TRUE(found.has_value()) << found.error();
    const auto lock = found->filing_rules()->kind(130100, kReferral, day);
    EXPECT_EQ(lock.find(&policy::KindRules::lock).value_or({}).months, 3);
    EXPECT_FALSE(load_book({.policies = root_, .regions = root_ / "regions.tsv"}, {}).has_value());
}

TEST_F(PackStore, TakesTheNewestFilingRulesWhateverTheVersionOfThePack) {
    write("130100-shijiazhuang/filing-v1.yaml", kFiling);
    std::string second{kFiling};
    second.replace(second.find("version: 1"), 10, "version: 2");
    second.replace(second.find("months: 3"), 9, "months: 6");
    write("130100-shijiazhuang/filing-v2.yaml", second);
    ASSERT_EQ(list_packs(root_)->size(), 1U);
    ASSERT_EQ(list_filing_rules(root_)->size(), 2U);
    EXPECT_EQ(book(130100)->filing_rules()->find(130100)->version, 2U);
}

TEST_F(PackStore, RefusesFilingRulesUnderAnotherNameOrChanged) {
    write("130100-shijiazhuang/filing-v2.yaml", kFiling);
    EXPECT_EQ(book(130100).error().code, ErrorCode::inconsistent);
    fs::remove(root_ / "130100-shijiazhuang/filing-v2.yaml");
    write("130100-shijiazhuang/filing.yaml", kFiling);
    EXPECT_EQ(book(130100).error().code, ErrorCode::bad_pack);
    fs::remove(root_ / "130100-shijiazhuang/filing.yaml");
    write("published.sha256", crypto::sha256(kFiling) + "  130100-shijiazhuang/filing-v1.yaml\n");
    write("130100-shijiazhuang/filing-v1.yaml", kFiling);
    EXPECT_TRUE(book(130100).has_value());
    write("130100-shijiazhuang/filing-v1.yaml", std::string{kFiling} + "# more\n");
    EXPECT_EQ(book(130100).error().code, ErrorCode::inconsistent);
}

TEST_F(PackStore, SaysWhichFolderIsNotThere) {
    const Result<std::vector<PackFile>> files = list_packs(root_ / "nowhere");
    ASSERT_FALSE(files.has_value());
    EXPECT_EQ(files.error().code, ErrorCode::unreadable_file);
}

}  // namespace
}  // namespace yidi::codec
