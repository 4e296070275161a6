#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/codec/json_tree.h"
#include "adapters/codec/json_writer.h"
#include "api/national/fields.h"
#include "api/national/internal/output_words.h"

namespace yidi::national::internal {

/// The input of a message as it was kept, to be read by the names of any table. What cannot be read
/// counts as not sent: it has been checked when it came, by the table of its day.
class KeptInput {
public:
    explicit KeptInput(const std::string& details);
    KeptInput(const KeptInput&) = delete;
    KeptInput& operator=(const KeptInput&) = delete;

    /// The fields of a node, if it is there. They live as long as this.
    [[nodiscard]] std::optional<Fields> row(const Table& table, std::string_view node);
    /// The rows of the table's own node.
    [[nodiscard]] std::vector<Fields> rows(const Table& table);

private:
    /// The same table, of which nothing has to be there.
    const Table& lenient(const Table& table);

    codec::JsonTree tree_;
    const codec::JsonNode* input_ = nullptr;
    std::deque<std::vector<Field>> fields_;
    std::deque<Table> tables_;
};

/// One object of an output, every field of its table: what is known is written by name, the rest is
/// taken from what was kept of messages, and is null where they said nothing.
class RowWriter {
public:
    RowWriter(codec::JsonWriter& writer, const Table& table);
    RowWriter(const RowWriter&) = delete;
    RowWriter& operator=(const RowWriter&) = delete;
    /// Ends the object.
    ~RowWriter();

    void text(std::string_view name, std::string_view value);
    void flag(std::string_view name, bool value);
    void day(std::string_view name, std::optional<Date> value);
    void time(std::string_view name, std::optional<Instant> value);
    void number(std::string_view name, std::int64_t value);
    /// A decimal as it is written.
    void exact(std::string_view name, const std::string& decimal);
    /// psn_no … age.
    void person(const PersonView& view);
    /// The later stands over the earlier. Each was read by a table of this one's fields.
    void rest(const std::vector<const Fields*>& kept);

private:
    codec::JsonWriter& writer_;
    const Table& table_;
    std::vector<std::string_view> done_;
};

}  // namespace yidi::national::internal
