#include <gtest/gtest.h>

#include "adapters/codec/pack_store.h"
#include "app/payer/look_up_person.h"
#include "app/payer/upkeep.h"
#include "domain/settlement/records.h"
#include "tests/registry/register.h"

namespace yidi::registry_test {
namespace {

using app::ImportCounts;
using app::ImportReport;
using app::RegistryKind;
using payer::Context;
using ports::Session;
using ports::Table;

constexpr std::string_view kInstitutions =
    "fixmedins_code,fixmedins_name,admdvs,fixmedins_type,hosp_lv,local_open,remote_open,profile,"
    "paas_id,secret\n"
    "H99110000001,演示医院,110105,1,02,inpatient,inpatient,signature_a,demo,word\n";
constexpr std::string_view kPersons =
    "psn_no,psn_cert_type,certno,psn_name,gend,brdy,card_sn,ec_token\n"
    "13010000000000001001,01,991301198005200015,演示甲子,1,1980-05-20,DEMO1,TOKEN1\n"
    "44010000000000001002,01,994401198005200020,演示乙丑,2,1980-05-20,DEMO2,\n";
constexpr std::string_view kInsurances =
    "psn_no,seq,insuplc_admdvs,insutype,psn_type,psn_insu_stas,psn_insu_date\n"
    "13010000000000001001,1,130100,310,1101,1,2015-01-01\n";
constexpr std::string_view kIdentities =
    "psn_no,seq,psn_idet_type,begndate\n13010000000000001001,1,low_income,2025-01-01\n";
constexpr std::string_view kAccounts = "psn_no,balc\n44010000000000001002,100.00\n";
constexpr std::string_view kAccumulators =
    "psn_no,year,insutype,counter,key,business,dedc\n"
    "13010000000000001001,2026,310,hospital,H99110000001,inpatient,500\n";
constexpr std::string_view kFamily =
    "psn_no,seq,owner_psn_no,begndate\n13010000000000001001,1,44010000000000001002,2025-01-01\n";
constexpr std::string_view kFilings =
    "psn_no,trt_dcla_detl_sn,kind,mdtrtarea_admdvs,begndate,proof\n"
    "13010000000000001001,1,referral,110000,2026-01-01,promised\n";
constexpr std::string_view kCatalogue =
    "admdvs,med_list_codg,begndate,name,list_type,med_chrgitm_type,chrgitm_lv,selfpay_prop\n"
    "110000;120000,XY99,2024-01-01,演示片,101,09,02,0.10\n";
constexpr std::string_view kRoutes =
    "insuplc_admdvs,mdtrtarea_admvs,business,begndate,open,source,grade\n"
    "130100;440100,*,inpatient;outpatient,2025-01-01,1,a notice,P\n";
constexpr std::string_view kDualdrugs =
    "admdvs,med_list_codg,begndate,name,source,grade\n130000,XY99,2025-01-01,演示片,a list,P\n";

Files everything() {
    return {{RegistryKind::institutions, std::string{kInstitutions}},
            {RegistryKind::persons, std::string{kPersons}},
            {RegistryKind::insurances, std::string{kInsurances}},
            {RegistryKind::identities, std::string{kIdentities}},
            {RegistryKind::accounts, std::string{kAccounts}},
            {RegistryKind::accumulators, std::string{kAccumulators}},
            {RegistryKind::family, std::string{kFamily}},
            {RegistryKind::filings, std::string{kFilings}},
            {RegistryKind::catalogue, std::string{kCatalogue}},
            {RegistryKind::routes, std::string{kRoutes}},
            {RegistryKind::dualdrugs, std::string{kDualdrugs}}};
}

/// The text with the first `from` in it replaced.
std::string with(std::string_view text, std::string_view from, std::string_view to) {
    std::string changed{text};
    const std::size_t at = changed.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    changed.replace(at, from.size(), to);
    return changed;
}

payer::PersonRequest token(std::string number) {
    payer::PersonRequest request;
    request.mdtrt_cert_type = "01";
    request.mdtrt_cert_no = std::move(number);
    request.day = Date::from_ymd({2026, 1, 1});
    return request;
}
payer::PersonRequest identity_card(std::string number) {
    payer::PersonRequest request;
    request.psn_cert_type = "01";
    request.certno = std::move(number);
    return request;
}

class Import : public testing::Test {
protected:
    void SetUp() override {
        const Result<void> done = world_.import(everything(), first_);
        ASSERT_TRUE(done.has_value()) << to_string(done.error());
    }
    /// Imports one more file, which must be without problems.
    ImportReport then(RegistryKind kind, const std::string& text) {
        ImportReport report;
        const Result<void> done = world_.import({{kind, text}}, report);
        EXPECT_TRUE(done.has_value()) << to_string(done.error());
        return report;
    }
    /// Imports one more file, and expects that nothing is written. Returns where the problems are.
    std::vector<std::string> refused(RegistryKind kind, const std::string& text) {
        const std::string before = world_.state();
        const std::size_t audited = world_.rows(Table::audit).size();
        ImportReport report;
        const Result<void> done = world_.import({{kind, text}}, report);
        EXPECT_FALSE(done.has_value());
        EXPECT_EQ(world_.state(), before);
        EXPECT_EQ(world_.rows(Table::audit).size(), audited);
        std::vector<std::string> places;
        for (const Error& error : report.problems.kept()) {
            EXPECT_FALSE(error.rule.empty());
            EXPECT_FALSE(error.remedy.empty());
            places.push_back(error.where);
        }
        return places;
    }

    using Texts = std::vector<std::string>;
    /// One column of text of every row.
    Texts column(Table table, std::size_t position) {
        Texts texts;
        for (const ports::Row& row : world_.rows(table)) {
            texts.push_back(std::get<std::string>(row[position]));
        }
        return texts;
    }

    Register world_;
    ImportReport first_;
};
using Places = std::vector<std::string>;

TEST_F(Import, CountsWhatItAdds) {
    EXPECT_EQ(first_.of(RegistryKind::institutions), (ImportCounts{.added = 1}));
    EXPECT_EQ(first_.of(RegistryKind::persons), (ImportCounts{.added = 2}));
    EXPECT_EQ(first_.of(RegistryKind::insurances), (ImportCounts{.added = 1}));
    EXPECT_EQ(first_.of(RegistryKind::identities), (ImportCounts{.added = 1}));
    EXPECT_EQ(first_.of(RegistryKind::accounts), (ImportCounts{.added = 1}));
    EXPECT_EQ(first_.of(RegistryKind::accumulators), (ImportCounts{.added = 1}));
    EXPECT_EQ(first_.of(RegistryKind::family), (ImportCounts{.added = 1}));
    EXPECT_EQ(first_.of(RegistryKind::filings), (ImportCounts{.added = 1}));
    EXPECT_EQ(first_.of(RegistryKind::catalogue), (ImportCounts{.added = 2}));
}

TEST_F(Import, LeavesWhatTheFilesSay) {
    world_.run([](Session& session, const Context& context) -> Result<void> {
        YIDI_TRY(const auto by_token, payer::look_up_person(session, context, token("TOKEN1")));
        EXPECT_EQ(by_token.psn_no, "13010000000000001001");
        EXPECT_EQ(by_token.person.personal.psn_name, "演示甲子");
        EXPECT_EQ(by_token.insurances.size(), 1U);
        EXPECT_EQ(by_token.identities.size(), 1U);
        YIDI_TRY(const auto by_number,
                 payer::look_up_person(session, context, identity_card("994401198005200020")));
        EXPECT_EQ(by_number.psn_no, "44010000000000001002");
        EXPECT_EQ(by_number.balc, Money::from_fen(10'000));
        YIDI_TRY(const auto institution,
                 payer::institution_with_keys(session, context, "H99110000001"));
        EXPECT_EQ(institution->secret, "word");
        return {};
    });
    const std::vector<ports::Row> years = world_.rows(Table::cum);
    ASSERT_EQ(years.size(), 1U);
    const Result<adjudication::Accumulators> cum =
        settlement::parse_accumulators(std::get<std::string>(years[0].back()));
    ASSERT_TRUE(cum.has_value());
    ASSERT_EQ(cum->by_hosp.size(), 1U);
    EXPECT_EQ(cum->by_hosp[0].key, "H99110000001");
    EXPECT_EQ(cum->by_hosp[0].dedc, Money::from_fen(50'000));
}

TEST_F(Import, ASecondTimeChangesNothing) {
    const std::string before = world_.state();
    const std::size_t audited = world_.rows(Table::audit).size();
    ImportReport report;
    ASSERT_TRUE(world_.import(everything(), report).has_value());
    for (const RegistryKind kind : app::kRegistryKinds) {
        const ImportCounts all{.unchanged = first_.of(kind).added};
        EXPECT_EQ(report.of(kind), all) << app::name(kind);
    }
    EXPECT_EQ(world_.state(), before);
    EXPECT_EQ(world_.rows(Table::audit).size(), audited);
}

TEST_F(Import, ChangesOnlyWhatDiffersAndLeavesAnAuditRowForIt) {
    const std::size_t audited = world_.rows(Table::audit).size();
    const ImportReport report = then(RegistryKind::persons, with(kPersons, "演示乙丑", "演示丙寅"));
    EXPECT_EQ(report.of(RegistryKind::persons), (ImportCounts{.changed = 1, .unchanged = 1}));
    EXPECT_EQ(world_.rows(Table::audit).size(), audited + 1);
    EXPECT_EQ(then(RegistryKind::insurances, with(kInsurances, ",1,2015", ",2,2015"))
                  .of(RegistryKind::insurances),
              (ImportCounts{.changed = 1}));
    EXPECT_EQ(then(RegistryKind::institutions, with(kInstitutions, "word", "other"))
                  .of(RegistryKind::institutions),
              (ImportCounts{.changed = 1}));
    EXPECT_EQ(then(RegistryKind::identities, with(kIdentities, "low_income", "student"))
                  .of(RegistryKind::identities),
              (ImportCounts{.changed = 1}));
    EXPECT_EQ(then(RegistryKind::family, with(kFamily, "2025-01-01", "2025-02-01"))
                  .of(RegistryKind::family),
              (ImportCounts{.changed = 1}));
    EXPECT_EQ(world_.rows(Table::audit).size(), audited + 5);
    EXPECT_EQ(world_.rows(Table::person).size(), 2U);
    EXPECT_EQ(world_.rows(Table::insurance).size(), 1U);
}

TEST_F(Import, AFilingIsContinuedByEvents) {
    EXPECT_EQ(then(RegistryKind::filings, with(kFilings, "promised", "complete"))
                  .of(RegistryKind::filings),
              (ImportCounts{.changed = 1}));
    then(RegistryKind::filings,
         "psn_no,trt_dcla_detl_sn,kind,mdtrtarea_admdvs,begndate,enddate,cancelled\n"
         "13010000000000001001,1,referral,120000,2026-01-01,2026-06-30,1\n");
    EXPECT_EQ(column(Table::filing, 3),
              (Texts{"filed", "proof_completed", "changed", "cancelled"}));
    EXPECT_EQ(column(Table::filing, 5), (Texts{"110000 ", "110000 ", "120000 ", "120000 "}));
    EXPECT_EQ(column(Table::filing, 11), (Texts{"clerk", "clerk", "clerk", "clerk"}));
    EXPECT_EQ(std::get<std::int64_t>(world_.rows(Table::filing).back()[9]), 1);
    EXPECT_EQ(refused(RegistryKind::filings, std::string{kFilings}),
              Places{"filings.csv:2:trt_dcla_detl_sn"});
}

TEST_F(Import, APromiseThatLapsedWasPromisedFirst) {
    then(RegistryKind::filings,
         "psn_no,trt_dcla_detl_sn,kind,mdtrtarea_admdvs,begndate,proof\n"
         "13010000000000001001,2,referral,110000,2026-01-01,lapsed\n");
    EXPECT_EQ(column(Table::filing, 3), (Texts{"filed", "filed", "proof_lapsed"}));
    EXPECT_EQ(column(Table::filing, 8), (Texts{"promised", "promised", "lapsed"}));
}

TEST_F(Import, APublishedCatalogueRowStays) {
    EXPECT_EQ(refused(RegistryKind::catalogue, with(kCatalogue, "0.10", "0.20")),
              (Places{"catalogue.csv:2:begndate", "catalogue.csv:2:begndate"}));
    EXPECT_EQ(then(RegistryKind::catalogue, with(kCatalogue, "2024-01-01", "2025-01-01"))
                  .of(RegistryKind::catalogue),
              (ImportCounts{.added = 2}));
}

TEST_F(Import, AnOpenedAccountAndAnOpenedYearStay) {
    EXPECT_EQ(refused(RegistryKind::accounts, with(kAccounts, "100.00", "101.00")),
              Places{"accounts.csv:2:balc"});
    EXPECT_EQ(refused(RegistryKind::accumulators, with(kAccumulators, ",500", ",501")),
              Places{"accumulators.csv:2:counter"});
}

TEST_F(Import, PersonsAreLookedUpByTheirNumber) {
    constexpr std::string_view kNobody = "44010000000000009999";
    EXPECT_EQ(refused(RegistryKind::insurances, with(kInsurances, "13010000000000001001", kNobody)),
              Places{"insurances.csv:2:psn_no"});
    EXPECT_EQ(refused(RegistryKind::accounts, with(kAccounts, "44010000000000001002", kNobody)),
              Places{"accounts.csv:2:psn_no"});
    EXPECT_EQ(refused(RegistryKind::family, with(kFamily, "44010000000000001002", kNobody)),
              Places{"family.csv:2:owner_psn_no"});
    EXPECT_EQ(refused(RegistryKind::filings, with(kFilings, "13010000000000001001", kNobody)),
              Places{"filings.csv:2:psn_no"});
    // The number of another region than the one that the person is registered with.
    EXPECT_EQ(refused(RegistryKind::identities,
                      with(kIdentities, "13010000000000001001", "44010000000000001001")),
              Places{"identities.csv:2:psn_no"});
}

TEST_F(Import, InstitutionsAreLookedUpByTheirCode) {
    EXPECT_EQ(refused(RegistryKind::accumulators,
                      with(with(kAccumulators, "2026", "2027"), "H99110000001", "H99110000002")),
              Places{"accumulators.csv:2:key"});
}

TEST_F(Import, ACertificateBelongsToOnePerson) {
    constexpr std::string_view kHead = "psn_no,psn_cert_type,certno,psn_name,gend,brdy,card_sn\n";
    EXPECT_EQ(
        refused(RegistryKind::persons,
                std::string{kHead} + "13010000000000001003,01,991301198005200015,演示丁卯,1,,\n"
                                     "13010000000000001004,08,DEMO,演示戊辰,1,,DEMO2\n"
                                     "13010000000000001005,08,DEMO,演示己巳,1,,\n"),
        (Places{"persons.csv:2:certno", "persons.csv:3:card_sn"}));
    EXPECT_EQ(refused(RegistryKind::persons, std::string{kHead} +
                                                 "13010000000000001005,08,DEMO,演示己巳,1,,\n"
                                                 "13010000000000001006,08,DEMO,演示庚午,1,,\n"),
              Places{"persons.csv:3:certno"});
}

TEST_F(Import, DoublesInOneFileAreTold) {
    const auto twice = [](std::string_view text) {
        const std::string_view row = text.substr(text.find('\n') + 1);
        return std::string{text} + std::string{row};
    };
    EXPECT_EQ(refused(RegistryKind::institutions, twice(kInstitutions)),
              Places{"institutions.csv:3:fixmedins_code"});
    EXPECT_EQ(refused(RegistryKind::persons, twice(kPersons)),
              (Places{"persons.csv:4:psn_no", "persons.csv:5:psn_no"}));
    EXPECT_EQ(refused(RegistryKind::insurances, twice(kInsurances)),
              Places{"insurances.csv:3:seq"});
    EXPECT_EQ(refused(RegistryKind::accounts, twice(kAccounts)), Places{"accounts.csv:3:psn_no"});
    EXPECT_EQ(refused(RegistryKind::filings, twice(kFilings)),
              Places{"filings.csv:3:trt_dcla_detl_sn"});
    EXPECT_EQ(refused(RegistryKind::catalogue, twice(kCatalogue)),
              (Places{"catalogue.csv:3:begndate", "catalogue.csv:3:begndate"}));
}

TEST_F(Import, ASlipInOneFileKeepsBackAllOfThem) {
    const Files files{{RegistryKind::persons,
                       "psn_no,psn_cert_type,certno,psn_name,gend,brdy\n"
                       "13010000000000001007,01,991301198005200099,演示辛未,5,1980-05-20\n"},
                      {RegistryKind::insurances,
                       with(kInsurances, "13010000000000001001", "13010000000000001007")},
                      {RegistryKind::catalogue, with(kCatalogue, "XY99", "XY98")}};
    const std::string before = world_.state();
    ImportReport report;
    EXPECT_FALSE(world_.import(files, report).has_value());
    EXPECT_EQ(world_.state(), before);
    // The insurance of the spoilt person is not a second problem.
    ASSERT_EQ(report.problems.count(), 1U);
    EXPECT_EQ(report.problems.kept()[0].where, "persons.csv:2:gend");
}

TEST_F(Import, ALinkToOnesOwnAccountIsRefused) {
    EXPECT_EQ(refused(RegistryKind::family,
                      with(kFamily, "44010000000000001002", "13010000000000001001")),
              Places{"family.csv:2:owner_psn_no"});
}

TEST_F(Import, ALineOfRoutesStandsForEachPairAndBusiness) {
    ImportReport report;
    EXPECT_EQ(world_.rows(Table::route).size(), 4U);
    ASSERT_TRUE(world_.import({{RegistryKind::routes, with(kRoutes, ",1,", ",0,")}}, report));
    EXPECT_EQ(report.of(RegistryKind::routes), (ImportCounts{.changed = 4}));
}

TEST_F(Import, AWrongRouteOrDrugIsToldByItsPlace) {
    EXPECT_EQ(refused(RegistryKind::routes, with(kRoutes, "130100", "130102")),
              Places{"routes.csv:2:insuplc_admdvs"});
    EXPECT_EQ(refused(RegistryKind::routes, with(kRoutes, "inpatient;outpatient", "surgery")),
              Places{"routes.csv:2:business"});
    EXPECT_EQ(refused(RegistryKind::routes, with(kRoutes, "inpatient;outpatient", "")),
              Places{"routes.csv:2:business"});
    EXPECT_EQ(refused(RegistryKind::routes, with(kRoutes, ",1,", ",,")),
              Places{"routes.csv:2:open"});
    EXPECT_EQ(refused(RegistryKind::routes, with(kRoutes, ",P", ",A")),
              Places{"routes.csv:2:grade"});
    EXPECT_EQ(refused(RegistryKind::routes,
                      std::string{kRoutes} + "130100,*,inpatient,2025-01-01,0,other,P\n"),
              Places{"routes.csv:3:begndate"});
    EXPECT_EQ(refused(RegistryKind::dualdrugs, with(kDualdrugs, "a list", "")),
              Places{"dualdrugs.csv:2:source"});
    EXPECT_EQ(refused(RegistryKind::dualdrugs,
                      std::string{kDualdrugs} + "130000,XY99,2025-01-01,x,y,P\n"),
              Places{"dualdrugs.csv:3:begndate"});
}

TEST_F(Import, DiseasesAreStatedOnlyWhereChronicCareIsOpen) {
    const std::string files = with(with(kInstitutions, "secret\n", "secret,remote_diseases\n"),
                                   ",word\n", ",word,hypertension\n");
    EXPECT_EQ(refused(RegistryKind::institutions, files),
              Places{"institutions.csv:2:remote_diseases"});
}

TEST(RegistryPage, ItsExamplesImportTogether) {
    const Result<std::string> page = codec::read_file("docs/operating/registry.md");
    ASSERT_TRUE(page.has_value());
    Files files;
    for (const RegistryKind kind : app::kRegistryKinds) {
        const std::string head = "\n## " + std::string{app::name(kind)} + ".csv\n";
        constexpr std::string_view kOpens = "```csv\n";
        const std::size_t section = page->find(head);
        ASSERT_NE(section, std::string::npos) << head;
        const std::size_t begin = page->find(kOpens, section) + kOpens.size();
        files.emplace_back(kind, page->substr(begin, page->find("```", begin) - begin));
    }
    Register world;
    ImportReport report;
    const Result<void> done = world.import(files, report);
    for (const Error& error : report.problems.kept()) {
        ADD_FAILURE() << to_string(error);
    }
    EXPECT_TRUE(done.has_value());
    EXPECT_EQ(report.of(RegistryKind::catalogue), (ImportCounts{.added = 3}));
}

}  // namespace
}  // namespace yidi::registry_test
