#include <ostream>
#include <string>

#include <CLI/CLI.hpp>

#include "adapters/codec/entitlement_encoder.h"
#include "app/entitlement/entitlement_as_of.h"
#include "cli/payer_commands.h"
#include "cli/policy_commands.h"
#include "domain/entitlement/words.h"

/// person entitlement.
namespace yidi::cli {
namespace {

struct Options {
    DataOptions data;
    std::string psn_no;
    std::string day;
    std::string institution;
};

std::string_view in(const Context& context, const entitlement::Sentence& sentence) {
    return context.lang == Language::zh ? sentence.zh : sentence.en;
}

void print_standing(Context& context, const policy::Book& book,
                    const entitlement::Standing& standing) {
    const entitlement::Told told = entitlement::told(standing, book);
    context.out << policy::code(standing.insutype) << "  " << in(context, told.cause) << '\n';
    for (const entitlement::Sentence* more : {&told.change, &told.next_step}) {
        if (!more->zh.empty()) context.out << "     " << in(context, *more) << '\n';
    }
    if (!told.clause.empty()) {
        context.out << "     " << say(context, {"依据：", "rule: "}) << told.clause << '\n';
    }
    for (const registry::Insurance* other : standing.others) {
        context.out << "     "
                    << say(context,
                           {"当日另有参保，须择一：", "also insured that day, choose one: "})
                    << policy::code(other->insutype) << ' ' << other->insuplc_admdvs << '\n';
    }
    for (const entitlement::Unknown unknown : standing.unknown) {
        context.out << "     " << say(context, {"未知：", "not known: "})
                    << in(context, entitlement::sentence(unknown)) << '\n';
    }
}

void print_limits(Context& context, const app::EntitlementAsOf& found) {
    for (const app::LimitLeft& one : found.limits) {
        context.out << policy::code(one.insutype) << "  "
                    << say(context, {"统筹基金还可支付：", "the pooled fund may still pay: "})
                    << policy::name(one.business);
        if (!one.dise_codg.empty()) context.out << ' ' << one.dise_codg;
        if (one.left) {
            context.out << ' ' << to_yuan(*one.left) << '\n';
        } else if (one.is_known) {
            context.out << ' ' << say(context, {"无限额", "no limit"}) << '\n';
        } else {
            context.out << ' ' << say(context, {"不明：", "not known: "}) << one.why << '\n';
        }
    }
}

void print(Context& context, const policy::Book& book, const app::EntitlementAsOf& found) {
    context.out << found.psn_no << "  " << to_string(found.day) << '\n';
    for (const entitlement::Standing& one : found.standings) print_standing(context, book, one);
    if (found.standings.empty()) {
        context.out << say(context, {"没有参保记录。", "No insurance is known."}) << '\n';
    }
    for (const registry::Identity& one : found.recognised) {
        context.out << say(context, {"已认定慢特病：", "recognised disease: "}) << one.psn_type_lv
                    << '\n';
    }
    for (const registry::CareRecord& one : found.chosen) {
        context.out << say(context, {"选定机构：", "chosen institution: "}) << one.place << '\n';
    }
    for (const registry::CareRecord& one : found.referrals) {
        context.out << say(context, {"转诊：", "referral: "}) << one.place << '\n';
    }
    for (const filing::Filing& one : found.filings) {
        context.out << say(context, {"备案：", "filing: "}) << one.id << ' '
                    << policy::name(one.kind) << '\n';
    }
    print_limits(context, found);
    if (found.moved) {
        const bool known = found.moved->rule != nullptr && found.moved->rule->value.has_value();
        context.out << say(context, {"年内由 ", "moved this year from "}) << found.moved->from
                    << say(context, {" 转到 ", " to "}) << found.moved->to << ", "
                    << to_string(found.moved->day) << ": "
                    << (known ? say(context, {"累计按规定", "accumulators by its rule"})
                              : say(context, {"规定不明，累计接续计算",
                                              "rule not known, accumulators are carried over"}))
                    << '\n';
    }
}

Result<void> show(Context& context, const Options& options) {
    YIDI_TRY(const std::unique_ptr<Payer> payer,
             Payer::open(context, place_of(context, options.data)));
    const payer::Context work = payer->context();
    app::EntitlementQuery query{
        .psn_no = options.psn_no, .day = work.now.date(), .fixmedins_code = options.institution};
    if (!options.day.empty()) {
        YIDI_TRY(query.day, parse_date(options.day));
    }
    app::EntitlementAsOf found;
    YIDI_TRY_VOID(
        payer->look("entitlement read", [&](ports::Session& session) -> Result<registry::Pid> {
            YIDI_TRY(found, app::entitlement_as_of(session, work, query));
            return found.person.pid;
        }));
    if (!context.json) {
        print(context, work.book, found);
        return {};
    }
    std::string text;
    codec::JsonWriter json{text};
    codec::write_entitlement(json, found, work.book, context.lang);
    context.out << text << '\n';
    return {};
}

}  // namespace

void add_person(CLI::App& app, Context& context) {
    CLI::App* group =
        app.add_subcommand("person", "What the register and the books say of somebody");
    group->require_subcommand(1);
    auto options = std::make_shared<Options>();
    CLI::App* command = group->add_subcommand(
        "entitlement",
        "Whether a person is insured on a day and why not, and what limits are left");
    add_data_options(*command, context, options->data);
    command->add_option("PSN_NO", options->psn_no, "The person's number")->required();
    command->add_option("--on", options->day, "The day (default: today)")->type_name("DATE");
    command->add_option("--at", options->institution, "An institution (default: one at home)")
        ->type_name("CODE");
    command->callback([&context, options] {
        if (const Result<void> done = show(context, *options); !done) {
            report(context, done.error());
        }
    });
}

}  // namespace yidi::cli
