#include <algorithm>
#include <charconv>
#include <utility>

#include "adapters/codec/internal/pack_parts.h"
#include "domain/policy/vocabulary.h"

namespace yidi::codec::internal {
namespace {

using policy::Conditions;
using policy::WholeRange;

constexpr std::int64_t kAgeMax = 150;
constexpr std::int64_t kMonthsMax = 1800;
constexpr std::int64_t kNthMax = 999;

/// The names of an enumeration in its order.
template <class Enumeration, std::size_t kCount>
std::array<std::string_view, kCount> words_of() {
    std::array<std::string_view, kCount> words{};
    for (std::size_t i = 0; i < kCount; ++i) {
        words[i] = policy::name(static_cast<Enumeration>(i));
    }
    return words;
}

Error named_twice(const PackReader& reader, const Node& node, std::string_view what) {
    return reader.refuse(node, {.detail = std::string{what} + " names \"" + node.text + "\" twice",
                                .rule = "each value once",
                                .remedy = "remove one of the two"});
}

Result<std::uint8_t> decode_mask(const PackReader& reader, const Node& node, std::string_view what,
                                 Words words) {
    YIDI_TRY(const std::vector<const Node*> items, reader.one_or_more(node, what));
    unsigned mask = 0;
    for (const Node* item : items) {
        YIDI_TRY(const std::size_t index, reader.word(*item, what, words));
        const unsigned bit = 1U << index;
        if ((mask & bit) != 0) {
            return fail(named_twice(reader, *item, what));
        }
        mask |= bit;
    }
    return static_cast<std::uint8_t>(mask);
}

/// What the ranges of one condition are made of.
struct RangeForm {
    std::string_view what;
    std::string_view rule;
    std::string_view remedy;
    std::int64_t highest;
};

std::optional<std::int64_t> parse_whole(std::string_view text, std::int64_t highest) {
    std::int64_t number = 0;
    const char* end = text.data() + text.size();
    const auto [stopped, problem] = std::from_chars(text.data(), end, number);
    if (problem != std::errc{} || stopped != end || number < 0 || number > highest ||
        (text.size() > 1 && text.front() == '0')) {
        return std::nullopt;
    }
    return number;
}

/// "<45", ">=45", "7-69".
std::optional<WholeRange> parse_range(std::string_view text, std::int64_t highest) {
    if (text.starts_with(">=")) {
        const auto low = parse_whole(text.substr(2), highest);
        return low ? std::optional{WholeRange{.low = low, .high = {}}} : std::nullopt;
    }
    if (text.starts_with("<")) {
        const auto end = parse_whole(text.substr(1), highest);
        return end && *end > 0 ? std::optional{WholeRange{.low = {}, .high = *end - 1}}
                               : std::nullopt;
    }
    const std::size_t dash = text.find('-');
    if (dash == std::string_view::npos) {
        return std::nullopt;
    }
    const auto low = parse_whole(text.substr(0, dash), highest);
    const auto high = parse_whole(text.substr(dash + 1), highest);
    return low && high && *low <= *high ? std::optional{WholeRange{.low = low, .high = high}}
                                        : std::nullopt;
}

/// "1", "3+".
std::optional<WholeRange> parse_nth(std::string_view text, std::int64_t highest) {
    const bool open = text.ends_with("+");
    const auto low = parse_whole(open ? text.substr(0, text.size() - 1) : text, highest);
    if (!low || *low < 1) {
        return std::nullopt;
    }
    return WholeRange{.low = low, .high = open ? std::nullopt : low};
}

/// "<2001-01-01", ">=2001-01-01".
std::optional<WholeRange> parse_date_range(std::string_view text, std::int64_t /*highest*/) {
    const bool from = text.starts_with(">=");
    if (!from && !text.starts_with("<")) {
        return std::nullopt;
    }
    const Result<Date> date = parse_date(text.substr(from ? 2 : 1));
    if (!date) {
        return std::nullopt;
    }
    return from ? WholeRange{.low = date->days(), .high = {}}
                : WholeRange{.low = {}, .high = std::int64_t{date->days()} - 1};
}

using ParseRange = std::optional<WholeRange> (*)(std::string_view, std::int64_t);

Result<std::vector<WholeRange>> decode_ranges(const PackReader& reader, const Node& node,
                                              const RangeForm& form, ParseRange parse) {
    YIDI_TRY(const std::vector<const Node*> items, reader.one_or_more(node, form.what));
    std::vector<WholeRange> ranges;
    for (const Node* item : items) {
        const std::optional<WholeRange> range =
            item->is_scalar() ? parse(item->text, form.highest) : std::nullopt;
        if (!range) {
            return fail(
                reader.refuse(*item, {.detail = std::string{form.what} + " cannot be \"" +
                                                (item->is_scalar() ? item->text : "…") + "\"",
                                      .rule = std::string{form.rule},
                                      .remedy = std::string{form.remedy}}));
        }
        if (std::find(ranges.begin(), ranges.end(), *range) != ranges.end()) {
            return fail(named_twice(reader, *item, form.what));
        }
        ranges.push_back(*range);
    }
    return ranges;
}

Result<void> decode_masks(const PackReader& reader, const Node& row, Conditions& when) {
    constexpr std::array<std::string_view, 2> kFlags{"false", "true"};
    if (const Node* node = row.find("person")) {
        const auto words = words_of<policy::Person, policy::kPersonCount>();
        YIDI_TRY(when.person, decode_mask(reader, *node, "person", words));
    }
    if (const Node* node = row.find("level")) {
        const auto words = words_of<policy::Level, policy::kLevelCount>();
        YIDI_TRY(when.level, decode_mask(reader, *node, "level", words));
    }
    if (const Node* node = row.find("filing")) {
        const auto words = words_of<policy::FilingState, policy::kFilingStateCount>();
        YIDI_TRY(when.filing, decode_mask(reader, *node, "filing", words));
    }
    if (const Node* node = row.find("distance")) {
        const auto words = words_of<policy::Distance, policy::kDistanceCount>();
        YIDI_TRY(when.distance, decode_mask(reader, *node, "distance", words));
    }
    if (const Node* node = row.find("recognised")) {
        YIDI_TRY(when.recognised, decode_mask(reader, *node, "recognised", kFlags));
    }
    return {};
}

Result<void> decode_all_ranges(const PackReader& reader, const Node& row, Conditions& when) {
    constexpr std::string_view kRemedy = R"(write "<45", ">=45" or "7-69" (both ends included))";
    constexpr std::array<RangeForm, 4> kForms{
        {{"nth", "nth is a number from 1 on, with + for it and all later ones",
          "write 2, or \"3+\"", kNthMax},
         {"age", "age is a range of whole years up to 150", kRemedy, kAgeMax},
         {"months", "months is a range of whole months up to 1800", kRemedy, kMonthsMax},
         {"retire_date", "retire_date is before a day, or from a day on",
          R"(write "<2001-01-01" or ">=2001-01-01")", 0}}};
    constexpr std::array<ParseRange, 4> kParsers{parse_nth, parse_range, parse_range,
                                                 parse_date_range};
    const std::array<std::vector<WholeRange>*, 4> members{&when.nth, &when.age, &when.months,
                                                          &when.retire_date};
    for (std::size_t i = 0; i < kForms.size(); ++i) {
        if (const Node* node = row.find(kForms[i].what)) {
            YIDI_TRY(*members[i], decode_ranges(reader, *node, kForms[i], kParsers[i]));
        }
    }
    return {};
}

}  // namespace

Result<Conditions> decode_conditions(const PackReader& reader, const Node& row) {
    Conditions when;
    YIDI_TRY_VOID(decode_masks(reader, row, when));
    YIDI_TRY_VOID(decode_all_ranges(reader, row, when));
    const std::array<std::pair<std::string_view, std::vector<std::string>*>, 9> lists{
        {{"identity", &when.identity},
         {"not_identity", &when.not_identity},
         {"attr", &when.attr},
         {"not_attr", &when.not_attr},
         {"tier", &when.tier},
         {"disease", &when.disease},
         {"rank", &when.rank},
         {"hospital", &when.hospital},
         {"med_type", &when.med_type}}};
    for (const auto& [key, member] : lists) {
        if (const Node* node = row.find(key)) {
            YIDI_TRY(*member, reader.names(*node, key));
        }
    }
    return when;
}

}  // namespace yidi::codec::internal
