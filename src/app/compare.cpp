#include "app/compare.h"

#include <algorithm>
#include <utility>

#include "base/assert.h"
#include "domain/explain/waterfall.h"

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

/// Whether a stay counts to a later benefit year than the one that the first case counts to.
bool is_of_another_year(const Estimate& first, const Estimate& other) {
    const std::optional<Date>& one = first.answer.outcome.benefit_year;
    const std::optional<Date>& later = other.answer.outcome.benefit_year;
    return one && later && *one != *later;
}

void forget_the_year(Case& facts) {
    facts.cum.reset();
    facts.cum_has_ipt_cnt = false;
    facts.ipt_cnt = 1;
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

Result<SideBySide> side_by_side(const policy::Book& packs, std::span<const CaseFile> files,
                                explain::Language language) {
    YIDI_ASSERT(!files.empty());
    SideBySide out;
    std::vector<std::vector<explain::Bar>> bars;
    for (const CaseFile& file : files) {
        Side& side = out.sides.emplace_back();
        YIDI_TRY_VOID(estimate(packs, file, {.trace = true}, side.estimate));
        side.is_new_year = is_of_another_year(out.sides.front().estimate, side.estimate);
        if (side.is_new_year) {
            CaseFile later = file;
            forget_the_year(later.facts);
            YIDI_TRY_VOID(estimate(packs, later, {.trace = true}, side.estimate));
        }
        side.bars = explain::waterfall(side.estimate.answer, side.estimate.book(packs), language);
        bars.push_back(side.bars);
    }
    const auto has_amounts = [](const Side& side) { return !side.bars.empty(); };
    const auto first = std::ranges::find_if(out.sides, has_amounts);
    if (first != out.sides.end()) out.base = static_cast<std::size_t>(first - out.sides.begin());
    for (Side& side : out.sides) {
        side.diff = explain::difference(out.sides[out.base].estimate.answer, side.estimate.answer);
    }
    out.rows = explain::side_by_side(bars, out.base);
    return out;
}

}  // namespace yidi::app
