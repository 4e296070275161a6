#pragma once

#include <string>

#include <sys/types.h>

#include "adapters/http/client.h"

namespace yidi::load {

/// A server of its own on `folder`/data, with the demonstration's hospitals and catalogue and the
/// persons whose tables lie in `folder`. Anything that fails ends the program.
class ServerProcess {
public:
    ServerProcess(const std::string& program, const std::string& folder);
    ServerProcess(const ServerProcess&) = delete;
    ServerProcess& operator=(const ServerProcess&) = delete;
    ~ServerProcess();

    [[nodiscard]] const http::Url& url() const { return url_; }
    /// What it has used of all cores since its start.
    [[nodiscard]] double cpu_seconds() const;
    /// SIGTERM, and whether it ended well.
    bool stop();

private:
    pid_t process_ = -1;
    http::Url url_;
};

}  // namespace yidi::load
