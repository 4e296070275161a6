#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <utility>

#include <unistd.h>

#include "adapters/crypto/passwords.h"
#include "adapters/http/server.h"
#include "adapters/telemetry/log.h"
#include "adapters/telemetry/metrics.h"
#include "api/national/counter.h"
#include "api/national/endpoint.h"
#include "api/national/personal.h"
#include "api/national/table.h"
#include "api/pages/site.h"
#include "api/rest/router.h"
#include "app/window/item_index.h"
#include "main/clearing_jobs.h"
#include "main/filing_jobs.h"
#include "main/line.h"
#include "main/machine.h"
#include "main/stop_signals.h"

namespace yidi::main {
namespace {

using telemetry::Level;

/// Counts messages, and writes a line for each that could not be done.
class Watch {
public:
    Watch(telemetry::Metrics& metrics, telemetry::Log& log) : metrics_{metrics}, log_{log} {}

    void note(const national::Handled& handled) {
        const std::string result =
            handled.error == nullptr ? "done" : std::string{name(handled.error->code)};
        metrics_
            .counter({"yidi_messages_total", "Messages of the national interface by outcome."},
                     {{"infno", known(handled.caller.infno)}, {"result", result}})
            .add();
        for (const national::SenderStep& step : handled.let_pass) note_let_pass(handled, step);
        const bool is_ours = handled.error != nullptr && exit_code(handled.error->code) == 1;
        const Level level = is_ours ? Level::error : Level::info;
        if (!log_.writes(level)) return;
        log_.write(
            level, "message",
            {{"infno", telemetry::Code{handled.caller.infno}},
             {"fixmedins_code", telemetry::Code{handled.caller.fixmedins_code}},
             {"msgid", telemetry::Code{handled.caller.msgid}},
             {"result", telemetry::Code{result}},
             {"where", telemetry::Code{handled.error == nullptr ? "" : handled.error->where}},
             {"took_ms", handled.took_ms}});
    }

    void note(const rest::Failure& failure) {
        log_.write(Level::error, "request failed",
                   {{"operation", telemetry::Code{failure.operation}},
                    {"result", telemetry::Code{name(failure.error.code)}},
                    {"where", telemetry::Code{failure.error.where}}});
    }

private:
    /// Of an institution that is being connected (log_only in its profile).
    void note_let_pass(const national::Handled& handled, const national::SenderStep& step) {
        const crypto::SignatureFinding& finding = step.finding;
        if (finding.verdict) return;
        log_.write(Level::warning, "signature let pass",
                   {{"infno", telemetry::Code{handled.caller.infno}},
                    {"fixmedins_code", telemetry::Code{handled.caller.fixmedins_code}},
                    {"msgid", telemetry::Code{handled.caller.msgid}},
                    {"step", telemetry::Code{step.name}},
                    {"where", telemetry::Code{finding.verdict.error().where}},
                    {"why", telemetry::Prose{finding.verdict.error().detail}},
                    {"signed", telemetry::Prose{finding.signed_text}},
                    {"expected", telemetry::Prose{finding.expected}}});
    }

    /// What a caller invents makes no series of its own.
    static std::string known(const std::string& infno) {
        return national::find_form(infno) == nullptr ? "unknown" : infno;
    }

    telemetry::Metrics& metrics_;
    telemetry::Log& log_;
};

/// What is done without a request.
class Jobs {
public:
    Jobs(const FilingJobs::Ports& ports, const cli::ServeOptions& options,
         telemetry::Metrics& metrics)
        : filing_{ports} {
        if (options.clearing == nullptr) return;
        nights_.emplace(ClearingJobs::Ports{.open = ports.open,
                                            .service = ports.service,
                                            .rules = *options.clearing,
                                            .metrics = metrics,
                                            .log = ports.log},
                        options.night);
    }
    /// To be called before the store closes.
    void stop() {
        filing_.stop();
        if (nights_) nights_->stop();
    }

private:
    FilingJobs filing_;
    std::optional<ClearingJobs> nights_;
};

std::string url_of(const cli::ServeOptions& options, std::uint16_t port) {
    const bool tls = !options.tls_certificate.empty();
    const std::string host = options.address.find(':') == std::string::npos
                                 ? options.address
                                 : '[' + options.address + ']';
    return (tls ? "https://" : "http://") + host + ':' + std::to_string(port);
}

http::ServerOptions server_options(const cli::ServeOptions& options) {
    http::ServerOptions server;
    server.address = options.address;
    server.port = options.port;
    server.threads = options.threads;
    if (!options.tls_certificate.empty()) {
        server.tls = http::TlsFiles{.certificate = options.tls_certificate, .key = options.tls_key};
    }
    return server;
}

/// What the REST interface needs of the national one.
rest::Desk desk_of(const national::Counter& counter) {
    rest::Desk desk;
    desk.transact = [&counter](ports::Session& session, const payer::Context& context,
                               const rest::Transaction& asked) -> Result<rest::Transacted> {
        YIDI_TRY(national::CounterAnswer answer,
                 counter.run(
                     session, context,
                     {.caller = asked.caller, .input = asked.input, .language = asked.language}));
        return rest::Transacted{.output = std::move(answer.output),
                                .warn_msg = std::move(answer.warn_msg),
                                .already_done = answer.is_repeat,
                                .pid = answer.pid};
    };
    desk.is_personal = national::is_personal;
    desk.name = [](std::string_view infno) {
        const national::Form* form = national::find_form(infno);
        return form == nullptr ? std::string_view{} : form->label;
    };
    return desk;
}

rest::Pages pages_of(const pages::Site* site) {
    if (site == nullptr) return {};
    return [site](const http::Request& request) { return site->find(request); };
}

rest::Pages no_page_of(const pages::Site* site) {
    if (site == nullptr) return {};
    return [site](const http::Request& request) { return site->not_found(request); };
}

}  // namespace

Result<void> Machine::serve(const cli::Service& service, const cli::ServeOptions& options,
                            const std::function<void(const std::string& url)>& started) {
    const StopSignals signals;
    const cli::OpenPorts ports = service.installation.open_ports();
    telemetry::Metrics metrics;
    telemetry::Log log{telemetry::to_descriptor(STDERR_FILENO),
                       [&ports] { return ports.clock.now(); }};
    log.set_lowest(options.logs_messages ? Level::info : Level::warning);
    Watch watch{metrics, log};
    const national::EndpointPorts national_ports{.shelf = service.shelf,
                                                 .store = ports.store,
                                                 .vault = ports.vault,
                                                 .ids = ports.ids,
                                                 .texts = service.texts,
                                                 .clock = ports.clock};
    const national::EndpointOptions national_options{
        .clock_ahead_ms = options.clock_ahead_ms,
        .on_handled = [&watch](const national::Handled& handled) { watch.note(handled); }};
    const national::Endpoint endpoint{national_ports, national_options};
    const national::Counter counter{national_ports, national_options};
    Line line{{.open = ports, .metrics = metrics, .log = log},
              options,
              [&endpoint](http::Request request, http::Answer answer) {
                  endpoint.handle(std::move(request), std::move(answer));
              }};
    YIDI_TRY_VOID(line.open());
    const crypto::Argon2Passwords passwords;
    std::optional<app::ItemIndex> items;
    if (options.readings != nullptr) items.emplace(*options.readings);
    rest::Router router{
        {.shelf = service.shelf,
         .packs = service.packs,
         .store = ports.store,
         .vault = ports.vault,
         .ids = ports.ids,
         .texts = service.texts,
         .clock = ports.clock,
         .metrics = metrics,
         .passwords = passwords,
         .readings = &service.readings},
        [&line](http::Request request, http::Answer answer) {
            line.handle(std::move(request), std::move(answer));
        },
        {.clock_ahead_ms = options.clock_ahead_ms,
         .ready = [&service] { return service.installation.check_room(); },
         .is_tls = !options.tls_certificate.empty(),
         .case_schema = options.case_schema,
         .example_cases = options.example_cases,
         .papers = options.papers,
         .claim_papers = options.claim_papers,
         .claim_limits = options.claim_limits,
         .pages = pages_of(options.pages),
         .no_page = no_page_of(options.pages),
         .shown = options.shown,
         .desk = desk_of(counter),
         .items = items ? &*items : nullptr,
         .clearing = options.clearing,
         .on_failure = [&watch](const rest::Failure& failure) { watch.note(failure); }}};
    YIDI_TRY(const std::unique_ptr<http::Server> server,
             http::Server::start(server_options(options), router, metrics));
    Jobs jobs{{.open = ports, .service = service, .log = log}, options, metrics};
    if (options.faults) log.write(Level::warning, "faults on demand are on");
    started(url_of(options, server->port()));
    signals.wait();
    // Requests that have begun are answered; then the store ends what it was given.
    if (!server->stop()) log.write(Level::warning, "stopped before every answer was taken");
    line.stop();
    jobs.stop();
    ports.store.close();
    return {};
}

}  // namespace yidi::main
