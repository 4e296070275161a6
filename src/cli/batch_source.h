#pragma once

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace yidi::cli {

enum class BatchFormat : std::uint8_t { ndjson, csv };

/// Whole records from a stream, some thousands at a time.
struct BatchChunk {
    std::uint64_t sequence = 0;    ///< 0, 1, 2 …
    std::uint64_t first_line = 1;  ///< line of the file at which it begins
    std::string text;              ///< whole lines; of CSV: whole records
    std::uint64_t bytes_read = 0;  ///< of the file so far
    bool too_long = false;         ///< stands for one record that was passed over; `text` is empty
};

/// A longer record is passed over: no case may be larger.
inline constexpr std::size_t kRecordBytesMax = std::size_t{16} * 1024 * 1024;

/// Cuts a stream into chunks; holds little more than one record at a time. Threads: one caller at a
/// time.
class BatchSource {
public:
    BatchSource(std::istream& in, BatchFormat format) : in_{in}, format_{format} {}

    /// Of CSV: the heads of the columns. Call it first.
    /// Errors    bad_value: no head, or none that is CSV; limit_exceeded: one above 1 MiB;
    /// unreadable_file.
    [[nodiscard]] Result<std::vector<std::string>> read_head();

    /// False at the end of the stream. `chunk.text` keeps its storage.
    [[nodiscard]] bool next(BatchChunk& chunk);

private:
    void read_more(std::string& text);
    /// Reads on until `text` holds a whole record. Returns   the length of the whole records at its
    /// beginning, 0 if there are none yet where it is too long or the stream ends.
    std::size_t read_records(std::string& text);
    void pass_over(std::string& text);

    std::istream& in_;
    BatchFormat format_;
    std::string rest_;  ///< the beginning of a record whose end has not been read
    std::uint64_t sequence_ = 0;
    std::uint64_t line_ = 1;
    std::uint64_t bytes_read_ = 0;
};

/// Turns rows of a table into case objects: the head `fee.medfee_sumamt` puts its cell at that key,
/// `feedetail.0.pric` into the first line of the bill. Empty cells are left out, and so are lines
/// of which every cell is empty. A cell that begins with [ or { is JSON; names in psn_idet,
/// inst_attr and inst_open are parted by semicolons; `none` in filing is null, and a row may fill
/// either `filing` or the columns below it.
class BatchColumns {
public:
    /// Errors    bad_value: a head that is empty, stands twice or lies inside another ("fee" beside
    /// "fee.medfee_sumamt"), or a place in a list that is no number.
    [[nodiscard]] static Result<BatchColumns> from(const std::vector<std::string>& heads);

    [[nodiscard]] std::size_t count() const { return count_; }
    /// Requires  as many cells as heads.
    void append_case(const std::vector<std::string>& cells, std::string& json) const;

private:
    struct Node {
        std::string key;
        std::optional<std::size_t> column = {};  ///< of a leaf
        std::vector<Node> members = {};          ///< of an object or a list
        bool is_list = false;                    ///< the members' keys are places in a list
        bool is_names = false;                   ///< a leaf whose cell holds names
    };
    static void append_cell(const Node& node, std::string_view cell, std::string& json);
    static bool append_member(const Node& node, const std::vector<std::string>& cells,
                              std::string& json);
    static bool append_members(const Node& parent, const std::vector<std::string>& cells,
                               std::string& json);
    static bool insert(Node& parent, std::string_view head, std::size_t column);

    Node root_;
    std::size_t count_ = 0;
};

}  // namespace yidi::cli
