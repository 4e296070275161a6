#include "tests/property/engine.h"

#include <algorithm>
#include <sstream>
#include <utility>

#include "adapters/codec/pack_decoder.h"
#include "domain/adjudication/sequence.h"
#include "domain/policy/regions.h"
#include "tests/reference/sequence.h"

namespace yidi::property {
namespace {

using reference::Amounts;
using reference::Q;

/// Every region that random cases name, with its pooling area.
const std::vector<std::pair<std::uint32_t, std::uint32_t>>& region_list() {
    static const std::vector<std::pair<std::uint32_t, std::uint32_t>> kList{
        {110000, 110000}, {110101, 110000}, {120000, 120000}, {120101, 120000}, {130000, 130000},
        {130100, 130100}, {130102, 130100}, {130200, 130200}, {130202, 130200}, {360000, 360000},
        {360100, 360100}, {440000, 440000}, {440300, 440300}};
    return kList;
}

const policy::Regions& regions() {
    static const policy::Regions kAll = [] {
        std::vector<policy::Region> list;
        for (const auto& [code, area] : region_list()) {
            list.push_back({code, area, std::to_string(code)});
        }
        return *policy::Regions::from(list);
    }();
    return kAll;
}

Q exact(Money amount) {
    return Q{std::to_string(amount.fen())};
}

std::optional<int> day_of(std::optional<Date> date) {
    if (!date) return {};
    return reference::day_number(to_string(*date));
}

Amounts amounts_of(const adjudication::Setlinfo& info) {
    Amounts all{{"medfee_sumamt", exact(info.medfee_sumamt)},
                {"fulamt_ownpay_amt", exact(info.fulamt_ownpay_amt)},
                {"overlmt_selfpay", exact(info.overlmt_selfpay)},
                {"preselfpay_amt", exact(info.preselfpay_amt)},
                {"inscp_scp_amt", exact(info.inscp_scp_amt)},
                {"rloc_preselfpay", exact(info.rloc_preselfpay)},
                {"act_pay_dedc", exact(info.act_pay_dedc)},
                {"fund_pay_sumamt", exact(info.fund_pay_sumamt)},
                {"hosp_part_amt", exact(info.hosp_part_amt)},
                {"psn_part_amt", exact(info.psn_part_amt)},
                {"acct_pay", exact(info.acct_pay)},
                {"acct_mulaid_pay", exact(info.acct_mulaid_pay)},
                {"psn_cash_pay", exact(info.psn_cash_pay)},
                {"balc", exact(info.balc)}};
    for (std::size_t field = 0; field < policy::kFundFieldCount; ++field) {
        all[std::string{policy::name(static_cast<policy::FundField>(field))}] =
            exact(info.fund[field]);
    }
    return all;
}

std::map<int, Q> payments_of(const std::vector<adjudication::Setldetail>& details) {
    std::map<int, Q> paid;
    for (const adjudication::Setldetail& detail : details) {
        if (detail.layer >= -1 && detail.fund_payamt != Money{}) {
            paid[detail.layer] += exact(detail.fund_payamt);
        }
    }
    return paid;
}

/// Empty if the adjudicator's outcome is this one of the reference.
std::string outcome_difference(const adjudication::Outcome& engine, const reference::Outcome& slow,
                               bool with_cum) {
    const Amounts info = amounts_of(engine.setlinfo);
    if (slow.status == "rejected") {
        const Q medfee = info.at("medfee_sumamt");
        const bool whole = info.at("fund_pay_sumamt") == 0 && info.at("psn_part_amt") == medfee &&
                           info.at("psn_cash_pay") == medfee;
        return whole ? "" : "the refused bill is not wholly personal";
    }
    if (info != slow.setlinfo) return "setlinfo: " + difference_of(info, slow.setlinfo);
    Q ratio{std::to_string(engine.setlinfo.pool_prop_selfpay.num()) + "/" +
            std::to_string(engine.setlinfo.pool_prop_selfpay.den())};
    ratio.canonicalize();
    if (ratio != slow.ratio) {
        return "pool_prop_selfpay: " + ratio.get_str() + ", reference " + slow.ratio.get_str();
    }
    if (payments_of(engine.setldetail) != slow.paid) return "setldetail differs";
    if (day_of(engine.benefit_year) != slow.benefit_year) return "benefit_year differs";
    if (with_cum && flat(engine.cum) != slow.cum) {
        return "cum: " + difference_of(flat(engine.cum), slow.cum);
    }
    return "";
}

/// Empty if the adjudicator's outcome is one of these.
template <class Outcomes>
std::string any_difference(const adjudication::Outcome& engine, const Outcomes& outcomes,
                           bool with_cum) {
    std::string first;
    for (const reference::Outcome* outcome : outcomes) {
        const std::string difference = outcome_difference(engine, *outcome, with_cum);
        if (difference.empty()) return "";
        if (first.empty()) first = difference;
    }
    return first;
}

Amounts negated(const Amounts& amounts) {
    Amounts result;
    for (const auto& [name, amount] : amounts) result[name] = -amount;
    return result;
}

/// What differs between two ways of taking a bill back; empty if nothing.
std::string undo_difference(const adjudication::Undone& back,
                            const std::vector<reference::Answer>& slow, std::size_t index,
                            const reference::Undone& slow_back) {
    const Amounts negative = negated(amounts_of(back.negative));
    Amounts bill = slow[index].sole()->setlinfo;
    bill["balc"] = -(bill["balc"] + bill["acct_pay"]);  // The balance that the person has again.
    if (negative != bill) return "reversal: " + difference_of(negative, bill);
    if (flat(back.cum) != slow_back.cum) {
        std::string text = "undo cum: " + difference_of(flat(back.cum), slow_back.cum) + "\nbills:";
        for (const reference::Answer& answer : slow) text += ' ' + answer.status;
        text += "\nagain:";
        for (const reference::Answer& answer : slow_back.again) text += ' ' + answer.status;
        return text;
    }
    for (const adjudication::Difference& change : back.differences) {
        const reference::Answer& again = slow_back.again.at(change.index - index - 1);
        if (again.status == "computed" && amounts_of(change.after) != again.sole()->setlinfo) {
            return "undo, bill " + std::to_string(change.index) + ": " +
                   difference_of(amounts_of(change.after), again.sole()->setlinfo);
        }
    }
    return "";
}

}  // namespace

std::string compare(const adjudication::Answer& engine, const reference::Answer& slow) {
    if (adjudication::name(engine.status) != slow.status) {
        return "status: " + std::string{adjudication::name(engine.status)} + ", reference " +
               slow.status;
    }
    if (slow.status == "computed") {
        std::vector<const reference::Outcome*> outcomes;
        for (const reference::Outcome& outcome : slow.outcomes) {
            if (outcome.status == "computed") outcomes.push_back(&outcome);
        }
        return any_difference(engine.outcome, outcomes, true);
    }
    if (slow.status == "range") {
        const Amounts of_engine{{"fund_low", exact(engine.range.fund_pay_sumamt[0])},
                                {"fund_high", exact(engine.range.fund_pay_sumamt[1])},
                                {"person_low", exact(engine.range.psn_part_amt[0])},
                                {"person_high", exact(engine.range.psn_part_amt[1])}};
        const Amounts of_slow{{"fund_low", slow.fund_low},
                              {"fund_high", slow.fund_high},
                              {"person_low", slow.person_low},
                              {"person_high", slow.person_high}};
        if (of_engine != of_slow) return "range: " + difference_of(of_engine, of_slow);
        return any_difference(engine.outcome, slow.worst(), false);
    }
    const std::string code{name(engine.outcome.refusal.code)};
    if (slow.codes().contains(code)) return "";
    return "code: " + code + ", reference " + *slow.codes().begin();
}

Result<std::unique_ptr<Pair>> Pair::from(const Json& frame, const Json& pack) {
    YIDI_TRY(policy::Pack frame_pack, codec::decode_pack(frame.dump(), "frame"));
    YIDI_TRY(policy::Pack home_pack, codec::decode_pack(pack.dump(1), "pack"));
    std::vector<policy::Pack> packs;
    packs.push_back(std::move(frame_pack));
    packs.push_back(std::move(home_pack));
    YIDI_TRY(policy::Book book, policy::Book::from(std::move(packs), regions()));
    auto pair = std::make_unique<Pair>();
    pair->book_ = std::move(book);
    std::map<std::string, std::string> pooling;
    for (const auto& [code, area] : region_list()) {
        pooling[std::to_string(code)] = std::to_string(area);
    }
    pair->reference_book_ =
        std::make_unique<reference::Book>(std::vector<reference::Json>{frame, pack}, pooling);
    return pair;
}

Result<adjudication::Case> decoded(const Json& input) {
    thread_local codec::CaseDecoder decoder{regions()};
    app::CaseFile file;
    YIDI_TRY_VOID(decoder.decode(input.dump(), file));
    return std::move(file.facts);
}

Both run_both(const Pair& pair, const Json& input) {
    Both both;
    auto facts = decoded(input);
    if (!facts) {
        both.refused = to_string(facts.error()) + " (" + facts.error().rule + ")";
        both.difference = "case refused: " + both.refused;
        return both;
    }
    both.facts = std::move(*facts);
    auto answer = adjudication::adjudicate(pair.book(), both.facts);
    if (!answer) {
        both.refused = to_string(answer.error());
        both.difference = "adjudicator failed: " + both.refused;
        return both;
    }
    both.engine = std::move(*answer);
    both.slow = reference::adjudicate(pair.reference_book(), input);
    both.difference = compare(both.engine, both.slow);
    return both;
}

std::string run_sequence(const Pair& pair, const std::vector<Json>& bills, std::size_t index,
                         std::string& undone) {
    std::vector<adjudication::Case> cases;
    for (const Json& bill : bills) {
        auto facts = decoded(bill);
        if (!facts) return "case refused: " + to_string(facts.error());
        cases.push_back(std::move(*facts));
    }
    const auto answers = adjudication::adjudicate_sequence(pair.book(), cases);
    if (!answers) return "adjudicator failed: " + to_string(answers.error());
    const auto slow = reference::adjudicate_sequence(pair.reference_book(), bills);
    for (std::size_t i = 0; i < slow.size(); ++i) {
        const std::string difference = compare((*answers)[i], slow[i]);
        if (!difference.empty()) return "bill " + std::to_string(i) + ", " + difference;
    }
    if (slow[index].status != "computed") return "";
    const auto back = adjudication::undo(pair.book(), cases, *answers, index);
    const reference::Undone slow_back = reference::undo(pair.reference_book(), bills, slow, index);
    undone = slow_back.code.empty() ? "computed" : "rejected";
    if (!back || !slow_back.code.empty()) {
        const std::string code{back ? "" : name(back.error().code)};
        return code == slow_back.code ? "" : "undo code: " + code + ", reference " + slow_back.code;
    }
    return undo_difference(*back, slow, index, slow_back);
}

Amounts flat(const adjudication::Accumulators& cum) {
    Amounts all{{"ipt_cnt", Q{std::to_string(cum.ipt_cnt)}}};
    for (std::size_t i = 0; i < policy::kBusinessCount; ++i) {
        const std::string business{policy::name(static_cast<policy::Business>(i))};
        all[reference::counter_name(business, "dedc")] = exact(cum.year[i].dedc);
        all[reference::counter_name(business, "scope")] = exact(cum.year[i].scope);
        all[reference::counter_name(business, "pool")] = exact(cum.year[i].pool);
    }
    const std::vector<std::string> bases{"overcap",         "scope_self", "civil_base",
                                         "enterprise_base", "aid_base",   "tilt_base",
                                         "disabled_base",   "other_base"};
    const std::vector<std::string> paid{"large", "serious", "civil",    "enterprise",
                                        "aid",   "tilt",    "disabled", "other"};
    for (std::size_t i = 0; i < adjudication::kNamedLayerCount; ++i) {
        all[bases[i]] = exact(cum.layer_base[i]);
        all[paid[i]] = exact(cum.layer_paid[i]);
    }
    const auto counters = [&](const std::string& kind,
                              const std::vector<adjudication::Counter>& list) {
        for (const adjudication::Counter& counter : list) {
            const std::string entry = kind + "/" + counter.key + "/";
            const std::string business{policy::name(counter.business)};
            all[entry + reference::counter_name(business, "dedc")] += exact(counter.dedc);
            all[entry + reference::counter_name(business, "pool")] += exact(counter.pool);
        }
    };
    counters("by_hosp", cum.by_hosp);
    counters("by_month", cum.by_month);
    counters("by_dise", cum.by_dise);
    for (const adjudication::LayerCounter& layer : cum.by_layer) {
        all["by_layer/" + layer.id + "/base"] += exact(layer.base);
        all["by_layer/" + layer.id + "/paid"] += exact(layer.paid);
    }
    std::erase_if(all, [](const auto& entry) { return entry.second == 0; });
    return all;
}

std::string difference_of(const Amounts& engine, const Amounts& slow) {
    std::string text;
    Amounts names = engine;
    names.insert(slow.begin(), slow.end());
    for (const auto& [name, amount] : names) {
        const Q left = engine.contains(name) ? engine.at(name) : Q{0};
        const Q right = slow.contains(name) ? slow.at(name) : Q{0};
        if (left != right) {
            text += name + " " + left.get_str() + ", reference " + right.get_str() + "; ";
        }
    }
    return text;
}

std::string text_of(const Both& both) {
    std::ostringstream out;
    out << "difference: " << both.difference << '\n';
    if (!both.refused.empty()) return out.str();
    out << "adjudicator: " << adjudication::name(both.engine.status) << ' ';
    if (both.engine.status == adjudication::Status::rejected ||
        both.engine.status == adjudication::Status::unknown) {
        out << name(both.engine.outcome.refusal.code);
    }
    for (const auto& [name, amount] : amounts_of(both.engine.outcome.setlinfo)) {
        if (amount != 0) out << ' ' << name << '=' << amount;
    }
    for (const auto& [layer, amount] : payments_of(both.engine.outcome.setldetail)) {
        out << " paid[" << layer << "]=" << amount;
    }
    out << "\nreference: " << both.slow.status << ", outcomes " << both.slow.outcomes.size()
        << '\n';
    std::size_t shown = 0;
    for (const reference::Outcome& outcome : both.slow.outcomes) {
        if (++shown > 3) break;
        out << "  " << outcome.status << ' ' << outcome.code;
        for (const auto& [name, amount] : outcome.setlinfo) {
            if (amount != 0) out << ' ' << name << '=' << amount;
        }
        for (const auto& [layer, amount] : outcome.paid) out << " paid[" << layer << "]=" << amount;
        out << '\n';
    }
    return out.str();
}

}  // namespace yidi::property
