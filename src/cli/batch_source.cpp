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
constexpr std::array<std::string_view, 3> kListKeys{"psn_idet", "inst_attr", "inst_open"};

Error bad_head(std::string detail) {
    return {.code = ErrorCode::bad_value,
            .where = "line 1",
            .rule = "a first line of dotted keys of the case file, each once",
            .remedy = "mend the heads of the columns",
            .detail = std::move(detail),
            .source = {}};
}

}  // namespace

std::size_t BatchSource::whole_records(std::string_view text) const {
    if (format_ == BatchFormat::ndjson) {
        const std::size_t end = text.rfind('\n');
        return end == std::string_view::npos ? 0 : end + 1;
    }
    // A line break between quotes belongs to a cell.
    std::size_t whole = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '"') quoted = !quoted;
        if (text[i] == '\n' && !quoted) whole = i + 1;
    }
    return whole;
}

void BatchSource::read_more(std::string& text) {
    const std::size_t before = text.size();
    text.resize(before + kChunkBytes);
    in_.read(text.data() + before, static_cast<std::streamsize>(kChunkBytes));
    const auto count = static_cast<std::size_t>(in_.gcount());
    text.resize(before + count);
    bytes_read_ += count;
}

bool BatchSource::next(BatchChunk& chunk) {
    chunk.text.assign(rest_);
    rest_.clear();
    std::size_t whole = 0;
    while (in_) {
        read_more(chunk.text);
        whole = whole_records(chunk.text);
        if (whole > 0) break;
    }
    if (in_) {
        rest_.assign(chunk.text, whole);
        chunk.text.resize(whole);
    }
    if (chunk.text.empty()) return false;
    chunk.sequence = sequence_++;
    chunk.first_line = line_;
    chunk.bytes_read = bytes_read_;
    line_ += static_cast<std::uint64_t>(std::ranges::count(chunk.text, '\n'));
    return true;
}

Result<std::vector<std::string>> BatchSource::read_head() {
    std::string line;
    if (!std::getline(in_, line)) return fail(bad_head("the table is empty"));
    bytes_read_ += line.size() + 1;
    ++line_;
    YIDI_TRY(codec::CellTable table, codec::read_csv(line, "the table"));
    if (table.empty()) return fail(bad_head("the table has no heads"));
    return std::move(table.front().cells);
}

bool BatchColumns::insert(std::vector<Node>& nodes, std::string_view head, std::size_t column) {
    const std::size_t point = head.find('.');
    const std::string_view key = head.substr(0, point);
    if (key.empty()) return false;
    const auto found = std::ranges::find(nodes, key, &Node::key);
    const bool is_new = found == nodes.end();
    if (point == std::string_view::npos) {
        const bool is_list = std::ranges::find(kListKeys, key) != kListKeys.end();
        nodes.push_back(
            {.key = std::string{key}, .column = column, .members = {}, .is_list = is_list});
        return is_new;
    }
    if (!is_new && found->members.empty()) return false;
    if (is_new) {
        nodes.push_back({.key = std::string{key}, .column = 0, .members = {}, .is_list = false});
    }
    Node& node = is_new ? nodes.back() : *found;
    return insert(node.members, head.substr(point + 1), column);
}

Result<BatchColumns> BatchColumns::from(const std::vector<std::string>& heads) {
    BatchColumns columns;
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
    } else if (node.key == "filing" && (cell == "none" || cell == "null")) {
        writer.null();
    } else if (node.is_list && cell != "?") {
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

bool BatchColumns::append_members(const std::vector<Node>& nodes,
                                  const std::vector<std::string>& cells, std::string& json) {
    const std::size_t begin = json.size();
    json += '{';
    for (const Node& node : nodes) {
        const std::size_t before = json.size();
        if (json.back() != '{') json += ',';
        json += '"';
        json += node.key;
        json += "\":";
        if (!node.members.empty()) {
            if (!append_members(node.members, cells, json)) json.resize(before);
        } else if (node.column < cells.size() && !cells[node.column].empty()) {
            append_cell(node, cells[node.column], json);
        } else {
            json.resize(before);
        }
    }
    json += '}';
    return json.size() > begin + 2;
}

void BatchColumns::append_case(const std::vector<std::string>& cells, std::string& json) const {
    append_members(root_, cells, json);
}

}  // namespace yidi::cli
