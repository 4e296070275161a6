#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "domain/registry/records.h"

/// What an institution records of a person's care beyond one visit: a referral (2501), a recognised
/// chronic disease (2503), a chosen institution (2505). Kept as events, and cancelled whole.
namespace yidi::registry {

enum class RecordKind : std::uint8_t { referral, chronic, chosen_institution };
[[nodiscard]] std::string_view name(RecordKind kind);
[[nodiscard]] std::optional<RecordKind> parse_record_kind(std::string_view text);

/// A record as its last event leaves it. Days are included on both ends.
struct CareRecord {
    Pid pid = 0;
    std::int64_t id = 0;   ///< trt_dcla_detl_sn
    std::int64_t seq = 1;  ///< events so far: 2 once it is cancelled
    RecordKind kind = RecordKind::referral;
    bool cancelled = false;
    std::string sender;                        ///< the institution that recorded it
    std::optional<policy::Insutype> insutype;  ///< empty: not said
    std::string type;                          ///< refl_type, or biz_appy_type of a choice
    std::string place;                         ///< institution referred to, chosen, or assessing
    std::optional<std::uint32_t> area;         ///< region referred to
    std::string dise_codg;                     ///< diagnosis, or the chronic disease's code
    Date begndate;
    std::optional<Date> enddate;
};

/// Whether both say the same of days that they share, so that the second adds nothing.
[[nodiscard]] bool repeats(const CareRecord& one, const CareRecord& other);

/// Whether a record's days share one with [from, to].
[[nodiscard]] bool falls_into(const CareRecord& one, Date from, Date to);

/// The diseases that records recognise for an insurance, in the form in which the register keeps
/// recognised diseases.
[[nodiscard]] std::vector<Identity> recognised_by(const std::vector<CareRecord>& all,
                                                  policy::Insutype insutype);

}  // namespace yidi::registry
