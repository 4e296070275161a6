#include "app/aid/aid.h"

#include <ostream>
#include <string>

#include <CLI/CLI.hpp>

#include "adapters/codec/entitlement_encoder.h"
#include "cli/payer_commands.h"
#include "cli/policy_commands.h"

/// aid wallet, aid return.
namespace yidi::cli {
namespace {

struct Options {
    DataOptions data;
    std::string psn_no;
};

void print_limits(Context& context, const aid::Wallet& wallet) {
    if (!wallet.limits) {
        context.out << say(context, {"转账限额不明。", "No limits of transfers are known."})
                    << '\n';
        return;
    }
    const aid::TransferLimits& limits = *wallet.limits;
    context.out << say(context, {"每日最多笔数 ", "transfers a day, at most "}) << limits.a_day
                << say(context, {"（今日已转 ", " (made today: "}) << wallet.made_today
                << say(context, {"），每笔最多 ", "), yuan each, at most "})
                << to_yuan(limits.amount) << say(context, {"；现在", "; now "})
                << (wallet.is_open ? say(context, {"可以转账", "open"})
                                   : say(context, {"不办理，下次 ", "closed, next "}))
                << (wallet.is_open ? "" : to_string(wallet.next_opening)) << '\n';
}

Result<void> show(Context& context, const Options& options) {
    YIDI_TRY(const std::unique_ptr<Payer> payer,
             Payer::open(context, place_of(context, options.data)));
    const payer::Context work = payer->context();
    aid::Wallet wallet;
    aid::Numbers numbers;
    YIDI_TRY_VOID(payer->look("wallet read", [&](ports::Session& session) -> Result<registry::Pid> {
        YIDI_TRY(wallet, aid::wallet_of(session, work, options.psn_no));
        YIDI_TRY(numbers, aid::numbers_of(session, work, aid::parties_of(wallet)));
        return *registry::pid_of(options.psn_no);
    }));
    if (context.json) {
        std::string text;
        codec::JsonWriter json{text};
        codec::write_wallet(json, wallet, numbers);
        context.out << text << '\n';
        return {};
    }
    context.out << say(context, {"余额 ", "balance "}) << to_yuan(wallet.balance)
                << say(context, {"，可用 ", ", free "}) << to_yuan(wallet.free) << '\n';
    print_limits(context, wallet);
    for (const aid::Transfer& one : wallet.sent) {
        context.out << say(context, {"转出待接收 ", "sent, not accepted yet "})
                    << to_yuan(one.amount) << say(context, {"，退回时间 ", ", goes back at "})
                    << to_string(one.due) << '\n';
    }
    for (const aid::Transfer& one : wallet.received) {
        context.out << say(context, {"待接收 ", "waits to be accepted "}) << to_yuan(one.amount)
                    << say(context, {"，退回时间 ", ", goes back at "}) << to_string(one.due)
                    << '\n';
    }
    return {};
}

Result<void> send_back(Context& context, const Options& options) {
    YIDI_TRY(const std::unique_ptr<Payer> payer,
             Payer::open(context, place_of(context, options.data)));
    const payer::Context work = payer->context();
    std::vector<aid::Transfer> back;
    constexpr std::size_t kAtOnce = 500;
    for (std::size_t before = back.size(), some = kAtOnce; some == kAtOnce;
         some = back.size() - before, before = back.size()) {
        YIDI_TRY_VOID(ports::write(payer->store(), [&](ports::Session& session) -> Result<void> {
            YIDI_TRY(const auto more, aid::return_due(session, work, kAtOnce));
            back.insert(back.end(), more.begin(), more.end());
            return {};
        }));
    }
    Money sum;
    for (const aid::Transfer& one : back) sum += one.amount;
    if (!context.json) {
        context.out << say(context, {"退回 ", "sent back: "}) << back.size()
                    << say(context, {" 笔，共 ", " transfers, in all "}) << to_yuan(sum) << '\n';
        return {};
    }
    std::string text;
    codec::JsonWriter json{text};
    json.begin_object();
    json.member("returned", static_cast<std::int64_t>(back.size()));
    json.member("amount", sum);
    json.end_object();
    context.out << text << '\n';
    return {};
}

CLI::App* add(CLI::App& group, Context& context, const std::shared_ptr<Options>& options,
              const std::pair<std::string, std::string>& words,
              Result<void> (*run)(Context&, const Options&)) {
    CLI::App* command = group.add_subcommand(words.first, words.second);
    add_data_options(*command, context, options->data);
    command->callback([&context, options, run] {
        if (const Result<void> done = run(context, *options); !done) {
            report(context, done.error());
        }
    });
    return command;
}

}  // namespace

void add_aid(CLI::App& app, Context& context) {
    CLI::App* group = app.add_subcommand("aid", "Mutual aid between relatives' accounts");
    group->require_subcommand(1);
    auto wallet = std::make_shared<Options>();
    add(*group, context, wallet,
        {"wallet", "Balance, limits, and what waits for an answer and until when"}, show)
        ->add_option("PSN_NO", wallet->psn_no, "The person's number")
        ->required();
    add(*group, context, std::make_shared<Options>(),
        {"return", "Send back what was not accepted in time, as a running server does by itself"},
        send_back);
}

}  // namespace yidi::cli
