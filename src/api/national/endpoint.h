#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "adapters/http/message.h"
#include "api/national/envelope.h"
#include "api/national/refusals.h"
#include "api/national/sender_check.h"
#include "app/payer/context.h"
#include "app/publishing/shelf.h"
#include "ports/clock.h"

namespace yidi::national {

/// What the endpoint works with. All outlive it and every answer it still owes.
struct EndpointPorts {
    const publishing::Shelf& shelf;
    ports::Store& store;
    ports::Vault& vault;
    ports::Ids& ids;
    ports::Texts& texts;  ///< used on the store's writer only
    const ports::Clock& clock;
};

/// What became of a message, for logs and counters. Valid during the call.
struct Handled {
    const payer::Caller& caller;   ///< as far as the envelope could be read
    const Error* error = nullptr;  ///< null: done
    std::int64_t took_ms = 0;
    /// Of an institution that is only being connected (`log_only`): the steps that failed and were
    /// let pass, with what would have been right.
    const std::vector<SenderStep>& let_pass;
};

struct EndpointOptions {
    /// How far `clock` is ahead of the world's, a demonstration's: senders sign by the world's.
    std::int64_t clock_ahead_ms = 0;
    /// Told of each message before its answer is sent. Any thread.
    std::function<void(const Handled&)> on_handled = {};
};

/// The national interface: POST on any path, dispatched by `infno`. Reads and checks on the calling
/// thread, runs the use case on the store's writer, answers when its commit is durable.
///
/// HTTP 200 for every business answer, failures too (infcode −1); 401 where the gateway signature
/// is refused. Never 5xx: clients repeat those by themselves. A path that ends in /oauth/token is
/// asked for an access token (gateway signature C).
/// Threads   any.
class Endpoint {
public:
    explicit Endpoint(const EndpointPorts& ports, EndpointOptions options = {});

    void handle(http::Request request, http::Answer answer) const;

    /// Whether a request is for this endpoint: a POST outside /api/.
    [[nodiscard]] static bool is_for(const http::Request& request);

private:
    struct Job;
    Result<void> prepare(const http::Request& request, Job& job) const;
    Result<void> check_sender(const http::Request& request, Job& job) const;
    Result<void> check_message(const codec::JsonNode& root, const Envelope& envelope,
                               Job& job) const;
    [[nodiscard]] static bool is_token_request(const http::Request& request);
    void give_token(const http::Request& request, const http::Answer& answer) const;
    Result<void> run(ports::Session& session, Job& job) const;
    Result<void> read(Job& job) const;
    /// With the packs that the job has begun with.
    [[nodiscard]] payer::Context context(const policy::Book& book) const;
    void respond(const Job& job, const Result<void>& result) const;
    void note_refusal(const Job& job, const Error& error) const;

    EndpointPorts ports_;
    EndpointOptions options_;
    mutable Refusals refusals_;
    mutable Sm2Keys sm2_keys_;
};

}  // namespace yidi::national
