#include "app/payer/internal/rows_visit.h"

#include <array>

#include "app/payer/internal/compact.h"
#include "app/payer/internal/row_reader.h"
#include "app/payer/internal/rows_line_texts.h"

namespace yidi::payer::internal {
namespace {

using ports::Row;
using ports::spec;
using ports::Table;
using ports::Value;
using settlement::FeeLine;
using settlement::Hold;
using settlement::PricedLine;

constexpr std::string_view kUploaded = "uploaded";
constexpr std::string_view kWithdrawn = "withdrawn";

std::string place_of(const Visit& visit) {
    return "visit/" + std::to_string(visit.pid) + "/" + std::to_string(visit.mdtrt_id) + "/" +
           std::to_string(visit.seq);
}

ports::Range last_event(Pid pid, std::int64_t mdtrt_id) {
    ports::Range range;
    range.prefix = {Value{pid}, Value{mdtrt_id}};
    range.descending = true;
    return range;
}

void write_line(const PricedLine& priced, CompactWriter& out) {
    const FeeLine& line = priced.line;
    for (const std::string* text :
         {&line.feedetl_sn, &line.init_feedetl_sn, &line.chrg_bchno, &line.med_list_codg,
          &line.medins_list_codg, &line.hosp_appr_flag, &priced.attributes.chrgitm_lv,
          &priced.list_type, &priced.med_chrgitm_type, &priced.name}) {
        out.text(*text);
    }
    const auto& limit = priced.attributes.pric_uplmt_amt;
    for (const std::int64_t number :
         {line.fee_ocur_time.ms(), line.cnt.ten_thousandths(), line.pric.microyuan(),
          line.det_item_fee_sumamt.fen(), priced.attributes.selfpay_prop.ppm(),
          limit ? limit->microyuan() : std::int64_t{-1},
          std::int64_t{priced.attributes.lmt_used_flag ? 1 : 0},
          std::int64_t{priced.is_listed ? 1 : 0}}) {
        out.number(number);
    }
}

PricedLine read_line(CompactReader& in) {
    PricedLine priced;
    FeeLine& line = priced.line;
    for (std::string* text :
         {&line.feedetl_sn, &line.init_feedetl_sn, &line.chrg_bchno, &line.med_list_codg,
          &line.medins_list_codg, &line.hosp_appr_flag, &priced.attributes.chrgitm_lv,
          &priced.list_type, &priced.med_chrgitm_type, &priced.name}) {
        *text = in.text();
    }
    line.fee_ocur_time = Instant::from_ms(in.number());
    line.cnt = Quantity::from_ten_thousandths(in.number());
    line.pric = UnitPrice::from_microyuan(in.number());
    line.det_item_fee_sumamt = in.amount();
    priced.attributes.selfpay_prop = Rate::from_ppm(in.number());
    const std::int64_t limit = in.number();
    if (limit >= 0) {
        priced.attributes.pric_uplmt_amt = UnitPrice::from_microyuan(limit);
    }
    priced.attributes.lmt_used_flag = in.number() != 0;
    priced.is_listed = in.number() != 0;
    return priced;
}

std::string lines_text(const FeeEvent& event) {
    CompactWriter out;
    if (event.withdraws) {
        for (const std::string& serial : event.withdrawn) {
            out.text(serial);
        }
    } else {
        for (const PricedLine& line : event.lines) {
            write_line(line, out);
        }
    }
    return out.take();
}

Result<FeeEvent> read_fee_event(const Row& row) {
    RowReader in{Table::fee, row};
    FeeEvent event;
    in.skip();
    in.skip();
    event.seq = in.number();
    event.withdraws = in.text() == kWithdrawn;
    in.skip();
    in.skip();
    const std::string text = in.text();
    in.skip();  // Sealed texts, which nothing is settled by.
    YIDI_TRY_VOID(in.end());
    CompactReader lines{text};
    while (lines.good() && !lines.at_end()) {
        if (event.withdraws) {
            event.withdrawn.push_back(lines.text());
        } else {
            event.lines.push_back(read_line(lines));
        }
    }
    if (!lines.good()) {
        return fail(Error{.code = ErrorCode::internal,
                          .where = "fee",
                          .rule = "lines as this program writes them",
                          .remedy = "run verify, and restore the store from a backup",
                          .detail = "uploaded lines cannot be read",
                          .source = {}});
    }
    return event;
}

Result<Hold> read_hold(const Row& row) {
    RowReader in{Table::hold, row};
    Hold hold;
    hold.pid = in.number();
    hold.mdtrt_id = in.number();
    hold.chrg_bchno = in.text();
    hold.year = in.number();
    hold.insutype = in.insutype();
    hold.business = in.word([](const std::string& word) { return policy::parse_business(word); });
    hold.pool = in.amount();
    hold.account = in.amount();
    hold.until = in.instant();
    hold.owner = in.maybe_number();
    hold.patient = in.maybe_number();
    YIDI_TRY_VOID(in.end());
    return hold;
}

}  // namespace

Result<void> append(Session& session, ports::Vault& vault, Visit& visit, const VisitEvent& event) {
    ++visit.seq;
    return session.insert(spec(Table::visit), {visit.pid,
                                               visit.mdtrt_id,
                                               visit.seq,
                                               value_of(event.event),
                                               value_of(settlement::name(visit.state)),
                                               value_of(visit.is_stay),
                                               visit.fixmedins_code,
                                               value_of(visit.insutype),
                                               visit.med_type,
                                               visit.ipt_otp_no,
                                               value_of(visit.begntime),
                                               value_of(visit.endtime),
                                               visit.dise_codg,
                                               visit.dscg_way,
                                               value_of(visit.er_flag),
                                               value_of(visit.trum_flag),
                                               value_of(visit.rel_ttp_flag),
                                               value_of(event.at),
                                               event.msgid,
                                               vault.seal(visit.details, place_of(visit))});
}

Result<Visit> read_visit(const Row& row) {
    RowReader in{Table::visit, row};
    Visit visit;
    visit.pid = in.number();
    visit.mdtrt_id = in.number();
    visit.seq = in.number();
    in.skip();
    visit.state =
        in.word([](const std::string& word) { return settlement::parse_visit_state(word); });
    visit.is_stay = in.flag();
    visit.fixmedins_code = in.text();
    visit.insutype = in.insutype();
    visit.med_type = in.text();
    visit.ipt_otp_no = in.text();
    visit.begntime = in.instant();
    if (const auto endtime = in.maybe_number()) {
        visit.endtime = Instant::from_ms(*endtime);
    }
    visit.dise_codg = in.text();
    visit.dscg_way = in.text();
    if (const auto er_flag = in.maybe_number()) {
        visit.er_flag = *er_flag != 0;
    }
    visit.trum_flag = in.flag();
    visit.rel_ttp_flag = in.flag();
    in.skip();
    in.skip();
    in.skip();
    YIDI_TRY_VOID(in.end());
    return visit;
}

Result<std::optional<Visit>> find_visit(Session& session, Pid pid, std::int64_t mdtrt_id) {
    std::optional<Result<Visit>> found;
    YIDI_TRY_VOID(
        session.scan(spec(Table::visit), {}, last_event(pid, mdtrt_id), [&](const Row& row) {
            found = read_visit(row);
            return false;
        }));
    if (!found) {
        return std::optional<Visit>{};
    }
    YIDI_TRY(Visit visit, *std::move(found));
    return std::optional{std::move(visit)};
}

Result<std::vector<Visit>> visits_of(Session& session, Pid pid) {
    ports::Range range;
    range.prefix = {Value{pid}};
    YIDI_TRY(std::vector<Visit> events, scan_rows<Visit>(session, Table::visit, range, read_visit));
    std::vector<Visit> visits;
    for (Visit& event : events) {
        if (!visits.empty() && visits.back().mdtrt_id == event.mdtrt_id) {
            visits.back() = std::move(event);
        } else {
            visits.push_back(std::move(event));
        }
    }
    return visits;
}

Result<std::vector<ToldVisit>> history_of(Session& session, const ports::Vault& vault,
                                          const Visit& visit) {
    ports::Range range;
    range.prefix = {Value{visit.pid}, Value{visit.mdtrt_id}};
    return scan_rows<ToldVisit>(
        session, Table::visit, range, [&](const Row& row) -> Result<ToldVisit> {
            ToldVisit told;
            YIDI_TRY(told.visit, read_visit(row));
            told.at = Instant::from_ms(std::get<std::int64_t>(row[row.size() - 3]));
            told.msgid = std::get<std::string>(row[row.size() - 2]);
            YIDI_TRY(told.visit.details,
                     vault.open(std::get<std::string>(row.back()), place_of(told.visit)));
            return told;
        });
}

Result<std::string> details_of(Session& session, const ports::Vault& vault, const Visit& visit) {
    const std::array<Value, 3> key{visit.pid, visit.mdtrt_id, visit.seq};
    YIDI_TRY(const std::optional<Row> row, session.get(spec(Table::visit), key));
    if (!row) {
        return std::string{};
    }
    const auto* sealed = std::get_if<std::string>(&row->back());
    return vault.open(sealed != nullptr ? *sealed : std::string{}, place_of(visit));
}

Result<void> insert(Session& session, const Context& context, const FeeKey& key,
                    const FeeEvent& event, const std::string& msgid) {
    const std::string texts = to_text(event.texts);
    Value sealed;
    if (!texts.empty()) {
        sealed = context.vault.seal(texts, place_of_texts(key, event.seq));
    }
    return session.insert(
        spec(Table::fee),
        {key.pid, key.mdtrt_id, event.seq, value_of(event.withdraws ? kWithdrawn : kUploaded),
         value_of(context.now), msgid, lines_text(event), std::move(sealed)});
}

Result<std::vector<FeeEvent>> fee_events_of(Session& session, const FeeKey& key) {
    ports::Range range;
    range.prefix = {Value{key.pid}, Value{key.mdtrt_id}};
    return scan_rows<FeeEvent>(session, Table::fee, range, read_fee_event);
}

Result<void> put(Session& session, const Hold& hold) {
    return session.put(
        spec(Table::hold),
        {hold.pid, hold.mdtrt_id, hold.chrg_bchno, hold.year, value_of(hold.insutype),
         value_of(policy::name(hold.business)), hold.pool.fen(), hold.account.fen(),
         value_of(hold.until), value_of(hold.owner), value_of(hold.patient)});
}

Result<void> erase_hold(Session& session, const Hold& hold) {
    const std::array<Value, 3> key{hold.pid, hold.mdtrt_id, hold.chrg_bchno};
    return session.erase(spec(Table::hold), key);
}

Result<std::vector<Hold>> holds_of(Session& session, Pid pid) {
    ports::Range range;
    range.prefix = {Value{pid}};
    return scan_rows<Hold>(session, Table::hold, range, read_hold);
}

Result<std::vector<Hold>> holds_of(Session& session, Pid pid, std::int64_t mdtrt_id) {
    ports::Range range;
    range.prefix = {Value{pid}, Value{mdtrt_id}};
    return scan_rows<Hold>(session, Table::hold, range, read_hold);
}

Result<std::vector<Hold>> all_holds(Session& session) {
    return scan_rows<Hold>(session, Table::hold, {}, read_hold);
}

}  // namespace yidi::payer::internal
