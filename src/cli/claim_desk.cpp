#include <optional>
#include <ostream>
#include <string>
#include <utility>

#include "adapters/codec/claim_encoder.h"
#include "base/whole.h"
#include "cli/claim_common.h"

/// claim: single steps, of an applicant and of those who check, decide and pay.
namespace yidi::cli {
namespace {

using Verb = Result<app::ClaimReply> (*)(ports::Session&, const app::ClaimContext&,
                                         const app::ClaimStep&);

Error bad_option(std::string_view name, std::string_view rule, const std::string& given) {
    return {.code = ErrorCode::usage,
            .where = std::string{name},
            .rule = std::string{rule},
            .remedy = "run the command with --help",
            .detail = "cannot use " + given};
}

/// "1=not_covered".
Result<claim::RefusedLine> refused_line(const std::string& text) {
    const std::size_t at = text.find('=');
    const std::string_view line = std::string_view{text}.substr(0, at);
    const auto number = parse_whole(line);
    const auto reason = at == std::string::npos
                            ? std::nullopt
                            : claim::parse_reason(std::string_view{text}.substr(at + 1));
    if (!number || !reason) {
        return fail(bad_option("--refuse", "LINE=REASON, such as 1=not_covered", text));
    }
    return claim::RefusedLine{.line = *number, .reason = *reason, .words = {}};
}

/// "1=02,0.1,150.00,restricted": class, paid first, price limit of a line that no catalogue reads,
/// and that the use it is restricted to is not met.
Result<app::ReadLine> read_line(const std::string& text) {
    const auto wrong = [&text] {
        return fail(bad_option(
            "--read", "LINE=CLASS[,SELFPAY[,LIMIT[,restricted]]], such as 1=02,0.1", text));
    };
    const std::size_t at = text.find('=');
    const auto number = parse_whole(std::string_view{text}.substr(0, at));
    if (!number || at == std::string::npos) return wrong();
    std::vector<std::string> parts{{}};
    for (const char letter : text.substr(at + 1)) {
        if (letter == ',') {
            parts.emplace_back();
        } else {
            parts.back() += letter;
        }
    }
    constexpr std::size_t kPartsMax = 4;
    if (parts.size() > kPartsMax) return wrong();
    parts.resize(kPartsMax);
    app::ReadLine one{.line = *number, .insured = {}};
    if (!parts[3].empty() && parts[3] != "restricted") return wrong();
    one.insured.chrgitm_lv = parts[0];
    one.insured.lmt_used_flag = parts[3] == "restricted";
    if (!parts[1].empty()) {
        YIDI_TRY(one.insured.selfpay_prop, parse_rate(parts[1]));
    }
    if (!parts[2].empty()) {
        YIDI_TRY(one.insured.pric_uplmt_amt, parse_unit_price(parts[2]));
    }
    return one;
}

Result<app::ClaimStep> step_of(const OpenClaims& open, const ClaimOptions& options) {
    app::ClaimStep step;
    step.key = open.key(options);
    step.actor = open.actor(options);
    step.reason = options.reason;
    step.papers = options.papers;
    step.bank_reference = options.bank_reference;
    for (const std::string& one : options.refused) {
        YIDI_TRY(claim::RefusedLine line, refused_line(one));
        step.refused.push_back(std::move(line));
    }
    for (const std::string& one : options.read) {
        YIDI_TRY(app::ReadLine line, read_line(one));
        step.read.push_back(std::move(line));
    }
    for (const std::string& one : options.reasons) {
        const auto reason = claim::parse_reason(one);
        if (!reason) return fail(bad_option("--because", "a reason of docs/using/claims.md", one));
        step.reasons.push_back(*reason);
    }
    if (!options.account_number.empty()) {
        step.account = claim::BankAccount{.holder = options.account_holder,
                                          .bank = options.account_bank,
                                          .number = options.account_number};
    }
    return step;
}

template <Verb verb>
Result<void> take(Context& context, const ClaimOptions& options) {
    YIDI_TRY(const OpenClaims open, OpenClaims::open(context, options));
    YIDI_TRY(const app::ClaimStep step, step_of(open, options));
    return take_claim(context, open, [&](ports::Session& session, const app::ClaimContext& work) {
        return verb(session, work, step);
    });
}

void append_outcome(codec::JsonWriter& json, const app::DecidedClaim& decided) {
    const adjudication::Setlinfo& info = decided.settlement.info;
    json.begin_object();
    json.key("claim");
    codec::append_claim(json, decided.reply.now);
    json.member("medfee_sumamt", info.medfee_sumamt);
    json.member("inscp_scp_amt", info.inscp_scp_amt);
    json.member("act_pay_dedc", info.act_pay_dedc);
    json.member("fund_pay_sumamt", info.fund_pay_sumamt);
    json.member("psn_part_amt", info.psn_part_amt);
    json.member("changed_settlements", static_cast<std::int64_t>(decided.corrections.size()));
    json.end_object();
}

void print_outcome(Context& context, const app::DecidedClaim& decided) {
    if (context.json) {
        std::string text;
        codec::JsonWriter json{text};
        append_outcome(json, decided);
        context.out << text << '\n';
        return;
    }
    if (!claim::has_bill(decided.reply.now)) {
        print_claim(context, decided.reply.now);
        return;
    }
    const adjudication::Setlinfo& info = decided.settlement.info;
    context.out << say(context, {"计入 ", "counted "}) << to_yuan(info.medfee_sumamt)
                << say(context, {"，起付线 ", ", deductible "}) << to_yuan(info.act_pay_dedc)
                << say(context, {"，基金支付 ", ", the funds pay "})
                << to_yuan(info.fund_pay_sumamt) << say(context, {"，应付 ", ", to pay "})
                << to_yuan(decided.reply.now.decision->to_pay)
                << say(context, {"，补差 ", ", settlements changed: "})
                << decided.corrections.size() << say(context, {" 笔", ""}) << '\n';
}

/// A trial ends its savepoint with an error, so that nothing of it stays.
Result<void> decide(Context& context, const ClaimOptions& options) {
    if (!options.is_trial && !(options.refused.empty() && options.read.empty())) {
        return fail(bad_option(options.read.empty() ? "--refuse" : "--read",
                               "lines with --try alone; `claim check` keeps them",
                               "them without --try"));
    }
    YIDI_TRY(const OpenClaims open, OpenClaims::open(context, options));
    YIDI_TRY(const app::ClaimStep step, step_of(open, options));
    std::optional<Result<app::DecidedClaim>> decided;
    const Result<void> done =
        ports::write(open.payer->store(), [&](ports::Session& session) -> Result<void> {
            decided = options.is_trial ? app::try_claim(session, open.context(), step)
                                       : app::decide_claim(session, open.context(), step);
            if (!*decided) return fail(decided->error());
            if (!options.is_trial) return {};
            return fail(Error{.code = ErrorCode::busy, .where = "claim", .detail = "a trial"});
        });
    const bool is_tried = options.is_trial && decided && decided->has_value();
    if (!done && !is_tried) return fail(done.error());
    print_outcome(context, **decided);
    return {};
}

Result<void> order_year(Context& context, const ClaimOptions& options) {
    YIDI_TRY(const OpenClaims open, OpenClaims::open(context, options));
    const auto insutype = policy::parse_insutype(options.insutype);
    if (!insutype) return fail(bad_option("--insutype", "310 or 390", options.insutype));
    std::size_t changed = 0;
    YIDI_TRY_VOID(ports::write(open.payer->store(), [&](ports::Session& session) -> Result<void> {
        YIDI_TRY(
            const auto corrections,
            app::put_year_in_order(
                session, *open.work,
                {.pid = open.pid, .year = options.year, .insutype = *insutype, .by = options.by}));
        changed = corrections.size();
        return {};
    }));
    if (!context.json) {
        context.out << say(context, {"补差 ", "settlements changed: "}) << changed
                    << say(context, {" 笔", ""}) << '\n';
        return {};
    }
    std::string text;
    codec::JsonWriter json{text};
    json.begin_object();
    json.member("changed_settlements", static_cast<std::int64_t>(changed));
    json.end_object();
    context.out << text << '\n';
    return {};
}

/// A step on a claim, by somebody who is named.
CLI::App* add_step(const ClaimGroup& claims, const ClaimCommand& command) {
    CLI::App* one = claims.add(command);
    claims.add_key(*one);
    claims.add_by(*one);
    return one;
}

void add_reason(CLI::App& command, ClaimOptions& options) {
    command.add_option("--reason", options.reason, "Why, in words for the person")->required();
}

void add_read(CLI::App& command, ClaimOptions& options) {
    command
        .add_option("--read", options.read,
                    "How a line counts that the catalogue does not list; repeatable")
        ->type_name("LINE=CLASS[,SELFPAY[,LIMIT[,restricted]]]");
}

void add_payment(const ClaimGroup& claims) {
    ClaimOptions& options = *claims.options;
    add_step(claims, {.name = "pay",
                      .about = "Orders what is still owed of the decided amount",
                      .run = take<app::order_payment>});
    add_step(claims,
             {.name = "sent", .about = "The bank has sent it", .run = take<app::send_payment>})
        ->add_option("--reference", options.bank_reference, "The bank's own number")
        ->required();
    add_step(claims,
             {.name = "arrived", .about = "The money is there", .run = take<app::payment_arrived>});
    CLI::App* returned = add_step(claims, {.name = "returned",
                                           .about = "The bank has sent it back",
                                           .run = take<app::payment_returned>});
    add_reason(*returned, options);
    add_step(claims, {.name = "set-off",
                      .about = "Nothing of it is owed: it goes against what the person owes",
                      .run = take<app::set_claim_off>});
}

}  // namespace

void add_claim_steps(const ClaimGroup& claims) {
    ClaimOptions& options = *claims.options;
    add_step(claims,
             {.name = "submit", .about = "Sends a draft in", .run = take<app::submit_claim>});
    add_step(claims, {.name = "give",
                      .about = "Gives papers that were asked for",
                      .run = take<app::give_claim_material>})
        ->add_option("--paper", options.papers, "Which, by kind; repeatable")
        ->required();
    add_step(claims, {.name = "withdraw",
                      .about = "Takes it back before it is decided",
                      .run = take<app::withdraw_claim>});
    claims.add_account(*add_step(claims, {.name = "account",
                                          .about = "Another account, after the bank's return",
                                          .run = take<app::correct_account>}));
}

void add_claim_desk(const ClaimGroup& claims) {
    ClaimOptions& options = *claims.options;
    add_step(
        claims,
        {.name = "accept", .about = "Its papers are complete", .run = take<app::accept_claim>});
    add_reason(*add_step(claims, {.name = "ask",
                                  .about = "Asks the applicant for more",
                                  .run = take<app::ask_claim_material>}),
               options);
    CLI::App* check = add_step(claims, {.name = "check",
                                        .about = "Checks it, with the lines that are taken out",
                                        .run = take<app::check_claim_lines>});
    check->add_option("--refuse", options.refused, "A line that is taken out, from 0; repeatable")
        ->type_name("LINE=REASON");
    add_read(*check, options);
    CLI::App* decision =
        add_step(claims, {.name = "decide", .about = "Decides the amount", .run = decide});
    decision->add_flag("--try", options.is_trial, "Tell what it would be, and keep nothing");
    decision
        ->add_option("--refuse", options.refused,
                     "With --try, of a claim that is accepted: if this line were taken out")
        ->type_name("LINE=REASON");
    add_read(*decision, options);
    add_reason(*add_step(claims, {.name = "send-back",
                                  .about = "Has it checked again",
                                  .run = take<app::send_claim_back>}),
               options);
    CLI::App* refusal = add_step(
        claims, {.name = "refuse", .about = "Pays nothing for it", .run = take<app::refuse_claim>});
    add_reason(*refusal, options);
    refusal->add_option("--because", options.reasons, "duplicate, too_late, …; repeatable")
        ->required();
    add_payment(claims);
    CLI::App* year = claims.add({.name = "order-year",
                                 .about = "Puts a person's year in the order of its care",
                                 .run = order_year});
    claims.add_person(*year);
    claims.add_by(*year);
    year->add_option("YEAR", options.year, "The benefit year")->required();
    year->add_option("--insutype", options.insutype, "310 or 390")->capture_default_str();
}

}  // namespace yidi::cli
