#pragma once

#include <cstdint>
#include <iosfwd>
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
};

/// Cuts a stream into chunks. Threads: one caller at a time.
class BatchSource {
public:
    BatchSource(std::istream& in, BatchFormat format) : in_{in}, format_{format} {}

    /// Of CSV: the heads of the columns. Call it first.
    /// Errors    malformed_json is never said; bad_value: no head, or one that names a column
    /// twice.
    [[nodiscard]] Result<std::vector<std::string>> read_head();

    /// False at the end of the stream. `chunk.text` keeps its storage.
    [[nodiscard]] bool next(BatchChunk& chunk);

private:
    /// Length of the whole records at the beginning of `text`.
    [[nodiscard]] std::size_t whole_records(std::string_view text) const;
    void read_more(std::string& text);

    std::istream& in_;
    BatchFormat format_;
    std::string rest_;  ///< the beginning of a record whose end has not been read
    std::uint64_t sequence_ = 0;
    std::uint64_t line_ = 1;
    std::uint64_t bytes_read_ = 0;
};

/// Turns rows of a table into case objects: the head `fee.medfee_sumamt` puts its cell at that key.
/// Empty cells are left out. A cell that begins with [ or { is JSON; names in psn_idet, inst_attr
/// and inst_open are parted by semicolons; `none` in filing is null.
class BatchColumns {
public:
    /// Errors    bad_value: a head that is empty or lies inside another ("fee" beside
    /// "fee.medfee_sumamt").
    [[nodiscard]] static Result<BatchColumns> from(const std::vector<std::string>& heads);

    void append_case(const std::vector<std::string>& cells, std::string& json) const;

private:
    struct Node {
        std::string key;
        std::size_t column = 0;     ///< of a leaf
        std::vector<Node> members;  ///< of an object
        bool is_list = false;
    };
    static void append_cell(const Node& node, std::string_view cell, std::string& json);
    static bool append_members(const std::vector<Node>& nodes,
                               const std::vector<std::string>& cells, std::string& json);
    static bool insert(std::vector<Node>& nodes, std::string_view head, std::size_t column);

    std::vector<Node> root_;
};

}  // namespace yidi::cli
