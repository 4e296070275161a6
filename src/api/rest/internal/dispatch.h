#pragma once

#include <memory>

#include "api/rest/internal/buckets.h"
#include "api/rest/internal/call.h"
#include "api/rest/internal/workers.h"

namespace yidi::rest::internal {

/// Takes a request of /api/v1 through its description: route, caller, rate, roles, fields, key,
/// handler, notes, answer. Threads: any.
class Dispatcher {
public:
    /// All outlive the dispatcher and every answer it still owes.
    Dispatcher(const RouterPorts& ports, const RouterOptions& options,
               std::vector<ports::IdentityProvider*> providers);
    ~Dispatcher();
    Dispatcher(const Dispatcher&) = delete;
    Dispatcher& operator=(const Dispatcher&) = delete;

    void handle(http::Request request, http::Answer answer);

private:
    struct Job;
    using JobPointer = std::shared_ptr<Job>;

    /// Whether the request may go on; else it has been answered.
    bool admit(const JobPointer& pointer);
    std::optional<http::Response> read_request(Job& job);
    void prepare(const JobPointer& job);
    /// Has the work done on one of the lane's few threads; where they have too much, says that.
    void give(const JobPointer& job, Lane lane, std::function<void()> work);
    void run(const JobPointer& job);
    void compute(Job& job);
    void read(const JobPointer& job);
    /// Answers a read, once it is on disk who has seen what.
    void tell_noted(const JobPointer& job);
    void write(const JobPointer& job);
    /// As a write, and whatever the handler has written is undone.
    void attempt(const JobPointer& job);
    void refuse(const JobPointer& job, const std::optional<Refusal>& refusal, const Error& error);

    const RouterPorts& ports_;
    const RouterOptions& options_;
    std::vector<ports::IdentityProvider*> providers_;
    Buckets buckets_;
    Workers passwords_;
    Workers files_;
};

}  // namespace yidi::rest::internal
