#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/payer/context.h"
#include "domain/registry/care_record.h"

/// Referrals, recognised chronic diseases, chosen institutions. A disease recognised here counts in
/// settlement as one that the register knows. A referral or a choice is no filing: it tells those
/// who file and those who look, and changes no amount.
namespace yidi::payer {

/// 2501, 2501A, 2503, 2505.
struct RecordRequest {
    Caller caller;
    std::string psn_no;
    registry::RecordKind kind = registry::RecordKind::referral;
    std::optional<policy::Insutype> insutype;
    std::string type;                   ///< refl_type, biz_appy_type
    std::string place;                  ///< institution referred to, chosen, or assessing
    std::optional<std::uint32_t> area;  ///< region referred to
    std::string dise_codg;
    std::optional<Date> assessed;  ///< day on which a hospital found the disease
    Date begndate;
    std::optional<Date> enddate;
    std::string details;  ///< the message's own texts, kept sealed
};
/// Returns   the record with its number.
/// Errors    inconsistent: an end before the beginning, a day that has not come, or a record that
///           says the same of the same days; not_insured: no insurance of this type has begun;
///           bad_value: nobody's number, or a chosen institution that is not known.
[[nodiscard]] Result<registry::CareRecord> add_record(ports::Session& session,
                                                      const Context& context,
                                                      const RecordRequest& request);

/// 2502, 2504, 2506.
struct CancelRequest {
    Caller caller;
    std::string psn_no;
    std::string trt_dcla_detl_sn;
    registry::RecordKind kind = registry::RecordKind::referral;
    std::string memo;        ///< the reason, kept sealed
    bool by_agency = false;  ///< of the insured region, which takes back whatever anybody made
};
struct Cancelled {
    registry::CareRecord record;
    bool before = false;  ///< it had been cancelled already: nothing was written
};
/// What was settled while the record stood stays as it is.
/// Errors    bad_value: this institution has made no such record of this person.
[[nodiscard]] Result<Cancelled> cancel_record(ports::Session& session, const Context& context,
                                              const CancelRequest& request);

/// 5301, 5302, 5304.
struct RecordQuery {
    Caller caller;
    std::string psn_no;
    registry::RecordKind kind = registry::RecordKind::referral;
    std::string type;          ///< empty: any
    std::optional<Date> from;  ///< only records that stand on a day from here …
    std::optional<Date> to;    ///< … to here; empty: no end
};
struct RecordsReply {
    struct Row {
        registry::CareRecord record;
        std::string details;  ///< empty: the register has it, and no message
    };
    registry::Person person;
    std::vector<Row> rows;  ///< those that are not cancelled
};
/// Every institution's records, and for recognised diseases those of the register too.
/// Errors    bad_value: nobody's number.
[[nodiscard]] Result<RecordsReply> query_records(ports::Session& session, const Context& context,
                                                 const RecordQuery& request);

}  // namespace yidi::payer
