#include <gtest/gtest.h>

#include "domain/adjudication/sequence.h"
#include "tests/property/engine.h"
#include "tests/property/pack_generator.h"
#include "tests/property/random.h"

/// What a yearly rule pays does not depend on how the year is cut into bills.
namespace yidi::property {
namespace {

const std::uint64_t kPacks = 150 * property_factor();

struct Year {
    Money pool;
    Money serious;
};

/// A yearly deductible, pooled bands on the year and critical illness on the year.
Json yearly_pack(Random& random, const std::string& pool_ratio, std::size_t& bands) {
    const Json frame_like = random_pack(random);
    Json scheme{{"insutype", "310"}, {"business", "inpatient"}};
    scheme["source"] = {
        {"document", "rules"}, {"article", "1"}, {"from", "2022-01-01"}, {"grade", "K"}};
    Json ratio = Json::array();
    bands = static_cast<std::size_t>(random.between(1, 3));
    for (std::size_t band = 1; band < bands; ++band) {
        ratio.push_back(Json::array({30000 * band, random.pick({"0.85", "0.70", "0.90"})}));
    }
    ratio.push_back(Json::array({nullptr, pool_ratio}));
    scheme["rules"] = {{"deductible_way", "per_year"},
                       {"deductible", 1500},
                       {"cap", "none"},
                       {"band_count", "per_year"},
                       {"band_basis", random.pick({"net", "gross"})},
                       {"ratio", ratio}};
    Json layer{{"id", "serious"},
               {"name", "serious"},
               {"field", "hifmi_pay"},
               {"fund_pay_type", "390200"},
               {"by", "year"}};
    layer["counts"] = Json::array({"deductible", "coinsurance", "over_cap"});
    layer["banding"] = random.pick({"net", "gross"});
    layer["rules"] = {{"threshold", 5000}};
    layer["rules"]["ratio"] =
        Json::array({Json::array({8000, "0.333333"}), Json::array({20000, "0.645"}),
                     Json::array({nullptr, "0.7"})});
    scheme["chain"] = Json::array({layer});
    Json pack = frame_like;
    pack["defaults"] = Json::object();
    for (Json& one : pack["schemes"]) {
        if (one["insutype"] == "310" && one["business"] == "inpatient") {
            one = scheme;
        } else {
            one = Json{{"insutype", one["insutype"]},
                       {"business", one["business"]},
                       {"unknown", "not asked"}};
        }
    }
    return pack;
}

Year paid_for(const Pair& pair, const std::vector<std::int64_t>& bills) {
    std::vector<adjudication::Case> cases;
    for (const std::int64_t fen : bills) {
        Json input = Json::parse(
            R"({"insuplc_admdvs": "130100", "mdtrtarea_admvs": "130100", "psn_type": "11",
            "med_type": "21", "begndate": "2024-03-01", "enddate": "2024-03-04", "cum": {"ipt_cnt": 0}})");
        input["fee"]["medfee_sumamt"] = yuan(fen);
        cases.push_back(*decoded(input));
    }
    const auto answers = adjudication::adjudicate_sequence(pair.book(), cases);
    EXPECT_TRUE(answers);
    Year year;
    for (const adjudication::Answer& answer : *answers) {
        EXPECT_EQ(answer.status, adjudication::Status::computed);
        year.pool +=
            answer.outcome.setlinfo.fund[static_cast<std::size_t>(policy::FundField::hifp_pay)];
        year.serious +=
            answer.outcome.setlinfo.fund[static_cast<std::size_t>(policy::FundField::hifmi_pay)];
    }
    return year;
}

std::vector<std::int64_t> cut(Random& random, std::int64_t total, std::int64_t step) {
    std::vector<std::int64_t> parts;
    const std::int64_t count = random.between(2, 5);
    for (std::int64_t i = 1; i < count; ++i) {
        const std::int64_t part = random.between(0, total / step) * step;
        parts.push_back(part);
        total -= part;
    }
    parts.push_back(total);
    return parts;
}

std::int64_t apart(Money a, Money b) {
    return a < b ? (b - a).fen() : (a - b).fen();
}

TEST(SplittingABill, MovesAYearlyLayerByAtMostOneFenPerPartAndBand) {
    for (std::uint64_t index = 0; index < kPacks; ++index) {
        Random random{91, index};
        std::size_t bands = 0;
        const Json pack = yearly_pack(random, random.pick({"0.333333", "0.645", "0.8"}), bands);
        const auto pair = Pair::from(random_frame(random), pack);
        ASSERT_TRUE(pair) << to_string(pair.error());
        const std::int64_t total = random.between(0, 20'000'000);
        const std::vector<std::int64_t> parts = cut(random, total, 1);
        const Year whole = paid_for(**pair, {total});
        const Year split = paid_for(**pair, parts);
        const auto allowed = static_cast<std::int64_t>(parts.size() * bands);
        EXPECT_LE(apart(whole.pool, split.pool), allowed) << pack.dump();
        EXPECT_LE(apart(whole.serious, split.serious), allowed + 1) << pack.dump();
    }
}

TEST(SplittingABill, LeavesADifferenceOfYearlyValuesExactlyAsItIs) {
    for (std::uint64_t index = 0; index < kPacks; ++index) {
        Random random{92, index};
        std::size_t bands = 0;
        // Whole yuan and ratios of two decimals: the pool never rounds, so the layer's yearly base
        // is the same.
        const Json pack = yearly_pack(random, random.pick({"0.85", "0.80", "0.5"}), bands);
        const auto pair = Pair::from(random_frame(random), pack);
        ASSERT_TRUE(pair) << to_string(pair.error());
        const std::int64_t total = random.between(0, 200'000) * 100;
        const std::vector<std::int64_t> parts = cut(random, total, 100);
        const Year whole = paid_for(**pair, {total});
        const Year split = paid_for(**pair, parts);
        EXPECT_EQ(whole.pool, split.pool) << pack.dump();
        EXPECT_EQ(whole.serious, split.serious) << pack.dump();
    }
}

}  // namespace
}  // namespace yidi::property
