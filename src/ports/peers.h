#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "domain/clearing/book.h"
#include "domain/reconciliation/digest.h"

/// The other parties of clearing, each of which keeps a book of its own (docs/design/clearing.md).
/// A party is named by the code of its province.
namespace yidi::ports {

/// Threads   those of the use case that holds it.
class Peers {
public:
    /// What two parties are to hold against each other: the bills of a day that are about both.
    struct Day {
        std::uint32_t asked = 0;  ///< whose book
        std::uint32_t asking = 0;
        Date day;
    };

    Peers() = default;
    Peers(const Peers&) = delete;
    Peers& operator=(const Peers&) = delete;
    virtual ~Peers() = default;

    /// Tells a party of a bill. It may never come, come late, or come twice: nobody is told.
    virtual void tell(std::uint32_t to, const clearing::BookedBill& bill) = 0;

    /// How many bills the other has of that day. Errors of this and the following: busy, if the
    /// other party does not answer.
    virtual Result<std::size_t> count(const Day& day) = 0;
    virtual Result<reconciliation::Hash> root(const Day& day, reconciliation::Shape shape) = 0;
    /// The hashes of the children of nodes of one level, one behind the other.
    virtual Result<std::vector<reconciliation::Hash>> children(
        const Day& day, reconciliation::Shape shape,
        std::span<const reconciliation::Node> nodes) = 0;
    /// Numbers of the bills of that day that the other has repaired in its own book: what they
    /// differ in is seen to, and one repair of it is enough.
    virtual Result<std::vector<std::int64_t>> repaired(const Day& day) = 0;
    /// The bills of buckets, in order of their numbers.
    virtual Result<std::vector<clearing::BookedBill>> bills(
        const Day& day, reconciliation::Shape shape, std::span<const std::uint32_t> buckets) = 0;
};

}  // namespace yidi::ports
