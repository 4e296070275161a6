#pragma once

#include <string>
#include <vector>

#include "app/clearing/context.h"
#include "domain/clearing/book.h"
#include "domain/clearing/lines.h"

/// What is taken out of a bill, in however many ways: no more than it holds.
namespace yidi::app::internal {

/// What one fund owes of a bill, and what has been taken out of that.
struct FundLeft {
    Money owed;      ///< with what reverses or corrects the bill
    Money disputed;  ///< by disputes that are open, carried or upheld
    Money deducted;  ///< by deductions that lower it
    Money kept;      ///< by those between the treating area and its institution

    /// That could still be disputed.
    [[nodiscard]] Money left() const { return owed - disputed - deducted; }
};
/// As the insured party's book has the bill, or, where that lies in another store, the treating
/// party's.
[[nodiscard]] Result<FundLeft> left_of(ports::Session& session, const clearing::BookedBill& bill,
                                       const std::string& fund);

/// Where the tables of a month take a bill back of which a dispute or a deduction had taken a part
/// out, that part would be missing twice: puts it in again, lowers what took it out, and reverses
/// what that has posted.
[[nodiscard]] Result<std::vector<clearing::Line>> give_back(ports::Session& session,
                                                            const ClearingContext& context);

/// Says in the ledger that an institution bears an amount (`amount` above zero), or no longer does.
struct Borne {
    std::string about;  ///< of the entry
    clearing::Direction direction;
    std::string fund;
    std::string fixmedins_code;
    Money amount;
    Instant at;
};
[[nodiscard]] Result<void> post_borne(ports::Session& session, const Borne& borne);

}  // namespace yidi::app::internal
