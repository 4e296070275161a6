#include "tests/reference/sequence.h"

#include <algorithm>
#include <utility>

namespace reference {
namespace {

/// What a computed bill leaves. Throws Unclear where open facts leave different accumulators.
void count(const Answer& answer, Amounts& cum) {
    if (answer.status != "computed") return;
    const Outcome* outcome = answer.sole();
    if (outcome == nullptr) throw Unclear{};
    cum = outcome->cum;
}

/// Carries bills out from these accumulators on, which change with each computed one.
std::vector<Answer> carry_on(const Book& book, const std::vector<Json>& bills, Amounts& cum) {
    std::vector<Answer> answers;
    for (Json bill : bills) {
        bill.erase("ipt_cnt");
        bill["cum"] = nested_cum(cum);
        if (!bill["cum"].contains("ipt_cnt")) bill["cum"]["ipt_cnt"] = 0;
        answers.push_back(adjudicate(book, bill));
        count(answers.back(), cum);
    }
    return answers;
}

}  // namespace

std::vector<Answer> adjudicate_sequence(const Book& book, const std::vector<Json>& bills) {
    Amounts cum = flat_cum(bills.front().value("cum", Json::object()));
    std::vector<Answer> answers{adjudicate(book, bills.front())};
    count(answers.front(), cum);
    for (Answer& answer : carry_on(book, {bills.begin() + 1, bills.end()}, cum)) {
        answers.push_back(std::move(answer));
    }
    return answers;
}

Undone undo(const Book& book, const std::vector<Json>& bills, const std::vector<Answer>& answers,
            std::size_t index) {
    Undone undone;
    undone.cum = flat_cum(bills.front().value("cum", Json::object()));
    for (std::size_t i = 0; i < index; ++i) count(answers[i], undone.cum);

    const bool later =
        std::any_of(answers.begin() + static_cast<std::ptrdiff_t>(index) + 1, answers.end(),
                    [](const Answer& answer) { return answer.status == "computed"; });
    if (later && answers[index].sole()->undo_rule == "block") {
        undone.code = "must_undo_later_first";
        return undone;
    }
    const auto next = bills.begin() + static_cast<std::ptrdiff_t>(index) + 1;
    undone.again = carry_on(book, {next, bills.end()}, undone.cum);
    std::erase_if(undone.cum, [](const auto& entry) { return entry.second == 0; });
    return undone;
}

}  // namespace reference
