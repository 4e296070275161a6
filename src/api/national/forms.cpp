#include <algorithm>
#include <array>
#include <vector>

#include "api/national/internal/words.h"
#include "api/national/table.h"

namespace yidi::national {

std::span<const Form> forms() {
    static const std::vector<Form> kForms = [] {
        std::vector<Form> all;
        for (const std::span<const Form> group :
             {internal::kSessionForms, internal::kOutpatientForms, internal::kStayForms,
              internal::kInpatientForms, internal::kQueryForms, internal::kRecordForms,
              internal::kPharmacyForms, internal::kFileForms, internal::kCatalogueForms,
              internal::kDocumentForms, internal::kVisitQueryForms, internal::kClearingForms}) {
            all.insert(all.end(), group.begin(), group.end());
        }
        std::ranges::sort(all, {}, &Form::infno);
        return all;
    }();
    return kForms;
}

const Form* find_form(std::string_view infno) {
    const std::span<const Form> all = forms();
    const auto form = std::ranges::lower_bound(all, infno, {}, &Form::infno);
    return form != all.end() && form->infno == infno ? &*form : nullptr;
}

const Table& envelope_table() {
    return internal::kEnvelopeTable;
}

}  // namespace yidi::national
