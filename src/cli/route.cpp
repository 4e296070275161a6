#include <memory>
#include <ostream>
#include <string>

#include <CLI/CLI.hpp>

#include "adapters/codec/lookup_encoder.h"
#include "app/lookup/institution.h"
#include "app/payer/upkeep.h"
#include "base/region_code.h"
#include "cli/lookup_common.h"
#include "cli/policy_commands.h"
#include "cli/text_table.h"

/// route; catalogue dual.
namespace yidi::cli {
namespace {

constexpr int kUnknown = 3;
constexpr int kNo = 4;

struct Options {
    DataOptions data;
    std::string insured;
    std::string care;
    std::string business = "inpatient";
    std::string drug;
    std::string day;
};

Result<Date> day_of(Payer& payer, const std::string& day) {
    if (day.empty()) {
        return payer.now().date();
    }
    return parse_date(day);
}

void print_route(Context& context, const app::RouteAnswer& answer, const app::Advice& advice) {
    const registry::RouteFinding& finding = answer.finding;
    if (!context.json) {
        context.out << advice.say << '\n';
        if (!advice.next.empty()) {
            context.out << "  " << advice.next << '\n';
        }
        if (finding.by) {
            context.out << say(context, {"  依据：", "  source: "}) << finding.by->source << " ["
                        << policy::name(finding.by->grade) << "]\n";
        }
        return;
    }
    std::string text;
    codec::append_route(answer, advice, text);
    context.out << text << '\n';
}

Result<void> show_route(Context& context, const Options& options) {
    app::RouteQuery query;
    YIDI_TRY(query.insuplc_admdvs, read_region(options.insured, "INSURED"));
    YIDI_TRY(query.mdtrtarea_admvs, read_region(options.care, "PLACE"));
    YIDI_TRY(const auto business, read_business(options.business));
    query.business = business.value_or(policy::Business::inpatient);
    YIDI_TRY(const std::unique_ptr<Payer> payer,
             Payer::open(context, place_of(context, options.data)));
    YIDI_TRY(query.day, day_of(*payer, options.day));
    app::RouteAnswer answer;
    YIDI_TRY_VOID(payer->store().read([&](ports::Session& session) -> Result<void> {
        YIDI_TRY(answer, app::route(session, payer->regions(), query));
        return {};
    }));
    print_route(context, answer, app::advice(answer, query, payer->regions(), context.lang));
    context.exit = exit_of(answer.finding.state);
    return {};
}

void print_drugs(Context& context, const app::DrugAnswer& answer, const app::Advice& advice) {
    if (context.json) {
        std::string text;
        codec::append_drugs(answer, advice, text);
        context.out << text << '\n';
        return;
    }
    TextTable table{{std::string{say(context, {"药品", "drug"})},
                     std::string{say(context, {"地区", "region"})},
                     std::string{say(context, {"依据", "source"})},
                     std::string{say(context, {"名称", "name"})}}};
    for (const registry::DualDrug& one : answer.drugs) {
        table.add({one.med_list_codg, std::to_string(one.admdvs),
                   one.source + " [" + std::string{policy::name(one.grade)} + "]", one.name});
    }
    if (!answer.drugs.empty()) {
        table.print(context.out, "");
    }
    context.out << advice.say << "\n  " << advice.next << '\n';
}

Result<void> show_drugs(Context& context, const Options& options) {
    app::DrugQuery query{.insuplc_admdvs = 0, .drug = options.drug, .day = {}};
    YIDI_TRY(query.insuplc_admdvs, read_region(options.insured, "INSURED"));
    YIDI_TRY(const std::unique_ptr<Payer> payer,
             Payer::open(context, place_of(context, options.data)));
    YIDI_TRY(query.day, day_of(*payer, options.day));
    app::DrugAnswer answer;
    YIDI_TRY_VOID(payer->store().read([&](ports::Session& session) -> Result<void> {
        YIDI_TRY(answer, app::dual_drugs(session, payer->regions(), query));
        return {};
    }));
    print_drugs(context, answer, app::advice(answer, context.lang));
    if (answer.state == app::DrugState::unknown) context.exit = kUnknown;
    if (answer.state == app::DrugState::unlisted) context.exit = kNo;
    return {};
}

/// The options that both have, and what is run.
void prepare(CLI::App& command, Context& context, const std::shared_ptr<Options>& options,
             Result<void> (*run)(Context&, const Options&)) {
    add_data_options(command, context, options->data);
    command.add_option("INSURED", options->insured, "The insured region's code")->required();
    command.add_option("--day", options->day, "YYYY-MM-DD; today if it is left out");
    command.callback([&context, options, run] {
        if (const Result<void> done = run(context, *options); !done) {
            report(context, done.error());
        }
    });
}

}  // namespace

Result<std::optional<policy::Business>> read_business(std::string_view word) {
    if (word.empty()) {
        return std::optional<policy::Business>{};
    }
    const auto business = policy::parse_business(word);
    if (!business) {
        return fail({.code = ErrorCode::usage,
                     .where = "--business",
                     .rule = "inpatient, outpatient, chronic, pharmacy, dual_channel, maternity",
                     .remedy = "write one of these",
                     .detail = "there is no such kind of business"});
    }
    return business;
}

Result<std::uint32_t> read_region(std::string_view text, std::string_view option) {
    const Result<RegionCode> code = parse_region_code(text);
    if (!code) {
        return fail({.code = ErrorCode::bad_region,
                     .where = std::string{option},
                     .rule = "six digits, the first not 0",
                     .remedy = "look the code up in data/regions/regions.tsv",
                     .detail = "this is no code of a region"});
    }
    return code->number();
}

int exit_of(registry::OpeningState state) {
    if (state == registry::OpeningState::open) {
        return 0;
    }
    return state == registry::OpeningState::disease_unstated ? kUnknown : kNo;
}

int exit_of(registry::RouteState state) {
    if (state == registry::RouteState::open || state == registry::RouteState::local) {
        return 0;
    }
    return state == registry::RouteState::unknown ? kUnknown : kNo;
}

Result<void> ensure_institution_index(Payer& payer) {
    bool is_needed = false;
    YIDI_TRY_VOID(payer.store().read([&](ports::Session& session) -> Result<void> {
        YIDI_TRY(is_needed, payer::needs_institution_index(session));
        return {};
    }));
    if (!is_needed) {
        return {};
    }
    const payer::Context context = payer.context();
    return ports::write(payer.store(), [&](ports::Session& session) -> Result<void> {
        YIDI_TRY_VOID(payer::rebuild_institution_index(session, context));
        return {};
    });
}

void add_route(CLI::App& app, Context& context) {
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand(
        "route",
        "Whether direct settlement is open from an insured region to a place: 4 if not, 3 if it "
        "is not published");
    prepare(*command, context, options, show_route);
    command->add_option("PLACE", options->care, "The region where care is given")->required();
    command->add_option("--business", options->business, "inpatient, outpatient, chronic, …")
        ->capture_default_str();
}

void add_catalogue(CLI::App& app, Context& context) {
    CLI::App* group = app.add_subcommand("catalogue", "Drugs as an insured region lists them");
    group->require_subcommand(1);
    auto options = std::make_shared<Options>();
    CLI::App* command = group->add_subcommand(
        "dual",
        "The dual-channel list of a region on a day: 4 if the drug is not on it, 3 if none is "
        "registered");
    prepare(*command, context, options, show_drugs);
    command->add_option("DRUG", options->drug, "A code or a part of the name; all if left out");
}

}  // namespace yidi::cli
