#include "adapters/peers/memory/memory_peers.h"

#include "domain/clearing/compared.h"

namespace yidi::peers {

using clearing::BookedBill;
using reconciliation::Digest;
using reconciliation::Hash;

void MemoryPeers::deliver(std::uint32_t to, const BookedBill& bill) const {
    BookedBill told = bill;
    // No settlement has posted what mends an institution's book: the receiver has to know.
    if (bill.via != clearing::Via::institution) told.via = clearing::Via::told;
    // What the other party refuses is a difference like any other.
    static_cast<void>(options_.take(to, told));
}

void MemoryPeers::tell(std::uint32_t to, const BookedBill& bill) {
    switch (options_.fate ? options_.fate(to, bill) : Fate::comes) {
        case Fate::comes: deliver(to, bill); break;
        case Fate::lost: ++lost_; break;
        case Fate::twice:
            deliver(to, bill);
            deliver(to, bill);
            break;
        case Fate::late: late_.emplace_back(to, bill); break;
    }
}

void MemoryPeers::deliver_late() {
    for (const auto& [to, bill] : std::exchange(late_, {})) deliver(to, bill);
}

Result<MemoryPeers::Asked> MemoryPeers::digest_of(const Day& day,
                                                  reconciliation::Shape shape) const {
    Asked asked;
    YIDI_TRY(asked.bills, options_.book(day));
    asked.digest = Digest::of(clearing::rows_of(asked.bills), shape, options_.hash);
    return asked;
}

Result<std::size_t> MemoryPeers::count(const Day& day) {
    YIDI_TRY(const auto bills, options_.book(day));
    return bills.size();
}

Result<Hash> MemoryPeers::root(const Day& day, reconciliation::Shape shape) {
    YIDI_TRY(const Asked asked, digest_of(day, shape));
    return asked.digest.root();
}

Result<std::vector<Hash>> MemoryPeers::children(const Day& day, reconciliation::Shape shape,
                                                std::span<const reconciliation::Node> nodes) {
    YIDI_TRY(const Asked asked, digest_of(day, shape));
    std::vector<Hash> hashes;
    for (const reconciliation::Node node : nodes) {
        YIDI_TRY(const auto below, asked.digest.children(node));
        hashes.insert(hashes.end(), below.begin(), below.end());
    }
    return hashes;
}

Result<std::vector<std::int64_t>> MemoryPeers::repaired(const Day& day) {
    return options_.repaired ? options_.repaired(day) : std::vector<std::int64_t>{};
}

Result<std::vector<BookedBill>> MemoryPeers::bills(const Day& day, reconciliation::Shape shape,
                                                   std::span<const std::uint32_t> buckets) {
    YIDI_TRY(const Asked asked, digest_of(day, shape));
    std::vector<BookedBill> found;
    for (const std::uint32_t bucket : buckets) {
        for (const std::size_t place : asked.digest.bucket(bucket)) {
            found.push_back(asked.bills[place]);
        }
    }
    return found;
}

}  // namespace yidi::peers
