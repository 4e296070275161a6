#include "tests/reference/sequence.h"

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

/// The first bill with its own accumulators, the others from what it leaves in `cum`.
std::vector<Answer> carry_out(const Book& book, const std::vector<Json>& bills, Amounts& cum) {
    cum = flat_cum(bills.front().value("cum", Json::object()));
    std::vector<Answer> answers{adjudicate(book, bills.front())};
    count(answers.front(), cum);
    for (Answer& answer : carry_on(book, {bills.begin() + 1, bills.end()}, cum)) {
        answers.push_back(std::move(answer));
    }
    return answers;
}

}  // namespace

std::vector<Answer> adjudicate_sequence(const Book& book, std::vector<Json> bills) {
    Amounts cum;
    return carry_out(book, bills, cum);
}

Undone undo(const Book& book, const std::vector<Json>& bills, std::size_t index) {
    const auto place = bills.begin() + static_cast<std::ptrdiff_t>(index);
    Undone undone;
    undone.cum = flat_cum(bills.front().value("cum", Json::object()));
    if (index > 0) (void)carry_out(book, {bills.begin(), place}, undone.cum);

    const std::vector<Answer> answers = adjudicate_sequence(book, bills);
    bool later = false;
    for (std::size_t i = index + 1; i < answers.size(); ++i)
        later = later || answers[i].status == "computed";
    const std::string& rule = answers[index].sole()->undo_rule;
    if (later && rule == "block") {
        undone.code = "must_undo_later_first";
        return undone;
    }
    undone.again = carry_on(book, {place + 1, bills.end()}, undone.cum);
    std::erase_if(undone.cum, [](const auto& entry) { return entry.second == 0; });
    return undone;
}

}  // namespace reference
