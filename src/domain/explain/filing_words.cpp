#include "domain/explain/filing_words.h"

#include <algorithm>
#include <array>

#include "domain/explain/labels.h"
#include "domain/policy/vocabulary.h"

namespace yidi::explain {
namespace {

struct Named {
    std::string_view name;
    Words words;
};

constexpr std::array kRules{
    Named{"open", {"是否受理", "taken at all"}},
    Named{"local_code", {"本地代码", "the region's own code"}},
    Named{"materials", {"证明材料", "papers"}},
    Named{"promise", {"可否以承诺书代替", "promise letter instead of papers"}},
    Named{"promise_days", {"补交材料的期限", "days to hand the papers in"}},
    Named{"after_lapse", {"逾期未补交的后果", "when the papers do not come"}},
    Named{"proof_before_settlement", {"结算前须补齐材料", "papers before direct settlement"}},
    Named{"validity", {"有效期", "how long it is valid"}},
    Named{"longest", {"最长可申请", "the longest that may be asked for"}},
    Named{"backdate_days", {"可追溯的天数", "days that it may be back-dated"}},
    Named{"lock", {"锁定期", "no change or cancellation for"}},
    Named{"lock_exceptions", {"锁定期的例外", "what lifts the lock"}},
    Named{"extension", {"每次延长", "what one extension adds"}},
    Named{"extensions", {"可延长次数", "how many extensions"}},
    Named{"extends_itself", {"是否自动延长", "extends itself"}},
    Named{"two_way", {"双向待遇", "care at home stays covered"}},
    Named{"several_places", {"可否一次备案多地", "several places in one filing"}},
    Named{"place_level", {"备案地的层级", "what is filed as a place"}},
    Named{"businesses", {"开通的业务", "businesses that it unlocks"}},
    Named{"decision", {"如何办结", "who decides"}},
    Named{"automatic", {"免申即享的数据来源", "filed unasked by shared data"}},
    Named{"none_in_province", {"省内异地免备案", "no filing inside the province"}},
    Named{"whole_places", {"可按全省备案的就医地", "places filed as a whole"}},
};

constexpr std::array kPapers{
    Named{"household_register",
          {"户口簿首页和本人常住人口登记卡", "household register with the person's own page"}},
    Named{"residence_permit", {"居住证", "residence permit"}},
    Named{"residence_proof", {"居住证明", "proof of residence"}},
    Named{"posting_letter", {"派出文书", "letter of posting"}},
    Named{"employer_proof", {"异地单位证明", "proof by the employer there"}},
    Named{"labour_contract", {"劳动合同", "labour contract"}},
    Named{"referral_certificate", {"转诊转院证明", "referral certificate"}},
    Named{"retirement_certificate", {"退休证", "retirement certificate"}},
    Named{"property_certificate", {"不动产权证书", "proof of property"}},
    Named{"lease", {"租赁合同", "lease"}},
    Named{"retirement_move", {"退休异地安置信息", "data on retirement moves"}},
    Named{"posting", {"驻外工作信息", "data on postings"}},
    Named{"emergency_record", {"急诊病历", "emergency record"}},
    Named{"identity_document", {"身份凭证", "identity document"}},
    Named{"filing_form", {"备案登记表", "filing form"}},
    Named{"promise_letter", {"个人承诺书", "promise letter"}},
    Named{"other_paper", {"其他材料", "other paper"}},
};

template <std::size_t N>
Words find(const std::array<Named, N>& all, std::string_view name) {
    const auto found = std::ranges::find(all, name, &Named::name);
    return found == all.end() ? Words{name, name} : found->words;
}

Words label(policy::LockException value) {
    constexpr std::array<Words, policy::kLockExceptionCount> kWords{
        {{"死亡", "death"}, {"备案有误", "a wrong entry"}, {"参保终止", "the insurance ended"}}};
    return kWords.at(static_cast<std::size_t>(value));
}

void join(std::string& text, std::string_view separator, std::string_view part) {
    if (!text.empty()) text += separator;
    text += part;
}

std::string count_of(std::int32_t count, Words one, Words many, Language language) {
    const std::string number = std::to_string(count);
    return number + std::string{(count == 1 ? one : many).in(language)};
}

}  // namespace

Words label_of_filing_rule(std::string_view rule) {
    return find(kRules, rule);
}
Words label_of_paper(std::string_view paper) {
    return find(kPapers, paper);
}

std::string filing_value(std::string_view /*rule*/, bool value, Language language) {
    return std::string{(value ? Words{"是", "yes"} : Words{"否", "no"}).in(language)};
}

std::string filing_value(std::string_view /*rule*/, const std::string& value,
                         Language /*language*/) {
    return value;
}

std::string filing_value(std::string_view /*rule*/, const std::vector<policy::AnyOf>& value,
                         Language language) {
    std::string text;
    for (const policy::AnyOf& group : value) {
        std::string any;
        for (const std::string& paper : group) {
            join(any, Words{"或", " or "}.in(language), label_of_paper(paper).in(language));
        }
        join(text, Words{"；", "; "}.in(language), any);
    }
    return text.empty() ? std::string{Words{"不需要", "none"}.in(language)} : text;
}

std::string filing_value(std::string_view /*rule*/, const std::vector<std::string>& value,
                         Language language) {
    std::string text;
    for (const std::string& one : value) {
        join(text, Words{"、", ", "}.in(language), label_of_paper(one).in(language));
    }
    return text;
}

std::string filing_value(std::string_view rule, std::int32_t value, Language language) {
    if (rule == "extensions") return std::to_string(value);
    return count_of(value, {" 天", " day"}, {" 天", " days"}, language);
}

std::string filing_value(std::string_view /*rule*/, policy::AfterLapse value, Language language) {
    const Words words = value == policy::AfterLapse::ends
                            ? Words{"备案失效", "the filing ends"}
                            : Words{"转为其他临时外出", "it counts as other temporary"};
    return std::string{words.in(language)};
}

std::string filing_value(std::string_view rule, policy::Span value, Language language) {
    if (value.is_endless()) {
        const Words words = rule == "lock" ? Words{"无", "none"} : Words{"长期", "without end"};
        return std::string{words.in(language)};
    }
    std::string text;
    if (value.months != 0) {
        text = count_of(value.months, {" 个月", " month"}, {" 个月", " months"}, language);
    }
    if (value.days != 0) {
        join(text, Words{"零 ", " and "}.in(language),
             count_of(value.days, {" 天", " day"}, {" 天", " days"}, language));
    }
    return text;
}

std::string filing_value(std::string_view rule, std::uint8_t value, Language language) {
    std::string text;
    const bool is_business = rule == "businesses";
    const std::size_t count = is_business ? policy::kBusinessCount : policy::kLockExceptionCount;
    for (std::size_t i = 0; i < count; ++i) {
        if ((value >> i & 1U) == 0) continue;
        const Words words = is_business ? label(static_cast<policy::Business>(i))
                                        : label(static_cast<policy::LockException>(i));
        join(text, Words{"、", ", "}.in(language), words.in(language));
    }
    return text.empty() ? std::string{Words{"无", "none"}.in(language)} : text;
}

std::string filing_value(std::string_view /*rule*/, policy::PlaceLevel value, Language language) {
    const Words words = value == policy::PlaceLevel::city ? Words{"市", "a city"}
                                                          : Words{"全省", "a whole province"};
    return std::string{words.in(language)};
}

std::string filing_value(std::string_view /*rule*/, policy::Decision value, Language language) {
    const Words words = value == policy::Decision::instant
                            ? Words{"即时办结", "at once"}
                            : Words{"经办机构审核", "a person of the agency"};
    return std::string{words.in(language)};
}

std::string filing_value(std::string_view /*rule*/, const std::vector<std::uint32_t>& value,
                         Language language) {
    std::string text;
    for (const std::uint32_t code : value) {
        join(text, Words{"、", ", "}.in(language), std::to_string(code));
    }
    return text;
}

}  // namespace yidi::explain
