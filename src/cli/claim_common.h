#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <CLI/CLI.hpp>

#include "adapters/codec/pack_store.h"
#include "app/access/accounts.h"
#include "app/claim/claims.h"
#include "cli/payer_commands.h"
#include "cli/policy_commands.h"

/// What the commands on claims by hand share.
namespace yidi::cli {

inline constexpr std::string_view kCommandLine = "command line";

struct ClaimOptions {
    DataOptions data;
    std::string psn_no;
    std::int64_t claim = 0;
    std::uint32_t area = 0;
    std::string day;
    bool is_stay = false;
    std::vector<std::string> when;
    std::string file;
    std::string kind;
    std::vector<std::string> papers;
    bool is_draft = false;
    std::string reason;
    std::vector<std::string> reasons;  ///< of a refusal
    std::vector<std::string> refused;  ///< "LINE=REASON", from 0
    std::vector<std::string> read;     ///< "LINE=CLASS[,SELFPAY[,LIMIT[,restricted]]]", from 0
    std::string bank_reference;
    std::string account_holder;
    std::string account_bank;
    std::string account_number;
    std::string insutype = "310";
    std::int64_t year = 0;
    bool is_trial = false;
    std::string by{kCommandLine};
};

/// A data folder that is open for one command on a person's claims.
struct OpenClaims {
    /// Errors    those of pid_of_argument, Payer::open and read_claim_rules.
    [[nodiscard]] static Result<OpenClaims> open(const Context& context,
                                                 const ClaimOptions& options);
    /// For one use case. Valid as long as this.
    [[nodiscard]] app::ClaimContext context() const {
        return {.payer = *work, .papers = &rules->papers, .limits = &rules->limits};
    }
    [[nodiscard]] app::ClaimKey key(const ClaimOptions& options) const {
        return {.pid = pid, .claim = options.claim};
    }
    /// Who has the data folder acts as a window, under the name that stands in the audit.
    [[nodiscard]] app::ClaimActor actor(const ClaimOptions& options) const {
        return {.channel = claim::Channel::window, .by = options.by, .proxy = {}};
    }

    registry::Pid pid = 0;
    std::unique_ptr<Payer> payer;
    std::unique_ptr<ClaimRules> rules;
    std::unique_ptr<payer::Context> work;
};

/// Runs a step in one savepoint and tells the claim as it is then.
using ClaimVerb = std::function<Result<app::ClaimReply>(ports::Session&, const app::ClaimContext&)>;
[[nodiscard]] Result<void> take_claim(Context& context, const OpenClaims& open,
                                      const ClaimVerb& verb);
/// `{"claim": …}`, or a line.
void print_claim(Context& context, const claim::Claim& one);

struct ClaimCommand {
    std::string_view name;
    std::string_view about;
    Result<void> (*run)(Context& context, const ClaimOptions& options) = nullptr;
};

/// The group `claim`, whose commands share their options.
struct ClaimGroup {
    CLI::App& group;
    Context& context;
    std::shared_ptr<ClaimOptions> options;

    CLI::App* add(const ClaimCommand& command) const;
    void add_person(CLI::App& command) const;
    void add_key(CLI::App& command) const;  ///< person and claim
    void add_by(CLI::App& command) const;
    void add_statement(CLI::App& command) const;
    void add_account(CLI::App& command) const;
};
/// Steps of an applicant, and of those who check, decide and pay.
void add_claim_steps(const ClaimGroup& claims);
void add_claim_desk(const ClaimGroup& claims);
void add_claim_difference(const ClaimGroup& claims);

}  // namespace yidi::cli
