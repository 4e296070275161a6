#include <array>

#include "domain/explain/labels.h"
#include "domain/explain/settling_words.h"

namespace yidi::explain {
namespace {

struct RefusalWords {
    ErrorCode code;
    Words label;
    Words remedy;
};

/// The codes that an answer can carry.
constexpr std::array kRefusals{
    RefusalWords{ErrorCode::not_insured,
                 {"医保关系已暂停或终止，不能享受待遇", "the insurance is paused or has ended"},
                 {"向参保地经办机构恢复缴费或办理接续，再按当地规定申请手工报销",
                  "have the insurance restored at the insured region's agency, then ask about a "
                  "manual claim"}},
    RefusalWords{ErrorCode::waiting_period,
                 {"入院时仍在待遇等待期内", "at admission the waiting period had not ended"},
                 {"等待期满后的费用可以报销；可否补缴缩短等待期请咨询参保地经办机构",
                  "costs after the waiting period are covered; ask the agency whether paying "
                  "arrears shortens it"}},
    RefusalWords{ErrorCode::not_filed,
                 {"未办理异地就医备案，不能直接结算",
                  "no filing was made, so the bill cannot be settled directly"},
                 {"出院结算前可补办备案；已自费结算的，备齐票据向参保地申请手工报销",
                  "file before discharge if you still can; if you have paid already, claim "
                  "manually at home with the receipts"}},
    RefusalWords{ErrorCode::filing_elsewhere,
                 {"备案地不包含就医地，不能直接结算",
                  "the filing is for another place, so the bill cannot be settled directly"},
                 {"变更备案地，或就本次就医另行备案",
                  "change the place of the filing, or file for this place"}},
    RefusalWords{ErrorCode::filing_not_in_force,
                 {"备案在入院当日未生效：起始日晚于入院日，或已到期",
                  "the filing was not in force on the day of admission: it begins later, or had "
                  "ended"},
                 {"出院结算前请参保地把备案起始日改到入院日或之前，再由医院按异地患者重新登记；"
                  "已自费结算的，回参保地申请手工报销",
                  "before discharge, have the filing begin on or before the day of admission and "
                  "the hospital register you again; if you have paid already, claim manually at "
                  "home"}},
    RefusalWords{ErrorCode::not_allowed,
                 {"该身份无权办理", "this role may not do this"},
                 {"换用有权限的身份办理，或请有权限的人办理",
                  "use a role that may, or ask somebody who has it"}},
    RefusalWords{ErrorCode::not_signed_in,
                 {"尚未登录，或登录已失效", "nobody is signed in, or the session has ended"},
                 {"请重新登录", "sign in again"}},
    RefusalWords{ErrorCode::filing_locked,
                 {"备案在锁定期内，暂不能变更或取消",
                  "the filing is locked: it cannot be changed or cancelled yet"},
                 {"在锁定期满后办理；死亡、登记错误、停止参保的，凭证明可提前办理",
                  "wait for the day that is named; a death, a wrong entry or the end of the "
                  "insurance lifts the lock"}},
    RefusalWords{
        ErrorCode::filing_refused,
        {"不符合参保地的备案规定", "the filing rules of the insured region do not allow it"},
        {"按所列规定修改后重新提交", "mend what is named, then file again"}},
    RefusalWords{
        ErrorCode::filing_exists,
        {"同一地点、同一时段已有备案", "a filing for this place and time is there already"},
        {"无需再办；要改动的，请变更原有备案",
         "nothing is to be done; to alter it, change the one there is"}},
    RefusalWords{ErrorCode::not_reported,
                 {"备案已通过，尚未上报到异地就医平台",
                  "the filing is approved, but has not reached the network yet"},
                 {"请参保地经办机构重新上报；上报成功后由医院再次查询",
                  "ask the insured region to report it again; then the hospital asks once more"}},
    RefusalWords{ErrorCode::insurance_paused,
                 {"参保已暂停", "the insurance is paused"},
                 {"补缴后恢复待遇；停保期间的费用按参保地规定办理",
                  "pay what is owed; costs meanwhile follow the insured region's rules"}},
    RefusalWords{ErrorCode::insurance_ended,
                 {"参保已终止", "the insurance has ended"},
                 {"请核对现在的参保地", "find out where the person is insured now"}},
    RefusalWords{
        ErrorCode::limit_reached,
        {"已达到限额或次数", "a limit of amount or number is reached"},
        {"在所列时间以后办理，或减少金额", "wait until the time that is named, or ask for less"}},
    RefusalWords{ErrorCode::route_closed,
                 {"参保地到就医地的此类直接结算未开通",
                  "this kind of care is not open between the insured and the treating region"},
                 {"先自费结算，保留票据，回参保地手工报销",
                  "pay, keep the papers, and claim manually at home"}},
    RefusalWords{ErrorCode::needs_approval,
                 {"需要另一人批准", "a second person has to approve it"},
                 {"请另一名有权限的人批准", "ask another person with the right to approve"}},
    RefusalWords{
        ErrorCode::not_connected,
        {"该机构未开通此类异地直接结算",
         "the institution is not connected for this kind of care for patients from elsewhere"},
        {"先自费结算，保留票据、清单和出院记录，回参保地手工报销；或改到已开通的机构就医",
         "pay, keep the receipt, the itemised list and the discharge record, and claim manually at "
         "home; or go to a connected institution"}},
    RefusalWords{ErrorCode::third_party_liable,
                 {"费用应由第三人负担，医保基金不予支付",
                  "a third party is liable, so the funds do not pay"},
                 {"向责任人主张赔偿；第三人不支付或无法确定的，可向参保地申请先行支付",
                  "claim from the liable party; if it does not pay or is not known, ask the agency "
                  "to advance the cost"}},
    RefusalWords{ErrorCode::not_recognised,
                 {"未通过门诊慢特病认定", "the chronic disease has not been recognised"},
                 {"先在参保地申请门诊慢特病认定",
                  "apply for recognition of the disease in the insured region first"}},
    RefusalWords{
        ErrorCode::not_covered,
        {"参保地政策规定此情形不予支付", "the insured region's rules do not cover this case"},
        {"如认为不属于该情形，凭材料向参保地经办机构核实",
         "if you think the case is another one, ask the insured region's agency with your papers"}},
    RefusalWords{ErrorCode::must_undo_later_first,
                 {"其后还有结算，须先撤销后续结算",
                  "there are later settlements, which must be undone first"},
                 {"按从后到前的顺序逐笔撤销", "undo the settlements from the last one backwards"}},
    RefusalWords{ErrorCode::interim_required,
                 {"住院跨医保年度，须先在年末办理中途结算",
                  "the stay crosses into a new benefit year and needs an interim settlement at the "
                  "year's end"},
                 {"请医院按年度末日办理中途结算，其余费用计入新年度",
                  "ask the hospital for an interim settlement at the last day of the benefit year; "
                  "the rest counts in the new one"}},
    RefusalWords{ErrorCode::promise_not_completed,
                 {"承诺制备案的材料尚未补齐，不能回参保地享受待遇",
                  "the filing was made by promise and its papers are still missing, so care at "
                  "home is not covered"},
                 {"补齐承诺的备案材料", "hand in the papers that were promised"}},
    RefusalWords{ErrorCode::no_pack,
                 {"尚无该参保地的政策包", "there is no policy pack for the insured region"},
                 {"用 --policy 指定政策目录，或按文档新增该统筹区的政策包",
                  "name a folder of packs with --policy, or add a pack for this pooling area as "
                  "the docs describe"}},
    RefusalWords{ErrorCode::before_first_rule,
                 {"该日期不在已知政策的有效期内", "no known rule is in force on that date"},
                 {"核对日期；或在政策包中补充该时期的规定",
                  "check the date, or add the rules of that time to the pack"}},
    RefusalWords{ErrorCode::rule_unknown,
                 {"不掌握适用的政策规定", "the rule for this case is not known"},
                 {"向参保地经办机构询问该项规定；知道文号和条款后可补入政策包",
                  "ask the insured region's agency for this rule; with document and article it can "
                  "be added to the pack"}},
    RefusalWords{ErrorCode::unbounded,
                 {"缺少必要的信息，无法给出区间", "a fact is missing that nothing bounds"},
                 {"补充所缺的信息", "state the missing fact"}},
};

/// The others tell what to do by their family alone.
constexpr std::array kFamilies{
    RefusalWords{ErrorCode::malformed_json,
                 {"请求有误", "the request is wrong"},
                 {"修改后重新提交", "mend it and send it again"}},
    RefusalWords{ErrorCode::changed_meanwhile,
                 {"数据已被更改", "the data have changed meanwhile"},
                 {"重新读取后再决定", "read it again, then decide"}},
    RefusalWords{ErrorCode::rate_limited,
                 {"请求过于频繁", "too many requests"},
                 {"稍后再试", "wait as long as the answer says"}},
    RefusalWords{ErrorCode::busy,
                 {"系统繁忙", "the system is busy"},
                 {"稍后用同一编号重试", "try again later with the same key"}},
    RefusalWords{ErrorCode::internal,
                 {"程序内部错误", "an error inside the program"},
                 {"请附上案例和政策包报告此问题", "report it with the case and the packs"}},
};

[[nodiscard]] constexpr int family(ErrorCode code) {
    return static_cast<int>(code) / 1000;
}

[[nodiscard]] const RefusalWords& find(ErrorCode code) {
    for (const RefusalWords& entry : kRefusals) {
        if (entry.code == code) return entry;
    }
    for (const RefusalWords& entry : kFamilies) {
        if (family(entry.code) == family(code)) return entry;
    }
    return kFamilies.back();
}

constexpr auto kSentences = [] {
    std::array<Words, 2 * kRefusals.size()> all{};
    std::size_t at = 0;
    for (const RefusalWords& one : kRefusals) {
        all[at++] = one.label;
        all[at++] = one.remedy;
    }
    return all;
}();

}  // namespace

std::span<const Words> refusal_words() {
    return kSentences;
}

Words label(ErrorCode code) {
    return find(code).label;
}
Words remedy(ErrorCode code) {
    return find(code).remedy;
}

}  // namespace yidi::explain
