#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/codec/internal/yaml.h"
#include "base/date.h"
#include "base/error.h"
#include "base/money.h"
#include "base/rate.h"

/// Reads single values out of the tree and says precisely what is wrong with those that cannot be
/// read.
namespace yidi::codec::internal {

/// What a refusal says besides its place.
struct Refusal {
    ErrorCode code = ErrorCode::bad_value;
    std::string detail;
    std::string rule;
    std::string remedy;
};

/// Range of a whole number, both ends included.
struct WholeLimits {
    std::int64_t low = 0;
    std::int64_t high = 0;
};

using Words = std::span<const std::string_view>;

/// One file under decoding. Each function names in `what` the thing it reads, as a sentence's
/// subject: "the cap".
class PackReader {
public:
    explicit PackReader(std::string_view file_name) : file_name_{file_name} {}

    [[nodiscard]] Error refuse(const Node& node, Refusal refusal) const {
        return refuse_line(node.line, node.column, std::move(refusal));
    }
    [[nodiscard]] Error refuse_line(std::uint32_t line, std::uint32_t column,
                                    Refusal refusal) const;

    /// Errors    bad_pack: another kind of node.
    [[nodiscard]] Result<void> expect_map(const Node& node, std::string_view what) const;
    [[nodiscard]] Result<void> expect_list(const Node& node, std::string_view what) const;
    /// Errors    unknown_key, with the nearest allowed key.
    [[nodiscard]] Result<void> only_keys(const Node& map, std::string_view what,
                                         Words allowed) const;
    /// Errors    missing_key.
    [[nodiscard]] Result<const Node*> need(const Node& map, std::string_view key,
                                           std::string_view what) const;

    /// A scalar that says something: not empty, at most 4,096 bytes, valid UTF-8 without control
    /// characters (new lines apart).
    [[nodiscard]] Result<std::string> text(const Node& node, std::string_view what) const;
    /// A short name without blanks, separators or control characters, as identities, codes and ids
    /// are.
    [[nodiscard]] Result<std::string> name(const Node& node, std::string_view what) const;
    [[nodiscard]] Result<std::int64_t> whole(const Node& node, std::string_view what,
                                             WholeLimits limits) const;
    [[nodiscard]] Result<bool> flag(const Node& node, std::string_view what) const;
    [[nodiscard]] Result<Date> date(const Node& node, std::string_view what) const;
    /// A plain number of yuan, not negative.
    [[nodiscard]] Result<Money> amount(const Node& node, std::string_view what) const;
    /// A quoted rate from 0 to `highest`.
    [[nodiscard]] Result<Rate> rate(const Node& node, std::string_view what, Rate highest) const;
    [[nodiscard]] Result<std::uint32_t> region(const Node& node, std::string_view what) const;
    /// Index into `words`.
    [[nodiscard]] Result<std::size_t> word(const Node& node, std::string_view what,
                                           Words words) const;
    /// The node itself, or the items of a list of one to 4,096.
    [[nodiscard]] Result<std::vector<const Node*>> one_or_more(const Node& node,
                                                               std::string_view what) const;
    /// One or more names, none twice.
    [[nodiscard]] Result<std::vector<std::string>> names(const Node& node,
                                                         std::string_view what) const;

private:
    [[nodiscard]] Result<void> expect_scalar(const Node& node, std::string_view what,
                                             std::string_view rule) const;

    std::string file_name_;
};

}  // namespace yidi::codec::internal
