#include "cli/batch_source.h"

#include <algorithm>
#include <array>
#include <istream>
#include <utility>

#include "adapters/codec/json_writer.h"
#include "adapters/codec/table.h"

namespace yidi::cli {
namespace {

constexpr std::size_t kChunkBytes = std::size_t{256} * 1024;
constexpr std::string_view kFiling = "filing";
constexpr std::string_view kBands = "bands";
constexpr std::array<std::string_view, 3> kNameKeys{"psn_idet", "inst_attr", "inst_open"};
/// Keys below which a head's next part is a place in a list. Others (codes of hospitals, say) may
/// be digits too.
constexpr std::array<std::string_view, 7> kListKeys{
    "psn_idet", "inst_attr", "inst_open", "feedetail", kBands, "counts", "limit_includes"};

bool is_place(std::string_view text) {
    constexpr std::size_t kDigitsMax = 5;
    return !text.empty() && text.size() <= kDigitsMax &&
           text.find_first_not_of("0123456789") == std::string_view::npos &&
           (text.size() == 1 || text.front() != '0');
}

/// Of a text that is_place().
std::size_t place_of(std::string_view text) {
    std::size_t place = 0;
    for (const char digit : text) place = place * 10 + static_cast<std::size_t>(digit - '0');
    return place;
}

/// Where the last whole record and the last whole line of a growing text end; 0: nowhere yet.
struct Ends {
    std::size_t record = 0;
    std::size_t line = 0;
    std::size_t seen = 0;
    bool quoted = false;

    void look_for_lines(std::string_view text) {
        const std::size_t last = text.substr(seen).rfind('\n');
        if (last != std::string_view::npos) record = line = seen + last + 1;
        seen = text.size();
    }
    /// A line break between quotes belongs to a cell.
    void look_for_rows(std::string_view text) {
        for (; seen < text.size(); ++seen) {
            if (text[seen] == '"') quoted = !quoted;
            if (text[seen] != '\n') continue;
            line = seen + 1;
            if (!quoted) record = line;
        }
    }
};

Error bad_head(std::string detail) {
    return {.code = ErrorCode::bad_value,
            .where = "line 1",
            .rule = "a first line of dotted keys of the case file, each once",
            .remedy = "mend the heads of the columns",
            .detail = std::move(detail),
            .source = {}};
}

}  // namespace

void BatchSource::read_more(std::string& text) {
    const std::size_t before = text.size();
    text.resize(before + kChunkBytes);
    in_.read(text.data() + before, static_cast<std::streamsize>(kChunkBytes));
    const auto count = static_cast<std::size_t>(in_.gcount());
    text.resize(before + count);
    bytes_read_ += count;
}

std::size_t BatchSource::read_records(std::string& text) {
    Ends ends;
    while (in_) {
        read_more(text);
        // What has been looked at is not looked at again, however long the record is.
        if (format_ == BatchFormat::ndjson) {
            ends.look_for_lines(text);
        } else {
            ends.look_for_rows(text);
        }
        if (ends.record > 0) return ends.record;
        // A quote that nobody closes must not swallow the rest of the table: line by line, then.
        if (text.size() > kRecordBytesMax) return ends.line;
    }
    return 0;
}

/// Leaves what stands behind the record's line for the next chunk.
void BatchSource::pass_over(std::string& text) {
    std::size_t end = std::string::npos;
    while (in_ && end == std::string::npos) {
        text.clear();
        read_more(text);
        end = text.find('\n');
    }
    if (end != std::string::npos) rest_.assign(text, end + 1);
    text.clear();
    ++line_;
}

bool BatchSource::next(BatchChunk& chunk) {
    chunk.text.assign(rest_);
    rest_.clear();
    chunk.first_line = line_;
    const std::size_t whole = read_records(chunk.text);
    chunk.too_long = whole == 0 && chunk.text.size() > kRecordBytesMax;
    if (chunk.too_long) {
        pass_over(chunk.text);
    } else if (in_) {
        rest_.assign(chunk.text, whole);
        chunk.text.resize(whole);
    }
    if (chunk.text.empty() && !chunk.too_long) return false;
    chunk.sequence = sequence_++;
    chunk.bytes_read = bytes_read_;
    line_ += static_cast<std::uint64_t>(std::ranges::count(chunk.text, '\n'));
    return true;
}

Result<std::vector<std::string>> BatchSource::read_head() {
    constexpr std::size_t kHeadBytesMax = std::size_t{1024} * 1024;
    std::string line;
    for (char next = 0; in_.get(next) && next != '\n';) {
        line += next;
        if (line.size() > kHeadBytesMax) {
            Error error = bad_head("the first line is too long");
            error.code = ErrorCode::limit_exceeded;
            return fail(std::move(error));
        }
    }
    if (in_.bad()) {
        return fail({.code = ErrorCode::unreadable_file,
                     .where = "standard input",
                     .rule = "a file that can be read, or -",
                     .remedy = "check the name, the permissions and the space left",
                     .detail = "this file cannot be read",
                     .source = {}});
    }
    bytes_read_ += line.size() + 1;
    ++line_;
    if (line.empty()) return fail(bad_head("the table is empty"));
    YIDI_TRY(codec::CellTable table, codec::read_csv(line, "the table"));
    if (table.empty()) return fail(bad_head("the table has no heads"));
    return std::move(table.front().cells);
}

bool BatchColumns::insert(Node& parent, std::string_view head, std::size_t column) {
    const std::size_t point = head.find('.');
    const std::string_view key = head.substr(0, point);
    if (key.empty() || (parent.is_list && !is_place(key))) return false;
    auto found = std::ranges::find(parent.members, key, &Node::key);
    const bool is_new = found == parent.members.end();
    if (is_new) {
        // Places of a list stand in their order, whatever the order of the columns.
        const auto goes_behind = [&](const Node& node) {
            return parent.is_list && place_of(node.key) > place_of(key);
        };
        found = parent.members.insert(std::ranges::find_if(parent.members, goes_behind),
                                      Node{.key = std::string{key}});
    }
    Node& node = *found;
    const bool is_leaf = point == std::string_view::npos;
    const bool may_be_both = key == kFiling;
    if (is_leaf) {
        node.is_names = std::ranges::find(kNameKeys, key) != kNameKeys.end();
        if (node.column || (!node.members.empty() && !may_be_both)) return false;
        node.column = column;
        return true;
    }
    if (node.column && !may_be_both) return false;
    const std::string_view below = head.substr(point + 1);
    // The members of a band are a list in a list.
    const bool holds_list = std::ranges::find(kListKeys, key) != kListKeys.end() ||
                            (parent.is_list && parent.key == kBands);
    node.is_list = holds_list && is_place(below.substr(0, below.find('.')));
    if (holds_list && !node.is_list) return false;
    return insert(node, below, column);
}

Result<BatchColumns> BatchColumns::from(const std::vector<std::string>& heads) {
    BatchColumns columns;
    columns.count_ = heads.size();
    for (std::size_t i = 0; i < heads.size(); ++i) {
        if (!insert(columns.root_, heads[i], i)) {
            return fail(bad_head("the head of column " + std::to_string(i + 1) +
                                 " is empty, stands twice, or lies inside another"));
        }
    }
    return columns;
}

void BatchColumns::append_cell(const Node& node, std::string_view cell, std::string& json) {
    codec::JsonWriter writer{json};
    if (cell.front() == '[' || cell.front() == '{') {
        writer.raw(cell);
    } else if (node.key == kFiling && (cell == "none" || cell == "null")) {
        writer.null();
    } else if (node.is_names && cell != "?") {
        writer.begin_array();
        for (std::size_t at = 0; at <= cell.size();) {
            const std::size_t end = std::min(cell.find(';', at), cell.size());
            if (end > at) writer.value(cell.substr(at, end - at));
            at = end + 1;
        }
        writer.end_array();
    } else {
        writer.value(cell);
    }
}

/// Appends the member, or both of its forms where a row fills both: then the case is refused for
/// it. Returns   whether there was anything.
bool BatchColumns::append_member(const Node& node, const std::vector<std::string>& cells,
                                 std::string& json) {
    bool any = false;
    if (node.column && !cells[*node.column].empty()) {
        append_cell(node, cells[*node.column], json);
        any = true;
    }
    if (node.members.empty()) return any;
    const std::size_t before = json.size();
    if (any) {
        json += ',';
        codec::JsonWriter{json}.value(node.key);
        json += ':';
    }
    if (append_members(node, cells, json)) return true;
    json.resize(before);
    return any;
}

bool BatchColumns::append_members(const Node& parent, const std::vector<std::string>& cells,
                                  std::string& json) {
    json += parent.is_list ? '[' : '{';
    bool any = false;
    for (const Node& node : parent.members) {
        const std::size_t before = json.size();
        if (any) json += ',';
        if (!parent.is_list) {
            codec::JsonWriter{json}.value(node.key);
            json += ':';
        }
        if (append_member(node, cells, json)) {
            any = true;
        } else {
            json.resize(before);
        }
    }
    json += parent.is_list ? ']' : '}';
    return any;
}

void BatchColumns::append_case(const std::vector<std::string>& cells, std::string& json) const {
    append_members(root_, cells, json);
}

}  // namespace yidi::cli
