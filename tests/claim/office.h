#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "app/claim/claims.h"
#include "domain/claim/claim_test_support.h"
#include "tests/payer/window.h"

/// An agency that takes claims, beside the window of tests/payer. Insured in kNextDoor (later
/// settlements are computed again): 1,000 yuan deductible for the first stay of a year, 500 for
/// later ones, 80 %, unfiled 60 %, at most 20,000; outpatient as at the window; what a person bears
/// in scope above 3,000 a year is paid at half by the serious layer. Insured in kHome: a year is
/// not opened again. Claims are taken for a year; 1,000 yuan and less needs no third pair of eyes.
namespace yidi::tests {

class Office : public Window {
protected:
    Office();

    [[nodiscard]] app::ClaimContext claims(const payer::Context& payer) const {
        return {.payer = payer, .papers = &papers_, .limits = &limits_};
    }
    /// Runs a use case of claims in one savepoint.
    template <class Reply, class... Request>
    Result<Reply> take(Result<Reply> (*verb)(ports::Session&, const app::ClaimContext&,
                                             const Request&...),
                       const Request&... request) {
        std::optional<Result<Reply>> reply;
        const payer::Context now = context();
        const Result<void> done = write([&](ports::Session& session) -> Result<void> {
            reply = verb(session, claims(now), request...);
            return *reply ? Result<void>{} : fail(reply->error());
        });
        return done ? *std::move(reply) : fail(done.error());
    }

    /// A stay at the hospital away, with all papers of a stay; each has an invoice of its own.
    [[nodiscard]] app::ClaimRequest request(const claim::Statement& statement);
    [[nodiscard]] claim::Statement stay(std::string_view from, std::string_view to,
                                        std::int64_t cost_yuan);
    [[nodiscard]] claim::Statement visit(std::string_view on, std::int64_t cost_yuan);

    /// A step by the account of its part.
    [[nodiscard]] app::ClaimStep step(std::int64_t claim, std::string by);
    std::int64_t received(const claim::Statement& statement);
    /// Accepted and checked by the reviewer.
    std::int64_t checked(const claim::Statement& statement,
                         std::vector<claim::RefusedLine> refused = {});
    app::DecidedClaim decided(const claim::Statement& statement);
    /// Ordered, sent and arrived.
    claim::Claim paid(std::int64_t claim);
    [[nodiscard]] app::ClaimView view(std::int64_t claim);
    [[nodiscard]] claim::Finding finding(std::int64_t claim, claim::Check check);

    /// What a settlement pays with all that has been corrected of it.
    [[nodiscard]] adjudication::Setlinfo now_of(std::int64_t setl_id);
    /// What the agency owes the person by the journal.
    [[nodiscard]] Money owed();
    [[nodiscard]] std::map<std::string, int> messages(registry::Pid pid);

    claim::PaperRules papers_;
    claim::Limits limits_;

private:
    int invoices_ = 100;
};

}  // namespace yidi::tests
