#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <gtest/gtest.h>

#include "adapters/codec/payer_texts.h"
#include "adapters/storage/memory/memory_store.h"
#include "app/payer/fees.h"
#include "app/payer/once.h"
#include "app/payer/settle.h"
#include "app/payer/upkeep.h"
#include "app/payer/verify.h"
#include "app/payer/visits.h"
#include "ports/tables.h"
#include "tests/payer/doubles.h"

/// A hospital window at a payer whose rules can be done in the head: employees, 1,000 yuan
/// deductible a stay (500 from the second on), 80 %, at most 20,000 a year; outpatient 100 a year,
/// 50 %, at most 300; a recognised chronic disease 70 %; purchases 40 % above 20 a year. The
/// account pays what is left in scope. Insured in kHome (later settlements block a reversal; parts
/// of a stay bear no deductible but the first's) or in kNextDoor (they are computed again; parts
/// bear what is left of it).
namespace yidi::tests {

inline constexpr std::uint32_t kHomeArea = 130100;
inline constexpr std::uint32_t kNextDoorArea = 130200;
inline constexpr std::uint32_t kAwayArea = 120000;
inline constexpr std::string_view kHomeHospital = "H13010200001";
inline constexpr std::string_view kAwayHospital = "H12010100001";
/// In the catalogue of both areas: class A without a limit.
inline constexpr std::string_view kDrug = "XA01";
/// Class B, 10 % paid first.
inline constexpr std::string_view kDearDrug = "XB02";

[[nodiscard]] policy::Book book_of_the_window(std::uint32_t version = 1);
[[nodiscard]] Instant at(std::string_view text);
[[nodiscard]] inline Money yuan(std::int64_t whole) {
    return Money::from_yuan(whole);
}

class Window : public ::testing::Test {
protected:
    Window();

    /// Runs a use case as a message's work is run: one savepoint on the writer.
    template <class Reply, class... Request>
    Result<Reply> run(Result<Reply> (*verb)(ports::Session&, const payer::Context&,
                                            const Request&...),
                      const Request&... request) {
        std::optional<Result<Reply>> reply;
        const Result<void> done =
            ports::write(store_, [&](ports::Session& session) -> Result<void> {
                reply = verb(session, context(), request...);
                if (!*reply) {
                    return fail(reply->error());
                }
                return {};
            });
        if (!done) {
            return fail(done.error());
        }
        return *std::move(reply);
    }
    template <class Work>
    Result<void> write(Work work) {
        return ports::write(store_, [&](ports::Session& session) { return work(session); });
    }
    [[nodiscard]] payer::Context context() {
        return {.book = book_, .vault = vault_, .ids = ids_, .texts = texts_, .now = now_};
    }
    [[nodiscard]] payer::Caller caller(std::string_view infno = "") {
        return {.fixmedins_code = hospital_,
                .msgid = "m" + std::to_string(++messages_),
                .infno = std::string{infno},
                .opter = "7"};
    }
    [[nodiscard]] payer::VisitRequest named(std::int64_t mdtrt_id) {
        return {.caller = caller(), .psn_no = psn_no_, .mdtrt_id = std::to_string(mdtrt_id)};
    }

    /// A person of an area, from then on the one that everything below is about.
    void insure(registry::Pid pid, std::uint32_t area = kHomeArea);
    void pay_into_account(Money amount);
    void file(std::uint32_t place, std::string_view from, std::string_view to = {});

    /// A stay from a day on, with one line of the drug.
    std::int64_t admit(std::string_view from, std::int64_t cost_yuan = 0);
    void discharge(std::int64_t mdtrt_id, std::string_view on);
    [[nodiscard]] std::int64_t register_visit(std::string_view on);
    /// One line of `cost_yuan`; of a batch for outpatient visits.
    Result<std::vector<payer::LineReply>> upload(std::int64_t mdtrt_id, std::int64_t cost_yuan,
                                                 std::string batch = {},
                                                 std::string_view code = kDrug);
    [[nodiscard]] payer::SettleRequest bill(std::int64_t mdtrt_id, std::int64_t total_yuan,
                                            std::string batch = {});
    /// Discharged on the day of `now_` and settled.
    settlement::Settlement settled_stay(std::string_view from, std::int64_t cost_yuan);
    settlement::Settlement settled_visit(std::int64_t cost_yuan);
    [[nodiscard]] payer::ReverseRequest back(const settlement::Settlement& one) {
        return {.visit = named(one.mdtrt_id), .setl_id = std::to_string(one.setl_id)};
    }

    /// The text of the year's accumulators; empty if nothing was ever counted.
    [[nodiscard]] std::string year_text(std::int64_t year = 2025);
    [[nodiscard]] Money balance();
    [[nodiscard]] std::size_t rows(ports::Table table);
    /// Everything but the logs, as bytes.
    [[nodiscard]] std::string state();
    /// No invariant is broken.
    void expect_verified();

    policy::Book book_ = book_of_the_window();
    codec::PayerTexts texts_{book_.regions()};
    OpenVault vault_;
    CountingIds ids_;
    storage::MemoryStore store_{ports::payer_tables()};
    Instant now_ = at("2025-03-13 12:00:00");
    std::string hospital_{kHomeHospital};
    registry::Pid pid_ = 0;
    std::string psn_no_;

private:
    int messages_ = 0;
    int serials_ = 0;
};

}  // namespace yidi::tests
