#include "app/access/first_administrator.h"

#include <algorithm>
#include <utility>

namespace yidi::accounts {
namespace {

using ports::Session;

bool is_waiting(const Account& account) {
    return account.login == kFirstLogin && account.password.empty() &&
           account.state == State::active;
}

Result<std::optional<Account>> waiting(Session& session, const ports::Vault& vault) {
    YIDI_TRY(std::optional<Account> account,
             find_account(session, vault, std::string{kFirstLogin}));
    if (account && !is_waiting(*account)) account.reset();
    return account;
}

tl::unexpected<Error> have_one() {
    return fail(Error{.code = ErrorCode::changed_meanwhile,
                      .where = {},
                      .rule = "还没有管理员的系统",
                      .remedy = "请向管理员申请账号；忘记密码的，停止服务后运行 yidi account reset",
                      .detail = "已有管理员，一次性代码不再有用"});
}

}  // namespace

Result<bool> needs_administrator(Session& session, const ports::Vault& vault) {
    YIDI_TRY(const bool is_there, has_account(session, vault, [](const Account& one) {
                 return one.state == State::active && !is_waiting(one) &&
                        std::ranges::any_of(one.grants, [](const access::Grant& grant) {
                            return grant.role == access::Role::administrator;
                        });
             }));
    return !is_there;
}

Result<bool> awaits_administrator(Session& session, const ports::Vault& vault) {
    YIDI_TRY(const std::optional<Account> account, waiting(session, vault));
    return account.has_value();
}

Result<void> give_first_code(Session& session, const payer::Context& context, std::string_view code,
                             const std::string& by) {
    YIDI_TRY(const bool is_needed, needs_administrator(session, context.vault));
    if (!is_needed) return have_one();
    YIDI_TRY(std::optional<Account> account, waiting(session, context.vault));
    if (!account) {
        account.emplace();
        account->login = kFirstLogin;
        account->grants = {{.role = access::Role::administrator, .scope = {}}};
    }
    account->reset = context.vault.look_up_hash(code);
    account->reset_until = context.now.plus_ms(access::kResetMs);
    YIDI_TRY_VOID(put_account(session, context, *std::move(account), by));
    return {};
}

Result<void> forget_first_code(Session& session, const payer::Context& context,
                               const std::string& by) {
    YIDI_TRY(std::optional<Account> account, waiting(session, context.vault));
    if (!account) return {};
    account->state = State::locked;
    account->reset.clear();
    YIDI_TRY_VOID(put_account(session, context, *std::move(account), by));
    return {};
}

Result<bool> fits_first_code(Session& session, const payer::Context& context,
                             std::string_view code) {
    YIDI_TRY(const std::optional<Account> account, waiting(session, context.vault));
    return account && fits_reset(*account, context.vault, code, context.now);
}

Result<Account> make_first_administrator(Session& session, const payer::Context& context,
                                         const FirstAdministrator& first) {
    YIDI_TRY(const bool is_needed, needs_administrator(session, context.vault));
    YIDI_TRY(std::optional<Account> account, waiting(session, context.vault));
    if (!is_needed || !account) return have_one();
    account->login = first.login;
    account->password = first.stored;
    account->reset.clear();
    const std::string by = "user:" + std::to_string(account->id);
    return put_account(session, context, *std::move(account), by);
}

}  // namespace yidi::accounts
