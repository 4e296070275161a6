#include "app/compare.h"

#include <utility>

namespace yidi::app {
namespace {

using adjudication::Case;
using adjudication::Fact;
using adjudication::FilingGiven;
using explain::Column;

void set_filing(Case& facts, FilingGiven given, policy::FilingKind kind) {
    facts.filing_given = given;
    facts.filing = {.kind = kind, .place = {}, .begndate = {}, .enddate = {}, .promise = false};
    facts.dont_know &= ~(std::uint32_t{1} << static_cast<unsigned>(Fact::filing));
}

void change(Case& facts, Column column) {
    using policy::FilingKind;
    switch (column) {
        case Column::as_given: break;
        case Column::none: set_filing(facts, FilingGiven::none, {}); break;
        case Column::long_term_resident:
            set_filing(facts, FilingGiven::given, FilingKind::long_term_resident);
            break;
        case Column::referral: set_filing(facts, FilingGiven::given, FilingKind::referral); break;
        case Column::emergency: set_filing(facts, FilingGiven::given, FilingKind::emergency); break;
        case Column::other_temporary:
            set_filing(facts, FilingGiven::given, FilingKind::other_temporary);
            break;
        case Column::local:
            facts.mdtrtarea_admvs = facts.insuplc_admdvs;
            set_filing(facts, FilingGiven::none, {});
            break;
    }
}

}  // namespace

std::vector<explain::Words> notes_on(const CaseFile& file, const policy::Regions& regions) {
    if (file.terms) {
        return {{"所述条款不区分备案：各栏的备案情况不影响结果。要比较备案，请去掉 terms。",
                 "The stated terms do not tell filings apart: the columns for filings say the "
                 "same. To compare filings, leave terms out."}};
    }
    const Case& facts = file.facts;
    const bool at_home =
        facts.insuplc_admdvs && facts.mdtrtarea_admvs &&
        regions.pooling_area(*facts.insuplc_admdvs) == regions.pooling_area(*facts.mdtrtarea_admvs);
    if (!at_home) return {};
    return {
        {"在参保地就医无需备案：各备案栏指备案到外地的人员回参保地就医。",
         "Care in the insured region needs no filing: the columns for filings mean somebody who "
         "is filed for another place and is treated at home."}};
}

Result<std::vector<ComparedColumn>> compare(const policy::Book& packs, const CaseFile& file) {
    std::vector<ComparedColumn> columns;
    columns.reserve(explain::kColumnCount);
    for (std::size_t i = 0; i < explain::kColumnCount; ++i) {
        ComparedColumn& compared = columns.emplace_back();
        compared.column = static_cast<Column>(i);
        CaseFile changed = file;
        changed.published.clear();
        change(changed.facts, compared.column);
        YIDI_TRY_VOID(estimate(packs, changed, {}, compared.estimate));
        compared.diff =
            explain::difference(columns.front().estimate.answer, compared.estimate.answer);
    }
    return columns;
}

}  // namespace yidi::app
