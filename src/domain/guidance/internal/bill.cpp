#include "domain/guidance/internal/bill.h"

#include <algorithm>
#include <utility>

#include "base/assert.h"
#include "domain/adjudication/adjudicate.h"

namespace yidi::guidance::internal {
namespace {

using adjudication::Answer;
using adjudication::Because;
using adjudication::Case;
using adjudication::Fact;
using policy::FilingKind;

bool is_long_term(FilingKind kind) {
    return policy::state_of(kind) == policy::FilingState::long_term;
}

std::string_view med_type_of(Care care) {
    switch (care) {
        case Care::inpatient: return "21";
        case Care::outpatient: return "11";
        case Care::chronic: return "14";
        case Care::pharmacy: return "41";
    }
    YIDI_ASSERT(false);
}

void state_person(const Answers& answers, Case& out) {
    if (answers.insured_as.size() == 3) {
        out.insutype = policy::parse_insutype(answers.insured_as);
    } else if (!answers.insured_as.empty()) {
        out.psn_type = answers.insured_as;
        out.insutype = policy::insutype_of(*policy::person_of(out.psn_type));
    }
    out.age = answers.age;
    out.psn_idet = answers.psn_idet;
}

void state_bill(const Answers& answers, Case& out) {
    out.fee.medfee_sumamt = *answers.medfee_sumamt;
    out.fee.only_total = !answers.inscp_scp_amt.has_value();
    if (answers.inscp_scp_amt) {
        out.fee.inscp_scp_amt = std::min(*answers.inscp_scp_amt, *answers.medfee_sumamt);
        out.fee.fulamt_ownpay_amt = out.fee.medfee_sumamt - out.fee.inscp_scp_amt;
    }
}

Case case_of(const Answers& answers, const Column& column) {
    Case out;
    out.insuplc_admdvs = answers.insuplc_admdvs;
    out.mdtrtarea_admvs = answers.mdtrtarea_admvs;
    state_person(answers, out);
    state_bill(answers, out);
    out.med_type = med_type_of(*answers.care);
    out.dise_codg = answers.dise_codg;
    out.recognised = answers.recognised;
    out.hosp_lv = answers.hosp_lv;
    out.inst_attr = answers.inst_attr;
    out.ipt_cnt = answers.ipt_cnt;
    out.begndate = answers.begndate.value_or(answers.today);
    out.enddate = std::max(*out.begndate, answers.today);
    out.setl_date = out.enddate;
    out.er_flag = column.kind == FilingKind::emergency;
    out.catalog = column.manual ? adjudication::Catalog::insured : adjudication::Catalog::treating;
    out.filing_given =
        column.kind ? adjudication::FilingGiven::given : adjudication::FilingGiven::none;
    if (column.kind) {
        out.filing = {.kind = *column.kind,
                      .place = answers.mdtrtarea_admvs,
                      .begndate = {},
                      .enddate = {},
                      .promise = false};
    }
    return out;
}

/// Whether the answers say what would be computed.
bool can_be_computed(const Answers& answers) {
    return answers.insuplc_admdvs && answers.care && answers.medfee_sumamt;
}

Result<void> compute(const Answers& answers, const policy::Book& book, Column& column) {
    if (!can_be_computed(answers)) return {};
    YIDI_TRY(column.answer, adjudication::adjudicate(book, case_of(answers, column)));
    return {};
}

/// Without a filing: directly where the region pays so, else by a manual claim.
Result<Column> unfiled(const Answers& answers, const policy::Book& book) {
    Column column;
    column.manual = answers.stage == Stage::discharged;
    YIDI_TRY_VOID(compute(answers, book, column));
    const bool refused = column.answer && column.answer->status == adjudication::Status::rejected;
    if (!refused || column.manual) return column;
    Column claimed;
    claimed.manual = true;
    YIDI_TRY_VOID(compute(answers, book, claimed));
    return claimed;
}

std::vector<FilingKind> shown_kinds(const std::optional<Reason>& reason) {
    std::vector<FilingKind> kinds;
    const std::vector<FilingKind> fitting = kinds_for(reason);
    const auto lasting = std::ranges::find_if(fitting, is_long_term);
    kinds.push_back(lasting == fitting.end() ? FilingKind::long_term_resident : *lasting);
    for (const FilingKind kind :
         {FilingKind::referral, FilingKind::emergency, FilingKind::other_temporary}) {
        kinds.push_back(kind);
    }
    return kinds;
}

policy::KindView rules_of(const Answers& answers, const policy::Book& book, FilingKind kind) {
    static const policy::FilingRuleBook kNothing;
    const policy::FilingRuleBook& rules =
        book.filing_rules() == nullptr ? kNothing : *book.filing_rules();
    const std::uint32_t area = answers.insuplc_admdvs
                                   ? book.regions().pooling_area(*answers.insuplc_admdvs)
                                   : policy::kNationalFrame;
    return rules.kind(area, kind, answers.today);
}

Money apart(const std::vector<std::array<Money, 2>>& readings) {
    Money widest;
    for (const std::size_t end : {std::size_t{0}, std::size_t{1}}) {
        if (readings.empty()) break;
        const auto by_end = [end](const auto& a, const auto& b) { return a.at(end) < b.at(end); };
        const auto [least, most] = std::ranges::minmax_element(readings, by_end);
        widest = std::max(widest, most->at(end) - least->at(end));
    }
    return widest;
}

/// The interview's own key for a fact of the calculation.
std::string asked_as(Fact fact) {
    if (fact == Fact::psn_type || fact == Fact::insutype) return "insured_as";
    return std::string{adjudication::key_of(fact)};
}

void keep_widest(std::optional<NextQuestion>& best, NextQuestion one) {
    if (*one.worth > Money{} && (!best || *one.worth > *best->worth)) best = std::move(one);
}

/// Of an interview question that is open: what each of its answers would make of the bill.
Result<Money> spread_of(const Answers& answers, const Question& question,
                        const policy::Book& book) {
    std::vector<std::array<Money, 2>> readings;
    for (const Option& option : question.options) {
        Answers said = answers;
        YIDI_ASSERT(take(said, question.key, option.value));
        YIDI_TRY(const Columns columns, columns_of(said, book));
        const Column& advised = columns.all.at(columns.chosen);
        if (advised.has_amounts()) readings.push_back(borne_in(*advised.answer));
    }
    return apart(readings);
}

std::optional<NextQuestion> without_which_nothing(const Answers& answers) {
    std::string key;
    if (!answers.medfee_sumamt) key = "medfee_sumamt";
    if (!answers.care) key = "care";
    if (!answers.insuplc_admdvs) key = "insuplc_admdvs";
    if (key.empty()) return {};
    return NextQuestion{.key = std::move(key), .name = {}, .worth = {}};
}

}  // namespace

std::vector<FilingKind> kinds_for(const std::optional<Reason>& reason) {
    using enum FilingKind;
    if (!reason) return {other_temporary};
    switch (*reason) {
        case Reason::live:
        case Reason::study: return {long_term_resident, other_temporary};
        case Reason::work: return {posted_worker, other_temporary};
        case Reason::retire: return {resettled_retiree, other_temporary};
        case Reason::referred: return {referral, other_temporary};
        case Reason::emergency: return {emergency, other_temporary};
        case Reason::other: return {other_temporary};
    }
    YIDI_ASSERT(false);
}

bool is_open(const policy::KindView& rules, policy::Business business) {
    const policy::Found<bool> open = rules.find(&policy::KindRules::open);
    if (open && !*open) return false;
    const policy::Found<std::uint8_t> businesses = rules.find(&policy::KindRules::businesses);
    return !businesses || *businesses == 0 ||
           ((*businesses >> static_cast<unsigned>(business)) & 1U) != 0;
}

Result<Columns> columns_of(const Answers& answers, const policy::Book& book) {
    Columns out;
    YIDI_TRY(Column none, unfiled(answers, book));
    out.all.push_back(std::move(none));
    const std::vector<FilingKind> fitting = kinds_for(answers.reason);
    std::size_t best = fitting.size();
    for (const FilingKind kind : shown_kinds(answers.reason)) {
        Column column;
        column.kind = kind;
        column.manual = answers.stage == Stage::discharged;
        const auto place = std::ranges::find(fitting, kind) - fitting.begin();
        column.fits = static_cast<std::size_t>(place) < fitting.size();
        column.closed = answers.care && !is_open(rules_of(answers, book, kind),
                                                 guidance::business_of(*answers.care));
        YIDI_TRY_VOID(compute(answers, book, column));
        if (column.fits && !column.closed && static_cast<std::size_t>(place) < best) {
            best = static_cast<std::size_t>(place);
            out.chosen = out.all.size();
        }
        out.all.push_back(std::move(column));
    }
    return out;
}

Result<std::optional<NextQuestion>> question_for(const Answers& answers, const Columns& columns,
                                                 const policy::Book& book) {
    std::optional<NextQuestion> best = without_which_nothing(answers);
    if (best) return best;
    const Column& advised = columns.all.at(columns.chosen);
    const bool is_range = advised.answer && advised.answer->status == adjudication::Status::range;
    for (const Question& question : questions()) {
        const bool open = (question.key == "stage" && !answers.stage) ||
                          (question.key == "reason" && !answers.reason);
        if (!open) continue;
        YIDI_TRY(const Money spread, spread_of(answers, question, book));
        keep_widest(best, {.key = std::string{question.key}, .name = {}, .worth = spread});
    }
    if (!is_range) return best;
    for (const Because& because : advised.answer->range.because) {
        if (because.is_choice) continue;  // The pack leaves it open, not the person.
        std::vector<std::array<Money, 2>> readings;
        readings.reserve(because.readings.size());
        for (const Because::Reading& one : because.readings) readings.push_back(one.person);
        keep_widest(
            best, {.key = asked_as(because.fact), .name = because.name, .worth = apart(readings)});
    }
    return best;
}

}  // namespace yidi::guidance::internal
