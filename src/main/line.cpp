#include "main/line.h"

#include <string>
#include <string_view>
#include <utility>

#include "app/payer/upkeep.h"

namespace yidi::main {
namespace {

/// How the institution's answers begin. One that is not registered, or cannot be read now, is
/// answered with a number.
national::Receipt receipt_for(const cli::OpenPorts& ports, std::string_view fixmedins_code) {
    national::Receipt receipt{.sequence = ports.ids.next(),
                              .received = ports.clock.now(),
                              .responded = ports.clock.now()};
    std::optional<registry::Institution> sender;
    const Result<void> read = ports.store.read([&](ports::Session& session) -> Result<void> {
        YIDI_TRY(sender, payer::institution(session, std::string{fixmedins_code}));
        return {};
    });
    if (!read || !sender) return receipt;
    receipt.receiver_admdvs = sender->admdvs;
    receipt.infcode = sender->profile.infcode;
    return receipt;
}

}  // namespace

Line::Faults::Faults(const Ports& ports, const cli::FaultOptions& options, line::Deliver endpoint)
    : plan{options.rules, options.script},
      line{{.deliver = std::move(endpoint),
            .timer = timer,
            .metrics = ports.metrics,
            .log = ports.log,
            .receipt = [open =
                            ports.open](std::string_view code) { return receipt_for(open, code); }},
           plan} {}

Line::Line(const Ports& ports, const cli::ServeOptions& options, line::Deliver endpoint)
    : ports_{ports},
      endpoint_{std::move(endpoint)},
      record_{options.record},
      is_demo_{options.is_demo} {
    if (options.faults) faults_.emplace(ports, *options.faults, endpoint_);
}

Result<void> Line::open() {
    if (record_.empty()) return {};
    YIDI_TRY(RecordFile file, RecordFile::open(record_));
    file_.emplace(std::move(file));
    recorder_.emplace(line::RecorderPorts{
        .deliver = [this](http::Request request,
                          http::Answer answer) { deliver(std::move(request), std::move(answer)); },
        .masker = line::Masker{file_->key(), is_demo_},
        .write = [this](std::string_view line) { file_->write(line, ports_.log); },
        .now = [this] { return ports_.open.clock.now(); }});
    return {};
}

void Line::deliver(http::Request request, http::Answer answer) {
    if (faults_) return faults_->line.handle(std::move(request), std::move(answer));
    endpoint_(std::move(request), std::move(answer));
}

void Line::handle(http::Request request, http::Answer answer) {
    if (recorder_) return recorder_->handle(std::move(request), std::move(answer));
    deliver(std::move(request), std::move(answer));
}

void Line::stop() {
    if (faults_) faults_->timer.stop();
}

}  // namespace yidi::main
