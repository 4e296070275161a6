#pragma once

#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "adapters/codec/calendar.h"
#include "adapters/codec/clearing_rules.h"
#include "app/clearing/bills.h"
#include "app/clearing/confirmations.h"
#include "app/clearing/months.h"
#include "tests/national/hospital.h"

/// A hospital in Tianjin whose patients are insured in Hebei, and the clearing between the two.
namespace yidi::tests {

inline constexpr std::uint32_t kTianjin = 120000;
inline constexpr std::string_view kFebruary = "2025-02";

class HospitalClearing : public Hospital {
protected:
    /// A stay of 2,000 yuan at the hospital in Tianjin, settled on the day of `now_`: the fund in
    /// Hebei owes 800.00, which is (2000 - 1000) * 80 %.
    settlement::Settlement stay_away(registry::Pid pid) {
        hospital_ = kAwayHospital;
        insure(pid);
        file(kAwayArea, "2025-01-01");
        return settled_stay(to_string(now_.date()), 2'000);
    }
    void on(std::string_view day) { now_ = at(std::string{day} + " 10:00:00"); }
    /// A use case of clearing, which has to succeed.
    template <class Reply, class... Asked>
    Reply clear(Result<Reply> (*verb)(ports::Session&, const app::ClearingContext&, Asked...),
                const std::remove_cvref_t<Asked>&... asked) {
        std::optional<Reply> reply;
        EXPECT_TRUE(write([&](ports::Session& session) -> Result<void> {
            const payer::Context payer = context();
            YIDI_TRY(reply, verb(session,
                                 {.payer = payer,
                                  .rules = rules_.rules,
                                  .days = rules_.days,
                                  .parties = rules_.parties},
                                 asked...));
            return {};
        }));
        return *std::move(reply);
    }
    void take_bills() {
        clear(app::take_bills,
              app::TakeRequest{.from = *parse_date("2025-01-01"), .to = now_.date()});
    }
    /// The tables of February, on the day of `now_`.
    app::TablesReply make_tables() {
        const clearing::Actor centre{.role = clearing::Role::centre, .party = 0, .by = "user:1"};
        const clearing::Actor tianjin{
            .role = clearing::Role::agency, .party = kTianjin, .by = "user:2"};
        const clearing::Month month = *clearing::parse_month(kFebruary);
        clear(app::open_month, centre, month);
        clear(app::confirm_month, tianjin, month);
        return clear(app::make_tables, centre, app::TablesRequest{.month = month, .told = {}});
    }
    /// From the hospital in Tianjin.
    Json of(std::string_view infno, const Json& data) {
        Json request = sample(infno);
        request["input"]["data"].update(data);
        return request;
    }
    Json fetched_rows() { return done("3260")["data"]; }
    /// 3261 with rows of 3260, all to be cleared.
    Json confirmation_of(const Json& rows) {
        Json request = sample("3261");
        request["input"]["data"]["totalrow"] = rows.size();
        Json& detail = request["input"]["detail"];
        detail = Json::array();
        for (Json row : rows) {
            row["cnfm_flag"] = "1";
            detail.push_back(row);
        }
        return request;
    }
    /// Sends it and gives the number by which it is taken back.
    std::string confirm(const Json& request) {
        const Json answer = send_this(request);
        EXPECT_EQ(answer["infcode"], 0) << answer["err_msg"];
        return answer["inf_refmsgid"].get<std::string>();
    }
    Json undo_of(const std::string& otransid) { return of("3262", {{"otransid", otransid}}); }
    /// Of the hospital in Tianjin.
    app::InstitutionConfirmation standing() {
        std::vector<app::InstitutionConfirmation> all;
        EXPECT_TRUE(store_.read([&](ports::Session& session) -> Result<void> {
            YIDI_TRY(all, app::institution_confirmations(session, kTianjin,
                                                         *clearing::parse_month(kFebruary)));
            return {};
        }));
        EXPECT_EQ(all.size(), 1U);
        return all.empty() ? app::InstitutionConfirmation{} : all.front();
    }

    const app::ClearingRules rules_{.rules = *codec::load_clearing_rules("data/rules/clearing.csv"),
                                    .days = *codec::load_calendar("data/calendar/cn.csv"),
                                    .parties = {120'000, 130'000}};
};

}  // namespace yidi::tests
