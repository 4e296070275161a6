#include "app/payer/internal/claim_texts.h"

#include "app/payer/internal/compact.h"
#include "app/payer/internal/refusal.h"
#include "app/payer/internal/rows_claim.h"

namespace yidi::payer::internal {
namespace {

using adjudication::Line;
using adjudication::LineAttributes;
using claim::Claim;
using claim::Decision;
using claim::RefusedLine;
using claim::Statement;

void write(CompactWriter& out, std::optional<Date> day) {
    out.number(day ? 1 : 0);
    out.number(day.value_or(Date{}).days());
}
std::optional<Date> read_day(CompactReader& in) {
    const bool there = in.number() != 0;
    const std::int64_t days = in.number();
    return there && in.good() ? std::optional{Date::from_days(days)} : std::nullopt;
}

void write(CompactWriter& out, const LineAttributes& one) {
    out.text(one.chrgitm_lv);
    out.number(one.selfpay_prop.ppm());
    out.number(one.pric_uplmt_amt ? one.pric_uplmt_amt->microyuan() : -1);
    out.number(one.lmt_used_flag ? 1 : 0);
}
LineAttributes read_attributes(CompactReader& in) {
    LineAttributes one;
    one.chrgitm_lv = in.text();
    one.selfpay_prop = Rate::from_ppm(in.number());
    const std::int64_t limit = in.number();
    if (limit >= 0) {
        one.pric_uplmt_amt = UnitPrice::from_microyuan(limit);
    }
    one.lmt_used_flag = in.number() != 0;
    return one;
}

void write(CompactWriter& out, const Line& line) {
    out.text(line.med_list_codg);
    out.text(line.medins_list_name);
    out.number(line.cnt.ten_thousandths());
    out.number(line.pric.microyuan());
    out.amount(line.det_item_fee_sumamt);
    write(out, line.treating);
    out.number(line.insured ? 1 : 0);
    if (line.insured) {
        write(out, *line.insured);
    }
    write(out, line.fee_ocur_time);
}
Line read_line(CompactReader& in) {
    Line line;
    line.med_list_codg = in.text();
    line.medins_list_name = in.text();
    line.cnt = Quantity::from_ten_thousandths(in.number());
    line.pric = UnitPrice::from_microyuan(in.number());
    line.det_item_fee_sumamt = in.amount();
    line.treating = read_attributes(in);
    if (in.number() != 0) {
        line.insured = read_attributes(in);
    }
    line.fee_ocur_time = read_day(in);
    return line;
}

void write(CompactWriter& out, const std::vector<std::string>& texts) {
    out.number(static_cast<std::int64_t>(texts.size()));
    for (const std::string& one : texts) {
        out.text(one);
    }
}
std::vector<std::string> read_texts(CompactReader& in) {
    std::vector<std::string> texts;
    for (std::int64_t left = in.number(); left > 0 && in.good(); --left) {
        texts.push_back(in.text());
    }
    return texts;
}

/// A word that `parse` knows; else the reader's end is not reached, and the row is refused.
template <class Enum, class Parse>
bool read_word(CompactReader& in, Parse parse, Enum& out) {
    const auto found = parse(in.text());
    out = found.value_or(out);
    return found.has_value();
}

void write(CompactWriter& out, const Decision& one) {
    out.number(one.setl_id);
    for (const Money amount : {one.claimed, one.refused, one.amount, one.differences, one.to_pay}) {
        out.amount(amount);
    }
    out.number(one.four_eyes ? 1 : 0);
}
Decision read_decision(CompactReader& in) {
    Decision one;
    one.setl_id = in.number();
    for (Money* amount : {&one.claimed, &one.refused, &one.amount, &one.differences, &one.to_pay}) {
        *amount = in.amount();
    }
    one.four_eyes = in.number() != 0;
    return one;
}

bool read_refusals(CompactReader& in, Claim& claim) {
    bool good = true;
    for (std::int64_t left = in.number(); left > 0 && in.good(); --left) {
        RefusedLine& one = claim.refused.emplace_back();
        one.line = in.number();
        good = read_word(in, claim::parse_reason, one.reason) && good;
        one.words = in.text();
    }
    for (std::int64_t left = in.number(); left > 0 && in.good(); --left) {
        good = read_word(in, claim::parse_reason, claim.reasons.emplace_back()) && good;
    }
    return good;
}

}  // namespace

std::string to_text(const Claim& claim) {
    CompactWriter out;
    out.text(claim::name(claim.kind));
    out.number(claim.refers_to);
    out.text(claim::name(claim.channel));
    out.number(claim.was_accepted ? 1 : 0);
    out.number(claim.begndate.days());
    out.number(claim.enddate.days());
    out.number(claim.is_stay ? 1 : 0);
    out.text(claim.fixmedins_code);
    out.amount(claim.claimed);
    write(out, claim.invoices);
    write(out, claim.papers);
    out.number(static_cast<std::int64_t>(claim.refused.size()));
    for (const RefusedLine& one : claim.refused) {
        out.number(one.line);
        out.text(claim::name(one.reason));
        out.text(one.words);
    }
    out.number(static_cast<std::int64_t>(claim.reasons.size()));
    for (const claim::Reason reason : claim.reasons) {
        out.text(claim::name(reason));
    }
    out.number(claim.decision ? 1 : 0);
    if (claim.decision) {
        write(out, *claim.decision);
    }
    out.amount(claim.ordered);
    out.number(claim.payment);
    out.text(claim.bank_reference);
    return out.take();
}

bool read_standing(std::string_view text, Claim& claim) {
    CompactReader in{text};
    bool good = read_word(in, claim::parse_kind, claim.kind);
    claim.refers_to = in.number();
    good = read_word(in, claim::parse_channel, claim.channel) && good;
    claim.was_accepted = in.number() != 0;
    claim.begndate = Date::from_days(in.number());
    claim.enddate = Date::from_days(in.number());
    claim.is_stay = in.number() != 0;
    claim.fixmedins_code = in.text();
    claim.claimed = in.amount();
    claim.invoices = read_texts(in);
    claim.papers = read_texts(in);
    good = read_refusals(in, claim) && good;
    if (in.number() != 0) {
        claim.decision = read_decision(in);
    }
    claim.ordered = in.amount();
    claim.payment = in.number();
    claim.bank_reference = in.text();
    return good && in.at_end();
}

std::string to_text(const Statement& said) {
    CompactWriter out;
    out.text(policy::code(said.insutype));
    out.text(said.med_type);
    out.number(said.place.mdtrtarea_admvs);
    out.text(said.place.fixmedins_code);
    out.text(said.place.fixmedins_name);
    out.text(said.place.hosp_lv);
    out.number(said.begndate.days());
    out.number(said.enddate.days());
    out.text(said.dise_codg);
    out.number(said.er_flag ? (*said.er_flag ? 1 : 0) : -1);
    for (const bool flag : {said.trum_flag, said.rel_ttp_flag, said.circumstances.by_agent,
                            said.circumstances.card_unusable, said.circumstances.dual_channel,
                            said.circumstances.referral, said.circumstances.third_party_unpaid,
                            said.circumstances.third_party_unknown}) {
        out.number(flag ? 1 : 0);
    }
    out.text(said.manl_reim_rea);
    out.number(static_cast<std::int64_t>(said.lines.size()));
    for (const Line& line : said.lines) {
        write(out, line);
    }
    out.number(static_cast<std::int64_t>(said.invoices.size()));
    for (const claim::Invoice& one : said.invoices) {
        out.text(one.number);
        out.number(one.day.days());
        out.amount(one.amount);
        out.number(one.is_paper ? 1 : 0);
    }
    out.text(said.account.holder);
    out.text(said.account.bank);
    out.text(said.account.number);
    return out.take();
}

Result<Statement> parse_statement(std::string_view text) {
    CompactReader in{text};
    Statement said;
    const bool good = read_word(in, policy::parse_insutype, said.insutype);
    said.med_type = in.text();
    said.place.mdtrtarea_admvs = static_cast<std::uint32_t>(in.number());
    said.place.fixmedins_code = in.text();
    said.place.fixmedins_name = in.text();
    said.place.hosp_lv = in.text();
    said.begndate = Date::from_days(in.number());
    said.enddate = Date::from_days(in.number());
    said.dise_codg = in.text();
    const std::int64_t emergency = in.number();
    if (emergency >= 0) {
        said.er_flag = emergency != 0;
    }
    for (bool* flag : {&said.trum_flag, &said.rel_ttp_flag, &said.circumstances.by_agent,
                       &said.circumstances.card_unusable, &said.circumstances.dual_channel,
                       &said.circumstances.referral, &said.circumstances.third_party_unpaid,
                       &said.circumstances.third_party_unknown}) {
        *flag = in.number() != 0;
    }
    said.manl_reim_rea = in.text();
    for (std::int64_t left = in.number(); left > 0 && in.good(); --left) {
        said.lines.push_back(read_line(in));
    }
    for (std::int64_t left = in.number(); left > 0 && in.good(); --left) {
        claim::Invoice& one = said.invoices.emplace_back();
        one.number = in.text();
        one.day = Date::from_days(in.number());
        one.amount = in.amount();
        one.is_paper = in.number() != 0;
    }
    said.account.holder = in.text();
    said.account.bank = in.text();
    said.account.number = in.text();
    if (!good || !in.at_end()) {
        return violated("statements of claims as this program writes them");
    }
    return said;
}

}  // namespace yidi::payer::internal
