#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "adapters/http/message.h"
#include "adapters/telemetry/log.h"
#include "adapters/telemetry/metrics.h"
#include "api/line/plan.h"
#include "api/line/timer.h"
#include "api/national/envelope.h"

namespace yidi::line {

/// Answers the national interface: national::Endpoint::handle, or what stands before it.
using Deliver = std::function<void(http::Request, http::Answer)>;

/// What the line works with. All outlive it and every answer it still owes.
struct LinePorts {
    Deliver deliver;
    Timer& timer;
    telemetry::Metrics& metrics;
    telemetry::Log& log;
    /// How an institution's answers begin, for those that the line gives itself. Any thread.
    std::function<national::Receipt(std::string_view fixmedins_code)> receipt;
};

/// Stands before the national interface and does to messages what real lines do. A fault is chosen
/// by the request's header `X-Yidi-Fault` (`none`: no fault), else by the plan.
///
/// Loud: the header `X-Yidi-Fault` in each answer that a fault has touched, a warning in the log
/// for each fault, and yidi_faults_total{fault}. A fault that does not fit a message (an amount
/// where there is none, a failure of what failed) leaves it alone and is not counted.
/// Threads   any.
class FaultLine {
public:
    static constexpr std::string_view kHeader = "X-Yidi-Fault";

    FaultLine(LinePorts ports, FaultPlan& plan);

    void handle(http::Request request, http::Answer answer);

private:
    /// What the line knows of a message.
    using Message = national::Sender;
    struct Job;
    /// What goes on at an institution beyond one message.
    struct Going {
        std::int64_t maintenance = 0;  ///< messages that are still refused
        bool catalogue_changed = false;
    };

    static Message read(const http::Request& request);
    Result<std::optional<Chosen>> choose(const std::string* header, const Message& message);
    void note_download(const Message& message);
    /// What was chosen, and what goes on at the institution.
    std::optional<Chosen> go_on(const Message& message, std::optional<Chosen> chosen);
    void apply(Job job);
    void fired(Fault fault, const Message& message);
    void refuse(const Job& job, int status, std::string_view err_msg);
    void deliver_late(Job job);
    void deliver_twice(Job job);
    void deliver_and_swallow(Job job);
    void deliver_and_change(Job job);

    LinePorts ports_;
    FaultPlan& plan_;
    std::mutex mutex_;
    std::map<std::string, Going, std::less<>> going_;
};

}  // namespace yidi::line
