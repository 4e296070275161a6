#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "app/filing/file.h"
#include "app/filing/jobs.h"
#include "app/filing/notices.h"
#include "app/filing/read.h"
#include "domain/policy/filing_rules_test_support.h"
#include "tests/payer/window.h"

/// A payer whose insured region has filing rules: residents elsewhere file with a lease or a
/// residence permit, or by a promise of 30 days; a lock of three months; two-way; temporary filings
/// need nothing, last six months and can be extended once. Rules that a test changes it sets
/// itself.
namespace yidi::tests {

class Desk : public Window {
protected:
    Desk();

    void use(const policy::testing::FilingRulesOf& rules);
    [[nodiscard]] static policy::testing::FilingRulesOf usual_rules();

    [[nodiscard]] app::FilingRequest request(policy::FilingKind kind, std::string_view from);
    Result<app::FilingReply> file(const app::FilingRequest& wanted);
    [[nodiscard]] app::Step step(std::int64_t filing,
                                 filing::Channel channel = filing::Channel::self);
    using Verb = Result<app::FilingReply> (*)(ports::Session&, const app::FilingContext&,
                                              const app::Step&);
    Result<app::FilingReply> take(Verb verb, const app::Step& step);
    /// Everything that is due by now.
    app::JobCounts do_due();
    [[nodiscard]] filing::State state_of(std::int64_t filing);
    [[nodiscard]] std::vector<std::string> messages();

    const ports::Upward* upward_ = nullptr;
};

}  // namespace yidi::tests
