#include "api/mcp/internal/arguments.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <vector>

#include "base/assert.h"

namespace yidi::mcp::internal {
namespace {

using codec::JsonKind;
using codec::JsonNode;

constexpr std::array<std::string_view, 2> kLanguages{"zh", "en"};
constexpr Argument kLanguage{.name = "language",
                             .kind = Kind::word,
                             .about = "language of sentences; without it the server's",
                             .choices = kLanguages};
constexpr std::size_t kShownMax = 60;

std::string pointer_to(std::string_view name) {
    return "/" + std::string{name};
}

/// Names of ours, or values that may be chosen: "a, b or c".
std::string joined(std::span<const std::string_view> words) {
    std::string all;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0) all += i + 1 == words.size() ? " or " : ", ";
        all += words[i];
    }
    return all;
}

tl::unexpected<Error> bad(const Argument& argument, ErrorCode code, std::string rule) {
    return fail(Error{.code = code,
                      .where = pointer_to(argument.name),
                      .rule = std::move(rule),
                      .remedy = "send the argument as the tool's inputSchema says",
                      .detail = "this is no value of the argument"});
}

std::optional<std::int64_t> number_in(const JsonNode& node, std::int64_t most) {
    std::int64_t number = 0;
    const char* const end = node.text.data() + node.text.size();
    const auto read = std::from_chars(node.text.data(), end, number);
    const bool is_whole =
        node.kind == JsonKind::number && read.ec == std::errc{} && read.ptr == end;
    return is_whole && number >= 1 && number <= most ? std::optional{number} : std::nullopt;
}

std::optional<std::uint32_t> region_in(const JsonNode& node) {
    constexpr std::size_t kDigits = 6;
    std::uint32_t code = 0;
    const char* const end = node.text.data() + node.text.size();
    const auto read = std::from_chars(node.text.data(), end, code);
    const bool is_code = (node.kind == JsonKind::text || node.kind == JsonKind::number) &&
                         node.text.size() == kDigits && read.ec == std::errc{} && read.ptr == end;
    return is_code ? std::optional{code} : std::nullopt;
}

Result<void> check_objects(const JsonNode& node, const Argument& argument) {
    const std::string rule = "a list of 1 to " + std::to_string(argument.most) + " objects";
    if (node.kind != JsonKind::list) return bad(argument, ErrorCode::bad_value, rule);
    std::int64_t count = 0;
    for (const JsonNode* one = node.first; one != nullptr; one = one->next) {
        ++count;
        if (one->kind != JsonKind::object) return bad(argument, ErrorCode::bad_value, rule);
    }
    if (count == 0) return bad(argument, ErrorCode::bad_value, rule);
    if (count > argument.most) return bad(argument, ErrorCode::limit_exceeded, rule);
    return {};
}

Result<void> check_text(const JsonNode& node, const Argument& argument) {
    const auto most = static_cast<std::size_t>(argument.most);
    // U+0000 is kept by no store.
    const bool is_text = node.kind == JsonKind::text && node.text.size() <= most &&
                         node.text.find('\0') == std::string_view::npos;
    if (is_text) return {};
    return bad(argument, ErrorCode::bad_value,
               "a text of at most " + std::to_string(most) + " bytes");
}

Result<void> check_value(const JsonNode& node, const Argument& argument) {
    switch (argument.kind) {
        case Kind::text: return check_text(node, argument);
        case Kind::word:
            if (node.kind == JsonKind::text &&
                std::ranges::find(argument.choices, node.text) != argument.choices.end()) {
                return {};
            }
            return bad(argument, ErrorCode::bad_value, joined(argument.choices));
        case Kind::region:
            if (region_in(node)) return {};
            return bad(argument, ErrorCode::bad_region, "a region's code of six digits");
        case Kind::day:
            if (node.kind == JsonKind::text && parse_date(node.text)) return {};
            return bad(argument, ErrorCode::bad_date, "YYYY-MM-DD, and a day that exists");
        case Kind::flag:
            if (node.kind == JsonKind::boolean) return {};
            return bad(argument, ErrorCode::bad_value, "true or false");
        case Kind::whole:
            if (number_in(node, argument.most)) return {};
            return bad(argument, ErrorCode::bad_value,
                       "a whole number from 1 to " + std::to_string(argument.most));
        case Kind::object:
            if (node.kind == JsonKind::object) return {};
            return bad(argument, ErrorCode::bad_value, "an object {…}");
        case Kind::objects: return check_objects(node, argument);
    }
    YIDI_ASSERT(false);
}

const Argument* named(std::span<const Argument> taken, std::string_view name) {
    if (name == kLanguage.name) return &kLanguage;
    const auto found = std::ranges::find(taken, name, &Argument::name);
    return found == taken.end() ? nullptr : &*found;
}

Error unknown_argument(std::string_view name, std::span<const Argument> taken) {
    std::vector<std::string_view> names;
    for (const Argument& one : taken) names.push_back(one.name);
    names.push_back(kLanguage.name);
    const std::string shown{name.substr(0, kShownMax)};
    return {.code = ErrorCode::unknown_key,
            .where = pointer_to(shown),
            .rule = "one of " + joined(names),
            .remedy = "leave it out, or mend its name",
            .detail = "the tool takes no such argument"};
}

}  // namespace

const Argument& language_argument() {
    return kLanguage;
}

Result<Arguments> Arguments::from(const JsonNode* given, std::span<const Argument> taken) {
    Arguments arguments;
    arguments.given_ = given;
    for (const JsonNode* one = given == nullptr ? nullptr : given->first; one != nullptr;
         one = one->next) {
        const Argument* const argument = named(taken, one->name);
        if (argument == nullptr) return fail(unknown_argument(one->name, taken));
        if (one->kind != JsonKind::null) YIDI_TRY_VOID(check_value(*one, *argument));
    }
    for (const Argument& one : taken) {
        if (!one.is_required || arguments.find(one.name) != nullptr) continue;
        return fail(Error{.code = ErrorCode::missing_key,
                          .where = pointer_to(one.name),
                          .rule = "what the tool's inputSchema asks for",
                          .remedy = "send the argument as the tool's inputSchema says",
                          .detail = "the tool needs this argument"});
    }
    return arguments;
}

const JsonNode* Arguments::find(std::string_view name) const {
    const JsonNode* const found = given_ == nullptr ? nullptr : given_->member(name);
    return found == nullptr || found->kind == JsonKind::null ? nullptr : found;
}

std::string_view Arguments::text(std::string_view name) const {
    const JsonNode* const found = find(name);
    return found == nullptr ? std::string_view{} : found->text;
}

std::optional<std::uint32_t> Arguments::region(std::string_view name) const {
    const JsonNode* const found = find(name);
    return found == nullptr ? std::nullopt : region_in(*found);
}

std::optional<Date> Arguments::day(std::string_view name) const {
    const JsonNode* const found = find(name);
    if (found == nullptr) return std::nullopt;
    const Result<Date> read = parse_date(found->text);
    return read ? std::optional{*read} : std::nullopt;
}

std::optional<std::int64_t> Arguments::whole(std::string_view name) const {
    const JsonNode* const found = find(name);
    return found == nullptr ? std::nullopt
                            : number_in(*found, std::numeric_limits<std::int64_t>::max());
}

bool Arguments::flag(std::string_view name) const {
    return text(name) == "true";
}

}  // namespace yidi::mcp::internal
