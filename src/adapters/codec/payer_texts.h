#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "domain/policy/regions.h"
#include "ports/texts.h"

namespace yidi::codec {

/// The payer's texts: cases as canonical case files, the way of each amount in Chinese.
/// Threads   one for each thread.
class PayerTexts final : public ports::Texts {
public:
    /// `regions` must outlive it.
    explicit PayerTexts(const policy::Regions& regions);
    ~PayerTexts() override;

    /// Keys always in the same order; what the case leaves open is left out.
    [[nodiscard]] std::string case_text(const adjudication::Case& facts) override;
    [[nodiscard]] Result<adjudication::Case> read_case(std::string_view text) override;
    [[nodiscard]] std::vector<ports::PayerText> payer_texts(
        const adjudication::Answer& answer) override;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace yidi::codec
