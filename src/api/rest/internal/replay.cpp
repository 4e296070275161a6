#include "api/rest/internal/replay.h"

#include <array>

#include "ports/tables.h"

namespace yidi::rest::internal {
namespace {

using ports::Row;
using ports::Value;

std::string place_of(const KeyedWrite& write) {
    return "idempotency/" + write.principal + '/' + write.key;
}

}  // namespace

Result<std::optional<KeptAnswer>> kept_answer(ports::Session& session,
                                              const payer::Context& context,
                                              const KeyedWrite& write) {
    constexpr std::size_t kOperation = 2;
    constexpr std::size_t kHash = 3;
    constexpr std::size_t kStatus = 5;
    constexpr std::size_t kAnswer = 6;
    const std::array<Value, 2> key{write.principal, write.key};
    YIDI_TRY(const std::optional<Row> row,
             session.get(ports::spec(ports::Table::idempotency), key));
    if (!row) return std::optional<KeptAnswer>{};
    if (std::get<std::string>((*row)[kOperation]) != write.operation ||
        std::get<std::string>((*row)[kHash]) != write.hash) {
        return fail(Error{.code = ErrorCode::inconsistent,
                          .where = "Idempotency-Key",
                          .rule = "每个意图一个新的键；重发时内容不变",
                          .remedy = "请换一个键，或按原样重发",
                          .detail = "这个键已用于另一个请求"});
    }
    YIDI_TRY(std::string body,
             context.vault.open(std::get<std::string>((*row)[kAnswer]), place_of(write)));
    return std::optional{
        KeptAnswer{.status = static_cast<int>(std::get<std::int64_t>((*row)[kStatus])),
                   .body = std::move(body)}};
}

Result<void> keep_answer(ports::Session& session, const payer::Context& context,
                         const KeyedWrite& write, const KeptAnswer& answer) {
    return session.insert(
        ports::spec(ports::Table::idempotency),
        {write.principal, write.key, write.operation, write.hash, context.now.ms(),
         std::int64_t{answer.status}, context.vault.seal(answer.body, place_of(write))});
}

}  // namespace yidi::rest::internal
