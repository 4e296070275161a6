#include "api/line/replayer.h"

#include <utility>

#include "adapters/crypto/sha256.h"
#include "api/line/internal/rewrite.h"
#include "api/national/personal.h"
#include "base/assert.h"

namespace yidi::line {
namespace {

using codec::JsonKind;
using codec::JsonNode;

bool is_mask(std::string_view value) {
    return value.starts_with(Masker::kMask);
}

/// Settlements are named by two fields.
std::string family(std::string_view field) {
    return std::string{field == "init_setl_id" ? "setl_id" : field};
}

}  // namespace

std::string Replayer::new_msgid(std::string_view before) {
    constexpr std::size_t kInstitution = 12;
    constexpr std::size_t kDigits = 4;
    const auto found = msgids_.find(before);
    if (found != msgids_.end()) return found->second;
    const std::string number = std::to_string(msgids_.size() + 1);
    std::string made{before.substr(0, kInstitution)};
    made += options_.new_msgids;
    if (number.size() < kDigits) made.append(kDigits - number.size(), '0');
    made += number;
    return msgids_.emplace(std::string{before}, made).first->second;
}

std::optional<std::string> Replayer::real_value(std::string_view name, const JsonNode& value,
                                                std::vector<std::string>& unknown) {
    const bool is_msgid = name == "msgid" || name == "omsgid";
    if (is_msgid) {
        if (options_.new_msgids.empty()) return std::nullopt;
        return new_msgid(value.text);
    }
    const auto number = numbers_.find({family(name), std::string{value.text}});
    if (number != numbers_.end()) return number->second;
    if (!is_mask(value.text)) return std::nullopt;
    const auto person = options_.persons.find(value.text);
    if (person != options_.persons.end()) return person->second;
    // A mask does for the name of a doctor; nobody can be found by one.
    if (national::is_identity(name)) unknown.emplace_back(name);
    return std::nullopt;
}

std::optional<Replayer::ToSend> Replayer::prepare(const Exchange& exchange) {
    codec::JsonTree tree;
    const Result<const JsonNode*> root = tree.read(exchange.request);
    if (exchange.request.empty() || !root) return std::nullopt;
    const JsonNode* input = (*root)->member("input");
    if (input != nullptr && is_mask(input->text)) return std::nullopt;
    ToSend send;
    send.body = internal::rewrite(**root, [&](std::string_view name, const JsonNode& value) {
        return real_value(name, value, send.unknown);
    });
    send.body.reserve(send.body.size() + http::Request::kBodyPadding);
    return send;
}

void Replayer::learn(const JsonNode& recorded, const JsonNode& replayed) {
    if (recorded.kind != replayed.kind) return;
    if (recorded.kind == JsonKind::object) {
        for (const JsonNode* one = recorded.first; one != nullptr; one = one->next) {
            if (const JsonNode* other = replayed.member(one->name)) learn(*one, *other);
        }
    } else if (recorded.kind == JsonKind::list) {
        const JsonNode* other = replayed.first;
        for (const JsonNode* one = recorded.first; one != nullptr && other != nullptr;
             one = one->next, other = other->next) {
            learn(*one, *other);
        }
    } else if (!recorded.text.empty() && !replayed.text.empty()) {
        if (is_carried(recorded.name)) {
            numbers_[{family(recorded.name), std::string{recorded.text}}] = replayed.text;
        }
        if (is_mask(recorded.text)) {
            options_.persons.emplace(std::string{recorded.text}, std::string{replayed.text});
        }
    }
}

std::vector<Difference> Replayer::take(const Exchange& exchange,
                                       const std::optional<http::Response>& response) {
    // Where nobody saw the recorded answer there is nothing to hold this one against.
    if (exchange.status == 0) return {};
    if (!response) return {{"answer", std::to_string(exchange.status), "(nothing)"}};
    std::vector<Difference> found;
    if (response->status != exchange.status) {
        found.push_back(
            {"status", std::to_string(exchange.status), std::to_string(response->status)});
    }
    codec::JsonTree tree;
    const Result<const JsonNode*> replayed = tree.read(response->body);
    const Result<const JsonNode*> recorded = tree.read(exchange.answer);
    if (!recorded || !replayed) {
        const std::string before = recorded ? "(a message)" : exchange.answer_sha256;
        const std::string after = replayed ? "(a message)" : crypto::sha256(response->body);
        if (before != after) found.push_back({"answer", before, after});
        return found;
    }
    learn(**recorded, **replayed);
    std::string masked;
    const JsonNode* to_compare = *replayed;
    if (options_.masker) {
        masked = options_.masker->mask_message(**replayed);
        const Result<const JsonNode*> read = tree.read(masked);
        YIDI_ASSERT(read.has_value());
        to_compare = *read;
    }
    const std::vector<Difference> more =
        compare(**recorded, *to_compare, options_.masker.has_value());
    found.insert(found.end(), more.begin(), more.end());
    return found;
}

}  // namespace yidi::line
