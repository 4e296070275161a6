#include "api/rest/internal/dispatch.h"

#include <algorithm>
#include <utility>

#include "adapters/codec/payer_texts.h"
#include "adapters/crypto/sha256.h"
#include "api/rest/internal/identify.h"
#include "api/rest/internal/replay.h"
#include "api/rest/internal/reply.h"
#include "api/rest/internal/routes.h"
#include "domain/explain/error_words.h"

namespace yidi::rest::internal {
namespace {

std::string_view header(const http::Request& request, std::string_view name) {
    const std::string* value = request.headers.find(name);
    return value == nullptr ? std::string_view{} : std::string_view{*value};
}

/// One site has one IPv4 address, or one network of 2^64 IPv6 ones.
std::string address_of(const std::string& peer) {
    constexpr int kGroups = 4;
    if (peer.find(':') == std::string::npos) return peer;
    std::size_t end = 0;
    for (int i = 0; i < kGroups && end != std::string::npos; ++i) end = peer.find(':', end + 1);
    return peer.substr(0, end);
}

Result<std::string> key_of(const http::Request& request) {
    constexpr std::size_t kSizeMax = 100;
    const std::string_view key = header(request, kKeyHeader);
    const bool is_plain =
        std::ranges::all_of(key, [](char one) { return one > ' ' && one <= '~'; });
    if (!key.empty() && key.size() <= kSizeMax && is_plain) return std::string{key};
    return fail(Error{.code = ErrorCode::missing_key,
                      .where = std::string{kKeyHeader},
                      .rule = "每个意图一个新的键，1 至 100 个可见字符，如 UUID",
                      .remedy = "请带上 Idempotency-Key；没有收到应答时以同一键重发",
                      .detail = "写操作须有 Idempotency-Key"});
}

/// A few seconds of work on two threads each: who would wait longer is told to come again.
constexpr std::size_t kPasswordsWaiting = 128;
constexpr std::size_t kFilesWaiting = 32;

}  // namespace

/// One request on its way. Whoever holds it last has answered it.
struct Dispatcher::Job {
    explicit Job(const RouterOptions& of) : options{of} {}

    const RouterOptions& options;
    publishing::Snapshot book;
    http::Request request;
    http::Answer answer;
    Target target;
    Route route;
    Instant now;
    Caller caller;
    codec::JsonTree tree;
    Input parameters;
    Input body;
    std::string key;
    std::string hash;
    std::string prepared;
    std::any made;
    std::function<void()> committed;
    std::vector<accounts::Access> notes;  ///< of a read
    std::optional<registry::Pid> about;   ///< whom the scope was held against in vain
    http::Response response;

    [[nodiscard]] const Endpoint& endpoint() const { return *route.endpoint; }
    /// In the caller's language.
    [[nodiscard]] http::Response problem_of(const Error& error) const {
        return problem(explain::translated(error, language_of(request)));
    }
    [[nodiscard]] http::Response problem_of(const Refusal& refusal) const {
        return problem(refusal.trouble, explain::translated(refusal.error, language_of(request)),
                       refusal.retry_after_s);
    }
    /// For the records: of the operation as a whole, with the person that it was about.
    [[nodiscard]] Result<accounts::Access> noted(ports::Session& session,
                                                 const payer::Context& context,
                                                 std::string_view what) const {
        accounts::Access access{.by = caller.principal.is_known() ? caller.principal.id : "nobody",
                                .pid = {},
                                .what = std::string{what} + ": " + std::string{endpoint().id}};
        const Result<access::Subject> person =
            about ? accounts::subject_of(session, context, *about)
                  : accounts::subject_of(session, context, person_in_path());
        // Anybody may write any number into an address: nobody's is noted without a person.
        if (!person && person.error().code != ErrorCode::bad_value) return fail(person.error());
        if (person) access.pid = person->pid;
        return access;
    }
    /// As it was sent; empty where the path names nobody.
    [[nodiscard]] std::string_view person_in_path() const {
        std::size_t at = 0;
        for (const Field& field : endpoint().parameters) {
            if (!endpoint().is_in_path(field)) continue;
            if (field.name == "psn_no") return route.path[at];
            ++at;
        }
        return {};
    }
    void tell(http::Response told) const { answer(std::move(told)); }
    void tell(const Refusal& refusal) const { tell(problem_of(refusal)); }
    void tell(const Error& error) const {
        const bool is_ours = exit_code(error.code) == 1;
        if (is_ours && options.on_failure) options.on_failure({endpoint().id, error});
        tell(problem_of(error));
    }
    void tell(const std::optional<Refusal>& refusal, const Error& error) const {
        refusal ? tell(*refusal) : tell(error);
    }

    /// What follows from a write comes before its answer.
    void tell_committed() {
        if (committed) committed();
        tell(std::move(response));
    }

    [[nodiscard]] http::Response response_of(Done done) const {
        if (done.refusal) {
            return problem_of(*done.refusal);
        }
        const int status = done.status == 0 ? endpoint().status : done.status;
        http::Response told = answered(std::move(done.body), status);
        for (const http::Header& one : done.headers) told.headers.add(one.name, one.value);
        return told;
    }

    [[nodiscard]] http::Response answered(std::string text, int status) const {
        const std::string_view media = endpoint().media;
        if (media == "text/html") return page(std::move(text));
        if (media == "application/json") return json(std::move(text), status);
        if (media == "application/pdf") return document(std::move(text));
        return file(media, std::move(text));
    }

    /// Runs the handler, and holds it to its description.
    Result<Done> handle(Call& call) const {
        Result<Done> done = endpoint().handle(call);
        if (!done || done->refusal) return done;
        std::optional<Error> missing = left_out(
            endpoint(), {.checked_scope = call.is_allowed(), .noted = !call.notes().empty()});
        if (missing) return fail(*std::move(missing));
        return done;
    }

    [[nodiscard]] KeyedWrite keyed_write() const {
        return {.principal = caller.principal.id,
                .key = key,
                .operation = std::string{endpoint().id},
                .hash = hash};
    }
};

Dispatcher::Dispatcher(const RouterPorts& ports, const RouterOptions& options,
                       std::vector<ports::IdentityProvider*> providers)
    : ports_{ports},
      options_{options},
      providers_{std::move(providers)},
      passwords_{{.threads = options.password_threads, .waiting_max = kPasswordsWaiting}},
      files_{{.threads = options.file_threads, .waiting_max = kFilesWaiting}} {}
Dispatcher::~Dispatcher() = default;

namespace {

/// Of a request: its packs and its time are those of its beginning.
struct Begun {
    const policy::Book& book;
    Instant now;
};

payer::Context context_of(const RouterPorts& ports, ports::Texts& texts, const Begun& begun) {
    return {.book = begun.book,
            .vault = ports.vault,
            .ids = ports.ids,
            .texts = texts,
            .now = begun.now,
            .readings = ports.readings};
}

Result<void> write_notes(ports::Session& session, const payer::Context& context,
                         const std::vector<accounts::Access>& notes) {
    for (const accounts::Access& one : notes) {
        YIDI_TRY_VOID(accounts::note(session, context, one));
    }
    return {};
}

}  // namespace

void Dispatcher::handle(http::Request request, http::Answer answer) {
    const auto job = std::make_shared<Job>(options_);
    job->request = std::move(request);
    job->answer = std::move(answer);
    job->now = ports_.clock.now();
    job->book = ports_.shelf.on(job->now.date());
    Result<Target> target = read_target(job->request.target);
    if (!target) return job->tell(target.error());
    job->target = *std::move(target);
    Found found = find_route(job->request.method, job->target.path);
    if (!found.route) {
        if (!found.allow.empty()) return job->tell(not_allowed(found.allow));
        return job->tell(Refusal{Trouble::not_found,
                                 {.code = ErrorCode::bad_value,
                                  .where = {},
                                  .rule = {},
                                  .remedy = "请核对地址：/docs 列出全部操作",
                                  .detail = "没有这个地址"}});
    }
    job->route = *std::move(found.route);
    if (!admit(job)) return;
    if (job->endpoint().prepare != nullptr) return prepare(job);
    run(job);
}

bool Dispatcher::admit(const JobPointer& pointer) {
    Job& job = *pointer;
    const Endpoint& endpoint = job.endpoint();
    const Result<Caller> caller =
        identify(ports_, context_of(ports_, ports_.texts, {*job.book, job.now}), job.request);
    if (caller) job.caller = *caller;
    const bool is_known = caller && caller->principal.is_known();
    const std::string who = is_known ? caller->principal.id : address_of(job.request.peer);
    const std::int64_t wait_ms =
        buckets_.take(who, is_known ? options_.known : options_.nobody, endpoint.cost, job.now);
    if (wait_ms > 0) {
        constexpr std::int64_t kSecondMs = 1'000;
        job.tell(Refusal{Trouble::too_many,
                         {.code = ErrorCode::busy,
                          .where = {},
                          .rule = {},
                          .remedy = "请在 Retry-After 所示的秒数后再试；第三方程序请申请密钥",
                          .detail = "请求过于频繁"},
                         wait_ms / kSecondMs + 1});
        return false;
    }
    if (!caller) {
        const bool is_token = caller.error().code == ErrorCode::bad_value;
        is_token ? job.tell(Refusal{Trouble::not_signed_in, caller.error()})
                 : job.tell(caller.error());
        return false;
    }
    if (const auto refusal = check_caller(endpoint, job.caller, job.request)) {
        refuse(pointer, refusal, refusal->error);
        return false;
    }
    if (std::optional<http::Response> wrong = read_request(job)) {
        job.tell(*std::move(wrong));
        return false;
    }
    return true;
}

std::optional<http::Response> Dispatcher::read_request(Job& job) {
    const Endpoint& endpoint = job.endpoint();
    Result<Input> parameters = read_parameters(endpoint, job.route.path, job.target);
    if (!parameters) return job.problem_of(parameters.error());
    job.parameters = *std::move(parameters);
    if (endpoint.has_body()) {
        // A form can be sent by any site; JSON cannot without asking first.
        if (!header(job.request, "Content-Type").starts_with("application/json")) {
            return problem(kUnsupportedMedia, {.detail = "请求体须是 JSON",
                                               .code = "unsupported_media",
                                               .pointer = "Content-Type",
                                               .rule = "application/json",
                                               .remedy = "请设置 Content-Type"});
        }
    }
    if (!endpoint.body.empty()) {
        Result<Input> body = read_body(endpoint, job.request.body, job.tree);
        if (!body) return job.problem_of(body.error());
        job.body = *std::move(body);
    }
    if (!endpoint.needs_key()) return std::nullopt;
    Result<std::string> key = key_of(job.request);
    if (!key) return job.problem_of(key.error());
    job.key = *std::move(key);
    job.hash = crypto::sha256(job.request.target + '\n' + job.request.body);
    return std::nullopt;
}

void Dispatcher::prepare(const JobPointer& job) {
    give(job, job->endpoint().lane, [this, job] {
        Preparing preparing{ports_, providers_, job->caller, job->parameters, job->body, job->now};
        Result<std::string> prepared = job->endpoint().prepare(preparing);
        if (!prepared) return job->tell(preparing.refusal, prepared.error());
        job->prepared = *std::move(prepared);
        job->made = std::move(preparing.made);
        run(job);
    });
}

void Dispatcher::give(const JobPointer& job, Lane lane, std::function<void()> work) {
    Workers& workers = lane == Lane::passwords ? passwords_ : files_;
    if (workers.give(std::move(work))) return;
    job->tell(
        problem(kUnavailable,
                {.detail = "此刻请求过多", .code = name(ErrorCode::busy), .remedy = "请稍后再试"}));
}

void Dispatcher::run(const JobPointer& job) {
    switch (job->endpoint().effect) {
        case Effect::computes: return compute(*job);
        case Effect::reads: return read(job);
        case Effect::writes: return write(job);
        case Effect::tries: return attempt(job);
    }
}

void Dispatcher::compute(Job& job) {
    codec::PayerTexts texts{job.book->regions()};
    const payer::Context context = context_of(ports_, texts, {*job.book, job.now});
    Call call{{job.endpoint(), ports_, options_, job.request, job.caller, job.parameters, job.body,
               job.prepared, job.made, context, nullptr}};
    Result<Done> done = job.handle(call);
    if (!done) return job.tell(call.refusal(), done.error());
    job.tell(job.response_of(*std::move(done)));
}

void Dispatcher::read(const JobPointer& job) {
    codec::PayerTexts texts{job->book->regions()};
    const payer::Context context = context_of(ports_, texts, {*job->book, job->now});
    std::optional<Refusal> refusal;
    Done done;
    const Result<void> read = ports_.store.read([&](ports::Session& session) -> Result<void> {
        Call call{{job->endpoint(), ports_, options_, job->request, job->caller, job->parameters,
                   job->body, job->prepared, job->made, context, &session}};
        Result<Done> handled = job->handle(call);
        refusal = call.refusal();
        job->about = call.refused_about();
        job->notes = call.notes();
        if (!handled) return fail(std::move(handled).error());
        done = *std::move(handled);
        return {};
    });
    if (!read) return refuse(job, refusal, read.error());
    if (!done.finish) {
        job->response = job->response_of(std::move(done));
        return tell_noted(job);
    }
    give(job, Lane::files, [this, job, done = std::move(done)]() mutable {
        Result<std::string> body = done.finish();
        if (!body) return job->tell(body.error());
        done.body = *std::move(body);
        job->response = job->response_of(std::move(done));
        tell_noted(job);
    });
}

void Dispatcher::tell_noted(const JobPointer& job) {
    if (job->notes.empty()) return job->tell(std::move(job->response));
    // What cannot be noted is not shown.
    ports_.store.submit(
        [this, job](ports::Session& session) {
            return write_notes(session, context_of(ports_, ports_.texts, {*job->book, job->now}),
                               job->notes);
        },
        [job](const Result<void>& noted) {
            noted ? job->tell(std::move(job->response)) : job->tell(noted.error());
        });
}

void Dispatcher::write(const JobPointer& job) {
    const auto refusal = std::make_shared<std::optional<Refusal>>();
    const auto work = [this, job, refusal](ports::Session& session) -> Result<void> {
        const payer::Context context = context_of(ports_, ports_.texts, {*job->book, job->now});
        const bool is_keyed = job->endpoint().needs_key();
        if (is_keyed) {
            Result<std::optional<KeptAnswer>> kept =
                kept_answer(session, context, job->keyed_write());
            if (!kept) {
                if (kept.error().code == ErrorCode::inconsistent) {
                    *refusal = Refusal{Trouble::key_reused, kept.error()};
                }
                return fail(std::move(kept).error());
            }
            if (*kept) {
                job->response = json(std::move((*kept)->body), (*kept)->status);
                job->response.headers.add("Idempotency-Replayed", "true");
                YIDI_TRY(accounts::Access again, job->noted(session, context, "answered again"));
                return write_notes(session, context, {std::move(again)});
            }
        }
        Call call{{job->endpoint(), ports_, options_, job->request, job->caller, job->parameters,
                   job->body, job->prepared, job->made, context, &session}};
        Result<Done> done = job->handle(call);
        *refusal = call.refusal();
        job->about = call.refused_about();
        if (!done) return fail(std::move(done).error());
        YIDI_TRY_VOID(write_notes(session, context, call.notes()));
        job->committed = call.committed();
        const bool is_kept = is_keyed && !done->refusal;
        job->response = job->response_of(*std::move(done));
        if (!is_kept) return {};
        return keep_answer(session, context, job->keyed_write(),
                           {.status = job->response.status, .body = job->response.body});
    };
    ports_.store.submit(work, [this, job, refusal](const Result<void>& done) {
        done ? job->tell_committed() : refuse(job, *refusal, done.error());
    });
}

void Dispatcher::attempt(const JobPointer& job) {
    struct Outcome {
        bool is_answered = false;
        std::optional<Refusal> refusal;
    };
    const auto outcome = std::make_shared<Outcome>();
    const auto work = [this, job, outcome](ports::Session& session) -> Result<void> {
        const payer::Context context = context_of(ports_, ports_.texts, {*job->book, job->now});
        Call call{{job->endpoint(), ports_, options_, job->request, job->caller, job->parameters,
                   job->body, job->prepared, job->made, context, &session}};
        Result<Done> done = job->handle(call);
        outcome->refusal = call.refusal();
        job->about = call.refused_about();
        job->notes = call.notes();
        if (!done) return fail(std::move(done).error());
        job->response = job->response_of(*std::move(done));
        outcome->is_answered = true;
        // An error ends the work without a trace of what it has written.
        return fail(Error{.code = ErrorCode::busy,
                          .where = std::string{job->endpoint().id},
                          .rule = "nothing of an attempt stays"});
    };
    ports_.store.submit(work, [this, job, outcome](const Result<void>& done) {
        if (outcome->is_answered) return tell_noted(job);
        refuse(job, outcome->refusal, done.error());
    });
}

void Dispatcher::refuse(const JobPointer& job, const std::optional<Refusal>& refusal,
                        const Error& error) {
    const bool reached_too_far = refusal && refusal->trouble == Trouble::forbidden;
    if (!reached_too_far) return job->tell(refusal, error);
    // Who asks for what is not theirs is of interest to whoever looks at the records later.
    ports_.store.submit(
        [this, job](ports::Session& session) -> Result<void> {
            const payer::Context context = context_of(ports_, ports_.texts, {*job->book, job->now});
            YIDI_TRY(accounts::Access refused, job->noted(session, context, "refused"));
            return write_notes(session, context, {std::move(refused)});
        },
        [job, refusal = *refusal](const Result<void>& noted) {
            noted ? job->tell(refusal) : job->tell(noted.error());
        });
}

}  // namespace yidi::rest::internal
