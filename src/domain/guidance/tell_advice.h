#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/explain/language.h"
#include "domain/guidance/advise.h"

/// An advice in words, each with who says it: the same for command, endpoint and pages.
namespace yidi::guidance {

/// One sentence and what it rests on.
struct Statement {
    std::string text;
    std::string clause;  ///< document and article; of what no document says, whose word it is
    std::optional<policy::Grade> grade;  ///< empty: nobody has stated the rule
};

/// One way of settling the bill.
struct AdviceRow {
    std::string name;  ///< of policy::FilingKind, or "none"
    std::string label;
    std::string status;  ///< of adjudication::Status; empty: nothing was computed
    std::optional<std::array<Money, 2>> funds;
    std::optional<std::array<Money, 2>> person;
    std::string note;  ///< what it takes, or why there is no number
    bool advised = false;
};

struct AdviceText {
    std::string headline;  ///< what to do, in one sentence
    std::string say;       ///< at the window
    std::vector<Statement> papers;
    std::vector<Statement> deadlines;
    Statement worth;
    std::vector<AdviceRow> rows;
    std::vector<Statement> warnings;
    std::string question;  ///< the one that narrows the answer most; empty: none does
};
[[nodiscard]] AdviceText tell(const Advice& advice, const policy::Book& book,
                              explain::Language language);

/// One page.
[[nodiscard]] std::string to_text(const Advice& advice, const policy::Book& book,
                                  explain::Language language);

}  // namespace yidi::guidance
