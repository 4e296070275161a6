#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "adapters/peers/memory/memory_peers.h"
#include "api/rest/internal/call.h"
#include "app/clearing/context.h"
#include "domain/clearing/cycle.h"
#include "domain/clearing/lines.h"
#include "domain/reconciliation/digest.h"

/// What operations of clearing begin with.
namespace yidi::rest::internal {

inline constexpr access::RoleSet kClears = access::roles(access::Role::clearing_officer);
inline constexpr access::RoleSet kPays =
    access::roles(access::Role::clearing_officer, access::Role::finance);
inline constexpr access::RoleSet kReadsClearing =
    access::roles(access::Role::clearing_officer, access::Role::finance, access::Role::auditor);

/// Errors    rule_unknown: this server has no rules on clearing.
[[nodiscard]] Result<app::ClearingContext> clearing_context(const Call& call);

/// The centre, which is a clearing officer everywhere. Errors    403.
[[nodiscard]] Result<clearing::Actor> as_centre(Call& call);
/// The agency or finance of a party. A role everywhere is no party's.
/// Errors    bad_region: no party; 403.
[[nodiscard]] Result<clearing::Actor> as_party(Call& call, std::string_view party,
                                               clearing::Role role = clearing::Role::agency);
/// As the officer or finance of a party, whichever the caller is there.
[[nodiscard]] Result<clearing::Actor> as_payer_or_payee(Call& call, std::string_view party);
/// A party whose affairs are shown. Errors    bad_region; 403.
[[nodiscard]] Result<std::uint32_t> shown_party(Call& call, std::string_view party);
/// The party of the query, or, where none was sent, every one: for callers who reach all.
[[nodiscard]] Result<std::optional<std::uint32_t>> asked_party(Call& call);

/// The month that a parameter names. Errors    bad_date.
[[nodiscard]] Result<clearing::Month> month_in(std::string_view text, std::string_view where);

/// A number of ours, above zero. Errors    bad_value.
[[nodiscard]] Result<std::int64_t> number_in(std::string_view text, std::string_view where);

/// The other parties, whose books lie in this store too. Lives within the session.
[[nodiscard]] peers::MemoryPeers peers_of(Call& call, const app::ClearingContext& context);

/// The logins of colleagues, by the id that a step was noted with.
using Logins = std::map<std::string, std::string, std::less<>>;
[[nodiscard]] Result<Logins> logins_behind(const Call& call, const std::set<std::string>& ids);

// Members that answers of clearing share.
/// `by`, and `login` where an account stands behind it.
void write_who(codec::JsonWriter& json, const std::string& by, const Logins& logins);
void write_direction(codec::JsonWriter& json, const clearing::Direction& direction);
void write_kind(codec::JsonWriter& json, const clearing::Kind& kind);
void write_parties(codec::JsonWriter& json, std::string_view name,
                   const std::vector<std::uint32_t>& parties);

}  // namespace yidi::rest::internal
