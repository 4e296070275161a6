#include <array>
#include <optional>
#include <string>
#include <utility>

#include "adapters/codec/hledger.h"
#include "adapters/codec/trial_balance.h"
#include "api/rest/internal/clearing_call.h"
#include "api/rest/internal/subjects.h"
#include "app/clearing/books.h"

/// The whole ledger on a day: balances, and every entry for hledger.
namespace yidi::rest::internal {
namespace {

constexpr std::array kOnDay{
    value(Type::date, "day", "截至哪天；没有：今天"),
    text("party", "谁的账户：地区、机构或人员编号；没有：全部", 64),
};
constexpr std::array kBalance{
    code("kind", "账户种类").must(),
    text("key", "账户").must(),
    value(Type::money, "debit", "借方").must(),
    value(Type::money, "credit", "贷方").must(),
    value(Type::money, "balance", "借减贷").must(),
};
constexpr std::array kTrialBalance{
    value(Type::date, "day", "截至").must(),
    value(Type::money, "debit", "借方合计").must(),
    value(Type::money, "credit", "贷方合计；与借方相等").must(),
    list("accounts", "各账户，最多 5,000 个", kBalance, 5'000).must(),
    value(Type::flag, "more", "还有没有列出的账户").must(),
};
constexpr std::array kJournalOf{value(Type::date, "day", "截至哪天；没有：今天")};
constexpr std::array kTroubles{Trouble::refused, Trouble::not_found};

Done file_named(const std::string& name) {
    Done done;
    done.headers.add("Content-Disposition", "attachment; filename=\"" + name + "\"");
    return done;
}

Date day_of(const Call& call) {
    return call.parameters().maybe_date("day").value_or(call.context().now.date());
}

Result<Done> show_balance(Call& call) {
    constexpr std::size_t kAccountsMax = 5'000;
    YIDI_TRY_VOID(call.allow({}));
    call.note(std::nullopt, "ledger read");
    const Date day = day_of(call);
    YIDI_TRY(const auto entries, app::ledger_entries(call.session(), day));
    auto balances = ledger::trial_balance(entries, day);
    if (call.parameters().has("party")) {
        balances = ledger::of_party(balances, call.parameters().view("party"));
    }
    Money debit;
    Money credit;
    for (const ledger::AccountBalance& one : balances) {
        debit += one.debit;
        credit += one.credit;
    }
    const bool more = balances.size() > kAccountsMax;
    if (more) balances.resize(kAccountsMax);
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.member("day", day);
    json.member("debit", debit);
    json.member("credit", credit);
    json.key("accounts");
    codec::write_accounts(json, balances);
    json.member("more", more);
    json.end_object();
    return done;
}

Result<Done> export_journal(Call& call) {
    YIDI_TRY_VOID(call.allow({}));
    call.note(std::nullopt, "ledger read");
    const Date day = day_of(call);
    YIDI_TRY(auto entries, app::ledger_entries(call.session(), day));
    Done done = file_named("ledger-" + to_string(day) + ".journal");
    done.finish = [entries = std::move(entries)]() -> Result<std::string> {
        return codec::hledger_journal(entries);
    };
    return done;
}

/// Accounts of persons stand in the ledger.
constexpr access::Rule kReadsLedger{
    .roles = access::roles(access::Role::clearing_officer, access::Role::auditor),
    .about = access::About::place};

constexpr std::array kEndpoints{
    Endpoint{.id = "showTrialBalance",
             .method = "GET",
             .path = "/ledger/trial-balance",
             .summary = {"截至某日的试算平衡表", "The trial balance on a day"},
             .rule = kReadsLedger,
             .parameters = kOnDay,
             .answer = kTrialBalance,
             .troubles = kTroubles,
             .accesses = "ledger read",
             .handle = show_balance},
    Endpoint{
        .id = "exportLedger",
        .method = "GET",
        .path = "/ledger/ledger.journal",
        .summary = {"截至某日的全部分录，hledger 格式", "Every entry up to a day, for hledger"},
        .rule = kReadsLedger,
        .parameters = kJournalOf,
        .media = "text/plain",
        .troubles = kTroubles,
        .accesses = "ledger read",
        .handle = export_journal},
};

}  // namespace

Subject ledger_subject() {
    return {.id = "ledger", .title = {"总账", "The ledger"}, .endpoints = kEndpoints};
}

}  // namespace yidi::rest::internal
