#include <algorithm>

#include "tests/reference/run.h"

/// Steps 1 to 7 of docs/domain/calculation.md.
namespace reference {
namespace {

const std::vector<std::string> kBusinesses{"inpatient", "outpatient",   "chronic",
                                           "pharmacy",  "dual_channel", "maternity"};

}  // namespace

void Run::lines() {
    if (!input_.contains("feedetail")) {
        const Json& fee = input_.at("fee");
        const auto part = [&](const std::string& key) {
            return fee.contains(key) ? fen(fee[key]) : Q{0};
        };
        medfee_ = part("medfee_sumamt");
        first_share_ = part("preselfpay_amt");
        over_limit_ = part("overlmt_selfpay");
        in_scope_ = fee.size() == 1 ? medfee_ : part("inscp_scp_amt");
        own_ = medfee_ - first_share_ - over_limit_ - in_scope_;
        return;
    }
    const bool insured_catalogue =
        word(direct() ? "catalogue_direct" : "catalogue_manual") == "insured";
    for (const Json& one : input_["feedetail"]) line(one, insured_catalogue);
}

void Run::line(const Json& line, bool insured_catalogue) {
    const Q amount = fen(line.at("det_item_fee_sumamt"));
    const Json& attributes = insured_catalogue && line.contains("insured") ? line["insured"] : line;
    medfee_ += amount;
    const std::string grade = attributes.value("chrgitm_lv", "03");
    const auto restricted = [&] {
        const Json flag = attributes.value("lmt_used_flag", Json{});
        return flag == 1 || flag == "1" || flag == true;
    };
    if (grade == "03" || restricted()) {
        own_ += amount;
        return;
    }
    Q over = 0;
    if (attributes.contains("pric_uplmt_amt")) {
        const Q limit = fen(attributes["pric_uplmt_amt"]);
        const Q price = fen(line.at("pric"));
        if (limit != 99999900 && limit < price) {
            over = least(amount, half_up((price - limit) * decimal(line.at("cnt"))));
        }
    }
    const Q share =
        attributes.contains("selfpay_prop") ? decimal(attributes["selfpay_prop"]) : Q{0};
    const Q first = half_up((amount - over) * share);
    over_limit_ += over;
    first_share_ += first;
    in_scope_ += amount - over - first;
}

void Run::first_pay() {
    base_ = in_scope_;
    const Json rate = value("first_pay");
    if (rate == "none" || word("first_pay_order") != "before_deductible") return;
    remote_first_ = half_up(in_scope_ * decimal(rate));
    base_ -= remote_first_;
}

bool Run::account_allowed() {
    if (input_.contains("use_acct") && (input_["use_acct"] == false || input_["use_acct"] == 0))
        return false;
    return !remote() || word("account_remote") == "allowed";
}

void Run::account_first() {
    if (amount("balc") == 0 || !account_allowed() || value("account_first") != true) return;
    account_first_ = least(amount("balc"), base_);
    base_ -= account_first_;
}

Q Run::nth(Q standard) {
    const int n = facts_.count;
    if (n < 2 || !stay()) return standard;
    const Json rule = value("deductible_nth");
    if (rule == "none") return standard;
    if (rule.contains("factor")) return half_up(standard * decimal(rule["factor"]));
    const Q floor = least(rule.contains("floor") ? fen(rule["floor"]) : Q{0}, standard);
    if (rule.contains("minus")) return most(floor, standard - fen(rule["minus"]) * (n - 1));
    if (rule.contains("minus_share")) {
        return most(floor, standard - half_up(standard * decimal(rule["minus_share"]) * (n - 1)));
    }
    return rule.at("falling") == "lowest" ? floor : standard;
}

Q Run::merged(const Q& standard) {
    if (!facts_.previous || !stay()) return standard;
    const Previous& stay = *facts_.previous;
    std::string parameter = "merge_interim";
    if (stay.relation == "transfer") {
        const Json days = value("merge_within_days");
        if (days != "none" && stay.end && facts_.begin - *stay.end > days.get<int>())
            return standard;
        const std::vector<std::string> order{"primary", "secondary", "tertiary", "top"};
        const auto position = [&](const std::string& name) {
            return std::find(order.begin(), order.end(), name);
        };
        const auto before = position(own_level(stay.hosp_lv, false));
        const auto now = position(own_level(facts_.hosp_lv, true));
        parameter = before < now    ? "merge_transfer_up"
                    : before == now ? "merge_transfer_same"
                                    : "merge_transfer_down";
    }
    const std::string rule = word(parameter);
    if (rule == "new") return standard;
    merged_ = true;
    if (rule == "none") return 0;
    return most(0, standard - (stay.dedc ? *stay.dedc : standard));
}

Q Run::month_sum(const std::string& member, int months) const {
    const std::string text = date_text(date_);
    const int month = std::stoi(text.substr(5, 2));
    const int first = (month - 1) / months * months + 1;
    Q sum = 0;
    for (int one = first; one < first + months; ++one) {
        const std::string name = text.substr(0, 5) + (one < 10 ? "0" : "") + std::to_string(one);
        sum += cum("by_month/" + name + "/" + counter_name(counter_, member));
    }
    return sum;
}

Q Run::left_of(const Q& standard) {
    const std::string way = word("deductible_way");
    const Q counted = counter("dedc");
    const Q counted_here =
        facts_.hospital_given
            ? cum("by_hosp/" + facts_.hospital + "/" + counter_name(counter_, "dedc"))
            : Q{0};
    Q left = standard;
    if (way == "per_year" || way == "yearly_top_up") left = most(0, standard - counted);
    if (way == "per_hospital_year") left = most(0, standard - counted_here);
    if (way == "per_month") left = most(0, standard - month_sum("dedc", 1));
    if (way == "per_quarter") left = most(0, standard - month_sum("dedc", 3));
    const Json limit = value("deductible_limit");
    if (limit != "none") left = least(left, most(0, fen(limit) - counted));
    return left;
}

void Run::deductible() {
    if (word("deductible_way") == "none") {
        (void)merged(0);  // Whether it is the same admission still counts.
        return;
    }
    Q standard;
    const Json rule = value("deductible");
    if (rule.is_object()) {
        standard = half_up(base_ * decimal(rule.at("percent")));
        if (rule.contains("min")) standard = most(standard, fen(rule["min"]));
        if (rule.contains("max")) standard = least(standard, fen(rule["max"]));
    } else {
        standard = fen(rule);
    }
    standard = nth(standard);
    standard = half_up(standard * decimal(value("deductible_factor")));
    const Json days = stay() ? value("deductible_again_days") : Json("none");
    if (days != "none") {
        const int length = std::max(1, facts_.end - facts_.begin);
        standard *= 1 + (length - 1) / days.get<int>();
    }
    standard_left_ = left_of(merged(standard));
}

Bands Run::pool_bands() {
    Bands bands = bands_of(value("ratio"));
    const Json adjust = value("ratio_adjust");
    const Json remote_change = state_ == "local" ? Json("none") : remote_rule();
    for (Band& band : bands) {
        band.ratio = adjusted(band.ratio, adjust);
        if (remote_change.is_object() && remote_change.contains("points")) {
            band.ratio = most(0, band.ratio - decimal(remote_change["points"]));
        }
        if (remote_change.is_object() && remote_change.contains("factor")) {
            band.ratio *= decimal(remote_change["factor"]);
        }
    }
    return bands;
}

std::optional<Q> Run::limit_left() {
    std::optional<Q> left;
    const auto also = [&](const Json& limit, const Q& used) {
        if (limit == "none") return;
        const Q rest = most(0, fen(limit) - used);
        left = left ? least(*left, rest) : rest;
    };
    if (word("cap_basis") == "fund_paid") {
        const Json cap = value("cap");
        const bool joint = word("cap_counts") == "joint";
        also(cap, joint ? paid_for(kBusinesses) : counter("pool"));
    }
    also(value("cap_visit"), 0);
    also(value("cap_month"), month_sum("pool", 1));
    also(value("cap_quarter"), month_sum("pool", 3));
    also(value("disease_limit"), disease_sum());
    return left;
}

/// What the fund has paid for the codes of this disease's group; an open disease has no counter.
Q Run::disease_sum() const {
    if (!facts_.disease_given) return 0;
    std::set<std::string> same{facts_.disease};
    for (const auto& [group, codes] : book_.frame().disease_groups) {
        const bool here = std::find(codes.begin(), codes.end(), facts_.disease) != codes.end();
        if (here) same.insert(codes.begin(), codes.end());
    }
    Q sum = 0;
    for (const std::string& code : same) {
        sum += cum("by_dise/" + code + "/" + counter_name(counter_, "pool"));
    }
    return sum;
}

void Run::pool() {
    Q counted_base = base_;
    if (word("cap_basis") == "in_scope") {
        const Json cap = value("cap");
        if (cap != "none") counted_base = least(base_, most(0, fen(cap) - counter("scope")));
    }
    over_cap_exact_ = base_ - counted_base;
    deductible_ = least(counted_base, standard_left_);
    Q above = counted_base - deductible_;
    const Json rate = value("first_pay");
    if (rate != "none" && word("first_pay_order") == "after_deductible") {
        remote_first_ = half_up(above * decimal(rate));
        above -= remote_first_;
    }
    net_ = above + over_cap_exact_;
    if (above > 0) pay(counted_base, above);
}

/// Steps 4 to 7 for the cost `above` the deductible.
void Run::pay(const Q& counted_base, const Q& above) {
    const bool yearly = word("band_count") == "per_year";
    const Q year = yearly ? counter("scope") : Q{0};
    const Q year_deductible = yearly ? counter("dedc") : Q{0};
    const bool gross = word("band_basis") == "gross";
    const Q start = gross ? year + counted_base - above : most(0, year - year_deductible);

    const Bands bands = pool_bands();
    const std::string mode = word("rounding_mode");
    const bool per_band = word("rounding_place") == "per_band";
    pool_ = 0;
    for (const Band& band : bands) {
        const Q part = value_between({band}, start, start + above);
        pool_ += per_band ? rounded(part, mode) : part;
        if (value_between({{band.low, band.up, 1}}, start, start + above) > 0) ratio_ = band.ratio;
    }
    if (!per_band) pool_ = rounded(pool_, mode);

    const Json floor = value("floor");
    Q floor_rate = 0;
    Q floor_before = 0;  // What the floor's base holds besides the cost above the deductible.
    if (floor != "none") {
        floor_rate = decimal(floor);
        if (word("floor_base") == "in_scope") floor_before = counted_base - above;
        pool_ = least(above, most(pool_, rounded((above + floor_before) * floor_rate, mode)));
    }
    const std::optional<Q> limit = pool_ > 0 ? limit_left() : std::nullopt;
    if (limit && pool_ > *limit) {
        std::optional<Q> cost = length_for(bands, start, *limit);
        if (floor_rate > 0) {
            const Q by_floor = most(0, *limit / floor_rate - floor_before);
            cost = cost ? least(*cost, by_floor) : by_floor;
        }
        if (cost) over_cap_exact_ += most(0, above - *cost);
        pool_ = *limit;
    }
    if (pool_ == 0) ratio_ = 0;
}

}  // namespace reference
