#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "adapters/codec/json_writer.h"
#include "app/clearing/bills.h"
#include "app/clearing/confirmations.h"
#include "app/clearing/months.h"
#include "cli/clearing_common.h"
#include "cli/payer_commands.h"
#include "cli/policy_commands.h"
#include "cli/text_table.h"

namespace yidi::cli {
namespace {

struct Options {
    DataOptions data;
    std::string month;
    std::string area;
    std::uint32_t party = 0;
};

void print_dues(Context& context, const app::MonthView& view) {
    if (context.json) {
        std::string text;
        codec::JsonWriter json{text};
        json.begin_object();
        json.member("month", to_string(view.cycle.month));
        json.member("state", clearing::name(view.cycle.state));
        json.key("dues");
        json.begin_array();
        for (const clearing::Due& due : clearing::dues_of(view.lines)) {
            json.begin_object();
            json.member("insured", std::to_string(due.direction.insured));
            json.member("treating", std::to_string(due.direction.treating));
            json.member("amount", due.amount);
            json.end_object();
        }
        json.end_array();
        json.end_object();
        context.out << text << '\n';
        return;
    }
    context.out << to_string(view.cycle.month) << "  " << clearing::name(view.cycle.state) << '\n';
    TextTable table{{std::string{say(context, {"付款的参保地", "insured, pays"})},
                     std::string{say(context, {"收款的就医地", "treating, is paid"})},
                     std::string{say(context, {"金额", "amount"})}}};
    for (const clearing::Due& due : clearing::dues_of(view.lines)) {
        table.add({std::to_string(due.direction.insured), std::to_string(due.direction.treating),
                   to_yuan(due.amount)});
    }
    table.print(context.out, "");
}

Result<void> show_month(Context& context, const Options& options) {
    YIDI_TRY(const clearing::Month month, clearing::parse_month(options.month));
    return look_at_clearing(
        context, options.data,
        [&](ports::Session& session, const app::ClearingContext& now) -> Result<void> {
            YIDI_TRY(const app::MonthView view, app::month_view(session, now, month));
            print_dues(context, view);
            return {};
        });
}

void print_institutions(Context& context,
                        const std::vector<app::InstitutionConfirmation>& institutions) {
    if (context.json) {
        std::string text;
        codec::JsonWriter json{text};
        json.begin_array();
        for (const app::InstitutionConfirmation& one : institutions) {
            json.begin_object();
            json.member("fixmedins_code", one.fixmedins_code);
            json.member("bills", one.bills);
            json.member("confirmed", one.confirmed);
            json.member("left_out", one.left_out);
            json.member("open", one.open);
            json.member("fund", one.fund);
            json.end_object();
        }
        json.end_array();
        context.out << text << '\n';
        return;
    }
    TextTable table{{std::string{say(context, {"定点医药机构", "institution"})},
                     std::string{say(context, {"账单", "bills"})},
                     std::string{say(context, {"确认", "confirmed"})},
                     std::string{say(context, {"不参与", "left out"})},
                     std::string{say(context, {"未表态", "open"})},
                     std::string{say(context, {"参保地应付", "owed"})}}};
    for (const app::InstitutionConfirmation& one : institutions) {
        table.add({one.fixmedins_code, std::to_string(one.bills), std::to_string(one.confirmed),
                   std::to_string(one.left_out), std::to_string(one.open), to_yuan(one.fund)});
    }
    table.print(context.out, "");
}

Result<void> show_institutions(Context& context, const Options& options) {
    YIDI_TRY(const clearing::Month month, clearing::parse_month(options.month));
    return look_at_clearing(
        context, options.data,
        [&](ports::Session& session, const app::ClearingContext&) -> Result<void> {
            YIDI_TRY(const auto institutions,
                     app::institution_confirmations(session, options.party, month));
            print_institutions(context, institutions);
            return {};
        });
}

void print_numbers(Context& context, const clearing::MonthStatistics& all) {
    TextTable table{{"", std::string{say(context, {"直接结算", "direct"})},
                     std::string{say(context, {"手工报销", "by hand"})},
                     std::string{say(context, {"人数", "persons"})},
                     std::string{say(context, {"机构", "institutions"})},
                     std::string{say(context, {"总费用", "total"})},
                     std::string{say(context, {"基金支付", "funds"})}}};
    for (const auto& [label, numbers] :
         {std::pair{say(context, {"住院", "stays"}), &all.stays},
          std::pair{say(context, {"门诊与购药", "others"}), &all.others},
          std::pair{say(context, {"合计", "all"}), &all.all}}) {
        table.add({std::string{label}, std::to_string(numbers->settlements),
                   std::to_string(numbers->manual), std::to_string(numbers->persons),
                   std::to_string(numbers->institutions), to_yuan(numbers->medfee),
                   to_yuan(numbers->fund)});
    }
    table.print(context.out, "");
}

Result<void> show_statistics(Context& context, const Options& options) {
    YIDI_TRY(const clearing::Month month, clearing::parse_month(options.month));
    return look_at_clearing(
        context, options.data,
        [&](ports::Session& session, const app::ClearingContext& now) -> Result<void> {
            YIDI_TRY(const auto all,
                     app::month_statistics(session, now.payer.book.regions(), month, options.area));
            print_numbers(context, all);
            return {};
        });
}

}  // namespace

void add_clearing(CLI::App& app, Context& context) {
    CLI::App* group = app.add_subcommand("clearing", "What provinces owe each other by month");
    group->require_subcommand(1);
    auto month = std::make_shared<Options>();
    CLI::App* shown = group->add_subcommand("month", "A clearing month: its state and each pair");
    add_data_options(*shown, context, month->data);
    shown->add_option("MONTH", month->month, "Such as 2026-01")->required();
    shown->callback([&context, month] {
        if (const Result<void> done = show_month(context, *month); !done) {
            report(context, done.error());
        }
    });
    add_clearing_allocation(*group, context);
    auto institutions = std::make_shared<Options>();
    CLI::App* confirmed =
        group->add_subcommand("institutions", "How far institutions have confirmed a month");
    add_data_options(*confirmed, context, institutions->data);
    confirmed->add_option("MONTH", institutions->month, "Such as 2026-01")->required();
    confirmed->add_option("PARTY", institutions->party, "The treating province, such as 420000")
        ->required();
    confirmed->callback([&context, institutions] {
        if (const Result<void> done = show_institutions(context, *institutions); !done) {
            report(context, done.error());
        }
    });
    auto numbers = std::make_shared<Options>();
    CLI::App* statistics =
        group->add_subcommand("statistics", "What an agency publishes of a month");
    add_data_options(*statistics, context, numbers->data);
    statistics->add_option("MONTH", numbers->month, "Such as 2026-01")->required();
    statistics->add_option("AREA", numbers->area, "First digits of the insured region")->required();
    statistics->callback([&context, numbers] {
        if (const Result<void> done = show_statistics(context, *numbers); !done) {
            report(context, done.error());
        }
    });
}

}  // namespace yidi::cli
