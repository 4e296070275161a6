#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/date.h"
#include "base/instant.h"
#include "base/money.h"
#include "domain/policy/vocabulary.h"
#include "ports/tables.h"

namespace yidi::payer::internal {

/// Reads a row column by column, in the order of its table. After a column of another type, or a
/// word that is none, everything reads as empty, and end() says so.
class RowReader {
public:
    RowReader(ports::Table table, const ports::Row& row) : table_{table}, row_{row} {}

    std::int64_t number() {
        if (const auto* value = next<std::int64_t>()) {
            return *value;
        }
        return 0;
    }
    std::optional<std::int64_t> maybe_number() {
        return is_empty() ? std::nullopt : std::optional{number()};
    }
    bool flag() { return number() != 0; }
    Money amount() { return Money::from_fen(number()); }
    Instant instant() { return Instant::from_ms(number()); }
    Date date() { return Date::from_days(number()); }
    std::optional<Date> maybe_date() { return is_empty() ? std::nullopt : std::optional{date()}; }
    std::uint32_t region() { return static_cast<std::uint32_t>(number()); }
    std::string text() {
        if (const auto* value = next<std::string>()) {
            return *value;
        }
        return {};
    }
    /// Empty where the column has no value.
    std::string maybe_text() { return is_empty() ? std::string{} : text(); }
    /// A word that `parse` knows.
    template <class Parse>
    auto word(Parse parse) {
        const auto found = parse(text());
        good_ = good_ && found.has_value();
        return found.value_or(typename decltype(found)::value_type{});
    }
    policy::Insutype insutype() {
        return word([](const std::string& code) { return policy::parse_insutype(code); });
    }
    void skip() { ++at_; }

    /// Errors    internal: the row is not as its table says.
    [[nodiscard]] Result<void> end() const {
        if (good_ && at_ == row_.size()) {
            return {};
        }
        return fail(Error{.code = ErrorCode::internal,
                          .where = std::string{ports::spec(table_).name},
                          .rule = "rows as this program writes them",
                          .remedy = "run verify, and restore the store from a backup",
                          .detail = "a row cannot be read",
                          .source = {}});
    }

private:
    template <class T>
    const T* next() {
        const T* value = at_ < row_.size() ? std::get_if<T>(&row_[at_]) : nullptr;
        ++at_;
        good_ = good_ && value != nullptr;
        return good_ ? value : nullptr;
    }
    /// Steps over a column without a value.
    bool is_empty() {
        const bool empty = at_ < row_.size() && std::holds_alternative<std::monostate>(row_[at_]);
        at_ += empty ? 1 : 0;
        return empty;
    }

    ports::Table table_;
    const ports::Row& row_;
    std::size_t at_ = 0;
    bool good_ = true;
};

/// Values for a row. (Not inline: g++ 12 takes a variant that was chosen inline for one that may be
/// uninitialised.)
[[nodiscard]] ports::Value value_of(std::optional<std::int64_t> number);
[[nodiscard]] ports::Value value_of(std::optional<Date> day);
[[nodiscard]] ports::Value value_of(std::optional<Instant> at);
[[nodiscard]] ports::Value value_of(std::optional<Money> amount);
[[nodiscard]] ports::Value value_of(std::optional<bool> flag);
[[nodiscard]] ports::Value value_of(Date day);
[[nodiscard]] ports::Value value_of(Instant at);
[[nodiscard]] ports::Value value_of(bool flag);
[[nodiscard]] ports::Value value_of(std::string_view text);
[[nodiscard]] ports::Value value_of(policy::Insutype insutype);

/// Reads rows with `read(row)`, a Result, until the scan or one of them fails.
template <class T, class Read>
Result<std::vector<T>> scan_rows(ports::Session& session, ports::Table table,
                                 const ports::Range& range, Read read,
                                 std::string_view index = {}) {
    std::vector<T> rows;
    Result<void> state;
    YIDI_TRY_VOID(session.scan(ports::spec(table), index, range, [&](const ports::Row& row) {
        Result<T> one = read(row);
        if (!one) {
            state = fail(std::move(one).error());
            return false;
        }
        rows.push_back(*std::move(one));
        return true;
    }));
    if (!state) {
        return fail(std::move(state).error());
    }
    return rows;
}

}  // namespace yidi::payer::internal
