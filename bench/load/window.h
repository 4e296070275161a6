#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "adapters/http/client.h"
#include "bench/load/speech.h"

namespace yidi::load {

/// One window of the hospital: a connection that is kept, and the messages of an outpatient visit
/// with a bill of five lines.
class Window {
public:
    /// `number` tells the windows' messages apart.
    Window(const http::Url& server, std::int64_t number, const Speech& speech);

    /// 2201 and 2204. Returns the visit's number; empty if it was refused.
    [[nodiscard]] std::optional<std::string> open_visit(const std::string& psn_no);
    /// 2203 and 2206, which a window sends before it settles.
    [[nodiscard]] bool diagnose_and_try(const std::string& psn_no, const std::string& mdtrt_id);
    /// 2207. Whether it was done.
    [[nodiscard]] bool settle(const std::string& psn_no, const std::string& mdtrt_id);

    /// What the last message was answered, for whoever wants to know why it was refused.
    [[nodiscard]] const std::string& last_answer() const { return last_answer_; }

private:
    /// Whether it was done; `input` is JSON.
    bool send(const char* infno, const std::string& input);

    http::Client client_;
    Speaker speaker_;
    std::int64_t number_;
    std::int64_t sent_ = 0;
    std::string last_answer_;
};

}  // namespace yidi::load
