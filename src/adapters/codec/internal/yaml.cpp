#include "adapters/codec/internal/yaml.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <set>
#include <utility>

#include <libfyaml.h>

#include "adapters/codec/internal/printable.h"
#include "adapters/codec/utf8.h"

namespace yidi::codec::internal {
namespace {

constexpr std::size_t kBytesMax = std::size_t{8} * 1024 * 1024;
constexpr std::size_t kNodesMax = 500'000;
constexpr std::size_t kDepthMax = 32;

struct DestroyParser {
    void operator()(fy_parser* parser) const { fy_parser_destroy(parser); }
};
struct DestroyDiagnostics {
    void operator()(fy_diag* diagnostics) const { fy_diag_destroy(diagnostics); }
};
struct FreeEvent {
    fy_parser* parser;
    void operator()(fy_event* event) const { fy_parser_event_free(parser, event); }
};
using Event = std::unique_ptr<fy_event, FreeEvent>;

struct Place {
    std::uint32_t line = 1;
    std::uint32_t column = 1;
};

Place place_of(const fy_mark* mark) {
    if (mark == nullptr) {
        return {};
    }
    return {.line = static_cast<std::uint32_t>(std::max(mark->line, 0)) + 1,
            .column = static_cast<std::uint32_t>(std::max(mark->column, 0)) + 1};
}

class YamlReader {
public:
    YamlReader(std::string_view text, std::string_view file_name) : file_name_{file_name} {
        fy_diag_cfg settings{};
        fy_diag_cfg_default(&settings);
        settings.fp = nullptr;
        settings.output_fn = [](fy_diag*, void*, const char*, std::size_t) {};
        diagnostics_.reset(fy_diag_create(&settings));
        fy_diag_set_collect_errors(diagnostics_.get(), true);
        fy_parse_cfg config{};
        config.flags = static_cast<fy_parse_cfg_flags>(FYPCF_QUIET | FYPCF_COLLECT_DIAG |
                                                       FYPCF_DEFAULT_VERSION_1_2 | FYPCF_JSON_NONE);
        config.diag = diagnostics_.get();
        parser_.reset(fy_parser_create(&config));
        ready_ = parser_ != nullptr &&
                 fy_parser_set_string(parser_.get(), text.data(), text.size()) == 0;
    }

    Result<Node> read();

private:
    Event next() { return Event{fy_parser_parse(parser_.get()), FreeEvent{parser_.get()}}; }
    Result<Node> read_node(const fy_event& event, std::size_t depth);
    Result<Node> read_list(Node list, std::size_t depth);
    Result<Node> read_map(Node map, std::size_t depth);
    Result<Entry> read_key(const fy_event& event);
    Result<void> refuse_extras(const fy_token* anchor, const fy_token* tag, Place place) const;

    [[nodiscard]] Error error(ErrorCode code, Place place, std::string detail) const {
        return {.code = code,
                .where = file_name_ + ":" + std::to_string(place.line),
                .rule = "one YAML document of maps, lists and scalars, each key once",
                .remedy = "mend the text at this line",
                .detail = std::move(detail)};
    }
    [[nodiscard]] Error syntax_error() const;

    std::string file_name_;
    std::unique_ptr<fy_diag, DestroyDiagnostics> diagnostics_;
    std::unique_ptr<fy_parser, DestroyParser> parser_;
    bool ready_ = false;
    std::size_t nodes_ = 0;
    Place last_;
};

Error YamlReader::syntax_error() const {
    void* state = nullptr;
    const fy_diag_error* first = fy_diag_errors_iterate(diagnostics_.get(), &state);
    if (first == nullptr) {
        return error(ErrorCode::bad_pack, last_, "the text ends too early or is not YAML");
    }
    const Place place{.line = static_cast<std::uint32_t>(std::max(first->line, 1)),
                      .column = static_cast<std::uint32_t>(std::max(first->column, 1))};
    return error(ErrorCode::bad_pack, place,
                 "not YAML (column " + std::to_string(place.column) +
                     "): " + (first->msg == nullptr ? "unreadable" : first->msg));
}

Result<void> YamlReader::refuse_extras(const fy_token* anchor, const fy_token* tag,
                                       Place place) const {
    if (anchor == nullptr && tag == nullptr) {
        return {};
    }
    return fail(error(ErrorCode::bad_pack, place,
                      anchor != nullptr ? "an anchor (&name) is not allowed in a pack"
                                        : "a tag (!name) is not allowed in a pack"));
}

Result<Node> YamlReader::read() {
    if (!ready_) {
        return fail(error(ErrorCode::bad_pack, {}, "the text cannot be read as YAML"));
    }
    std::optional<Node> root;
    while (Event event = next()) {
        last_ = place_of(fy_event_start_mark(event.get()));
        switch (event->type) {
            case FYET_STREAM_START:
            case FYET_DOCUMENT_END: break;
            case FYET_DOCUMENT_START:
                if (root) {
                    return fail(error(ErrorCode::bad_pack, last_, "a second document begins here"));
                }
                break;
            case FYET_STREAM_END:
                if (fy_parser_get_stream_error(parser_.get())) {
                    return fail(syntax_error());
                }
                if (!root) {
                    return fail(error(ErrorCode::bad_pack, {}, "the file is empty"));
                }
                return std::move(*root);
            case FYET_NONE:
            case FYET_MAPPING_START:
            case FYET_MAPPING_END:
            case FYET_SEQUENCE_START:
            case FYET_SEQUENCE_END:
            case FYET_SCALAR:
            case FYET_ALIAS: {
                YIDI_TRY(root, read_node(*event, 0));
                break;
            }
        }
    }
    return fail(syntax_error());
}

Result<Node> YamlReader::read_node(const fy_event& event, std::size_t depth) {
    Node node;
    // The library's accessors take a non-const event but only read it.
    const Place place = place_of(fy_event_start_mark(const_cast<fy_event*>(&event)));
    last_ = place;
    node.line = place.line;
    node.column = place.column;
    if (++nodes_ > kNodesMax) {
        return fail(
            error(ErrorCode::limit_exceeded, place, "more than 500,000 values in one file"));
    }
    if (depth > kDepthMax) {
        return fail(error(ErrorCode::bad_pack, place, "nested deeper than 32 levels"));
    }
    if (event.type == FYET_SCALAR) {
        YIDI_TRY_VOID(refuse_extras(event.scalar.anchor, event.scalar.tag, place));
        std::size_t size = 0;
        const char* text = fy_token_get_text(event.scalar.value, &size);
        if (text != nullptr) {
            node.text.assign(text, size);
        }
        node.style = event.scalar.value == nullptr ||
                             fy_scalar_token_get_style(event.scalar.value) == FYSS_PLAIN
                         ? ScalarStyle::plain
                         : ScalarStyle::quoted;
        return node;
    }
    if (event.type == FYET_SEQUENCE_START) {
        YIDI_TRY_VOID(refuse_extras(event.sequence_start.anchor, event.sequence_start.tag, place));
        node.kind = NodeKind::list;
        return read_list(std::move(node), depth);
    }
    if (event.type == FYET_MAPPING_START) {
        YIDI_TRY_VOID(refuse_extras(event.mapping_start.anchor, event.mapping_start.tag, place));
        node.kind = NodeKind::map;
        return read_map(std::move(node), depth);
    }
    return fail(error(ErrorCode::bad_pack, place, "an alias (*name) is not allowed in a pack"));
}

Result<Node> YamlReader::read_list(Node list, std::size_t depth) {
    while (const Event event = next()) {
        if (event->type == FYET_SEQUENCE_END) {
            return list;
        }
        YIDI_TRY(Node item, read_node(*event, depth + 1));
        list.items.push_back(std::move(item));
    }
    return fail(syntax_error());
}

Result<Entry> YamlReader::read_key(const fy_event& event) {
    const Place place = place_of(fy_event_start_mark(const_cast<fy_event*>(&event)));
    if (event.type != FYET_SCALAR) {
        return fail(error(ErrorCode::bad_pack, place, "a key must be a plain word"));
    }
    YIDI_TRY(Node key, read_node(event, 0));
    Entry entry;
    entry.key = std::move(key.text);
    entry.line = place.line;
    entry.column = place.column;
    return entry;
}

Result<Node> YamlReader::read_map(Node map, std::size_t depth) {
    std::set<std::string, std::less<>> seen;
    while (const Event event = next()) {
        if (event->type == FYET_MAPPING_END) {
            return map;
        }
        YIDI_TRY(Entry entry, read_key(*event));
        if (!seen.insert(entry.key).second) {
            Error twice =
                error(ErrorCode::duplicate_key, {.line = entry.line, .column = entry.column},
                      "the key \"" + entry.key + "\" stands twice (first in line " +
                          std::to_string(map.find(entry.key)->line) + ")");
            twice.rule = "each key once in a map";
            twice.remedy = "delete one of the two, or merge their rows into one list";
            return fail(std::move(twice));
        }
        const Event value = next();
        if (value == nullptr) {
            return fail(syntax_error());
        }
        YIDI_TRY(entry.value, read_node(*value, depth + 1));
        map.entries.push_back(std::move(entry));
    }
    return fail(syntax_error());
}

/// Refuses what the library need not see: bytes that are no text, and directives. Version 0.7.12 of
/// the library does not return from some malformed directives, and a pack needs none.
Result<void> refuse_lines(std::string_view text, std::string_view file_name) {
    std::uint32_t line = 1;
    const auto refuse = [&](std::string detail, std::string remedy) {
        return fail({.code = ErrorCode::bad_pack,
                     .where = std::string{file_name} + ":" + std::to_string(line),
                     .rule = "a pack is UTF-8 text without control characters and YAML directives",
                     .remedy = std::move(remedy),
                     .detail = std::move(detail)});
    };
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of("\r\n\t"), text.size());
        if (text.starts_with('%')) {
            return refuse("the line begins with %", "delete the line, or put the text in quotes");
        }
        if (unprintable_at(text.substr(0, end)) != std::string_view::npos) {
            return refuse("the line holds bytes that are no text", "save the file as UTF-8");
        }
        // A tab ends a piece of a line too; a % behind one is refused with the rest, which harms
        // nobody.
        line += end < text.size() && text[end] == '\n' ? 1U : 0U;
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return {};
}

/// Whether a text stays itself without quotes, in block and in flow style. Stricter than YAML asks.
bool is_safe_plain(std::string_view text) {
    constexpr std::string_view kNotFirst = "-?:,[]{}#&*!|>'\"%@`=<~ .+";
    constexpr std::string_view kNowhere = ",[]{}#&*!|\"'`:\\";
    if (text.empty() || kNotFirst.find(text.front()) != std::string_view::npos ||
        (text.front() >= '0' && text.front() <= '9') || text.back() == ' ') {
        return false;
    }
    for (const char character : text) {
        const auto byte = static_cast<unsigned char>(character);
        if (byte < 0x20 || byte == 0x7F || kNowhere.find(character) != std::string_view::npos) {
            return false;
        }
    }
    // Invisible and separating characters (C2 80..C2 A0, E2 80 xx, EF BB BF, ...) are safe only
    // when escaped.
    return text.find('\xC2') == std::string_view::npos &&
           text.find("\xE2\x80") == std::string_view::npos &&
           text.find("\xEF\xBB") == std::string_view::npos &&
           text.find("\xEF\xBF") == std::string_view::npos && text != "null" && text != "true" &&
           text != "false";
}

}  // namespace

bool Node::is_plain(std::string_view word) const {
    return is_scalar() && style != ScalarStyle::quoted && text == word;
}

const Node* Node::find(std::string_view key) const {
    const auto entry = std::find_if(entries.begin(), entries.end(),
                                    [key](const Entry& candidate) { return candidate.key == key; });
    return entry == entries.end() ? nullptr : &entry->value;
}

Result<Node> parse_yaml(std::string_view text, std::string_view file_name) {
    if (text.size() > kBytesMax) {
        return fail({.code = ErrorCode::limit_exceeded,
                     .where = std::string{file_name} + ":1",
                     .rule = "at most 8 MiB",
                     .remedy = "split the pack",
                     .detail = "the file is too large for a pack"});
    }
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    if (text.starts_with(kByteOrderMark)) {
        text.remove_prefix(kByteOrderMark.size());
    }
    if (const std::size_t bad = malformed_utf8_at(text); bad != std::string_view::npos) {
        const auto line =
            1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(bad), '\n');
        return fail({.code = ErrorCode::bad_pack,
                     .where = std::string{file_name} + ":" + std::to_string(line),
                     .rule = "a text in UTF-8",
                     .remedy = "save the file as UTF-8",
                     .detail = "this line is not UTF-8"});
    }
    YIDI_TRY_VOID(refuse_lines(text, file_name));
    return YamlReader{text, file_name}.read();
}

std::string yaml_quoted(std::string_view text) {
    constexpr std::string_view kHex = "0123456789abcdef";
    std::string out = "\"";
    for (const char character : text) {
        const auto byte = static_cast<unsigned char>(character);
        if (character == '"' || character == '\\') {
            out += '\\';
            out += character;
        } else if (character == '\n') {
            out += "\\n";
        } else if (byte < 0x20 || byte == 0x7F) {
            out += "\\x";
            out += kHex[byte >> 4U];
            out += kHex[byte & 0xFU];
        } else {
            out += character;
        }
    }
    return out + '"';
}

std::string yaml_scalar(std::string_view text) {
    return is_safe_plain(text) ? std::string{text} : yaml_quoted(text);
}

}  // namespace yidi::codec::internal
