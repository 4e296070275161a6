#pragma once

#include <optional>
#include <string>

#include "adapters/http/message.h"
#include "api/line/fault_line.h"
#include "api/line/recorder.h"
#include "cli/machine.h"
#include "main/record_file.h"

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
    /// Opens what the options name. Before the first request.
    /// Errors    those of RecordFile::open.
    [[nodiscard]] Result<void> open();

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

    /// Past the recorder.
    void deliver(http::Request request, http::Answer answer);

    Ports ports_;
    line::Deliver endpoint_;
    std::string record_;
    bool is_demo_;
    std::optional<Faults> faults_;
    std::optional<RecordFile> file_;
    std::optional<line::Recorder> recorder_;
};

}  // namespace yidi::main
