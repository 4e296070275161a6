#include <array>

#include "app/filing/notices.h"
#include "domain/explain/fill.h"
#include "domain/explain/labels.h"

namespace yidi::app {
namespace {

using explain::Language;
using explain::Words;

struct NoticeWords {
    Words title;
    Words text;
};

// {0} the kind, {1} the places, {2} the first day, {3} the last day, {4} the day that matters,
// {5} how many days, {6} the reason. In the order of NoticeKind.
constexpr auto kOfFilings = static_cast<std::size_t>(NoticeKind::bond_made);
constexpr std::array<NoticeWords, kOfFilings> kWords{{
    {{"备案申请已提交", "filing submitted"},
     {"{0}备案（{1}，{2} 起）已提交，等待审核。不用再提交一次。",
      "your filing ({0}, {1}, from {2}) was submitted and waits for a decision; do not send it "
      "again"}},
    {{"请补充材料", "papers are needed"},
     {"{0}备案（{1}）需要补充材料：{6}。", "your filing ({0}, {1}) needs more papers: {6}"}},
    {{"备案已通过", "filing approved"},
     {"{0}备案（{1}）已通过，{2} 起，{3}。", "your filing ({0}, {1}) was approved, from {2}, {3}"}},
    {{"备案未通过", "filing rejected"},
     {"{0}备案（{1}）未通过：{6}。改正后可以重新提交。",
      "your filing ({0}, {1}) was rejected: {6}; mend it and submit it again"}},
    {{"备案已上报", "filing reported"},
     {"{0}备案已上报，{1}的联网医院可以查到。",
      "your filing ({0}) was reported; connected hospitals in {1} can see it"}},
    {{"备案上报暂未成功", "the report has not arrived yet"},
     {"{0}备案（{1}）已通过，但上报平台暂未成功，系统会自动重试，医院暂时查不到。",
      "your filing ({0}, {1}) is approved but has not reached the network; it is sent again by "
      "itself, "
      "and hospitals cannot see it yet"}},
    {{"备案今天生效", "filing in force from today"},
     {"{0}备案（{1}）今天起生效，{3}。", "your filing ({0}, {1}) is in force from today, {3}"}},
    {{"备案即将到期", "filing ends soon"},
     {"{0}备案（{1}）还有 {5} 天到期（{4}，含当日）。还要在外就医的，请在到期前延长或重新备案。",
      "your filing ({0}, {1}) ends in {5} days (on {4}); extend it or file anew if you need it "
      "longer"}},
    {{"备案已到期", "filing has ended"},
     {"{0}备案（{1}）已于 {4} 到期。再去就医前请重新备案。",
      "your filing ({0}, {1}) ended on {4}; file anew before you go again"}},
    {{"备案已延长", "filing extended"},
     {"{0}备案（{1}）已延长，{3}。", "your filing ({0}, {1}) was extended, {3}"}},
    {{"承诺的材料即将到期", "promised papers are due"},
     {"{0}备案（{1}）承诺补交的材料还有 {5} 天到期（{4}，含当日）。逾期备案失效，已结算的不变。",
      "the papers you promised for your filing ({0}, {1}) are due in {5} days (by {4}); after that "
      "it "
      "lapses, and what was settled stays"}},
    {{"承诺已逾期", "the promise has lapsed"},
     {"{0}备案（{1}）承诺的材料没有按期补交（{4}）。已结算的不变，以后的费用不再按此备案结算。",
      "the papers promised for your filing ({0}, {1}) did not come by {4}; what was settled stays, "
      "and "
      "later bills no longer count as filed so"}},
    {{"承诺材料已收到", "promised papers received"},
     {"{0}备案（{1}）承诺的材料已收齐。", "the papers of your filing ({0}, {1}) are complete"}},
    {{"取消申请已收到", "cancellation asked for"},
     {"{0}备案（{1}）的取消申请已收到，等待审核。决定前备案仍有效。",
      "your wish to cancel the filing ({0}, {1}) waits for a decision; until then it counts"}},
    {{"备案已取消", "filing cancelled"},
     {"{0}备案（{1}）已取消。取消前开始的住院不受影响。",
      "your filing ({0}, {1}) was cancelled; a stay that began before is not touched"}},
    {{"取消申请未通过", "cancellation declined"},
     {"{0}备案（{1}）的取消申请未通过：{6}。备案继续有效。",
      "your filing ({0}, {1}) was not cancelled: {6}; it goes on"}},
    {{"备案已被新备案代替", "filing replaced"},
     {"{0}备案（{1}）已由新的备案代替。", "your filing ({0}, {1}) was replaced by a new one"}},
    {{"已为您自动备案", "filed for you"},
     {"根据共享数据，已为您办理{0}备案（{1}，{2} "
      "起），不用您申请。不需要的，可以在备案记录里拒绝。",
      "shared data showed that you live elsewhere, so a filing ({0}, {1}, from {2}) was made for "
      "you; "
      "you can refuse it in your records"}},
    {{"自动备案已拒绝", "automatic filing refused"},
     {"您已拒绝{0}备案（{1}）。", "you refused the filing ({0}, {1})"}},
}};

// {0} the relative, {1} the amount, {2} until when it can be accepted. From bond_made on.
constexpr auto kOfFilingsAndAid = static_cast<std::size_t>(NoticeKind::claim_received);
constexpr std::array<NoticeWords, kOfFilingsAndAid - kOfFilings> kAidWords{{
    {{"家人已与您绑定", "a relative is bound to you"},
     {"{0} 现在可以为您办理备案、查看您的待遇和结算，也可以转钱给您。不是您同意的，请到“家人和共济”"
      "解除绑定。",
      "{0} can now file for you, see what you are entitled to and your settlements, and send you "
      "money; if you did not agree, end the bond on the page about your family"}},
    {{"您可以为家人办事了", "you can act for a relative"},
     {"{0} 已与您绑定：您可以为他办理备案、查看待遇和结算，也可以转钱给他。",
      "{0} is bound to you: you can file for them, see what they are entitled to and their "
      "settlements, and send them money"}},
    {{"绑定已解除", "a bond has ended"},
     {"与 {0} 的绑定已经解除，不能再为对方办事，也不能再转钱。已经付过的不变。",
      "the bond with {0} has ended: neither can act for the other or send money any more; what was "
      "paid stays"}},
    {{"家人转来一笔钱", "a relative has sent you money"},
     {"{0} 转给您 {1} 元，请在 {2} 前到“家人和共济”接收；没有接收的自动退回。",
      "{0} has sent you {1} yuan; accept it on the page about your family before {2}, or it goes "
      "back by itself"}},
    {{"转账已被接收", "your transfer was accepted"},
     {"{0} 已接收您转的 {1} 元。", "{0} has accepted the {1} yuan that you sent"}},
    {{"转账已被谢绝", "your transfer was declined"},
     {"{0} 没有接收您转的 {1} 元，钱已退回您的账户。",
      "{0} has declined the {1} yuan that you sent; the money is back on your account"}},
    {{"转账已退回", "your transfer came back"},
     {"{0} 没有及时接收您转的 {1} 元，钱已退回您的账户。",
      "{0} did not accept the {1} yuan that you sent in time; the money is back on your account"}},
}};

// {0} the days of the care, {1} the amount, {2} the reason. From claim_received on.
constexpr std::array<NoticeWords, kNoticeKindCount - kOfFilingsAndAid> kClaimWords{{
    {{"手工报销申请已收到", "claim received"},
     {"{0} 就医费用的手工报销申请已收到，等待审核。不用再提交一次。",
      "your claim for the care of {0} was received and waits to be looked at; do not send it "
      "again"}},
    {{"手工报销需要补充材料", "your claim needs more papers"},
     {"{0} 就医费用的手工报销需要补充：{2}。", "your claim for the care of {0} needs: {2}"}},
    {{"手工报销已受理", "claim accepted"},
     {"{0} 就医费用的手工报销材料已受理，正在审核。",
      "the papers of your claim for the care of {0} are complete; it is being checked"}},
    {{"手工报销未获支付", "claim refused"},
     {"{0} 就医费用的手工报销不予支付：{2}。有异议的，可以申诉。",
      "your claim for the care of {0} was refused: {2}; you can appeal"}},
    {{"手工报销金额已核定", "the amount of your claim"},
     {"{0} 就医费用的手工报销已核定，应付 {1} 元。",
      "your claim for the care of {0} was decided: {1} yuan are paid to you"}},
    {{"报销款已汇出", "the money was sent"},
     {"{0} 就医费用的报销款 {1} 元已汇出。",
      "{1} yuan for the care of {0} were sent to your account"}},
    {{"报销款已到账", "the money has arrived"},
     {"{0} 就医费用的报销款 {1} 元已到账。",
      "{1} yuan for the care of {0} have arrived on your account"}},
    {{"报销款被银行退回", "the bank has sent the money back"},
     {"{0} 就医费用的报销款 {1} 元被银行退回：{2}。请更正收款账户。",
      "the bank has sent back {1} yuan for the care of {0}: {2}; name another account"}},
    {{"一笔结算的金额有变化", "the amounts of a settlement have changed"},
     {"{0} 的结算已重新计算：有更早的就医费用计入了年度。由基金和账户支付的变化 {1} 元，差额由医保"
      "经办机构与您结清。",
      "the settlement of {0} was computed again, for care before it was counted later; what funds "
      "and accounts pay changes by {1} yuan, and the agency settles the difference with you"}},
    {{"报销款已用于抵扣", "your claim was set off"},
     {"{0} 就医费用核定的 {1} 元已抵扣您应退还的金额，不再汇款。",
      "the {1} yuan decided for the care of {0} go against what you have to pay back; nothing is "
      "sent"}},
}};

std::string days_of(const Notice& notice) {
    const std::string first = to_string(notice.begndate);
    return !notice.enddate || *notice.enddate == notice.begndate
               ? first
               : first + " – " + to_string(*notice.enddate);
}

std::string places_of(const Notice& notice, const policy::Regions& regions, Language language) {
    std::string text;
    for (const std::uint32_t place : notice.places) {
        if (!text.empty()) {
            text += language == Language::zh ? "、" : ", ";
        }
        const std::string_view known = regions.name(place);
        text += known.empty() ? std::to_string(place) : std::string{known};
    }
    return text.empty() ? std::string{Words{"任何地方", "any place"}.in(language)} : text;
}

std::string end_of(const Notice& notice, Language language) {
    if (!notice.enddate) {
        return std::string{Words{"长期有效", "without end"}.in(language)};
    }
    return explain::fill(Words{"到 {0} 为止（含当日）", "until {0} (included)"}, language,
                         {to_string(*notice.enddate)});
}

}  // namespace

NoticeText text_of(const Notice& notice, const policy::Regions& regions, Language language) {
    const auto at = static_cast<std::size_t>(notice.kind);
    if (is_of_claim(notice.kind)) {
        const NoticeWords& told = kClaimWords.at(at - kOfFilingsAndAid);
        return {.title = std::string{told.title.in(language)},
                .text = explain::fill(told.text, language,
                                      {days_of(notice), to_yuan(notice.amount), notice.reason})};
    }
    if (is_of_relative(notice.kind)) {
        const NoticeWords& told = kAidWords.at(at - kOfFilings);
        constexpr std::size_t kSeconds = 3;  // ":00"
        std::string due = to_string(notice.due);
        due.resize(due.size() - kSeconds);
        return {.title = std::string{told.title.in(language)},
                .text = explain::fill(told.text, language,
                                      {notice.other, to_yuan(notice.amount), due})};
    }
    const NoticeWords& words = kWords.at(at);
    return {.title = std::string{words.title.in(language)},
            .text = explain::fill(
                words.text, language,
                {std::string{explain::label(notice.filing_kind).in(language)},
                 places_of(notice, regions, language), to_string(notice.begndate),
                 end_of(notice, language), notice.until ? to_string(*notice.until) : std::string{},
                 std::to_string(notice.days), notice.reason})};
}

}  // namespace yidi::app
