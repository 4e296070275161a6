#include "adapters/codec/month_columns.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace yidi::codec {
namespace {

namespace fs = std::filesystem;
using app::AllocatedRow;

/// What a month has of each kind, sorted.
struct Seen {
    std::map<std::string, std::uint32_t, std::less<>> institutions;  ///< with their areas
    std::set<std::uint32_t> insured_areas;
    std::set<clearing::RowKind> kinds;

    Result<void> add(const AllocatedRow& row) {
        const auto [at, is_new] = institutions.emplace(row.fixmedins_code, row.treating_area);
        if (at->second != row.treating_area) {
            return fail(Error{.code = ErrorCode::invariant_violated,
                              .where = row.fixmedins_code,
                              .rule = "an institution in one area, through a whole month",
                              .remedy = "look at the register's history of this institution",
                              .detail = "its bills name two areas"});
        }
        insured_areas.insert(row.insured_area);
        kinds.insert(row.kind);
        return {};
    }
    [[nodiscard]] ColumnDictionaries dictionaries() const {
        ColumnDictionaries all;
        for (const auto& [code, area] : institutions) {
            all.institutions.push_back(code);
            all.places.institution_areas.push_back(area);
        }
        all.places.insured_areas.assign(insured_areas.begin(), insured_areas.end());
        all.places.kinds.assign(kinds.begin(), kinds.end());
        return all;
    }
};

/// The place of a value that is there.
template <class Id, class Value, class Values>
Id id_of(const Values& sorted, const Value& value) {
    return static_cast<Id>(std::ranges::lower_bound(sorted, value) - sorted.begin());
}

Result<void> write_rows(const fs::path& file, const AllocatedRows& rows) {
    Seen seen;
    YIDI_TRY_VOID(rows([&seen](const AllocatedRow& row) { return seen.add(row); }));
    const ColumnDictionaries ids = seen.dictionaries();
    YIDI_TRY(ColumnsWriter writer, ColumnsWriter::open(file, ids));
    YIDI_TRY_VOID(rows([&](const AllocatedRow& row) -> Result<void> {
        writer.add(
            {.institution = id_of<std::uint32_t>(ids.institutions, row.fixmedins_code),
             .insured_area = id_of<std::uint16_t>(ids.places.insured_areas, row.insured_area),
             .kind = id_of<std::uint16_t>(ids.places.kinds, row.kind),
             .fen = row.amount.fen()});
        return {};
    }));
    return writer.finish();
}

}  // namespace

Result<void> write_month_columns(const fs::path& file, const AllocatedRows& rows) {
    fs::path unfinished = file;
    unfinished += ".part";
    const Result<void> written = write_rows(unfinished, rows);
    std::error_code problem;
    if (!written) {
        fs::remove(unfinished, problem);
        return fail(written.error());
    }
    fs::rename(unfinished, file, problem);
    if (!problem) return {};
    return fail(Error{.code = ErrorCode::unreadable_file,
                      .where = file.string(),
                      .rule = "a file that can be written",
                      .remedy = "look at the path, its rights and the free space",
                      .detail = problem.message()});
}

}  // namespace yidi::codec
