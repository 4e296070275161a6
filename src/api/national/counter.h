#pragma once

#include <functional>
#include <optional>
#include <string>

#include "api/national/endpoint.h"
#include "domain/explain/language.h"
#include "domain/registry/records.h"

namespace yidi::national {

/// A transaction of somebody at a counter whom another interface has let in: there is no gateway
/// and no envelope to check.
struct CounterMessage {
    payer::Caller caller;
    std::string input;                                   ///< JSON, an object
    explain::Language language = explain::Language::zh;  ///< of what a refusal calls a field
};
struct CounterAnswer {
    std::string output;  ///< JSON, as the endpoint answers it
    std::string warn_msg;
    bool is_repeat = false;            ///< it had been done before, under this msgid or another
    std::optional<registry::Pid> pid;  ///< whom it was about
};

/// The same transactions as the endpoint's, in the same log under the same rule of once each, but
/// within a session that somebody else has begun, so that what is noted beside them is one commit.
/// Threads   the store's writer.
class Counter {
public:
    /// `on_handled` is told before the commit.
    explicit Counter(const EndpointPorts& ports, EndpointOptions options = {});

    /// Errors    those of the transaction, as its use case writes them; `where` is a path such as
    ///           input.data.psn_no. bad_value: no institution has this code, no transaction this
    ///           number. A refusal is noted in the log of messages, after the session.
    [[nodiscard]] Result<CounterAnswer> run(ports::Session& session, const payer::Context& context,
                                            const CounterMessage& message) const;

private:
    void note_refusal(const CounterMessage& message, const Error& error) const;

    EndpointPorts ports_;
    EndpointOptions options_;
    mutable Refusals refusals_;
};

}  // namespace yidi::national
