#include "app/payer/sign_in.h"

#include <array>

#include "app/payer/internal/refusal.h"
#include "app/payer/internal/row_reader.h"
#include "app/payer/internal/rows_person.h"

namespace yidi::payer {
namespace {

using internal::RowReader;
using ports::Table;
using ports::Value;

constexpr std::int64_t kIn = 1;
constexpr std::int64_t kOut = 2;

/// Region, time and number, 30 characters, as clients know it.
std::string new_sign_no(std::uint32_t admdvs, Instant now, std::int64_t id) {
    constexpr std::int64_t kTenDigits = 10'000'000'000;
    const std::string tail = std::to_string(id % kTenDigits);
    return std::to_string(admdvs) + to_compact(now) + std::string(10 - tail.size(), '0') + tail;
}

Result<void> insert(ports::Session& session, const SignInRequest& request,
                    const std::string& sign_no, std::int64_t seq, Instant now) {
    return session.insert(ports::spec(Table::signin),
                          {sign_no, seq, request.caller.fixmedins_code, request.opter_no,
                           internal::value_of(now), request.mac, request.ip});
}

struct SignedIn {
    bool is_known = false;
    bool is_out = false;
};
Result<SignedIn> find(ports::Session& session, const Caller& caller, const std::string& sign_no) {
    SignedIn found;
    const std::array<Value, 2> key{sign_no, kIn};
    YIDI_TRY(const auto row, session.get(ports::spec(Table::signin), key));
    if (row) {
        RowReader in{Table::signin, *row};
        in.skip();
        in.skip();
        found.is_known = in.text() == caller.fixmedins_code;
    }
    const std::array<Value, 2> out{sign_no, kOut};
    YIDI_TRY(const auto left, session.get(ports::spec(Table::signin), out));
    found.is_out = left.has_value();
    return found;
}

}  // namespace

Result<SignInReply> sign_in(ports::Session& session, const Context& context,
                            const SignInRequest& request) {
    YIDI_TRY(const auto institution,
             internal::find_institution(session, request.caller.fixmedins_code));
    if (!institution) {
        return internal::refuse(ErrorCode::bad_value, "fixmedins_code",
                                "the code of a known institution",
                                "have the institution registered", "no institution has this code");
    }
    SignInReply reply;
    reply.sign_no = new_sign_no(institution->admdvs, context.now, context.ids.next());
    reply.sign_time = context.now;
    YIDI_TRY_VOID(insert(session, request, reply.sign_no, kIn, context.now));
    return reply;
}

Result<Instant> sign_out(ports::Session& session, const Context& context,
                         const SignOutRequest& request) {
    YIDI_TRY(const SignedIn found, find(session, request.caller, request.sign_no));
    if (!found.is_known) {
        return internal::refuse(ErrorCode::bad_value, "sign_no", "the number that 9001 answered",
                                "sign in again", "this institution has no such number");
    }
    if (!found.is_out) {
        const SignInRequest row{
            .caller = request.caller, .opter_no = request.opter_no, .mac = {}, .ip = {}};
        YIDI_TRY_VOID(insert(session, row, request.sign_no, kOut, context.now));
    }
    return context.now;
}

Result<void> check_signed_in(ports::Session& session, const Caller& caller,
                             const std::string& sign_no) {
    YIDI_TRY(const SignedIn found, find(session, caller, sign_no));
    if (found.is_known && !found.is_out) {
        return {};
    }
    return internal::refuse(
        ErrorCode::bad_value, "sign_no", "the number of a sign-in that has not ended",
        "sign in with 9001",
        found.is_known ? "this number is signed out" : "this institution has no such number");
}

}  // namespace yidi::payer
