#include <optional>
#include <ostream>
#include <string>

#include "adapters/codec/claim_encoder.h"
#include "app/claim/differences.h"
#include "cli/claim_common.h"

/// claim owed, claim difference: what funds owe a person that no claim pays.
namespace yidi::cli {
namespace {

void print_entries(Context& context, const app::OwedByArea& one) {
    for (const app::OwedEntry& entry : one.entries) {
        context.out << "  " << to_string(entry.at.date()) << "  "
                    << (entry.kind ? settlement::name(*entry.kind) : "payment") << "  "
                    << entry.number << "  " << to_yuan(entry.amount) << '\n';
    }
}

void print_areas(Context& context, const std::vector<app::OwedByArea>& areas) {
    if (!context.json) {
        for (const app::OwedByArea& one : areas) {
            context.out << one.area << say(context, {"  欠付 ", "  owed "}) << to_yuan(one.owed)
                        << say(context, {"，可以申领 ", ", to be claimed "})
                        << to_yuan(one.unclaimed) << '\n';
            print_entries(context, one);
        }
        return;
    }
    std::string text;
    codec::JsonWriter json{text};
    json.begin_object();
    json.key("areas");
    json.begin_array();
    for (const app::OwedByArea& one : areas) {
        json.begin_object();
        json.member("area", std::to_string(one.area));
        json.member("owed", one.owed);
        json.member("unclaimed", one.unclaimed);
        json.key("entries");
        json.begin_array();
        for (const app::OwedEntry& entry : one.entries) {
            json.begin_object();
            json.member("number", entry.number);
            json.member("kind", entry.kind ? settlement::name(*entry.kind) : "payment");
            json.member("day", entry.at.date());
            json.member("amount", entry.amount);
            json.end_object();
        }
        json.end_array();
        json.end_object();
    }
    json.end_array();
    json.end_object();
    context.out << text << '\n';
}

Result<void> owed(Context& context, const ClaimOptions& options) {
    YIDI_TRY(const OpenClaims open, OpenClaims::open(context, options));
    std::vector<app::OwedByArea> areas;
    YIDI_TRY_VOID(
        open.payer->look("claims read", [&](ports::Session& session) -> Result<registry::Pid> {
            YIDI_TRY(areas, app::owed_by_area(session, *open.work, open.pid));
            return open.pid;
        }));
    print_areas(context, areas);
    return {};
}

Result<void> difference(Context& context, const ClaimOptions& options) {
    YIDI_TRY(const OpenClaims open, OpenClaims::open(context, options));
    const app::DifferenceRequest request{
        .pid = open.pid,
        .actor = open.actor(options),
        .area = options.area == 0 ? 0 : open.payer->regions().pooling_area(options.area),
        .account = {.holder = options.account_holder,
                    .bank = options.account_bank,
                    .number = options.account_number},
        .papers = options.papers};
    return take_claim(context, open, [&](ports::Session& session, const app::ClaimContext& work) {
        return app::claim_difference(session, work, request);
    });
}

}  // namespace

void add_claim_difference(const ClaimGroup& claims) {
    claims.add_person(*claims.add({.name = "owed",
                                   .about = "What each fund owes a person, and what it is made of",
                                   .run = owed}));
    CLI::App* one = claims.add({.name = "difference",
                                .about = "Claims what is owed and no other claim pays",
                                .run = difference});
    claims.add_person(*one);
    claims.add_by(*one);
    claims.add_account(*one);
    one->add_option("--paper", claims.options->papers, "Heirs: their proof, by kind; repeatable");
    one->add_option("--area", claims.options->area, "Whose fund owes it, where several do");
}

}  // namespace yidi::cli
