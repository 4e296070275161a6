#include "app/access/accounts.h"

#include <algorithm>
#include <array>
#include <utility>

#include "app/payer/internal/audit.h"
#include "app/payer/internal/row_reader.h"
#include "app/payer/internal/rows_aid.h"
#include "app/payer/internal/rows_person.h"
#include "app/payer/internal/rows_visit.h"
#include "base/whole.h"

namespace yidi::accounts {
namespace {

using payer::internal::RowReader;
using payer::internal::value_of;
using ports::Row;
using ports::Session;
using ports::spec;
using ports::Table;
using ports::Value;

std::string place_of(std::int64_t id) {
    return "account_user/" + std::to_string(id);
}

std::optional<State> parse_state(const std::string& text) {
    for (const State state : {State::active, State::locked}) {
        if (name(state) == text) return state;
    }
    return std::nullopt;
}

Result<Account> read_account(const ports::Vault& vault, const Row& row) {
    RowReader in{Table::account_user, row};
    Account one;
    one.id = in.number();
    one.login = in.text();
    one.provider = in.text();
    const std::string grants = in.text();
    one.pid = in.maybe_number();
    one.state = in.word(parse_state);
    const std::string password = in.maybe_text();
    one.must_change = in.flag();
    one.reset = in.maybe_text();
    one.reset_until = Instant::from_ms(in.maybe_number().value_or(0));
    one.sessions_from = in.instant();
    one.at = in.instant();
    YIDI_TRY_VOID(in.end());
    YIDI_TRY(one.grants, access::parse_grants(grants));
    // Sealed too: whoever has the store alone has nothing to try passwords against.
    if (!password.empty()) {
        YIDI_TRY(one.password, vault.open(password, place_of(one.id)));
    }
    return one;
}

Value maybe(std::string text) {
    return text.empty() ? Value{} : Value{std::move(text)};
}

Row row_of(ports::Vault& vault, const Account& one) {
    return {one.id,
            one.login,
            one.provider,
            access::to_string(one.grants),
            value_of(one.pid),
            std::string{name(one.state)},
            one.password.empty() ? Value{} : Value{vault.seal(one.password, place_of(one.id))},
            value_of(one.must_change),
            maybe(one.reset),
            one.reset.empty() ? Value{} : value_of(one.reset_until),
            value_of(one.sessions_from),
            value_of(one.at)};
}

tl::unexpected<Error> refuse(ErrorCode code, std::string where, std::string rule,
                             std::string remedy, std::string detail) {
    return fail(Error{.code = code,
                      .where = std::move(where),
                      .rule = std::move(rule),
                      .remedy = std::move(remedy),
                      .detail = std::move(detail)});
}

Result<void> check(const Account& account) {
    YIDI_TRY_VOID(access::check_login(account.login));
    if (account.grants.empty()) {
        return refuse(ErrorCode::missing_key, "grants", "至少一个角色", "请给出角色",
                      "账号没有角色");
    }
    const auto owns = [](const access::Grant& one) { return access::is_own(one.role); };
    const bool is_own = std::ranges::any_of(account.grants, owns);
    if (is_own && !std::ranges::all_of(account.grants, owns)) {
        return refuse(ErrorCode::inconsistent, "grants", "个人的角色与工作人员的角色不在同一账号",
                      "请为工作另开账号，使各人的操作分得清", "账号兼有个人与工作人员的角色");
    }
    if (is_own == account.pid.has_value()) return {};
    return refuse(ErrorCode::bad_value, "psn_no", "citizen 与 proxy 有人员编号，其余角色没有",
                  "请为参保人另开账号", "角色与人员编号不相符");
}

}  // namespace

std::string_view name(State state) {
    return state == State::active ? "active" : "locked";
}

Result<std::optional<Account>> find_account(Session& session, const ports::Vault& vault,
                                            const std::string& login) {
    YIDI_TRY(std::vector<Account> found,
             payer::internal::scan_rows<Account>(
                 session, Table::account_user, {.prefix = {login}},
                 [&vault](const Row& row) { return read_account(vault, row); }, ports::by::kLogin));
    if (found.empty()) return std::optional<Account>{};
    return std::optional{std::move(found.front())};
}

Result<std::optional<Account>> account_of(Session& session, const ports::Vault& vault,
                                          std::int64_t id) {
    const std::array<Value, 1> key{id};
    YIDI_TRY(const std::optional<Row> row, session.get(spec(Table::account_user), key));
    if (!row) return std::optional<Account>{};
    YIDI_TRY(Account one, read_account(vault, *row));
    return std::optional{std::move(one)};
}

Result<std::map<std::string, std::string, std::less<>>> logins_of(
    Session& session, const ports::Vault& vault, const std::set<std::string>& ids) {
    constexpr std::string_view kHead = "user:";
    std::map<std::string, std::string, std::less<>> logins;
    for (const std::string& id : ids) {
        if (!id.starts_with(kHead)) continue;
        const std::int64_t number =
            parse_whole(std::string_view{id}.substr(kHead.size())).value_or(0);
        YIDI_TRY(const std::optional<Account> account, account_of(session, vault, number));
        if (account) logins.emplace(id, account->login);
    }
    return logins;
}

Result<std::vector<Account>> all_accounts(Session& session, const ports::Vault& vault) {
    return payer::internal::scan_rows<Account>(
        session, Table::account_user, {},
        [&vault](const Row& row) { return read_account(vault, row); });
}

Result<bool> has_account(Session& session, const ports::Vault& vault,
                         const std::function<bool(const Account&)>& fits) {
    bool found = false;
    Result<void> state;
    YIDI_TRY_VOID(session.scan(ports::spec(Table::account_user), {}, {}, [&](const Row& row) {
        const Result<Account> one = read_account(vault, row);
        if (!one) state = fail(one.error());
        found = one && fits(*one);
        return one && !found;
    }));
    YIDI_TRY_VOID(std::move(state));
    return found;
}

Result<Account> put_account(Session& session, const payer::Context& context, Account account,
                            const std::string& by) {
    YIDI_TRY_VOID(check(account));
    YIDI_TRY(const std::optional<Account> same,
             find_account(session, context.vault, account.login));
    if (same && same->id != account.id) {
        return refuse(ErrorCode::changed_meanwhile, "/login", "没有用过的登录名",
                      "请换一个登录名，或修改已有的账号", "登录名已有账号");
    }
    if (account.id == 0) {
        account.id = context.ids.next();
        account.at = context.now;
    }
    YIDI_TRY_VOID(session.put(spec(Table::account_user), row_of(context.vault, account)));
    YIDI_TRY_VOID(
        note(session, context,
             {.by = by,
              .pid = account.pid,
              .what = "account " + std::to_string(account.id) + ' ' +
                      std::string{name(account.state)} + ' ' + access::to_string(account.grants)}));
    return account;
}

Result<void> give_reset(Session& session, const payer::Context& context, const std::string& login,
                        std::string_view token, const std::string& by) {
    YIDI_TRY(std::optional<Account> account, find_account(session, context.vault, login));
    if (!account || account->provider != kPassword) {
        return refuse(ErrorCode::bad_value, "/login", "以密码登录的账号", "请核对登录名",
                      "没有这个账号，或其密码不由本系统保管");
    }
    account->reset = context.vault.look_up_hash(token);
    account->reset_until = context.now.plus_ms(access::kResetMs);
    YIDI_TRY_VOID(put_account(session, context, *std::move(account), by));
    return {};
}

Result<void> set_password(Session& session, const payer::Context& context, Account account,
                          const NewPassword& password) {
    account.password = password.stored;
    account.must_change = false;
    account.reset.clear();
    account.sessions_from = context.now;
    YIDI_TRY_VOID(forget_failures(session, context.vault, account.login));
    YIDI_TRY_VOID(put_account(session, context, std::move(account), password.by));
    return {};
}

bool fits_reset(const Account& account, const ports::Vault& vault, std::string_view token,
                Instant now) {
    return !account.reset.empty() && now <= account.reset_until &&
           account.reset == vault.look_up_hash(token);
}

Result<void> note(Session& session, const payer::Context& context, const Access& access) {
    return payer::internal::audit(session, context,
                                  {.by = access.by,
                                   .pid = access.pid,
                                   .what = access.what,
                                   .list = access.list,
                                   .shown = access.shown});
}

std::string list_at(std::string_view fixmedins_code) {
    return "at " + std::string{fixmedins_code};
}

Result<access::Subject> subject_of(Session& session, const payer::Context& context,
                                   registry::Pid pid) {
    const Date today = context.now.date();
    access::Subject subject;
    subject.pid = pid;
    YIDI_TRY(const payer::internal::Alive person, payer::internal::read_alive(session, pid));
    subject.regions.push_back(person.insuplc_admdvs);
    YIDI_TRY(const std::vector<registry::Insurance> insurances,
             payer::internal::insurances_of(session, pid));
    for (const registry::Insurance& one : insurances) {
        const bool has_ended = one.paus_insu_date && *one.paus_insu_date <= today;
        (has_ended ? subject.former : subject.regions).push_back(one.insuplc_admdvs);
    }
    YIDI_TRY(const auto visits, payer::internal::visits_of(session, pid));
    for (const settlement::Visit& one : visits) {
        if (one.is_stay && one.state == settlement::VisitState::registered) {
            subject.care_at.push_back(one.fixmedins_code);
        }
    }
    // Those who pay for somebody, or have bound them as their own, may act for them.
    YIDI_TRY(subject.family_of, payer::internal::agents_of(session, pid, today));
    return subject;
}

Result<std::string> psn_no_of(Session& session, registry::Pid pid) {
    YIDI_TRY(const payer::internal::Alive person, payer::internal::read_alive(session, pid));
    return registry::psn_no_of(person.insuplc_admdvs, pid);
}

Result<access::Subject> subject_of_scope(Session& session, const access::Scope& scope) {
    access::Subject subject;
    if (!scope.institution.empty()) {
        subject.institution = scope.institution;
        YIDI_TRY(const std::optional<registry::Institution> one,
                 payer::internal::find_institution(session, scope.institution));
        if (one) subject.regions.push_back(one->admdvs);
        return subject;
    }
    // The scope's own digits, as few as they are: a city is not reached by one of its districts.
    // Everywhere is no code, and only everywhere reaches it.
    const std::string& code = scope.region;
    if (code.empty()) return subject;
    subject.regions.push_back(static_cast<std::uint32_t>(parse_whole(code).value_or(0)));
    return subject;
}

Result<access::Subject> subject_of(Session& session, const payer::Context& context,
                                   std::string_view psn_no) {
    YIDI_TRY(const registry::Pid pid, payer::internal::read_psn_no(session, psn_no));
    return subject_of(session, context, pid);
}

}  // namespace yidi::accounts
