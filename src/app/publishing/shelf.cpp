#include "app/publishing/shelf.h"

#include <utility>

#include "base/assert.h"

namespace yidi::publishing {

Snapshot borrowed(const policy::Book& book) {
    return {&book, [](const policy::Book* /*book*/) {}};
}

Shelf::Shelf(Snapshot files) : files_{std::move(files)} {
    YIDI_ASSERT(files_ != nullptr);
}

Snapshot Shelf::on(Date day) const {
    const std::lock_guard only{mutex_};
    if (schedule_.entries.empty()) return files_;
    // A clock that was set back behind the first entry asks for a day that was computed with it.
    Snapshot found = schedule_.entries.front().book;
    for (const Schedule::Entry& entry : schedule_.entries) {
        if (entry.from <= day) found = entry.book;
    }
    return found;
}

void Shelf::put(Schedule schedule) {
    for (const Schedule::Entry& entry : schedule.entries) YIDI_ASSERT(entry.book != nullptr);
    {
        const std::lock_guard only{mutex_};
        std::swap(schedule_, schedule);
    }
    // What was on it before goes here, where nobody waits for it.
}

}  // namespace yidi::publishing
