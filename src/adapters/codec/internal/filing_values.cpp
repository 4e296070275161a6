#include "adapters/codec/internal/filing_values.h"

#include <string>
#include <utility>

#include "adapters/codec/internal/pack_parts.h"
#include "domain/policy/vocabulary.h"

namespace yidi::codec::internal {
namespace {

template <class Enum, std::size_t N>
std::array<std::string_view, N> names_of() {
    std::array<std::string_view, N> names{};
    for (std::size_t i = 0; i < N; ++i) {
        names[i] = policy::name(static_cast<Enum>(i));
    }
    return names;
}

template <class Enum>
Result<void> read_word(const ValuePlace& place, Enum& value) {
    static const auto kNames = names_of<Enum, 2>();
    YIDI_TRY(const std::size_t index, place.reader.word(place.node, place.rule, kNames));
    value = static_cast<Enum>(index);
    return {};
}

std::uint8_t with_bit(std::uint8_t mask, std::size_t bit) {
    return static_cast<std::uint8_t>(mask | (1U << bit));
}

Result<void> read_exceptions(const ValuePlace& place, std::uint8_t& mask) {
    static const auto kNames = names_of<policy::LockException, policy::kLockExceptionCount>();
    mask = 0;
    if (place.node.is_plain("none")) return {};
    YIDI_TRY(const std::vector<const Node*> items,
             place.reader.one_or_more(place.node, place.rule));
    for (const Node* item : items) {
        YIDI_TRY(const std::size_t index, place.reader.word(*item, place.rule, kNames));
        mask = with_bit(mask, index);
    }
    return {};
}

/// A paper, or a list of papers of which any one does.
Result<policy::AnyOf> read_group(const ValuePlace& place, const Node& node) {
    return place.reader.names(node, std::string{place.rule});
}

}  // namespace

std::string_view empty_span_word(std::string_view rule) {
    if (rule == "lock") return "none";
    return rule == "extension" ? std::string_view{} : std::string_view{"endless"};
}

Result<void> read_value(const ValuePlace& place, bool& value) {
    YIDI_TRY(value, place.reader.flag(place.node, place.rule));
    return {};
}

Result<void> read_value(const ValuePlace& place, std::string& value) {
    YIDI_TRY(value, place.reader.name(place.node, place.rule));
    return {};
}

Result<void> read_value(const ValuePlace& place, std::vector<policy::AnyOf>& value) {
    YIDI_TRY_VOID(place.reader.expect_list(place.node, place.rule));
    value.clear();
    for (const Node& item : place.node.items) {
        YIDI_TRY(policy::AnyOf group, read_group(place, item));
        value.push_back(std::move(group));
    }
    return {};
}

Result<void> read_value(const ValuePlace& place, std::vector<std::string>& value) {
    YIDI_TRY(value, place.reader.names(place.node, std::string{place.rule}));
    return {};
}

Result<void> read_value(const ValuePlace& place, std::int32_t& value) {
    YIDI_TRY(const std::int64_t number, place.reader.whole(place.node, place.rule, kFilingCount));
    value = static_cast<std::int32_t>(number);
    return {};
}

Result<void> read_value(const ValuePlace& place, policy::Span& value) {
    constexpr std::array<std::string_view, 2> kKeys{"months", "days"};
    const std::string_view word = empty_span_word(place.rule);
    value = {};
    if (!word.empty() && place.node.is_plain(word)) return {};
    const std::string rule = std::string{place.rule} +
                             " is {months: 6}, {days: 60} or both together" +
                             (word.empty() ? std::string{} : ", or the word " + std::string{word});
    if (!place.node.is_map()) {
        return fail(place.reader.refuse(
            place.node, {.detail = std::string{place.rule} + " is no span of time",
                         .rule = rule,
                         .remedy = "write the months and days, such as {months: 6}"}));
    }
    YIDI_TRY_VOID(place.reader.only_keys(place.node, place.rule, kKeys));
    if (const Node* months = place.node.find("months")) {
        YIDI_TRY(const std::int64_t number, place.reader.whole(*months, "months", kFilingMonths));
        value.months = static_cast<std::int32_t>(number);
    }
    if (const Node* days = place.node.find("days")) {
        YIDI_TRY(const std::int64_t number, place.reader.whole(*days, "days", kFilingDays));
        value.days = static_cast<std::int32_t>(number);
    }
    if (value.is_endless()) {
        return fail(place.reader.refuse(
            place.node,
            {.detail = std::string{place.rule} + " is 0 months and 0 days",
             .rule = rule,
             .remedy = word.empty() ? std::string{"write how long it is, or leave the rule out"}
                                    : "write " + std::string{word}}));
    }
    return {};
}

Result<void> read_value(const ValuePlace& place, policy::AfterLapse& value) {
    return read_word(place, value);
}
Result<void> read_value(const ValuePlace& place, policy::PlaceLevel& value) {
    return read_word(place, value);
}
Result<void> read_value(const ValuePlace& place, policy::Decision& value) {
    return read_word(place, value);
}

Result<void> read_value(const ValuePlace& place, std::uint8_t& value) {
    if (place.rule == "lock_exceptions") return read_exceptions(place, value);
    YIDI_TRY(const std::vector<policy::Business> named,
             decode_businesses(place.reader, place.node));
    value = 0;
    for (const policy::Business one : named) {
        value = with_bit(value, static_cast<std::size_t>(one));
    }
    return {};
}

Result<void> read_value(const ValuePlace& place, std::vector<std::uint32_t>& value) {
    YIDI_TRY(const std::vector<const Node*> items,
             place.reader.one_or_more(place.node, place.rule));
    value.clear();
    for (const Node* item : items) {
        YIDI_TRY(const std::uint32_t code, place.reader.region(*item, place.rule));
        value.push_back(code);
    }
    return {};
}

}  // namespace yidi::codec::internal
