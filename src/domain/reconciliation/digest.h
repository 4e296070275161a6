#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "domain/reconciliation/row.h"

/// A tree of hashes over a day's rows, by which two machines find the rows in which they differ
/// without sending the others (docs/design/reconciliation.md).
namespace yidi::reconciliation {

using Hash = std::array<std::uint8_t, 32>;
/// Handed in: the core has no hash of its own. One that nobody can aim is needed, keyed or not.
using HashFunction = std::function<Hash(std::string_view bytes)>;

/// How many buckets the rows lie in, as a power of two.
struct Shape {
    unsigned bits = 0;
    friend bool operator==(Shape, Shape) = default;
};
inline constexpr unsigned kFanOutBits = 5;  ///< 32 children to a node, but for the root's rest

/// The shape for two books: 16 to 32 rows of the larger one in a bucket.
[[nodiscard]] Shape shape_for(std::size_t rows_here, std::size_t rows_there);

/// A node: the buckets whose numbers begin with `prefix`, `depth` levels below the root.
struct Node {
    unsigned depth = 0;
    std::uint32_t prefix = 0;
    friend bool operator==(const Node&, const Node&) = default;
};

class Digest {
public:
    /// Rows without a number lie in the bucket of the empty one: give rows of the payer's own.
    [[nodiscard]] static Digest of(std::span<const Row> rows, Shape shape,
                                   const HashFunction& hash);

    [[nodiscard]] Shape shape() const { return shape_; }
    /// Levels below the root.
    [[nodiscard]] unsigned depth() const { return static_cast<unsigned>(levels_.size()) - 1; }
    [[nodiscard]] const Hash& root() const { return levels_.front().front(); }
    /// Requires  a node of this tree (asserted).
    [[nodiscard]] const Hash& hash_of(Node node) const;
    /// The hashes of a node's children, in order.
    /// Errors    bad_value: no such node, or one of the last level (it comes from another machine).
    [[nodiscard]] Result<std::vector<Hash>> children(Node node) const;
    /// The places of a bucket's rows, ascending.
    [[nodiscard]] std::span<const std::size_t> bucket(std::uint32_t number) const;

private:
    Shape shape_;
    std::vector<std::vector<Hash>> levels_;  ///< the root first
    std::vector<std::size_t> places_;        ///< by bucket
    std::vector<std::size_t> begins_;        ///< of each bucket in them, and the end
};

/// Asks the other side for the children of some nodes of one level: their hashes one behind the
/// other.
using AskChildren = std::function<Result<std::vector<Hash>>(std::span<const Node> nodes)>;

/// The buckets in which two books differ, ascending; nothing is asked where the roots are equal,
/// and then only below nodes that differ, once a level.
/// Errors    those of `ask`; bad_value: it gave another number of hashes than there are children.
[[nodiscard]] Result<std::vector<std::uint32_t>> differing(const Digest& mine, const Hash& root,
                                                           const AskChildren& ask);

}  // namespace yidi::reconciliation
