#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <utility>
#include <vector>

#include "ports/peers.h"

namespace yidi::peers {

/// What becomes of a message.
enum class Fate : std::uint8_t {
    comes,
    lost,
    twice,
    late,  ///< when deliver_late is called
};

/// What the parties at the other end do, and what the line does to messages.
struct MemoryPeersOptions {
    /// A message comes to a party's book.
    std::function<Result<void>(std::uint32_t to, const clearing::BookedBill& bill)> take;
    /// What a party's book has of a day.
    std::function<Result<std::vector<clearing::BookedBill>>(const ports::Peers::Day& day)> book;
    /// What a party has repaired of a day; empty: nothing.
    std::function<Result<std::vector<std::int64_t>>(const ports::Peers::Day& day)> repaired = {};
    reconciliation::HashFunction hash;
    /// Empty: every message comes.
    std::function<Fate(std::uint32_t to, const clearing::BookedBill& bill)> fate = {};
};

/// The other parties in the same process, for tests and simulation. What they answer is always as
/// their books are; only messages are lost, come twice or late.
class MemoryPeers final : public ports::Peers {
public:
    explicit MemoryPeers(MemoryPeersOptions options) : options_{std::move(options)} {}

    void tell(std::uint32_t to, const clearing::BookedBill& bill) override;
    Result<std::size_t> count(const Day& day) override;
    Result<reconciliation::Hash> root(const Day& day, reconciliation::Shape shape) override;
    Result<std::vector<reconciliation::Hash>> children(
        const Day& day, reconciliation::Shape shape,
        std::span<const reconciliation::Node> nodes) override;
    Result<std::vector<std::int64_t>> repaired(const Day& day) override;
    Result<std::vector<clearing::BookedBill>> bills(
        const Day& day, reconciliation::Shape shape,
        std::span<const std::uint32_t> buckets) override;

    void deliver_late();
    /// Messages that were lost.
    [[nodiscard]] std::int64_t lost() const { return lost_; }

private:
    struct Asked {
        std::vector<clearing::BookedBill> bills;
        reconciliation::Digest digest;
    };
    Result<Asked> digest_of(const Day& day, reconciliation::Shape shape) const;
    void deliver(std::uint32_t to, const clearing::BookedBill& bill) const;

    MemoryPeersOptions options_;
    std::vector<std::pair<std::uint32_t, clearing::BookedBill>> late_;
    std::int64_t lost_ = 0;
};

}  // namespace yidi::peers
