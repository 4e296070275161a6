#include "tests/rest/situation.h"

/// Situations 31 to 56: at the hospital.
namespace yidi::tests {
namespace {

constexpr std::uint32_t kAwayDistrict = 120101;
constexpr std::uint8_t kStaysOnly = 1U << static_cast<unsigned>(policy::Business::inpatient);
constexpr std::uint8_t kAll = 0x3F;

TEST_F(Situation, S07_ObservedInTheEmergencyRoomFirst) {
    be_filed();
    // An observation is care of its own: a hospital that is open for stays only cannot settle it.
    open_for_others(kAwayHospital, kAwayDistrict, kStaysOnly);
    const auto observed = [this](std::string_view infno) {
        Json request = here(infno);
        for (Json& node : request["input"]) {
            if (node.contains("med_type")) node["med_type"] = "13";
        }
        return request;
    };
    mdtrt_id_ = done_this(here("2201"))["data"]["mdtrt_id"].get<std::string>();
    done_this(observed("2203A"));
    done_this(here("2204"));
    EXPECT_TRUE(has(refused(observed("2207")), "手工报销")) << "not admitted: claimed by hand";
    const Json chain = why("2025-03-13", "&business=outpatient");
    EXPECT_EQ(cause_of(chain), expected());
    EXPECT_TRUE(has(link_of(chain, "business")["next"].get<std::string>(), "手工报销"));
    stayed();
    EXPECT_EQ(level_of(settled()), "full") << "the stay that follows is settled by itself";
}

TEST_F(Situation, S34_SomethingIsDown) {
    be_filed();
    const std::array<std::pair<std::string_view, std::string>, 4> layers{
        {{"hospital", "institution_is_down"},
         {"care_region", "care_region_is_down"},
         {"platform", expected()},
         {"home", "home_is_down"}}};
    for (const auto& [layer, cause] : layers) {
        const Json chain = why("2025-03-13", "&down=" + std::string{layer});
        EXPECT_EQ(cause_of(chain), cause) << "which of the four it is";
        const Json link = link_of(chain, chain["broken"].get<std::string>());
        EXPECT_FALSE(link["next"].get<std::string>().empty()) << "what to do meanwhile";
    }
}

TEST_F(Situation, S47_MaternityAndWorkInjury) {
    be_filed();
    const Json chain = why("2025-03-13", "&injury=work");
    EXPECT_EQ(cause_of(chain), expected()) << "another insurance's, and not paid twice";
    const auto maternity = [this](std::string_view infno) {
        Json request = here(infno);
        for (Json& node : request["input"]) {
            if (node.contains("med_type")) node["med_type"] = "52";
        }
        return request;
    };
    mdtrt_id_ = done_this(maternity("2401"))["result"]["mdtrt_id"].get<std::string>();
    done_this(here("2301"));
    discharged();
    const std::string told = refused(maternity("2304"));
    EXPECT_TRUE(has(told, "rule_unknown")) << "home has said nothing of it: no amount is made up";
}

TEST_F(Situation, S31_ConnectedForStaysOnly) {
    be_filed();
    open_for_others(kAwayHospital, kAwayDistrict, kStaysOnly);
    EXPECT_EQ(cause_of(why("2025-03-13", "&business=outpatient")), expected());
    mdtrt_id_ = done_this(here("2201"))["data"]["mdtrt_id"].get<std::string>();
    done_this(here("2203A"));
    done_this(here("2204"));
    EXPECT_TRUE(has(refused(here("2207")), "not_connected"));
    stayed();
    EXPECT_EQ(level_of(settled()), "full");
}

TEST_F(Situation, S32_NotConnectedAtAll) {
    be_filed();
    open_for_others(kAwayHospital, kAwayDistrict, 0);
    const Json chain = why("2025-04-01");
    EXPECT_EQ(cause_of(chain), expected()) << "before the journey";
    stayed();
    const std::string told = not_settled();
    EXPECT_TRUE(has(told, "not_connected"));
    EXPECT_TRUE(has(told, "手工报销"));
}

TEST_F(Situation, S33_RegisteredAsSelfPay) {
    be_filed();
    // Registered with the insurance on the day of the discharge, for all of the stay.
    stayed();
    EXPECT_EQ(level_of(settled()), expected());
    // Settled wrongly: taken back, and done again.
    done_this(here("2305"));
    EXPECT_EQ(level_of(settled()), expected());
    EXPECT_EQ(year_text().substr(0, 2), "1 ") << "one admission";
    expect_verified();
}

TEST_F(Situation, S35_NoAnswerThoughItWasSettled) {
    be_filed();
    stayed();
    const Json request = here("2304");
    const Json lost = send_this(request);
    const Json again = send_this(request);
    EXPECT_EQ(again["output"], lost["output"]) << "the same message, the same answer";
    EXPECT_EQ(rows(ports::Table::settlement), 1U);
    Json undo = here("2601");
    undo["input"]["data"]["omsgid"] = request["msgid"];
    undo["input"]["data"]["oinfno"] = "2304";
    done_this(undo);
    EXPECT_EQ(level_of(settled()), expected());
    expect_verified();
}

TEST_F(Situation, S36_SentTwice) {
    be_filed();
    stayed();
    const Json first = settled();
    const Json second = send_this(here("2304"));
    EXPECT_EQ(second["infcode"], 0);
    EXPECT_EQ(second["output"]["setlinfo"]["setl_id"], first["setl_id"]);
    EXPECT_EQ(rows(ports::Table::settlement), 1U);
    EXPECT_EQ(level_of(first), expected());
}

TEST_F(Situation, S42_ALongStayInParts) {
    be_filed();
    admitted();
    Json part = here("2304");
    part["input"]["data"]["mid_setl_flag"] = "1";
    EXPECT_EQ(level_of(done_this(part)["setlinfo"]), expected());
    Json fees = here("2301");
    for (Json& line : fees["input"]["feedetail"]) {
        line["feedetl_sn"] = "G" + line["feedetl_sn"].get<std::string>();
    }
    done_this(fees);
    discharged();
    const Json rest = settled();
    EXPECT_EQ(rest["act_pay_dedc"], 0.00) << "one admission, one deductible";
    EXPECT_EQ(rest["fund_pay_sumamt"], 1600.00);
    expect_verified();
}

TEST_F(Situation, S43_TheSecondDeductibleAfterATransfer) {
    be_filed();
    filed(application("long_term_resident", kCapital, "2025-03-01"));
    admitted();
    discharged("2025-03-13 10:00:00");
    const Json first = settled();
    EXPECT_EQ(level_of(first), expected());
    EXPECT_EQ(first["act_pay_dedc"], 1000.00);
    hospital_ = kCapitalHospital;
    admitted("2025-03-13 10:00:00");
    discharged();
    EXPECT_EQ(settled()["act_pay_dedc"], 500.00) << "as the insured region lowers it";
}

TEST_F(Situation, S45_ATestElsewhereDuringTheStay) {
    be_filed();
    stayed_with({{{"etip_flag", "1"}, {"etip_hosp_code", kCapitalHospital}}});
    EXPECT_EQ(level_of(settled()), expected()) << "joined to the stay";
    const Json line = done_this(here("5204"))[0];
    EXPECT_EQ(line["etip_flag"], "1");
    EXPECT_EQ(line["etip_hosp_code"], kCapitalHospital);
}

TEST_F(Situation, S46_AnInjury) {
    be_filed();
    stayed({{"trum_flag", "1"}, {"rel_ttp_flag", "1"}});
    EXPECT_TRUE(has(not_settled(), expected()));
    done_this(here("2405"));
    done_this(here("2302"));
    done_this(here("2404"));
    stayed({{"trum_flag", "1"}, {"ipt_no", "I0002"}});
    EXPECT_EQ(level_of(settled()), "full") << "nobody else is liable";
}

TEST_F(Situation, S48_AnItemThatIsNotListed) {
    be_filed();
    stayed_with({{{"med_list_codg", "ZZ99"}}});
    const Json info = done_this(bare_bill())["setlinfo"];
    EXPECT_EQ(info["fulamt_ownpay_amt"], 400.00) << "own expense, and said so";
    EXPECT_EQ(level_of(info), expected());
}

TEST_F(Situation, S49_LimitAndClassOnLinesOfTheirOwn) {
    be_filed();
    registry::CatalogueItem limited;
    limited.admdvs = kAwayArea;
    limited.med_list_codg = "XC03";
    limited.begndate = *parse_date("2020-01-01");
    limited.name = "药";
    limited.list_type = "101";
    limited.med_chrgitm_type = "09";
    limited.chrgitm_lv = "01";
    limited.pric_uplmt_amt = UnitPrice::from_microyuan(150'000'000);
    ASSERT_TRUE(write([&](ports::Session& session) {
        return payer::add_item(session, context(), limited, "test");
    }));
    stayed_with({{{"med_list_codg", "XC03"}}, {{"med_list_codg", kDearDrug}}});
    const Json info = done_this(bare_bill())["setlinfo"];
    EXPECT_EQ(info["overlmt_selfpay"], 100.00);  // 2 × (200 − 150)
    EXPECT_EQ(info["preselfpay_amt"], 40.00);    // 10 % of 400
    EXPECT_EQ(info["inscp_scp_amt"], 1860.00);
    EXPECT_EQ(level_of(info), expected());
}

TEST_F(Situation, S50_LessThanTheTrialShowed) {
    be_filed();
    stayed();
    EXPECT_EQ(done_this(here("2303"))["setlinfo"]["fund_pay_sumamt"], 800.00);
    done_this(here("2405"));
    done_this(here("2302"));
    Json fees = here("2301");
    fees["input"]["feedetail"][0]["med_list_codg"] = kDearDrug;
    done_this(fees);
    discharged();
    const std::string told = not_settled();
    EXPECT_TRUE(has(told, expected()));
    EXPECT_TRUE(has(told, "40.00")) << "what is computed now";
    EXPECT_EQ(done_this(bare_bill())["setlinfo"]["fund_pay_sumamt"], 768.00) << "confirmed anew";
}

TEST_F(Situation, S53_TheChronicDisease) {
    be_filed();
    const auto chronic = [this](std::string_view infno) {
        Json request = here(infno);
        for (Json& node : request["input"]) {
            if (node.contains("med_type")) node["med_type"] = "14";
            if (node.contains("dise_codg")) node["dise_codg"] = "M03900";
        }
        return request;
    };
    mdtrt_id_ = done_this(here("2201"))["data"]["mdtrt_id"].get<std::string>();
    done_this(chronic("2203A"));
    done_this(here("2204"));
    const std::string_view asked = "&business=chronic&disease=M03900";
    EXPECT_TRUE(has(refused(chronic("2207")), "not_recognised"));
    EXPECT_EQ(cause_of(why("2025-03-13", asked)), expected());
    done_this(here("2503"));
    open_for_others(kAwayHospital, kAwayDistrict, kAll, {"M00500"});
    EXPECT_TRUE(has(refused(chronic("2207")), "not_connected"));
    EXPECT_EQ(cause_of(why("2025-03-13", asked)), "disease_not_open");
    open_for_others(kAwayHospital, kAwayDistrict, kAll, {"M03900"});
    EXPECT_EQ(done_this(chronic("2207"))["setlinfo"]["fund_pay_sumamt"], 210.00);  // 70 % of 300
}

TEST_F(Situation, S56_TheRelativesAccountIsEmpty) {
    be_filed();
    insure(77);
    insure(42);
    payer::PersonRecord person = record();
    person.insurances = {insurance(policy::Insutype::employee, "2020-01-01")};
    registry::FamilyLink link;
    link.seq = 1;
    link.owner = 77;
    link.begndate = *parse_date("2025-01-01");
    person.family = {link};
    register_person(person);
    stayed();
    const Json info = settled();
    EXPECT_EQ(level_of(info), expected());
    EXPECT_EQ(info["acct_mulaid_pay"], 0.00);
    EXPECT_EQ(info["psn_cash_pay"], 1200.00) << "the rest is paid in cash";
}

}  // namespace
}  // namespace yidi::tests
