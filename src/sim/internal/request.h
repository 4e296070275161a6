#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/instant.h"
#include "base/money.h"
#include "sim/internal/country.h"

namespace yidi::sim {

/// What the messages of one episode are about.
struct Care {
    const Insured* person = nullptr;
    const Hospital* hospital = nullptr;
    std::string mdtrt_id;
    std::string chrg_bchno;  ///< of a visit
    std::string setl_id;
    Money fee;
    bool is_stay = false;
    Instant from;
    bool use_account = false;
};

struct MessageHead {
    std::string_view infno;
    std::string_view msgid;
    Instant now;
};

/// The body of a message of the national interface about this care. Every required field is there.
[[nodiscard]] std::string request_of(const MessageHead& head, const Care& care);
/// 2601 of the message `omsgid`.
[[nodiscard]] std::string undo_request(const MessageHead& head, const Care& care,
                                       std::string_view omsgid, std::string_view oinfno);

/// What is read of an answer. Views live as long as the answer's text.
struct Told {
    bool is_done = false;
    bool is_busy = false;     ///< refused for now: the same message may come again
    std::string_view output;  ///< its bytes
    std::string err_msg;
    std::string mdtrt_id;
    std::int64_t setl_id = 0;  ///< 0: none
    Money fee;
    Money fund;
    Money person;
    Money account;
};
[[nodiscard]] Told read_answer(std::string_view answer);

}  // namespace yidi::sim
