#include "adapters/codec/hledger.h"

#include <string_view>

#include "base/money.h"

namespace yidi::codec {
namespace {

constexpr std::string_view kEscaped = "%:;\"'()[]{}*!|=@";

bool is_escaped(unsigned char byte) {
    constexpr unsigned char kBlank = 0x20;
    constexpr unsigned char kDelete = 0x7F;
    return byte <= kBlank || byte == kDelete ||
           kEscaped.find(static_cast<char>(byte)) != std::string_view::npos;
}

std::string escaped(std::string_view text) {
    constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string result;
    for (const char one : text) {
        const auto byte = static_cast<unsigned char>(one);
        if (!is_escaped(byte)) {
            result += one;
            continue;
        }
        result += '%';
        result += kHex[byte >> 4U];
        result += kHex[byte & 0xFU];
    }
    return result;
}

}  // namespace

std::string hledger_account(const ledger::Account& account) {
    return std::string{ledger::name(account.kind)} + ":" + escaped(account.key);
}

std::string hledger_journal(std::span<const ledger::DatedEntry> entries) {
    // Declared once, so that no amount is read with another number of decimals or another mark.
    std::string text = "decimal-mark .\ncommodity CNY 1000.00\n";
    for (const ledger::DatedEntry& one : entries) {
        if (one.entry.legs.empty()) continue;
        text += '\n' + to_string(one.date) + " * " + escaped(one.about) + '\n';
        for (const ledger::Leg& leg : one.entry.legs) {
            // Two blanks end an account's name.
            text += "    " + hledger_account(leg.account) + "  CNY " + to_yuan(leg.amount) + '\n';
        }
    }
    return text;
}

}  // namespace yidi::codec
