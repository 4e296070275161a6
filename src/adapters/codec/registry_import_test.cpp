#include "adapters/codec/registry_import.h"

#include <gtest/gtest.h>

#include "adapters/codec/pack_store.h"

namespace yidi::codec {
namespace {

using app::RegistryFeed;
using app::RegistryKind;

const policy::Regions& regions() {
    static const policy::Regions kAll = [] {
        Result<policy::Regions> loaded = load_regions("data/regions/regions.tsv");
        return loaded ? *std::move(loaded) : policy::Regions{};
    }();
    return kAll;
}

RegistryFeed read(RegistryKind kind, std::string_view text, TableSource source = TableSource::csv) {
    RegistryFeed feed;
    const Result<CellTable> table = read_csv(text, "t.csv");
    EXPECT_TRUE(table.has_value());
    if (table) {
        read_registry({.kind = kind, .file_name = "t.csv", .source = source, .table = *table},
                      regions(), feed);
    }
    return feed;
}

/// Where problems are, in order.
std::vector<std::string> places(const RegistryFeed& feed) {
    std::vector<std::string> all;
    for (const Error& error : feed.problems.kept()) {
        EXPECT_FALSE(error.rule.empty());
        EXPECT_FALSE(error.remedy.empty());
        all.push_back(error.where);
    }
    return all;
}
using Places = std::vector<std::string>;

constexpr std::string_view kPersonHead =
    "psn_no,psn_cert_type,certno,psn_name,gend,brdy,tel,note\n";

TEST(RegistryTable, AnInstitutionIsReadWithItsNamesAndBusinesses) {
    const RegistryFeed feed =
        read(RegistryKind::institutions,
             "fixmedins_code,fixmedins_name,admdvs,fixmedins_type,hosp_lv,local_open,remote_open,"
             "inst_attr,profile,paas_id,secret\n"
             "H99110000001,演示医院,110105,1,02,inpatient;outpatient,inpatient,"
             "province_owned; dual_channel,signature_a,demo,word\n"
             "P99110000002,演示药店,110105,2,,pharmacy,,,,,\n");
    EXPECT_EQ(places(feed), Places{});
    ASSERT_EQ(feed.institutions.size(), 2U);
    const registry::Institution& one = feed.institutions[0].record;
    EXPECT_EQ(feed.institutions[0].line, 2U);
    EXPECT_EQ(one.fixmedins_name, "演示医院");
    EXPECT_EQ(one.admdvs, 110105U);
    EXPECT_EQ(one.inst_attr, (std::vector<std::string>{"province_owned", "dual_channel"}));
    EXPECT_EQ(one.local_open, 3);  // inpatient is bit 0, outpatient bit 1
    EXPECT_EQ(one.remote_open, 1);
    EXPECT_EQ(one.profile.gateway, registry::GatewayStyle::tif);
    EXPECT_EQ(one.secret, "word");
    EXPECT_EQ(feed.institutions[1].record.remote_open, 0);
}

TEST(RegistryTable, AnInstitutionIsRefusedWhereItsCellsAreWrong) {
    const RegistryFeed feed =
        read(RegistryKind::institutions,
             "fixmedins_code,fixmedins_name,admdvs,fixmedins_type,hosp_lv,local_open,remote_open,"
             "profile,paas_id\n"
             "P99110000001,演示医院,110105,1,02,inpatient,inpatient,,\n"  // P, but a hospital
             "H99110000002,演示医院,199999,1,,inpatient,surgery,,\n"      // region, level, business
             "H99110000003,演示医院,110105,1,12,,,signature_a,\n");       // level, id, secret
    EXPECT_EQ(places(feed), (Places{"t.csv:2:fixmedins_code", "t.csv:3:admdvs", "t.csv:3:hosp_lv",
                                    "t.csv:3:remote_open", "t.csv:4:hosp_lv", "t.csv:4:paas_id",
                                    "t.csv:4:secret"}));
    EXPECT_TRUE(feed.institutions.empty());
    EXPECT_EQ(feed.spoilt_institutions.size(), 3U);
}

TEST(RegistryTable, APersonIsReadWithTheRegionOfTheirNumber) {
    const RegistryFeed feed =
        read(RegistryKind::persons,
             std::string{kPersonHead} +
                 "13010000000000001001,01,99110119800520001X,演示甲子,1,1980-05-20,00000000001,\n");
    EXPECT_EQ(places(feed), Places{});
    ASSERT_EQ(feed.persons.size(), 1U);
    const registry::Person& one = feed.persons[0].record.person;
    EXPECT_EQ(one.pid, 1001);
    EXPECT_EQ(one.insuplc_admdvs, 130100U);
    EXPECT_EQ(one.personal.certno, "99110119800520001X");
    EXPECT_EQ(one.personal.brdy, Date::from_ymd({1980, 5, 20}));
    EXPECT_EQ(one.died, std::nullopt);
}

TEST(RegistryTable, EveryWrongCellOfAPersonIsToldWithoutWhatItHolds) {
    const RegistryFeed feed =
        read(RegistryKind::persons,
             std::string{kPersonHead} + "1301,01,9911011980052000,,3,1980-02-30,0,\n" +
                 "13010000000000001002,18,X1," + std::string(153, 'a') + ",1,,\x01,\n");
    EXPECT_EQ(places(feed),
              (Places{"t.csv:2:psn_no", "t.csv:2:certno", "t.csv:2:psn_name", "t.csv:2:gend",
                      "t.csv:2:brdy", "t.csv:3:psn_cert_type", "t.csv:3:psn_name", "t.csv:3:tel"}));
    for (const Error& error : feed.problems.kept()) {
        EXPECT_EQ(to_string(error).find("9911011980052000"), std::string::npos);
    }
}

TEST(RegistryTable, LengthsCountCharactersAndNotBytes) {
    std::string name;
    for (int i = 0; i < 50; ++i) {
        name += "长";
    }
    const std::string row = "13010000000000001001,08,DEMO,";
    EXPECT_EQ(
        places(read(RegistryKind::persons, std::string{kPersonHead} + row + name + ",1,,,\n")),
        Places{});
    EXPECT_EQ(
        places(read(RegistryKind::persons, std::string{kPersonHead} + row + name + "长,1,,,\n")),
        Places{"t.csv:2:psn_name"});
}

constexpr std::string_view kInsuranceHead =
    "psn_no,seq,insuplc_admdvs,insutype,psn_type,psn_insu_stas,psn_insu_date,paus_insu_date\n";

TEST(RegistryTable, AnInsuranceIsRead) {
    const RegistryFeed feed =
        read(RegistryKind::insurances,
             std::string{kInsuranceHead} +
                 "13010000000000001001,1,130100,390,1501,2,2015-01-01,2026-01-01\n");
    EXPECT_EQ(places(feed), Places{});
    ASSERT_EQ(feed.insurances.size(), 1U);
    const registry::Insurance& one = feed.insurances[0].record.value;
    EXPECT_EQ(feed.insurances[0].record.pid, 1001);
    EXPECT_EQ(one.insutype, policy::Insutype::resident);
    EXPECT_EQ(one.psn_insu_stas, 2);
    EXPECT_EQ(one.paus_insu_date, Date::from_ymd({2026, 1, 1}));
    EXPECT_EQ(one.retire_date, std::nullopt);
}

TEST(RegistryTable, AnInsuranceIsRefusedWhereItsCellsAreWrong) {
    const RegistryFeed feed =
        read(RegistryKind::insurances,
             std::string{kInsuranceHead} +
                 "13010000000000001001,1,130100,310,1501,1,2015-01-01,\n"            // a resident
                 "13010000000000001001,0,130100,510,11,5,2015-01-01,2014-12-31\n");  // four cells
    EXPECT_EQ(places(feed), (Places{"t.csv:2:psn_type", "t.csv:3:seq", "t.csv:3:insutype",
                                    "t.csv:3:psn_insu_stas", "t.csv:3:paus_insu_date"}));
}

TEST(RegistryTable, WhatAWaitingPeriodFollowsFromIsReadAndMayNotContradictItself) {
    const std::string head =
        "psn_no,seq,insuplc_admdvs,insutype,psn_type,psn_insu_stas,psn_insu_date,waiting_until,"
        "enrolled,missed_years,repaid_years,waiting_exempt\n";
    const RegistryFeed good =
        read(RegistryKind::insurances,
             head +
                 "13010000000000001001,1,130100,390,1501,1,2026-03-01,,2026-02-20,3,1,\n"
                 "13010000000000001002,1,130100,390,1501,1,2026-03-01,,,,,new_graduate\n");
    ASSERT_TRUE(good.problems.empty()) << good.problems.kept().front();
    const registry::Insurance& one = good.insurances.front().record.value;
    EXPECT_EQ(one.enrolled, *parse_date("2026-02-20"));
    EXPECT_EQ(one.missed_years, 3);
    EXPECT_EQ(one.repaid_years, 1);
    EXPECT_EQ(good.insurances.back().record.value.waiting_exempt, "new_graduate");
    const RegistryFeed bad =
        read(RegistryKind::insurances,
             head +
                 "13010000000000001001,1,130100,310,11,1,2026-03-01,,,1,,\n"  // an employee
                 "13010000000000001002,1,130100,390,1501,1,2026-03-01,2026-05-31,,1,,\n"  // both
                 "13010000000000001003,1,130100,390,1501,1,2026-03-01,,,1,2,\n"  // more than missed
                 "13010000000000001004,1,130100,390,1501,1,2026-03-01,,,,,rich\n"  // no such group
                 "13010000000000001005,1,130100,390,1501,1,2026-03-01,,,-1,,\n");  // less than none
    EXPECT_EQ(places(bad),
              (Places{"t.csv:2:missed_years", "t.csv:3:missed_years", "t.csv:4:repaid_years",
                      "t.csv:5:waiting_exempt", "t.csv:6:missed_years"}));
}

TEST(RegistryTable, AnIdentityIsRead) {
    const RegistryFeed feed =
        read(RegistryKind::identities,
             "psn_no,seq,psn_idet_type,begndate,psn_type_lv,enddate\n"
             "13010000000000001001,1,low_income,2025-01-01,,2025-12-31\n"
             "13010000000000001001,2,recognised_disease,2025-01-01,hypertension,\n");
    EXPECT_EQ(places(feed), Places{});
    ASSERT_EQ(feed.identities.size(), 2U);
    EXPECT_EQ(feed.identities[0].record.value.enddate, Date::from_ymd({2025, 12, 31}));
    EXPECT_EQ(feed.identities[1].record.value.psn_type_lv, "hypertension");
}

TEST(RegistryTable, ARecognisedDiseaseNeedsItsCode) {
    EXPECT_EQ(places(read(RegistryKind::identities,
                          "psn_no,seq,psn_idet_type,begndate,psn_type_lv,enddate\n"
                          "13010000000000001001,1,recognised_disease,2025-01-01,,2024-12-31\n")),
              (Places{"t.csv:2:psn_type_lv", "t.csv:2:enddate"}));
}

TEST(RegistryTable, AnAccountHoldsYuanThatAreNotNegative) {
    const RegistryFeed good =
        read(RegistryKind::accounts, "psn_no,balc\n13010000000000001001,12.50\n");
    ASSERT_EQ(good.accounts.size(), 1U);
    EXPECT_EQ(good.accounts[0].record.value, Money::from_fen(1250));
    EXPECT_EQ(places(read(RegistryKind::accounts,
                          "psn_no,balc\n13010000000000001001,-1\n13010000000000001002,1.005\n"
                          "13010000000000001003,\n")),
              (Places{"t.csv:2:balc", "t.csv:3:balc", "t.csv:4:balc"}));
}

constexpr std::string_view kCounterHead =
    "psn_no,year,insutype,counter,key,business,ipt_cnt,dedc,scope,pool,base,paid\n";

TEST(RegistryTable, TheLinesOfAYearAreOneRecord) {
    const RegistryFeed feed =
        read(RegistryKind::accumulators,
             std::string{kCounterHead} +
                 "13010000000000001001,2026,310,year,,inpatient,2,900,9000,7000,,\n"
                 "13010000000000001001,2026,310,year,,chronic,,300,400,70,,\n"
                 "13010000000000001001,2026,310,layer,large,,,,,,20000,18000\n"
                 "13010000000000001001,2026,310,layer,extra,,,,,,5,3\n"
                 "13010000000000001001,2026,310,month,2026-03,outpatient,,1,,2,,\n"
                 "13010000000000001001,2026,310,disease,M03900,chronic,,,,70,,\n");
    EXPECT_EQ(places(feed), Places{});
    ASSERT_EQ(feed.accumulators.size(), 1U);
    const app::OpeningYear& one = feed.accumulators[0].record.value;
    EXPECT_EQ(one.year, 2026);
    EXPECT_EQ(one.cum.ipt_cnt, 2);
    EXPECT_EQ(one.cum.of(policy::Business::inpatient).pool, Money::from_fen(700'000));
    EXPECT_EQ(one.cum.of(policy::Business::chronic).dedc, Money::from_fen(30'000));
    EXPECT_EQ(one.cum.layer_base[0], Money::from_fen(2'000'000));
    EXPECT_EQ(one.cum.layer_paid[0], Money::from_fen(1'800'000));
    ASSERT_EQ(one.cum.by_layer.size(), 1U);
    EXPECT_EQ(one.cum.by_layer[0].id, "extra");
    ASSERT_EQ(one.cum.by_month.size(), 1U);
    EXPECT_EQ(one.cum.by_month[0].pool, Money::from_fen(200));
    ASSERT_EQ(one.cum.by_dise.size(), 1U);
    EXPECT_EQ(one.cum.by_dise[0].key, "M03900");
}

TEST(RegistryTable, ACounterIsRefusedWhereItsCellsContradictEachOther) {
    const RegistryFeed feed =
        read(RegistryKind::accumulators,
             std::string{kCounterHead} +
                 "13010000000000001001,2026,310,year,,inpatient,,1,,,,\n"
                 "13010000000000001001,2026,310,year,,inpatient,,2,,,,\n"
                 "13010000000000001001,2026,310,year,,chronic,3,,,,,\n"
                 "13010000000000001001,2026,310,layer,large,,,1,,,,\n"
                 "13010000000000001001,2026,310,month,2026-13,outpatient,,,1,,,\n"
                 "13010000000000001001,1926,310,week,,outpatient,,,,,,\n");
    EXPECT_EQ(places(feed), (Places{"t.csv:3:counter", "t.csv:4:ipt_cnt", "t.csv:5:dedc",
                                    "t.csv:6:scope", "t.csv:6:key", "t.csv:7:year"}));
}

TEST(RegistryTable, AFamilyLinkIsRead) {
    const RegistryFeed feed = read(RegistryKind::family,
                                   "psn_no,seq,owner_psn_no,begndate,year_limit,enddate\n"
                                   "13010000000000001002,1,44010000000000001001,2025-01-01,500,\n"
                                   "13010000000000001003,1,4401,2025-01-01,five,\n");
    ASSERT_EQ(feed.family.size(), 1U);
    EXPECT_EQ(feed.family[0].record.value.link.owner, 1001);
    EXPECT_EQ(feed.family[0].record.value.owner_region, 440100U);
    EXPECT_EQ(feed.family[0].record.value.link.year_limit, Money::from_fen(50'000));
    EXPECT_EQ(places(feed), (Places{"t.csv:3:owner_psn_no", "t.csv:3:year_limit"}));
}

TEST(RegistryTable, AFilingIsRead) {
    const RegistryFeed feed =
        read(RegistryKind::filings,
             "psn_no,trt_dcla_detl_sn,kind,mdtrtarea_admdvs,begndate,enddate,proof,cancelled\n"
             "13010000000000001001,900001,referral,110000;120000,2026-01-01,2026-06-30,promised,0\n"
             "13010000000000001001,900002,posted_worker,,2026-01-01,,,1\n");
    EXPECT_EQ(places(feed), Places{});
    ASSERT_EQ(feed.filings.size(), 2U);
    const filing::Filing& one = feed.filings[0].record.value;
    EXPECT_EQ(one.id, 900001);
    EXPECT_EQ(one.kind, policy::FilingKind::referral);
    EXPECT_EQ(one.places, (std::vector<std::uint32_t>{110000, 120000}));
    EXPECT_EQ(one.proof, filing::ProofState::promised);
    EXPECT_TRUE(filing::is_ended(feed.filings[1].record.value));
    EXPECT_TRUE(feed.filings[1].record.value.places.empty());
}

TEST(RegistryTable, AFilingIsRefusedWhereItsCellsAreWrong) {
    EXPECT_EQ(
        places(read(RegistryKind::filings,
                    "psn_no,trt_dcla_detl_sn,kind,mdtrtarea_admdvs,begndate,enddate,proof\n"
                    "13010000000000001001,A1,holiday,110000;110000,2026-01-01,2025-01-01,maybe\n")),
        (Places{"t.csv:2:trt_dcla_detl_sn", "t.csv:2:kind", "t.csv:2:mdtrtarea_admdvs",
                "t.csv:2:enddate", "t.csv:2:proof"}));
}

constexpr std::string_view kItemHead =
    "admdvs,med_list_codg,begndate,enddate,name,list_type,med_chrgitm_type,chrgitm_lv,"
    "selfpay_prop,pric_uplmt_amt,lmt_used_flag\n";

TEST(RegistryTable, ACatalogueLineStandsForEachOfItsRegions) {
    const RegistryFeed feed =
        read(RegistryKind::catalogue,
             std::string{kItemHead} +
                 "110000;120000,XY99,2024-01-01,2026-12-31,演示片,101,09,02,0.10,12.345678,1\n"
                 "110000,XY98,2024-01-01,,演示片,101,09,01,0,999999,0\n");
    EXPECT_EQ(places(feed), Places{});
    ASSERT_EQ(feed.catalogue.size(), 3U);
    EXPECT_EQ(feed.catalogue[1].record.admdvs, 120000U);
    EXPECT_EQ(feed.catalogue[1].record.selfpay_prop, Rate::from_ppm(100'000));
    EXPECT_EQ(feed.catalogue[1].record.pric_uplmt_amt, UnitPrice::from_microyuan(12'345'678));
    EXPECT_TRUE(feed.catalogue[1].record.lmt_used_flag);
    EXPECT_EQ(feed.catalogue[2].record.pric_uplmt_amt, std::nullopt);
}

TEST(RegistryTable, ACatalogueLineIsRefusedWhereItsCellsAreWrong) {
    EXPECT_EQ(
        places(read(RegistryKind::catalogue,
                    std::string{kItemHead} + ",XY 99,2024-01-01,,演示片,999,15,04,1.5,-1,2\n")),
        (Places{"t.csv:2:med_list_codg", "t.csv:2:list_type", "t.csv:2:med_chrgitm_type",
                "t.csv:2:chrgitm_lv", "t.csv:2:selfpay_prop", "t.csv:2:pric_uplmt_amt",
                "t.csv:2:lmt_used_flag", "t.csv:2:admdvs"}));
}

TEST(RegistryTable, HeadsAreChecked) {
    const RegistryFeed feed =
        read(RegistryKind::accounts, "psn_nr,balc,balc\n13010000000000001001,1,1\n");
    EXPECT_EQ(places(feed), (Places{"t.csv:1:column 1", "t.csv:1:column 3", "t.csv:1:psn_no"}));
    EXPECT_NE(feed.problems.kept()[0].remedy.find("psn_no"), std::string::npos);
    EXPECT_TRUE(feed.accounts.empty());
    EXPECT_EQ(places(read(RegistryKind::accounts, "")), Places{"t.csv:1"});
    EXPECT_EQ(places(read(RegistryKind::accounts, "psn_no,balc\n13010000000000001001,1,1\n")),
              Places{"t.csv:2"});
}

TEST(RegistryTable, AHundredProblemsAreKeptAndAllAreCounted) {
    std::string text = "psn_no,balc\n";
    for (int i = 0; i < 150; ++i) {
        text += "13010000000000001001,x\n";
    }
    const RegistryFeed feed = read(RegistryKind::accounts, text);
    EXPECT_EQ(feed.problems.count(), 150U);
    EXPECT_EQ(feed.problems.kept().size(), 100U);
}

TEST(RegistryTable, OnlyAWorkbookHoldsDaysAsNumbers) {
    constexpr std::string_view kText =
        "psn_no,seq,psn_idet_type,begndate\n13010000000000001001,1,student,45292\n";
    EXPECT_EQ(places(read(RegistryKind::identities, kText)), Places{"t.csv:2:begndate"});
    const RegistryFeed feed = read(RegistryKind::identities, kText, TableSource::workbook);
    ASSERT_EQ(feed.identities.size(), 1U);
    EXPECT_EQ(feed.identities[0].record.value.begndate, Date::from_ymd({2024, 1, 1}));
}

}  // namespace
}  // namespace yidi::codec
