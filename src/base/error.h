#pragma once

#include <array>
#include <cstdint>
#include <iosfwd>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include <tl/expected.hpp>

#include "base/assert.h"

namespace yidi {

/// Numbers are stored in the audit log and never reused; names are what the interfaces send. The
/// thousands tell the caller what to do, so status and exit codes derive from them alone.
enum class ErrorCode : std::uint16_t {
    // 1xxx  Fix the request: as sent, it can never succeed.
    malformed_json = 1001,
    unknown_key = 1002,
    duplicate_key = 1003,
    bad_amount = 1004,
    bad_date = 1005,
    bad_region = 1006,
    bad_value = 1007,
    missing_key = 1008,
    inconsistent = 1009,
    usage = 1010,
    unreadable_file = 1011,
    bad_pack = 1012,
    limit_exceeded = 1013,
    // 2xxx  The policy says no: Error::source names the clause.
    not_insured = 2001,
    waiting_period = 2002,
    not_filed = 2003,
    filing_elsewhere = 2004,
    not_connected = 2005,
    third_party_liable = 2006,
    not_recognised = 2007,
    not_covered = 2008,
    must_undo_later_first = 2009,
    interim_required = 2010,
    promise_not_completed = 2011,
    filing_not_in_force = 2012,
    not_allowed = 2013,
    not_signed_in = 2014,
    filing_locked = 2015,
    filing_refused = 2016,
    filing_exists = 2017,
    not_reported = 2018,
    insurance_paused = 2019,
    insurance_ended = 2020,
    limit_reached = 2021,
    route_closed = 2022,
    needs_approval = 2023,
    // 3xxx  Read the state again, then decide.
    changed_meanwhile = 3001,
    // 4xxx  Try again later with the same idempotency key.
    busy = 4001,
    rate_limited = 4002,
    // 5xxx  Our bug: nothing was written, someone is paged.
    invariant_violated = 5001,
    internal = 5002,
    // 6xxx  No rule is known: say what would be needed.
    no_pack = 6001,
    before_first_rule = 6002,
    rule_unknown = 6003,
    unbounded = 6004,
};

/// Every code once, ascending, for tests and documentation that must be complete.
inline constexpr std::array kErrorCodes{
    ErrorCode::malformed_json,
    ErrorCode::unknown_key,
    ErrorCode::duplicate_key,
    ErrorCode::bad_amount,
    ErrorCode::bad_date,
    ErrorCode::bad_region,
    ErrorCode::bad_value,
    ErrorCode::missing_key,
    ErrorCode::inconsistent,
    ErrorCode::usage,
    ErrorCode::unreadable_file,
    ErrorCode::bad_pack,
    ErrorCode::limit_exceeded,
    ErrorCode::not_insured,
    ErrorCode::waiting_period,
    ErrorCode::not_filed,
    ErrorCode::filing_elsewhere,
    ErrorCode::not_connected,
    ErrorCode::third_party_liable,
    ErrorCode::not_recognised,
    ErrorCode::not_covered,
    ErrorCode::must_undo_later_first,
    ErrorCode::interim_required,
    ErrorCode::promise_not_completed,
    ErrorCode::filing_not_in_force,
    ErrorCode::not_allowed,
    ErrorCode::not_signed_in,
    ErrorCode::filing_locked,
    ErrorCode::filing_refused,
    ErrorCode::filing_exists,
    ErrorCode::not_reported,
    ErrorCode::insurance_paused,
    ErrorCode::insurance_ended,
    ErrorCode::limit_reached,
    ErrorCode::route_closed,
    ErrorCode::needs_approval,
    ErrorCode::changed_meanwhile,
    ErrorCode::busy,
    ErrorCode::rate_limited,
    ErrorCode::invariant_violated,
    ErrorCode::internal,
    ErrorCode::no_pack,
    ErrorCode::before_first_rule,
    ErrorCode::rule_unknown,
    ErrorCode::unbounded,
};

/// The name on the wire, which is the enumerator's spelling.
[[nodiscard]] std::string_view name(ErrorCode code);

/// The exit code of a command that ends with this error: 1xxx 2, 2xxx 4, 3xxx and 4xxx 5, 5xxx 1,
/// 6xxx 3.
[[nodiscard]] int exit_code(ErrorCode code);

/// What happened, and what the caller can do about it.
struct Error {
    ErrorCode code;
    std::string where = {};   // JSON pointer, file and line, or field: what to mend.
    std::string rule = {};    // What was expected there.
    std::string remedy = {};  // What to do about it.
    std::string detail = {};  // For people; never parsed, never personal data.
    std::string source = {};  // The clause; set for 2xxx.

    friend bool operator==(const Error&, const Error&) = default;
};

/// One line for logs and test output: "bad_amount at /fee: detail".
[[nodiscard]] std::string to_string(const Error& error);
std::ostream& operator<<(std::ostream& out, const Error& error);

/// A value or an Error. Ignoring one is a compile error. Return early with YIDI_TRY; no chains, so
/// that control flow stays visible. Reading the side that is not there is our bug and asserts,
/// where the library's own operators would read memory that holds something else.
template <class T>
struct [[nodiscard]] Result : tl::expected<T, Error> {
    using Base = tl::expected<T, Error>;
    using Base::Base;

    constexpr std::add_lvalue_reference_t<const T> operator*() const& {
        YIDI_ASSERT(Base::has_value());
        return Base::operator*();
    }
    constexpr std::add_lvalue_reference_t<T> operator*() & {
        YIDI_ASSERT(Base::has_value());
        return Base::operator*();
    }
    constexpr std::add_rvalue_reference_t<T> operator*() && {
        YIDI_ASSERT(Base::has_value());
        return std::move(*this).Base::operator*();
    }
    constexpr const T* operator->() const {
        YIDI_ASSERT(Base::has_value());
        return Base::operator->();
    }
    constexpr T* operator->() {
        YIDI_ASSERT(Base::has_value());
        return Base::operator->();
    }
    constexpr const Error& error() const& {
        YIDI_ASSERT(!Base::has_value());
        return Base::error();
    }
    constexpr Error&& error() && {
        YIDI_ASSERT(!Base::has_value());
        return std::move(*this).Base::error();
    }
};

/// Turns an Error into the failed Result of whatever type the caller returns.
[[nodiscard]] inline tl::unexpected<Error> fail(Error error) {
    return tl::unexpected<Error>{std::move(error)};
}

}  // namespace yidi

#define YIDI_INTERNAL_PASTE(a, b) a##b
#define YIDI_INTERNAL_CONCAT(a, b) YIDI_INTERNAL_PASTE(a, b)
#define YIDI_INTERNAL_RESULT YIDI_INTERNAL_CONCAT(yidi_result_, __LINE__)

/// YIDI_TRY(const Money paid, parse_yuan(text)); declares `paid`, or returns the Error to the
/// caller.
#define YIDI_TRY(declaration, ...)                                                           \
    auto YIDI_INTERNAL_RESULT = (__VA_ARGS__);                                               \
    if (!YIDI_INTERNAL_RESULT) return ::yidi::fail(std::move(YIDI_INTERNAL_RESULT).error()); \
    declaration = *std::move(YIDI_INTERNAL_RESULT)

/// The same for a Result<void>: YIDI_TRY_VOID(check(pack));
#define YIDI_TRY_VOID(...)                                                     \
    do {                                                                       \
        auto yidi_result = (__VA_ARGS__);                                      \
        if (!yidi_result) return ::yidi::fail(std::move(yidi_result).error()); \
    } while (false)
