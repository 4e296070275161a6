#include "app/payer/internal/rows_hospital_clearing.h"

#include <map>
#include <utility>

#include "app/payer/internal/row_reader.h"
#include "app/payer/internal/rows_clearing.h"

namespace yidi::payer::internal {
namespace {

using clearing::Application;
using clearing::BookedBill;
using clearing::Confirmation;
using clearing::Month;
using ports::Range;
using ports::Row;
using ports::Session;
using ports::spec;
using ports::Table;
using ports::Value;

Result<BookedBill> only_bill(const Row& row) {
    YIDI_TRY(HeldBill one, read_bill(row));
    return std::move(one.bill);
}

Result<Confirmation> read_confirmation(const Row& row) {
    RowReader in{Table::hospital_confirmation, row};
    Confirmation one;
    one.month = month_of(in.number());
    one.fixmedins_code = in.text();
    one.seq = in.number();
    one.kind = in.word([](const std::string& word) {
        return parse_named<clearing::ConfirmationKind>(word, clearing::kConfirmationKindCount);
    });
    one.otransid = in.text();
    YIDI_TRY(one.bills, clearing::parse_said_bills(in.text()));
    one.at = in.instant();
    one.by = in.text();
    YIDI_TRY_VOID(in.end());
    return one;
}

Result<Application> read_application(const Row& row) {
    RowReader in{Table::clearing_application, row};
    Application one;
    one.fixmedins_code = in.text();
    one.evt_id = in.number();
    one.seq = in.number();
    one.state = in.word([](const std::string& word) {
        return parse_named<clearing::ApplicationState>(word, clearing::kApplicationStateCount);
    });
    one.month = month_of(in.number());
    one.clr_type = in.text();
    one.clr_way = in.text();
    one.begndate = in.date();
    one.enddate = in.date();
    one.sums.psntime = in.number();
    one.sums.medfee_sumamt = in.amount();
    one.sums.med_sumfee = in.amount();
    one.sums.fund_appy_sum = in.amount();
    one.sums.cash_payamt = in.amount();
    one.sums.acct_pay = in.amount();
    one.at = in.instant();
    one.by = in.text();
    YIDI_TRY_VOID(in.end());
    return one;
}

Result<std::vector<Confirmation>> confirmations(Session& session, const Range& range) {
    return scan_rows<Confirmation>(session, Table::hospital_confirmation, range, read_confirmation);
}

}  // namespace

Result<std::vector<BookedBill>> bills_of(Session& session, const InstitutionDays& days) {
    Range range;
    range.prefix = {Value{std::int64_t{days.holder}}, Value{days.fixmedins_code}};
    range.from = value_of(days.from);
    range.to = value_of(days.to);
    return scan_rows<BookedBill>(session, Table::clearing_bill, range, only_bill,
                                 ports::by::kInstitution);
}

Result<void> insert(Session& session, const Confirmation& one) {
    return session.insert(
        spec(Table::hospital_confirmation),
        {number_of(one.month), one.fixmedins_code, one.seq, value_of(name(one.kind)), one.otransid,
         clearing::to_text(one.bills), value_of(one.at), one.by});
}

Result<std::vector<Confirmation>> confirmations_of(Session& session, Month month,
                                                   const std::string& fixmedins_code) {
    Range range;
    range.prefix = {Value{number_of(month)}, Value{fixmedins_code}};
    return confirmations(session, range);
}

Result<std::vector<Confirmation>> confirmations_in(Session& session, Month month) {
    Range range;
    range.prefix = {Value{number_of(month)}};
    return confirmations(session, range);
}

Result<std::vector<Confirmation>> all_confirmations(Session& session) {
    return scan_rows<Confirmation>(session, Table::hospital_confirmation, {}, read_confirmation);
}

Result<std::vector<Application>> all_application_steps(Session& session) {
    return scan_rows<Application>(session, Table::clearing_application, {}, read_application);
}

Result<void> insert(Session& session, const Application& one) {
    const clearing::ApplicationSums& sums = one.sums;
    return session.insert(
        spec(Table::clearing_application),
        {one.fixmedins_code, one.evt_id, one.seq, value_of(name(one.state)), number_of(one.month),
         one.clr_type, one.clr_way, value_of(one.begndate), value_of(one.enddate), sums.psntime,
         sums.medfee_sumamt.fen(), sums.med_sumfee.fen(), sums.fund_appy_sum.fen(),
         sums.cash_payamt.fen(), sums.acct_pay.fen(), value_of(one.at), one.by});
}

Result<std::optional<Application>> find_application(Session& session,
                                                    const std::string& fixmedins_code,
                                                    std::int64_t evt_id) {
    Range range;
    range.prefix = {Value{fixmedins_code}, Value{evt_id}};
    YIDI_TRY(auto steps,
             scan_rows<Application>(session, Table::clearing_application, range, read_application));
    if (steps.empty()) return std::optional<Application>{};
    return std::optional{std::move(steps.back())};
}

Result<std::vector<Application>> applications_of(Session& session, Month month,
                                                 const std::optional<std::string>& fixmedins_code) {
    Range range;
    range.prefix = {Value{number_of(month)}};
    if (fixmedins_code) range.prefix.emplace_back(*fixmedins_code);
    YIDI_TRY(auto steps, scan_rows<Application>(session, Table::clearing_application, range,
                                                read_application, ports::by::kInstitution));
    // Steps of one application come in their order: behind the index stands the key.
    std::map<std::int64_t, Application> last;
    for (Application& one : steps) last.insert_or_assign(one.evt_id, std::move(one));
    std::vector<Application> all;
    all.reserve(last.size());
    for (auto& [evt_id, one] : last) all.push_back(std::move(one));
    return all;
}

}  // namespace yidi::payer::internal
