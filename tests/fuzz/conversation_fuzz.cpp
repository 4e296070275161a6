#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

#include <nlohmann/json.hpp>

#include "tests/national/mutation.h"
#include "tests/national/turn.h"
#include "tests/national/witness.h"

// No conversation of a hospital with the payer crashes it, and the books agree with themselves at
// the end; for each message what tests/national/witness.h says. An input is a list of turns:
//   ["2207", {"med_type": "14"}], {…}   a message (tests/national/turn.h)
//   30                                  so many days pass
//   "…"                                 a body of these bytes

namespace {

using Json = nlohmann::ordered_json;
using yidi::registry::CatalogueItem;

/// With persons and items of kinds that the samples do not need.
class Talk : public yidi::tests::Witness {
public:
    Talk() {
        insure(45, yidi::tests::kNextDoorArea);
        file(yidi::tests::kHomeArea, "2025-01-01");
        insure(46, yidi::tests::kAwayArea);
        insure(48);
        file(yidi::tests::kAwayArea, "2025-01-01", "2025-12-31");
        EXPECT_TRUE(write([&](yidi::ports::Session& session) -> yidi::Result<void> {
            YIDI_TRY_VOID(yidi::payer::put_person(session, context(), official(), "test"));
            for (const std::uint32_t area : {yidi::tests::kHomeArea, yidi::tests::kAwayArea}) {
                YIDI_TRY_VOID(yidi::payer::add_item(session, context(), dear_item(area), "test"));
            }
            return {};
        }));
        look_again();
    }

    void take(const Json& turn) {
        if (turn.is_number_integer()) return pass(turn.get<std::int64_t>());
        if (turn.is_string()) {
            ask(turn.get<std::string>());
            return;
        }
        Json message = yidi::tests::message_of(turn, numbers_);
        if (message.is_null()) return;
        const bool has_msgid = turn.is_array() && turn.size() > 1 && turn[1].contains("msgid");
        if (turn.is_array() && !has_msgid) message["msgid"] = "M" + std::to_string(++sent_);
        const Json answer =
            ask(message.dump(-1, ' ', false, nlohmann::detail::error_handler_t::replace));
        if (answer.is_object() && is_done()) yidi::tests::remember(answer["output"], numbers_);
    }

private:
    static yidi::payer::PersonRecord official() {
        const yidi::Date begun = *yidi::parse_date("2024-01-01");
        yidi::payer::PersonRecord record;
        record.person.pid = 47;
        record.person.insuplc_admdvs = yidi::tests::kHomeArea;
        record.person.personal.psn_name = "人47";
        record.person.personal.psn_cert_type = "01";
        record.person.personal.certno = "C47";
        yidi::registry::Insurance& insurance = record.insurances.emplace_back();
        insurance.seq = 1;
        insurance.insuplc_admdvs = yidi::tests::kHomeArea;
        insurance.psn_type = "1103";
        insurance.psn_insu_date = begun;
        insurance.emp_name = "甲单位";
        yidi::registry::Insurance& former = record.insurances.emplace_back(insurance);
        former.seq = 2;
        former.insutype = yidi::policy::Insutype::resident;
        former.psn_type = "1401";
        former.civil_rank = "1";
        record.identities.push_back({.seq = 1,
                                     .psn_idet_type = "110",
                                     .psn_type_lv = "01",
                                     .begndate = begun,
                                     .enddate = *yidi::parse_date("2025-12-31")});
        record.identities.push_back({.seq = 2,
                                     .psn_idet_type = "poor_household",
                                     .psn_type_lv = "",
                                     .begndate = begun,
                                     .enddate = {}});
        return record;
    }
    static CatalogueItem dear_item(std::uint32_t area) {
        return {.admdvs = area,
                .med_list_codg = "XC03",
                .begndate = *yidi::parse_date("2020-01-01"),
                .enddate = *yidi::parse_date("2030-12-31"),
                .name = "有\t限价",
                .list_type = "201",
                .med_chrgitm_type = "",
                .chrgitm_lv = "03",
                .selfpay_prop = yidi::Rate::from_ppm(1'000'000),
                .pric_uplmt_amt = yidi::UnitPrice::from_microyuan(50'000'000),
                .lmt_used_flag = true};
    }
    void pass(std::int64_t days) {
        constexpr std::int64_t kDayMs = 86'400'000;
        constexpr std::int64_t kDaysMax = 800;
        now_ = now_.plus_ms(std::clamp<std::int64_t>(days, 0, kDaysMax) * kDayMs);
    }

    yidi::tests::Remembered numbers_;
    int sent_ = 0;
};

}  // namespace

extern "C" {

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's.
__attribute__((weak)) std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size,
                                                   std::size_t size_max);

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer calls it so.
std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t size_max,
                                    unsigned seed) {
    return yidi::tests::mutate_json(data, size, size_max, seed, LLVMFuzzerMutate);
}

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr std::size_t kTurnsMax = 24;
    const Json turns = Json::parse(data, data + size, nullptr, /*allow_exceptions=*/false);
    if (!turns.is_array() || turns.size() > kTurnsMax) return 0;
    Talk talk;
    for (const Json& turn : turns) talk.take(turn);
    talk.check_books();
    return 0;
}
}
