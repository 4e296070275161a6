#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "adapters/codec/json_writer.h"
#include "app/case_file.h"
#include "app/estimate.h"
#include "domain/adjudication/answer.h"
#include "domain/explain/language.h"
#include "domain/explain/render.h"

/// The objects inside an answer.
namespace yidi::codec::internal {

/// Fields of setlinfo in the order of the national interface, before and after those of the funds.
struct SetlinfoField {
    std::string_view name;
    Money adjudication::Setlinfo::*member;
};
[[nodiscard]] std::span<const SetlinfoField> fields_before_funds();
[[nodiscard]] std::span<const SetlinfoField> fields_after_funds();

/// Calls `see(name, amount)` for every amount of setlinfo, in that order.
template <class F>
void for_each_setlinfo_amount(const adjudication::Setlinfo& info, F&& see) {
    for (const SetlinfoField& field : fields_before_funds()) see(field.name, info.*field.member);
    for (std::size_t i = 0; i < policy::kFundFieldCount; ++i) {
        see(policy::name(static_cast<policy::FundField>(i)), info.fund[i]);
    }
    for (const SetlinfoField& field : fields_after_funds()) see(field.name, info.*field.member);
}

/// The fund that a row of setldetail stands for, as the national code table numbers them.
[[nodiscard]] std::string_view fund_pay_type(const adjudication::Outcome& outcome,
                                             const adjudication::Setldetail& detail);
void write_setlinfo(JsonWriter& json, const adjudication::Setlinfo& info);
void write_setldetail(JsonWriter& json, const adjudication::Outcome& outcome,
                      explain::Language language);
void write_feedetail(JsonWriter& json, const adjudication::Outcome& outcome,
                     const std::vector<adjudication::Line>& lines);
/// In the form in which a case takes it: amounts of 0 are left out, except the ones that every
/// region counts.
void write_cum(JsonWriter& json, const adjudication::Accumulators& cum);
/// `because` and `ask` too if `book` is given.
void write_range(JsonWriter& json, const adjudication::Answer& answer, const policy::Book* book,
                 explain::Language language);
void write_refusal(JsonWriter& json, const app::Estimate& estimate, const policy::Book& book,
                   explain::Language language);
void write_trace(JsonWriter& json, const adjudication::Answer& answer, const policy::Book& book,
                 explain::Language language);
/// null where no scheme was reached.
void write_policy(JsonWriter& json, const adjudication::Outcome& outcome);
void write_clause(JsonWriter& json, const std::optional<explain::Clause>& clause);

}  // namespace yidi::codec::internal
