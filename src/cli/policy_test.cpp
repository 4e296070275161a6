#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "adapters/codec/pack_decoder.h"
#include "adapters/codec/pack_encoder.h"
#include "adapters/codec/pack_store.h"
#include "cli/cli.h"
#include "cli/text_table.h"

namespace yidi::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPack = R"(yidi_pack: 1
id: "130100"
name: 石家庄市
version: 1
known_since: 2026-11-21
documents:
  doc: {number: unknown, title: unknown, seen: D}
schemes:
- insutype: "310"
  business: inpatient
  source: {document: doc, article: unknown, from: 2025-01-01, grade: D}
  rules:
    deductible_way: per_stay
    deductible:
    - {level: primary,                    value: 100}
    - {level: [secondary, tertiary, top], value: 500}
    ratio: "0.80"
    cap: none
- {insutype: "310", business: [outpatient, chronic, pharmacy, dual_channel, maternity], unknown: no table}
- {insutype: "390", business: [inpatient, outpatient, chronic, pharmacy, dual_channel, maternity], unknown: no table}
)";

struct Ran {
    int exit = 0;
    std::string out;
    std::string err;
};

/// A folder of packs of its own; the region list is the repository's.
class Policy : public testing::Test {
protected:
    void SetUp() override {
        const testing::TestInfo* info = testing::UnitTest::GetInstance()->current_test_info();
        root_ = fs::path{testing::TempDir()} / (std::string{"policy_"} + info->name());
        fs::remove_all(root_);
        write("130100-shijiazhuang/v1.yaml", std::string{kPack});
    }
    void TearDown() override { fs::remove_all(root_); }

    [[nodiscard]] std::string path(const std::string& name) const {
        return (root_ / name).string();
    }
    void write(const std::string& name, const std::string& text) const {
        fs::create_directories((root_ / name).parent_path());
        std::ofstream{root_ / name, std::ios::binary} << text;
    }
    static std::string changed(const std::string& from, const std::string& to,
                               std::string text = std::string{kPack}) {
        return text.replace(text.find(from), from.size(), to);
    }
    [[nodiscard]] Ran yidi(std::vector<std::string> arguments,
                           const std::string& standard_input = {}) const {
        arguments.insert(arguments.begin(), {"yidi", "policy"});
        std::vector<const char*> argv;
        argv.reserve(arguments.size());
        for (const std::string& argument : arguments) {
            argv.push_back(argument.c_str());
        }
        std::istringstream in{standard_input};
        std::ostringstream out;
        std::ostringstream err;
        Context context{.in = in, .out = out, .err = err, .policy_dir = {}, .home = "."};
        Ran ran;
        ran.exit = run(static_cast<int>(argv.size()), argv.data(), context);
        ran.out = out.str();
        ran.err = err.str();
        return ran;
    }
    [[nodiscard]] Ran here(std::vector<std::string> arguments,
                           const std::string& standard_input = {}) const {
        arguments.insert(arguments.end(), {"--policy", root_.string()});
        return yidi(std::move(arguments), standard_input);
    }

    fs::path root_;
};

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

TEST_F(Policy, ListsPacksWithGradeDatesAndHash) {
    const Ran ran = here({"list"});
    EXPECT_EQ(ran.exit, 0);
    EXPECT_TRUE(has(ran.out, "130100  石家庄市  v1       D      2025-01-01"));
    EXPECT_TRUE(has(ran.out, "1/12"));
    EXPECT_TRUE(has(here({"list", "--lang", "zh"}).out, "等级为全包最弱的一条"));
}

TEST_F(Policy, ListsPacksAsOneJsonObject) {
    const Ran ran = here({"list", "--json"});
    EXPECT_TRUE(has(ran.out, R"("id":"130100","name":"石家庄市","version":1)"));
    EXPECT_TRUE(has(ran.out, R"("effective":{"from":"2025-01-01","to":null})"));
    EXPECT_EQ(std::count(ran.out.begin(), ran.out.end(), '\n'), 1);
}

TEST_F(Policy, ShowsAPackByAnyRegionOfItsPoolingArea) {
    const Ran ran = here({"show", "130102"});
    EXPECT_EQ(ran.exit, 0);
    EXPECT_TRUE(has(ran.out, "310 inpatient"));
    EXPECT_TRUE(has(ran.out, "level: secondary, tertiary, top"));
    EXPECT_TRUE(has(ran.out, "unknown: no table"));
    EXPECT_TRUE(has(here({"show", "130100", "--lang", "zh"}).out, "医院等级："));
    EXPECT_TRUE(has(here({"show", "130100@1", "--json"}).out,
                    R"("when":{"level":["primary"]},"value":"100")"));
}

TEST_F(Policy, ShowsOnlyTheRowsInForceOnADay) {
    write("130100-shijiazhuang/v1.yaml",
          changed("    cap: none",
                  "    cap:\n    - {value: 7777, source: {to: 2026-01-01}}\n    - {value: 8888, "
                  "source: {from: 2026-01-01}}"));
    const Ran ran = here({"show", "130100", "--at", "2026-01-01"});
    EXPECT_FALSE(has(ran.out, "7777"));
    EXPECT_TRUE(has(ran.out, "8888"));
    EXPECT_EQ(here({"show", "130100", "--at", "2026-13-01"}).exit, 2);
    EXPECT_TRUE(
        has(here({"show", "130100", "--at", "2020-01-01"}).out, "No known rule is in force"));
}

TEST_F(Policy, TakesAPackFromStandardInputAndByItsCode) {
    const std::string pack{kPack};
    EXPECT_TRUE(has(here({"show", "-"}, pack).out, "130100 石家庄市"));
    EXPECT_TRUE(has(here({"check", "-"}, pack).out, "1 packs"));
    EXPECT_TRUE(has(here({"check", "130102"}).out, "1 packs"));
    EXPECT_EQ(here({"check", "-"}, "yidi_pack: 1\n").exit, 2);
    EXPECT_EQ(here({"check", "130100@3"}).exit, 3);
    EXPECT_EQ(here({"diff", "130100", "-"}, pack).out, "No difference.\n");
    EXPECT_EQ(here({"export", "130100", "-o", path("t.csv")}).exit, 0);
    EXPECT_EQ(here({"import", "-"}, *codec::read_file(path("t.csv"))).exit, 0);
    EXPECT_EQ(here({"import", "-", "-o", path("elsewhere")}, *codec::read_file(path("t.csv"))).exit,
              0);
    // A region has one folder name, wherever its packs are written.
    EXPECT_TRUE(codec::read_file(path("elsewhere/130100-shijiazhuang/v1.yaml")).has_value());
}

TEST_F(Policy, NamesTheVersionsThatThereAre) {
    EXPECT_TRUE(has(here({"show", "130100@7"}).err, "versions that there are: 1"));
}

TEST_F(Policy, TellsARegionWithoutPackFromOneThatIsNotInTheList) {
    EXPECT_EQ(here({"show", "110000"}).exit, 3);
    EXPECT_EQ(here({"show", "999998"}).exit, 2);
    EXPECT_EQ(here({"show", "130100@7"}).exit, 3);
}

TEST_F(Policy, ProvesASoundPack) {
    const Ran ran = yidi({"check", root_.string()});
    EXPECT_EQ(ran.exit, 0) << ran.out << ran.err;
    EXPECT_TRUE(has(ran.out, "1 packs, "));
    EXPECT_TRUE(has(ran.out, ", 0 findings."));
    EXPECT_EQ(here({"check"}).out, ran.out);
    EXPECT_EQ(yidi({"check", path("130100-shijiazhuang/v1.yaml")}).out, ran.out);
    EXPECT_EQ(yidi({"check", path("130100-shijiazhuang")}).out, ran.out);
}

TEST_F(Policy, NamesTheLineOfAGapAndOfAnOverlap) {
    write("130100-shijiazhuang/v1.yaml", changed("[secondary, tertiary, top]", "[tertiary, top]"));
    const Ran gap = here({"check"});
    EXPECT_EQ(gap.exit, 2);
    EXPECT_TRUE(has(gap.out, "130100-shijiazhuang/v1.yaml:1")) << gap.out;
    EXPECT_TRUE(has(gap.out, "deductible")) << gap.out;
    write("130100-shijiazhuang/v1.yaml",
          changed("[secondary, tertiary, top]", "[primary, secondary, tertiary, top]"));
    const Ran overlap = here({"check"});
    EXPECT_EQ(overlap.exit, 2);
    EXPECT_TRUE(has(overlap.out, "130100-shijiazhuang/v1.yaml:16")) << overlap.out;
}

TEST_F(Policy, NamesAFileThatAnEditorCanOpenAndWhatWasExpectedThere) {
    const std::string file = path("130100-shijiazhuang/v1.yaml");
    const std::string expected = "  expected: each cell of a pack is exactly one rule";
    write("130100-shijiazhuang/v1.yaml", changed("    cap: none\n", ""));
    for (const Ran& ran : {here({"check"}), here({"check", "130100"}), here({"check", file})}) {
        EXPECT_TRUE(ran.out.starts_with(file + ":")) << ran.out;
        EXPECT_TRUE(has(ran.out, expected)) << ran.out;
    }
    write("130100-shijiazhuang/v1.yaml", changed("business: inpatient", "business: stay"));
    const Ran unread = here({"check"});
    EXPECT_TRUE(unread.out.starts_with(file + ":10")) << unread.out;
    EXPECT_TRUE(has(unread.out, "  expected: business is one of")) << unread.out;
    EXPECT_TRUE(has(yidi({"freeze", file}).err, file + ":10"));
}

TEST_F(Policy, TakesADocumentThatIsDeclaredUnknown) {
    write("130100-shijiazhuang/v1.yaml", changed("{document: doc,", "{document: unknown,"));
    EXPECT_EQ(here({"check"}).exit, 0) << here({"check"}).out;
}

TEST_F(Policy, NamesAParameterThatIsMissing) {
    write("130100-shijiazhuang/v1.yaml", changed("    cap: none\n", ""));
    const Ran ran = here({"check"});
    EXPECT_EQ(ran.exit, 2);
    EXPECT_TRUE(has(ran.out, "cap")) << ran.out;
}

TEST_F(Policy, ReportsWhatCannotBeReadWithoutHidingTheRest) {
    write("130200-tangshan/v1.yaml", "yidi_pack: 1\nid: [");
    const Ran ran = here({"check", "--json"});
    EXPECT_EQ(ran.exit, 2);
    EXPECT_TRUE(has(ran.out, R"({"error":{)"));
    EXPECT_TRUE(has(ran.out, R"("packs":2)"));
    EXPECT_EQ(std::count(ran.out.begin(), ran.out.end(), '\n'), 1);
    EXPECT_EQ(yidi({"check", path("nowhere")}).exit, 2);
}

TEST_F(Policy, RefusesAPackWhoseRegionIsNotInTheList) {
    fs::remove_all(root_ / "130100-shijiazhuang");
    write("888888-nowhere/v1.yaml", changed("130100", "888888"));
    const Ran ran = here({"check"});
    EXPECT_EQ(ran.exit, 2);
    EXPECT_TRUE(has(ran.out, "888888")) << ran.out;
}

TEST_F(Policy, FreezesAPackSoThatAChangeIsRefused) {
    const std::string file = path("130100-shijiazhuang/v1.yaml");
    EXPECT_EQ(yidi({"freeze", file}).exit, 0);
    EXPECT_TRUE(has(yidi({"freeze", file, "--json"}).out, R"("already":true)"));
    EXPECT_EQ(here({"check"}).exit, 0);
    write("130100-shijiazhuang/v1.yaml", std::string{kPack} + "# later\n");
    const Ran ran = here({"check"});
    EXPECT_EQ(ran.exit, 2);
    EXPECT_TRUE(has(ran.out, "changed since it was published"));
    fs::remove(file);
    EXPECT_TRUE(has(here({"check"}).out, "is not there"));
}

TEST_F(Policy, SaysWhatDiffersInSentences) {
    write("130100-shijiazhuang/v2.yaml",
          changed("version: 1", "version: 2",
                  changed("\"0.80\"", "\"0.85\"", changed("value: 100", "value: 200"))));
    const Ran ran = here({"diff", "130100@1", "130100@2"});
    EXPECT_EQ(ran.exit, 0);
    EXPECT_TRUE(has(ran.out, "changed 310 inpatient deductible {level: primary}: 100 ["));
    EXPECT_TRUE(has(ran.out, "] → 200 ["));
    EXPECT_TRUE(has(ran.out, "changed 310 inpatient ratio: 0.8 ["));
    EXPECT_TRUE(has(here({"diff", "130100@1", "130100@1"}).out, "No difference."));
}

TEST_F(Policy, SaysWhichRowsWereAddedAndRemoved) {
    write("b.yaml", changed("    cap: none", "    cap_visit: 5\n    cap: {unknown: lost}"));
    const Ran ran = here({"diff", path("130100-shijiazhuang/v1.yaml"), path("b.yaml")});
    EXPECT_TRUE(has(ran.out, "added 310 inpatient cap_visit: 5"));
    EXPECT_TRUE(has(ran.out, "→ unknown: lost"));
    EXPECT_TRUE(
        has(here({"diff", path("b.yaml"), "130100"}).out, "removed 310 inpatient cap_visit: 5"));
}

TEST_F(Policy, ShowsTheEffectOfADifferenceOnCases) {
    write("130100-shijiazhuang/v2.yaml",
          changed("version: 1", "version: 2", changed("\"0.80\"", "\"0.90\"")));
    write(
        "cases.ndjson",
        R"({"insuplc_admdvs":"130100","mdtrtarea_admvs":"130100","insutype":"310","psn_type":"11","med_type":"21",)"
        R"("hosp_lv":"08","begndate":"2025-03-01","enddate":"2025-03-05","setl_date":"2025-03-05","ipt_cnt":1,)"
        R"("fee":{"medfee_sumamt":1100,"inscp_scp_amt":1100}})"
        "\nnot a case\n");
    const Ran ran = here({"diff", "130100@1", "130100@2", "--cases", path("cases.ndjson")});
    EXPECT_EQ(ran.exit, 0) << ran.err;
    EXPECT_TRUE(has(ran.out, "800.00       900.00")) << ran.out;  // (1100 - 100) x 80 % and 90 %
    EXPECT_TRUE(has(ran.out, "2 cases, 1 changed, 1 lines unreadable"));
    const Ran json =
        here({"diff", "130100@1", "130100@2", "--cases", path("cases.ndjson"), "--json"});
    EXPECT_TRUE(has(json.out, R"("fund_before":800.00,"fund_after":900.00)")) << json.out;
}

TEST_F(Policy, TellsAnotherSplitFromOtherAmounts) {
    // (1100 - 300) x 100 % is (1100 - 100) x 80 %.
    write("130100-shijiazhuang/v2.yaml",
          changed("version: 1", "version: 2",
                  changed("value: 100}", "value: 300}", changed("\"0.80\"", "\"1\""))));
    write(
        "cases.ndjson",
        "\n"
        R"({"insuplc_admdvs":"130100","mdtrtarea_admvs":"130100","insutype":"310","psn_type":"11","med_type":"21",)"
        R"("hosp_lv":"08","begndate":"2025-03-01","enddate":"2025-03-05","setl_date":"2025-03-05","ipt_cnt":1,)"
        R"("fee":{"medfee_sumamt":1100,"inscp_scp_amt":1100}})"
        "\n{\n");
    const Ran ran = here({"diff", "130100@1", "130100@2", "--cases", path("cases.ndjson")});
    EXPECT_TRUE(has(ran.out, "2 cases, 0 changed, 1 lines unreadable")) << ran.out;
    EXPECT_TRUE(has(ran.out, "but from other funds or of other parts, in lines: 2\n"));
    EXPECT_TRUE(has(ran.out, "line 3 ")) << ran.out;  // Blank lines count as lines.
}

TEST_F(Policy, ImportsWhatItExportedAsTheNextVersion) {
    write("130100-shijiazhuang/v2.yaml",
          changed("version: 1", "version: 2", changed("\"0.80\"", "\"0.81\"")));
    // The first version's content again after another one: as a workbook, then the second's.
    EXPECT_EQ(here({"export", "130100@1", "-o", path("t.xlsx")}).exit, 0);
    EXPECT_EQ(here({"export", "130100@2", "-o", path("t.csv")}).exit, 0);
    for (const std::string form : {"xlsx", "csv"}) {
        const Ran ran = here({"import", path("t." + form)});
        EXPECT_EQ(ran.exit, 0) << ran.err;
    }
    for (const std::string version : {"3", "4"}) {
        const auto text = codec::read_file(path("130100-shijiazhuang/v" + version + ".yaml"));
        ASSERT_TRUE(text.has_value());
        policy::Pack pack = *codec::decode_pack(*text, "v.yaml");
        EXPECT_EQ(std::to_string(pack.version), version);
        pack.version = 1;
        const std::string ratio = version == "3" ? "\"0.80\"" : "\"0.81\"";
        const auto expected = codec::decode_pack(changed("\"0.80\"", ratio), "v1.yaml");
        EXPECT_TRUE(codec::same_content(pack, *expected));
    }
    EXPECT_EQ(here({"check"}).exit, 0);
}

TEST_F(Policy, WritesNothingWhenATableSaysWhatTheNewestVersionSays) {
    for (const std::string form : {"csv", "xlsx"}) {
        const std::string file = path("t." + form);
        EXPECT_EQ(here({"export", "130100", "-o", file}).exit, 0);
        const Ran ran = here({"import", file});
        EXPECT_EQ(ran.exit, 0) << ran.err;
        EXPECT_TRUE(has(ran.out, "nothing changed and nothing was written")) << ran.out;
        EXPECT_TRUE(has(ran.out, "v1.yaml"));
        EXPECT_EQ(
            here({"import", file, "--json"}).out,
            "{\"written\":null,\"unchanged\":\"" + path("130100-shijiazhuang/v1.yaml") + "\"}\n");
    }
    EXPECT_FALSE(fs::exists(root_ / "130100-shijiazhuang" / "v2.yaml"));
}

TEST_F(Policy, SaysThatAFolderHoldsNoPacks) {
    fs::create_directories(root_ / "empty");
    const Ran list = yidi({"list", "--policy", path("empty")});
    EXPECT_EQ(list.exit, 2);
    EXPECT_EQ(list.out, "");
    EXPECT_TRUE(has(list.err, "there are no packs here")) << list.err;
}

TEST_F(Policy, WritesNothingWhenATableHasAGap) {
    const std::string file = path("t.csv");
    EXPECT_EQ(here({"export", "130100", "-o", file}).exit, 0);
    std::string text = *codec::read_file(file);
    const std::size_t row = text.find("row,130100,310,inpatient,,ratio");
    text.erase(row, text.find('\n', row) - row + 1);
    write("t.csv", text);
    const Ran ran = here({"import", file, "-o", path("new")});
    EXPECT_EQ(ran.exit, 2);
    EXPECT_TRUE(has(ran.err, "ratio")) << ran.err;
    EXPECT_FALSE(fs::exists(root_ / "new"));
}

TEST_F(Policy, RefusesAnEndingThatNamesNoForm) {
    EXPECT_EQ(here({"export", "130100", "-o", path("t.txt")}).exit, 2);
    write("t.txt", "x");
    EXPECT_EQ(here({"import", path("t.txt")}).exit, 2);
}

TEST(TextTable, AlignsChineseByItsWidth) {
    EXPECT_EQ(display_width("石家庄 a"), 8U);
    TextTable table{{"a", "empty", "b"}};
    table.add({"石家", "", "x"});
    table.add({"y", "", "z"});
    std::ostringstream out;
    table.print(out, "");
    EXPECT_EQ(out.str(), "a     b\n石家  x\ny     z\n");
}

}  // namespace
}  // namespace yidi::cli
