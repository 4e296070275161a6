#include "api/line/faults.h"

#include <algorithm>
#include <charconv>

namespace yidi::line {
namespace {

/// Below the 60 seconds after which the server itself gives an answer up.
constexpr std::int64_t kMsMax = 50'000;
constexpr std::int64_t kMessagesMax = 1'000'000;
constexpr std::int64_t kDelayMs = 3'000;
constexpr std::size_t kFieldMax = 40;

constexpr std::array<FaultEntry, kFaultCount> kCatalogue{{
    {Fault::timeout_before_commit,
     "timeout-before-commit",
     Argument::ms,
     0,
     {"请求被吞掉：没有办理，也没有应答，连接被断开（=毫秒：先等这么久再断开）",
      "the request is swallowed: nothing is done, no answer is sent, the connection is closed "
      "(=MS: only after so long)"},
     {"结果未知：用同一 msgid 原样重发直到有应答；不再需要的交易用 2601 冲正",
      "the outcome is unknown: send the same message again under the same msgid until there is an "
      "answer; what is not wanted any more is undone with 2601"}},
    {Fault::timeout_after_commit,
     "timeout-after-commit",
     Argument::ms,
     0,
     {"已经办理，但应答没有发出，连接被断开（=毫秒：先等这么久再断开）",
      "it is done, but no answer is sent and the connection is closed (=MS: only after so long)"},
     {"与上一种无法区分，做法相同：重发得到第一次的应答",
      "it cannot be told from the one before, and is met the same way: the repeat gets the first "
      "answer"}},
    {Fault::duplicate,
     "duplicate",
     Argument::none,
     0,
     {"同一请求送达两次", "the same request is delivered twice"},
     {"无须处理：同一 msgid 只办理一次", "nothing: one msgid is done once"}},
    {Fault::delay,
     "delay",
     Argument::ms,
     kDelayMs,
     {"请求晚到（=毫秒），可能排在后发的请求之后，应答也随之晚到",
      "the request arrives late (=MS), perhaps after later ones, and so does its answer"},
     {"等待，或用同一 msgid 重发；不得换 msgid 另发",
      "wait, or send it again under the same msgid; never under another one"}},
    {Fault::wrong_amount,
     "wrong-amount",
     Argument::field,
     0,
     {"已经办理，应答中有一个金额多一分（=字段名：哪一个）",
      "it is done, and one amount of the answer is one fen too high (=FIELD: which)"},
     {"核对各金额的恒等式，不符则不入账：重发同一报文取回应答，并用 5203 核对；仍有疑问用 2601 "
      "冲正",
      "check the identities of the amounts and book nothing that breaks one: ask again under the "
      "same msgid and query 5203; undo with 2601 what stays in doubt"}},
    {Fault::gateway_refusal,
     "gateway-refusal",
     Argument::none,
     0,
     {"网关以 HTTP 401 拒绝，没有办理", "the gateway refuses with HTTP 401; nothing is done"},
     {"核对时钟与密钥后，用同一 msgid 重新签名再发",
      "mend clock or secret, sign anew and send again under the same msgid"}},
    {Fault::maintenance,
     "maintenance",
     Argument::messages,
     1,
     {"系统维护：本机构的这一笔及其后各笔（共=笔数）以 infcode −1 拒绝，没有办理",
      "maintenance: this message of the institution and the next ones (=MESSAGES in all) are "
      "refused with infcode −1; nothing is done"},
     {"保留账单，逐次加长间隔后用同一 msgid 重发",
      "keep the bill and send it again later under the same msgid, each time after a longer wait"}},
    {Fault::one_sided,
     "one-sided",
     Argument::none,
     0,
     {"已经办理，应答却说失败（infcode −1）：单边账",
      "it is done, and the answer says that it failed (infcode −1): a one-sided record"},
     {"失败也要用同一 msgid 重发核实，或用 5203 查询；绝不换 msgid 再结算",
      "believe no failure of a settlement at once: repeat it under the same msgid or query 5203; "
      "never settle again under a new msgid"}},
    {Fault::catalogue_changed,
     "catalogue-changed",
     Argument::none,
     0,
     {"目录已更新：本机构的费用上传（2204、2301）被拒绝，直到下载目录（1301 至 1319）为止",
      "the catalogue has changed: uploads of lines (2204, 2301) of the institution are refused "
      "until it asks for a download (1301 to 1319)"},
     {"下载新版目录，再用同一 msgid 上传",
      "download the new version, then upload again under the same msgid"}},
}};

Error no_such_fault(std::string_view text) {
    std::string known;
    for (const FaultEntry& entry : kCatalogue) {
        known.append(known.empty() ? "" : ", ").append(entry.name);
    }
    return {.code = ErrorCode::usage,
            .where = "",
            .rule = known,
            .remedy = "see `yidi faults`",
            .detail = "there is no fault called " + std::string{text}};
}

Error bad_argument(const FaultEntry& entry, std::string_view given) {
    const auto rule = [&]() -> std::string {
        switch (entry.argument) {
            case Argument::none: return "no argument";
            case Argument::ms: return "milliseconds, 0 to 50000";
            case Argument::messages: return "messages, 1 to 1000000";
            case Argument::field: return "a field's name in small letters";
        }
        return {};
    };
    return {.code = ErrorCode::usage,
            .where = "",
            .rule = rule(),
            .remedy = "see `yidi faults`",
            .detail = "cannot use " + std::string{given}};
}

bool is_field_name(std::string_view text) {
    return !text.empty() && text.size() <= kFieldMax && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
}

Result<std::int64_t> number_in(const FaultEntry& entry, std::string_view text) {
    const bool is_ms = entry.argument == Argument::ms;
    std::int64_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size() ||
        number < (is_ms ? 0 : 1) || number > (is_ms ? kMsMax : kMessagesMax)) {
        return fail(bad_argument(entry, text));
    }
    return number;
}

}  // namespace

const std::array<FaultEntry, kFaultCount>& fault_catalogue() {
    return kCatalogue;
}

std::string_view name(Fault fault) {
    return kCatalogue[static_cast<std::size_t>(fault)].name;
}

Result<Chosen> parse_fault(std::string_view text) {
    const std::size_t equals = text.find('=');
    const std::string_view word = text.substr(0, equals);
    const auto* entry = std::ranges::find(kCatalogue, word, &FaultEntry::name);
    if (entry == kCatalogue.end()) return fail(no_such_fault(word));
    Chosen chosen{.fault = entry->fault, .number = entry->by_default};
    if (equals == std::string_view::npos) return chosen;
    const std::string_view argument = text.substr(equals + 1);
    switch (entry->argument) {
        case Argument::none: return fail(bad_argument(*entry, argument));
        case Argument::field:
            if (!is_field_name(argument)) return fail(bad_argument(*entry, argument));
            chosen.field = argument;
            return chosen;
        case Argument::ms:
        case Argument::messages: break;
    }
    YIDI_TRY(chosen.number, number_in(*entry, argument));
    return chosen;
}

}  // namespace yidi::line
