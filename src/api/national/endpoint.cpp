#include "api/national/endpoint.h"

#include <utility>

#include "adapters/crypto/access_token.h"
#include "api/national/internal/err_msg.h"
#include "api/national/internal/ready.h"
#include "app/payer/message_log.h"
#include "app/payer/once.h"
#include "app/payer/sign_in.h"
#include "app/payer/upkeep.h"

namespace yidi::national {
namespace {

using internal::Done;
using internal::Prepared;

constexpr std::string_view kSignIn = "9001";
constexpr int kOk = 200;
constexpr int kUnauthorized = 401;

/// The last part of the path, without the query.
std::string_view last_segment(std::string_view target) {
    target = target.substr(0, target.find('?'));
    return target.substr(target.rfind('/') + 1);
}

/// Styles of address that name the transaction must name the one in the body.
Result<void> check_path(std::string_view target, std::string_view infno) {
    const std::string_view segment = last_segment(target);
    if (segment == infno || find_form(segment) == nullptr) return {};
    return fail(
        Error{.code = ErrorCode::inconsistent,
              .where = "infno",
              .rule = "网址末段的交易编号与报文的 infno 相同",
              .remedy = "请核对网址与 infno",
              .detail = "网址是 " + std::string{segment} + "，报文是 " + std::string{infno}});
}

}  // namespace

/// One request on its way.
struct Endpoint::Job {
    publishing::Snapshot book;
    http::Request request;
    http::Answer answer;
    bool is_known_sender = false;  ///< and its signature fits
    int status = kOk;
    Receipt receipt;
    registry::Institution sender;  ///< with its keys
    std::vector<SenderStep> let_pass;
    std::string sign_no;
    payer::Message message;
    Prepared prepared;
    std::string body;
    std::optional<std::string> file;
};

Endpoint::Endpoint(const EndpointPorts& ports, EndpointOptions options)
    : ports_{ports}, options_{std::move(options)} {}

bool Endpoint::is_for(const http::Request& request) {
    return request.method == "POST" && !request.target.starts_with("/api/");
}

void Endpoint::handle(http::Request request, http::Answer answer) const {
    if (is_token_request(request)) return give_token(request, answer);
    const auto job = std::make_shared<Job>();
    job->request = std::move(request);
    job->answer = std::move(answer);
    job->receipt.received = ports_.clock.now();
    job->book = ports_.shelf.on(job->receipt.received.date());
    job->receipt.sequence = ports_.ids.next();
    if (const Result<void> ready = prepare(job->request, *job); !ready) return respond(*job, ready);
    if (job->prepared.reads_only) return respond(*job, read(*job));
    if (job->prepared.look) {
        const Result<void> looked = ports_.store.read([&](ports::Session& session) {
            return job->prepared.look(session, context(*job->book));
        });
        if (!looked) return respond(*job, looked);
    }
    ports_.store.submit([this, job](ports::Session& session) { return run(session, *job); },
                        [this, job](const Result<void>& result) { respond(*job, result); });
}

/// Who sends, and whether they may. Fills in how they are answered.
Result<void> Endpoint::check_sender(const http::Request& request, Job& job) const {
    std::optional<registry::Institution> sender;
    YIDI_TRY_VOID(ports_.store.read([&](ports::Session& session) -> Result<void> {
        YIDI_TRY(sender, payer::institution_with_keys(session, context(*job.book),
                                                      job.message.caller.fixmedins_code));
        return {};
    }));
    if (!sender) {
        return fail(Error{
            .code = ErrorCode::bad_value,
            .where = "fixmedins_code",
            .rule = "已登记的定点医药机构编号",
            .remedy = "请核对编号，或先登记该机构",
            .detail = "没有这个定点医药机构，收到“" + job.message.caller.fixmedins_code + "”"});
    }
    YIDI_ASSERT(sender->fixmedins_code == job.message.caller.fixmedins_code);
    job.sender = *std::move(sender);
    job.receipt.receiver_admdvs = job.sender.admdvs;
    job.receipt.infcode = job.sender.profile.infcode;
    job.is_known_sender = job.sender.profile.gateway == registry::GatewayStyle::none;
    if (job.is_known_sender) return {};
    const bool has_tokens = job.sender.profile.gateway == registry::GatewayStyle::oauth2;
    SenderStep step = check_gateway_of(request, job.sender,
                                       has_tokens ? crypto::token_key(ports_.vault) : std::string{},
                                       job.receipt.received.plus_ms(-options_.clock_ahead_ms));
    job.is_known_sender = step.finding.verdict.has_value() || job.sender.profile.log_only;
    if (step.finding.verdict) return {};
    if (!job.is_known_sender) {
        job.status = kUnauthorized;
        return step.finding.verdict;
    }
    job.let_pass.push_back(std::move(step));
    return {};
}

Result<void> Endpoint::check_message(const codec::JsonNode& root, const Envelope& envelope,
                                     Job& job) const {
    SenderStep step = check_message_of(root, envelope, job.sender, sm2_keys_);
    if (step.finding.verdict || !job.sender.profile.log_only) return step.finding.verdict;
    job.let_pass.push_back(std::move(step));
    return {};
}

Result<void> Endpoint::prepare(const http::Request& request, Job& job) const {
    codec::JsonTree tree;
    std::string utf8;
    std::string plain;
    Sender sender;
    const Result<const codec::JsonNode*> root = read_body(tree, request.body, utf8, sender);
    payer::Caller& caller = job.message.caller;
    caller = {.fixmedins_code = sender.fixmedins_code,
              .msgid = sender.msgid,
              .infno = sender.infno,
              .opter = {}};
    if (!caller.fixmedins_code.empty()) {
        YIDI_TRY_VOID(check_sender(request, job));
    }
    if (!root) return fail(root.error());
    YIDI_TRY(Envelope envelope, read_envelope(tree, **root));
    // From here on the message is what its checked fields say, and its sender has been checked
    // under that code or is checked now.
    caller = {.fixmedins_code = std::string{envelope.fixmedins_code},
              .msgid = std::string{envelope.msgid},
              .infno = std::string{envelope.infno},
              .opter = std::string{envelope.opter},
              .opter_name = std::string{envelope.opter_name}};
    if (job.sender.fixmedins_code != caller.fixmedins_code) {
        YIDI_TRY_VOID(check_sender(request, job));
    }
    const InputKey input_key = input_key_of(job.sender);
    YIDI_TRY_VOID(open_input(tree, **root, input_key, plain, envelope));
    if (envelope.is_encrypted) job.receipt.output_key = input_key.key;
    YIDI_TRY_VOID(check_message(**root, envelope, job));
    job.sign_no = envelope.sign_no;
    YIDI_TRY_VOID(check_path(request.target, envelope.infno));
    const std::string number = inf_refmsgid(job.receipt);
    YIDI_TRY(internal::Ready ready, internal::make_ready(tree, envelope,
                                                         {.caller = caller,
                                                          .profile = job.sender.profile,
                                                          .vault = ports_.vault,
                                                          .inf_refmsgid = number}));
    job.prepared = std::move(ready.prepared);
    job.message = std::move(ready.message);
    return {};
}

payer::Context Endpoint::context(const policy::Book& book) const {
    return {.book = book,
            .vault = ports_.vault,
            .ids = ports_.ids,
            .texts = ports_.texts,
            .now = ports_.clock.now()};
}

Result<void> Endpoint::read(Job& job) const {
    return ports_.store.read([&](ports::Session& session) -> Result<void> {
        if (job.sender.must_sign_in) {
            YIDI_TRY_VOID(payer::check_signed_in(session, job.message.caller, job.sign_no));
        }
        YIDI_TRY(Done done, job.prepared.run(session, context(*job.book)));
        job.body = internal::body_of(done);
        job.file = std::move(done.file);
        return {};
    });
}

Result<void> Endpoint::run(ports::Session& session, Job& job) const {
    const payer::Context now = context(*job.book);
    const payer::Caller& caller = job.message.caller;
    if (job.prepared.find_person) {
        job.message.pid = job.prepared.find_person(session, now);
    }
    YIDI_TRY(payer::Once once, payer::once(session, now, job.message, [&]() -> Result<payer::Made> {
                 // Asked of new messages only: a repeat gets its answer after the sign-out too.
                 if (job.sender.must_sign_in && caller.infno != kSignIn) {
                     YIDI_TRY_VOID(payer::check_signed_in(session, caller, job.sign_no));
                 }
                 YIDI_TRY(const Done done, job.prepared.run(session, now));
                 return payer::Made{.answer = internal::body_of(done), .id = done.id};
             }));
    job.body = std::move(once.answer);
    return {};
}

/// Only of those who may send: nobody else can fill the disk. What is to come again later, as it
/// is, is not worth a row.
void Endpoint::note_refusal(const Job& job, const Error& error) const {
    if (!job.is_known_sender || job.message.caller.msgid.empty() || exit_code(error.code) == 5 ||
        !refusals_.may_note(ports_.clock.now())) {
        return;
    }
    auto refused = std::make_shared<payer::RefusedMessage>(payer::RefusedMessage{
        .caller = job.message.caller, .error = error, .body = job.request.body});
    ports_.store.submit(
        [this, refused, book = job.book](ports::Session& session) {
            return payer::note_refusal(session, context(*book), *refused);
        },
        // The sender has its answer; a log that cannot be written changes nothing about it.
        [](const Result<void>&) {});
}

void Endpoint::respond(const Job& job, const Result<void>& result) const {
    if (!result) note_refusal(job, result.error());
    Receipt receipt = job.receipt;
    receipt.responded = ports_.clock.now();
    if (options_.on_handled) {
        options_.on_handled({.caller = job.message.caller,
                             .error = result ? nullptr : &result.error(),
                             .took_ms = receipt.responded.ms() - receipt.received.ms(),
                             .let_pass = job.let_pass});
    }
    if (result && job.file) {
        return job.answer({.status = job.status,
                           .content_type = "application/octet-stream",
                           .headers = {},
                           .body = *job.file});
    }
    job.answer({.status = job.status,
                .content_type = "application/json; charset=utf-8",
                .headers = {},
                .body = result ? success(receipt, job.body)
                               : failure(receipt, internal::err_msg(result.error()))});
}

}  // namespace yidi::national
