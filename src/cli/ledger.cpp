#include <ostream>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "adapters/codec/json_writer.h"
#include "app/payer/verify.h"
#include "cli/ledger_books.h"
#include "cli/payer_commands.h"
#include "cli/policy_commands.h"
#include "cli/text_table.h"

namespace yidi::cli {
namespace {

std::string_view name_of(payer::OneSided kind) {
    switch (kind) {
        case payer::OneSided::never_came: return "never_came";
        case payer::OneSided::no_message: return "no_message";
        case payer::OneSided::not_settled: return "not_settled";
    }
    return "";
}

std::string_view words_of(const Context& context, payer::OneSided kind) {
    switch (kind) {
        case payer::OneSided::never_came:
            return say(context, {"冲正了未收到的交易，之后也未结算",
                                 "2601 undid what never came; not settled since"});
        case payer::OneSided::no_message:
            return say(context, {"有结算而无报文", "a settlement without its message"});
        case payer::OneSided::not_settled:
            return say(context,
                       {"已出院、有费用而未结算", "a stay that ended and was not settled"});
    }
    return "";
}

/// "3 d 04:05", "0 d 00:12".
std::string age_text(std::int64_t age_ms) {
    constexpr std::int64_t kMinuteMs = 60'000;
    constexpr std::int64_t kHour = 60;
    constexpr std::int64_t kDay = 24 * kHour;
    const std::int64_t minutes = age_ms / kMinuteMs;
    const auto two = [](std::int64_t number) {
        return (number < 10 ? "0" : "") + std::to_string(number);
    };
    return std::to_string(minutes / kDay) + " d " + two(minutes % kDay / kHour) + ':' +
           two(minutes % kHour);
}

void print_json(Context& context, const std::vector<payer::Unresolved>& all) {
    std::string text;
    codec::JsonWriter json{text};
    json.begin_object();
    json.key("unresolved");
    json.begin_array();
    for (const payer::Unresolved& one : all) {
        json.begin_object();
        json.member("kind", name_of(one.kind));
        json.member("pid", one.pid);
        json.member("fixmedins_code", one.fixmedins_code);
        json.member("msgid", one.msgid);
        json.member("id", std::to_string(one.id));
        json.member("at", to_string(one.at));
        json.member("age_ms", one.age_ms);
        json.end_object();
    }
    json.end_array();
    json.end_object();
    context.out << text << '\n';
}

Result<void> unresolved(Context& context, const DataOptions& options) {
    YIDI_TRY(const std::unique_ptr<Payer> payer, Payer::open(context, place_of(context, options)));
    std::vector<payer::Unresolved> all;
    const Instant now = payer->now();
    YIDI_TRY_VOID(payer->store().read([&](ports::Session& session) -> Result<void> {
        YIDI_TRY(all, payer::unresolved(session, now));
        return {};
    }));
    if (context.json) {
        print_json(context, all);
        return {};
    }
    if (all.empty()) {
        context.out << say(context, {"没有单边记录。", "No one-sided records."}) << '\n';
        return {};
    }
    TextTable table{{std::string{say(context, {"已过", "age"})},
                     std::string{say(context, {"机构", "institution"})},
                     std::string{say(context, {"人员", "person"})},
                     std::string{say(context, {"编号", "number"})},
                     std::string{say(context, {"报文", "message"})},
                     std::string{say(context, {"情形", "what"})}}};
    for (const payer::Unresolved& one : all) {
        table.add({age_text(one.age_ms), one.fixmedins_code, std::to_string(one.pid),
                   one.id == 0 ? "" : std::to_string(one.id), one.msgid,
                   std::string{words_of(context, one.kind)}});
    }
    table.print(context.out, "");
    return {};
}

}  // namespace

void add_ledger(CLI::App& app, Context& context) {
    CLI::App* group = app.add_subcommand("ledger", "The double entry behind every settlement");
    group->require_subcommand(1);
    auto options = std::make_shared<DataOptions>();
    CLI::App* command = group->add_subcommand(
        "unresolved", "Records of which the other side is missing, the oldest first");
    add_data_options(*command, context, *options);
    command->callback([&context, options] {
        if (const Result<void> done = unresolved(context, *options); !done) {
            report(context, done.error());
        }
    });
    add_ledger_books(*group, context);
}

}  // namespace yidi::cli
