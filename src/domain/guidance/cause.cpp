#include "domain/guidance/cause.h"

#include <algorithm>
#include <array>

#include "base/assert.h"
#include "domain/guidance/internal/causes.h"

namespace yidi::guidance {
namespace {

using explain::Words;

constexpr std::array<std::string_view, kLinkStateCount> kStates{"green", "red", "not_needed",
                                                                "not_known", "not_reached"};
constexpr std::array<std::string_view, kAskCount> kAsks{"insured_region", "care_region", "hospital",
                                                        "platform"};

constexpr std::array kLinks{
    LinkWords{
        Link::insured,
        "insured",
        {"参保有效", "Insured"},
        {"在{home}参保[，{name}]，当日有效", "insured in {home}[, {name}], in force that day"},
        {"参保情况未知", "whether the insurance holds is not known"},
        {"在手机上或向{home}查询参保状态", "look it up on the phone or ask {home}"},
        Ask::insured_region,
        {Link::insured, Link::insured}},
    LinkWords{Link::recognised,
              "recognised",
              {"病种已认定", "Disease recognised"},
              {"[{disease}]已在{home}认定", "recognised in {home}[: {disease}]"},
              {"慢特病是否已认定未知", "whether the disease is recognised is not known"},
              {"向{home}查询慢特病认定", "ask {home} about the recognition"},
              Ask::insured_region,
              {Link::insured, Link::recognised}},
    LinkWords{Link::filed,
              "filed",
              {"已备案", "Filed"},
              {"已备案到{place}[，{kind}]", "filed for {place}[, {kind}]"},
              {"备案情况未知", "whether there is a filing is not known"},
              {"在手机上看备案记录，或向{home}查询", "look at the filing record, or ask {home}"},
              Ask::insured_region,
              {Link::insured, Link::filed}},
    LinkWords{Link::reported,
              "reported",
              {"已上报平台", "Reported"},
              {"备案已上报，医院能查到", "reported upward: hospitals can see it"},
              {"备案是否上报未知", "whether it was reported is not known"},
              {"请医院查一次备案信息", "have the hospital query the filing"},
              Ask::insured_region,
              {Link::filed, Link::reported}},
    LinkWords{Link::effective,
              "effective",
              {"备案已生效", "In force"},
              {"备案自 {day} 起有效", "in force since {day}"},
              {"备案当日是否有效未知", "whether it is in force that day is not known"},
              {"看备案记录上的起止日期", "look at the first and last day of the record"},
              Ask::insured_region,
              {Link::filed, Link::reported}},
    LinkWords{
        Link::route,
        "route",
        {"业务线路已开通", "Route open"},
        {"{home}到{place}的{business}直接结算已开通", "{business} is open from {home} to {place}"},
        {"{home}到{place}的{business}是否开通未知",
         "whether {business} is open from {home} to {place} is not known"},
        {"在国家医保服务平台查统筹区开通情况，或向{home}询问",
         "look the region up on the national platform, or ask {home}"},
        Ask::insured_region,
        {Link::route, Link::route}},
    LinkWords{Link::connected,
              "connected",
              {"机构已联网", "Institution connected"},
              {"[{institution}]已联网", "the institution[ {institution}] is connected"},
              {"机构是否联网未知", "whether the institution is connected is not known"},
              {"就医前查询机构是否开通异地直接结算", "look the institution up before going"},
              Ask::hospital,
              {Link::connected, Link::connected}},
    LinkWords{Link::business,
              "business",
              {"机构开通该业务", "Business open there"},
              {"[{institution}]已开通异地{business}",
               "the institution[ {institution}] is open for {business}"},
              {"机构是否开通{business}[（{disease}）]未知",
               "whether it is open for {business}[ ({disease})] is not known"},
              {"打电话问医院医保办", "call the hospital's insurance office"},
              Ask::hospital,
              {Link::connected, Link::business}},
    LinkWords{Link::credential,
              "credential",
              {"凭证可用", "Credential usable"},
              {"卡或医保码可用", "the card or code works"},
              {"卡或医保码能否使用未知", "whether the card or code works is not known"},
              {"就医前打开医保码试一次", "open the insurance code once before going"},
              Ask::hospital,
              {Link::insured, Link::credential}},
    LinkWords{Link::limit,
              "limit",
              {"额度未用完", "Limit left"},
              {"额度还有[，{amount}]", "something is left[: {amount}]"},
              {"剩余额度未知", "what is left of the limits is not known"},
              {"向{home}查询本年度累计", "ask {home} for the year's totals"},
              Ask::insured_region,
              {Link::insured, Link::recognised}},
};
static_assert(kLinks.size() == kLinkCount);

std::array<CauseWords, kCauseCount> all_causes() {
    std::array<CauseWords, kCauseCount> out;
    std::size_t count = 0;
    for (const auto part : {internal::causes_of_the_person(), internal::causes_of_the_filing(),
                            internal::causes_of_the_place()}) {
        for (const CauseWords& one : part) {
            YIDI_ASSERT(static_cast<std::size_t>(one.cause) == count);
            out.at(count) = one;
            ++count;
        }
    }
    YIDI_ASSERT(count == kCauseCount);
    return out;
}

}  // namespace

std::string_view name(Link link) {
    return words_of(link).name;
}
std::string_view name(LinkState state) {
    return kStates.at(static_cast<std::size_t>(state));
}
std::string_view name(Ask ask) {
    return kAsks.at(static_cast<std::size_t>(ask));
}
std::string_view name(Cause cause) {
    return words_of(cause).name;
}

std::optional<Cause> parse_cause(std::string_view text) {
    const auto found = std::ranges::find(cause_words(), text, &CauseWords::name);
    if (found == cause_words().end()) return {};
    return found->cause;
}

std::span<const CauseWords> cause_words() {
    static const std::array<CauseWords, kCauseCount> kAll = all_causes();
    return kAll;
}

const CauseWords& words_of(Cause cause) {
    return cause_words()[static_cast<std::size_t>(cause)];
}

const LinkWords& words_of(Link link) {
    return kLinks.at(static_cast<std::size_t>(link));
}

Words label(LinkState state) {
    switch (state) {
        case LinkState::green: return {"正常", "in order"};
        case LinkState::red: return {"不通", "broken"};
        case LinkState::not_needed: return {"无需", "not needed"};
        case LinkState::not_known: return {"未知", "not known"};
        case LinkState::not_reached: return {"未查到", "not reached"};
    }
    YIDI_ASSERT(false);
}

Words label(Ask ask) {
    switch (ask) {
        case Ask::insured_region: return {"{home}医保经办机构", "the insurance agency of {home}"};
        case Ask::care_region: return {"{place}医保经办机构", "the insurance agency of {place}"};
        case Ask::hospital:
            return {"医院[（{institution}）]医保办",
                    "the hospital's insurance office[ "
                    "({institution})]"};
        case Ask::platform: return {"国家医保服务平台", "the national insurance platform"};
    }
    YIDI_ASSERT(false);
}

}  // namespace yidi::guidance
