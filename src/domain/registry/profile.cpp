#include "domain/registry/profile.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace yidi::registry {
namespace {

using std::string_view;

// Each in the order of its enumeration.
constexpr std::array<string_view, 5> kGateways{"none", "tif", "csb", "oauth2", "static_key"};
constexpr std::array<string_view, 4> kSignings{"none", "sm2_input", "sm2_envelope", "sm3_input"};
constexpr std::array<string_view, 2> kForms{"raw", "der"};
constexpr std::array<string_view, 2> kBodies{"none", "sm4"};
constexpr std::array<string_view, 2> kInfcodes{"number", "string"};
constexpr std::array<string_view, 2> kFlags{"0", "1"};
constexpr std::array<string_view, 9> kKeys{"gateway", "clock",   "cainfo",    "form",    "user",
                                           "body",    "infcode", "fymx_5204", "log_only"};

constexpr std::int64_t kClockMax = 604'800;
constexpr std::size_t kUserMax = 128;

std::string joined(std::span<const string_view> words) {
    std::string text;
    for (const string_view word : words) {
        if (!text.empty()) text += ", ";
        text += word;
    }
    return text;
}

tl::unexpected<Error> refuse(string_view key, std::string rule) {
    return fail(Error{.code = ErrorCode::bad_value,
                      .where = std::string{key},
                      .rule = std::move(rule),
                      .remedy = "write one of the values of the documentation",
                      .detail = "no value of a profile's " + std::string{key}});
}

template <class E>
Result<void> read_word(string_view key, string_view value, std::span<const string_view> words,
                       E& out) {
    const auto at = std::ranges::find(words, value);
    if (at == words.end()) return refuse(key, "one of " + joined(words));
    out = static_cast<E>(at - words.begin());
    return {};
}

Result<void> read_window(string_view value, std::int64_t& out) {
    const char* end = value.data() + value.size();
    const auto [rest, error] = std::from_chars(value.data(), end, out);
    if (error != std::errc{} || rest != end || out < 1 || out > kClockMax) {
        return refuse("clock", "whole seconds, 1 to " + std::to_string(kClockMax));
    }
    return {};
}

Result<void> read_user(string_view value, std::string& out) {
    const bool printable =
        std::ranges::all_of(value, [](char one) { return one >= ' ' && one <= '~'; });
    if (value.empty() || value.size() > kUserMax || !printable) {
        return refuse("user", "1 to 128 printable characters without a semicolon");
    }
    out = value;
    return {};
}

Result<void> read_entry(string_view key, string_view value, Profile& out) {
    if (key == "gateway") {
        return read_word(key, value == "signature_a" ? "tif" : value, kGateways, out.gateway);
    }
    if (key == "clock") return read_window(value, out.clock_window_s);
    if (key == "cainfo") return read_word(key, value, kSignings, out.cainfo);
    if (key == "form") return read_word(key, value, kForms, out.sm2_form);
    if (key == "user") return read_user(value, out.sm2_user_id);
    if (key == "body") return read_word(key, value, kBodies, out.body);
    if (key == "infcode") return read_word(key, value, kInfcodes, out.infcode);
    return read_word(key, value, kFlags, key == "log_only" ? out.log_only : out.fymx_5204);
}

string_view trimmed(string_view text) {
    constexpr string_view kBlanks = " \t";
    const std::size_t begin = text.find_first_not_of(kBlanks);
    if (begin == string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

Result<void> note_key(string_view key, std::vector<string_view>& seen) {
    if (std::ranges::find(kKeys, key) == kKeys.end()) {
        return fail(Error{.code = ErrorCode::unknown_key,
                          .where = "profile",
                          .rule = "one of " + joined(kKeys),
                          .remedy = "write key=value; entries are separated by semicolons",
                          .detail = "a profile has no such key"});
    }
    if (std::ranges::find(seen, key) != seen.end()) {
        return fail(Error{.code = ErrorCode::duplicate_key,
                          .where = std::string{key},
                          .rule = "each key once",
                          .remedy = "leave one of the two",
                          .detail = "the profile has this key twice"});
    }
    seen.push_back(key);
    return {};
}

}  // namespace

Result<Profile> parse_profile(string_view text) {
    if (text.size() > kProfileTextMax) {
        return refuse("profile", "at most " + std::to_string(kProfileTextMax) + " characters");
    }
    Profile profile;
    std::vector<string_view> seen;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(';'), text.size());
        const string_view entry = trimmed(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (entry.empty()) continue;
        const std::size_t sign = entry.find('=');
        const bool is_alone = sign == string_view::npos;
        const string_view key = is_alone ? "gateway" : trimmed(entry.substr(0, sign));
        const string_view value = is_alone ? entry : trimmed(entry.substr(sign + 1));
        YIDI_TRY_VOID(note_key(key, seen));
        YIDI_TRY_VOID(read_entry(key, value, profile));
    }
    return profile;
}

std::string to_text(const Profile& profile) {
    const Profile usual;
    std::string text{name(profile.gateway)};
    const auto add = [&text](string_view key, string_view value) {
        text += ';';
        text += key;
        text += '=';
        text += value;
    };
    if (profile.clock_window_s != usual.clock_window_s) {
        add("clock", std::to_string(profile.clock_window_s));
    }
    if (profile.cainfo != usual.cainfo) add("cainfo", name(profile.cainfo));
    if (profile.sm2_form != usual.sm2_form) add("form", "der");
    if (!profile.sm2_user_id.empty()) add("user", profile.sm2_user_id);
    if (profile.body != usual.body) add("body", "sm4");
    if (profile.infcode != usual.infcode) add("infcode", "string");
    if (profile.fymx_5204) add("fymx_5204", "1");
    if (profile.log_only) add("log_only", "1");
    return text;
}

string_view name(GatewayStyle style) {
    return kGateways.at(static_cast<std::size_t>(style));
}

string_view name(MessageSigning signing) {
    return kSignings.at(static_cast<std::size_t>(signing));
}

}  // namespace yidi::registry
