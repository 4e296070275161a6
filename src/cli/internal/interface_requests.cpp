#include "cli/internal/interface_requests.h"

#include <algorithm>
#include <optional>

#include "adapters/codec/json_tree.h"
#include "adapters/codec/json_writer.h"
#include "adapters/codec/pack_store.h"
#include "api/national/table.h"

namespace yidi::cli::internal {
namespace {

using codec::JsonKind;
using codec::JsonNode;
using national::FieldType;
using national::Form;
using national::Table;

/// What each of these members holds, wherever it stands.
struct Place {
    std::string_view member;
    std::string_view variable;
};
constexpr std::array kPlaces{
    Place{"msgid", "msgid"},
    Place{"inf_time", "inf_time"},
    Place{"sign_no", "sign_no"},
    Place{"fixmedins_code", "fixmedins_code"},
    Place{"fixmedins_name", "fixmedins_name"},
    Place{"mdtrtarea_admvs", "mdtrtarea_admvs"},
    Place{"insuplc_admdvs", "insuplc_admdvs"},
    Place{"mdtrt_cert_no", "certno"},
    Place{"certno", "certno"},
    Place{"psn_name", "psn_name"},
    Place{"psn_no", "psn_no"},
    Place{"med_list_codg", "med_list_codg"},
    Place{"mdtrt_id", "mdtrt_id"},
    Place{"setl_id", "setl_id"},
    Place{"trt_dcla_detl_sn", "trt_dcla_detl_sn"},
};

/// Amounts by which a settlement confirms its trial: another world's differ, so they stay empty.
constexpr std::array kOfTheTrial{"fulamt_ownpay_amt", "overlmt_selfpay", "preselfpay_amt",
                                 "inscp_scp_amt"};

/// A sample as text in lines, its variables put in.
class BodyWriter {
public:
    explicit BodyWriter(const Form& form) : form_{form} {}

    Result<std::string> write(const JsonNode& root) {
        YIDI_TRY_VOID(write_value(root, 0));
        return std::move(out_);
    }

private:
    Result<void> write_value(const JsonNode& node, std::size_t depth) {
        if (is_of_the_trial(node.name)) {
            out_ += "\"\"";
            return {};
        }
        switch (node.kind) {
            case JsonKind::object:
            case JsonKind::list: return write_inner(node, depth);
            case JsonKind::text: return write_text(node, depth);
            case JsonKind::null:
            case JsonKind::integers:
            case JsonKind::boolean:
            case JsonKind::number: break;
        }
        out_ += node.text;
        return {};
    }

    Result<void> write_inner(const JsonNode& node, std::size_t depth) {
        const bool is_object = node.kind == JsonKind::object;
        out_ += is_object ? '{' : '[';
        for (const JsonNode* one = node.first; one != nullptr; one = one->next) {
            new_line(depth + 1);
            if (is_object) {
                append_text(one->name);
                out_ += ": ";
            }
            YIDI_TRY_VOID(write_value(*one, depth + 1));
            if (one->next != nullptr) out_ += ',';
        }
        if (node.first != nullptr) new_line(depth);
        out_ += is_object ? '}' : ']';
        return {};
    }

    Result<void> write_text(const JsonNode& node, std::size_t depth) {
        // A sample may send its input as a text; the collections show what is in it.
        if (depth == 1 && node.name == "input") {
            YIDI_TRY(const JsonNode* inner, tree_.read(node.text));
            return write_value(*inner, depth);
        }
        if (const std::optional<std::string_view> variable = variable_of(node)) {
            out_.append("\"{{").append(*variable).append("}}\"");
        } else {
            append_text(node.text);
        }
        return {};
    }

    [[nodiscard]] bool is_of_the_trial(std::string_view name) const {
        const auto must = [&](const Table& table) {
            return std::ranges::any_of(table.fields, [&](const national::Field& field) {
                return field.name == name && field.is_required;
            });
        };
        return std::ranges::find(kOfTheTrial, name) != kOfTheTrial.end() &&
               std::ranges::none_of(form_.input, must);
    }

    [[nodiscard]] std::optional<std::string_view> variable_of(const JsonNode& node) const {
        if (node.text.empty()) return std::nullopt;
        const auto* const place = std::ranges::find(kPlaces, node.name, &Place::member);
        if (place != kPlaces.end()) return place->variable;
        for (const Table& table : form_.input) {
            for (const national::Field& field : table.fields) {
                if (field.name != node.name && field.other != node.name) continue;
                if (field.type == FieldType::instant) return "now";
                if (field.type == FieldType::date) return "today";
            }
        }
        return std::nullopt;
    }

    void new_line(std::size_t depth) {
        out_ += '\n';
        out_.append(depth * 2, ' ');
    }
    void append_text(std::string_view text) {
        std::string quoted;
        codec::JsonWriter{quoted}.value(text);
        out_ += quoted;
    }

    const Form& form_;
    codec::JsonTree tree_;
    std::string out_;
};

bool has_field(const Table& table, std::string_view name) {
    return std::ranges::find(table.fields, name, &national::Field::name) != table.fields.end();
}

/// What the answer gives that the request did not hold.
std::vector<Carried> carried_of(const Form& form) {
    constexpr std::array kAnswered{"psn_no",   "sign_no", "sign_time",
                                   "mdtrt_id", "setl_id", "trt_dcla_detl_sn"};
    std::vector<Carried> carried;
    for (const std::string_view name : kAnswered) {
        const auto holds = [&](const Table& table) { return has_field(table, name); };
        if (std::ranges::any_of(form.input, holds)) continue;
        const auto table = std::ranges::find_if(
            form.output, [&](const Table& one) { return !one.is_list && holds(one); });
        if (table != form.output.end()) carried.push_back({.node = table->node, .name = name});
    }
    return carried;
}

}  // namespace

Result<std::vector<RequestSample>> request_samples(const std::filesystem::path& samples) {
    std::vector<RequestSample> requests;
    for (const Form& form : national::forms()) {
        YIDI_TRY(const std::string text,
                 codec::read_file(samples / (std::string{form.infno} + ".json")));
        codec::JsonTree tree;
        YIDI_TRY(const JsonNode* root, tree.read(text));
        YIDI_TRY(std::string body, BodyWriter{form}.write(*root));
        requests.push_back({.infno = form.infno,
                            .label = form.label,
                            .body = std::move(body),
                            .carried = carried_of(form)});
    }
    return requests;
}

}  // namespace yidi::cli::internal
