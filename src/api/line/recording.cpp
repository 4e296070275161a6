#include "api/line/recording.h"

#include <charconv>
#include <optional>
#include <utility>

#include "adapters/codec/json_tree.h"
#include "adapters/codec/json_writer.h"
#include "adapters/crypto/bytes.h"
#include "api/line/internal/rewrite.h"

namespace yidi::line {
namespace {

using codec::JsonKind;
using codec::JsonNode;

constexpr std::string_view kVersion = "1";

Error bad_line(std::size_t line, std::string_view detail) {
    return {.code = ErrorCode::bad_value,
            .where = std::to_string(line),
            .rule = "a line as `yidi serve --record` writes it",
            .remedy = "take the file as it was recorded",
            .detail = std::string{detail}};
}

std::string text_of(const JsonNode& object, std::string_view name) {
    const JsonNode* node = object.member(name);
    return node == nullptr || node->kind == JsonKind::null ? std::string{}
                                                           : std::string{node->text};
}

std::int64_t number_of(const JsonNode& object, std::string_view name) {
    const std::string text = text_of(object, name);
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

std::string json_of(const JsonNode& object, std::string_view name) {
    const JsonNode* node = object.member(name);
    return node == nullptr || node->kind != JsonKind::object ? std::string{}
                                                             : internal::written(*node);
}

Exchange read_exchange(const JsonNode& root) {
    Exchange exchange{.at_ms = number_of(root, "at_ms"),
                      .took_ms = number_of(root, "took_ms"),
                      .path = text_of(root, "path"),
                      .infno = text_of(root, "infno"),
                      .request = json_of(root, "request"),
                      .status = static_cast<int>(number_of(root, "status")),
                      .answer = json_of(root, "answer"),
                      .answer_sha256 = text_of(root, "answer_sha256")};
    if (const JsonNode* headers = root.member("headers")) {
        for (const JsonNode* one = headers->first; one != nullptr; one = one->next) {
            exchange.headers.add(std::string{one->name}, std::string{one->text});
        }
    }
    return exchange;
}

Result<void> read_line(std::string_view text, std::size_t number, Recording& recording) {
    codec::JsonTree tree;
    const Result<const JsonNode*> root = tree.read(text);
    if (!root) return fail(bad_line(number, root.error().detail));
    if ((*root)->member("yidi_recording") == nullptr) {
        if (number == 1 || (*root)->member("path") == nullptr) {
            return fail(bad_line(number, "this is no line of a recording"));
        }
        recording.exchanges.push_back(read_exchange(**root));
        return {};
    }
    RecordingHead head{.is_demo = text_of(**root, "demo") == "true",
                       .key_check = text_of(**root, "key_check")};
    if (text_of(**root, "yidi_recording") != kVersion) {
        return fail(bad_line(number, "another version's recording"));
    }
    if (number > 1 &&
        (head.is_demo != recording.head.is_demo || head.key_check != recording.head.key_check)) {
        Error error = bad_line(number, "from here on another key has masked the persons");
        error.code = ErrorCode::inconsistent;
        return fail(std::move(error));
    }
    recording.head = std::move(head);
    return {};
}

}  // namespace

std::string to_line(const RecordingHead& head) {
    std::string text;
    codec::JsonWriter json{text};
    json.begin_object();
    json.member("yidi_recording", std::int64_t{1});
    json.member("demo", head.is_demo);
    json.member("key_check", head.key_check);
    json.end_object();
    return text + '\n';
}

std::string to_line(const Exchange& exchange) {
    std::string text;
    codec::JsonWriter json{text};
    const auto raw = [&](std::string_view name, const std::string& value) {
        json.key(name);
        value.empty() ? json.null() : json.raw(value);
    };
    json.begin_object();
    json.member("at_ms", exchange.at_ms);
    json.member("took_ms", exchange.took_ms);
    json.member("path", exchange.path);
    json.member("infno", exchange.infno);
    json.key("headers");
    json.begin_object();
    for (const http::Header& header : exchange.headers) {
        json.key_escaped(header.name);
        json.value(header.value);
    }
    json.end_object();
    raw("request", exchange.request);
    json.member("status", std::int64_t{exchange.status});
    raw("answer", exchange.answer);
    if (!exchange.answer_sha256.empty()) json.member("answer_sha256", exchange.answer_sha256);
    json.end_object();
    return text + '\n';
}

Result<Recording> read_recording(std::string_view text) {
    Recording recording;
    std::size_t number = 0;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        ++number;
        // The last line of a server that was killed may be cut off.
        if (end == std::string_view::npos && number > 1) {
            recording.is_cut = true;
            break;
        }
        YIDI_TRY_VOID(read_line(line, number, recording));
    }
    if (number == 0) return fail(bad_line(1, "there is nothing here"));
    return recording;
}

std::string record_key_text(const crypto::Secret& key) {
    return crypto::to_hex(key.bytes()) + '\n';
}

Result<crypto::Secret> read_record_key(std::string_view text) {
    constexpr std::size_t kBytes = 32;
    while (text.ends_with('\n') || text.ends_with('\r')) text.remove_suffix(1);
    std::optional<std::string> bytes = crypto::from_hex(text);
    if (bytes && bytes->size() == kBytes) return crypto::Secret{*std::move(bytes)};
    return fail({.code = ErrorCode::bad_value,
                 .where = "",
                 .rule = "64 hexadecimal digits, as `yidi serve --record` writes them",
                 .remedy = "take the key file that was made with the recording",
                 .detail = "this is no key of a recording"});
}

}  // namespace yidi::line
