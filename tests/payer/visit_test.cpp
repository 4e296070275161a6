#include "app/payer/check_entitlement.h"
#include "app/payer/look_up_person.h"
#include "app/payer/sign_in.h"
#include "tests/payer/window.h"

namespace yidi::tests {
namespace {

using payer::LineReply;
using settlement::FeeLine;

class Visits : public Window {
protected:
    static FeeLine line(std::string serial, std::int64_t count, std::int64_t each_yuan) {
        FeeLine one;
        one.feedetl_sn = std::move(serial);
        one.fee_ocur_time = at("2025-03-04");
        one.med_list_codg = kDrug;
        one.cnt = Quantity::from_ten_thousandths(count * 10'000);
        one.pric = UnitPrice::from_microyuan(each_yuan * 1'000'000);
        one.det_item_fee_sumamt = yuan(count * each_yuan);
        return one;
    }
    Result<std::vector<LineReply>> upload_lines(std::int64_t mdtrt_id, std::vector<FeeLine> lines) {
        return run(payer::upload_fees,
                   payer::UploadRequest{.visit = named(mdtrt_id), .lines = std::move(lines)});
    }
    Result<void> withdraw(std::int64_t mdtrt_id, std::vector<std::string> serials,
                          std::string batch = {}) {
        return write([&](ports::Session& session) {
            return payer::withdraw_fees(
                session, context(),
                {.visit = named(mdtrt_id), .chrg_bchno = batch, .feedetl_sn = serials});
        });
    }
    Result<void> cancel(std::int64_t mdtrt_id) {
        return write([&](ports::Session& session) {
            return payer::cancel_visit(session, context(), named(mdtrt_id));
        });
    }
    std::size_t lines_of(std::int64_t mdtrt_id) {
        return run(payer::query_fees, payer::FeeQuery{.visit = named(mdtrt_id), .setl_id = {}})
            ->size();
    }
};

TEST_F(Visits, EachLineIsAnsweredAsTheCatalogueReadsIt) {
    const std::int64_t stay = admit("2025-03-03");
    FeeLine dear = line("2", 2, 50);
    dear.med_list_codg = kDearDrug;
    FeeLine unlisted = line("3", 1, 7);
    unlisted.med_list_codg = "UNKNOWN";
    const auto reply = upload_lines(stay, {line("1", 3, 10), dear, unlisted});
    ASSERT_TRUE(reply.has_value()) << reply.error();
    ASSERT_EQ(reply->size(), 3U);
    EXPECT_EQ((*reply)[0].parts.inscp_scp_amt, yuan(30));
    EXPECT_EQ((*reply)[1].parts.preselfpay_amt, yuan(10));  // 100 × 10 %
    EXPECT_EQ((*reply)[1].parts.inscp_scp_amt, yuan(90));
    EXPECT_EQ((*reply)[1].priced.med_chrgitm_type, "09");
    EXPECT_EQ((*reply)[2].parts.fulamt_ownpay_amt, yuan(7));
    EXPECT_FALSE((*reply)[2].priced.is_listed);
}

TEST_F(Visits, LinesThatContradictThemselvesAreRefusedWithTheirField) {
    const std::int64_t stay = admit("2025-03-03");
    FeeLine wrong = line("1", 3, 10);
    wrong.det_item_fee_sumamt = yuan(31);
    EXPECT_EQ(upload_lines(stay, {wrong}).error().where, "det_item_fee_sumamt");
    EXPECT_EQ(upload_lines(stay, {line("0000", 1, 1)}).error().where, "feedetl_sn");
    EXPECT_EQ(upload_lines(stay, {line("1", 1, 1), line("1", 1, 1)}).error().where, "feedetl_sn");
    EXPECT_EQ(upload_lines(stay, {line("1", -1, 1)}).error().where, "cnt");
    FeeLine future = line("1", 1, 1);
    future.fee_ocur_time = at("2025-03-14");
    EXPECT_EQ(upload_lines(stay, {future}).error().where, "fee_ocur_time");
    FeeLine batch = line("1", 1, 1);
    batch.chrg_bchno = "b1";
    EXPECT_EQ(upload_lines(stay, {batch}).error().where, "chrg_bchno");
    EXPECT_EQ(lines_of(stay), 0U) << "all of an upload, or nothing";
}

TEST_F(Visits, AReturnTakesBackFromTheLineItNames) {
    const std::int64_t stay = admit("2025-03-03");
    ASSERT_TRUE(upload_lines(stay, {line("1", 3, 1'000)}).has_value());
    FeeLine taken = line("2", -1, 1'000);
    taken.init_feedetl_sn = "1";
    const auto reply = upload_lines(stay, {taken});
    ASSERT_TRUE(reply.has_value()) << reply.error();
    EXPECT_EQ((*reply)[0].parts.inscp_scp_amt, yuan(-1'000));
    FeeLine more = line("3", -3, 1'000);
    more.init_feedetl_sn = "1";
    EXPECT_EQ(upload_lines(stay, {more}).error().where, "cnt");
    discharge(stay, "2025-03-13 10:00:00");
    const auto settled = run(payer::settle, bill(stay, 2'000));
    ASSERT_TRUE(settled.has_value()) << settled.error();
    EXPECT_EQ(settled->settlement.info.fund_pay_sumamt, yuan(800));  // (2,000 − 1,000) × 80 %
    EXPECT_EQ(upload_lines(stay, {line("4", 1, 1)}).error().where, "chrg_bchno")
        << "the stay is settled";
}

TEST_F(Visits, WithdrawnLinesAreGoneAndTheirSerialsFree) {
    const std::int64_t stay = admit("2025-03-03");
    ASSERT_TRUE(upload_lines(stay, {line("1", 1, 10), line("2", 1, 20)}).has_value());
    ASSERT_TRUE(withdraw(stay, {"1"}).has_value());
    ASSERT_TRUE(withdraw(stay, {"1"}).has_value()) << "repeatable";
    EXPECT_EQ(lines_of(stay), 1U);
    ASSERT_TRUE(upload_lines(stay, {line("1", 1, 30)}).has_value());
    ASSERT_TRUE(withdraw(stay, {"0000"}).has_value());
    EXPECT_EQ(lines_of(stay), 0U);
}

TEST_F(Visits, ALineThatAReturnNamesIsWithdrawnWithIt) {
    const std::int64_t stay = admit("2025-03-03");
    FeeLine taken = line("2", -1, 10);
    taken.init_feedetl_sn = "1";
    ASSERT_TRUE(upload_lines(stay, {line("1", 3, 10), taken}).has_value());
    EXPECT_EQ(withdraw(stay, {"1"}).error().where, "feedetl_sn");
    EXPECT_TRUE(withdraw(stay, {"1", "2"}).has_value());
}

TEST_F(Visits, SettledLinesStay) {
    const std::int64_t visit = register_visit("2025-03-13");
    ASSERT_TRUE(upload(visit, 300, "b1").has_value());
    const auto settled = run(payer::settle, bill(visit, 300, "b1"));
    ASSERT_TRUE(upload(visit, 200, "b2").has_value());
    EXPECT_EQ(withdraw(visit, {}, "b1").error().where, "chrg_bchno");
    EXPECT_EQ(upload(visit, 1, "b1").error().where, "chrg_bchno");
    ASSERT_TRUE(withdraw(visit, {}, "0000").has_value());
    EXPECT_EQ(lines_of(visit), 1U) << "the settled one";
    const std::string id = std::to_string(settled->settlement.setl_id);
    const auto lines =
        run(payer::query_fees, payer::FeeQuery{.visit = named(visit), .setl_id = id});
    EXPECT_EQ(lines->size(), 1U);
}

TEST_F(Visits, AStayIsUndoneInTheOrderInWhichItWasMade) {
    const settlement::Settlement one = settled_stay("2025-03-03", 3'000);
    const auto undo_discharge = [&] {
        return write([&](ports::Session& session) {
            return payer::undo_discharge(session, context(), named(one.mdtrt_id));
        });
    };
    EXPECT_FALSE(undo_discharge().has_value()) << "settled";
    EXPECT_FALSE(cancel(one.mdtrt_id).has_value());
    ASSERT_TRUE(run(payer::reverse, back(one)).has_value());
    ASSERT_TRUE(undo_discharge().has_value());
    EXPECT_FALSE(undo_discharge().has_value()) << "not discharged";
    EXPECT_FALSE(cancel(one.mdtrt_id).has_value()) << "its lines are there";
    ASSERT_TRUE(withdraw(one.mdtrt_id, {"0000"}).has_value());
    EXPECT_TRUE(cancel(one.mdtrt_id).has_value());
    EXPECT_TRUE(cancel(one.mdtrt_id).has_value()) << "repeatable";
    EXPECT_EQ(upload(one.mdtrt_id, 1).error().where, "mdtrt_id");
    expect_verified();
}

TEST_F(Visits, AChangeIsReadByTheSettlement) {
    hospital_ = kAwayHospital;
    const std::int64_t stay = admit("2025-03-03", 3'000);
    payer::ChangeRequest change{.visit = named(stay),
                                .med_type = {},
                                .begntime = {},
                                .ipt_otp_no = {},
                                .dise_codg = {},
                                .er_flag = true,
                                .trum_flag = {},
                                .rel_ttp_flag = {},
                                .details = {}};
    const auto apply = [&](auto verb) {
        return write([&](ports::Session& session) { return verb(session, context(), change); });
    };
    EXPECT_FALSE(apply(payer::describe_visit).has_value()) << "that is for outpatient visits";
    ASSERT_TRUE(apply(payer::change_admission).has_value());
    discharge(stay, "2025-03-13 10:00:00");
    const auto settled = run(payer::settle, bill(stay, 3'000));
    ASSERT_TRUE(settled.has_value()) << "an emergency now: " << settled.error();
    EXPECT_EQ(run(payer::query_settlement, back(settled->settlement))->visit.details, "自述")
        << "neither the change nor the discharge brought other texts";
    EXPECT_FALSE(apply(payer::change_admission).has_value());
}

TEST_F(Visits, TheAdmissionOfAStayStandsUnderItsSettledParts) {
    const std::int64_t stay = admit("2025-03-03", 3'000);
    payer::SettleRequest part = bill(stay, 3'000);
    part.mid_setl_flag = true;
    ASSERT_TRUE(run(payer::settle, part).has_value());
    payer::ChangeRequest change{.visit = named(stay),
                                .med_type = {},
                                .begntime = at("2025-03-02"),
                                .ipt_otp_no = "I2",
                                .dise_codg = {},
                                .er_flag = {},
                                .trum_flag = {},
                                .rel_ttp_flag = {},
                                .details = {}};
    const auto apply = [&] {
        return write([&](ports::Session& session) {
            return payer::change_admission(session, context(), change);
        });
    };
    EXPECT_EQ(apply().error().where, "begntime");
    change.begntime = at("2025-03-03 23:00:00");
    EXPECT_TRUE(apply().has_value());
}

TEST_F(Visits, NobodyIsTreatedWithoutInsuranceOrInTheFuture) {
    payer::RegisterRequest request{.caller = caller("2201"),
                                   .psn_no = psn_no_,
                                   .insutype = policy::Insutype::resident,
                                   .begntime = now_,
                                   .ipt_otp_no = "O1",
                                   .med_type = {},
                                   .dise_codg = {},
                                   .er_flag = {},
                                   .details = {}};
    EXPECT_EQ(run(payer::register_visit, request).error().code, ErrorCode::not_insured);
    request.insutype = policy::Insutype::employee;
    request.begntime = at("2025-03-14");
    EXPECT_EQ(run(payer::register_visit, request).error().where, "begntime");
    request.psn_no = "13010000000000000099";
    EXPECT_EQ(run(payer::register_visit, request).error().where, "psn_no");
}

TEST_F(Visits, ANumberOfAnotherAreaIsNobodys) {
    const std::int64_t stay = admit("2025-03-03");
    ASSERT_TRUE(psn_no_.starts_with("130100"));
    psn_no_ = registry::psn_no_of(kAwayArea, pid_);
    EXPECT_EQ(upload(stay, 10).error().where, "psn_no");
    EXPECT_EQ(run(payer::settle, bill(stay, 10)).error().where, "psn_no");
    EXPECT_EQ(cancel(stay).error().where, "psn_no");
}

TEST_F(Visits, WhoHasMovedFinishesAVisitUnderTheNumberOfItsBeginning) {
    const std::int64_t stay = admit("2025-03-03");
    payer::PersonRecord record;
    record.person.pid = pid_;
    record.person.insuplc_admdvs = kNextDoorArea;
    registry::Insurance after;
    after.seq = 2;
    after.insuplc_admdvs = kNextDoorArea;
    after.psn_type = "11";
    after.psn_insu_date = *parse_date("2025-03-12");
    record.insurances.push_back(after);
    ASSERT_TRUE(write([&](ports::Session& session) {
        return payer::put_person(session, context(), record, "test");
    }));
    EXPECT_TRUE(upload(stay, 10).has_value());
    psn_no_ = registry::psn_no_of(kNextDoorArea, pid_);
    EXPECT_TRUE(upload(stay, 10).has_value());
}

TEST_F(Visits, ATransactionOfTheOtherKindOfVisitIsRefused) {
    const std::int64_t stay = admit("2025-03-03", 3'000);
    payer::WithdrawRequest wrong{.visit = named(stay), .chrg_bchno = "0000", .feedetl_sn = {}};
    wrong.visit.is_stay = false;
    const auto withdrawn = write(
        [&](ports::Session& session) { return payer::withdraw_fees(session, context(), wrong); });
    EXPECT_EQ(withdrawn.error().where, "mdtrt_id");
    EXPECT_EQ(lines_of(stay), 1U);
    const settlement::Settlement one = settled_visit(300);
    payer::ReverseRequest reverse = back(one);
    reverse.visit.is_stay = true;
    const auto refused = run(payer::reverse, reverse);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, ErrorCode::inconsistent);
    EXPECT_EQ(refused.error().where, "mdtrt_id");
    EXPECT_EQ(refused.error().detail, "this mdtrt_id is of an outpatient visit");
    reverse.visit.is_stay = false;
    EXPECT_TRUE(run(payer::reverse, reverse).has_value());
}

TEST_F(Visits, WhatIsSaidOfALineIsKeptSealedAndNamesItsSettlement) {
    const std::int64_t visit = register_visit("2025-03-13");
    FeeLine first = line("1", 1, 100);
    FeeLine second = line("2", 2, 100);
    first.chrg_bchno = "b1";
    second.chrg_bchno = "b2";
    payer::UploadRequest request{.visit = named(visit), .lines = {first, second}};
    request.visit.caller.opter_name = "收费乙";
    request.texts.resize(2);
    request.texts[0][payer::line_text_place("bilg_dr_name")] = "医师甲";
    request.texts[1][payer::line_text_place("memo")] = "加急";
    ASSERT_TRUE(run(payer::upload_fees, request).has_value());
    const auto settled = run(payer::settle, bill(visit, 200, "b2"));
    ASSERT_TRUE(settled.has_value()) << settled.error();
    const auto views =
        run(payer::query_fees, payer::FeeQuery{.visit = named(visit), .setl_id = {}});
    ASSERT_EQ(views->size(), 2U);
    EXPECT_EQ((*views)[0].texts, request.texts[0]);
    EXPECT_EQ((*views)[0].setl_id, 0);
    EXPECT_EQ((*views)[0].opter_name, "收费乙");
    EXPECT_EQ((*views)[0].uploaded, now_);
    EXPECT_EQ((*views)[1].texts, request.texts[1]);
    EXPECT_EQ((*views)[1].setl_id, settled->settlement.setl_id);
    for (const std::string_view name : {"医师甲", "收费乙"}) {
        const std::string bytes = state();
        const std::size_t found = bytes.find(name);
        ASSERT_NE(found, std::string::npos);
        EXPECT_NE(bytes.substr(found - std::min<std::size_t>(found, 120), 120).find("sealed for "),
                  std::string::npos);
    }
}

TEST_F(Visits, APersonIsFoundByTheirCertificate) {
    pay_into_account(yuan(5));
    payer::PersonRequest request{.caller = caller("1101"),
                                 .mdtrt_cert_type = "02",
                                 .mdtrt_cert_no = "C42",
                                 .psn_cert_type = {},
                                 .certno = {},
                                 .psn_name = {}};
    const auto found = run(payer::look_up_person, request);
    ASSERT_TRUE(found.has_value()) << found.error();
    EXPECT_EQ(found->psn_no, psn_no_);
    EXPECT_EQ(found->person.personal.psn_name, "人42");
    EXPECT_EQ(found->insurances.size(), 1U);
    EXPECT_EQ(found->balc, yuan(5));
    EXPECT_EQ(found->age, 45);
    request.mdtrt_cert_no = "C99";
    EXPECT_EQ(run(payer::look_up_person, request).error().where, "mdtrt_cert_no");
}

TEST_F(Visits, ACertificateThatHasBeenReplacedLeadsToNobody) {
    payer::PersonRequest request{.caller = caller("1101"),
                                 .mdtrt_cert_type = "02",
                                 .mdtrt_cert_no = "C42",
                                 .psn_cert_type = {},
                                 .certno = {},
                                 .psn_name = {}};
    auto found = run(payer::look_up_person, request);
    ASSERT_TRUE(found.has_value()) << found.error();
    payer::PersonRecord record;
    record.person = found->person;
    record.person.personal.certno = "C43";
    ASSERT_TRUE(write([&](ports::Session& session) {
        return payer::put_person(session, context(), record, "test");
    }));
    EXPECT_EQ(run(payer::look_up_person, request).error().where, "mdtrt_cert_no");
    request.mdtrt_cert_no = "C43";
    EXPECT_TRUE(run(payer::look_up_person, request).has_value());
}

TEST_F(Visits, WhatIsSentOfAPersonMustBeThePersons) {
    payer::PersonRequest good{.caller = caller("1101"),
                              .mdtrt_cert_type = "02",
                              .mdtrt_cert_no = "C42",
                              .psn_cert_type = "01",
                              .certno = "C42",
                              .psn_name = "人42"};
    EXPECT_TRUE(run(payer::look_up_person, good).has_value());
    const auto where = [&](std::string payer::PersonRequest::*field, const std::string& value) {
        std::string& sent = good.*field;
        const std::string before = std::exchange(sent, value);
        const auto reply = run(payer::look_up_person, good);
        sent = before;
        return reply ? "found" : reply.error().where;
    };
    insure(43);
    EXPECT_EQ(where(&payer::PersonRequest::psn_name, "别人"), "psn_name");
    EXPECT_EQ(where(&payer::PersonRequest::certno, "C43"), "certno") << "somebody else's";
    EXPECT_EQ(where(&payer::PersonRequest::mdtrt_cert_no, "C43"), "certno");
    good.certno.clear();
    EXPECT_EQ(where(&payer::PersonRequest::psn_cert_type, "08"), "psn_cert_type");
    // A token that is new each time is nobody's: the number of the certificate tells.
    good.mdtrt_cert_type = "01";
    EXPECT_EQ(where(&payer::PersonRequest::mdtrt_cert_no, "once"), "mdtrt_cert_no");
    good.certno = "C42";
    EXPECT_EQ(where(&payer::PersonRequest::mdtrt_cert_no, "once"), "found");
}

TEST_F(Visits, ACardIsFoundByItsCardSnWhichIsRequired) {
    payer::PersonRecord record;
    record.person.pid = pid_;
    record.person.insuplc_admdvs = kHomeArea;
    record.person.personal.card_sn = "S42";
    ASSERT_TRUE(write([&](ports::Session& session) {
        return payer::put_person(session, context(), record, "test");
    }));
    payer::PersonRequest request{.caller = caller("1101"),
                                 .mdtrt_cert_type = "03",
                                 .mdtrt_cert_no = "S42",
                                 .psn_cert_type = {},
                                 .certno = {},
                                 .psn_name = {}};
    const auto without = run(payer::look_up_person, request);
    ASSERT_FALSE(without.has_value());
    EXPECT_EQ(without.error().code, ErrorCode::missing_key);
    EXPECT_EQ(without.error().where, "card_sn");
    request.card_sn = "S42";
    EXPECT_EQ(run(payer::look_up_person, request)->psn_no, psn_no_);
    request.mdtrt_cert_no = "printed on it";
    EXPECT_EQ(run(payer::look_up_person, request)->psn_no, psn_no_);
    request.card_sn = "S99";
    EXPECT_EQ(run(payer::look_up_person, request).error().where, "card_sn");
}

TEST_F(Visits, EntitlementIsWhatASettlementWouldSay) {
    payer::EntitlementRequest request{.caller = caller("2001"),
                                      .psn_no = psn_no_,
                                      .fixmedins_code = std::string{kHomeHospital},
                                      .med_type = "21",
                                      .begntime = now_,
                                      .endtime = {},
                                      .dise_codg = {}};
    const auto home = run(payer::check_entitlement, request);
    ASSERT_TRUE(home.has_value()) << home.error();
    EXPECT_EQ((*home)[0].fund_pay_type, "310100");
    EXPECT_TRUE((*home)[0].trt_enjymnt_flag);
    EXPECT_FALSE((*home)[1].trt_enjymnt_flag) << "the account is empty";
    request.fixmedins_code = kAwayHospital;
    const auto away = run(payer::check_entitlement, request);
    EXPECT_FALSE((*away)[0].trt_enjymnt_flag);
    EXPECT_FALSE((*away)[0].trt_chk_rslt.empty());
    request.insutype = policy::Insutype::resident;
    EXPECT_FALSE((*run(payer::check_entitlement, request))[0].trt_enjymnt_flag);
}

TEST_F(Visits, ASignInHoldsUntilItsSignOut) {
    const auto in =
        run(payer::sign_in,
            payer::SignInRequest{.caller = caller("9001"), .opter_no = "7", .mac = {}, .ip = {}});
    ASSERT_TRUE(in.has_value()) << in.error();
    EXPECT_EQ(in->sign_no.size(), 30U);
    const auto check = [&] {
        return write([&](ports::Session& session) {
            return payer::check_signed_in(session, caller(), in->sign_no);
        });
    };
    EXPECT_TRUE(check().has_value());
    const payer::SignOutRequest out{
        .caller = caller("9002"), .sign_no = in->sign_no, .opter_no = "7"};
    EXPECT_TRUE(run(payer::sign_out, out).has_value());
    EXPECT_TRUE(run(payer::sign_out, out).has_value()) << "repeatable";
    EXPECT_EQ(check().error().where, "sign_no");
    hospital_ = kAwayHospital;
    EXPECT_FALSE(check().has_value());
}

TEST_F(Visits, NothingPersonalStandsOutsideItsSeal) {
    admit("2025-03-03");
    const std::string bytes = state();
    std::size_t from = 0;
    for (const std::string_view secret : {"人42", "C42", "自述", "of H13010200001"}) {
        from = 0;
        while ((from = bytes.find(secret, from)) != std::string::npos) {
            const std::string before = bytes.substr(from > 120 ? from - 120 : 0, 120);
            EXPECT_TRUE(before.find("sealed for ") != std::string::npos ||
                        before.find("hash of ") != std::string::npos)
                << secret;
            ++from;
        }
    }
}

}  // namespace
}  // namespace yidi::tests
