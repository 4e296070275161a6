#include "tests/reference/reference.h"

#include <gtest/gtest.h>

namespace reference {
namespace {

/// A pack of one scheme, inpatient care of employees or residents.
Book book_of(const std::string& rules, const std::string& chain = "[]",
             const std::string& insutype = "310") {
    Json pack = Json::parse(R"({"id": "130100", "schemes": [{"business": "inpatient",
        "source": {"document": "d", "article": "1", "from": "2020-01-01", "grade": "K"}}]})");
    pack["schemes"][0]["insutype"] = insutype;
    pack["schemes"][0]["rules"] = Json::parse(rules);
    pack["schemes"][0]["chain"] = Json::parse(chain);
    const Json frame = Json::parse(R"({"id": "100000", "schemes": []})");
    return Book{{frame, pack}, {}};
}

Json case_of(const std::string& more, const std::string& insutype = "310") {
    Json input =
        Json::parse(R"({"insuplc_admdvs": "130100", "mdtrtarea_admvs": "130100", "med_type": "21",
        "hosp_lv": "01", "ipt_cnt": 1, "psn_idet": [], "begndate": "2024-03-01", "enddate": "2024-03-09"})");
    input["insutype"] = insutype;
    input["psn_type"] = insutype == "310" ? "11" : "15";
    input.update(Json::parse(more));
    return input;
}

Outcome only(const Book& book, const Json& input) {
    const Answer answer = adjudicate(book, input);
    EXPECT_EQ(answer.status, "computed") << (answer.codes().empty() ? "" : *answer.codes().begin());
    return answer.outcomes.front();
}

Q yuan(const std::string& amount) {
    return fen(Json(amount));
}

TEST(Reference, PaysTheLargeSumForTheCostBeyondTheExactCap) {
    const Book book = book_of(
        R"({"deductible_way": "per_stay", "deductible": 880, "ratio": "0.85", "cap": 47000})",
        R"([{"id": "large", "field": "hifob_pay", "counts": ["over_cap"],
                                   "rules": {"ratio": "1"}}])");
    const Outcome outcome = only(book, case_of(R"({"fee": {"medfee_sumamt": 100000}})"));
    EXPECT_EQ(outcome.setlinfo.at("hifp_pay"), yuan("47000.00"));
    // 100000 - 880 - 47000 / 0.85 = 43825.882...
    EXPECT_EQ(outcome.setlinfo.at("hifob_pay"), yuan("43825.88"));
}

struct Twenty {
    const char* rules;
    const char* fund;
};

TEST(Reference, TellsTheFourReadingsOfTwentyPercentLessApart) {
    const std::vector<Twenty> readings{
        {R"("remote_ratio": {"points": "0.20"})", "49250.00"},           // 98500 x 50 %
        {R"("remote_ratio": {"factor": "0.80"})", "55160.00"},           // 98500 x 56 %
        {R"("remote_ratio": "none", "first_pay": "0.20")", "54950.00"},  // (80000 - 1500) x 70 %
        {R"("remote_ratio": "none", "first_pay": "0.20", "first_pay_order": "after_deductible")",
         "55160.00"}};
    for (const Twenty& reading : readings) {
        const Book book = book_of(
            R"({"deductible_way": "per_stay", "deductible": 1500, "ratio": "0.70", "cap": "none", )" +
            std::string{reading.rules} + "}");
        const Outcome outcome = only(book, case_of(R"({"fee": {"medfee_sumamt": 100000},
            "mdtrtarea_admvs": "120000", "filing": {"kind": "referral", "place": "120000"}})"));
        EXPECT_EQ(outcome.setlinfo.at("hifp_pay"), yuan(reading.fund)) << reading.rules;
    }
}

struct GrossBands {
    const char* deductible;
    const char*
        over_cap;  // What is left of a cost of 100000 beyond the cost at which the cap is met.
};

TEST(Reference, MeetsTheCapOfGrossBandsWhereTheSourceSays) {
    // In-scope cost at the cap: 69244.44, 69066.67, 69013.33.
    for (const GrossBands& row :
         {GrossBands{"400", "30755.56"}, {"200", "30933.33"}, {"140", "30986.67"}}) {
        const Book book =
            book_of(R"({"deductible_way": "per_stay", "band_basis": "gross", "cap": 60000,
            "ratio": [[10000, "0.8"], [30000, "0.85"], [null, "0.9"]], "deductible": )" +
                        std::string{row.deductible} + "}",
                    R"([{"id": "large", "field": "hifob_pay", "counts": ["over_cap"],
                                       "rules": {"ratio": "1"}}])",
                    "390");
        const Outcome outcome = only(book, case_of(R"({"fee": {"medfee_sumamt": 100000}})", "390"));
        EXPECT_EQ(outcome.setlinfo.at("hifp_pay"), yuan("60000"));
        EXPECT_EQ(outcome.setlinfo.at("hifob_pay"), yuan(row.over_cap));
    }
}

TEST(Reference, PaysAidAndExtraAidOnWhatIsLeft) {
    const Book book = book_of(
        R"({"deductible_way": "per_stay", "deductible": 300, "ratio": "0.7", "cap": "none"})",
        R"([{"id": "aid", "field": "maf_pay", "counts": ["deductible", "coinsurance"],
                                   "rules": {"ratio": "0.7"}},
                                  {"id": "tilt", "field": "maf_pay", "counts": ["deductible", "coinsurance"],
                                   "rules": {"ratio": "0.6", "threshold": 3000}}])",
        "390");
    const Outcome outcome =
        only(book, case_of(R"({"fee": {"medfee_sumamt": 52000, "inscp_scp_amt": 50000}})", "390"));
    EXPECT_EQ(outcome.paid.at(-1), yuan("34790"));
    EXPECT_EQ(outcome.paid.at(0), yuan("10647"));
    EXPECT_EQ(outcome.paid.at(1), yuan("937.80"));
    EXPECT_EQ(outcome.setlinfo.at("fund_pay_sumamt"), yuan("46374.80"));
    EXPECT_EQ(outcome.setlinfo.at("psn_part_amt"),
              yuan("5625.20"));  // 3625.20 in scope and 2000 own.
}

/// A pool that pays nothing, so that the in-scope cost is what a serious illness counts.
Outcome serious(const std::string& banding, const std::string& threshold, const std::string& bands,
                const std::string& cost) {
    const Book book = book_of(R"({"deductible_way": "none", "ratio": "0", "cap": "none"})",
                              R"([{"id": "serious", "field": "hifmi_pay", "by": "year",
                                   "counts": ["deductible", "coinsurance", "over_cap"], "banding": ")" +
                                  banding + R"(", "rules": {"threshold": )" + threshold +
                                  R"(, "ratio": )" + bands + "}}]",
                              "390");
    return only(book, case_of(R"({"fee": {"medfee_sumamt": )" + cost + "}}", "390"));
}

TEST(Reference, CountsBandsOfASeriousIllnessAsTheSourcesDo) {
    // 50000 - 20000 = 30000; 20000 x 30 % + 10000 x 40 %.
    EXPECT_EQ(serious("net", "20000", R"([[20000, "0.3"], [50000, "0.4"], [null, "0.5"]])", "50000")
                  .paid.at(0),
              yuan("10000"));
    // 18000 x 60 % + 70000 x 65 % + 50000 x 75 %.
    EXPECT_EQ(
        serious("gross", "12000", R"([[30000, "0.6"], [100000, "0.65"], [null, "0.75"]])", "150000")
            .paid.at(0),
        yuan("93800"));
    // The ratio of the band that holds 150000 for all of 150000 - 12000.
    EXPECT_EQ(
        serious("whole", "12000", R"([[30000, "0.6"], [100000, "0.65"], [null, "0.75"]])", "150000")
            .paid.at(0),
        yuan("103500"));
}

TEST(Reference, AnswersWithTheRangeOfAnOpenFact) {
    const Book book = book_of(R"({"deductible_way": "per_stay", "ratio": "0.5", "cap": "none",
        "deductible": [{"level": "tertiary", "value": 900}, {"level": ["primary", "secondary", "top"], "value": 100}]})");
    Json input = case_of(R"({"fee": {"medfee_sumamt": 1000}})");
    input.erase("hosp_lv");
    const Answer answer = adjudicate(book, input);
    EXPECT_EQ(answer.status, "range");
    EXPECT_EQ(answer.fund_low, yuan("50"));
    EXPECT_EQ(answer.fund_high, yuan("450"));
    EXPECT_EQ(answer.worst().front()->setlinfo.at("act_pay_dedc"), yuan("900"));
}

TEST(Reference, CountsAnUnfiledOutcomeAsTheWholeBill) {
    const Book book = book_of(
        R"({"deductible_way": "none", "ratio": "0.5", "cap": "none", "remote_ratio": "none"})");
    Json input =
        case_of(R"({"fee": {"medfee_sumamt": 1000}, "mdtrtarea_admvs": "120000", "filing": "?"})");
    const Answer range = adjudicate(book, input);
    EXPECT_EQ(range.status, "range");
    EXPECT_EQ(range.fund_low, 0);
    EXPECT_EQ(range.person_high, yuan("1000"));
    input["filing"] = nullptr;
    const Answer rejected = adjudicate(book, input);
    EXPECT_EQ(rejected.status, "rejected");
    EXPECT_EQ(rejected.codes(), std::set<std::string>{"not_filed"});
    input["filing"] = {{"kind", "referral"}, {"place", "110000"}};
    EXPECT_EQ(adjudicate(book, input).codes(), std::set<std::string>{"filing_elsewhere"});
}

TEST(Reference, RoundsEachBandOrTheSumInTheNamedWay) {
    const auto pool = [](const std::string& place, const std::string& mode) {
        const Book book =
            book_of(R"({"deductible_way": "none", "cap": "none", "rounding_place": ")" + place +
                    R"(", "rounding_mode": ")" + mode + R"(",
                                  "ratio": [[0.05, "0.5"], [0.10, "0.7"], [null, "0.5"]]})");
        return only(book, case_of(R"({"fee": {"medfee_sumamt": 0.15}})")).paid.at(-1);
    };
    EXPECT_EQ(pool("per_band", "half_up"), 3 + 4 + 3);  // 2.5, 3.5, 2.5
    EXPECT_EQ(pool("per_band", "half_even"), 2 + 4 + 2);
    EXPECT_EQ(pool("per_band", "down"), 2 + 3 + 2);
    EXPECT_EQ(pool("on_sum", "half_up"), 9);  // 8.5
    EXPECT_EQ(pool("on_sum", "half_even"), 8);
    EXPECT_EQ(pool("on_sum", "down"), 8);
}

TEST(Reference, AddsEachBillToTheYear) {
    const Book book = book_of(
        R"({"deductible_way": "per_year", "deductible": 900, "ratio": "0.5", "cap": "none"})");
    const Outcome outcome =
        only(book, case_of(R"({"fee": {"medfee_sumamt": 500, "inscp_scp_amt": 400},
        "fixmedins_code": "H1", "cum": {"ipt_cnt": 0, "dedc": 700, "scope": 700}})"));
    EXPECT_EQ(outcome.setlinfo.at("act_pay_dedc"), yuan("200"));
    const Json expected =
        Json::parse(R"({"ipt_cnt": 1, "dedc": "900.00", "scope": "1100.00", "pool": "100.00",
        "by_hosp": {"H1": {"dedc": "200.00", "pool": "100.00"}}, "by_month": {"2024-03": {"dedc": "200.00", "pool": "100.00"}}})");
    EXPECT_EQ(nested_cum(outcome.cum), expected);
}

/// The counters of all businesses, and those of one month.
const char* const kFilled = R"({"fee": {"medfee_sumamt": 2000}, "fixmedins_code": "H1",
    "cum": {"pool": 100, "otp_pool": 200,
            "by_business": {"chronic": {"dedc": 30, "scope": 40, "pool": 300}, "maternity": {"pool": 50}},
            "by_month": {"2024-03": {"pool": 1, "otp_pool": 2,
                                     "by_business": {"chronic": {"pool": 250}}}}}})";

TEST(Reference, ReadsAndMovesTheCounterThatTheSchemeNames) {
    const Book book = book_of(
        R"({"deductible_way": "none", "ratio": "1", "cap": 1000, "year_counter": "chronic"})");
    const Outcome outcome = only(book, case_of(kFilled));
    EXPECT_EQ(outcome.paid.at(-1), yuan("700"));  // 1000 - 300
    const Json cum = nested_cum(outcome.cum);
    EXPECT_EQ(cum["pool"], "100.00");
    EXPECT_EQ(cum["by_business"]["chronic"],
              Json::parse(R"({"dedc": "30.00", "scope": "2040.00", "pool": "1000.00"})"));
    EXPECT_EQ(cum["by_hosp"]["H1"],
              Json::parse(R"({"by_business": {"chronic": {"pool": "700.00"}}})"));
    EXPECT_EQ(cum["by_month"]["2024-03"]["by_business"]["chronic"]["pool"], "950.00");
}

TEST(Reference, CountsAllBusinessesForAJointLimitAndOneForAMonth) {
    const auto paid = [](const std::string& rules) {
        const Book book = book_of(R"({"deductible_way": "none", "ratio": "1", )" + rules + "}");
        return only(book, case_of(kFilled)).paid.at(-1);
    };
    EXPECT_EQ(paid(R"("cap": 1000)"), yuan("900"));
    EXPECT_EQ(paid(R"("cap": 1000, "cap_counts": "joint")"), yuan("350"));
    EXPECT_EQ(paid(R"("cap": "none", "cap_month": 500)"), yuan("499"));
    EXPECT_EQ(paid(R"("cap": "none", "cap_quarter": 500, "year_counter": "chronic")"), yuan("250"));
}

TEST(Reference, AddsTheCodesOfOneDiseaseGroupForItsLimit) {
    const Json pack =
        Json::parse(R"({"id": "130100", "schemes": [{"insutype": "310", "business": "inpatient",
        "source": {"document": "d", "article": "1", "from": "2020-01-01", "grade": "K"},
        "rules": {"deductible_way": "none", "ratio": "1", "cap": "none", "disease_limit": 1000}}]})");
    const Json frame = Json::parse(R"({"id": "100000", "schemes": [],
        "disease_groups": [{"id": "pressure", "codes": ["M1", "M2"]}]})");
    const Book book{{frame, pack}, {}};
    const auto paid = [&](const std::string& disease) {
        Json input = case_of(R"({"fee": {"medfee_sumamt": 2000}, "cum": {"by_dise": {
            "M1": {"pool": 100, "otp_pool": 5}, "M2": {"pool": 20}, "M3": {"pool": 3}}}})");
        input["dise_codg"] = disease;
        return only(book, input).paid.at(-1);
    };
    EXPECT_EQ(paid("M1"), yuan("880"));
    EXPECT_EQ(paid("M2"), yuan("880"));
    EXPECT_EQ(paid("M3"), yuan("997"));
    EXPECT_EQ(paid("M4"), yuan("1000"));
}

TEST(Reference, CountsTheBillForALayersLimitWhereItsCounterIs) {
    const auto layer = [](const std::string& counter, const std::string& includes) {
        const Book book = book_of(
            R"({"deductible_way": "none", "ratio": "0.5", "cap": "none", "year_counter": ")" +
                counter + R"("})",
            R"([{"id": "large", "field": "hifob_pay", "counts": ["coinsurance"],
                         "rules": {"ratio": "1", "limit": 1500, "limit_includes": [")" +
                includes + R"("]}}])");
        return only(book, case_of(kFilled)).setlinfo.at("hifob_pay");
    };
    // The bill's pool is 1000; inpatient and maternity had 150, the other four 500.
    EXPECT_EQ(layer("own", "pool"), yuan("350"));
    EXPECT_EQ(layer("own", "outpatient_pool"), yuan("1000"));
    EXPECT_EQ(layer("pharmacy", "pool"), yuan("1000"));
    EXPECT_EQ(layer("pharmacy", "outpatient_pool"), 0);
}

TEST(Reference, NamesTheBenefitYearThatTheBillCountsIn) {
    const auto first_day_of = [](const std::string& more) {
        const Book book = book_of(R"({"deductible_way": "none", "ratio": "0.5", "cap": "none",
            "benefit_year_start": "03-05")" +
                                  more + "}");
        const Outcome outcome = only(book, case_of(R"({"fee": {"medfee_sumamt": 10}})"));
        return date_text(outcome.benefit_year.value());
    };
    // The stay is from 1 to 9 March.
    EXPECT_EQ(first_day_of(""), "2024-03-05");
    EXPECT_EQ(first_day_of(R"(, "year_crossing": "by_admission")"), "2023-03-05");
}

}  // namespace
}  // namespace reference
