#include <algorithm>
#include <array>

#include "app/access/accesses.h"
#include "base/whole.h"
#include "domain/explain/fill.h"

namespace yidi::accounts {
namespace {

using explain::Language;
using explain::Words;

struct Deed {
    std::string_view begins;  ///< what `audit` has begins so
    Words words;
    bool changes = false;
};

// The longer of two that begin alike stands first.
constexpr std::array kDeeds{
    Deed{"refused", {"没有权限，被拒绝", "was refused: not allowed"}},
    Deed{"answered again", {"重发，答先前的结果", "sent again, answered as before"}},
    Deed{"filings read", {"查看备案", "read the filings"}},
    Deed{"filing read", {"查看备案", "read the filings"}},
    Deed{"filing assessed", {"查备案要什么材料", "asked what a filing needs"}},
    Deed{"filing papers", {"查看备案的材料", "read papers of a filing"}},
    Deed{"filing paper handed in", {"上传备案材料", "handed in a paper of a filing"}, true},
    Deed{"filing paper", {"查看备案的材料", "read papers of a filing"}},
    Deed{"filing form", {"打印备案登记表", "printed the filing form"}},
    Deed{"promise letter", {"打印承诺书", "printed the promise letter"}},
    Deed{"filing queue", {"在待办的备案中看到", "saw you among filings that wait"}},
    Deed{"filing reviewed", {"审核时查看备案", "looked at a filing to review it"}},
    Deed{"filing", {"办理备案", "acted on a filing"}, true},
    Deed{"visits at", {"在机构的就诊名单中看到", "saw you in an institution's list of visits"}},
    Deed{"settlements at",
         {"在机构的结算名单中看到", "saw you in an institution's list of settlements"}},
    Deed{"unresolved at",
         {"在机构的单边账名单中看到", "saw you in an institution's list of what is unresolved"}},
    Deed{"claims read", {"查看手工报销", "read the claims"}},
    Deed{"claim read", {"查看手工报销", "read the claims"}},
    Deed{"claim queue", {"在待办的手工报销中看到", "saw you among claims that wait"}},
    Deed{"claim reviewed", {"审核时查看手工报销", "looked at a claim to check it"}},
    Deed{"claim tried", {"试算手工报销", "worked out what a claim would pay"}},
    Deed{"claim payment read", {"付款时查看收款账户", "looked at the account to pay a claim to"}},
    Deed{"claim paper handed in", {"上传报销材料", "handed in a paper of a claim"}, true},
    Deed{"claim paper", {"查看报销的材料", "read papers of a claim"}},
    Deed{"claim", {"办理手工报销", "acted on a claim"}, true},
    Deed{"entitlement read", {"查看待遇和累计", "read what you are entitled to"}},
    Deed{"why", {"查为什么能结、不能结", "asked why a settlement works or fails"}},
    Deed{"statement", {"打印结算单", "printed a statement"}},
    Deed{"settlements read", {"查看结算记录", "read the settlements"}},
    Deed{"settlement read", {"查看一笔结算", "read a settlement"}},
    Deed{"bonds read", {"查看亲情账户", "read the bonds with relatives"}},
    Deed{"bond", {"办理亲情账户绑定", "bound or unbound a relative"}, true},
    Deed{"wallet read", {"查看医保钱包", "read the wallet"}},
    Deed{"wallet history read", {"查看账户明细", "read the account's history"}},
    Deed{"transfer", {"办理家庭共济转账", "sent or answered a transfer"}, true},
    Deed{"messages read", {"查看消息", "read the messages"}},
    Deed{"message read", {"把消息标为已读", "marked a message as read"}},
    Deed{"accesses read", {"查看谁看过资料", "read who has looked"}},
    Deed{"account ", {"开立或更改登录账号", "made or changed an account to sign in with"}, true},
    Deed{"account", {"个人账户入账", "paid into the personal account"}, true},
    Deed{"person found", {"查找参保人时看到", "found you when looking for somebody"}},
    Deed{"person", {"更新参保登记", "changed the registration"}, true},
    Deed{"year put in order", {"按就医先后重算年度", "computed the year again in order"}, true},
    Deed{"year", {"导入年度累计", "brought the year's totals"}, true},
};
constexpr Words kOther{"查看或办理业务", "read or did something"};

const Deed* deed_of(std::string_view what) {
    const auto* const found = std::ranges::find_if(
        kDeeds, [what](const Deed& one) { return what.starts_with(one.begins); });
    return found == kDeeds.end() ? nullptr : found;
}

Words role_of(access::Role role) {
    switch (role) {
        case access::Role::citizen: return {"参保人", "an insured person"};
        case access::Role::proxy: return {"家人", "a relative"};
        case access::Role::window: return {"窗口", "a counter"};
        case access::Role::agency_reviewer: return {"经办审核", "an agency's reviewer"};
        case access::Role::policy_officer: return {"政策维护", "a policy officer"};
        case access::Role::administrator: return {"管理员", "an administrator"};
        case access::Role::auditor: return {"审计", "an auditor"};
        case access::Role::claim_approver: return {"报销核定", "an approver of claims"};
        case access::Role::finance: return {"财务支付", "the agency's finance office"};
        case access::Role::clearing_officer: return {"清算对账", "a clearing officer"};
    }
    YIDI_ASSERT(false);
}

/// "44" and "4401" as the province and the city.
std::string place_of(const access::Scope& scope, const policy::Regions& regions,
                     Language language) {
    if (scope.region.empty()) return std::string{Words{"全国", "everywhere"}.in(language)};
    constexpr std::size_t kDigits = 6;
    std::string code = scope.region;
    code.resize(kDigits, '0');
    const std::string_view known =
        regions.name(static_cast<std::uint32_t>(parse_whole(code).value_or(0)));
    return known.empty() ? scope.region : std::string{known};
}

std::string staff_of(const Looked& one, const policy::Regions& regions, Language language) {
    if (one.grants.empty()) return std::string{Words{"经办人员", "staff"}.in(language)};
    const access::Grant& grant = one.grants.front();
    return explain::fill(
        Words{"{0}（{1}）", "{0} ({1})"}, language,
        {role_of(grant.role).in(language),
         one.named.empty() ? place_of(grant.scope, regions, language) : one.named});
}

std::string who_of(const Looked& one, const policy::Regions& regions, Language language) {
    switch (one.looker) {
        case Looker::self: return std::string{Words{"本人", "you"}.in(language)};
        case Looker::family:
            return explain::fill(Words{"家人 {0}", "your relative {0}"}, language, {one.named});
        case Looker::staff: return staff_of(one, regions, language);
        case Looker::institution: return one.named;
        case Looker::program:
            return explain::fill(Words{"接入程序 {0}", "the program {0}"}, language, {one.named});
        case Looker::system: return std::string{Words{"系统", "the system"}.in(language)};
    }
    YIDI_ASSERT(false);
}

}  // namespace

LookedText text_of(const Looked& one, const policy::Regions& regions, Language language) {
    const Deed* const deed = deed_of(one.what);
    return {.who = who_of(one, regions, language),
            .did = std::string{(deed == nullptr ? kOther : deed->words).in(language)},
            .changed = deed != nullptr && deed->changes};
}

}  // namespace yidi::accounts
