#include "domain/clearing/confirmation.h"

#include <algorithm>
#include <array>

#include "base/whole.h"

namespace yidi::clearing {
namespace {

constexpr std::array<std::string_view, kConfirmationKindCount> kKinds{"said", "undone"};

tl::unexpected<Error> broken() {
    return fail(Error{.code = ErrorCode::invariant_violated,
                      .where = "bills",
                      .rule = "setl_id=1 or setl_id=0, with a blank between",
                      .remedy = "run verify, and restore the store from a backup",
                      .detail = "a row cannot be read"});
}

}  // namespace

std::string_view name(ConfirmationKind kind) {
    return kKinds[static_cast<std::size_t>(kind)];
}

std::string to_text(const std::vector<SaidBill>& bills) {
    std::string text;
    for (const SaidBill& bill : bills) {
        if (!text.empty()) text += ' ';
        text.append(std::to_string(bill.setl_id)).append(bill.is_in ? "=1" : "=0");
    }
    return text;
}

Result<std::vector<SaidBill>> parse_said_bills(std::string_view text) {
    std::vector<SaidBill> bills;
    while (!text.empty()) {
        const std::size_t blank = text.find(' ');
        const std::string_view one = text.substr(0, blank);
        const std::size_t sign = one.find('=');
        const std::string_view flag = sign == std::string_view::npos ? "" : one.substr(sign + 1);
        const auto setl_id = parse_whole(one.substr(0, sign));
        if (!setl_id || (flag != "1" && flag != "0")) return broken();
        bills.push_back({.setl_id = *setl_id, .is_in = flag == "1"});
        if (blank == std::string_view::npos) break;
        text.remove_prefix(blank + 1);
        if (text.empty()) return broken();
    }
    return bills;
}

Said standing(std::span<const Confirmation> messages) {
    std::vector<const Confirmation*> stand;
    Said said;
    for (const Confirmation& one : messages) {
        said.at = one.at;
        if (one.kind == ConfirmationKind::said) {
            stand.push_back(&one);
        } else if (one.otransid == kUndoAll) {
            stand.clear();
        } else {
            std::erase_if(stand, [&one](const Confirmation* earlier) {
                return earlier->otransid == one.otransid;
            });
        }
    }
    for (const Confirmation* one : stand) {
        said.otransids.push_back(one->otransid);
        for (const SaidBill& bill : one->bills) said.bills[bill.setl_id] = bill.is_in;
    }
    return said;
}

}  // namespace yidi::clearing
