#include "domain/adjudication/internal/evaluation.h"

/// Step 1: each line's own expense, excess over the price limit, first-pay and in-scope part; or
/// the totals as given.
namespace yidi::adjudication {

using policy::CatalogueOwner;
using policy::Parameter;

namespace {

struct LineResult {
    Amount amount;
    Amount own;
    Amount over;
    Amount pre;
    Amount in_scope;
};

// Over the limit counts the difference of the prices for the whole quantity, never more than the
// line.
Amount over_limit(Tape& tape, const Line& line, const LineAttributes& attributes, Amount amount,
                  std::int16_t number) {
    if (!attributes.pric_uplmt_amt || line.pric <= *attributes.pric_uplmt_amt) {
        return {};
    }
    const UnitPrice excess =
        UnitPrice::from_microyuan(line.pric.microyuan() - attributes.pric_uplmt_amt->microyuan());
    const Money raw = yidi::amount(excess, line.cnt, Rounding::half_up);
    if (raw > amount.value) {
        return tape.record({.step = Step::line_over, .number = number}, Op::sum,
                           {Tape::operand(amount)}, amount.value);
    }
    return tape.record_rounded(
        {.step = Step::line_over, .number = number}, Op::over_limit,
        {Operand{Operand::Kind::price, line.pric.microyuan(), 1},
         Operand{Operand::Kind::price, attributes.pric_uplmt_amt->microyuan(), 1},
         Operand{Operand::Kind::quantity, line.cnt.ten_thousandths(), 1}},
        Rounding::half_up, raw);
}

LineResult split(Tape& tape, const Line& line, const LineAttributes& attributes,
                 std::int16_t number) {
    LineResult result;
    result.amount =
        tape.given({.step = Step::line_amount, .number = number}, line.det_item_fee_sumamt);
    const bool in_class = attributes.chrgitm_lv == "01" || attributes.chrgitm_lv == "02";
    if (!in_class || attributes.lmt_used_flag) {
        result.own = tape.record({.step = Step::line_ownpay, .number = number}, Op::sum,
                                 {Tape::operand(result.amount)}, result.amount.value);
        return result;
    }
    result.over = over_limit(tape, line, attributes, result.amount, number);
    if (attributes.selfpay_prop > Rate{}) {
        Amount below = result.amount;
        if (result.over.value > Money{}) {
            below = tape.minus({.step = Step::line_within, .number = number}, result.amount,
                               result.over);
        }
        result.pre = tape.times({.step = Step::line_preselfpay, .number = number}, below,
                                Share{Ratio{attributes.selfpay_prop}, -1}, Rounding::half_up);
    }
    result.in_scope = tape.record(
        {.step = Step::line_inscope, .number = number}, Op::subtract,
        {Tape::operand(result.amount), Tape::operand(result.over), Tape::operand(result.pre)},
        result.amount.value - result.over.value - result.pre.value);
    return result;
}

}  // namespace

Go Evaluation::bill() {
    if (!in_.feedetail.empty()) {
        return lines();
    }
    totals();
    return Go::on;
}

void Evaluation::totals() {
    const Fee& fee = in_.fee;
    medfee = tape.given({.step = Step::medfee_sumamt}, fee.medfee_sumamt);
    if (fee.only_total) {
        assume({.kind = AssumptionKind::only_total_in_scope, .amount = fee.medfee_sumamt});
        own = {};
        over = {};
        pre = {};
        in_scope = tape.record({.step = Step::inscp_scp_amt}, Op::sum, {Tape::operand(medfee)},
                               medfee.value);
        return;
    }
    over = tape.given({.step = Step::overlmt_selfpay}, fee.overlmt_selfpay);
    pre = tape.given({.step = Step::preselfpay_amt}, fee.preselfpay_amt);
    in_scope = tape.given({.step = Step::inscp_scp_amt}, fee.inscp_scp_amt);
    const Money own_value =
        fee.medfee_sumamt - fee.overlmt_selfpay - fee.preselfpay_amt - fee.inscp_scp_amt;
    own = tape.record(
        {.step = Step::fulamt_ownpay_amt}, Op::subtract,
        {Tape::operand(medfee), Tape::operand(over), Tape::operand(pre), Tape::operand(in_scope)},
        own_value);
    if (own_value > fee.fulamt_ownpay_amt) {
        assume({.kind = AssumptionKind::rest_is_own_expense,
                .amount = own_value - fee.fulamt_ownpay_amt});
    }
}

Go Evaluation::lines() {
    const Parameter owner_rule = in_.catalog == Catalog::treating ? Parameter::catalogue_direct
                                                                  : Parameter::catalogue_manual;
    CatalogueOwner owner = CatalogueOwner::treating;
    const CatalogueOwner usual =
        in_.catalog == Catalog::treating ? CatalogueOwner::treating : CatalogueOwner::insured;
    if (word(owner_rule, usual, owner) == Go::stop) {
        return Go::stop;
    }
    const std::int64_t mark = tape.mark();
    std::int64_t missing = 0;
    std::array<Money, 5> sums;
    out->feedetail.resize(in_.feedetail.size());
    for (std::size_t i = 0; i < in_.feedetail.size(); ++i) {
        const Line& line = in_.feedetail[i];
        const bool wants_insured = owner == CatalogueOwner::insured;
        missing += wants_insured && !line.insured ? 1 : 0;
        const LineAttributes& attributes =
            wants_insured && line.insured ? *line.insured : line.treating;
        const LineResult result = split(tape, line, attributes, static_cast<std::int16_t>(i));
        sums[0] += result.amount.value;
        sums[1] += result.own.value;
        sums[2] += result.over.value;
        sums[3] += result.pre.value;
        sums[4] += result.in_scope.value;
        out->feedetail[i] = {.fulamt_ownpay_amt = result.own.value,
                             .overlmt_amt = result.over.value,
                             .preselfpay_amt = result.pre.value,
                             .inscp_scp_amt = result.in_scope.value};
    }
    if (missing > 0) {
        assume({.kind = AssumptionKind::insured_attributes_missing, .number = missing});
    }
    const auto sum = [&](Step total, Step part, Money value) {
        return tape.record({.step = total}, Op::sum_range,
                           {Tape::number(static_cast<std::int64_t>(part)), Tape::number(mark)},
                           value);
    };
    own = sum(Step::fulamt_ownpay_amt, Step::line_ownpay, sums[1]);
    over = sum(Step::overlmt_selfpay, Step::line_over, sums[2]);
    pre = sum(Step::preselfpay_amt, Step::line_preselfpay, sums[3]);
    in_scope = sum(Step::inscp_scp_amt, Step::line_inscope, sums[4]);
    medfee = tape.record(
        {.step = Step::medfee_sumamt}, Op::sum,
        {Tape::operand(own), Tape::operand(over), Tape::operand(pre), Tape::operand(in_scope)},
        sums[0]);
    return Go::on;
}

}  // namespace yidi::adjudication
