#pragma once

#include <string>
#include <string_view>

#include "domain/explain/language.h"
#include "domain/guidance/internal/fill.h"
#include "domain/guidance/tell_advice.h"

/// Pieces of an advice.
namespace yidi::guidance::internal {

/// Builds the statements of one advice.
class AdviceWords {
public:
    AdviceWords(const Advice& advice, const policy::Book& book, explain::Language language);

    [[nodiscard]] std::string headline() const;
    [[nodiscard]] std::string say() const;
    [[nodiscard]] std::vector<Statement> papers() const;
    [[nodiscard]] std::vector<Statement> deadlines() const;
    [[nodiscard]] std::vector<Statement> warnings() const;

private:
    [[nodiscard]] std::string text(explain::Words words) const;
    [[nodiscard]] std::string text(explain::Words words, Values more) const;
    /// By the national notice and its procedure (医保发〔2022〕22号).
    [[nodiscard]] Statement national(explain::Words words, std::string_view article,
                                     policy::Grade grade = policy::Grade::P) const;
    [[nodiscard]] Statement unknown(explain::Words words) const;
    template <class T>
    [[nodiscard]] Statement ruled(std::string_view text, const policy::Found<T>& rule) const;
    template <class T>
    [[nodiscard]] policy::Found<T> find(policy::Rule<T> policy::KindRules::*rule) const;
    [[nodiscard]] std::string paper_group(const policy::AnyOf& group) const;

    void add_filing_papers(std::vector<Statement>& out) const;
    void add_promise(std::vector<Statement>& out) const;
    void add_claim_papers(std::vector<Statement>& out) const;
    void add_backdating(std::vector<Statement>& out) const;
    void add_lock(std::vector<Statement>& out) const;

    const Advice& advice_;
    explain::Language language_;
    Values values_;
};

}  // namespace yidi::guidance::internal
