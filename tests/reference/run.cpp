#include "tests/reference/run.h"

#include <algorithm>

namespace reference {

Run::Run(const Book& book, const Json& input, const Facts& facts)
    : book_{book}, input_{input}, facts_{facts} {
    before_ = flat_cum(input.value("cum", Json::object()));
}

Q Run::amount(const std::string& key) const {
    return input_.contains(key) ? fen(input_[key]) : Q{0};
}

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
        if (facts_.dates_given) outcome.benefit_year = benefit_year();
        outcome.undo_rule = word("undo_rule");
        outcome.status = "computed";
    } catch (const Stop& stop) {
        outcome.status = stop.status;
        outcome.code = stop.code;
        outcome.read = seen_;
        return outcome;
    }
    outcome.ratio = ratio_;
    outcome.read = seen_;
    outcome.setlinfo = buckets_;
    outcome.cum = before_;
    for (const auto& [layer, amount] : paid_) {
        if (amount != 0) outcome.paid[layer] = amount;
    }
    std::erase_if(outcome.cum, [](const auto& entry) { return entry.second == 0; });
    return outcome;
}

Q Run::covered_by_accounts() {
    Q covered = account_first_;
    const Json covers = value("account_covers");
    for (const Json& name : covers.is_array() ? covers : Json::array({covers})) {
        if (name == "in_scope_self") {
            covered += buckets_["over_cap"] + buckets_["coinsurance"] + buckets_["deductible"];
        } else {
            covered += buckets_[name.get<std::string>()];
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

    const Q balance = amount("balc");
    const Q family_balance = amount("mulaid_balc");
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
    Amounts after = before_;
    if (business_ == "inpatient" && !merged_) after["ipt_cnt"] = facts_.count;
    after[counter_name(counter_, "dedc")] += deductible_;
    after[counter_name(counter_, "scope")] += base_;
    after[counter_name(counter_, "pool")] += pool_;
    const auto count = [&](bool given, const std::string& entry) {
        if (!given) return;
        after[entry + "/" + counter_name(counter_, "dedc")] += deductible_;
        after[entry + "/" + counter_name(counter_, "pool")] += pool_;
    };
    count(facts_.dates_given, "by_month/" + date_text(date_).substr(0, 7));
    count(facts_.hospital_given, "by_hosp/" + facts_.hospital);
    count(facts_.disease_given, "by_dise/" + facts_.disease);
    for (const auto& [name, amount] : growth_) after[name] += amount;
    before_ = after;
}

std::string counter_name(const std::string& business, const std::string& member) {
    if (business == "inpatient") return member;
    if (business == "outpatient") return "otp_" + member;
    return "by_business/" + business + "/" + member;
}

Amounts flat_cum(const Json& cum) {
    Amounts flat;
    for (const auto& [key, value] : cum.items()) {
        if (key == "ipt_cnt") {
            flat[key] = decimal(value);
        } else if (!value.is_object()) {
            flat[key] = fen(value);
        } else {
            for (const auto& [name, amount] : flat_cum(value)) flat[key + "/" + name] = amount;
        }
    }
    return flat;
}

Json nested_cum(const Amounts& cum) {
    Json nested = Json::object();
    const auto yuan = [](const Q& amount) {
        const Q whole = whole_below(amount / 100);
        const Q rest = amount - whole * 100;
        return whole.get_str() + "." + (rest < 10 ? "0" : "") + rest.get_str();
    };
    for (const auto& [name, amount] : cum) {
        const Json::json_pointer place{"/" + name};
        nested[place] = name == "ipt_cnt" ? Json(amount.get_num().get_si()) : Json(yuan(amount));
    }
    return nested;
}

namespace {

Q person_of(const Outcome& outcome, const Q& medfee) {
    return outcome.status == "computed" ? outcome.setlinfo.at("psn_part_amt") : medfee;
}

/// The whole bill, for outcomes without amounts.
Q whole_bill(const Json& input) {
    if (!input.contains("feedetail")) return fen(input.at("fee").at("medfee_sumamt"));
    Q sum = 0;
    for (const Json& line : input["feedetail"]) sum += fen(line.at("det_item_fee_sumamt"));
    return sum;
}

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
        if (outcome.status == "rejected" || outcome.setlinfo.at("psn_part_amt") == person_high)
            all.push_back(&outcome);
    }
    return all;
}

Answer adjudicate(const Book& book, const Json& input) {
    Answer answer;
    const auto has = [&](const std::string& status) {
        return std::any_of(answer.outcomes.begin(), answer.outcomes.end(),
                           [&](const Outcome& outcome) { return outcome.status == status; });
    };
    for (const Facts& facts : complete_facts(book, input))
        answer.outcomes.push_back(Run{book, input, facts}.carry_out());
    const Outcome& first = answer.outcomes.front();
    if (has("unknown")) {
        answer.status = "unknown";
    } else if (!has("computed")) {
        answer.status = "rejected";
    } else {
        const Q medfee = whole_bill(input);
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
