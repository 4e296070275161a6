#include "adapters/codec/answer_table.h"

#include <array>
#include <cstddef>

#include "adapters/codec/internal/answer_parts.h"
#include "domain/policy/vocabulary.h"

namespace yidi::codec {
namespace {

using adjudication::Answer;
using adjudication::Setlinfo;
using adjudication::Status;

constexpr std::array<std::string_view, 4> kFirst{"line", "status", "policy.id", "policy.version"};
constexpr std::array<std::string_view, 4> kRange{"range.fund_pay_sumamt.0",
                                                 "range.fund_pay_sumamt.1", "range.psn_part_amt.0",
                                                 "range.psn_part_amt.1"};
constexpr std::array<std::string_view, 4> kLast{"range.ask", "refusal.code", "error.code",
                                                "error.pointer"};
constexpr std::size_t kAmountColumns = 22;

/// A cell, quoted where a comma, a quote or a line break stands in it.
void append_cell(std::string& out, std::string_view cell) {
    if (cell.find_first_of(",\"\r\n") == std::string_view::npos) {
        out += cell;
        return;
    }
    out += '"';
    for (const char character : cell) {
        if (character == '"') out += '"';
        out += character;
    }
    out += '"';
}

void append_empty(std::string& out, std::size_t count) {
    out.append(count, ',');
}

template <class F>
void for_each_amount(const Setlinfo& info, F&& see) {
    internal::for_each_setlinfo_amount(info, see);
}

}  // namespace

std::string answer_head() {
    std::string out;
    const auto add = [&out](std::string_view head) {
        if (!out.empty()) out += ',';
        out += head;
    };
    for (const std::string_view head : kFirst) add(head);
    for_each_amount(Setlinfo{},
                    [&](std::string_view name, Money) { add("setlinfo." + std::string{name}); });
    for (const std::string_view head : kRange) add(head);
    for (const std::string_view head : kLast) add(head);
    return out + "\r\n";
}

void append_answer_row(const app::Estimate& estimate, std::int64_t line, std::string& out) {
    const Answer& answer = estimate.answer;
    out += std::to_string(line);
    out += ',';
    out += adjudication::name(answer.status);
    const policy::CompiledScheme* scheme = answer.outcome.scheme;
    out += ',';
    if (scheme != nullptr && scheme->pack != nullptr) {
        out += std::to_string(scheme->pack->id);
        out += ',';
        out += std::to_string(scheme->pack->version);
    } else {
        out += ',';
    }
    const bool has_amounts = answer.status == Status::computed || answer.status == Status::range;
    if (has_amounts) {
        for_each_amount(answer.outcome.setlinfo, [&out](std::string_view, Money amount) {
            out += ',';
            out += to_yuan(amount);
        });
    } else {
        append_empty(out, kAmountColumns);
    }
    if (answer.status == Status::range) {
        for (const auto& ends : {answer.range.fund_pay_sumamt, answer.range.psn_part_amt}) {
            for (const Money end : ends) {
                out += ',';
                out += to_yuan(end);
            }
        }
        out += ',';
        append_cell(out, answer.range.ask);
    } else {
        append_empty(out, kRange.size() + 1);
    }
    out += ',';
    if (!has_amounts) out += name(answer.outcome.refusal.code);
    append_empty(out, 2);
    out += "\r\n";
}

void append_error_row(const Error& error, std::int64_t line, std::string& out) {
    out += std::to_string(line);
    out += ",error";
    // Every column up to refusal.code, which stands before the last two.
    append_empty(out, kFirst.size() - 2 + kAmountColumns + kRange.size() + kLast.size() - 2);
    out += ',';
    out += name(error.code);
    out += ',';
    append_cell(out, error.where);
    out += "\r\n";
}

}  // namespace yidi::codec
