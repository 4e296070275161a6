#include "tests/payer/window.h"

#include "domain/policy/pack_test_support.h"

namespace yidi::tests {
namespace {

using policy::Business;
using policy::DeductibleWay;
using policy::Parameter;
using policy::testing::Rules;

policy::Pack pack_of_area(std::uint32_t area, policy::UndoRule undo_rule, policy::Merge merge) {
    using policy::testing::amount;
    using policy::testing::minus;
    using policy::testing::pack_of;
    using policy::testing::pays;
    using policy::testing::set_of;
    using policy::testing::word;
    Rules stays;
    stays.set(Parameter::cap, amount(20'000))
        .add(Parameter::deductible_nth, minus(500, 500))
        .add(Parameter::merge_interim, word(merge))
        .add(Parameter::undo_rule, word(undo_rule))
        .add(Parameter::account_covers, set_of(1));
    Rules visits{Business::outpatient};
    visits.set(Parameter::deductible_way, word(DeductibleWay::per_year))
        .set(Parameter::deductible, amount(100))
        .set(Parameter::ratio, pays("0.50"))
        .set(Parameter::cap, amount(300))
        .add(Parameter::undo_rule, word(undo_rule))
        .add(Parameter::account_covers, set_of(1));
    Rules chronic{Business::chronic};
    chronic.set(Parameter::deductible_way, word(DeductibleWay::per_year))
        .set(Parameter::deductible, amount(0))
        .set(Parameter::ratio, pays("0.70"))
        .add(Parameter::undo_rule, word(undo_rule))
        .add(Parameter::account_covers, set_of(1));
    Rules purchases{Business::pharmacy};
    purchases.set(Parameter::deductible_way, word(DeductibleWay::per_year))
        .set(Parameter::deductible, amount(20))
        .set(Parameter::ratio, pays("0.40"))
        .add(Parameter::undo_rule, word(undo_rule))
        .add(Parameter::account_covers, set_of(1));
    return pack_of({stays, visits, chronic, purchases}, area);
}

registry::Institution hospital(std::string_view code, std::uint32_t admdvs) {
    registry::Institution one;
    one.fixmedins_code = code;
    one.fixmedins_name = "甲医院";
    one.admdvs = admdvs;
    one.fixmedins_type = "1";
    one.hosp_lv = "05";
    one.local_open = 0x3F;
    one.remote_open = 0x3F;
    one.secret = "of " + std::string{code};
    return one;
}

registry::CatalogueItem item(std::uint32_t area, std::string_view code) {
    registry::CatalogueItem one;
    one.admdvs = area;
    one.med_list_codg = code;
    one.begndate = *parse_date("2020-01-01");
    one.name = "药";
    one.list_type = "101";
    one.med_chrgitm_type = "09";
    one.chrgitm_lv = code == kDrug ? "01" : "02";
    one.selfpay_prop = Rate::from_ppm(code == kDrug ? 0 : 100'000);
    return one;
}

}  // namespace

policy::Book book_of_the_window(std::uint32_t version) {
    policy::Pack next_door =
        pack_of_area(kNextDoorArea, policy::UndoRule::recompute, policy::Merge::difference);
    next_door.version = version;
    return policy::testing::book_of(
        {pack_of_area(kHomeArea, policy::UndoRule::block, policy::Merge::none),
         std::move(next_door)});
}

Instant at(std::string_view text) {
    return *parse_instant(text);
}

Window::Window() {
    const Result<void> made = write([&](ports::Session& session) -> Result<void> {
        YIDI_TRY_VOID(
            payer::put_institution(session, context(), hospital(kHomeHospital, 130102), "test"));
        YIDI_TRY_VOID(
            payer::put_institution(session, context(), hospital(kAwayHospital, 120101), "test"));
        for (const std::uint32_t area : {kHomeArea, kAwayArea}) {
            YIDI_TRY_VOID(payer::add_item(session, context(), item(area, kDrug), "test"));
            YIDI_TRY_VOID(payer::add_item(session, context(), item(area, kDearDrug), "test"));
        }
        return {};
    });
    EXPECT_TRUE(made.has_value());
    insure(42);
}

void Window::insure(registry::Pid pid, std::uint32_t area) {
    pid_ = pid;
    psn_no_ = registry::psn_no_of(area, pid);
    payer::PersonRecord record;
    record.person.pid = pid;
    record.person.insuplc_admdvs = area;
    record.person.personal.psn_name = "人" + std::to_string(pid);
    record.person.personal.psn_cert_type = "01";
    record.person.personal.certno = "C" + std::to_string(pid);
    record.person.personal.gend = "1";
    record.person.personal.brdy = parse_date("1980-01-01").value();
    registry::Insurance insurance;
    insurance.seq = 1;
    insurance.insuplc_admdvs = area;
    insurance.psn_type = "11";
    insurance.psn_insu_date = *parse_date("2020-01-01");
    record.insurances.push_back(insurance);
    EXPECT_TRUE(write([&](ports::Session& session) {
        return payer::put_person(session, context(), record, "test");
    }));
}

void Window::pay_into_account(Money amount) {
    EXPECT_TRUE(write([&](ports::Session& session) {
        return payer::credit_account(session, context(),
                                     {.pid = pid_, .amount = amount, .by = "test"});
    }));
}

void Window::file(std::uint32_t place, std::string_view from, std::string_view to) {
    filing::Event event;
    event.filing = ids_.next();
    event.after.kind = policy::FilingKind::referral;
    event.after.places = {place};
    event.after.begndate = *parse_date(from);
    if (!to.empty()) {
        event.after.enddate = *parse_date(to);
    }
    EXPECT_TRUE(write([&](ports::Session& session) -> Result<void> {
        YIDI_TRY_VOID(payer::add_filing_event(session, context(), pid_, event));
        return {};
    }));
}

std::int64_t Window::admit(std::string_view from, std::int64_t cost_yuan) {
    const auto visit = run(payer::admit, payer::RegisterRequest{.caller = caller("2401"),
                                                                .psn_no = psn_no_,
                                                                .begntime = at(from),
                                                                .ipt_otp_no = "I1",
                                                                .med_type = "21",
                                                                .dise_codg = {},
                                                                .er_flag = {},
                                                                .details = "自述"});
    EXPECT_TRUE(visit.has_value()) << (visit ? Error{.code = ErrorCode::internal} : visit.error());
    if (cost_yuan > 0) {
        EXPECT_TRUE(upload(visit->mdtrt_id, cost_yuan).has_value());
    }
    return visit->mdtrt_id;
}

void Window::discharge(std::int64_t mdtrt_id, std::string_view on) {
    EXPECT_TRUE(write([&](ports::Session& session) {
        return payer::discharge(session, context(),
                                {.visit = named(mdtrt_id),
                                 .endtime = at(on),
                                 .dscg_way = "1",
                                 .dise_codg = {},
                                 .details = {}});
    }));
}

std::int64_t Window::register_visit(std::string_view on) {
    const auto visit = run(payer::register_visit, payer::RegisterRequest{.caller = caller("2201"),
                                                                         .psn_no = psn_no_,
                                                                         .begntime = at(on),
                                                                         .ipt_otp_no = "O1",
                                                                         .med_type = {},
                                                                         .dise_codg = {},
                                                                         .er_flag = {},
                                                                         .details = {}});
    EXPECT_TRUE(visit.has_value());
    return visit->mdtrt_id;
}

Result<std::vector<payer::LineReply>> Window::upload(std::int64_t mdtrt_id, std::int64_t cost_yuan,
                                                     std::string batch, std::string_view code) {
    settlement::FeeLine line;
    line.feedetl_sn = "s" + std::to_string(++serials_);
    line.chrg_bchno = std::move(batch);
    line.fee_ocur_time = now_;
    line.med_list_codg = code;
    line.cnt = Quantity::from_ten_thousandths(10'000);
    line.pric = UnitPrice::from_microyuan(cost_yuan * 1'000'000);
    line.det_item_fee_sumamt = yuan(cost_yuan);
    return run(payer::upload_fees, payer::UploadRequest{.visit = named(mdtrt_id), .lines = {line}});
}

payer::SettleRequest Window::bill(std::int64_t mdtrt_id, std::int64_t total_yuan,
                                  std::string batch) {
    payer::SettleRequest request;
    request.visit = named(mdtrt_id);
    request.med_type = batch.empty() ? "21" : "11";
    request.chrg_bchno = std::move(batch);
    request.medfee_sumamt = yuan(total_yuan);
    request.acct_used_flag = true;
    return request;
}

settlement::Settlement Window::settled_stay(std::string_view from, std::int64_t cost_yuan) {
    const std::int64_t stay = admit(from, cost_yuan);
    discharge(stay, to_string(now_));
    const auto reply = run(payer::settle, bill(stay, cost_yuan));
    EXPECT_TRUE(reply.has_value()) << reply.error();
    return reply->settlement;
}

settlement::Settlement Window::settled_visit(std::int64_t cost_yuan) {
    const std::int64_t visit = register_visit(to_string(now_));
    EXPECT_TRUE(upload(visit, cost_yuan, "b1").has_value());
    const auto reply = run(payer::settle, bill(visit, cost_yuan, "b1"));
    EXPECT_TRUE(reply.has_value()) << reply.error();
    return reply->settlement;
}

std::string Window::year_text(std::int64_t year) {
    std::string text;
    EXPECT_TRUE(store_.read([&](ports::Session& session) -> Result<void> {
        const std::array<ports::Value, 3> key{pid_, year, std::string{"310"}};
        YIDI_TRY(const auto row, session.get(ports::spec(ports::Table::cum), key));
        text = row ? std::get<std::string>(row->back()) : std::string{};
        return {};
    }));
    return text;
}

Money Window::balance() {
    Money sum;
    EXPECT_TRUE(store_.read([&](ports::Session& session) -> Result<void> {
        const std::array<ports::Value, 1> key{pid_};
        YIDI_TRY(const auto row, session.get(ports::spec(ports::Table::account), key));
        sum = row ? Money::from_fen(std::get<std::int64_t>(row->back())) : Money{};
        return {};
    }));
    return sum;
}

std::size_t Window::rows(ports::Table table) {
    std::size_t count = 0;
    EXPECT_TRUE(store_.read([&](ports::Session& session) {
        return session.scan(ports::spec(table), {}, {}, [&](const ports::Row&) {
            ++count;
            return true;
        });
    }));
    return count;
}

std::string Window::state() {
    std::string bytes;
    EXPECT_TRUE(ports::state_of(store_, ports::payer_tables(),
                                [&](std::string_view part) { bytes += part; }));
    return bytes;
}

void Window::expect_verified() {
    payer::VerifyReply reply;
    EXPECT_TRUE(store_.read([&](ports::Session& session) -> Result<void> {
        YIDI_TRY(reply, payer::verify(session));
        return {};
    }));
    for (const payer::Mismatch& one : reply.mismatches) {
        ADD_FAILURE() << one.table << " " << one.key << ": " << one.problem;
    }
}

}  // namespace yidi::tests
