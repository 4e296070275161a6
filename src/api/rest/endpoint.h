#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "adapters/http/message.h"
#include "base/error.h"
#include "domain/access/access.h"
#include "domain/explain/language.h"

/// The description of the REST interface: each operation once, as data. Routing, the checks of
/// requests, /openapi.json, /docs and the tests come from it (docs/design/rest.md).
namespace yidi::rest {

enum class Type : std::uint8_t {
    text,    ///< any words, without control characters but line ends
    code,    ///< letters, digits and . _ - @ : letters of any other kind are refused
    secret,  ///< as text; never written to a log or kept
    whole,
    money,  ///< yuan with at most two places; a number or a text
    ratio,  ///< "0.9000"; in answers only
    date,   ///< YYYY-MM-DD
    time,   ///< YYYY-MM-DDThh:mm:ss+08:00
    flag,
    object,
    list,   ///< of objects
    texts,  ///< a list of texts
    any,    ///< any JSON; `schema` may name what
};

/// One member of a body or an answer, or one parameter.
struct Field {
    std::string_view name;
    Type type = Type::text;
    std::string_view label;  ///< what it is, in Chinese
    bool is_required = false;
    std::size_t size_max = 200;  ///< characters of a text; rows of a list
    std::int64_t least = 0;      ///< of a whole number
    std::int64_t most = std::numeric_limits<std::int64_t>::max();
    std::span<const std::string_view> choices = {};  ///< the values of a text; empty: any
    std::span<const Field> fields = {};              ///< of an object, or of a list's rows
    std::string_view schema = {};                    ///< of `any`: a component of /openapi.json

    /// In a request: has to be sent. In an answer: is always there and not null.
    [[nodiscard]] constexpr Field must() const {
        Field field = *this;
        field.is_required = true;
        return field;
    }
};

// The kinds of fields, short enough for a table of them.
[[nodiscard]] constexpr Field text(std::string_view name, std::string_view label,
                                   std::size_t size_max = 200) {
    return {.name = name, .type = Type::text, .label = label, .size_max = size_max};
}
[[nodiscard]] constexpr Field code(std::string_view name, std::string_view label,
                                   std::size_t size_max = 64) {
    return {.name = name, .type = Type::code, .label = label, .size_max = size_max};
}
[[nodiscard]] constexpr Field secret(std::string_view name, std::string_view label,
                                     std::size_t size_max = 4'096) {
    return {.name = name, .type = Type::secret, .label = label, .size_max = size_max};
}
[[nodiscard]] constexpr Field whole(std::string_view name, std::string_view label,
                                    std::int64_t least = 0,
                                    std::int64_t most = std::numeric_limits<std::int64_t>::max()) {
    return {.name = name, .type = Type::whole, .label = label, .least = least, .most = most};
}
[[nodiscard]] constexpr Field choice(std::string_view name, std::string_view label,
                                     std::span<const std::string_view> choices) {
    return {.name = name, .type = Type::code, .label = label, .choices = choices};
}
/// money, ratio, date, time, flag, any.
[[nodiscard]] constexpr Field value(Type type, std::string_view name, std::string_view label) {
    return {.name = name, .type = type, .label = label};
}
[[nodiscard]] constexpr Field object(std::string_view name, std::string_view label,
                                     std::span<const Field> fields) {
    return {.name = name, .type = Type::object, .label = label, .fields = fields};
}
[[nodiscard]] constexpr Field list(std::string_view name, std::string_view label,
                                   std::span<const Field> fields, std::size_t size_max = 1'000) {
    return {
        .name = name, .type = Type::list, .label = label, .size_max = size_max, .fields = fields};
}
[[nodiscard]] constexpr Field texts(std::string_view name, std::string_view label,
                                    std::size_t size_max = 100) {
    return {.name = name, .type = Type::texts, .label = label, .size_max = size_max};
}
[[nodiscard]] constexpr Field any(std::string_view name, std::string_view label,
                                  std::string_view schema = {}) {
    return {.name = name, .type = Type::any, .label = label, .schema = schema};
}

enum class Effect : std::uint8_t {
    computes,  ///< works without the store
    reads,     ///< sees the store as of the last commit
    writes,    ///< one commit; answered when it is on disk
    tries,     ///< works as a write, and nothing of it stays: what a write would do
};

/// Why a request is not done, beside what its fields have wrong: a status and its code.
enum class Trouble : std::uint8_t {
    not_signed_in,  ///< 401
    forbidden,      ///< 403
    not_found,      ///< 404
    conflict,       ///< 409 changed meanwhile, or there already
    key_reused,     ///< 422 the idempotency key was used for another request
    refused,        ///< 422 the rules say no, or no rule is known
    too_many,       ///< 429 with Retry-After
};
[[nodiscard]] int status_of(Trouble trouble);
[[nodiscard]] std::string_view name(Trouble trouble);

/// Told as a problem.
struct Refusal {
    Trouble trouble = Trouble::refused;
    Error error;
    std::int64_t retry_after_s = 0;
};

/// What a handler answers.
struct Done {
    std::string body = {};       ///< JSON, or what the description's media says
    int status = 0;              ///< 0: the description's
    http::Headers headers = {};  ///< beside those of every answer
    /// Of a read: makes the body from what has been read, where that takes long. Runs once, on one
    /// of the few threads of Lane::files, before the notes are written; holds nothing of the call.
    std::function<Result<std::string>()> finish = {};
    /// Told instead of a body; what was written stays, as a counted wrong password has to.
    std::optional<Refusal> refusal = {};
};

class Call;
struct Preparing;
/// Turns a checked request into an answer. It holds no rule: that is the use case's.
/// Errors    told as a problem; nothing of what was written stays.
using Handler = Result<Done> (*)(Call& call);
/// What takes long, such as comparing a password: runs before the handler, on one of a few threads
/// of their own and not on the store's. Returns what the handler finds in Call::prepared.
using Prepare = Result<std::string> (*)(Preparing& preparing);

/// On whose threads that runs. They are apart, so that nobody waits for a document to sign in.
enum class Lane : std::uint8_t {
    files,      ///< reading a file, setting a PDF; also Done::finish of every operation
    passwords,  ///< hashing and comparing them
};

struct Endpoint {
    std::string_view id;  ///< operationId
    std::string_view method;
    std::string_view path;  ///< below /api/v1; {name} is a parameter
    explain::Words summary;
    access::Rule rule;
    Effect effect = Effect::reads;
    std::span<const Field> parameters = {};  ///< those in the path, then those of the query
    std::span<const Field> body = {};
    /// Read by the handler itself: a component of /openapi.json such as "Case".
    std::string_view body_schema = {};
    int status = 200;                    ///< of an answer; 204: without content
    std::span<const Field> answer = {};  ///< of an answer that is JSON
    std::string_view media = "application/json";
    std::span<const Trouble> troubles = {};  ///< beside those that follow from the above
    /// Whose data are shown or changed, as `audit` notes it; empty: nobody's. A handler that notes
    /// nothing is our bug, and nothing is answered.
    std::string_view accesses = {};
    bool takes_key = true;   ///< a write asks for Idempotency-Key
    std::uint16_t cost = 1;  ///< of a caller's tokens
    Handler handle = nullptr;
    Prepare prepare = nullptr;
    Lane lane = Lane::files;  ///< of `prepare`

    [[nodiscard]] bool has_body() const { return !body.empty() || !body_schema.empty(); }
    [[nodiscard]] bool needs_key() const { return effect == Effect::writes && takes_key; }
    [[nodiscard]] bool is_in_path(const Field& parameter) const;
};

/// Those of one subject, one file in endpoints/ each.
struct Subject {
    std::string_view id;
    explain::Words title;
    std::span<const Endpoint> endpoints;
};

/// All there are, in the order of the documentation.
[[nodiscard]] std::span<const Subject> subjects();

}  // namespace yidi::rest
