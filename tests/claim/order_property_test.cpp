#include <algorithm>
#include <map>
#include <numeric>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/claim/office.h"

/// Whatever the order in which a year's bills arrive, by window or by hand, what is paid for each
/// is in the end the same.
namespace yidi::tests {
namespace {

struct Bill {
    bool is_stay = true;
    int day = 0;  ///< of the year; each has days of its own
    std::int64_t cost = 0;
    bool by_hand = true;
};

/// What is finally paid for each bill, and what the year holds.
struct Outcome {
    std::map<int, std::pair<Money, Money>> paid;  ///< by day: funds, person
    std::string year;
    bool operator==(const Outcome&) const = default;
};

class Arrivals : public Office {
public:
    void TestBody() override {}

    Outcome arrive(const std::vector<Bill>& bills, const std::vector<std::size_t>& order) {
        file(kAwayArea, "2025-01-01");
        std::vector<std::int64_t> visits(bills.size());
        const Instant last = now_;
        for (std::size_t i = 0; i < bills.size(); ++i) {
            if (!bills[i].by_hand) {
                now_ = at(day_of(bills[i], 1) + " 10:00:00");
                visits[i] = begin(bills[i]);
            }
        }
        now_ = last;
        std::vector<std::int64_t> settled(bills.size());
        for (const std::size_t i : order) {
            settled[i] = bills[i].by_hand ? claimed(bills[i]) : direct(bills[i], visits[i]);
        }
        EXPECT_TRUE(write([&](ports::Session& session) -> Result<void> {
            YIDI_TRY_VOID(app::put_year_in_order(session, context(),
                                                 {.pid = pid_, .year = 2025, .by = "job"}));
            return {};
        }));
        Outcome outcome;
        for (std::size_t i = 0; i < bills.size(); ++i) {
            const adjudication::Setlinfo now = now_of(settled[i]);
            outcome.paid[bills[i].day] = {now.fund_pay_sumamt, now.psn_part_amt};
        }
        outcome.year = year_text();
        expect_verified();
        return outcome;
    }

private:
    static std::string day_of(const Bill& bill, int plus) {
        return to_string(parse_date("2025-01-01")->plus_days(bill.day + plus));
    }
    std::int64_t begin(const Bill& bill) {
        if (bill.is_stay) {
            const std::int64_t stay = admit(day_of(bill, 0) + " 09:00:00", bill.cost);
            discharge(stay, to_string(now_));
            return stay;
        }
        const std::int64_t visit = register_visit(to_string(now_));
        EXPECT_TRUE(upload(visit, bill.cost, "b1").has_value());
        return visit;
    }
    std::int64_t direct(const Bill& bill, std::int64_t visit) {
        const auto reply =
            run(payer::settle,
                this->bill(visit, bill.cost, bill.is_stay ? std::string{} : std::string{"b1"}));
        EXPECT_TRUE(reply.has_value()) << reply.error();
        return reply->settlement.setl_id;
    }
    std::int64_t claimed(const Bill& bill) {
        const app::DecidedClaim claim =
            decided(bill.is_stay ? stay(day_of(bill, 0), day_of(bill, 1), bill.cost)
                                 : visit(day_of(bill, 1), bill.cost));
        return claim.settlement.setl_id;
    }
};

RC_GTEST_PROP(ClaimOrder, OfArrivalChangesNothing, ()) {
    const int count = *rc::gen::inRange(2, 6);
    std::vector<Bill> bills;
    bills.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
        bills.push_back({.is_stay = *rc::gen::inRange(0, 3) != 0,
                         .day = 10 + i * 20,
                         .cost = *rc::gen::inRange(50, 12'000),
                         .by_hand = *rc::gen::arbitrary<bool>()});
    }
    std::vector<std::size_t> order(bills.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const Outcome in_order = Arrivals{}.arrive(bills, order);
    for (std::size_t i = order.size() - 1; i > 0; --i) {
        std::swap(order[i],
                  order[static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(i) + 1))]);
    }
    for (Bill& bill : bills) {
        bill.by_hand = *rc::gen::arbitrary<bool>();
    }
    RC_ASSERT(Arrivals{}.arrive(bills, order) == in_order);
}

}  // namespace
}  // namespace yidi::tests
