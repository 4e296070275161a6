#include "domain/clearing/confirmation.h"

#include <gtest/gtest.h>

namespace yidi::clearing {
namespace {

Confirmation said(std::string otransid, std::vector<SaidBill> bills) {
    return {.month = {},
            .fixmedins_code = "H",
            .seq = 0,
            .kind = ConfirmationKind::said,
            .otransid = std::move(otransid),
            .bills = std::move(bills),
            .at = {},
            .by = "1"};
}
Confirmation undone(std::string otransid) {
    Confirmation one = said(std::move(otransid), {});
    one.kind = ConfirmationKind::undone;
    return one;
}

TEST(Confirmation, TheLastMessageThatIsNotUndoneCountsForEachBill) {
    const std::vector<Confirmation> messages{said("a", {{1, true}, {2, true}}),
                                             said("b", {{2, false}, {3, true}}), undone("a")};
    const Said now = standing(messages);
    EXPECT_EQ(now.bills, (std::map<std::int64_t, bool>{{2, false}, {3, true}}));
    EXPECT_EQ(now.otransids, std::vector<std::string>{"b"});
}

TEST(Confirmation, ALaterMessageChangesWhatAnEarlierOneSaid) {
    const std::vector<Confirmation> messages{said("a", {{1, true}, {2, false}, {3, true}}),
                                             said("b", {{1, false}, {2, true}})};
    const Said now = standing(messages);
    EXPECT_EQ(now.bills, (std::map<std::int64_t, bool>{{1, false}, {2, true}, {3, true}}));
    EXPECT_EQ(now.otransids, (std::vector<std::string>{"a", "b"})) << "both stand";
}

TEST(Confirmation, UndoingTheLaterOneBringsBackWhatTheEarlierOneSaid) {
    const std::vector<Confirmation> messages{said("a", {{1, true}}), said("b", {{1, false}}),
                                             undone("b")};
    EXPECT_EQ(standing(messages).bills, (std::map<std::int64_t, bool>{{1, true}}));
}

TEST(Confirmation, ZeroUndoesAllThatWasSaidBeforeAndNothingAfter) {
    const std::vector<Confirmation> messages{said("a", {{1, true}}), said("b", {{2, true}}),
                                             undone(std::string{kUndoAll}), said("c", {{3, true}})};
    EXPECT_EQ(standing(messages).bills, (std::map<std::int64_t, bool>{{3, true}}));
    EXPECT_TRUE(standing({}).bills.empty());
}

TEST(Confirmation, BillsAreReadAsTheyWereWritten) {
    const std::vector<SaidBill> bills{{17, true}, {18, false}};
    EXPECT_EQ(to_text(bills), "17=1 18=0");
    EXPECT_EQ(parse_said_bills("17=1 18=0").value(), bills);
    EXPECT_TRUE(parse_said_bills("").value().empty());
    for (const char* text : {"17", "17=", "17=2", "=1", "17=1 ", "17=1  18=0", "x=1"}) {
        EXPECT_FALSE(parse_said_bills(text)) << text;
    }
}

}  // namespace
}  // namespace yidi::clearing
