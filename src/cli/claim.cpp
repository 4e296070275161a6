#include <map>
#include <memory>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>

#include "adapters/codec/claim_decoder.h"
#include "adapters/codec/claim_encoder.h"
#include "adapters/crypto/sha256.h"
#include "app/claim/claims.h"
#include "app/claim/queue.h"
#include "cli/claim_common.h"
#include "domain/claim/milestones.h"

/// claim: what is read, and what an applicant does. Steps of the agency are in claim_desk.cpp.
namespace yidi::cli {
namespace {

using claim::When;

Result<void> papers(Context& context, const ClaimOptions& options) {
    YIDI_TRY(const ClaimRules rules, read_claim_rules(context));
    YIDI_TRY(const policy::Regions regions, codec::load_regions(places_of(context).regions));
    claim::Situation situation = claim::bit(When::always);
    situation |= claim::bit(options.is_stay ? When::inpatient : When::outpatient);
    for (const std::string& name : options.when) {
        situation |= claim::bit(*claim::parse_when(name));
    }
    claim::Asking asking{.area = policy::kNationalFrame, .day = context.machine->now().date()};
    if (options.area != 0) asking.area = regions.pooling_area(options.area);
    if (!options.day.empty()) {
        YIDI_TRY(asking.day, parse_date(options.day));
    }
    const auto asked = claim::papers_for(rules.papers, situation, asking);
    const bool is_zh = context.lang == Language::zh;
    if (!context.json) {
        for (const claim::PaperRule* one : asked) {
            context.out << one->kind << "  " << (is_zh ? one->zh : one->en) << " — "
                        << (is_zh ? one->why_zh : one->why_en) << '\n';
        }
        return {};
    }
    std::string text;
    codec::JsonWriter json{text};
    json.begin_object();
    json.key("papers");
    json.begin_array();
    for (const claim::PaperRule* one : asked) {
        json.begin_object();
        json.member("kind", one->kind);
        json.member("name", is_zh ? one->zh : one->en);
        json.member("why", is_zh ? one->why_zh : one->why_en);
        json.member("grade", policy::name(one->grade));
        json.end_object();
    }
    json.end_array();
    json.end_object();
    context.out << text << '\n';
    return {};
}

void print_line(Context& context, const claim::Claim& one) {
    context.out << one.id << "  " << claim::name(one.phase) << "  " << to_string(one.begndate)
                << " - " << to_string(one.enddate) << "  " << to_yuan(one.claimed);
    if (one.decision) {
        context.out << say(context, {"  应付 ", "  to pay "}) << to_yuan(one.decision->to_pay);
    }
    context.out << '\n';
}

void print_claims(Context& context, const std::vector<claim::Claim>& claims) {
    if (!context.json) {
        for (const claim::Claim& one : claims) print_line(context, one);
        return;
    }
    std::string text;
    codec::JsonWriter json{text};
    json.begin_object();
    json.key("claims");
    json.begin_array();
    for (const claim::Claim& one : claims) codec::append_claim(json, one);
    json.end_array();
    json.end_object();
    context.out << text << '\n';
}

Result<void> list(Context& context, const ClaimOptions& options) {
    YIDI_TRY(const registry::Pid pid, pid_of_argument(options.psn_no));
    YIDI_TRY(const std::unique_ptr<Payer> payer,
             Payer::open(context, place_of(context, options.data)));
    std::vector<claim::Claim> claims;
    YIDI_TRY_VOID(payer->look("claims read", [&](ports::Session& session) -> Result<registry::Pid> {
        YIDI_TRY(claims, app::claims_of(session, pid));
        return pid;
    }));
    print_claims(context, claims);
    return {};
}

Result<void> queue(Context& context, const ClaimOptions& options) {
    constexpr std::size_t kMost = 500;
    YIDI_TRY(const std::unique_ptr<Payer> payer,
             Payer::open(context, place_of(context, options.data)));
    const payer::Context work = payer->context();
    const std::uint32_t area = options.area == 0 ? 0 : payer->regions().pooling_area(options.area);
    app::ClaimQueue waiting;
    YIDI_TRY_VOID(ports::write(payer->store(), [&](ports::Session& session) -> Result<void> {
        app::ClaimQuery query;
        query.within = [area](std::uint32_t one) { return area == 0 || one == area; };
        YIDI_TRY(waiting, app::claim_queue(session, work, query, kMost));
        std::vector<registry::Pid> shown;
        shown.reserve(waiting.entries.size());
        for (const app::WaitingClaimEntry& one : waiting.entries) shown.push_back(one.pid);
        return accounts::note(session, work,
                              {.by = std::string{kCommandLine},
                               .pid = {},
                               .what = "claim queue " + std::to_string(area),
                               .list = std::string{accounts::kClaimList},
                               .shown = std::move(shown)});
    }));
    if (!context.json) {
        for (const app::WaitingClaimEntry& one : waiting.entries) {
            context.out << one.psn_no << "  ";
            print_line(context, one.now);
        }
        return {};
    }
    std::string text;
    codec::JsonWriter json{text};
    json.begin_object();
    json.key("claims");
    json.begin_array();
    for (const app::WaitingClaimEntry& one : waiting.entries) {
        json.begin_object();
        json.member("psn_no", one.psn_no);
        json.member("waited_days", one.waited_days);
        json.key("claim");
        codec::append_claim(json, one.now);
        json.end_object();
    }
    json.end_array();
    json.member("more", waiting.has_more);
    json.end_object();
    context.out << text << '\n';
    return {};
}

void print_view(Context& context, const app::ClaimView& view) {
    print_line(context, view.now);
    for (const claim::Milestone& one : claim::milestones_of(view.history)) {
        context.out << "  " << (one.at ? to_string(*one.at) : std::string{"-"}) << "  "
                    << claim::name(one.phase) << '\n';
    }
    const bool is_zh = context.lang == Language::zh;
    for (const claim::Finding& one : view.findings) {
        context.out << "  [" << claim::name(one.verdict) << "] " << claim::name(one.check) << ": "
                    << (is_zh ? one.sentence.zh : one.sentence.en);
        for (const std::string& about : one.about) context.out << ' ' << about;
        context.out << '\n';
    }
}

void print_view_json(Context& context, const app::ClaimView& view) {
    const bool is_zh = context.lang == Language::zh;
    std::string text;
    codec::JsonWriter json{text};
    json.begin_object();
    json.key("claim");
    codec::append_claim(json, view.now);
    json.key("statement");
    codec::append_statement(json, view.statement, codec::AccountShown::masked);
    json.key("way");
    json.begin_array();
    for (const claim::Milestone& one : claim::milestones_of(view.history)) {
        json.begin_object();
        json.member("phase", claim::name(one.phase));
        json.key("at");
        one.at ? json.value(to_string(*one.at)) : json.null();
        json.end_object();
    }
    json.end_array();
    json.key("findings");
    json.begin_array();
    for (const claim::Finding& one : view.findings) {
        json.begin_object();
        json.member("check", claim::name(one.check));
        json.member("verdict", claim::name(one.verdict));
        json.member("text", is_zh ? one.sentence.zh : one.sentence.en);
        json.end_object();
    }
    json.end_array();
    json.end_object();
    context.out << text << '\n';
}

Result<void> show(Context& context, const ClaimOptions& options) {
    YIDI_TRY(const OpenClaims open, OpenClaims::open(context, options));
    app::ClaimView view;
    YIDI_TRY_VOID(open.payer->look("claim read " + std::to_string(options.claim),
                                   [&](ports::Session& session) -> Result<registry::Pid> {
                                       YIDI_TRY(view, app::view_claim(session, open.context(),
                                                                      open.key(options)));
                                       return open.pid;
                                   }));
    context.json ? print_view_json(context, view) : print_view(context, view);
    return {};
}

Result<void> receive(Context& context, const ClaimOptions& options, claim::Kind kind) {
    YIDI_TRY(const std::string text, read_input(context, options.file));
    YIDI_TRY(const OpenClaims open, OpenClaims::open(context, options));
    YIDI_TRY(claim::Statement said, codec::decode_statement(text, open.payer->regions()));
    const app::ClaimRequest request{.pid = open.pid,
                                    .actor = open.actor(options),
                                    .statement = std::move(said),
                                    .papers = options.papers,
                                    .kind = kind,
                                    .refers_to = kind == claim::Kind::first ? 0 : options.claim,
                                    .reason = options.reason,
                                    .is_draft = options.is_draft};
    return take_claim(context, open, [&](ports::Session& session, const app::ClaimContext& work) {
        return app::receive_claim(session, work, request);
    });
}

Result<void> make(Context& context, const ClaimOptions& options) {
    return receive(context, options, claim::Kind::first);
}
Result<void> appeal(Context& context, const ClaimOptions& options) {
    return receive(context, options, claim::Kind::appeal);
}
Result<void> correct(Context& context, const ClaimOptions& options) {
    return receive(context, options, claim::Kind::correction);
}

Result<void> add_paper(Context& context, const ClaimOptions& options) {
    YIDI_TRY(const std::string bytes, read_input(context, options.file));
    YIDI_TRY(const OpenClaims open, OpenClaims::open(context, options));
    const app::NewClaimPaper wanted{
        .key = open.key(options),
        .actor = open.actor(options),
        .kind = options.kind,
        .filename = std::filesystem::path{options.file}.filename().string(),
        .bytes = bytes,
        .sha256 = crypto::sha256(bytes)};
    return take_claim(
        context, open,
        [&](ports::Session& session, const app::ClaimContext& work) -> Result<app::ClaimReply> {
            YIDI_TRY_VOID(app::attach_to_claim(session, work, wanted));
            YIDI_TRY(const app::ClaimView view, app::view_claim(session, work, wanted.key));
            return app::ClaimReply{.claim = view.now.id, .now = view.now};
        });
}

}  // namespace

void add_claim(CLI::App& app, Context& context) {
    CLI::App* group =
        app.add_subcommand("claim", "Claims by hand: from the first paper to the money's arrival");
    group->require_subcommand(1);
    const auto options = std::make_shared<ClaimOptions>();
    const ClaimGroup claims{.group = *group, .context = context, .options = options};
    CLI::App* asked = claims.add(
        {.name = "papers", .about = "Which papers a claim needs, by situation", .run = papers});
    asked->add_option("--area", options->area, "The insured region's code");
    asked->add_flag("--inpatient", options->is_stay, "A stay; else outpatient care or a purchase");
    asked
        ->add_option(
            "--when", options->when,
            "emergency, referral, agent, injury, card_unusable, filed, dual_channel, heirs, "
            "third_party")
        ->check(CLI::IsMember({"emergency", "referral", "agent", "injury", "card_unusable", "filed",
                               "dual_channel", "heirs", "third_party"}));
    asked->add_option("--day", options->day, "Last day of the care (default: today)");
    claims.add_person(*claims.add({.name = "list", .about = "A person's claims", .run = list}));
    claims.add_key(*claims.add(
        {.name = "show", .about = "How far one has come, and each check of it", .run = show}));
    claims.add({.name = "queue", .about = "What waits for the agency", .run = queue})
        ->add_option("--area", options->area, "Of one insured region");
    CLI::App* first = claims.add(
        {.name = "new", .about = "Claims by hand: the statement is a JSON file", .run = make});
    claims.add_person(*first);
    claims.add_statement(*first);
    first->add_flag("--draft", options->is_draft, "Keep it without sending it in");
    for (const auto& [name, about, run] :
         {ClaimCommand{"appeal", "Appeals against a decision or a refusal: stated anew", appeal},
          ClaimCommand{"correct", "Corrects what was stated wrongly: stated anew", correct}}) {
        CLI::App* again = claims.add({.name = name, .about = about, .run = run});
        claims.add_key(*again);
        claims.add_statement(*again);
        again->add_option("--reason", options->reason, "Why")->required();
    }
    CLI::App* paper =
        claims.add({.name = "add", .about = "Hands in a PDF, JPEG or PNG", .run = add_paper});
    claims.add_key(*paper);
    claims.add_by(*paper);
    paper->add_option("FILE", options->file, "The file")->required();
    paper->add_option("--kind", options->kind, "Which paper it is, as `claim papers` names it")
        ->required();
    add_claim_steps(claims);
    add_claim_desk(claims);
    add_claim_difference(claims);
}

}  // namespace yidi::cli
