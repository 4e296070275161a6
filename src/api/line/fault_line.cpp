#include "api/line/fault_line.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "adapters/codec/json_tree.h"
#include "api/line/internal/wrong_amount.h"

namespace yidi::line {
namespace {

constexpr std::string_view kJson = "application/json; charset=utf-8";
constexpr std::string_view kNone = "none";
constexpr int kOk = 200;
constexpr int kBadRequest = 400;
constexpr int kUnauthorized = 401;
/// What a stranger's invented institutions can make us remember.
constexpr std::size_t kInstitutionsMax = 10'000;

constexpr std::string_view kRefused401 =
    "网关拒绝（gateway-refusal）：签名或时间戳不符。处理：请核对时钟与密钥，重新签名后用同一报文 "
    "ID 重发";
constexpr std::string_view kMaintenance =
    "系统维护中（maintenance）。处理：请保留账单，请稍后用同一报文 ID 重发";
constexpr std::string_view kCatalogueChanged =
    "医保目录已更新（catalogue-changed）。规则：费用上传前须使用最新目录。处理：请先用 1301 至 "
    "1319 下载目录，再用同一报文 ID 重新上传";
// Says no more than a real line does: whoever believes it settles twice.
constexpr std::string_view kFailed = "交易处理失败，请联系管理员";

bool is_upload(std::string_view infno) {
    return infno == "2204" || infno == "2301";
}

bool is_catalogue_download(std::string_view infno) {
    return infno.size() == 4 && infno.starts_with("13");
}

/// A copy whose body leaves the room that parsers read into.
http::Request copy_of(const http::Request& request) {
    http::Request copy = request;
    copy.body.reserve(copy.body.size() + http::Request::kBodyPadding);
    return copy;
}

bool is_done(const http::Response& response) {
    if (response.status != kOk) return false;
    codec::JsonTree tree;
    const Result<const codec::JsonNode*> root = tree.read(response.body);
    if (!root) return true;  // A file.
    const codec::JsonNode* infcode = (*root)->member("infcode");
    return infcode != nullptr && infcode->text == "0";
}

}  // namespace

/// One message on its way, and what is to happen to it.
struct FaultLine::Job {
    http::Request request;
    http::Answer answer;
    Message message;
    Chosen chosen;
};

FaultLine::FaultLine(LinePorts ports, FaultPlan& plan) : ports_{std::move(ports)}, plan_{plan} {}

FaultLine::Message FaultLine::read(const http::Request& request) {
    Message message;
    codec::JsonTree tree;
    std::string utf8;
    // What cannot be read is delivered as it is; the endpoint says why.
    (void)national::read_body(tree, request.body, utf8, message);
    return message;
}

Result<std::optional<Chosen>> FaultLine::choose(const std::string* header, const Message& message) {
    if (header == nullptr) return plan_.choose(message.fixmedins_code, message.infno);
    YIDI_TRY(Chosen chosen, parse_fault(*header));
    return std::optional{std::move(chosen)};
}

std::optional<Chosen> FaultLine::go_on(const Message& message, std::optional<Chosen> chosen) {
    const std::lock_guard only{mutex_};
    auto found = going_.find(message.fixmedins_code);
    const bool begins = chosen && (chosen->fault == Fault::maintenance ||
                                   chosen->fault == Fault::catalogue_changed);
    if (found == going_.end()) {
        if (!begins) return chosen;
        if (going_.size() >= kInstitutionsMax) going_.clear();
        found = going_.emplace(message.fixmedins_code, Going{}).first;
    }
    Going& going = found->second;
    if (begins && chosen->fault == Fault::maintenance) {
        going.maintenance = std::max(going.maintenance, chosen->number);
    }
    if (going.maintenance > 0) {
        --going.maintenance;
        return Chosen{.fault = Fault::maintenance};
    }
    if (chosen && chosen->fault == Fault::catalogue_changed) {
        // It changes at any time, and is noticed at the next upload.
        going.catalogue_changed = true;
        if (!is_upload(message.infno)) return std::nullopt;
    }
    if (!chosen && going.catalogue_changed && is_upload(message.infno)) {
        return Chosen{.fault = Fault::catalogue_changed};
    }
    return chosen;
}

void FaultLine::note_download(const Message& message) {
    if (!is_catalogue_download(message.infno)) return;
    const std::lock_guard only{mutex_};
    const auto found = going_.find(message.fixmedins_code);
    if (found != going_.end()) found->second.catalogue_changed = false;
}

void FaultLine::handle(http::Request request, http::Answer answer) {
    Message message = read(request);
    note_download(message);
    const std::string* header = request.headers.find(kHeader);
    if (header != nullptr && *header == kNone) {
        return ports_.deliver(std::move(request), std::move(answer));
    }
    Result<std::optional<Chosen>> chosen = choose(header, message);
    if (!chosen) {
        return refuse({.request = {.method = {}, .target = {}},
                       .answer = std::move(answer),
                       .message = std::move(message),
                       .chosen = {}},
                      kBadRequest,
                      "X-Yidi-Fault：没有这种故障或参数有误。规则：" + chosen.error().rule +
                          "。处理：请用 yidi faults 查看故障目录");
    }
    std::optional<Chosen> does = go_on(message, *std::move(chosen));
    if (!does) return ports_.deliver(std::move(request), std::move(answer));
    apply({.request = std::move(request),
           .answer = std::move(answer),
           .message = std::move(message),
           .chosen = *std::move(does)});
}

void FaultLine::apply(Job job) {
    switch (job.chosen.fault) {
        case Fault::timeout_before_commit:
            fired(job.chosen.fault, job.message);
            // Kept until then, and let go: the connection is closed without an answer.
            if (job.chosen.number > 0) {
                ports_.timer.after(job.chosen.number, [kept = std::move(job.answer)] {});
            }
            return;
        case Fault::timeout_after_commit: return deliver_and_swallow(std::move(job));
        case Fault::duplicate: return deliver_twice(std::move(job));
        case Fault::delay: return deliver_late(std::move(job));
        case Fault::wrong_amount:
        case Fault::one_sided: return deliver_and_change(std::move(job));
        case Fault::gateway_refusal: return refuse(job, kUnauthorized, kRefused401);
        case Fault::maintenance: return refuse(job, kOk, kMaintenance);
        case Fault::catalogue_changed: return refuse(job, kOk, kCatalogueChanged);
    }
}

void FaultLine::fired(Fault fault, const Message& message) {
    const std::string word{name(fault)};
    ports_.metrics
        .counter({"yidi_faults_total", "Faults done on demand to messages (yidi serve --faults)."},
                 {{"fault", word}})
        .add();
    ports_.log.write(telemetry::Level::warning, "fault on demand",
                     {{"fault", telemetry::Code{word}},
                      {"infno", telemetry::Code{message.infno}},
                      {"fixmedins_code", telemetry::Code{message.fixmedins_code}},
                      {"msgid", telemetry::Code{message.msgid}}});
}

void FaultLine::refuse(const Job& job, int status, std::string_view err_msg) {
    http::Response response{.status = status,
                            .content_type = std::string{kJson},
                            .headers = {},
                            .body = failure(ports_.receipt(job.message.fixmedins_code), err_msg)};
    if (status != kBadRequest) {
        fired(job.chosen.fault, job.message);
        response.headers.add(std::string{kHeader}, std::string{name(job.chosen.fault)});
    }
    job.answer(std::move(response));
}

void FaultLine::deliver_and_swallow(Job job) {
    fired(job.chosen.fault, job.message);
    ports_.deliver(std::move(job.request), [this, wait_ms = job.chosen.number,
                                            kept = std::move(job.answer)](const http::Response&) {
        if (wait_ms > 0) ports_.timer.after(wait_ms, [kept] {});
    });
}

void FaultLine::deliver_twice(Job job) {
    fired(job.chosen.fault, job.message);
    http::Request copy = copy_of(job.request);
    // Nobody waits for the first: its answer goes astray.
    ports_.deliver(std::move(copy), [](const http::Response&) {});
    ports_.deliver(
        std::move(job.request), [answer = std::move(job.answer)](http::Response response) {
            response.headers.add(std::string{kHeader}, std::string{name(Fault::duplicate)});
            answer(std::move(response));
        });
}

void FaultLine::deliver_late(Job job) {
    fired(job.chosen.fault, job.message);
    const auto kept = std::make_shared<Job>(std::move(job));
    ports_.timer.after(kept->chosen.number, [this, kept] {
        ports_.deliver(std::move(kept->request), [kept](http::Response response) {
            response.headers.add(std::string{kHeader}, std::string{name(Fault::delay)});
            kept->answer(std::move(response));
        });
    });
}

void FaultLine::deliver_and_change(Job job) {
    // Asked before: the answer comes on a thread of the store.
    const bool is_one_sided = job.chosen.fault == Fault::one_sided;
    const std::string failed =
        is_one_sided ? failure(ports_.receipt(job.message.fixmedins_code), kFailed) : std::string{};
    const auto kept = std::make_shared<Job>(std::move(job));
    http::Request request = std::move(kept->request);
    ports_.deliver(std::move(request), [this, kept, is_one_sided, failed](http::Response response) {
        bool is_changed = is_done(response);
        if (is_changed && is_one_sided) {
            response.content_type = kJson;
            response.body = failed;
        }
        if (is_changed && !is_one_sided) {
            is_changed = internal::make_one_fen_more(response.body, kept->chosen.field);
        }
        if (is_changed) {
            fired(kept->chosen.fault, kept->message);
            response.headers.add(std::string{kHeader}, std::string{name(kept->chosen.fault)});
        }
        kept->answer(std::move(response));
    });
}

}  // namespace yidi::line
