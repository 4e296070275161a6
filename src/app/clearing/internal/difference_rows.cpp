#include "app/clearing/internal/difference_rows.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>
#include <utility>

#include "app/payer/internal/refusal.h"
#include "app/payer/internal/row_reader.h"
#include "app/payer/internal/rows_clearing.h"

namespace yidi::app::internal {
namespace {

namespace rows = payer::internal;
using ports::Range;
using ports::Row;
using ports::Session;
using ports::Table;
using ports::Value;
using reconciliation::Repair;

constexpr std::size_t kRepairCount = 4;

Value whole(std::uint32_t number) {
    return Value{std::int64_t{number}};
}

Result<ReconciledDay> read_day(const Row& row) {
    rows::RowReader in{Table::reconciled_day, row};
    ReconciledDay one;
    one.holder = in.region();
    one.counterpart = in.text();
    one.day = in.date();
    one.seq = in.number();
    one.rows_here = in.number();
    one.rows_there = in.number();
    one.rows_moved = in.number();
    one.hash_bytes = in.number();
    one.differences = in.number();
    one.at = in.instant();
    one.by = in.text();
    YIDI_TRY_VOID(in.end());
    return one;
}

std::optional<Money> maybe_amount(std::optional<std::int64_t> fen) {
    return fen ? std::optional{Money::from_fen(*fen)} : std::nullopt;
}

Result<DifferenceView> read_difference(const Row& row) {
    rows::RowReader in{Table::reconciled_difference, row};
    DifferenceView one;
    one.holder = in.region();
    one.id = in.number();
    one.seq = in.number();
    one.counterpart = in.text();
    one.day = in.date();
    one.what = in.word([](const std::string& word) {
        return rows::parse_named<reconciliation::Class>(word, reconciliation::kClasses.size());
    });
    one.setl_id = in.number();
    one.here = maybe_amount(in.maybe_number());
    one.there = maybe_amount(in.maybe_number());
    one.other = in.text();
    one.state = in.word([](const std::string& word) {
        return rows::parse_named<DifferenceState>(word, kDifferenceStateCount);
    });
    const std::string repair = in.text();
    one.repair = rows::parse_named<Repair>(repair, kRepairCount);
    one.reason = in.text();
    one.at = in.instant();
    one.by = in.text();
    one.name = in.maybe_text();
    YIDI_TRY_VOID(in.end());
    return one;
}

}  // namespace

Result<void> insert(Session& session, const ReconciledDay& one) {
    return session.insert(ports::spec(Table::reconciled_day),
                          {whole(one.holder), one.counterpart, rows::value_of(one.day), one.seq,
                           one.rows_here, one.rows_there, one.rows_moved, one.hash_bytes,
                           one.differences, rows::value_of(one.at), one.by});
}

Result<std::vector<ReconciledDay>> days_of(Session& session, std::uint32_t holder,
                                           const std::string& counterpart, Date day) {
    Range range;
    range.prefix = {whole(holder), Value{counterpart}, rows::value_of(day)};
    return rows::scan_rows<ReconciledDay>(session, Table::reconciled_day, range, read_day);
}

Result<void> insert(Session& session, const DifferenceView& one) {
    return session.insert(
        ports::spec(Table::reconciled_difference),
        {whole(one.holder), one.id, one.seq, one.counterpart, rows::value_of(one.day),
         rows::value_of(reconciliation::name(one.what)), one.setl_id, rows::value_of(one.here),
         rows::value_of(one.there), one.other, rows::value_of(name(one.state)),
         one.repair ? std::string{reconciliation::name(*one.repair)} : std::string{}, one.reason,
         rows::value_of(one.at), one.by, one.name.empty() ? Value{} : Value{one.name}});
}

Result<std::vector<DifferenceView>> last_steps(Session& session,
                                               std::optional<std::uint32_t> holder) {
    Range range;
    if (holder) range.prefix = {whole(*holder)};
    YIDI_TRY(auto steps, rows::scan_rows<DifferenceView>(session, Table::reconciled_difference,
                                                         range, read_difference));
    std::vector<DifferenceView> last;
    for (DifferenceView& step : steps) {
        const bool is_same =
            !last.empty() && last.back().holder == step.holder && last.back().id == step.id;
        if (is_same) {
            last.back() = std::move(step);
        } else {
            last.push_back(std::move(step));
        }
    }
    return last;
}

}  // namespace yidi::app::internal

namespace yidi::app {

namespace rows = payer::internal;

Result<std::vector<DifferenceView>> differences(ports::Session& session,
                                                const DifferenceQuery& query) {
    YIDI_TRY(auto all, internal::last_steps(session, query.holder));
    std::erase_if(all, [&query](const DifferenceView& one) {
        return (query.state && one.state != *query.state) || (query.day && one.day != *query.day);
    });
    return all;
}

Result<std::vector<DifferenceView>> difference_steps(ports::Session& session, std::uint32_t holder,
                                                     std::int64_t id) {
    ports::Range range;
    range.prefix = {ports::Value{std::int64_t{holder}}, ports::Value{id}};
    YIDI_TRY(auto steps,
             rows::scan_rows<DifferenceView>(session, ports::Table::reconciled_difference, range,
                                             internal::read_difference));
    if (steps.empty()) {
        return rows::refuse(ErrorCode::bad_value, "id", "已登记的差异编号", "请核对编号",
                            "没有这一差异");
    }
    return steps;
}

Result<std::vector<ReconciledDay>> reconciled_days(ports::Session& session,
                                                   std::optional<std::uint32_t> holder,
                                                   std::size_t limit) {
    ports::Range range;
    if (holder) range.prefix = {ports::Value{std::int64_t{*holder}}};
    YIDI_TRY(auto all, rows::scan_rows<ReconciledDay>(session, ports::Table::reconciled_day, range,
                                                      internal::read_day));
    // Rows come in order of their times: the last one of a day stands last.
    std::map<std::tuple<std::uint32_t, std::string, Date>, ReconciledDay> last;
    for (const ReconciledDay& one : all) {
        last[{one.holder, one.counterpart, one.day}] = one;
    }
    std::vector<ReconciledDay> days;
    days.reserve(last.size());
    for (auto& [key, one] : last) days.push_back(std::move(one));
    std::ranges::stable_sort(
        days, [](const ReconciledDay& a, const ReconciledDay& b) { return b.day < a.day; });
    if (days.size() > limit) days.resize(limit);
    return days;
}

}  // namespace yidi::app
