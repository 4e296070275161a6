#include "app/internal/figures.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

#include "app/check_published.h"
#include "domain/explain/labels.h"
#include "domain/policy/policy.h"

namespace yidi::app::internal {
namespace {

using adjudication::Answer;
using adjudication::Entry;
using adjudication::Op;
using adjudication::Operand;
using adjudication::Setlinfo;
using adjudication::Step;

struct Field {
    std::string_view name;
    Money Setlinfo::*member;
};
constexpr std::array<Field, 14> kFields{{
    {"medfee_sumamt", &Setlinfo::medfee_sumamt},
    {"fulamt_ownpay_amt", &Setlinfo::fulamt_ownpay_amt},
    {"overlmt_selfpay", &Setlinfo::overlmt_selfpay},
    {"preselfpay_amt", &Setlinfo::preselfpay_amt},
    {"inscp_scp_amt", &Setlinfo::inscp_scp_amt},
    {"rloc_preselfpay", &Setlinfo::rloc_preselfpay},
    {"act_pay_dedc", &Setlinfo::act_pay_dedc},
    {"fund_pay_sumamt", &Setlinfo::fund_pay_sumamt},
    {"hosp_part_amt", &Setlinfo::hosp_part_amt},
    {"psn_part_amt", &Setlinfo::psn_part_amt},
    {"acct_pay", &Setlinfo::acct_pay},
    {"acct_mulaid_pay", &Setlinfo::acct_mulaid_pay},
    {"psn_cash_pay", &Setlinfo::psn_cash_pay},
    {"balc", &Setlinfo::balc},
}};
constexpr std::array<std::string_view, 8> kLayerIds{"large", "serious", "civil",    "enterprise",
                                                    "aid",   "tilt",    "disabled", "other"};

std::optional<Step> parse_step(std::string_view name) {
    for (std::size_t i = 0; i < adjudication::kStepCount; ++i) {
        if (explain::name(static_cast<Step>(i)) == name) return static_cast<Step>(i);
    }
    return std::nullopt;
}

constexpr std::array<Step, 7> kRatioSteps{
    Step::first_pay_rate, Step::deductible_rate, Step::band_ratio, Step::band_adjusted,
    Step::band_remote,    Step::floor_rate,      Step::layer_ratio};

/// What a name asks for in the trace. `layer` −1: the pooled fund's own steps.
struct Wanted {
    Step step = Step::base;
    std::int8_t layer = -1;
    std::optional<std::int16_t> number;
};

std::optional<std::int8_t> layer_index(const Answer& answer, std::string_view id) {
    const policy::CompiledScheme* scheme = answer.outcome.scheme;
    if (scheme == nullptr || scheme->scheme == nullptr) return std::nullopt;
    const auto& layers = scheme->scheme->layers;
    const auto found = std::ranges::find(layers, id, &policy::Layer::id);
    if (found == layers.end()) return std::nullopt;
    return static_cast<std::int8_t>(found - layers.begin());
}

bool matches(const Entry& entry, const Wanted& wanted) {
    return entry.step == wanted.step && entry.layer == wanted.layer &&
           (!wanted.number || entry.number == *wanted.number);
}

/// The last entry that matches: where a step is carried out twice, the second time decides.
std::int64_t find_entry(const Answer& answer, const Wanted& wanted) {
    const auto entries = answer.trace.entries();
    for (std::size_t i = entries.size(); i-- > 0;) {
        if (matches(entries[i], wanted)) return static_cast<std::int64_t>(i);
    }
    return -1;
}

Figure amount_figure(Money amount, std::int64_t entry) {
    return {.is_ratio = false, .amount = amount, .num = 0, .den = 1, .entry = entry};
}

std::optional<Figure> of_entry(const Answer& answer, std::int64_t index) {
    if (index < 0) return std::nullopt;
    const Entry& entry = answer.trace.entries()[static_cast<std::size_t>(index)];
    if (entry.is_ratio) {
        return Figure{.is_ratio = true,
                      .amount = {},
                      .num = entry.out_num,
                      .den = entry.out_den,
                      .entry = index};
    }
    // A fraction of a fen is not a figure that a page states in yuan.
    if (entry.out_den != 1) return std::nullopt;
    return amount_figure(Money::from_fen(static_cast<std::int64_t>(entry.out_num)), index);
}

std::vector<std::string_view> split(std::string_view name) {
    std::vector<std::string_view> parts;
    for (std::size_t at = 0;;) {
        const std::size_t point = name.find('.', at);
        parts.push_back(name.substr(at, point - at));
        if (point == std::string_view::npos) return parts;
        at = point + 1;
    }
}

/// "band_pay.2", "serious.layer_band_pay.1": the step, its layer, its number.
Result<std::optional<Figure>> find_step(const Answer& answer, std::string_view name) {
    const Error unknown{.code = ErrorCode::unknown_key,
                        .where = "/published/" + std::string{name},
                        .rule = "a field of setlinfo, a layer, or a step of the trace",
                        .remedy = "look the names up in docs/using/case-file.md",
                        .detail = "an answer has no figure of this name",
                        .source = {}};
    std::vector<std::string_view> parts = split(name);
    Wanted wanted;
    const std::string_view first = parts.front();
    const bool of_layer = std::ranges::find(kLayerIds, first) != kLayerIds.end();
    if (of_layer) parts.erase(parts.begin());
    if (parts.empty() || parts.size() > 2) return fail(unknown);
    const std::optional<Step> step = parse_step(parts.front());
    if (!step) return fail(unknown);
    wanted.step = *step;
    if (parts.size() == 2) {
        std::int16_t number = 0;
        const std::string_view digits = parts.back();
        const auto [end, error] =
            std::from_chars(digits.data(), digits.data() + digits.size(), number);
        if (error != std::errc{} || end != digits.data() + digits.size() || number < 1) {
            return fail(unknown);
        }
        wanted.number = static_cast<std::int16_t>(number - 1);
    }
    if (of_layer) {
        const auto layer = layer_index(answer, first);
        if (!layer) return std::optional<Figure>{};
        wanted.layer = *layer;
    }
    return of_entry(answer, find_entry(answer, wanted));
}

/// What the pooled fund or a layer paid.
std::optional<Figure> paid_by(const Answer& answer, std::int8_t layer) {
    for (const adjudication::Setldetail& detail : answer.outcome.setldetail) {
        if (detail.layer != layer) continue;
        const Wanted wanted{
            .step = layer < 0 ? Step::hifp_pay : Step::layer_pay, .layer = layer, .number = {}};
        return amount_figure(detail.fund_payamt, find_entry(answer, wanted));
    }
    return Figure{};  // Nobody of that name paid: 0.
}

Figure of_setlinfo(const Answer& answer, std::string_view name, Money amount) {
    Figure figure = amount_figure(amount, -1);
    if (const auto step = parse_step(name)) {
        figure.entry = find_entry(answer, {.step = *step, .layer = -1, .number = {}});
    }
    // A sum of one fund is no step of its own.
    const Money pool =
        answer.outcome.setlinfo.fund[static_cast<std::size_t>(policy::FundField::hifp_pay)];
    if (figure.entry < 0 && name == "fund_pay_sumamt" && amount == pool) {
        figure.entry = find_entry(answer, {.step = Step::hifp_pay, .layer = -1, .number = {}});
    }
    return figure;
}

/// A fund's field: the pooled fund's, or the sum of the layers that pay into it.
Figure of_fund(const Answer& answer, policy::FundField field) {
    const Money amount = answer.outcome.setlinfo.fund[static_cast<std::size_t>(field)];
    if (field == policy::FundField::hifp_pay) return of_setlinfo(answer, "hifp_pay", amount);
    Figure figure = amount_figure(amount, -1);
    const policy::CompiledScheme* scheme = answer.outcome.scheme;
    if (scheme == nullptr || scheme->scheme == nullptr) return figure;
    for (std::size_t i = 0; i < scheme->scheme->layers.size(); ++i) {
        if (scheme->scheme->layers[i].field != field) continue;
        const std::int64_t entry = find_entry(
            answer, {.step = Step::layer_pay, .layer = static_cast<std::int8_t>(i), .number = {}});
        figure.entry = std::max(figure.entry, entry);
    }
    return figure;
}

bool same_amount(const Entry& a, const Entry& b) {
    return !a.is_ratio && !b.is_ratio && a.out_num == b.out_num && a.out_den == b.out_den;
}

/// An input of the entry that has the entry's own value; −1 if none has.
std::int64_t same_input(const adjudication::Trace& trace, std::int64_t index) {
    const auto entries = trace.entries();
    const Entry& entry = entries[static_cast<std::size_t>(index)];
    for (std::size_t i = 0; i < entry.in_count; ++i) {
        const Operand& operand = entry.in[i];
        const bool is_step = operand.kind == Operand::Kind::step && entry.op != Op::sum_range;
        if (is_step && same_amount(entries[static_cast<std::size_t>(operand.a)], entry)) {
            return operand.a;
        }
    }
    if (entry.op != Op::sum_range) return -1;
    for (std::int64_t before = index; before-- > 0;) {
        const Entry& term = entries[static_cast<std::size_t>(before)];
        if (term.layer == entry.layer && term.number >= 0 && same_amount(term, entry)) {
            return before;
        }
    }
    return -1;
}

}  // namespace

std::string text_of(const Figure& figure) {
    if (!figure.is_ratio) return to_yuan(figure.amount);
    // A ratio's denominator divides a power of ten, so the digits end.
    std::string text = std::to_string(static_cast<std::int64_t>(figure.num / figure.den));
    Int128 rest = figure.num % figure.den;
    if (rest != 0) text += '.';
    constexpr int kDigitsMax = 18;
    for (int digits = 0; rest != 0 && digits < kDigitsMax; ++digits) {
        rest *= 10;
        text += static_cast<char>('0' + static_cast<int>(rest / figure.den));
        rest %= figure.den;
    }
    return text;
}

Result<std::optional<Figure>> find_figure(const Answer& answer, std::string_view name) {
    const Setlinfo& info = answer.outcome.setlinfo;
    for (const Field& field : kFields) {
        if (field.name == name) return of_setlinfo(answer, name, info.*field.member);
    }
    if (name == "pool_prop_selfpay") {
        return Figure{.is_ratio = true,
                      .amount = {},
                      .num = info.pool_prop_selfpay.num(),
                      .den = info.pool_prop_selfpay.den(),
                      .entry = -1};
    }
    if (const auto fund = policy::parse_fund_field(name)) return of_fund(answer, *fund);
    if (name == "pool") return paid_by(answer, -1);
    if (std::ranges::find(kLayerIds, name) != kLayerIds.end()) {
        const auto layer = layer_index(answer, name);
        return layer ? paid_by(answer, *layer) : Figure{};
    }
    return find_step(answer, name);
}

std::int64_t origin(const adjudication::Trace& trace, std::int64_t entry) {
    while (entry >= 0) {
        const std::int64_t before = same_input(trace, entry);
        if (before < 0 || before >= entry) break;
        entry = before;
    }
    return entry;
}

}  // namespace yidi::app::internal

namespace yidi::app {

bool states_a_ratio(std::string_view name) {
    if (name == "pool_prop_selfpay") return true;
    for (const std::string_view part : internal::split(name)) {
        const auto step = internal::parse_step(part);
        if (step) {
            return std::ranges::find(internal::kRatioSteps, *step) != internal::kRatioSteps.end();
        }
    }
    return false;
}

}  // namespace yidi::app
