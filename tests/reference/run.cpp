#include "tests/reference/run.h"

#include <algorithm>
#include <utility>

namespace reference {

Run::Run(const Book& book, const Bill& bill, const Facts& facts)
    : book_{book}, bill_{bill}, facts_{facts} {}

Outcome Run::carry_out() {
    Outcome outcome;
    try {
        gate();
        lines();
        first_pay();
        account_first();
        deductible();
        pool();
        chain();
        persons_part();
        accumulate();
        if (facts_.dates().given) outcome.benefit_year = benefit_year();
        outcome.undo_rule = word("undo_rule");
        outcome.status = "computed";
    } catch (const Stop& stop) {
        outcome.status = stop.status;
        outcome.code = stop.code;
        return outcome;
    }
    outcome.ratio = ratio_;
    outcome.setlinfo = buckets_;
    outcome.cum = after_;
    for (const auto& [layer, amount] : paid_) {
        if (amount != 0) outcome.paid[layer] = amount;
    }
    std::erase_if(outcome.cum, [](const auto& entry) { return entry.second == 0; });
    return outcome;
}

Q Run::covered_by_accounts() {
    Q covered = account_first_;
    for (const std::string& name : value("account_covers").words()) {
        if (name == "in_scope_self") {
            covered += buckets_["over_cap"] + buckets_["coinsurance"] + buckets_["deductible"];
        } else {
            covered += buckets_[name];
        }
    }
    return covered;
}

void Run::persons_part() {
    Amounts answer{{"medfee_sumamt", medfee_},
                   {"fulamt_ownpay_amt", own_},
                   {"overlmt_selfpay", over_limit_},
                   {"preselfpay_amt", first_share_},
                   {"inscp_scp_amt", in_scope_},
                   {"rloc_preselfpay", remote_first_},
                   {"act_pay_dedc", deductible_},
                   {"hifp_pay", pool_},
                   {"hosp_part_amt", 0}};
    for (const char* field : {"hifob_pay", "hifmi_pay", "cvlserv_pay", "hifes_pay", "hifdm_pay",
                              "maf_pay", "oth_pay"}) {
        answer[field] = 0;
    }
    Q funds = pool_;
    for (std::size_t i = 0; i < scheme_->layers.size(); ++i) {
        answer[scheme_->layers[i].field] += paid_[static_cast<int>(i)];
        funds += paid_[static_cast<int>(i)];
    }
    paid_[-1] = pool_;

    const Q& balance = bill_.balance;
    const Q& family_balance = bill_.family_balance;
    Q account = 0;
    Q family = 0;
    if (balance + family_balance > 0 && account_allowed()) {
        const Q covered = covered_by_accounts();
        account = account_first_ + least(balance - account_first_, covered - account_first_);
        family = least(family_balance, covered - account);
    }
    answer["fund_pay_sumamt"] = funds;
    answer["psn_part_amt"] = medfee_ - funds;
    answer["acct_pay"] = account;
    answer["acct_mulaid_pay"] = family;
    answer["psn_cash_pay"] = medfee_ - funds - account - family;
    answer["balc"] = balance - account;
    buckets_ = answer;
}

void Run::accumulate() {
    Amounts& after = after_;
    after = bill_.cum;
    if (business_ == "inpatient" && !merged_) after["ipt_cnt"] = facts_.count();
    after[counter_name(counter_, "dedc")] += deductible_;
    after[counter_name(counter_, "scope")] += base_;
    after[counter_name(counter_, "pool")] += pool_;
    const auto count = [&](const std::string& entry) {
        after[entry + "/" + counter_name(counter_, "dedc")] += deductible_;
        after[entry + "/" + counter_name(counter_, "pool")] += pool_;
    };
    if (facts_.dates().given) count("by_month/" + date_text(date_).substr(0, 7));
    if (facts_.hospital_given) count("by_hosp/" + facts_.hospital());
    if (facts_.disease_given) count("by_dise/" + facts_.disease());
    for (const auto& [name, amount] : growth_) after[name] += amount;
}

namespace {

Q person_of(const Outcome& outcome, const Q& medfee) {
    return outcome.status == "computed" ? outcome.setlinfo.at("psn_part_amt") : medfee;
}

struct Explored {
    const Book& book;
    const Stated& stated;
    const Bill& bill;
    std::vector<Outcome> outcomes{};

    /// Carries the calculation out, again and again with each candidate of the open fact that it
    /// asks for.
    void from(const Facts& facts) {
        std::vector<Facts> candidates;
        try {
            outcomes.push_back(Run{book, bill, facts}.carry_out());
        } catch (const Open& open) {
            candidates = stated.candidates(facts, open);
        }
        for (const Facts& candidate : candidates) from(candidate);
    }
};

}  // namespace

std::set<std::string> Answer::codes() const {
    std::set<std::string> all;
    for (const Outcome& outcome : outcomes) {
        if (outcome.status == status) all.insert(outcome.code);
    }
    return all;
}

const Outcome* Answer::sole() const {
    const Outcome* found = nullptr;
    for (const Outcome& outcome : outcomes) {
        if (outcome.status != "computed") continue;
        if (found == nullptr) found = &outcome;
        if (outcome.setlinfo != found->setlinfo || outcome.cum != found->cum) return nullptr;
    }
    return found;
}

std::vector<const Outcome*> Answer::worst() const {
    std::vector<const Outcome*> all;
    for (const Outcome& outcome : outcomes) {
        if (outcome.status == "rejected" || outcome.setlinfo.at("psn_part_amt") == person_high) {
            all.push_back(&outcome);
        }
    }
    return all;
}

Answer adjudicate(const Book& book, const Json& input) {
    Answer answer;
    const auto has = [&](const std::string& status) {
        return std::any_of(answer.outcomes.begin(), answer.outcomes.end(),
                           [&](const Outcome& outcome) { return outcome.status == status; });
    };
    const Bill bill = bill_of(input);
    const Stated stated{book, input};
    Explored explored{book, stated, bill};
    explored.from(stated.facts());
    answer.outcomes = std::move(explored.outcomes);
    const Outcome& first = answer.outcomes.front();
    if (has("unknown")) {
        answer.status = "unknown";
    } else if (!has("computed")) {
        answer.status = "rejected";
    } else {
        const Q& medfee = bill.medfee;
        answer.person_low = answer.person_high = person_of(first, medfee);
        for (const Outcome& outcome : answer.outcomes) {
            answer.person_low = least(answer.person_low, person_of(outcome, medfee));
            answer.person_high = most(answer.person_high, person_of(outcome, medfee));
        }
        answer.fund_low = medfee - answer.person_high;
        answer.fund_high = medfee - answer.person_low;
        answer.status = answer.person_low == answer.person_high ? "computed" : "range";
    }
    return answer;
}

}  // namespace reference
