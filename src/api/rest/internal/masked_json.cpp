#include "api/rest/internal/masked_json.h"

#include "adapters/codec/json_tree.h"
#include "adapters/codec/json_writer.h"
#include "adapters/telemetry/masked.h"

namespace yidi::rest::internal {
namespace {

using codec::JsonKind;
using codec::JsonNode;

/// Longer ones are left as they are by telemetry::Prose, which cuts them off.
constexpr std::size_t kProseMax = 300;

/// What anybody may have written anything into.
bool is_free(std::string_view field) {
    return field == "exp_content" || field == "expContent" || field == "memo";
}

class Masking {
public:
    Masking(std::string& out, IsPersonal is_personal) : json_{out}, is_personal_{is_personal} {}

    void write(const JsonNode& node, std::string_view name) {
        switch (node.kind) {
            case JsonKind::null: return json_.null();
            case JsonKind::boolean: return json_.raw(node.text);
            case JsonKind::number:
                return hides(name) ? write_masked(node.text) : json_.raw(node.text);
            case JsonKind::text: return write_text(node.text, name);
            case JsonKind::integers: return json_.value("[…]");
            case JsonKind::list:
                json_.begin_array();
                for (const JsonNode* one = node.first; one != nullptr; one = one->next) {
                    write(*one, name);
                }
                return json_.end_array();
            case JsonKind::object:
                json_.begin_object();
                for (const JsonNode* one = node.first; one != nullptr; one = one->next) {
                    json_.key_escaped(one->name);
                    write(*one, one->name);
                }
                return json_.end_object();
        }
    }

private:
    [[nodiscard]] bool hides(std::string_view name) const {
        return is_personal_ == nullptr || is_personal_(name) || is_free(name);
    }
    void write_masked(std::string_view text) { json_.value(telemetry::Masked{text}.text()); }
    void write_text(std::string_view text, std::string_view name) {
        if (text.empty()) return json_.value(text);
        if (hides(name)) return write_masked(text);
        // A number alone is what its field says, such as that of a visit; an institution's code
        // looks like a telephone to prose.
        const bool is_number = text.find_first_not_of("0123456789") == std::string_view::npos;
        const bool is_plain =
            is_number || text.size() > kProseMax || telemetry::Code{text}.text() == text;
        is_plain ? json_.value(text) : json_.value(telemetry::Prose{text}.text());
    }

    codec::JsonWriter json_;
    IsPersonal is_personal_;
};

/// Null if no object in it has one.
const JsonNode* find_person(const JsonNode& node) {
    const JsonNode* own = node.member("psn_no");
    if (own != nullptr && own->kind == JsonKind::text && !own->text.empty()) return own;
    for (const JsonNode* one = node.first; one != nullptr; one = one->next) {
        if (const JsonNode* const found = find_person(*one)) return found;
    }
    return nullptr;
}

}  // namespace

std::string person_in(std::string_view text) {
    codec::JsonTree tree;
    const Result<const JsonNode*> root = tree.read(text);
    const JsonNode* const found = root ? find_person(**root) : nullptr;
    return found == nullptr ? std::string{} : std::string{found->text};
}

std::optional<std::string> masked_json(std::string_view text, IsPersonal is_personal) {
    codec::JsonTree tree;
    const Result<const JsonNode*> root = tree.read(text);
    if (!root) return std::nullopt;
    std::string out;
    Masking{out, is_personal}.write(**root, {});
    return out;
}

std::optional<std::string> plain_json(std::string_view text) {
    codec::JsonTree tree;
    const Result<const JsonNode*> root = tree.read(text);
    if (!root) return std::nullopt;
    return std::string{(*root)->text};
}

}  // namespace yidi::rest::internal
