#include "app/payer/internal/rows_nights.h"

#include <array>
#include <optional>

#include "app/payer/internal/row_reader.h"

namespace yidi::payer::internal {
namespace {

using ports::Range;
using ports::Row;
using ports::Session;
using ports::spec;
using ports::Table;
using ports::Value;

struct DueRow {
    DueDay due;
    std::optional<Date> left;
    [[nodiscard]] bool is_for(Date night) const {
        return due.day < night && (!left || *left < night);
    }
};

std::array<Value, 3> key_of(const DueDay& one) {
    return {Value{std::int64_t{one.holder}}, Value{std::int64_t{one.counterpart}},
            value_of(one.day)};
}

Result<Date> read_taken(const Row& row) {
    RowReader in{Table::taken_day, row};
    const Date day = in.date();
    in.skip();
    in.skip();
    in.skip();
    YIDI_TRY_VOID(in.end());
    return day;
}

Result<DueRow> read_due(const Row& row) {
    RowReader in{Table::reconcile_due, row};
    DueRow one;
    one.due.holder = in.region();
    one.due.counterpart = in.region();
    one.due.day = in.date();
    one.left = in.maybe_date();
    YIDI_TRY_VOID(in.end());
    return one;
}

Result<void> put(Session& session, const DueDay& one, std::optional<Date> left) {
    auto [holder, counterpart, day] = key_of(one);
    return session.put(spec(Table::reconcile_due), {holder, counterpart, day, value_of(left)});
}

}  // namespace

Result<void> insert(Session& session, const TakenDay& one) {
    return session.insert(spec(Table::taken_day),
                          {value_of(one.day), one.seen, one.taken, value_of(one.at)});
}

Result<std::vector<Date>> taken_days(Session& session, Date from, Date to) {
    Range range;
    range.from = value_of(from);
    range.to = value_of(to);
    return scan_rows<Date>(session, Table::taken_day, range, read_taken);
}

Result<void> make_due(Session& session, const DueDay& one) {
    return put(session, one, {});
}

Result<void> leave_due(Session& session, const DueDay& one, Date night) {
    return put(session, one, night);
}

Result<void> erase_due(Session& session, const DueDay& one) {
    return session.erase(spec(Table::reconcile_due), key_of(one));
}

Result<bool> is_due(Session& session, const DueDay& one, Date night) {
    YIDI_TRY(const auto row, session.get(spec(Table::reconcile_due), key_of(one)));
    if (!row) return false;
    YIDI_TRY(const DueRow found, read_due(*row));
    return found.is_for(night);
}

Result<std::vector<DueDay>> due_days(Session& session, Date night, std::size_t limit) {
    std::vector<DueDay> found;
    Result<void> state;
    YIDI_TRY_VOID(session.scan(spec(Table::reconcile_due), {}, {}, [&](const Row& row) {
        const Result<DueRow> one = read_due(row);
        if (!one) {
            state = fail(one.error());
            return false;
        }
        if (one->is_for(night)) found.push_back(one->due);
        return found.size() < limit;
    }));
    YIDI_TRY_VOID(state);
    return found;
}

}  // namespace yidi::payer::internal
