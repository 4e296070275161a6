#include "adapters/codec/json_tree.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <utility>
#include <vector>

#include <simdjson.h>

#include "adapters/codec/json_place.h"
#include "adapters/codec/json_writer.h"

namespace yidi::codec {
namespace {

constexpr bool is_digit(char character) {
    return character >= '0' && character <= '9';
}

constexpr std::uint32_t kSurrogateFirst = 0xD800;
constexpr std::uint32_t kSurrogateLow = 0xDC00;
constexpr std::uint32_t kSurrogateEnd = 0xE000;

void append_utf8(std::string& out, std::uint32_t point) {
    const auto tail = [&](unsigned shift) {
        out += static_cast<char>(0x80U | ((point >> shift) & 0x3FU));
    };
    if (point < 0x80U) {
        out += static_cast<char>(point);
    } else if (point < 0x800U) {
        out += static_cast<char>(0xC0U | (point >> 6U));
        tail(0);
    } else if (point < 0x10000U) {
        out += static_cast<char>(0xE0U | (point >> 12U));
        tail(6);
        tail(0);
    } else {
        out += static_cast<char>(0xF0U | (point >> 18U));
        tail(12);
        tail(6);
        tail(0);
    }
}

std::string place(std::string_view text, std::size_t offset) {
    const std::string_view before = text.substr(0, offset);
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    const std::size_t start = before.rfind('\n') + 1;  // npos + 1 is 0
    return "line " + std::to_string(line) + ", column " + std::to_string(offset - start + 1);
}

}  // namespace

/// Reads one text by recursion. Every function returns false after it has kept what is wrong.
class JsonTreeReader {
public:
    JsonTreeReader(JsonTree& tree, std::string_view text) : tree_{tree}, text_{text} {}

    Result<const JsonNode*> run() {
        if (!simdjson::validate_utf8(text_.data(), text_.size())) return fail(broken());
        JsonNode* root = nullptr;
        if (!value(0, root)) return fail(broken());
        skip_blanks();
        if (at_ != text_.size()) return fail(broken());
        return root;
    }

private:
    Error broken() {
        if (error_.code != ErrorCode::malformed_json) return std::move(error_);
        const auto fault = find_json_fault(text_);
        const std::size_t offset = fault ? fault->offset : at_;
        const std::string_view what = fault ? fault->what : "half of a surrogate pair";
        return {.code = ErrorCode::malformed_json,
                .where = place(text_, offset),
                .rule = "one JSON value in UTF-8 (RFC 8259)",
                .remedy = "mend the text at this place",
                .detail = "this is not JSON: " + std::string{what}};
    }

    bool refuse(ErrorCode code, std::string_view rule, std::string_view detail) {
        const bool is_twice = code == ErrorCode::duplicate_key;
        error_ = {.code = code,
                  .where = place(text_, at_),
                  .rule = std::string{rule},
                  .remedy = is_twice ? "keep one of the two" : "send less at once",
                  .detail = std::string{detail}};
        return false;
    }

    JsonNode* add(JsonKind kind) {
        JsonNode& node = tree_.nodes_.emplace_back();
        node.kind = kind;
        return &node;
    }

    bool value(std::size_t depth, JsonNode*& out) {
        skip_blanks();
        if (at_ == text_.size()) return false;
        if (tree_.nodes_.size() == JsonTree::kNodesMax) {
            return refuse(ErrorCode::limit_exceeded, "at most 200,000 values", "too many values");
        }
        const char next = text_[at_];
        if (next == '{' || next == '[') {
            if (depth == JsonTree::kDepthMax) {
                return refuse(ErrorCode::limit_exceeded, "at most 32 levels", "too many levels");
            }
            if (next == '[' && integers(out)) return true;
            const std::size_t begin = at_;
            out = add(next == '{' ? JsonKind::object : JsonKind::list);
            if (next == '{' ? !object(depth, *out) : !list(depth, *out)) return false;
            out->text = text_.substr(begin, at_ - begin);
            return true;
        }
        if (next == '"') {
            out = add(JsonKind::text);
            return string(out->text);
        }
        if (next == '-' || is_digit(next)) {
            out = add(JsonKind::number);
            return number(*out);
        }
        return word(out);
    }

    /// A long list of small integers as one node; false, and nothing read, if this is none.
    bool integers(JsonNode*& out) {
        constexpr std::string_view kBlanks = " \t\r\n";
        std::size_t count = 0;
        std::size_t at = at_;
        do {
            at = text_.find_first_not_of(kBlanks, at + 1);
            const std::size_t end = past_integer(at);
            if (end == at) return false;
            ++count;
            at = text_.find_first_not_of(kBlanks, end);
        } while (at != std::string_view::npos && text_[at] == ',');
        if (at == std::string_view::npos || text_[at] != ']' || count < JsonTree::kIntegersMin) {
            return false;
        }
        out = add(JsonKind::integers);
        out->text = text_.substr(at_, at + 1 - at_);
        at_ = at + 1;
        return true;
    }

    /// Behind an integer of at most three digits at this place; the place itself if there is none.
    [[nodiscard]] std::size_t past_integer(std::size_t begin) const {
        constexpr std::size_t kDigitsMax = 3;
        if (begin == std::string_view::npos) return begin;
        std::size_t at = begin;
        if (at < text_.size() && text_[at] == '-') ++at;
        const std::size_t digits = at;
        while (at < text_.size() && at < digits + kDigitsMax && is_digit(text_[at])) ++at;
        const bool is_padded = at > digits + 1 && text_[digits] == '0';
        return at == digits || is_padded ? begin : at;
    }

    bool list(std::size_t depth, JsonNode& out) {
        ++at_;
        if (closes(']')) return true;
        const JsonNode** last = &out.first;
        while (true) {
            JsonNode* node = nullptr;
            if (!value(depth + 1, node)) return false;
            *last = node;
            last = &node->next;
            if (closes(']')) return true;
            if (!takes(',')) return false;
        }
    }

    bool object(std::size_t depth, JsonNode& out) {
        ++at_;
        if (closes('}')) return true;
        const JsonNode** last = &out.first;
        std::size_t count = 0;
        while (true) {
            if (count++ == JsonTree::kMembersMax) {
                return refuse(ErrorCode::limit_exceeded, "at most 256 members in an object",
                              "too many members");
            }
            skip_blanks();
            std::string_view name;
            if (at_ == text_.size() || text_[at_] != '"' || !string(name)) return false;
            // One of the two would be ignored, and a reader cannot know which was meant.
            if (out.member(name) != nullptr) {
                return refuse(ErrorCode::duplicate_key, "each member once",
                              "a member stands twice in one object");
            }
            if (!takes(':')) return false;
            JsonNode* node = nullptr;
            if (!value(depth + 1, node)) return false;
            node->name = name;
            *last = node;
            last = &node->next;
            if (closes('}')) return true;
            if (!takes(',')) return false;
        }
    }

    bool string(std::string_view& out) {
        const std::size_t begin = ++at_;
        while (at_ < text_.size() && text_[at_] != '"' && text_[at_] != '\\') {
            if (static_cast<unsigned char>(text_[at_]) < 0x20) return false;
            ++at_;
        }
        if (at_ == text_.size()) return false;
        out = text_.substr(begin, at_ - begin);
        if (text_[at_] == '"') {
            ++at_;
            return true;
        }
        std::string& plain = tree_.texts_.emplace_back(out);
        if (!escaped(plain)) return false;
        out = plain;
        return true;
    }

    /// The rest of a text from its first escape on.
    bool escaped(std::string& out) {
        while (at_ < text_.size()) {
            const char next = text_[at_++];
            if (next == '"') return true;
            if (static_cast<unsigned char>(next) < 0x20) return false;
            if (next != '\\') {
                out += next;
            } else if (!escape(out)) {
                return false;
            }
        }
        return false;
    }

    bool escape(std::string& out) {
        constexpr std::string_view kLetters = "\"\\/bfnrt";
        constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
        if (at_ == text_.size()) return false;
        const char letter = text_[at_++];
        if (letter == 'u') return code_point(out);
        const std::size_t index = kLetters.find(letter);
        if (index == std::string_view::npos) return false;
        out += kMeanings[index];
        return true;
    }

    bool code_point(std::string& out) {
        std::uint32_t point = 0;
        if (!four_digits(point)) return false;
        if (point >= kSurrogateFirst && point < kSurrogateEnd) {
            std::uint32_t low = 0;
            if (point >= kSurrogateLow || !text_.substr(at_).starts_with("\\u")) return false;
            at_ += 2;
            if (!four_digits(low) || low < kSurrogateLow || low >= kSurrogateEnd) return false;
            point = 0x10000U + ((point - kSurrogateFirst) << 10U) + (low - kSurrogateLow);
        }
        append_utf8(out, point);
        return true;
    }

    bool four_digits(std::uint32_t& out) {
        constexpr std::size_t kDigits = 4;
        if (text_.size() - at_ < kDigits) return false;
        const char* begin = text_.data() + at_;
        at_ += kDigits;
        return std::from_chars(begin, begin + kDigits, out, 16).ptr == begin + kDigits;
    }

    bool number(JsonNode& out) {
        const std::size_t begin = at_;
        if (text_[at_] == '-') ++at_;
        const std::size_t whole = at_;
        bool valid = digits() && (text_[whole] != '0' || at_ == whole + 1);
        if (valid && at_ < text_.size() && text_[at_] == '.') {
            ++at_;
            valid = digits();
        }
        if (valid && at_ < text_.size() && (text_[at_] == 'e' || text_[at_] == 'E')) {
            ++at_;
            if (at_ < text_.size() && (text_[at_] == '+' || text_[at_] == '-')) ++at_;
            valid = digits();
        }
        out.text = text_.substr(begin, at_ - begin);
        return valid;
    }

    bool digits() {
        const std::size_t begin = at_;
        while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
        return at_ > begin;
    }

    bool word(JsonNode*& out) {
        constexpr std::array<std::string_view, 3> kWords{"true", "false", "null"};
        for (const std::string_view known : kWords) {
            if (!text_.substr(at_).starts_with(known)) continue;
            out = add(known == "null" ? JsonKind::null : JsonKind::boolean);
            out->text = known;
            at_ += known.size();
            return true;
        }
        return false;
    }

    bool closes(char bracket) { return takes(bracket); }

    bool takes(char wanted) {
        skip_blanks();
        if (at_ == text_.size() || text_[at_] != wanted) return false;
        ++at_;
        return true;
    }

    void skip_blanks() {
        while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n' ||
                                      text_[at_] == '\r' || text_[at_] == '\t')) {
            ++at_;
        }
    }

    JsonTree& tree_;
    std::string_view text_;
    std::size_t at_ = 0;
    Error error_{.code = ErrorCode::malformed_json};
};

const JsonNode* JsonNode::member(std::string_view wanted) const {
    if (kind != JsonKind::object) return nullptr;
    for (const JsonNode* node = first; node != nullptr; node = node->next) {
        if (node->name == wanted) return node;
    }
    return nullptr;
}

Result<const JsonNode*> JsonTree::read(std::string_view json) {
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    if (json.starts_with(kByteOrderMark)) json.remove_prefix(kByteOrderMark.size());
    return JsonTreeReader{*this, texts_.emplace_back(json)}.run();
}

namespace {

std::string without_blanks(std::string_view text) {
    std::string plain;
    plain.reserve(text.size());
    std::ranges::copy_if(text, std::back_inserter(plain), [](char character) {
        return character != ' ' && character != '\n' && character != '\r' && character != '\t';
    });
    return plain;
}

void write_canonical(JsonWriter& writer, const JsonNode& node) {
    switch (node.kind) {
        case JsonKind::null:
        case JsonKind::boolean:
        case JsonKind::number: writer.raw(node.text); return;
        case JsonKind::text: writer.value(node.text); return;
        case JsonKind::integers: writer.raw(without_blanks(node.text)); return;
        case JsonKind::list:
            writer.begin_array();
            for (const JsonNode* item = node.first; item != nullptr; item = item->next) {
                write_canonical(writer, *item);
            }
            writer.end_array();
            return;
        case JsonKind::object: break;
    }
    std::vector<const JsonNode*> members;
    for (const JsonNode* item = node.first; item != nullptr; item = item->next) {
        members.push_back(item);
    }
    std::ranges::sort(members, {}, &JsonNode::name);
    writer.begin_object();
    for (const JsonNode* item : members) {
        writer.key_escaped(item->name);
        write_canonical(writer, *item);
    }
    writer.end_object();
}

}  // namespace

std::string canonical(const JsonNode& node) {
    std::string text;
    JsonWriter writer{text};
    write_canonical(writer, node);
    return text;
}

}  // namespace yidi::codec
