#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/payer/context.h"
#include "domain/registry/care_record.h"

/// Recognised chronic diseases of a person, as the insured region's agency looks after them.
namespace yidi::app {

enum class RecognitionState : std::uint8_t { in_force, not_yet, ended, withdrawn };
[[nodiscard]] std::string_view name(RecognitionState state);

struct Recognition {
    /// Without a number: the insured region's own register has it, and no record.
    registry::CareRecord record;
    RecognitionState state = RecognitionState::in_force;
    std::string by;             ///< who made it, or withdrew it
    std::optional<Instant> at;  ///< when
};
/// Records before the register's, of each the latest beginning first.
[[nodiscard]] Result<std::vector<Recognition>> recognitions_of(ports::Session& session,
                                                               registry::Pid pid, Date day);

struct Recognise {
    registry::Pid pid = 0;
    policy::Insutype insutype = policy::Insutype::employee;
    std::string dise_codg;
    Date begndate;
    std::optional<Date> enddate;
    std::optional<Date> assessed;  ///< day on which a hospital found the disease
    std::string fixmedins_code;    ///< the hospital; may be empty
    std::string by;
};
/// Errors    as payer::add_record; bad_value: no institution has the code.
[[nodiscard]] Result<Recognition> recognise(ports::Session& session, const payer::Context& context,
                                            const Recognise& request);

struct Withdraw {
    registry::Pid pid = 0;
    std::int64_t record = 0;
    std::string reason;
    std::string by;
};
/// Whoever made it: the insured region decides. What was settled while it stood stays as it is;
/// withdrawing twice does nothing more.
/// Errors    bad_value: the person has no such record.
[[nodiscard]] Result<Recognition> withdraw(ports::Session& session, const payer::Context& context,
                                           const Withdraw& request);

}  // namespace yidi::app
