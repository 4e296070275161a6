#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "base/assert.h"
#include "domain/adjudication/adjudicate.h"
#include "domain/policy/terms.h"

/// The guide page's bill, computed by stated terms, so that no pack file is needed. For tests only.
namespace yidi::explain::testing {

inline constexpr std::uint32_t kInsured = 130100;
inline constexpr std::uint32_t kTreating = 120000;

/// Deductible 1,500, 90 %, no cap.
[[nodiscard]] inline policy::Terms plain_terms() {
    policy::Terms terms;
    terms.dedc = Money::from_yuan(1'500);
    terms.bands = {{std::nullopt, Rate::from_ppm(900'000)}};
    return terms;
}

/// 100,000 in all, 80,000 in scope; an active employee filed long-term.
[[nodiscard]] inline adjudication::Case plain_case() {
    adjudication::Case made;
    made.insuplc_admdvs = kInsured;
    made.mdtrtarea_admvs = kTreating;
    made.insutype = policy::Insutype::employee;
    made.psn_type = "11";
    made.med_type = "21";
    made.hosp_lv = "02";
    made.ipt_cnt = 1;
    made.filing_given = adjudication::FilingGiven::given;
    made.filing = {.kind = policy::FilingKind::long_term_resident,
                   .place = kTreating,
                   .begndate = {},
                   .enddate = {}};
    made.begndate = Date::from_ymd({.year = 2025, .month = 3, .day = 1});
    made.enddate = Date::from_ymd({.year = 2025, .month = 3, .day = 9});
    made.setl_date = made.enddate;
    made.fee.medfee_sumamt = Money::from_yuan(100'000);
    made.fee.inscp_scp_amt = Money::from_yuan(80'000);
    made.fee.fulamt_ownpay_amt = Money::from_yuan(20'000);
    return made;
}

[[nodiscard]] inline policy::Book book_of(policy::Pack pack) {
    auto regions =
        policy::Regions::from({{kInsured, kInsured, "石家庄市"}, {kTreating, kTreating, "天津市"}});
    YIDI_ASSERT(regions.has_value());
    std::vector<policy::Pack> packs;
    packs.push_back(std::move(pack));
    auto book = policy::Book::from(std::move(packs), *std::move(regions));
    YIDI_ASSERT(book.has_value());
    return *std::move(book);
}

[[nodiscard]] inline policy::Book book_of(const policy::Terms& terms) {
    return book_of(policy::pack_of_terms(terms, kInsured));
}

[[nodiscard]] inline adjudication::Answer answer_of(const policy::Book& book,
                                                    const adjudication::Case& input) {
    auto answer = adjudication::adjudicate(book, input, {.trace = true});
    YIDI_ASSERT(answer.has_value());
    return *std::move(answer);
}

}  // namespace yidi::explain::testing
