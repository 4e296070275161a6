#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "cli/cli.h"

namespace yidi::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPack = R"(yidi_pack: 1
id: "990001"
name: 示例区·省内就医地
version: 1
known_since: 2026-11-21
documents:
  doc: {number: unknown, title: unknown, seen: I}
schemes:
- insutype: "310"
  business: inpatient
  source: {document: doc, article: unknown, from: 2025-01-01, grade: I}
  rules:
    unfiled_direct: [{distance: in_province, value: pay}]
    deductible_way: per_stay
    deductible: 100
    ratio: "0.80"
    cap: none
- {insutype: "310", business: [outpatient, chronic, pharmacy, dual_channel, maternity], unknown: no table}
- {insutype: "390", business: [inpatient, outpatient, chronic, pharmacy, dual_channel, maternity], unknown: no table}
)";
constexpr std::string_view kRules = R"(yidi_filing: 1
id: "990001"
name: 示例区·省内就医地
version: 1
known_since: 2026-11-21
documents:
  doc: {number: 示例〔2024〕1号, title: unknown, seen: I}
source: {document: doc, article: "5", from: 2025-01-01, grade: I}
kinds:
- kind: referral
  rules:
    materials: [[referral_certificate, emergency_record]]
    lock:
    - {value: {months: 3}, source: {to: 2026-01-01}}
    - {value: {days: 60}, source: {from: 2026-01-01}, note: shorter}
none_in_province: true
)";

struct Ran {
    int exit = 0;
    std::string out;
    std::string err;
};

class PolicyFiling : public testing::Test {
protected:
    void SetUp() override {
        const testing::TestInfo* info = testing::UnitTest::GetInstance()->current_test_info();
        root_ = fs::path{testing::TempDir()} / (std::string{"policy_filing_"} + info->name());
        fs::remove_all(root_);
        write("990001-place/v1.yaml", kPack);
        write("990001-place/filing-v1.yaml", kRules);
    }
    void TearDown() override { fs::remove_all(root_); }

    void write(const std::string& name, std::string_view text) const {
        fs::create_directories((root_ / name).parent_path());
        std::ofstream{root_ / name, std::ios::binary} << text;
    }
    static std::string changed(std::string_view from, std::string_view to,
                               std::string_view text = kRules) {
        std::string copy{text};
        return copy.replace(copy.find(from), from.size(), to);
    }
    [[nodiscard]] std::string file() const {
        return (root_ / "990001-place/filing-v1.yaml").string();
    }
    [[nodiscard]] Ran yidi(std::vector<std::string> arguments,
                           const std::string& input = {}) const {
        arguments.insert(arguments.begin(), {"yidi", "policy"});
        if (arguments[2] != "freeze") {  // Its file says which folder.
            arguments.insert(arguments.end(), {"--policy", root_.string()});
        }
        std::vector<const char*> argv;
        argv.reserve(arguments.size());
        for (const std::string& argument : arguments) {
            argv.push_back(argument.c_str());
        }
        std::istringstream in{input};
        std::ostringstream out;
        std::ostringstream err;
        Context context{.in = in, .out = out, .err = err, .policy_dir = {}, .home = "."};
        Ran ran;
        ran.exit = run(static_cast<int>(argv.size()), argv.data(), context);
        ran.out = out.str();
        ran.err = err.str();
        return ran;
    }

    fs::path root_;
};

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

TEST_F(PolicyFiling, AreListedBesideTheirPack) {
    EXPECT_TRUE(has(yidi({"list"}).out, "filing"));
    EXPECT_TRUE(has(yidi({"list", "--json"}).out, R"("filing":{"version":1,"published":false,)"));
    fs::remove(file());
    EXPECT_TRUE(has(yidi({"list", "--json"}).out, R"("filing":null)"));
}

TEST_F(PolicyFiling, AreShownAsATableForEachKindWithClauseAndGrade) {
    const Ran ran = yidi({"show", "990001"});
    EXPECT_EQ(ran.exit, 0) << ran.err;
    EXPECT_TRUE(has(ran.out, "310 inpatient"));
    EXPECT_TRUE(has(ran.out, "referral ("));
    EXPECT_TRUE(has(ran.out, "referral certificate or emergency record"));
    EXPECT_TRUE(has(ran.out, "示例〔2024〕1号, article 5, from 2025-01-01 to 2025-12-31, grade I"));
    EXPECT_TRUE(has(ran.out, "60 days"));
    EXPECT_TRUE(has(ran.out, "of all kinds"));
    EXPECT_FALSE(has(ran.out, "emergency ("));
    const std::string zh = yidi({"show", "990001", "--lang", "zh"}).out;
    EXPECT_TRUE(has(zh, "锁定期") && has(zh, "3 个月") && has(zh, "省内异地免备案"));
    fs::remove(file());
    EXPECT_TRUE(has(yidi({"show", "990001"}).out, "No filing rules of its own"));
}

TEST_F(PolicyFiling, AreShownAsOfADayAndFromAFile) {
    const Ran before = yidi({"show", file(), "--at", "2025-06-01"});
    EXPECT_EQ(before.exit, 0) << before.err;
    EXPECT_TRUE(has(before.out, "3 months"));
    EXPECT_FALSE(has(before.out, "60 days"));
    const Ran after = yidi({"show", "-", "--at", "2026-06-01", "--json"}, std::string{kRules});
    EXPECT_TRUE(has(after.out, R"({"filing":{"id":"990001")"));
    EXPECT_TRUE(has(after.out, R"("lock":[{"value":{"months":0,"days":60},"source":)"));
    EXPECT_TRUE(has(after.out, R"("materials":[{"value":[["referral_certificate",)"));
    EXPECT_FALSE(has(after.out, R"("months":3)"));
    EXPECT_TRUE(has(yidi({"show", "990001", "--json"}).out, R"(,"filing":{"id":"990001",)"));
}

TEST_F(PolicyFiling, AreProvedWithTheirPack) {
    const Ran good = yidi({"check"});
    EXPECT_EQ(good.exit, 0) << good.out;
    EXPECT_TRUE(has(good.out, "1 packs, 1 files of filing rules"));
    EXPECT_TRUE(has(yidi({"check", "990001", "--json"}).out, R"("filing":1,)"));
    write("990001-place/filing-v1.yaml", changed("none_in_province: true", ""));
    EXPECT_TRUE(has(yidi({"check", file()}).out, "do not say that none is needed"));
    write("990001-place/filing-v1.yaml", kRules);
    write("990001-place/v1.yaml", changed("value: pay", "value: reject", kPack));
    const Ran refused = yidi({"check"});
    EXPECT_EQ(refused.exit, 2);
    EXPECT_TRUE(has(refused.out, "none_in_province and 310 inpatient unfiled_direct"));
    EXPECT_TRUE(has(refused.out, file()));
}

TEST_F(PolicyFiling, AreRefusedWhereDaysOverlapOrADocumentIsMissing) {
    write("990001-place/filing-v1.yaml", changed("{to: 2026-01-01}", "{to: 2026-02-01}"));
    EXPECT_TRUE(has(yidi({"check"}).out, "two values hold on one day"));
    EXPECT_EQ(yidi({"check", "-"}, changed("{document: doc,", "{document: dock,")).exit, 2);
    const Ran unknown = yidi({"check", "-"}, changed("lock:", "locks:"));
    EXPECT_TRUE(has(unknown.out, "standard input:13"));
    EXPECT_TRUE(has(unknown.out, "did you mean \"lock\""));
}

TEST_F(PolicyFiling, AreFrozenLikePacks) {
    ASSERT_EQ(yidi({"freeze", file()}).exit, 0);
    EXPECT_TRUE(has(yidi({"list", "--json"}).out, R"("filing":{"version":1,"published":true,)"));
    EXPECT_EQ(yidi({"check"}).exit, 0);
    write("990001-place/filing-v1.yaml", changed("60", "61"));
    EXPECT_TRUE(has(yidi({"check"}).out, "changed since it was published"));
    fs::remove(file());
    EXPECT_TRUE(has(yidi({"check"}).out, "990001-place/filing-v1.yaml is not there"));
    write("990001-place/filing-v2.yaml", changed("version: 1", "version: 2"));
    const std::string second = (root_ / "990001-place/filing-v2.yaml").string();
    write("990001-place/filing-v2.yaml",
          changed("none_in_province: true", "", changed("version: 1", "version: 2")));
    EXPECT_EQ(yidi({"freeze", second}).exit, 2);
}

TEST_F(PolicyFiling, HaveASchema) {
    std::istringstream in;
    std::ostringstream out;
    std::ostringstream err;
    Context context{.in = in, .out = out, .err = err, .policy_dir = {}, .home = "."};
    const std::vector<const char*> argv{"yidi", "policy", "schema", "filing"};
    EXPECT_EQ(run(static_cast<int>(argv.size()), argv.data(), context), 0);
    EXPECT_TRUE(has(out.str(), "Yidi filing rules"));
}

}  // namespace
}  // namespace yidi::cli
