#include "app/clearing/internal/settled.h"

#include <string>
#include <vector>

#include "app/payer/internal/row_reader.h"
#include "app/payer/internal/rows_settlement.h"

namespace yidi::app::internal {

using ports::Row;
using ports::Table;
using settlement::Settlement;

namespace {

constexpr std::int64_t kDayMs = std::int64_t{24} * 60 * 60 * 1'000;

Instant midnight(Date day) {
    return *parse_instant(to_string(day));
}

Result<std::string> read_code(const Row& row) {
    // The first column, whatever follows.
    return std::get<std::string>(row.front());
}

}  // namespace

Result<void> each_settlement(ports::Session& session, Date from, Date to,
                             const std::function<Result<void>(const Settlement&)>& visit) {
    namespace rows = payer::internal;
    YIDI_TRY(auto codes, rows::scan_rows<std::string>(session, Table::institution, {}, read_code));
    codes.emplace_back();  // Claims by hand, which are no institution's.
    for (const std::string& code : codes) {
        ports::Range range;
        range.prefix = {ports::Value{code}};
        range.from = rows::value_of(midnight(from));
        range.to = rows::value_of(midnight(to).plus_ms(kDayMs - 1));
        // The rows of one institution are kept, because what is done with them uses the session.
        YIDI_TRY(const auto settled,
                 rows::scan_rows<Settlement>(session, Table::settlement, range,
                                             rows::read_settlement, ports::by::kInstitution));
        for (const Settlement& one : settled) YIDI_TRY_VOID(visit(one));
    }
    return {};
}

}  // namespace yidi::app::internal
