#include "domain/claim/decide.h"

#include <algorithm>

namespace yidi::claim {
namespace {

using adjudication::Line;

/// Midnight in China.
Instant start_of(Date day) {
    constexpr std::int64_t kHourMs = 3'600'000;
    constexpr std::int64_t kDayHours = 24;
    constexpr std::int64_t kHoursEast = 8;
    return Instant::from_ms((std::int64_t{day.days()} * kDayHours - kHoursEast) * kHourMs);
}

bool is_refused(const Claim& claim, std::size_t line) {
    return std::ranges::any_of(claim.refused, [line](const RefusedLine& one) {
        return one.line == static_cast<std::int64_t>(line);
    });
}

/// What the claim says of an institution that the register does not know.
registry::Institution stated_institution(const StatedPlace& place) {
    registry::Institution one;
    one.fixmedins_code = place.fixmedins_code;
    one.fixmedins_name = place.fixmedins_name;
    one.admdvs = place.mdtrtarea_admvs;
    one.fixmedins_type = "1";
    one.hosp_lv = place.hosp_lv;
    return one;
}

settlement::Visit visit_of(const Statement& said, registry::Pid pid) {
    settlement::Visit visit;
    visit.pid = pid;
    visit.is_stay = said.is_stay();
    visit.state = settlement::VisitState::discharged;
    visit.insutype = said.insutype;
    visit.med_type = said.med_type;
    visit.begntime = start_of(said.begndate);
    visit.endtime = start_of(said.enddate);
    visit.dise_codg = said.dise_codg;
    visit.er_flag = said.er_flag;
    visit.trum_flag = said.trum_flag;
    // What the fund advances it pays as any other care; that it may, the check has seen to.
    visit.rel_ttp_flag = said.rel_ttp_flag && !said.is_advance();
    return visit;
}

/// As people count them, from 1.
std::string named(const std::vector<std::int64_t>& lines) {
    std::string text;
    for (const std::int64_t line : lines) {
        text += (text.empty() ? "" : ", ") + std::to_string(line + 1);
    }
    return text;
}

tl::unexpected<Error> attributes_missing(const std::vector<std::int64_t>& lines) {
    return fail(Error{.code = ErrorCode::rule_unknown,
                      .where = "/lines",
                      .rule = "每项明细在参保地目录中的支付类别",
                      .remedy = "逐项核定支付类别、先行自付比例和限价，或剔除该项",
                      .detail = "lines without the insured region's attributes: " + named(lines)});
}

tl::unexpected<Error> price_missing(const std::vector<std::int64_t>& lines) {
    return fail(Error{.code = ErrorCode::missing_key,
                      .where = "/lines",
                      .rule = "count and price of each line whose price is limited",
                      .remedy = "copy count and price from the itemised list",
                      .detail = "lines without count and price: " + named(lines)});
}

/// Where no limit asks for the price, a line that does not state it is one of its amount.
Line priced(Line line) {
    constexpr std::int64_t kOne = 10'000;
    constexpr std::int64_t kMicroyuanOfFen = 10'000;
    if (!is_priced(line)) {
        line.cnt = Quantity::from_ten_thousandths(kOne);
        line.pric = UnitPrice::from_microyuan(line.det_item_fee_sumamt.fen() * kMicroyuanOfFen);
    }
    return line;
}

}  // namespace

std::vector<std::int64_t> lines_without_attributes(const Statement& statement, const Claim& claim) {
    std::vector<std::int64_t> lines;
    for (std::size_t i = 0; i < statement.lines.size(); ++i) {
        if (!statement.lines[i].insured && !is_refused(claim, i)) {
            lines.push_back(static_cast<std::int64_t>(i));
        }
    }
    return lines;
}

std::vector<std::int64_t> lines_without_price(const Statement& statement, const Claim& claim) {
    std::vector<std::int64_t> lines;
    for (std::size_t i = 0; i < statement.lines.size(); ++i) {
        const Line& line = statement.lines[i];
        const bool is_limited = line.insured && line.insured->pric_uplmt_amt;
        if (is_limited && !is_priced(line) && !is_refused(claim, i)) {
            lines.push_back(static_cast<std::int64_t>(i));
        }
    }
    return lines;
}

void fill_attributes(Line& line, const registry::CatalogueItem* item) {
    if (item == nullptr || line.insured) {
        return;
    }
    line.insured = adjudication::LineAttributes{.chrgitm_lv = item->chrgitm_lv,
                                                .selfpay_prop = item->selfpay_prop,
                                                .pric_uplmt_amt = item->pric_uplmt_amt,
                                                .lmt_used_flag = false};
    if (item->lmt_used_flag) {
        // Whether the restriction is met the records tell, and who reads them.
        line.insured.reset();
    }
}

Money refused_of(const Statement& statement, const Claim& claim) {
    Money sum;
    for (std::size_t i = 0; i < statement.lines.size(); ++i) {
        if (is_refused(claim, i)) {
            sum += statement.lines[i].det_item_fee_sumamt;
        }
    }
    return sum;
}

Result<adjudication::Case> case_of(const CaseFacts& facts, const policy::Book& book) {
    const Statement& said = *facts.statement;
    const auto without = lines_without_attributes(said, *facts.claim);
    if (!without.empty()) {
        return attributes_missing(without);
    }
    const auto unpriced = lines_without_price(said, *facts.claim);
    if (!unpriced.empty()) {
        return price_missing(unpriced);
    }
    const settlement::Visit visit = visit_of(said, facts.person->pid);
    const registry::Institution institution =
        facts.institution == nullptr ? stated_institution(said.place) : *facts.institution;
    const std::vector<settlement::PricedLine> none;
    // A year's bills give the same whenever they are decided, so a claim is computed as on the last
    // day of its care: the day of the decision is chance.
    YIDI_TRY(adjudication::Case out, settlement::case_of({.person = facts.person,
                                                          .insurances = facts.insurances,
                                                          .identities = facts.identities,
                                                          .filings = facts.filings,
                                                          .institution = &institution,
                                                          .visit = &visit,
                                                          .lines = &none,
                                                          .cum = {},
                                                          .balc = {},
                                                          .mulaid_balc = {},
                                                          .use_acct = false,
                                                          .mid_setl_flag = false,
                                                          .prev = {},
                                                          .until = said.enddate,
                                                          .now = start_of(said.enddate)},
                                                         book));
    for (std::size_t i = 0; i < said.lines.size(); ++i) {
        if (!is_refused(*facts.claim, i)) {
            out.feedetail.push_back(priced(said.lines[i]));
        }
    }
    if (out.feedetail.empty()) {
        return fail(Error{.code = ErrorCode::bad_value,
                          .where = "/lines",
                          .rule = "at least one line that is not taken out",
                          .remedy = "refuse the claim",
                          .detail = "every line is taken out"});
    }
    out.catalog = adjudication::Catalog::insured;
    out.inst_open.reset();
    return out;
}

ledger::Entry entry_of(const Payment& payment) {
    ledger::Entry entry;
    ledger::post(entry, {ledger::AccountKind::payable, payment.psn_no}, -payment.amount);
    ledger::post(entry, {ledger::AccountKind::disbursed, std::to_string(payment.area)},
                 payment.amount);
    return entry;
}

}  // namespace yidi::claim
