#include "app/access/audit_log.h"

#include <utility>

#include "app/payer/internal/audit.h"
#include "app/payer/internal/row_reader.h"

namespace yidi::accounts {
namespace {

using payer::internal::AuditRow;
using payer::internal::value_of;
using ports::Range;
using ports::Row;
using ports::Session;
using ports::Table;

/// Looked at for one page, so that a search for what there is not does not hold others up.
constexpr std::size_t kLookedAtMax = 20'000;

AuditEntry entry_of(AuditRow row) {
    return {.day = row.day,
            .id = row.id,
            .at = row.at,
            .by = std::move(row.note.by),
            .pid = row.note.pid,
            .what = std::move(row.note.what),
            .number = row.number};
}

/// Goes through days from the last to the first.
class Search {
public:
    Search(Session& session, const AuditQuery& query, std::size_t limit)
        : session_{session}, query_{query}, limit_{limit} {}

    Result<AuditPage> run() {
        Date day = query_.to;
        if (query_.before && query_.before->day < day) day = query_.before->day;
        for (; day >= query_.from && !page_.next; day = day.previous_day()) {
            YIDI_TRY_VOID(look(day));
        }
        return std::move(page_);
    }

private:
    Result<void> look(Date day) {
        Range range{.prefix = {}, .from = {}, .to = {}, .descending = true};
        if (query_.pid) range.prefix.emplace_back(*query_.pid);
        range.prefix.push_back(value_of(day));
        if (query_.before && query_.before->day == day) {
            range.to = ports::Value{query_.before->id - 1};
        }
        Result<void> state;
        YIDI_TRY_VOID(session_.scan(ports::spec(Table::audit),
                                    query_.pid ? payer::internal::kByPerson : std::string_view{},
                                    range, [&](const Row& row) {
                                        state = take(row);
                                        return state.has_value() && !page_.next;
                                    }));
        return state;
    }

    Result<void> take(const Row& row) {
        YIDI_TRY(AuditRow read, payer::internal::read_audit(row));
        const AuditPlace place{.day = read.day, .id = read.id};
        const bool fits = (!query_.by || query_.by->contains(read.note.by)) &&
                          read.note.what.find(query_.what) != std::string::npos;
        if (fits) page_.entries.push_back(entry_of(std::move(read)));
        if (++looked_at_ == kLookedAtMax || page_.entries.size() == limit_) page_.next = place;
        return {};
    }

    Session& session_;
    const AuditQuery& query_;
    std::size_t limit_;
    std::size_t looked_at_ = 0;
    AuditPage page_;
};

}  // namespace

Result<AuditPage> find_audit(Session& session, const AuditQuery& query, std::size_t limit) {
    return Search{session, query, limit}.run();
}

Result<AuditProof> prove_audit(Session& session, const ports::Vault& vault, std::int64_t after,
                               std::size_t limit) {
    AuditProof proof;
    YIDI_TRY(const std::optional<AuditRow> last, payer::internal::last_audit(session));
    if (!last) return proof;
    proof.last = last->number;
    proof.last_link = last->link;
    std::int64_t number = after;
    std::string link;
    Result<void> state;
    // The one before is read too: what follows is held against its link.
    const Range range{
        .prefix = {}, .from = ports::Value{std::max<std::int64_t>(after, 1)}, .to = {}};
    const auto check = [&](const Row& row) -> Result<bool> {
        YIDI_TRY(AuditRow read, payer::internal::read_audit(row));
        if (after > 0 && link.empty() && read.number == after) {
            link = read.link;
            return true;
        }
        if (read.number != number + 1 || read.link != payer::internal::link_of(vault, read, link)) {
            proof.broken = entry_of(std::move(read));
            return false;
        }
        number = read.number;
        link = std::move(read.link);
        return static_cast<std::size_t>(++proof.checked) < limit;
    };
    YIDI_TRY_VOID(session.scan(ports::spec(Table::audit), payer::internal::kByNumber, range,
                               [&](const Row& row) {
                                   const Result<bool> goes_on = check(row);
                                   if (!goes_on) state = fail(goes_on.error());
                                   return goes_on && *goes_on;
                               }));
    YIDI_TRY_VOID(state);
    if (!proof.broken && number < proof.last) proof.next = number;
    return proof;
}

}  // namespace yidi::accounts
