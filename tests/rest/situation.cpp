#include "tests/rest/situation.h"

#include <algorithm>
#include <utility>

#include "domain/entitlement/standing_test_support.h"
#include "domain/policy/pack_test_support.h"

namespace yidi::tests {
namespace {

using policy::AnyOf;
using policy::Business;
using policy::DeductibleWay;
using policy::FilingKind;
using policy::FilingState;
using policy::Insutype;
using policy::KindRules;
using policy::Parameter;
using policy::Span;
using policy::testing::FilingRulesOf;
using policy::testing::Rules;
using policy::testing::When;

constexpr std::uint8_t kEveryBusiness = 0x3F;

Rules stays(Insutype insutype) {
    using policy::testing::minus;
    using policy::testing::points;
    using policy::testing::word;
    Rules rules{Business::inpatient, insutype};
    rules.clear(Parameter::remote_ratio)
        .add(Parameter::remote_ratio, policy::testing::nothing(),
             When{}.filing({FilingState::local, FilingState::home, FilingState::long_term}))
        .add(Parameter::remote_ratio, points("0.05"), When{}.filing({FilingState::referral}))
        .add(Parameter::remote_ratio, points("0.10"), When{}.filing({FilingState::emergency}))
        .add(Parameter::remote_ratio, points("0.20"),
             When{}.filing({FilingState::other_temporary, FilingState::unfiled}))
        .add(Parameter::deductible_nth, minus(500, 500))
        .add(Parameter::merge_interim, word(policy::Merge::none))
        .add(Parameter::account_covers, policy::testing::set_of(1));
    return rules;
}

Rules yearly(Business business, std::int64_t deductible, std::string_view ratio) {
    Rules rules{business};
    rules.set(Parameter::deductible_way, policy::testing::word(DeductibleWay::per_year))
        .set(Parameter::deductible, policy::testing::amount(deductible))
        .set(Parameter::ratio, policy::testing::pays(ratio))
        .add(Parameter::account_covers, policy::testing::set_of(1));
    return rules;
}

policy::Pack frame() {
    policy::Pack pack = policy::testing::pack_of({}, policy::kNationalFrame);
    policy::Corridor corridor;
    corridor.id = "delta";
    corridor.name = "home and delta";
    corridor.regions = {kHomeArea, kDelta};
    corridor.business = kEveryBusiness;
    corridor.source = policy::testing::source_from(policy::testing::kFirstDay);
    pack.corridors = {corridor};
    return pack;
}

policy::Book book_of_situations() {
    policy::Book book = policy::testing::book_of(
        {frame(), policy::testing::pack_of({stays(Insutype::employee), stays(Insutype::resident),
                                            yearly(Business::outpatient, 100, "0.50"),
                                            yearly(Business::chronic, 0, "0.70")},
                                           kHomeArea)});
    book.set_person_rules(entitlement::testing::national_rules());
    return book;
}

registry::CatalogueItem drug_of(std::uint32_t area) {
    registry::CatalogueItem one;
    one.admdvs = area;
    one.med_list_codg = kDrug;
    one.begndate = *parse_date("2020-01-01");
    one.name = "药";
    one.list_type = "101";
    one.med_chrgitm_type = "09";
    one.chrgitm_lv = "01";
    return one;
}

}  // namespace

Situation::Situation() {
    book_ = book_of_situations();
    use(usual_rules());
    EXPECT_TRUE(write([&](ports::Session& session) -> Result<void> {
        for (const std::uint32_t area : {kCapital, kDelta, kNextDoorArea}) {
            YIDI_TRY_VOID(payer::add_item(session, context(), drug_of(area), "test"));
        }
        return {};
    }));
    open_for_others(kCapitalHospital, kCapital, kEveryBusiness);
    open_for_others(kDeltaHospital, kDelta, kEveryBusiness);
    open_for_others(kNextDoorHospital, kNextDoorArea, kEveryBusiness);
    hospital_ = kAwayHospital;
}

void Situation::SetUp() {
    const std::string name = testing::UnitTest::GetInstance()->current_test_info()->name();
    const std::optional<int> number = number_of(name);
    ASSERT_TRUE(number.has_value()) << name;
    row_ = row_of(*number);
    ASSERT_NE(row_, nullptr) << "no row " << *number;
}

FilingRulesOf Situation::usual_rules() {
    FilingRulesOf rules{kHomeArea};
    rules.set_all(&KindRules::open, true)
        .set_all(&KindRules::materials, std::vector<AnyOf>{})
        .set_all(&KindRules::decision, policy::Decision::instant)
        .set_all(&KindRules::promise, false)
        .set_all(&KindRules::validity, Span{.months = 6, .days = 0})
        .set_all(&KindRules::backdate_days, 60)
        .set_all(&KindRules::several_places, true)
        .set_all(&KindRules::lock, Span{})
        .set(FilingKind::long_term_resident, &KindRules::materials,
             std::vector<AnyOf>(1, AnyOf{"residence_permit", "lease"}))
        .set(FilingKind::long_term_resident, &KindRules::promise, true)
        .set(FilingKind::long_term_resident, &KindRules::promise_days, 30)
        .set(FilingKind::long_term_resident, &KindRules::after_lapse, policy::AfterLapse::ends)
        .set(FilingKind::long_term_resident, &KindRules::validity, Span{})
        .set(FilingKind::long_term_resident, &KindRules::lock, Span{.months = 3, .days = 0})
        .set(FilingKind::long_term_resident, &KindRules::lock_exceptions, std::uint8_t{0x7});
    return rules;
}

void Situation::use(const FilingRulesOf& rules) {
    book_.set_filing_rules(policy::testing::filing_book({rules.rules()}));
}

void Situation::open_for_others(std::string_view fixmedins_code, std::uint32_t admdvs,
                                std::uint8_t businesses, std::vector<std::string> diseases) {
    registry::Institution one;
    one.fixmedins_code = fixmedins_code;
    one.fixmedins_name = "乙医院";
    one.admdvs = admdvs;
    one.fixmedins_type = "1";
    one.hosp_lv = "05";
    one.local_open = kEveryBusiness;
    one.remote_open = businesses;
    one.remote_diseases = std::move(diseases);
    EXPECT_TRUE(write([&](ports::Session& session) {
        return payer::put_institution(session, context(), one, "test");
    }));
}

void Situation::register_person(const payer::PersonRecord& record) {
    EXPECT_TRUE(write([&](ports::Session& session) {
        return payer::put_person(session, context(), record, "test");
    }));
}

payer::PersonRecord Situation::record() const {
    payer::PersonRecord record;
    record.person.pid = pid_;
    record.person.insuplc_admdvs = kHomeArea;
    record.person.personal.psn_name = "人" + std::to_string(pid_);
    record.person.personal.psn_cert_type = "01";
    record.person.personal.certno = "C" + std::to_string(pid_);
    record.person.personal.gend = "1";
    record.person.personal.brdy = *parse_date("1980-01-01");
    return record;
}

registry::Insurance Situation::insurance(Insutype insutype, std::string_view from) {
    registry::Insurance one;
    one.seq = insutype == Insutype::employee ? 1 : 2;
    one.insuplc_admdvs = kHomeArea;
    one.insutype = insutype;
    one.psn_type = insutype == Insutype::employee ? "11" : "1501";
    one.psn_insu_date = *parse_date(from);
    return one;
}

Json Situation::application(std::string_view kind, std::uint32_t place, std::string_view from) {
    Json wanted = {
        {"kind", kind}, {"places", {std::to_string(place)}}, {"begndate", std::string{from}}};
    if (kind == "long_term_resident") wanted["materials"] = {"lease"};
    return wanted;
}

Reply Situation::file(const Json& application) {
    return ask("POST", me("/filings"), application, {.token = citizen()});
}

std::int64_t Situation::filed(const Json& application) {
    const Reply reply = file(application);
    EXPECT_EQ(reply.status, 201) << reply.response.body;
    return reply.status == 201 ? reply.json["filing"]["filing"].get<std::int64_t>() : 0;
}

Reply Situation::step(std::int64_t filing, const Json& body) {
    return ask("POST", me("/filings/" + std::to_string(filing) + "/steps"), body,
               {.token = citizen()});
}

Reply Situation::decide(std::int64_t filing, const Json& body) {
    return ask("POST", me("/filings/" + std::to_string(filing) + "/decisions"), body,
               {.token = token_of("agency_reviewer@1301")});
}

std::string Situation::state_of(std::int64_t filing) {
    const Reply reply =
        ask("GET", me("/filings/" + std::to_string(filing)), nullptr, {.token = citizen()});
    EXPECT_EQ(reply.status, 200) << reply.response.body;
    return reply.json["filing"]["state"].get<std::string>();
}

Json Situation::why(std::string_view day, std::string_view more) {
    const Reply reply =
        ask("GET",
            me("/why?fixmedins_code=" + hospital_ + "&day=" + std::string{day} + std::string{more}),
            nullptr, {.token = citizen()});
    EXPECT_EQ(reply.status, 200) << reply.response.body;
    return reply.json;
}

std::string Situation::cause_of(const Json& chain) {
    const Json& broken = chain["broken"];
    return broken.is_string()
               ? link_of(chain, broken.get<std::string>())["cause"].get<std::string>()
               : std::string{};
}

Json Situation::link_of(const Json& chain, std::string_view link) {
    for (const Json& one : chain["links"]) {
        if (one["link"] == link) return one;
    }
    ADD_FAILURE() << "no link " << link;
    return nullptr;
}

std::vector<std::string> Situation::messages() {
    const Reply reply = ask("GET", me("/messages"), nullptr, {.token = citizen()});
    EXPECT_EQ(reply.status, 200) << reply.response.body;
    std::vector<std::string> kinds;
    for (const Json& one : reply.json["messages"]) kinds.push_back(one["kind"]);
    std::ranges::sort(kinds);
    return kinds;
}

app::JobCounts Situation::do_due() {
    app::JobCounts counts;
    const payer::Context now = context();
    EXPECT_TRUE(write([&](ports::Session& session) -> Result<void> {
        YIDI_TRY(counts, app::do_due(session, {.payer = now}, 100));
        return {};
    }));
    return counts;
}

Json Situation::here(std::string_view infno) {
    Json request = sample(infno);
    request["fixmedins_code"] = hospital_;
    return request;
}

void Situation::admitted(std::string_view from, const Json& also) {
    Json request = here("2401");
    Json& stay = request["input"]["mdtrtinfo"];
    stay["begntime"] = std::string{from};
    stay.update(also.is_null() ? Json::object() : also);
    mdtrt_id_ = done_this(request)["result"]["mdtrt_id"].get<std::string>();
    done_this(here("2301"));
}

void Situation::discharged(std::string_view on) {
    Json request = here("2402");
    request["input"]["dscginfo"]["endtime"] = std::string{on};
    done_this(request);
}

void Situation::stayed(const Json& also) {
    admitted("2025-03-10 08:00:00", also);
    discharged();
}

void Situation::stayed_with(const Json& lines) {
    mdtrt_id_ = done_this(here("2401"))["result"]["mdtrt_id"].get<std::string>();
    Json fees = here("2301");
    for (std::size_t i = 0; i < lines.size(); ++i) {
        fees["input"]["feedetail"][i].update(lines[i]);
    }
    done_this(fees);
    discharged();
}

Json Situation::bare_bill() {
    Json request = here("2304");
    for (const char* told :
         {"fulamt_ownpay_amt", "overlmt_selfpay", "preselfpay_amt", "inscp_scp_amt"}) {
        request["input"]["data"].erase(told);
    }
    return request;
}

Json Situation::settled() {
    Json info = done_this(here("2304"))["setlinfo"];
    if (info.contains("setl_id")) setl_id_ = info["setl_id"].get<std::string>();
    return info;
}

std::string Situation::level_of(const Json& setlinfo) {
    const Json& paid = setlinfo["fund_pay_sumamt"];
    if (paid == 800.00) return "full";
    if (paid == 750.00) return "referral";
    if (paid == 700.00) return "emergency";
    if (paid == 600.00) return "other_temporary";
    return paid.dump();
}

}  // namespace yidi::tests
