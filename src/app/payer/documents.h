#pragma once

#include <optional>
#include <string>

#include "app/payer/context.h"
#include "domain/registry/records.h"

/// Settlement lists (4101, 4101A, 4103): checked against the settlement that they are about, kept
/// sealed, and answered again as they came.
namespace yidi::payer {

/// By the person's number, or else by a certificate.
struct DocumentOwner {
    std::string psn_no;
    std::string psn_cert_type;
    std::string certno;
};
/// What the list says that the settlement says too; empty where it does not.
struct DocumentAmounts {
    std::optional<Money> medfee_sumamt;  ///< sum of its items
    std::optional<Money> funds;  ///< sum of what its funds paid, the account among them or not
    std::optional<Money> acct_pay;
    std::optional<Money> psn_cash_pay;
};
struct NewDocument {
    Caller caller;  ///< the infno is the kind of document
    DocumentOwner owner;
    std::string mdtrt_id;
    std::string setl_id;
    DocumentAmounts amounts;
    std::string body;  ///< to be answered again; opaque here
};
/// A later list of the same settlement takes the place of the first. Gives its number.
/// Errors    bad_value: no such person, or the institution has made no such settlement of theirs,
///           or it does not stand; inconsistent: another visit, or other amounts.
[[nodiscard]] Result<std::int64_t> submit_document(ports::Session& session, const Context& context,
                                                   const NewDocument& document);
/// Whose document it is; empty if nobody's.
[[nodiscard]] Result<std::optional<registry::Pid>> owner_of(ports::Session& session,
                                                            const Context& context,
                                                            const DocumentOwner& owner);

struct DocumentQuery {
    Caller caller;
    std::string psn_no;
    std::string setl_id;
};
struct KeptDocument {
    std::int64_t id = 0;
    std::string kind;  ///< the infno that brought it
    std::string body;
};
/// The last one about a settlement.
/// Errors    bad_value: the institution has sent none.
[[nodiscard]] Result<KeptDocument> find_document(ports::Session& session, const Context& context,
                                                 const DocumentQuery& query);

}  // namespace yidi::payer
