#include "domain/ledger/journal.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

namespace yidi::ledger {
namespace {

constexpr std::array<std::string_view, 10> kKinds{"cash",     "personal", "fund",   "receivable",
                                                  "clearing", "transit",  "fiscal", "prepaid",
                                                  "payable",  "disbursed"};

Error bad_entry(std::string_view text) {
    return Error{.code = ErrorCode::invariant_violated,
                 .where = "journal",
                 .rule = "legs as kind:key=fen, separated by blanks",
                 .remedy = "restore the row from a backup and report it",
                 .detail = "this leg cannot be read: " + std::string{text}};
}

Result<Leg> parse_leg(std::string_view text) {
    const std::size_t colon = text.find(':');
    const std::size_t equals = text.rfind('=');
    if (colon == std::string_view::npos || equals == std::string_view::npos || equals < colon) {
        return tl::unexpected(bad_entry(text));
    }
    const auto* kind = std::ranges::find(kKinds, text.substr(0, colon));
    std::int64_t fen = 0;
    const std::string_view digits = text.substr(equals + 1);
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), fen);
    if (kind == kKinds.end() || read.ec != std::errc{} ||
        read.ptr != digits.data() + digits.size()) {
        return tl::unexpected(bad_entry(text));
    }
    return Leg{{static_cast<AccountKind>(kind - kKinds.begin()),
                std::string{text.substr(colon + 1, equals - colon - 1)}},
               Money::from_fen(fen)};
}

}  // namespace

std::string_view name(AccountKind kind) {
    return kKinds[static_cast<std::size_t>(kind)];
}

bool is_balanced(const Entry& entry) {
    Money sum;
    std::set<Account> seen;
    for (const Leg& leg : entry.legs) {
        sum += leg.amount;
        if (leg.amount == Money{} || !seen.insert(leg.account).second) {
            return false;
        }
    }
    return sum == Money{};
}

Entry negated(const Entry& entry) {
    Entry result = entry;
    for (Leg& leg : result.legs) {
        leg.amount = -leg.amount;
    }
    return result;
}

void post(Entry& entry, const Account& account, Money amount) {
    if (amount == Money{}) {
        return;
    }
    const auto found = std::ranges::find(entry.legs, account, &Leg::account);
    if (found == entry.legs.end()) {
        entry.legs.push_back({account, amount});
        return;
    }
    found->amount += amount;
    if (found->amount == Money{}) {
        entry.legs.erase(found);
    }
}

std::string to_text(const Entry& entry) {
    std::string text;
    for (const Leg& leg : entry.legs) {
        if (!text.empty()) {
            text += ' ';
        }
        text += name(leg.account.kind);
        text += ':';
        text += leg.account.key;
        text += '=';
        text += std::to_string(leg.amount.fen());
    }
    return text;
}

Result<Entry> parse_entry(std::string_view text) {
    Entry entry;
    while (!text.empty()) {
        const std::size_t blank = text.find(' ');
        YIDI_TRY(Leg leg, parse_leg(text.substr(0, blank)));
        entry.legs.push_back(std::move(leg));
        text = blank == std::string_view::npos ? std::string_view{} : text.substr(blank + 1);
    }
    return entry;
}

}  // namespace yidi::ledger
