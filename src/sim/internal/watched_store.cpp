#include "sim/internal/watched_store.h"

#include <utility>

namespace yidi::sim {
namespace {

using ports::Row;
using ports::Session;
using ports::TableSpec;
using ports::Value;

class RecordingSession final : public Session {
public:
    explicit RecordingSession(Session& inner) : inner_{inner} {}

    Result<void> insert(const TableSpec& table, const Row& row) override {
        YIDI_TRY_VOID(inner_.insert(table, row));
        written_.push_back({.how = Written::How::insert, .table = &table, .row = row});
        return {};
    }
    Result<void> put(const TableSpec& table, const Row& row) override {
        YIDI_TRY_VOID(inner_.put(table, row));
        written_.push_back({.how = Written::How::put, .table = &table, .row = row});
        return {};
    }
    Result<void> erase(const TableSpec& table, std::span<const Value> key) override {
        YIDI_TRY_VOID(inner_.erase(table, key));
        written_.push_back(
            {.how = Written::How::erase, .table = &table, .row = Row{key.begin(), key.end()}});
        return {};
    }
    Result<std::optional<Row>> get(const TableSpec& table, std::span<const Value> key) override {
        return inner_.get(table, key);
    }
    Result<void> scan(const TableSpec& table, std::string_view index, const ports::Range& range,
                      const std::function<bool(const Row&)>& visit) override {
        return inner_.scan(table, index, range, visit);
    }

    [[nodiscard]] const std::vector<Written>& written() const { return written_; }

private:
    Session& inner_;
    std::vector<Written> written_;
};

}  // namespace

void WatchedStore::submit(ports::Work work, ports::Done done) {
    inner_.submit(
        [this, work = std::move(work)](Session& session) -> Result<void> {
            RecordingSession recording{session};
            Result<void> result = work(recording);
            if (result) {
                watcher_.wrote(recording.written(), session);
            } else {
                watcher_.refused(result.error());
            }
            return result;
        },
        std::move(done));
}

}  // namespace yidi::sim
