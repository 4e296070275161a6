#include "tests/national/world.h"

#include "adapters/codec/calendar.h"
#include "adapters/codec/clearing_rules.h"
#include "adapters/codec/zip.h"
#include "app/clearing/applications.h"
#include "app/clearing/bills.h"
#include "app/clearing/confirmations.h"
#include "app/payer/care_records.h"
#include "app/payer/documents.h"
#include "app/payer/files.h"
#include "app/payer/mapping.h"
#include "app/payer/purchases.h"

namespace yidi::tests {

World::World() {
    constexpr std::string_view kToday = "2025-03-13 08:00:00";
    constexpr std::string_view kAdmitted = "2025-03-10 08:00:00";
    count_to(2101);
    const std::int64_t visit = register_visit(kToday);
    YIDI_ASSERT(visit == 2101);
    EXPECT_TRUE(upload(visit, 300, "B001"));
    count_to(2201);
    const std::int64_t stay = admit(kAdmitted, 2'000);
    YIDI_ASSERT(stay == 2201);
    discharge(stay, kToday);

    count_to(2301);
    const std::int64_t settled_visit = register_visit(kToday);
    YIDI_ASSERT(settled_visit == 2301);
    EXPECT_TRUE(upload(settled_visit, 300, "B002"));
    count_to(2311);
    EXPECT_EQ(run(payer::settle, bill(settled_visit, 300, "B002"))->settlement.setl_id, 2311);
    // Another person's, because a later settlement of the same year would block the first.
    insure(43);
    count_to(2401);
    const std::int64_t settled_stay = admit(kAdmitted, 2'000);
    YIDI_ASSERT(settled_stay == 2401);
    discharge(settled_stay, kToday);
    count_to(2411);
    EXPECT_EQ(run(payer::settle, bill(settled_stay, 2'000))->settlement.setl_id, 2411);

    insure(42);
    count_to(2501);
    YIDI_ASSERT(register_visit(kToday) == 2501);
    count_to(2601);
    YIDI_ASSERT(admit(kAdmitted) == 2601);
    count_to(2701);
    YIDI_ASSERT(admit(kAdmitted) == 2701);
    record_care();
    buy();
    send_documents();
    clear_february();
    // The numbers of answers do not depend on how many were given above.
    count_to(9001);
}

void World::buy() {
    // A third person's, for the same reason as the second.
    insure(44);
    count_to(2901);
    payer::PurchaseRequest request;
    request.visit.caller = caller();
    request.visit.psn_no = psn_no_;
    request.visit.begntime = now_;
    request.visit.med_type = "41";
    settlement::FeeLine& line = request.lines.emplace_back();
    line.feedetl_sn = "D001";
    line.fee_ocur_time = now_;
    line.med_list_codg = kDrug;
    line.cnt = Quantity::from_ten_thousandths(10'000);
    line.pric = UnitPrice::from_microyuan(100'000'000);
    line.det_item_fee_sumamt = request.medfee_sumamt = yuan(100);
    const auto bought = run(payer::settle_purchase, request);
    YIDI_ASSERT(bought->settled.settlement.setl_id == 2902);
    insure(42);
}

void World::record_care() {
    using registry::RecordKind;
    struct Known {
        std::int64_t id;
        RecordKind kind;
        std::string_view type;
        std::string_view details;
    };
    for (const Known& one :
         {Known{2801, RecordKind::referral, "2",
                R"({"refmedin":{"diag_code":"I25.100","refl_date":"2025-02-01"}})"},
          Known{2811, RecordKind::chronic, "",
                R"({"data":{"opsp_dise_code":"M01600","opsp_dise_name":"糖尿病"}})"},
          Known{2821, RecordKind::chosen_institution, "03",
                R"({"data":{"fix_srt_no":"2","fixmedins_name":"乙医院"}})"}}) {
        count_to(one.id);
        const auto record = run(payer::add_record,
                                payer::RecordRequest{.caller = caller(),
                                                     .psn_no = psn_no_,
                                                     .kind = one.kind,
                                                     .insutype = policy::Insutype::employee,
                                                     .type = std::string{one.type},
                                                     .place = std::string{kAwayHospital},
                                                     .area = kAwayArea,
                                                     .dise_codg = "M01600",
                                                     .assessed = {},
                                                     .begndate = parse_date("2025-02-01").value(),
                                                     .enddate = {},
                                                     .details = std::string{one.details}});
        YIDI_ASSERT(record->id == one.id);
    }
}

/// What 9102, 3302, 4103 and 3202 name.
void World::send_documents() {
    count_to(5001);
    const std::string statement = "2411\t2401\t13010000000000000043\t2000.00\t800.00\t0.00\t0";
    const auto file =
        run(payer::keep_file, payer::NewFile{.caller = caller("9101"),
                                             .filename = "a.zip",
                                             .bytes = *codec::zip({{"stmt.txt", statement}})});
    YIDI_ASSERT(file && file->file_qury_no == "5001");
    payer::Mapping mapping;
    mapping.medins_list_codg = "Y001";
    mapping.med_list_codg = kDrug;
    mapping.list_type = "101";
    EXPECT_TRUE(write([&](ports::Session& session) {
        return payer::upload_mappings(session, context(),
                                      {.caller = caller("3301"), .mappings = {mapping}});
    }));
    const auto list =
        run(payer::submit_document,
            payer::NewDocument{
                .caller = caller("4101A"),
                .owner = {.psn_no = "13010000000000000043", .psn_cert_type = {}, .certno = {}},
                .mdtrt_id = "2401",
                .setl_id = "2411",
                .amounts = {},
                .body = R"({"setlinfo":{}})"});
    EXPECT_TRUE(list.has_value());
}

/// What 3203, 3204, 3209A and 3260 to 3262 name.
void World::clear_february() {
    const Instant today = now_;
    const auto settle = [this](std::int64_t id) {
        count_to(id);
        const std::int64_t stay = admit("2025-02-17 08:00:00", 2'000);
        YIDI_ASSERT(stay == id);
        discharge(stay, "2025-02-20 08:00:00");
        count_to(id + 10);
        const auto settled = run(payer::settle, bill(stay, 2'000));
        YIDI_ASSERT(settled->settlement.setl_id == id + 10);
    };
    now_ = at("2025-02-20 12:00:00");
    insure(45);
    settle(6001);
    insure(46);
    file(kAwayArea, "2025-02-01");
    hospital_ = kAwayHospital;
    settle(6101);
    const app::ClearingRules rules{.rules = *codec::load_clearing_rules("data/rules/clearing.csv"),
                                   .days = *codec::load_calendar("data/calendar/cn.csv"),
                                   .parties = {120'000, 130'000}};
    EXPECT_TRUE(write([&](ports::Session& session) -> Result<void> {
        const payer::Context payer = context();
        YIDI_TRY([[maybe_unused]] const app::TakeReply taken,
                 app::take_bills(session,
                                 {.payer = payer,
                                  .rules = rules.rules,
                                  .days = rules.days,
                                  .parties = rules.parties},
                                 {.from = now_.date(), .to = now_.date()}));
        return {};
    }));
    // Later than the books were filled.
    insure(47);
    file(kAwayArea, "2025-02-01");
    settle(6151);

    now_ = today;
    const app::ApplicationRequest request{.caller = caller("3203"),
                                          .clr_type = "21",
                                          .clr_way = "40",
                                          .setlym = *clearing::parse_month("2025-02"),
                                          .begndate = *parse_date("2025-02-01"),
                                          .enddate = *parse_date("2025-02-28"),
                                          .theirs = {.psntime = 2,
                                                     .medfee_sumamt = yuan(4'000),
                                                     .med_sumfee = yuan(4'000),
                                                     .fund_appy_sum = yuan(1'600),
                                                     .cash_payamt = yuan(2'400),
                                                     .acct_pay = {}}};
    const auto summed = run(app::sum_application, request);
    count_to(6201);
    const auto applied = run(app::apply_for_clearing, request, *summed);
    YIDI_ASSERT(applied && applied->evt_id == 6201);
    const auto confirmed =
        run(app::confirm_details,
            app::ConfirmRequest{.caller = caller("3261"),
                                .month = request.setlym,
                                .otransid = "120101202503130800000000006301",
                                .rows = {{.certno = "C46",
                                          .mdtrt_id = "6101",
                                          .mdtrt_setl_time = at("2025-02-20 12:00:00"),
                                          .setl_sn = "6111",
                                          .medfee_sumamt = yuan(2'000),
                                          .optins_pay_sumamt = yuan(800),
                                          .is_in = false}}});
    YIDI_ASSERT(confirmed.has_value());
    hospital_ = kHomeHospital;
    insure(42);
}

void World::count_to(std::int64_t id) {
    while (ids_.next() < id - 1) {
    }
}

}  // namespace yidi::tests
