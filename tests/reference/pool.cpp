#include <algorithm>
#include <set>

#include "tests/reference/run.h"

/// Steps 1 to 7 of docs/domain/calculation.md.
namespace reference {
namespace {

const std::vector<std::string> kBusinesses{"inpatient", "outpatient",   "chronic",
                                           "pharmacy",  "dual_channel", "maternity"};
const Value kNone{"none", {}, {}, {}};

}  // namespace

void Run::lines() {
    medfee_ = bill_.medfee;
    if (!bill_.by_lines) {
        first_share_ = bill_.first_share;
        over_limit_ = bill_.over_limit;
        in_scope_ = bill_.in_scope;
        own_ = medfee_ - first_share_ - over_limit_ - in_scope_;
        return;
    }
    const bool insured_catalogue =
        word(bill_.direct ? "catalogue_direct" : "catalogue_manual") == "insured";
    for (const Line& one : bill_.lines) line(one, insured_catalogue);
}

void Run::line(const Line& line, bool insured_catalogue) {
    const LineAttributes& attributes = insured_catalogue && line.insured ? *line.insured : line.own;
    if (attributes.grade == "03" || attributes.restricted) {
        own_ += line.amount;
        return;
    }
    Q over = 0;
    if (attributes.limit && *attributes.limit < line.price) {
        over = least(line.amount, half_up((line.price - *attributes.limit) * line.count));
    }
    const Q first = half_up((line.amount - over) * attributes.share);
    over_limit_ += over;
    first_share_ += first;
    in_scope_ += line.amount - over - first;
}

void Run::first_pay() {
    base_ = in_scope_;
    const Value& rate = value("first_pay");
    if (rate.is("none") || word("first_pay_order") != "before_deductible") return;
    remote_first_ = half_up(in_scope_ * decimal(rate));
    base_ -= remote_first_;
}

bool Run::account_allowed() {
    if (!bill_.use_account) return false;
    return !remote() || word("account_remote") == "allowed";
}

void Run::account_first() {
    if (bill_.balance == 0 || !account_allowed() || word("account_first") != "true") return;
    account_first_ = least(bill_.balance, base_);
    base_ -= account_first_;
}

Q Run::nth(Q standard) {
    if (!stay()) return standard;
    const int n = facts_.count();
    if (n < 2) return standard;
    const Value& rule = value("deductible_nth");
    if (rule.is("none")) return standard;
    if (rule.has("factor")) return half_up(standard * decimal(rule.part("factor")));
    const Q floor = least(rule.has("floor") ? fen(rule.part("floor")) : Q{0}, standard);
    if (rule.has("minus")) return most(floor, standard - fen(rule.part("minus")) * (n - 1));
    if (rule.has("minus_share")) {
        const Q less = half_up(standard * decimal(rule.part("minus_share")) * (n - 1));
        return most(floor, standard - less);
    }
    return rule.part("falling").is("lowest") ? floor : standard;
}

Q Run::merged(const Q& standard) {
    const Previous& before = facts_.previous;
    if (before.relation.empty() || !stay()) return standard;
    std::string parameter = "merge_interim";
    if (before.relation == "transfer") {
        const Value& days = value("merge_within_days");
        if (days.number && before.end && facts_.dates().given &&
            facts_.dates().begin - *before.end > *days.number) {
            return standard;
        }
        const std::vector<std::string> order{"primary", "secondary", "tertiary", "top"};
        const auto position = [&](const std::string& name) {
            return std::find(order.begin(), order.end(), name);
        };
        const auto from = position(own_level(before.hosp_lv(), false));
        const auto to = position(own_level(facts_.hosp_lv(), true));
        parameter = from < to    ? "merge_transfer_up"
                    : from == to ? "merge_transfer_same"
                                 : "merge_transfer_down";
    }
    const std::string& rule = word(parameter);
    if (rule == "new") return standard;
    merged_ = true;
    if (rule == "none") return 0;
    return most(0, standard - before.dedc().value_or(standard));
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
    const std::string& way = word("deductible_way");
    const Q counted = counter("dedc");
    const Q counted_here =
        facts_.hospital_given
            ? cum("by_hosp/" + facts_.hospital() + "/" + counter_name(counter_, "dedc"))
            : Q{0};
    Q left = standard;
    if (way == "per_year" || way == "yearly_top_up") left = most(0, standard - counted);
    if (way == "per_hospital_year") left = most(0, standard - counted_here);
    if (way == "per_month") left = most(0, standard - month_sum("dedc", 1));
    if (way == "per_quarter") left = most(0, standard - month_sum("dedc", 3));
    const Value& limit = value("deductible_limit");
    if (limit.number) left = least(left, most(0, fen(limit) - counted));
    return left;
}

void Run::deductible() {
    if (word("deductible_way") == "none") {
        (void)merged(0);  // Whether it is the same admission still counts.
        return;
    }
    Q standard;
    const Value& rule = value("deductible");
    if (rule.has("percent")) {
        standard = half_up(base_ * decimal(rule.part("percent")));
        if (rule.has("min")) standard = most(standard, fen(rule.part("min")));
        if (rule.has("max")) standard = least(standard, fen(rule.part("max")));
    } else {
        standard = fen(rule);
    }
    standard = nth(standard);
    standard = half_up(standard * decimal(value("deductible_factor")));
    const std::optional<Q> days =
        stay() ? value("deductible_again_days").number : std::optional<Q>{};
    if (days) {
        const int length = std::max(1, facts_.dates().end - facts_.dates().begin);
        standard *= 1 + whole_below((length - 1) / *days);
    }
    standard_left_ = left_of(merged(standard));
}

Bands Run::pool_bands() {
    Bands bands = bands_of(value("ratio"));
    const Value& adjust = value("ratio_adjust");
    const Value& remote_change = state_ == "local" ? kNone : remote_rule();
    for (Band& band : bands) {
        band.ratio = adjusted(band.ratio, adjust);
        if (remote_change.has("points")) {
            band.ratio = most(0, band.ratio - decimal(remote_change.part("points")));
        }
        if (remote_change.has("factor")) band.ratio *= decimal(remote_change.part("factor"));
    }
    return bands;
}

std::optional<Q> Run::limit_left() {
    std::optional<Q> left;
    const auto also = [&](const Value& limit, const Q& used) {
        if (!limit.number) return;
        const Q rest = most(0, fen(limit) - used);
        left = left ? least(*left, rest) : rest;
    };
    if (word("cap_basis") == "fund_paid") {
        const Value& cap = value("cap");
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
    const std::string& disease = facts_.disease();
    std::set<std::string> same{disease};
    for (const auto& [group, codes] : book_.frame().disease_groups) {
        const bool here = std::find(codes.begin(), codes.end(), disease) != codes.end();
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
        const Value& cap = value("cap");
        if (cap.number) counted_base = least(base_, most(0, fen(cap) - counter("scope")));
    }
    over_cap_exact_ = base_ - counted_base;
    deductible_ = least(counted_base, standard_left_);
    Q above = counted_base - deductible_;
    const Value& rate = value("first_pay");
    if (rate.number && word("first_pay_order") == "after_deductible") {
        remote_first_ = half_up(above * decimal(rate));
        above -= remote_first_;
    }
    net_ = above + over_cap_exact_;
    if (above > 0) pay(counted_base, above);
}

/// Steps 4 and 5: what the bands pay of the cost.
void Run::pay_bands(const Bands& bands, const Q& start, const Q& above, const std::string& mode) {
    const bool per_band = word("rounding_place") == "per_band";
    pool_ = 0;
    for (const Band& band : bands) {
        const Q part = value_between({band}, start, start + above);
        pool_ += per_band ? rounded(part, mode) : part;
        if (value_between({{band.low, band.up, 1}}, start, start + above) > 0) ratio_ = band.ratio;
    }
    if (!per_band) pool_ = rounded(pool_, mode);
}

/// Steps 4 to 7 for the cost `above` the deductible.
void Run::pay(const Q& counted_base, const Q& above) {
    const bool yearly = word("band_count") == "per_year";
    const Q year = yearly ? counter("scope") : Q{0};
    const Q year_deductible = yearly ? counter("dedc") : Q{0};
    const bool gross = word("band_basis") == "gross";
    const Q start = gross ? year + counted_base - above : most(0, year - year_deductible);

    const Bands bands = pool_bands();
    const std::string& mode = word("rounding_mode");
    pay_bands(bands, start, above, mode);

    const Value& floor = value("floor");
    Q floor_rate = 0;
    Q floor_before = 0;  // What the floor's base holds besides the cost above the deductible.
    if (floor.number) {
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
