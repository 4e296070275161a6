#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "adapters/codec/json_writer.h"
#include "app/payer/fees.h"
#include "base/instant.h"
#include "base/quantity.h"
#include "domain/registry/records.h"
#include "domain/settlement/records.h"

/// Parts that several outputs share.
namespace yidi::national::internal {

/// A text; null where it is empty.
void text(codec::JsonWriter& writer, std::string_view name, std::string_view value);
void number(codec::JsonWriter& writer, std::string_view name, std::int64_t value);
/// "0" or "1".
void flag(codec::JsonWriter& writer, std::string_view name, bool value);
void day(codec::JsonWriter& writer, std::string_view name, std::optional<Date> value);
void time(codec::JsonWriter& writer, std::string_view name, std::optional<Instant> value);
void exact(codec::JsonWriter& writer, std::string_view name, const std::string& decimal);
void amount(codec::JsonWriter& writer, std::string_view name, std::optional<Money> value);
void nothing(codec::JsonWriter& writer, std::string_view name);
/// A ratio with four places, as N 5,4 has.
void ratio(codec::JsonWriter& writer, std::string_view name, Ratio value);

/// psn_no … age.
struct PersonView {
    std::string_view psn_no;
    const registry::Person& person;
    Date day;  ///< of the age
};
void person(codec::JsonWriter& writer, const PersonView& view);
/// medfee_sumamt … fund_pay_sumamt, with hosp_part_amt.
void fund_amounts(codec::JsonWriter& writer, const adjudication::Setlinfo& info);
/// The rows of BLK-FEERES.
void fee_rows(codec::JsonWriter& writer, std::string_view node,
              const std::vector<payer::LineReply>& lines);
/// setldetail[].
void payers(codec::JsonWriter& writer, const settlement::Settlement& settlement);

}  // namespace yidi::national::internal
