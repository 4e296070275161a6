#include "app/estimate.h"

#include <utility>

namespace yidi::app {
namespace {

using adjudication::Answer;
using adjudication::Case;
using adjudication::Status;

/// Stand for "some region" and "another one" where a case with stated terms names none. Neither is
/// a place.
constexpr std::uint32_t kSomeRegion = 990000;
constexpr std::uint32_t kAnotherRegion = 980000;

/// The facts that stated terms leave unsaid because they do not need them.
Case complete(const Case& stated, const policy::Terms& terms, std::vector<Note>& notes) {
    Case facts = stated;
    if (facts.med_type.empty()) {
        facts.med_type = "21";
        notes.push_back({.kind = NoteKind::inpatient});
    }
    if (!facts.insuplc_admdvs) {
        facts.insuplc_admdvs = kSomeRegion;
        notes.push_back({.kind = NoteKind::region});
    }
    if (!facts.mdtrtarea_admvs) {
        facts.mdtrtarea_admvs = terms.remote ? kAnotherRegion : *facts.insuplc_admdvs;
        notes.push_back({.kind = terms.remote ? NoteKind::away : NoteKind::at_home});
    }
    return facts;
}

Result<void> estimate_by_terms(const policy::Book& packs, const CaseFile& file,
                               const adjudication::Options& options, Estimate& out) {
    const Case facts = complete(file.facts, *file.terms, out.notes);
    const std::uint32_t area = packs.regions().pooling_area(*facts.insuplc_admdvs);
    std::vector<policy::Pack> own;
    own.push_back(policy::pack_of_terms(*file.terms, area));
    YIDI_TRY(policy::Book book, policy::Book::from(std::move(own), packs.regions()));
    out.terms_book = std::make_unique<const policy::Book>(std::move(book));
    YIDI_TRY_VOID(adjudication::adjudicate_into(*out.terms_book, facts, options, out.answer));
    if (packs.find(area) == nullptr) return {};
    YIDI_TRY(out.pack_result, adjudication::adjudicate(packs, file.facts));
    return {};
}

bool wants_a_filing(const Answer& answer) {
    if (answer.status != Status::rejected) return false;
    const ErrorCode code = answer.outcome.refusal.code;
    return code == ErrorCode::not_filed || code == ErrorCode::filing_elsewhere;
}

}  // namespace

Result<void> estimate(const policy::Book& packs, const CaseFile& file,
                      const adjudication::Options& options, Estimate& out) {
    out.filings.clear();
    out.notes.clear();
    out.pack_result.reset();
    add_notes(packs, file, out.notes);
    if (file.terms) return estimate_by_terms(packs, file, options, out);
    out.terms_book.reset();
    YIDI_TRY_VOID(adjudication::adjudicate_into(packs, file.facts, options, out.answer));
    if (!wants_a_filing(out.answer)) return {};
    YIDI_TRY(out.filings, adjudication::what_if_filed(packs, file.facts));
    return {};
}

}  // namespace yidi::app
