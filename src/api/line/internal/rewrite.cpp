#include "api/line/internal/rewrite.h"

namespace yidi::line::internal {
namespace {

using codec::JsonKind;
using codec::JsonNode;
using codec::JsonWriter;

class Rewriter {
public:
    Rewriter(std::string& out, const Replace& replace) : json_{out}, replace_{replace} {}

    void write(std::string_view name, const JsonNode& node) {
        switch (node.kind) {
            case JsonKind::object: return write_object(node);
            case JsonKind::list:
                json_.begin_array();
                for (const JsonNode* one = node.first; one != nullptr; one = one->next) {
                    write(name, *one);
                }
                return json_.end_array();
            case JsonKind::null: return json_.null();
            case JsonKind::integers: return json_.raw(node.text);
            case JsonKind::text:
            case JsonKind::number:
            case JsonKind::boolean: return write_value(name, node);
        }
    }

private:
    void write_object(const JsonNode& node) {
        json_.begin_object();
        for (const JsonNode* one = node.first; one != nullptr; one = one->next) {
            json_.key_escaped(one->name);
            write(one->name, *one);
        }
        json_.end_object();
    }
    void write_value(std::string_view name, const JsonNode& node) {
        if (const std::optional<std::string> inner = inside(name, node)) return json_.value(*inner);
        if (const std::optional<std::string> other = replace_(name, node)) {
            return json_.value(*other);
        }
        node.kind == JsonKind::text ? json_.value(node.text) : json_.raw(node.text);
    }
    [[nodiscard]] std::optional<std::string> inside(std::string_view name,
                                                    const JsonNode& node) const {
        if (node.kind != JsonKind::text || (name != "input" && name != "output")) return {};
        codec::JsonTree tree;
        const Result<const JsonNode*> root = tree.read(node.text);
        if (!root || (*root)->kind != JsonKind::object) return {};
        return rewrite(**root, replace_);
    }

    JsonWriter json_;
    const Replace& replace_;
};

}  // namespace

std::string rewrite(const JsonNode& root, const Replace& replace) {
    std::string out;
    Rewriter{out, replace}.write("", root);
    return out;
}

std::string written(const JsonNode& root) {
    return rewrite(root, [](std::string_view, const JsonNode&) -> std::optional<std::string> {
        return std::nullopt;
    });
}

}  // namespace yidi::line::internal
