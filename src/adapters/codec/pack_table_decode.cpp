#include <algorithm>
#include <exception>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "adapters/codec/internal/pack_parts.h"
#include "adapters/codec/internal/pack_reader.h"
#include "adapters/codec/internal/suggest.h"
#include "adapters/codec/internal/table_columns.h"
#include "adapters/codec/internal/table_shape.h"
#include "adapters/codec/internal/yaml.h"
#include "adapters/codec/pack_table.h"

namespace yidi::codec {
namespace {

using internal::Column;
using internal::Entry;
using internal::Node;
using internal::NodeKind;
using internal::PackReader;
using internal::ScalarStyle;

constexpr std::array<std::string_view, 9> kRecords{
    "pack", "document", "note", "default", "scheme", "layer", "row", "corridor", "disease_group"};

std::string_view trim(std::string_view text) {
    constexpr std::string_view kBlanks = " \t\r\n";
    const std::size_t begin = text.find_first_not_of(kBlanks);
    return begin == std::string_view::npos
               ? std::string_view{}
               : text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

/// Gives every value of a cell the cell's place and style: a table does not tell numbers and texts
/// apart.
void place(Node& node, std::uint32_t line, std::uint32_t column) {
    node.line = line;
    node.column = column;
    const bool is_null = node.style == ScalarStyle::plain && node.text == "null";
    if (node.is_scalar() && !is_null) {
        node.style = ScalarStyle::cell;
    }
    for (Node& item : node.items) {
        place(item, line, column);
    }
    for (Entry& entry : node.entries) {
        entry.line = line;
        entry.column = column;
        place(entry.value, line, column);
    }
}

/// Turns the table into the tree that a pack file would give, so that one decoder judges both.
class TreeBuilder {
public:
    TreeBuilder(const CellTable& table, std::string_view file_name)
        : table_{table}, file_name_{file_name}, reader_{file_name} {}

    Result<Node> build();

private:
    Result<void> read_head(const TableRow& head);
    Result<void> add_record(const TableRow& row);
    Result<void> add_pack(const TableRow& row);
    Result<void> add_document(const TableRow& row);
    Result<void> add_default(const TableRow& row);
    Result<void> add_layer(const TableRow& row);
    Result<void> add_row(const TableRow& row);
    Result<void> add_corridor(const TableRow& row);
    Result<void> add_disease_group(const TableRow& row);
    Result<Node*> scheme_of(const TableRow& row);
    Result<Node*> rules_of(const TableRow& row);
    Result<Node> row_node(const TableRow& row) const;
    Result<Node> value_node(const TableRow& row) const;
    [[nodiscard]] Node source_node(const TableRow& row) const;

    [[nodiscard]] std::string_view cell(const TableRow& row, Column column) const;
    [[nodiscard]] Node scalar(const TableRow& row, Column column) const;
    [[nodiscard]] Node list(const TableRow& row, Column column) const;
    [[nodiscard]] Node empty(const TableRow& row, NodeKind kind) const;
    /// Adds the cell under a key, unless it is empty.
    void add_cell(Node& map, const TableRow& row, std::string_view key, Column column) const;
    static void add(Node& map, std::string_view key, Node value);
    [[nodiscard]] std::uint32_t column_number(Column column) const {
        const std::optional<std::size_t>& index = columns_[static_cast<std::size_t>(column)];
        return static_cast<std::uint32_t>(index.value_or(0)) + 1;
    }

    const CellTable& table_;
    std::string file_name_;
    PackReader reader_;
    std::array<std::optional<std::size_t>, internal::kColumnCount> columns_{};
    Node root_;
    Node documents_;
    Node notes_;
    Node defaults_;
    Node schemes_;
    Node corridors_;
    Node groups_;
};

std::string_view TreeBuilder::cell(const TableRow& row, Column column) const {
    const std::optional<std::size_t>& index = columns_[static_cast<std::size_t>(column)];
    return index && *index < row.cells.size() ? std::string_view{row.cells[*index]}
                                              : std::string_view{};
}

Node TreeBuilder::empty(const TableRow& row, NodeKind kind) const {
    Node node;
    node.kind = kind;
    node.line = row.line;
    node.column = 1;
    return node;
}

Node TreeBuilder::scalar(const TableRow& row, Column column) const {
    Node node = empty(row, NodeKind::scalar);
    node.column = column_number(column);
    node.style = ScalarStyle::cell;
    node.text = cell(row, column);
    return node;
}

Node TreeBuilder::list(const TableRow& row, Column column) const {
    Node node = empty(row, NodeKind::list);
    node.column = column_number(column);
    std::string_view rest = cell(row, column);
    while (!trim(rest).empty()) {
        const std::size_t end = std::min(rest.find(internal::kCellSeparator), rest.size());
        Node item = scalar(row, column);
        item.text = trim(rest.substr(0, end));
        node.items.push_back(std::move(item));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return node;
}

void TreeBuilder::add(Node& map, std::string_view key, Node value) {
    Entry entry;
    entry.key = key;
    entry.line = value.line;
    entry.column = value.column;
    entry.value = std::move(value);
    map.entries.push_back(std::move(entry));
}

void TreeBuilder::add_cell(Node& map, const TableRow& row, std::string_view key,
                           Column column) const {
    if (!cell(row, column).empty()) {
        add(map, key, scalar(row, column));
    }
}

Result<void> TreeBuilder::read_head(const TableRow& head) {
    std::vector<std::string_view> known;
    known.reserve(internal::kColumnHeads.size());
    for (const internal::ColumnHead& column : internal::kColumnHeads) {
        known.push_back(column.english);
    }
    for (std::size_t i = 0; i < head.cells.size(); ++i) {
        const std::string_view name = trim(head.cells[i]);
        const auto* const found =
            std::find_if(internal::kColumnHeads.begin(), internal::kColumnHeads.end(),
                         [name](const internal::ColumnHead& column) {
                             return column.english == name || column.chinese == name;
                         });
        if (found != internal::kColumnHeads.end()) {
            std::optional<std::size_t>& index =
                columns_[static_cast<std::size_t>(found - internal::kColumnHeads.begin())];
            if (index) {
                return fail(reader_.refuse_line(
                    head.line, static_cast<std::uint32_t>(i + 1),
                    {.code = ErrorCode::duplicate_key,
                     .detail = "the column " + std::string{name} + " stands twice",
                     .rule = "each column once",
                     .remedy = "delete one of the two"}));
            }
            index = i;
        } else if (!name.empty()) {
            return fail(reader_.refuse_line(
                head.line, static_cast<std::uint32_t>(i + 1),
                {.code = ErrorCode::unknown_key,
                 .detail = "the column \"" + std::string{name} + "\" is not known" +
                           internal::did_you_mean(name, known),
                 .rule = "columns: " + internal::one_of(known),
                 .remedy = "use the heads that `yidi policy export` writes"}));
        }
    }
    return {};
}

Result<void> TreeBuilder::add_pack(const TableRow& row) {
    Node format = scalar(row, Column::record);
    format.text = "1";
    add(root_, "yidi_pack", std::move(format));
    add_cell(root_, row, "id", Column::region);
    add_cell(root_, row, "name", Column::name);
    add_cell(root_, row, "version", Column::value);
    Node since = scalar(row, Column::policy_start);
    if (const std::optional<Date> date = date_of_serial(since.text)) {
        since.text = to_string(*date);
    }
    add(root_, "known_since", std::move(since));
    root_.line = row.line;
    return {};
}

Result<void> TreeBuilder::add_document(const TableRow& row) {
    Node document = empty(row, NodeKind::map);
    add_cell(document, row, "number", Column::value);
    add_cell(document, row, "title", Column::name);
    add_cell(document, row, "seen", Column::grade);
    add_cell(document, row, "note", Column::note);
    const std::string id{cell(row, Column::id)};
    if (documents_.find(id) != nullptr) {
        return fail(reader_.refuse(document, {.code = ErrorCode::duplicate_key,
                                              .detail = "the document \"" + id + "\" stands twice",
                                              .rule = "each document once",
                                              .remedy = "delete one of the two"}));
    }
    add(documents_, id, std::move(document));
    return {};
}

Result<void> TreeBuilder::add_default(const TableRow& row) {
    const std::string key{cell(row, Column::parameter)};
    const bool is_list = key == "psn_idet" || key == "inst_attr";
    Node value = is_list ? list(row, Column::value) : scalar(row, Column::value);
    if (is_list && cell(row, Column::value) == "[]") {
        value.items.clear();
    }
    if (defaults_.find(key) != nullptr) {
        return fail(reader_.refuse(value, {.code = ErrorCode::duplicate_key,
                                           .detail = "the default \"" + key + "\" stands twice",
                                           .rule = "each default once",
                                           .remedy = "delete one of the two"}));
    }
    add(defaults_, key, std::move(value));
    return {};
}

/// The scheme that a record belongs to; made when it is first named.
Result<Node*> TreeBuilder::scheme_of(const TableRow& row) {
    const std::string_view insutype = cell(row, Column::insutype);
    const std::string_view business = cell(row, Column::business);
    for (Node& scheme : schemes_.items) {
        if (scheme.find("insutype")->text == insutype &&
            scheme.find("business")->text == business) {
            return &scheme;
        }
    }
    Node scheme = empty(row, NodeKind::map);
    add(scheme, "insutype", scalar(row, Column::insutype));
    add(scheme, "business", scalar(row, Column::business));
    if (cell(row, Column::record) == "scheme" && !cell(row, Column::unknown).empty()) {
        add(scheme, "unknown", scalar(row, Column::unknown));
    } else {
        add(scheme, "rules", empty(row, NodeKind::map));
        add(scheme, "chain", empty(row, NodeKind::list));
    }
    schemes_.items.push_back(std::move(scheme));
    return &schemes_.items.back();
}

Node* find_mutable(Node& map, std::string_view key) {
    const auto found = std::find_if(map.entries.begin(), map.entries.end(),
                                    [key](const Entry& entry) { return entry.key == key; });
    return found == map.entries.end() ? nullptr : &found->value;
}

/// The rules that a row belongs to: the scheme's own, or those of its layer.
Result<Node*> TreeBuilder::rules_of(const TableRow& row) {
    YIDI_TRY(Node * scheme, scheme_of(row));
    const std::string_view layer = cell(row, Column::layer);
    Node* rules = find_mutable(*scheme, "rules");
    if (rules != nullptr && layer.empty()) {
        return rules;
    }
    if (Node* chain = find_mutable(*scheme, "chain")) {
        for (Node& item : chain->items) {
            const Node* id = item.find("id");
            if (id != nullptr && id->text == layer) {
                return find_mutable(item, "rules");
            }
        }
    }
    const bool unknown = rules == nullptr;
    return fail(reader_.refuse(
        scalar(row, Column::layer),
        {.code = ErrorCode::inconsistent,
         .detail = unknown
                       ? std::string{"this scheme is declared unknown, but has a row"}
                       : "the layer \"" + std::string{layer} + "\" has no record above this row",
         .rule = "a row belongs to a scheme with rules, and its layer to a record of its own",
         .remedy = unknown ? "delete the row, or the reason in the scheme's record"
                           : "add a record layer above, or mend the layer's id"}));
}

Node TreeBuilder::source_node(const TableRow& row) const {
    Node source = empty(row, NodeKind::map);
    add_cell(source, row, "document", Column::document);
    add_cell(source, row, "article", Column::article);
    for (const auto& [key, column] :
         {std::pair{"from", Column::policy_start}, {"to", Column::policy_end}}) {
        Node day = scalar(row, column);
        if (day.text.empty()) {
            continue;
        }
        if (const std::optional<Date> serial = date_of_serial(day.text)) {
            day.text = to_string(*serial);
        }
        // Tables show the last day in force, packs the first day after it.
        const Result<Date> last = parse_date(day.text);
        if (column == Column::policy_end && last) {
            day.text = to_string(last->next_day());
        }
        add(source, key, std::move(day));
    }
    add_cell(source, row, "grade", Column::grade);
    add_cell(source, row, "assumed_from", Column::assumed_from);
    return source;
}

/// A cell that begins with a bracket holds a list or map in the notation of packs; any other is one
/// value.
Result<Node> TreeBuilder::value_node(const TableRow& row) const {
    const std::string_view text = trim(cell(row, Column::value));
    if (!text.starts_with('[') && !text.starts_with('{')) {
        Node value = scalar(row, Column::value);
        value.text = text;
        return value;
    }
    Result<Node> parsed = internal::parse_yaml(text, file_name_);
    if (!parsed) {
        Error error = std::move(parsed).error();
        error.where = file_name_ + ":" + std::to_string(row.line);
        return fail(std::move(error));
    }
    place(*parsed, row.line, column_number(Column::value));
    return parsed;
}

Result<void> TreeBuilder::add_layer(const TableRow& row) {
    YIDI_TRY(Node * scheme, scheme_of(row));
    Node* chain = find_mutable(*scheme, "chain");
    if (chain == nullptr) {
        return fail(
            reader_.refuse(empty(row, NodeKind::map),
                           {.code = ErrorCode::inconsistent,
                            .detail = "this scheme is declared unknown, but has a layer",
                            .rule = "a declared unknown has neither rules nor layers",
                            .remedy = "delete the layer, or the reason in the scheme's record"}));
    }
    YIDI_TRY(Node layer, value_node(row));
    YIDI_TRY_VOID(reader_.expect_map(layer, "the value of a layer"));
    add(layer, "id", scalar(row, Column::layer));
    add_cell(layer, row, "name", Column::name);
    add(layer, "source", source_node(row));
    add(layer, "rules", empty(row, NodeKind::map));
    chain->items.push_back(std::move(layer));
    return {};
}

Result<Node> TreeBuilder::row_node(const TableRow& row) const {
    Node node = empty(row, NodeKind::map);
    for (auto i = static_cast<std::size_t>(Column::person);
         i <= static_cast<std::size_t>(Column::recognised); ++i) {
        const auto column = static_cast<Column>(i);
        if (!trim(cell(row, column)).empty()) {
            add(node, internal::kColumnHeads[i].english, list(row, column));
        }
    }
    if (!cell(row, Column::value).empty()) {
        YIDI_TRY(Node value, value_node(row));
        add(node, "value", std::move(value));
    }
    add_cell(node, row, "unknown", Column::unknown);
    add_cell(node, row, "note", Column::note);
    add(node, "source", source_node(row));
    return node;
}

Result<void> TreeBuilder::add_row(const TableRow& row) {
    YIDI_TRY(Node * rules, rules_of(row));
    YIDI_TRY(Node node, row_node(row));
    const std::string_view parameter = cell(row, Column::parameter);
    Node* rule = find_mutable(*rules, parameter);
    if (rule == nullptr) {
        Node fresh = empty(row, NodeKind::list);
        fresh.column = column_number(Column::parameter);
        add(*rules, parameter, std::move(fresh));
        rule = &rules->entries.back().value;
    }
    rule->items.push_back(std::move(node));
    return {};
}

Result<void> TreeBuilder::add_corridor(const TableRow& row) {
    Node corridor = empty(row, NodeKind::map);
    add_cell(corridor, row, "id", Column::id);
    add_cell(corridor, row, "name", Column::name);
    add(corridor, "regions", list(row, Column::value));
    add(corridor, "business", list(row, Column::business));
    add(corridor, "source", source_node(row));
    corridors_.items.push_back(std::move(corridor));
    return {};
}

Result<void> TreeBuilder::add_disease_group(const TableRow& row) {
    Node group = empty(row, NodeKind::map);
    add_cell(group, row, "id", Column::id);
    add_cell(group, row, "name", Column::name);
    add(group, "codes", list(row, Column::value));
    add(group, "source", source_node(row));
    groups_.items.push_back(std::move(group));
    return {};
}

Result<void> TreeBuilder::add_record(const TableRow& row) {
    YIDI_TRY(const std::size_t record,
             reader_.word(scalar(row, Column::record), "record", kRecords));
    const Node region = scalar(row, Column::region);
    const Node* id = root_.find("id");
    if (id != nullptr && !region.text.empty() && region.text != id->text) {
        return fail(reader_.refuse(
            region, {.code = ErrorCode::inconsistent,
                     .detail = "the region " + region.text + " is not the pack's " + id->text,
                     .rule = "a table holds one pack",
                     .remedy = "write one table for each region"}));
    }
    switch (record) {
        case 0:
            return id == nullptr
                       ? add_pack(row)
                       : fail(reader_.refuse(region, {.code = ErrorCode::duplicate_key,
                                                      .detail = "a second pack record",
                                                      .rule = "a table holds one pack",
                                                      .remedy = "write one table for each pack"}));
        case 1: return add_document(row);
        case 2: notes_.items.push_back(scalar(row, Column::note)); return {};
        case 3: return add_default(row);
        case 4: {
            YIDI_TRY_VOID(scheme_of(row));
            return {};
        }
        case 5: return add_layer(row);
        case 6: return add_row(row);
        case 7: return add_corridor(row);
        default: return add_disease_group(row);
    }
}

Result<Node> TreeBuilder::build() {
    if (table_.empty()) {
        return fail(
            reader_.refuse_line(1, 1,
                                {.code = ErrorCode::bad_pack,
                                 .detail = "the table is empty",
                                 .rule = "a head and the records of one pack",
                                 .remedy = "start from a table that `yidi policy export` writes"}));
    }
    for (Node* map : {&root_, &documents_, &defaults_}) {
        *map = empty(table_.front(), NodeKind::map);
    }
    for (Node* one : {&notes_, &schemes_, &corridors_, &groups_}) {
        *one = empty(table_.front(), NodeKind::list);
    }
    YIDI_TRY_VOID(read_head(table_.front()));
    for (std::size_t i = 1; i < table_.size(); ++i) {
        YIDI_TRY_VOID(internal::check_width(table_[i], table_.front(), file_name_));
        YIDI_TRY_VOID(add_record(table_[i]));
    }
    add(root_, "documents", std::move(documents_));
    add(root_, "notes", std::move(notes_));
    add(root_, "defaults", std::move(defaults_));
    add(root_, "schemes", std::move(schemes_));
    add(root_, "corridors", std::move(corridors_));
    add(root_, "disease_groups", std::move(groups_));
    return std::move(root_);
}

}  // namespace

Result<policy::Pack> decode_table(const CellTable& table, std::string_view file_name) {
    try {
        const CellTable rows = internal::rows_of(table);
        YIDI_TRY(const Node root, TreeBuilder{rows, file_name}.build());
        return internal::decode_tree(root, file_name);
    } catch (const std::exception& problem) {  // Out of memory; nothing else throws here.
        return fail({.code = ErrorCode::internal,
                     .where = std::string{file_name},
                     .detail = problem.what()});
    }
}

}  // namespace yidi::codec
