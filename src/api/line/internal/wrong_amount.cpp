#include "api/line/internal/wrong_amount.h"

#include <algorithm>
#include <array>

#include "base/money.h"

namespace yidi::line::internal {
namespace {

constexpr std::array<std::string_view, 5> kTold{"fund_pay_sumamt", "psn_cash_pay", "medfee_sumamt",
                                                "balc", "cum"};

bool change(std::string& body, std::string_view field) {
    const std::string head = '"' + std::string{field} + "\":";
    const std::size_t found = body.find(head);
    if (found == std::string::npos) return false;
    std::size_t at = found + head.size();
    if (at < body.size() && body[at] == '"') ++at;
    const std::size_t end = std::min(body.find_first_not_of("-.0123456789", at), body.size());
    const Result<Money> amount = parse_yuan(std::string_view{body}.substr(at, end - at));
    if (!amount) return false;
    body.replace(at, end - at, to_yuan(Money::from_fen(amount->fen() + 1)));
    return true;
}

}  // namespace

bool make_one_fen_more(std::string& body, std::string_view field) {
    if (!field.empty()) return change(body, field);
    return std::ranges::any_of(kTold, [&](std::string_view one) { return change(body, one); });
}

}  // namespace yidi::line::internal
