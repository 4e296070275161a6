#include "app/filing/details.h"

#include <array>

#include "app/payer/internal/compact.h"
#include "app/payer/internal/refusal.h"

namespace yidi::app {
namespace {

constexpr std::array kFields{
    &FilingDetails::contact_name, &FilingDetails::tel,           &FilingDetails::address,
    &FilingDetails::reason,       &FilingDetails::transfer_from, &FilingDetails::transfer_to,
    &FilingDetails::dise_codg,    &FilingDetails::dise_name,     &FilingDetails::agent_name,
    &FilingDetails::agent_certno, &FilingDetails::agent_tel,     &FilingDetails::agent_relation,
    &FilingDetails::bank_name,    &FilingDetails::bank_account};

}  // namespace

std::string to_text(const FilingDetails& details) {
    payer::internal::CompactWriter out;
    for (const auto field : kFields) {
        out.text(details.*field);
    }
    return out.take();
}

Result<FilingDetails> parse_filing_details(std::string_view text) {
    payer::internal::CompactReader in{text};
    FilingDetails out;
    for (const auto field : kFields) {
        out.*field = in.text();
    }
    if (!in.at_end()) {
        return payer::internal::violated("details as this program writes them");
    }
    return out;
}

}  // namespace yidi::app
