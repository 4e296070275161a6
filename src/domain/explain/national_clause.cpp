#include <array>

#include "domain/explain/clause.h"

namespace yidi::explain {
namespace {

struct NationalRule {
    ErrorCode code;
    std::string_view doc;
    std::string_view title;
    std::string_view article;
    DateParts from;
    policy::Grade grade;
};

constexpr std::string_view kNotice = "医保发〔2022〕22号";
constexpr std::string_view kNoticeTitle =
    "关于进一步做好基本医疗保险跨省异地就医直接结算工作的通知及附件经办规程";
constexpr DateParts kNoticeFrom{2023, 1, 1};
constexpr std::string_view kLaw = "中华人民共和国主席令第三十五号";
constexpr std::string_view kLawTitle = "中华人民共和国社会保险法";
constexpr DateParts kLawFrom{2011, 7, 1};

// What the national frame says where the insured region's pack has no row of its own.
constexpr std::array kRules{
    NationalRule{ErrorCode::not_filed, kNotice, kNoticeTitle, "规程第七条、第十六条", kNoticeFrom,
                 policy::Grade::P},
    NationalRule{ErrorCode::filing_elsewhere, kNotice, kNoticeTitle, "通知三（一）", kNoticeFrom,
                 policy::Grade::P},
    NationalRule{ErrorCode::filing_not_in_force, kNotice, kNoticeTitle,
                 "通知二（三）、二（四）；规程第十六条", kNoticeFrom, policy::Grade::P},
    NationalRule{ErrorCode::promise_not_completed, kNotice, kNoticeTitle, "通知二（五）",
                 kNoticeFrom, policy::Grade::K},
    NationalRule{ErrorCode::not_connected, kNotice, kNoticeTitle, "规程第十四条", kNoticeFrom,
                 policy::Grade::P},
    NationalRule{ErrorCode::third_party_liable, kLaw, kLawTitle, "第三十条", kLawFrom,
                 policy::Grade::K},
};

}  // namespace

std::optional<Clause> national_clause(ErrorCode code) {
    for (const NationalRule& rule : kRules) {
        if (rule.code == code) {
            return Clause{.doc = std::string{rule.doc},
                          .title = std::string{rule.title},
                          .article = std::string{rule.article},
                          .from = Date::from_ymd(rule.from),
                          .to = {},
                          .grade = rule.grade,
                          .assumed_from = false};
        }
    }
    return {};
}

}  // namespace yidi::explain
