#pragma once

#include <memory>
#include <span>
#include <string>

#include "app/check_published.h"
#include "app/estimate.h"
#include "domain/adjudication/answer.h"
#include "domain/explain/language.h"
#include "domain/policy/policy.h"

namespace yidi::codec {

/// Writes answers as JSON (docs/using/case-file.md): amounts with exactly two decimals, ratios as
/// strings, last days included. Keys that do not apply are null or an empty list, so every answer
/// has the same ones; `published` and `pack_result` stand only where a case asks for them. Same
/// answer, same bytes. Made once and used for many: what is the same for all answers of a scheme is
/// kept. Threads: one encoder per thread.
class AnswerEncoder {
public:
    explicit AnswerEncoder(explain::Language language);
    ~AnswerEncoder();
    AnswerEncoder(AnswerEncoder&&) noexcept;
    AnswerEncoder& operator=(AnswerEncoder&&) noexcept;
    AnswerEncoder(const AnswerEncoder&) = delete;
    AnswerEncoder& operator=(const AnswerEncoder&) = delete;

    /// Appends the object. `packs` and `file` are those that `estimate` answers; the trace is
    /// written if it was kept.
    void append(const policy::Book& packs, const app::CaseFile& file, const app::Estimate& estimate,
                std::span<const app::Verdict> published, std::string& out);

    /// Appends one column of a comparison: {"filing", "status", "setlinfo", "range", "diff"}.
    void append_column(std::string_view filing, const adjudication::Answer& answer,
                       std::optional<Money> diff, std::string& out);

    /// Appends a list of verdicts.
    static void append_published(std::span<const app::Verdict> published, std::string& out);

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace yidi::codec
