#include "cli/claim_common.h"

#include <optional>
#include <ostream>

#include "adapters/codec/claim_encoder.h"

namespace yidi::cli {

Result<OpenClaims> OpenClaims::open(const Context& context, const ClaimOptions& options) {
    OpenClaims out;
    YIDI_TRY(out.pid, pid_of_argument(options.psn_no));
    YIDI_TRY(ClaimRules rules, read_claim_rules(context));
    out.rules = std::make_unique<ClaimRules>(std::move(rules));
    YIDI_TRY(out.payer, Payer::open(context, place_of(context, options.data)));
    out.work = std::make_unique<payer::Context>(out.payer->context());
    return out;
}

Result<void> take_claim(Context& context, const OpenClaims& open, const ClaimVerb& verb) {
    std::optional<app::ClaimReply> reply;
    YIDI_TRY_VOID(ports::write(open.payer->store(), [&](ports::Session& session) -> Result<void> {
        YIDI_TRY(reply, verb(session, open.context()));
        return {};
    }));
    print_claim(context, reply->now);
    return {};
}

void print_claim(Context& context, const claim::Claim& one) {
    if (!context.json) {
        context.out << one.id << "  " << claim::name(one.phase);
        if (one.decision) {
            context.out << say(context, {"  应付 ", "  to pay "}) << to_yuan(one.decision->to_pay);
        }
        context.out << '\n';
        return;
    }
    std::string text;
    codec::JsonWriter json{text};
    json.begin_object();
    json.key("claim");
    codec::append_claim(json, one);
    json.end_object();
    context.out << text << '\n';
}

CLI::App* ClaimGroup::add(const ClaimCommand& command) const {
    CLI::App* one = group.add_subcommand(std::string{command.name}, std::string{command.about});
    add_data_options(*one, context, options->data);
    one->callback([&context = context, options = options, run = command.run] {
        if (const Result<void> done = run(context, *options); !done) {
            report(context, done.error());
        }
    });
    return one;
}

void ClaimGroup::add_person(CLI::App& command) const {
    command.add_option("PSN_NO", options->psn_no, "The person's number")->required();
}

void ClaimGroup::add_key(CLI::App& command) const {
    add_person(command);
    command.add_option("CLAIM", options->claim, "The claim's number")->required();
}

void ClaimGroup::add_by(CLI::App& command) const {
    command.add_option("--by", options->by,
                       "Who acts, as the claim's history and the audit keep it");
}

void ClaimGroup::add_statement(CLI::App& command) const {
    add_by(command);
    command.add_option("FILE", options->file, "What is claimed (JSON); - reads standard input")
        ->required();
    command.add_option("--paper", options->papers, "A paper that was shown, by kind; repeatable");
}

void ClaimGroup::add_account(CLI::App& command) const {
    command.add_option("--holder", options->account_holder, "The account's holder")->required();
    command.add_option("--bank", options->account_bank, "Its bank")->required();
    command.add_option("--number", options->account_number, "Its number")->required();
}

}  // namespace yidi::cli
