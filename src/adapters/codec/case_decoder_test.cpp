#include "adapters/codec/case_decoder.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace yidi::codec {
namespace {

using adjudication::Fact;
using adjudication::FilingGiven;
using app::CaseFile;

const policy::Regions& regions() {
    static const policy::Regions kList = *policy::Regions::from({
        {.code = 120000, .pooling_area = 120000, .name = "天津市"},
        {.code = 120100, .pooling_area = 120000, .name = "天津市市辖区"},
        {.code = 130000, .pooling_area = 130000, .name = "河北省"},
        {.code = 130100, .pooling_area = 130100, .name = "石家庄市"},
    });
    return kList;
}

Result<CaseFile> decode(const std::string& json) {
    return decode_case(json, regions());
}

/// A case with one more member in front of a complete bill.
std::string with(const std::string& member) {
    return "{" + member + R"(,"fee":{"medfee_sumamt":100}})";
}

struct Bad {
    std::string json;
    ErrorCode code;
    std::string where;
};

void expect_refused(const std::vector<Bad>& cases) {
    for (const Bad& bad : cases) {
        SCOPED_TRACE(bad.json);
        const Result<CaseFile> result = decode(bad.json);
        ASSERT_FALSE(result.has_value());
        EXPECT_EQ(name(result.error().code), name(bad.code)) << result.error();
        EXPECT_EQ(result.error().where, bad.where);
        EXPECT_FALSE(result.error().rule.empty());
        EXPECT_FALSE(result.error().remedy.empty());
        EXPECT_FALSE(result.error().detail.empty());
    }
}

TEST(CaseDecoder, ReadsEveryKindOfKey) {
    const Result<CaseFile> file = decode(R"({
        "insuplc_admdvs": "130100", "mdtrtarea_admvs": 120000, "insutype": "310", "psn_type": "11", "age": 40,
        "psn_idet": ["civil_servant"], "psn_insu_stas": 1, "med_type": 21, "hosp_lv": "02",
        "inst_attr": [], "inst_open": ["inpatient", "pharmacy"], "fixmedins_code": "H1",
        "filing": {"kind": "referral", "place": "120000", "begndate": "2025-01-01", "promise": true},
        "er_flag": "?", "trum_flag": 0, "begndate": "2025-03-01", "enddate": "2025-03-10", "ipt_cnt": 2,
        "fee": {"medfee_sumamt": "100000", "inscp_scp_amt": 80000.5, "preselfpay_amt": "0.05"},
        "cum": {"ipt_cnt": 1, "dedc": 600, "large": "1.00", "overcap": 2, "civil_base": 3, "other": 4,
                "by_month": {"2025-02": {"dedc": 1, "pool": 2}}, "by_layer": {"city": {"base": 5, "paid": 6}}},
        "balc": 12.3, "use_acct": false, "catalog": "insured", "published": {"fund_pay_sumamt": 70350}})");
    ASSERT_TRUE(file.has_value()) << file.error();
    const adjudication::Case& facts = file->facts;
    EXPECT_EQ(facts.insuplc_admdvs, 130100U);
    EXPECT_EQ(facts.mdtrtarea_admvs, 120000U);
    EXPECT_EQ(facts.insutype, policy::Insutype::employee);
    EXPECT_EQ(facts.psn_type, "11");
    EXPECT_EQ(facts.age, 40);
    EXPECT_EQ(facts.psn_idet, std::vector<std::string>{"civil_servant"});
    EXPECT_EQ(facts.med_type, "21");
    EXPECT_EQ(facts.inst_attr, std::vector<std::string>{});
    EXPECT_EQ(facts.inst_open, 0b1001);  // inpatient is bit 0, pharmacy bit 3.
    EXPECT_EQ(facts.filing_given, FilingGiven::given);
    EXPECT_EQ(facts.filing.kind, policy::FilingKind::referral);
    EXPECT_EQ(facts.filing.place, 120000U);
    EXPECT_TRUE(facts.filing.promise);
    EXPECT_FALSE(facts.er_flag.has_value());
    EXPECT_EQ(facts.dont_know, 1U << static_cast<unsigned>(Fact::er_flag));
    EXPECT_EQ(facts.begndate, Date::from_ymd({.year = 2025, .month = 3, .day = 1}));
    EXPECT_EQ(facts.ipt_cnt, 2);
    EXPECT_EQ(facts.fee.medfee_sumamt, Money::from_yuan(100000));
    EXPECT_EQ(facts.fee.inscp_scp_amt, Money::from_fen(8000050));
    EXPECT_EQ(facts.fee.preselfpay_amt, Money::from_fen(5));
    EXPECT_FALSE(facts.fee.only_total);
    ASSERT_TRUE(facts.cum.has_value());
    EXPECT_TRUE(facts.cum_has_ipt_cnt);
    EXPECT_EQ(facts.cum->layer_paid[0], Money::from_yuan(1));  // large
    EXPECT_EQ(facts.cum->layer_base[0], Money::from_yuan(2));
    EXPECT_EQ(facts.cum->layer_base[2], Money::from_yuan(3));  // civil
    EXPECT_EQ(facts.cum->layer_paid[7], Money::from_yuan(4));  // other
    EXPECT_EQ(facts.cum->by_month.at(0).key, "2025-02");
    EXPECT_EQ(facts.cum->by_layer.at(0).paid, Money::from_yuan(6));
    EXPECT_EQ(facts.balc, Money::from_fen(1230));
    EXPECT_FALSE(facts.use_acct);
    EXPECT_EQ(facts.catalog, adjudication::Catalog::insured);
    ASSERT_EQ(file->published.size(), 1U);
    EXPECT_EQ(file->published[0].amount, Money::from_yuan(70350));
}

TEST(CaseDecoder, TellsNoFilingFromAnUnknownOne) {
    EXPECT_EQ(decode(with(R"("filing": null)"))->facts.filing_given, FilingGiven::none);
    EXPECT_EQ(decode(with(R"("filing": "?")"))->facts.filing_given, FilingGiven::open);
    EXPECT_EQ(decode(with(R"("age": 1)"))->facts.filing_given, FilingGiven::open);
}

TEST(CaseDecoder, ReadsLinesAndFillsInWhatFollows) {
    const Result<CaseFile> file = decode(R"({"feedetail": [
        {"cnt": 3, "pric": "0.333333", "chrgitm_lv": "02", "selfpay_prop": "0.10", "pric_uplmt_amt": 999999},
        {"det_item_fee_sumamt": 12.34, "lmt_used_flag": "1", "insured": {"chrgitm_lv": "01"}},
        {"cnt": 2, "pric": 1, "det_item_fee_sumamt": 2.01, "pric_uplmt_amt": "0.5"}]})");
    ASSERT_TRUE(file.has_value()) << file.error();
    const auto& lines = file->facts.feedetail;
    ASSERT_EQ(lines.size(), 3U);
    EXPECT_EQ(lines[0].det_item_fee_sumamt, Money::from_fen(100));  // 0.999999 rounds to 1.00
    EXPECT_FALSE(lines[0].treating.pric_uplmt_amt.has_value());
    EXPECT_EQ(lines[1].pric, UnitPrice::from_microyuan(12'340'000));
    EXPECT_EQ(lines[1].cnt, Quantity::from_ten_thousandths(10'000));
    EXPECT_TRUE(lines[1].treating.lmt_used_flag);
    EXPECT_EQ(lines[1].insured->chrgitm_lv, "01");
    EXPECT_EQ(lines[2].treating.pric_uplmt_amt, UnitPrice::from_microyuan(500'000));
}

TEST(CaseDecoder, ReadsStatedTerms) {
    const Result<CaseFile> file =
        decode(with(R"("terms": {"dedc": 400, "basis": "gross", "cap": 60000,
        "bands": [[400, 10000, "0.8"], [10000, null, "0.9"]], "retiree": {"share": "0.6"},
        "remote": {"form": "first_pay", "value": "0.2", "order": "after_deductible"},
        "serious": {"threshold": 12000, "banding": "gross", "bands": [[12000, null, "0.6"]], "by": "year"}})"));
    ASSERT_TRUE(file.has_value()) << file.error();
    ASSERT_TRUE(file->terms.has_value());
    EXPECT_EQ(file->terms->bands.size(), 2U);
    EXPECT_EQ(file->terms->bands[0].up_to, Money::from_yuan(10000));
    EXPECT_EQ(file->terms->remote->form, policy::RemoteForm::first_pay);
    EXPECT_EQ(file->terms->layers[1]->threshold, Money::from_yuan(12000));
    EXPECT_FALSE(file->terms->layers[0].has_value());
}

TEST(CaseDecoder, RefusesBrokenJson) {
    expect_refused({
        {"", ErrorCode::malformed_json, ""},
        {"[]", ErrorCode::malformed_json, ""},
        {"{", ErrorCode::malformed_json, ""},
        {R"({"age": 4)", ErrorCode::malformed_json, ""},
        {R"({"fee": {"medfee_sumamt": 1})", ErrorCode::malformed_json, ""},
        {R"({"fee": {"medfee_sumamt": 1}}})", ErrorCode::malformed_json, ""},
        {R"({"fee": {"medfee_sumamt": 1}} {})", ErrorCode::malformed_json, ""},
        {R"({"fee": {"medfee_sumamt": 1,}})", ErrorCode::malformed_json, "/fee"},
        {R"({"recognised": tru, "fee": {"medfee_sumamt": 1}})", ErrorCode::malformed_json,
         "/recognised"},
        {R"({"filing": nul, "fee": {"medfee_sumamt": 1}})", ErrorCode::malformed_json, "/filing"},
        {"{\"dise_codg\": \"\xff\", \"fee\": {\"medfee_sumamt\": 1}}", ErrorCode::malformed_json,
         ""},
        {std::string(100'000, '['), ErrorCode::malformed_json, ""},
    });
}

TEST(CaseDecoder, RefusesUnknownAndRepeatedKeysAtEveryDepth) {
    expect_refused({
        {with(R"("agee": 4)"), ErrorCode::unknown_key, "/agee"},
        {with(R"("a/b~c": 4)"), ErrorCode::unknown_key, "/a~1b~0c"},
        {with(R"("age": 4, "age": 4)"), ErrorCode::duplicate_key, "/age"},
        {with(R"("age": 4, "\u0061ge": 4)"), ErrorCode::duplicate_key, "/age"},
        {R"({"fee": {"medfee": 1}})", ErrorCode::unknown_key, "/fee/medfee"},
        {R"({"fee": {"medfee_sumamt": 1, "medfee_sumamt": 1}})", ErrorCode::duplicate_key,
         "/fee/medfee_sumamt"},
        {R"({"feedetail": [{"pric": 1}, {"price": 1}]})", ErrorCode::unknown_key,
         "/feedetail/1/price"},
        {R"({"feedetail": [{"pric": 1, "insured": {"cnt": 1}}]})", ErrorCode::unknown_key,
         "/feedetail/0/insured/cnt"},
        {with(R"("cum": {"by_hosp": {"H1": {"dedc": 1}, "H1": {"dedc": 1}}})"),
         ErrorCode::duplicate_key, "/cum/by_hosp/H1"},
        {with(R"("cum": {"by_hosp": {"H1": {"dedc": 1, "dedc": 1}}})"), ErrorCode::duplicate_key,
         "/cum/by_hosp/H1/dedc"},
        {with(R"("published": {"x": 1, "x": 1})"), ErrorCode::duplicate_key, "/published/x"},
    });
}

TEST(CaseDecoder, SuggestsTheKeyThatWasMeant) {
    EXPECT_EQ(decode(with(R"("doctor": "02")")).error().remedy,
              "remove it, or look the key up in docs/using/case-file.md");
    for (const auto& [given, meant] :
         std::vector<std::pair<std::string, std::string>>{{"hosplv", "hosp_lv"},
                                                          {"hosp_level", "hosp_lv"},
                                                          {"filling", "filing"},
                                                          {"insuplc", "insuplc_admdvs"}}) {
        const auto refused = decode(R"({")" + given + R"(": "02"})");
        EXPECT_EQ(refused.error().remedy, "did you mean \"" + meant + "\"?");
    }
    EXPECT_EQ(decode(R"({"fee": {"medfee_sumamnt": 1}})").error().remedy,
              "did you mean \"medfee_sumamt\"?");
}

TEST(CaseDecoder, RefusesAmountsThatAreNotExactAndPositive) {
    const auto amount = [](const std::string& text) {
        return R"({"fee": {"medfee_sumamt": )" + text + "}}";
    };
    for (const char* text :
         {"-1", "1.234", "1e2", "1E2", "01", "1.", "\".5\"", "\"+1\"", "\"1,000\"", "\" 1\"",
          "\"\"", "1000000000", "\"１\"", "12abc", "-0", "\"-0.00\""}) {
        expect_refused({{amount(text), ErrorCode::bad_amount, "/fee/medfee_sumamt"}});
    }
    for (const char* text : {".5", "+1", "NaN"}) {
        expect_refused({{amount(text), ErrorCode::malformed_json, "/fee/medfee_sumamt"}});
    }
    for (const char* text : {"true", "null", "[]", "{}"}) {
        expect_refused({{amount(text), ErrorCode::bad_value, "/fee/medfee_sumamt"}});
    }
    for (const char* text : {"0", "1", "1.5", "1.50", "\"1.50\"", "999999999.99", "1.5 ", "1\t"}) {
        EXPECT_TRUE(decode(amount(text)).has_value()) << text;
    }
}

TEST(CaseDecoder, RefusesValuesOfTheWrongKind) {
    expect_refused({
        {with(R"("age": "forty")"), ErrorCode::bad_value, "/age"},
        {with(R"("age": 40.5)"), ErrorCode::bad_value, "/age"},
        {with(R"("age": 151)"), ErrorCode::bad_value, "/age"},
        {with(R"("insutype": "311")"), ErrorCode::bad_value, "/insutype"},
        {with(R"("insutype": "?")"), ErrorCode::bad_value, "/insutype"},
        {with(R"("psn_type": "17")"), ErrorCode::bad_value, "/psn_type"},
        {with(R"("med_type": "?")"), ErrorCode::bad_value, "/med_type"},
        {with(R"("dise_codg": "?")"), ErrorCode::bad_value, "/dise_codg"},
        {with(R"("hosp_lv": 2)"), ErrorCode::bad_value, "/hosp_lv"},
        {with(R"("hosp_lv": "12")"), ErrorCode::bad_value, "/hosp_lv"},
        {with(R"("psn_idet": "student")"), ErrorCode::bad_value, "/psn_idet"},
        {with(R"("psn_idet": ["student", "student"])"), ErrorCode::bad_value, "/psn_idet/1"},
        {with(R"("inst_attr": ["Province"])"), ErrorCode::bad_value, "/inst_attr/0"},
        {with(R"("er_flag": "yes")"), ErrorCode::bad_value, "/er_flag"},
        {with(R"("filing": {"place": "120000"})"), ErrorCode::missing_key, "/filing/kind"},
        {with(R"("filing": {"kind": "trip"})"), ErrorCode::bad_value, "/filing/kind"},
        {with(R"("filing": [[[[]]]])"), ErrorCode::bad_value, "/filing"},
        {with(R"("ipt_cnt": 0)"), ErrorCode::bad_value, "/ipt_cnt"},
        {with(R"("insuplc_admdvs": "130199")"), ErrorCode::bad_region, "/insuplc_admdvs"},
        {with(R"("insuplc_admdvs": "13010")"), ErrorCode::bad_region, "/insuplc_admdvs"},
        {with(R"("filing": {"kind": "referral", "place": "999999"})"), ErrorCode::bad_region,
         "/filing/place"},
        {with(R"("begndate": "2025-02-29")"), ErrorCode::bad_date, "/begndate"},
        {with(R"("begndate": "2025-2-1")"), ErrorCode::bad_date, "/begndate"},
        {with(R"("begndate": 20250201)"), ErrorCode::bad_value, "/begndate"},
        {with(R"("cum": {"by_month": {"2025-13": {"dedc": 1}}})"), ErrorCode::bad_date,
         "/cum/by_month/2025-13"},
        {R"({"feedetail": [{"pric": 1, "selfpay_prop": 0.9}]})", ErrorCode::bad_value,
         "/feedetail/0/selfpay_prop"},
        {R"({"feedetail": [{"pric": 1, "selfpay_prop": "1.1"}]})", ErrorCode::bad_value,
         "/feedetail/0/selfpay_prop"},
        {R"({"feedetail": [{"pric": 1, "cnt": -1}]})", ErrorCode::bad_value, "/feedetail/0/cnt"},
        {R"({"feedetail": [{"pric": "1.0000001"}]})", ErrorCode::bad_amount, "/feedetail/0/pric"},
        {R"({"feedetail": []})", ErrorCode::bad_value, "/feedetail"},
    });
}

TEST(CaseDecoder, RefusesWhatContradictsItself) {
    expect_refused({
        {with(R"("begndate": "2025-03-02", "enddate": "2025-03-01")"), ErrorCode::inconsistent,
         "/enddate"},
        {with(R"("begndate": "2025-03-02", "setl_date": "2025-03-01")"), ErrorCode::inconsistent,
         "/setl_date"},
        {with(
             R"("filing": {"kind": "referral", "begndate": "2025-03-02", "enddate": "2025-03-01"})"),
         ErrorCode::inconsistent, "/filing/enddate"},
        {with(R"("insutype": "390", "psn_type": "11")"), ErrorCode::inconsistent, "/insutype"},
        {with(R"("ipt_cnt": 3, "cum": {"ipt_cnt": 1})"), ErrorCode::inconsistent, "/ipt_cnt"},
        {R"({"fee": {"medfee_sumamt": 100, "inscp_scp_amt": 60, "preselfpay_amt": 40.01}})",
         ErrorCode::inconsistent, "/fee"},
        {R"({"fee": {"inscp_scp_amt": 60}})", ErrorCode::missing_key, "/fee/medfee_sumamt"},
        {R"({"feedetail": [{"cnt": 2, "pric": 1, "det_item_fee_sumamt": 2.02}]})",
         ErrorCode::inconsistent, "/feedetail/0/det_item_fee_sumamt"},
        {R"({"feedetail": [{"cnt": 2, "det_item_fee_sumamt": 2.02}]})", ErrorCode::missing_key,
         "/feedetail/0/pric"},
        {R"({"feedetail": [{"pric": 1}], "fee": {"medfee_sumamt": 1}})", ErrorCode::inconsistent,
         "/fee"},
        {R"({"age": 4})", ErrorCode::missing_key, "/fee"},
        {"{}", ErrorCode::missing_key, "/fee"},
    });
    EXPECT_TRUE(
        decode(with(R"("ipt_cnt": 1, "cum": {"ipt_cnt": 1}, "prev": {"relation": "interim"})"))
            .has_value())
        << "a stay that continues another may be the same admission";
}

TEST(CaseDecoder, RefusesTermsThatLeaveSomethingOpen) {
    const auto terms = [](const std::string& text) { return with("\"terms\": {" + text + "}"); };
    expect_refused({
        {terms(R"("dedc": 1)"), ErrorCode::missing_key, "/terms/ratio"},
        {terms(R"("ratio": 0.9)"), ErrorCode::bad_value, "/terms/ratio"},
        {terms(R"("ratio": "0.9", "bands": [[0, null, "0.9"]])"), ErrorCode::inconsistent,
         "/terms/bands"},
        {terms(R"("bands": [[0, 100, "0.9"]])"), ErrorCode::inconsistent, "/terms/bands"},
        {terms(R"("bands": [[0, 100, "0.9"], [200, null, "0.9"]])"), ErrorCode::inconsistent,
         "/terms/bands/1"},
        {terms(R"("bands": [[0, null, "0.9"], [200, null, "0.9"]])"), ErrorCode::inconsistent,
         "/terms/bands/1"},
        {terms(R"("bands": [[5, null, "0.9"]])"), ErrorCode::inconsistent, "/terms/bands"},
        {terms(R"("bands": [[0, null]])"), ErrorCode::inconsistent, "/terms/bands/0"},
        {terms(R"("ratio": "0.9", "remote": {"form": "points"})"), ErrorCode::missing_key,
         "/terms/remote/value"},
        {terms(
             R"("ratio": "0.9", "remote": {"form": "points", "value": "0.1", "order": "before_deductible"})"),
         ErrorCode::inconsistent, "/terms/remote/order"},
        {terms(R"("ratio": "0.9", "retiree": {"points": "0.1", "share": "0.1"})"),
         ErrorCode::inconsistent, "/terms/retiree/share"},
        {terms(R"("ratio": "0.9", "large": {})"), ErrorCode::missing_key, "/terms/large/ratio"},
        {terms(R"("ratio": "0.9", "larg": {})"), ErrorCode::unknown_key, "/terms/larg"},
    });
}

TEST(CaseDecoder, ForgetsTheCaseBefore) {
    CaseDecoder decoder{regions()};
    CaseFile file;
    ASSERT_TRUE(
        decoder.decode(with(R"("age": 4, "psn_type": "11", "published": {"balc": 1})"), file));
    ASSERT_FALSE(decoder.decode("{", file));
    ASSERT_TRUE(decoder.decode(R"({"feedetail": [{"pric": 1}]})", file));
    EXPECT_FALSE(file.facts.age.has_value());
    EXPECT_TRUE(file.facts.psn_type.empty());
    EXPECT_TRUE(file.published.empty());
    EXPECT_EQ(file.facts.fee.medfee_sumamt, Money{});
}

TEST(CaseDecoder, NamesLineAndColumnOfBrokenJson) {
    const Result<CaseFile> result = decode("{\n  \"age\": 4,\n  \"balc\" 5\n}");
    ASSERT_FALSE(result.has_value());
    EXPECT_NE(result.error().detail.find("line 3"), std::string::npos) << result.error();
}

TEST(CaseDecoder, TakesAByteOrderMark) {
    EXPECT_TRUE(decode("\xEF\xBB\xBF{\"fee\":{\"medfee_sumamt\":1}}").has_value());
}

}  // namespace
}  // namespace yidi::codec
