#pragma once

#include <optional>

#include "adapters/http/message.h"
#include "api/line/fault_line.h"
#include "cli/machine.h"

namespace yidi::main {

/// What stands between the server and the national interface: nothing, unless the options ask for
/// it. Outlives the server.
class Line {
public:
    struct Ports {
        cli::OpenPorts open;
        telemetry::Metrics& metrics;
        telemetry::Log& log;
    };

    Line(const Ports& ports, const cli::ServeOptions& options, line::Deliver endpoint);

    void handle(http::Request request, http::Answer answer);
    /// Drops what waits. To be called before the store closes.
    void stop();

private:
    struct Faults {
        Faults(const Ports& ports, const cli::FaultOptions& options, line::Deliver endpoint);
        line::FaultPlan plan;
        line::ThreadTimer timer;
        line::FaultLine line;
    };

    line::Deliver endpoint_;
    std::optional<Faults> faults_;
};

}  // namespace yidi::main
