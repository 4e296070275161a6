#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "api/rest/internal/call.h"
#include "domain/registry/records.h"

/// What operations at an institution begin with.
namespace yidi::rest::internal {

/// Holds the institution, with the region it stands in, against the caller's scope.
/// Errors    403; 404: no institution has this code.
[[nodiscard]] Result<registry::Institution> allow_institution(Call& call);

/// As whom the caller stands in messages and records: the account's login; a program's key has
/// none, and stands as its number.
[[nodiscard]] Result<std::string> operator_of(const Call& call);

/// The number that `before` takes over from the page before; 0 where it was not sent.
/// Errors    bad_value: it is none of ours.
[[nodiscard]] Result<std::int64_t> number_before(const Call& call);

// Members that may be null.
void write_text(codec::JsonWriter& json, std::string_view name, std::string_view text);
void write_id(codec::JsonWriter& json, std::string_view name, std::int64_t id);
void write_time(codec::JsonWriter& json, std::string_view name, std::optional<Instant> at);
void write_day(codec::JsonWriter& json, std::string_view name, std::optional<Date> day);
/// `insuplc_admdvs` and `region`, its name.
void write_region(codec::JsonWriter& json, const policy::Regions& regions, std::uint32_t code);

}  // namespace yidi::rest::internal
