#include "domain/reconciliation/digest.h"

#include <algorithm>
#include <numeric>
#include <string>
#include <tuple>

namespace yidi::reconciliation {
namespace {

constexpr std::size_t kRowsMax = 32;  // Of the larger book in a bucket, on average.
constexpr unsigned kBitsMax = 30;

/// The root takes the bits that are left over, every node below it kFanOutBits.
unsigned bits_at(Shape shape, unsigned depth) {
    const unsigned rest = shape.bits % kFanOutBits;
    if (depth == 0 && rest != 0) return rest;
    return kFanOutBits;
}

void append(const Hash& hash, std::string& out) {
    for (const std::uint8_t byte : hash) out += static_cast<char>(byte);
}

std::uint32_t bucket_of(const Hash& hash, Shape shape) {
    std::uint32_t first = 0;
    for (std::size_t i = 0; i < 4; ++i) first = (first << 8U) | hash[i];
    return shape.bits == 0 ? 0 : first >> (32U - shape.bits);
}

/// The hashes above a level, by that of its children.
std::vector<Hash> level_above(const std::vector<Hash>& level, unsigned bits,
                              const HashFunction& hash) {
    std::vector<Hash> above;
    std::string bytes;
    const std::size_t children = std::size_t{1} << bits;
    for (std::size_t at = 0; at < level.size(); at += children) {
        bytes.clear();
        for (std::size_t i = at; i < at + children; ++i) append(level[i], bytes);
        above.push_back(hash(bytes));
    }
    return above;
}

Error bad_answer(std::string rule, std::string detail) {
    return {.code = ErrorCode::bad_value,
            .where = "digest",
            .rule = std::move(rule),
            .remedy = "compare the shapes of both sides, and begin again",
            .detail = std::move(detail)};
}

}  // namespace

Shape shape_for(std::size_t rows_here, std::size_t rows_there) {
    const std::size_t rows = std::max(rows_here, rows_there);
    Shape shape;
    while (shape.bits < kBitsMax && (rows >> shape.bits) > kRowsMax) ++shape.bits;
    return shape;
}

Digest Digest::of(std::span<const Row> rows, Shape shape, const HashFunction& hash) {
    struct Entry {
        std::uint32_t bucket = 0;
        Hash content{};
        std::size_t place = 0;
    };
    std::vector<Entry> entries;
    entries.reserve(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        entries.push_back({.bucket = bucket_of(hash(rows[i].setl_id), shape),
                           .content = hash(content_of(rows[i])),
                           .place = i});
    }
    // By content within a bucket, so that the order of rows changes nothing.
    std::ranges::sort(entries, [](const Entry& one, const Entry& other) {
        return std::tie(one.bucket, one.content, one.place) <
               std::tie(other.bucket, other.content, other.place);
    });
    Digest digest;
    digest.shape_ = shape;
    const std::size_t buckets = std::size_t{1} << shape.bits;
    std::vector<Hash> leaves;
    leaves.reserve(buckets);
    std::string bytes;
    auto at = entries.begin();
    for (std::size_t bucket = 0; bucket < buckets; ++bucket) {
        digest.begins_.push_back(digest.places_.size());
        bytes.clear();
        for (; at != entries.end() && at->bucket == bucket; ++at) {
            append(at->content, bytes);
            digest.places_.push_back(at->place);
        }
        std::sort(digest.places_.begin() + static_cast<std::ptrdiff_t>(digest.begins_.back()),
                  digest.places_.end());
        leaves.push_back(hash(bytes));
    }
    digest.begins_.push_back(digest.places_.size());
    digest.levels_.push_back(std::move(leaves));
    const unsigned depth = (shape.bits + kFanOutBits - 1) / kFanOutBits;
    for (unsigned level = depth; level-- > 0;) {
        digest.levels_.push_back(level_above(digest.levels_.back(), bits_at(shape, level), hash));
    }
    std::ranges::reverse(digest.levels_);
    return digest;
}

const Hash& Digest::hash_of(Node node) const {
    YIDI_ASSERT(node.depth < levels_.size() && node.prefix < levels_[node.depth].size());
    return levels_[node.depth][node.prefix];
}

Result<std::vector<Hash>> Digest::children(Node node) const {
    if (node.depth >= depth() || node.prefix >= levels_[node.depth].size()) {
        return fail(bad_answer("nodes of the tree above its buckets", "there is no such node"));
    }
    const std::size_t count = std::size_t{1} << bits_at(shape_, node.depth);
    const std::vector<Hash>& below = levels_[node.depth + 1];
    const auto begin = below.begin() + static_cast<std::ptrdiff_t>(node.prefix * count);
    return std::vector<Hash>(begin, begin + static_cast<std::ptrdiff_t>(count));
}

std::span<const std::size_t> Digest::bucket(std::uint32_t number) const {
    YIDI_ASSERT(number + std::size_t{1} < begins_.size());
    return std::span{places_}.subspan(begins_[number], begins_[number + 1] - begins_[number]);
}

Result<std::vector<std::uint32_t>> differing(const Digest& mine, const Hash& root,
                                             const AskChildren& ask) {
    if (mine.root() == root) return std::vector<std::uint32_t>{};
    std::vector<Node> nodes{{.depth = 0, .prefix = 0}};
    for (unsigned level = 0; level < mine.depth(); ++level) {
        YIDI_TRY(const std::vector<Hash> theirs, ask(nodes));
        const std::size_t children = std::size_t{1} << bits_at(mine.shape(), level);
        if (theirs.size() != nodes.size() * children) {
            return fail(bad_answer("the hashes of every child that was asked for",
                                   "the other side gave another number of hashes"));
        }
        std::vector<Node> below;
        for (std::size_t i = 0; i < theirs.size(); ++i) {
            const auto prefix =
                static_cast<std::uint32_t>(nodes[i / children].prefix * children + i % children);
            if (mine.hash_of({.depth = level + 1, .prefix = prefix}) != theirs[i]) {
                below.push_back({.depth = level + 1, .prefix = prefix});
            }
        }
        nodes = std::move(below);
    }
    std::vector<std::uint32_t> buckets;
    buckets.reserve(nodes.size());
    for (const Node& node : nodes) buckets.push_back(node.prefix);
    return buckets;
}

}  // namespace yidi::reconciliation
