#include "domain/reconciliation/row.h"

#include "base/int128.h"

namespace yidi::reconciliation {
namespace {

constexpr std::array<std::string_view, kAmountCount> kNames{
    "medfee_sumamt", "fund_pay_sumamt", "hifp_pay",        "cvlserv_pay",  "hifes_pay",
    "hifmi_pay",     "hifob_pay",       "hifdm_pay",       "maf_pay",      "oth_pay",
    "hosp_part_amt", "acct_pay",        "acct_mulaid_pay", "psn_cash_pay", "psn_part_amt"};

}  // namespace

std::string_view name(Amount amount) {
    return kNames.at(static_cast<std::size_t>(amount));
}

std::array<Amount, kAmountCount> amounts() {
    std::array<Amount, kAmountCount> all{};
    for (std::size_t i = 0; i < kAmountCount; ++i) all[i] = static_cast<Amount>(i);
    return all;
}

Amounts Amounts::negated() const {
    Amounts out;
    for (const Amount which : amounts()) {
        if (tells(which)) out.tell(which, -amounts_[index(which)]);
    }
    return out;
}

std::string to_string(Month month) {
    return std::to_string(month.year) + (month.month < 10 ? "-0" : "-") +
           std::to_string(month.month);
}

void set_state(Row& row, bool is_marked) {
    const Money total = row.amounts.total();
    const bool names_another = !row.reverses.empty() && row.reverses != row.setl_id;
    if (total < Money{} || (is_marked && (names_another || total == Money{}))) {
        row.state = State::reversal;
        if (total > Money{}) row.amounts = row.amounts.negated();
        return;
    }
    row.state = is_marked ? State::reversed : State::standing;
}

Result<Amounts> sum_of(std::span<const Row> rows) {
    Amounts sums;
    for (const Amount which : amounts()) {
        Int128 fen = 0;
        bool is_told = false;
        for (const Row& row : rows) {
            if (const std::optional<Money> amount = row.amounts.of(which)) {
                fen += amount->fen();
                is_told = true;
            }
        }
        // Half of what Money holds, so that the difference of two sums fits too.
        constexpr std::int64_t kSumMax = Money::kFenMax / 2;
        if (fen > kSumMax || fen < -kSumMax) {
            return fail({.code = ErrorCode::limit_exceeded,
                         .where = std::string{name(which)},
                         .rule = "sums of at most 45,000,000,000,000.00 yuan",
                         .remedy = "reconcile fewer days at once",
                         .detail = "the amounts of this column sum to more than can be held"});
        }
        if (is_told) sums.tell(which, Money::from_fen(static_cast<std::int64_t>(fen)));
    }
    return sums;
}

std::string content_of(const Row& row) {
    std::string text;
    const auto add = [&text](std::string_view part) {
        // Its length before each part: no text can pass for two others.
        text += std::to_string(part.size());
        text += ':';
        text += part;
    };
    for (const std::string* part :
         {&row.setl_id, &row.mdtrt_id, &row.psn_no, &row.certno, &row.reverses}) {
        add(*part);
    }
    add(row.day ? to_string(*row.day) : "");
    add(row.month ? to_string(*row.month) : "");
    add(std::to_string(static_cast<unsigned>(row.state)));
    for (const Amount which : amounts()) {
        const std::optional<Money> amount = row.amounts.of(which);
        add(amount ? to_yuan(*amount) : "");
    }
    return text;
}

}  // namespace yidi::reconciliation
