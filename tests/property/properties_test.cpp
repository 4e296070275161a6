#include <algorithm>
#include <functional>

#include <gtest/gtest.h>

#include "domain/adjudication/identities.h"
#include "domain/adjudication/replay.h"
#include "domain/adjudication/sequence.h"
#include "tests/property/case_generator.h"
#include "tests/property/engine.h"
#include "tests/property/pack_generator.h"

/// What holds for every pack and every case, on the adjudicator alone.
namespace yidi::property {
namespace {

constexpr std::uint64_t kSeed = 7;
/// A pack of its own for each; the seed and the index replay one.
const std::uint64_t kPacks = 25 * property_factor();
constexpr std::uint64_t kCasesPerPack = 60;

struct Drawn {
    const Pair& pair;
    const Json& pack;
    const Json& input;
    Random& random;
};

adjudication::Answer answer_of(const Pair& pair, const Json& input, bool trace = false) {
    const auto facts = decoded(input);
    EXPECT_TRUE(facts) << input.dump();
    if (!facts) return {};
    auto answer = adjudication::adjudicate(pair.book(), *facts, {.trace = trace});
    EXPECT_TRUE(answer) << input.dump();
    return answer ? std::move(*answer) : adjudication::Answer{};
}

/// Draws packs and cases and shows each to `look`, until a failure.
void for_random_cases(std::uint64_t seed, const std::function<void(const Drawn&)>& look) {
    for (std::uint64_t index = 0; index < kPacks; ++index) {
        Random random{seed, index};
        const Json frame = random_frame(random);
        const Json pack = random_pack(random);
        const std::vector<std::int64_t> points = amounts_of(pack);
        const auto pair = Pair::from(frame, pack);
        ASSERT_TRUE(pair) << to_string(pair.error());
        for (std::uint64_t i = 0; i < kCasesPerPack; ++i) {
            const Json input = CaseWriter{random, points}.write();
            look({**pair, pack, input, random});
            if (::testing::Test::HasFailure()) {
                FAIL() << "seed " << seed << " pack " << index << "\n" << input.dump();
            }
        }
    }
}

TEST(EveryAnswer, KeepsTheIdentities) {
    for_random_cases(kSeed, [](const Drawn& drawn) {
        const adjudication::Answer answer = answer_of(drawn.pair, drawn.input);
        if (answer.outcome.status != adjudication::Status::computed) return;
        const adjudication::Setlinfo& info = answer.outcome.setlinfo;
        Money funds;
        for (const Money fund : info.fund) {
            EXPECT_GE(fund, Money{});
            funds += fund;
        }
        EXPECT_EQ(funds, info.fund_pay_sumamt);
        EXPECT_EQ(info.medfee_sumamt, info.fulamt_ownpay_amt + info.overlmt_selfpay +
                                          info.preselfpay_amt + info.inscp_scp_amt);
        EXPECT_EQ(info.medfee_sumamt, funds + info.hosp_part_amt + info.psn_part_amt);
        EXPECT_EQ(info.psn_part_amt, info.acct_pay + info.acct_mulaid_pay + info.psn_cash_pay);
        EXPECT_GE(info.psn_cash_pay, Money{});
        EXPECT_GE(info.balc, Money{});
        EXPECT_TRUE(adjudication::check_identities(answer.outcome));
    });
}

TEST(EveryAnswer, PaysNoFundAboveWhatItsLimitLeft) {
    for_random_cases(kSeed + 1, [](const Drawn& drawn) {
        const adjudication::Answer answer = answer_of(drawn.pair, drawn.input);
        for (const adjudication::Setldetail& detail : answer.outcome.setldetail) {
            const Money left = detail.crt_payb_lmt_amt.value_or(detail.fund_payamt);
            EXPECT_LE(detail.fund_payamt, left);
        }
    });
}

TEST(EveryAnswer, IsReplayedByItsTrace) {
    for_random_cases(kSeed + 2, [](const Drawn& drawn) {
        const adjudication::Answer answer = answer_of(drawn.pair, drawn.input, true);
        const bool computed = answer.status == adjudication::Status::computed;
        EXPECT_TRUE(!computed || !answer.trace.entries().empty());
        const auto replayed = adjudication::replay(answer.trace);
        EXPECT_TRUE(replayed) << to_string(replayed.error());
    });
}

TEST(EveryAnswer, IsTheSameWithAndWithoutTrace) {
    for_random_cases(kSeed + 3, [](const Drawn& drawn) {
        const adjudication::Answer traced = answer_of(drawn.pair, drawn.input, true);
        const adjudication::Answer plain = answer_of(drawn.pair, drawn.input);
        EXPECT_EQ(traced.status, plain.status);
        EXPECT_EQ(traced.outcome.setlinfo, plain.outcome.setlinfo);
        EXPECT_EQ(traced.outcome.setldetail, plain.outcome.setldetail);
    });
}

/// Layers that count the in-scope cost itself pay beside the pooled fund for the same yuan, and
/// whole-bracket banding jumps: with either of them a dearer bill can cost the person less, as
/// their rules say.
bool may_fall(const Json& pack) {
    const std::string text = pack.dump();
    return text.find("\"whole\"") != std::string::npos ||
           text.find("\"in_scope\"]") != std::string::npos;
}

/// The pack without layers for which a dearer bill may cost less.
Json without_jumps(Json pack) {
    for (Json& scheme : pack["schemes"]) {
        if (!scheme.contains("chain")) continue;
        Json kept = Json::array();
        for (const Json& layer : scheme["chain"]) {
            if (!may_fall(layer)) kept.push_back(layer);
        }
        if (kept.size() < scheme["chain"].size()) scheme.erase("chain");
    }
    return pack;
}

/// The bill with more in-scope cost.
Json dearer(const Json& input, std::int64_t fen) {
    Json more = input;
    const adjudication::Fee fee = decoded(input)->fee;
    for (const char* key : {"medfee_sumamt", "inscp_scp_amt"}) {
        const Money amount =
            std::string_view{key} == "medfee_sumamt" ? fee.medfee_sumamt : fee.inscp_scp_amt;
        if (input["fee"].contains(key)) more["fee"][key] = yuan(amount.fen() + fen);
    }
    return more;
}

TEST(EveryAnswer, NeverChargesThePersonLessForADearerBill) {
    std::uint64_t compared = 0;
    for (std::uint64_t index = 0; index < kPacks; ++index) {
        Random random{kSeed + 4, index};
        const Json frame = random_frame(random);
        const Json pack = without_jumps(random_pack(random));
        const std::vector<std::int64_t> points = amounts_of(pack);
        const auto pair = Pair::from(frame, pack);
        ASSERT_TRUE(pair) << to_string(pair.error());
        for (std::uint64_t i = 0; i < kCasesPerPack; ++i) {
            const Json input = CaseWriter{random, points}.write();
            if (!input.contains("fee")) continue;
            const Json more = dearer(input, random.between(1, 1'000'000));
            const auto before = answer_of(**pair, input);
            const auto after = answer_of(**pair, more);
            if (before.status != adjudication::Status::computed || after.status != before.status) {
                continue;
            }
            ++compared;
            // Each rounding on the way (a band, a layer) can move one fen.
            const Money roundings = Money::from_fen(8);
            EXPECT_GE(after.outcome.setlinfo.psn_part_amt + roundings,
                      before.outcome.setlinfo.psn_part_amt)
                << input.dump() << '\n'
                << more.dump();
        }
        if (HasFailure()) FAIL() << "pack " << index << '\n' << pack.dump();
    }
    EXPECT_GT(compared, 100U);
}

TEST(EverySequence, IsUndoneFromItsEndWithoutARest) {
    for_random_cases(kSeed + 5, [](const Drawn& drawn) {
        const Json second = drawn.input;
        if (second.contains("ipt_cnt")) return;
        const auto facts = decoded(drawn.input);
        ASSERT_TRUE(facts);
        const std::vector<adjudication::Case> bills{*facts, *facts};
        const auto answers = adjudication::adjudicate_sequence(drawn.pair.book(), bills);
        ASSERT_TRUE(answers);
        if ((*answers)[0].status != adjudication::Status::computed) return;
        if ((*answers)[1].status != adjudication::Status::computed) return;
        const auto undone = adjudication::undo(drawn.pair.book(), bills, *answers, 1);
        ASSERT_TRUE(undone);
        EXPECT_EQ(flat(undone->cum), flat((*answers)[0].outcome.cum));
        const auto& info = (*answers)[1].outcome.setlinfo;
        EXPECT_EQ(undone->negative.fund_pay_sumamt, -info.fund_pay_sumamt);
        EXPECT_EQ(undone->negative.psn_part_amt, -info.psn_part_amt);
    });
}

}  // namespace
}  // namespace yidi::property
