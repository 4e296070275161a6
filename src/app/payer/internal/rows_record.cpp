#include "app/payer/internal/rows_record.h"

#include <array>

#include "app/payer/internal/row_reader.h"
#include "app/payer/internal/rows_person.h"

namespace yidi::payer::internal {
namespace {

using ports::Row;
using ports::spec;
using ports::Table;
using ports::Value;
using registry::CareRecord;

constexpr std::string_view kRecorded = "recorded";
constexpr std::string_view kCancelled = "cancelled";
constexpr std::int64_t kFirst = 1;

std::string place_of(const CareRecord& record, std::int64_t seq) {
    return "record/" + std::to_string(record.pid) + "/" + std::to_string(record.id) + "/" +
           std::to_string(seq);
}

Result<CareRecord> read_record(const Row& row) {
    RowReader in{Table::record, row};
    CareRecord one;
    one.pid = in.number();
    one.id = in.number();
    one.seq = in.number();
    one.cancelled = in.text() == kCancelled;
    one.kind = in.word([](const std::string& word) { return registry::parse_record_kind(word); });
    one.sender = in.text();
    if (const std::string insutype = in.text(); !insutype.empty()) {
        one.insutype = policy::parse_insutype(insutype);
    }
    one.type = in.text();
    one.place = in.text();
    if (const auto area = in.maybe_number()) {
        one.area = static_cast<std::uint32_t>(*area);
    }
    one.dise_codg = in.text();
    one.begndate = in.date();
    one.enddate = in.maybe_date();
    in.skip();
    in.skip();
    in.skip();
    YIDI_TRY_VOID(in.end());
    return one;
}

}  // namespace

Result<void> insert(ports::Session& session, ports::Vault& vault, const CareRecord& record,
                    const RecordEvent& event) {
    const std::string_view insutype =
        record.insutype ? policy::code(*record.insutype) : std::string_view{};
    const auto area = record.area ? std::optional{std::int64_t{*record.area}} : std::nullopt;
    return session.insert(
        spec(Table::record),
        {record.pid, record.id, record.seq, value_of(record.cancelled ? kCancelled : kRecorded),
         value_of(registry::name(record.kind)), record.sender, value_of(insutype), record.type,
         record.place, value_of(area), record.dise_codg, value_of(record.begndate),
         value_of(record.enddate), value_of(event.at), event.by,
         vault.seal(event.details, place_of(record, record.seq))});
}

Result<std::vector<CareRecord>> records_of(ports::Session& session, registry::Pid pid) {
    ports::Range range;
    range.prefix = {Value{pid}};
    YIDI_TRY(std::vector<CareRecord> events,
             scan_rows<CareRecord>(session, Table::record, range, read_record));
    std::vector<CareRecord> records;
    for (CareRecord& event : events) {
        if (!records.empty() && records.back().id == event.id) {
            records.back() = std::move(event);
        } else {
            records.push_back(std::move(event));
        }
    }
    return records;
}

Result<std::string> details_of(ports::Session& session, const ports::Vault& vault,
                               const CareRecord& record) {
    const std::array<Value, 3> key{record.pid, record.id, kFirst};
    YIDI_TRY(const std::optional<Row> row, session.get(spec(Table::record), key));
    const auto* sealed = row ? std::get_if<std::string>(&row->back()) : nullptr;
    return vault.open(sealed != nullptr ? *sealed : std::string{}, place_of(record, kFirst));
}

Result<std::vector<registry::Identity>> identities_for(ports::Session& session, registry::Pid pid,
                                                       policy::Insutype insutype) {
    YIDI_TRY(std::vector<registry::Identity> identities, identities_of(session, pid));
    YIDI_TRY(const std::vector<CareRecord> records, records_of(session, pid));
    for (registry::Identity& one : registry::recognised_by(records, insutype)) {
        identities.push_back(std::move(one));
    }
    return identities;
}

}  // namespace yidi::payer::internal
