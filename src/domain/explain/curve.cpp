#include "domain/explain/curve.h"

#include <algorithm>
#include <map>
#include <utility>

#include "domain/adjudication/adjudicate.h"
#include "domain/explain/internal/marks.h"

namespace yidi::explain {
namespace {

using adjudication::Answer;
using adjudication::Case;
using adjudication::Fee;
using adjudication::Status;
using internal::Mark;

/// Points of a curve whose case is settled, and of one where each point is many calculations.
constexpr std::int64_t kStepsMax = 100;
constexpr std::int64_t kStepsInRangeMax = 24;
/// Ways to answer what is open, above which kinks are not looked for.
constexpr std::size_t kWaysMax = 48;
constexpr std::size_t kKinksMax = 24;
constexpr Money kHundred = Money::from_yuan(100);

constexpr std::array<std::string_view, kAxisCount> kAxes{"medfee_sumamt", "fulamt_ownpay_amt",
                                                         "pool"};

/// A part of the bill after the total has become `to`: the same share of it, rounded down.
Money stretched(Money part, Money total, Money to) {
    return Money::from_fen(static_cast<std::int64_t>(Int128{part.fen()} * to.fen() / total.fen()));
}

Fee stretched(const Fee& fee, Money to) {
    return {.medfee_sumamt = to,
            .inscp_scp_amt = stretched(fee.inscp_scp_amt, fee.medfee_sumamt, to),
            .preselfpay_amt = stretched(fee.preselfpay_amt, fee.medfee_sumamt, to),
            .overlmt_selfpay = stretched(fee.overlmt_selfpay, fee.medfee_sumamt, to),
            .fulamt_ownpay_amt = stretched(fee.fulamt_ownpay_amt, fee.medfee_sumamt, to),
            .only_total = fee.only_total};
}

Fee with_own_expense(const Fee& fee, Money own) {
    Fee changed = fee;
    changed.fulamt_ownpay_amt = own;
    changed.inscp_scp_amt = fee.medfee_sumamt - fee.overlmt_selfpay - fee.preselfpay_amt - own;
    changed.only_total = false;
    return changed;
}

/// The least of 1, 2, 5, 10, 20, … yuan with which `length` has at most `steps` steps.
Money step_for(Money length, std::int64_t steps) {
    std::int64_t power = 100;
    for (;;) {
        for (const std::int64_t digit : {1, 2, 5}) {
            if (length.fen() / (digit * power) < steps) return Money::from_fen(digit * power);
        }
        power *= 10;
    }
}

Money rounded_up(Money amount, Money step) {
    const std::int64_t steps = (amount.fen() + step.fen() - 1) / step.fen();
    return Money::from_fen(std::min(steps * step.fen(), kInputFenMax));
}

bool has_amounts(const Answer& answer) {
    return answer.status == Status::computed || answer.status == Status::range;
}

CurvePoint point_of(Money at, const Fee& fee, const Answer& answer) {
    CurvePoint point{.at = at,
                     .in_scope = fee.only_total ? fee.medfee_sumamt : fee.inscp_scp_amt,
                     .status = answer.status,
                     .fund = {},
                     .person = {}};
    const adjudication::Setlinfo& info = answer.outcome.setlinfo;
    if (answer.status == Status::range) {
        point.fund = answer.range.fund_pay_sumamt;
        point.person = answer.range.psn_part_amt;
    } else if (answer.status == Status::computed) {
        point.fund = {info.fund_pay_sumamt, info.fund_pay_sumamt};
        point.person = {info.psn_part_amt, info.psn_part_amt};
    } else {
        point.person = {info.medfee_sumamt, info.medfee_sumamt};
    }
    return point;
}

std::size_t ways_to_answer(const Answer& answer) {
    std::size_t ways = 1;
    if (answer.status != Status::range) return ways;
    for (const adjudication::Because& open : answer.range.because) {
        ways *= std::max<std::size_t>(open.readings.size(), 1);
        if (ways > kWaysMax) return ways;
    }
    return ways;
}

class Drawer {
public:
    Drawer(const policy::Book& book, const Case& facts, const CurveAsked& asked, Language language)
        : book_{book}, facts_{facts}, asked_{asked}, axis_{asked.axis}, language_{language} {}

    Result<Curve> draw() {
        Answer now;
        YIDI_TRY_VOID(adjudication::adjudicate_into(book_, facts_, {.trace = true}, now));
        if (now.outcome.scheme != nullptr) counter_ = now.outcome.scheme->counter;
        out_.axis = axis_;
        out_.at = value_of(facts_, axis_, counter_);
        YIDI_TRY(out_.to, end());
        out_.has_kinks = ways_to_answer(now) <= kWaysMax;
        const bool is_range = now.status == Status::range;
        out_.step = step_for(out_.to, is_range ? kStepsInRangeMax : kStepsMax);
        YIDI_TRY_VOID(sample());
        if (out_.has_kinks) {
            YIDI_TRY_VOID(find_kinks());
        }
        for (const auto& [at, sample] : samples_) {
            if (sample.is_shown) out_.points.push_back(sample.point);
        }
        return std::move(out_);
    }

private:
    struct Sample {
        CurvePoint point;
        std::vector<Mark> marks;
        bool is_shown = false;
    };

    [[nodiscard]] Case changed(Money at) const {
        Case facts = facts_;
        if (axis_ == Axis::medfee_sumamt) facts.fee = stretched(facts_.fee, at);
        if (axis_ == Axis::fulamt_ownpay_amt) facts.fee = with_own_expense(facts_.fee, at);
        if (axis_ == Axis::pool) {
            if (!facts.cum) facts.cum.emplace();
            facts.cum->of(counter_).pool = at;
        }
        return facts;
    }

    /// How far the curve goes: as far as was asked, as far as the number can go, else so far that
    /// something happens.
    Result<Money> end() {
        const std::optional<Money>& asked = asked_.to;
        const Fee& fee = facts_.fee;
        if (axis_ == Axis::fulamt_ownpay_amt) {
            const Money most = fee.medfee_sumamt - fee.overlmt_selfpay - fee.preselfpay_amt;
            return asked ? std::clamp(*asked, out_.at, most) : most;
        }
        const Money least = std::max(out_.at, asked_.also.value_or(Money{}));
        if (asked) return std::max(*asked, least);
        Money far = out_.at + out_.at;
        if (axis_ == Axis::pool) {
            YIDI_TRY(far, limit_of_the_year());
        }
        far = std::max({far, least, Money::from_yuan(10'000)});
        return rounded_up(far, step_for(far, 10));
    }

    /// What the pooled fund pays in a year at most, and a tenth more, where nothing has been used.
    Result<Money> limit_of_the_year() {
        constexpr Money kWithoutLimit = Money::from_yuan(500'000);
        const Case unused = changed(Money{});
        YIDI_TRY(const Answer answer, adjudication::adjudicate(book_, unused));
        for (const adjudication::Setldetail& detail : answer.outcome.setldetail) {
            if (detail.layer != -1 || !detail.crt_payb_lmt_amt) continue;
            const Money limit = *detail.crt_payb_lmt_amt;
            return limit + Money::from_fen(limit.fen() / 10);
        }
        return kWithoutLimit;
    }

    Result<void> sample() {
        for (Money at; at < out_.to; at += out_.step) {
            YIDI_TRY_VOID(show(at));
        }
        YIDI_TRY_VOID(show(out_.to));
        if (asked_.also) {
            YIDI_TRY_VOID(show(std::clamp(*asked_.also, Money{}, out_.to)));
        }
        return show(out_.at);
    }

    Result<void> show(Money at) {
        YIDI_TRY(Sample* const sample, sample_at(at));
        sample->is_shown = true;
        return {};
    }

    Result<Sample*> sample_at(Money at) {
        const auto known = samples_.find(at);
        if (known != samples_.end()) return &known->second;
        const Case facts = changed(at);
        YIDI_TRY_VOID(
            adjudication::adjudicate_into(book_, facts, {.trace = out_.has_kinks}, scratch_));
        Sample sample{.point = point_of(at, facts.fee, scratch_), .marks = {}, .is_shown = false};
        if (has_amounts(scratch_)) sample.marks = internal::marks_of(scratch_);
        return &samples_.emplace(at, std::move(sample)).first->second;
    }

    Result<void> find_kinks() {
        std::vector<Money> values;
        values.reserve(samples_.size());
        for (const auto& [at, sample] : samples_) values.push_back(at);
        for (std::size_t i = 0; i + 1 < values.size(); ++i) {
            YIDI_TRY_VOID(between(values[i], values[i + 1]));
        }
        return {};
    }

    /// Halves the way between two values that are computed by different formulas until they are
    /// neighbours. What begins and ends again between two points is not seen.
    Result<void> between(Money low, Money high) {
        YIDI_TRY(const Sample* const first, sample_at(low));
        YIDI_TRY(const Sample* const last, sample_at(high));
        if (first->marks == last->marks || out_.kinks.size() >= kKinksMax) return {};
        constexpr Money kFen = Money::from_fen(1);
        if (high - low == kFen) return keep_kinks(low, first->marks, last->marks);
        const Money middle = Money::from_fen((low.fen() + high.fen()) / 2);
        YIDI_TRY_VOID(between(low, middle));
        return between(middle, high);
    }

    Result<void> keep_kinks(Money at, const std::vector<Mark>& before,
                            const std::vector<Mark>& after) {
        const Case facts_before = changed(at);
        const Case facts_after = changed(at + Money::from_fen(1));
        YIDI_TRY(const Answer left, adjudication::adjudicate(book_, facts_before, {.trace = true}));
        YIDI_TRY(const Answer right, adjudication::adjudicate(book_, facts_after, {.trace = true}));
        if (!internal::same_rows(left, right)) return {};
        std::vector<Mark> changes;
        std::ranges::set_symmetric_difference(before, after, std::back_inserter(changes));
        YIDI_TRY(const std::optional<Money> next, of_next_100(at));
        for (const Mark& mark : changes) {
            const bool begins = std::ranges::binary_search(after, mark);
            internal::ToldMark told = internal::tell(mark, begins ? right : left, language_);
            out_.kinks.push_back(
                {.kind = mark.kind,
                 .at = at,
                 .begins = begins,
                 .label = std::move(told.label),
                 .clause = told.rule == nullptr ? std::nullopt : clause_of(*told.rule, book_),
                 .of_next_100 = next});
        }
        return show(at);
    }

    Result<std::optional<Money>> of_next_100(Money at) {
        const bool fits = (at + kHundred).fen() <= kInputFenMax;
        if (axis_ != Axis::medfee_sumamt || !fits) return std::optional<Money>{};
        YIDI_TRY(const Sample* const here, sample_at(at));
        const Money before = here->point.fund[0];
        YIDI_TRY(const Sample* const there, sample_at(at + kHundred));
        return std::optional{there->point.fund[0] - before};
    }

    const policy::Book& book_;
    const Case& facts_;
    const CurveAsked& asked_;
    Axis axis_;
    Language language_;
    policy::Business counter_ = policy::Business::inpatient;
    Curve out_;
    std::map<Money, Sample> samples_;
    Answer scratch_;
};

}  // namespace

std::string_view name(Axis axis) {
    return kAxes.at(static_cast<std::size_t>(axis));
}

std::optional<Axis> parse_axis(std::string_view text) {
    const auto* const found = std::ranges::find(kAxes, text);
    if (found == kAxes.end()) return std::nullopt;
    return static_cast<Axis>(found - kAxes.begin());
}

std::string_view name(KinkKind kind) {
    constexpr std::array<std::string_view, 7> kNames{
        "deductible", "band", "floor", "cap", "layer", "layer_band", "layer_limit"};
    return kNames.at(static_cast<std::size_t>(kind));
}

Money value_of(const Case& facts, Axis axis, policy::Business counter) {
    switch (axis) {
        case Axis::medfee_sumamt: return facts.medfee();
        case Axis::fulamt_ownpay_amt: {
            const Fee& fee = facts.fee;
            if (fee.only_total) return {};
            return fee.medfee_sumamt - fee.overlmt_selfpay - fee.preselfpay_amt - fee.inscp_scp_amt;
        }
        case Axis::pool: return facts.cum ? facts.cum->of(counter).pool : Money{};
    }
    YIDI_ASSERT(false);
}

Result<Curve> curve(const policy::Book& book, const Case& facts, const CurveAsked& asked,
                    Language language) {
    const bool of_the_bill = asked.axis != Axis::pool;
    if (of_the_bill && (!facts.feedetail.empty() || facts.fee.medfee_sumamt == Money{})) {
        return fail(Error{.code = ErrorCode::bad_value,
                          .where = "/fee/medfee_sumamt",
                          .rule = "大于 0 的总费用",
                          .remedy = "请以 fee 填写费用合计，不填明细",
                          .detail = "没有可以改变的总费用",
                          .source = {}});
    }
    return Drawer{book, facts, asked, language}.draw();
}

}  // namespace yidi::explain
