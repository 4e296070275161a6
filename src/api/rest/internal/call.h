#pragma once

#include <any>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/codec/json_writer.h"
#include "api/rest/internal/input.h"
#include "api/rest/router.h"
#include "app/access/accounts.h"
#include "base/assert.h"

/// What a handler works with.
namespace yidi::rest {

/// Whom a session or key belongs to, and how this request showed it.
struct Caller {
    access::Principal principal;
    std::string token = {};  ///< as sent
    std::string address = {};
    explain::Language language = explain::Language::zh;
};

/// What may be asked before the store's commit. Threads: one of the few for what takes long.
struct Preparing {
    const RouterPorts& ports;
    std::span<ports::IdentityProvider* const> providers;
    const Caller& caller;
    const internal::Input& parameters;
    const internal::Input& body;
    Instant now;
    /// Set beside an error: how it is told, where its code does not say it.
    std::optional<Refusal> refusal = {};
    /// Beside the text that is returned: what has been read of a file, for Call::made.
    std::any made = {};
};

/// One request, checked: the caller may ask this, and every field is as described.
class Call {
public:
    struct Parts {
        const Endpoint& endpoint;
        const RouterPorts& ports;
        const RouterOptions& options;
        const http::Request& request;
        const Caller& caller;
        const internal::Input& parameters;
        const internal::Input& body;
        const std::string& prepared;
        std::any& made;
        const payer::Context& context;
        ports::Session* session;  ///< null for what only computes
    };
    explicit Call(const Parts& parts) : parts_{parts} {}

    [[nodiscard]] const Endpoint& endpoint() const { return parts_.endpoint; }
    [[nodiscard]] const RouterPorts& ports() const { return parts_.ports; }
    [[nodiscard]] const RouterOptions& options() const { return parts_.options; }
    /// The request as it came, for a `body_schema` that the handler reads itself.
    [[nodiscard]] const http::Request& request() const { return parts_.request; }
    [[nodiscard]] const Caller& caller() const { return parts_.caller; }
    [[nodiscard]] const access::Principal& principal() const { return parts_.caller.principal; }
    [[nodiscard]] explain::Language language() const { return parts_.caller.language; }
    /// Of path and query.
    [[nodiscard]] const internal::Input& parameters() const { return parts_.parameters; }
    [[nodiscard]] const internal::Input& body() const { return parts_.body; }
    /// What Endpoint::prepare has returned.
    [[nodiscard]] const std::string& prepared() const { return parts_.prepared; }
    /// What it has made, for this handler alone. Requires that it has made a T (asserted).
    template <class T>
    [[nodiscard]] T& made() const {
        T* const made = std::any_cast<T>(&parts_.made);
        YIDI_ASSERT(made != nullptr);
        return *made;
    }
    [[nodiscard]] const payer::Context& context() const { return parts_.context; }
    /// The packs as they were when the request began.
    [[nodiscard]] const policy::Book& book() const { return parts_.context.book; }
    /// Requires an effect that is not `computes` (asserted).
    [[nodiscard]] ports::Session& session() const {
        YIDI_ASSERT(parts_.session != nullptr);
        return *parts_.session;
    }

    /// Holds the request's subject against the caller's scope. A handler whose rule is about a
    /// person or a place calls it before anything of them is told: without it nothing is answered.
    /// Errors    told as 403.
    [[nodiscard]] Result<void> allow(const access::Subject& subject);
    /// The same for a person by number, whom the register knows.
    /// Errors    403 also for a number that is nobody's, unless the caller reaches everywhere.
    [[nodiscard]] Result<registry::Pid> allow_person(std::string_view psn_no);

    /// Whether the subject is within the caller's scope, for lists that leave out what is not.
    [[nodiscard]] bool sees(const access::Subject& subject);

    /// Whose data are shown or changed: kept in `audit` before the answer goes. `by` empty: the
    /// caller.
    void note(accounts::Access access);
    void note(std::optional<registry::Pid> pid, std::string what) {
        note({.by = {}, .pid = pid, .what = std::move(what)});
    }

    /// The same of a list: one note that names whom it showed, each of whom finds it.
    void note_list(std::string list, std::string what, std::vector<registry::Pid> shown) {
        note({.by = {},
              .pid = {},
              .what = std::move(what),
              .list = std::move(list),
              .shown = std::move(shown)});
    }

    /// What follows from the write once it is on disk, before the answer goes. Short: it runs on
    /// the store's writer.
    void after_commit(std::function<void()> follows) { committed_ = std::move(follows); }

    /// Refuses with a status that does not follow from the error's code.
    [[nodiscard]] tl::unexpected<Error> refuse(Trouble trouble, Error error);
    /// 404 for what the parameter or pointer `where` names.
    [[nodiscard]] tl::unexpected<Error> not_found(std::string where, std::string detail);

    // What the router does with it afterwards.
    [[nodiscard]] const std::optional<Refusal>& refusal() const { return refusal_; }
    /// The person that was out of scope, where the subject named one.
    [[nodiscard]] const std::optional<registry::Pid>& refused_about() const { return about_; }
    [[nodiscard]] const std::vector<accounts::Access>& notes() const { return notes_; }
    [[nodiscard]] bool is_allowed() const { return is_allowed_; }
    [[nodiscard]] const std::function<void()>& committed() const { return committed_; }

private:
    Parts parts_;
    bool is_allowed_ = false;
    std::optional<Refusal> refusal_;
    std::optional<registry::Pid> about_;
    std::vector<accounts::Access> notes_;
    std::function<void()> committed_;
};

/// What a handler has left out that its description asks for: to hold the subject against the
/// caller's scope, or to note whose data it shows. Our bug; nothing of its answer may go out.
struct HandlerDid {
    bool checked_scope = false;
    bool noted = false;
};
[[nodiscard]] std::optional<Error> left_out(const Endpoint& endpoint, const HandlerDid& did);

}  // namespace yidi::rest
