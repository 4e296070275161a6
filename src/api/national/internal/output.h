#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "adapters/codec/json_writer.h"
#include "app/payer/accumulators.h"
#include "app/payer/check_entitlement.h"
#include "app/payer/fees.h"
#include "app/payer/look_up_person.h"
#include "app/payer/settle.h"
#include "app/payer/totals.h"
#include "domain/policy/regions.h"

/// The `output` of each transaction, every field of its table, as JSON.
namespace yidi::national::internal {

/// What transactions without an output answer: some clients refuse an empty one.
inline constexpr std::string_view kEmptyOutput = R"({"expContent":null})";

/// 1101.
[[nodiscard]] std::string person_output(const payer::PersonReply& reply, Instant now);
/// 2001.
[[nodiscard]] std::string entitlement_output(const std::vector<payer::Entitlement>& rows);
/// 2204, 2301.
[[nodiscard]] std::string fee_output(const std::vector<payer::LineReply>& lines);
/// 5204.
[[nodiscard]] std::string fee_view_output(const std::vector<payer::LineView>& lines,
                                          std::string_view mdtrt_id);
/// 2206, 2207, 2303, 2304, and 2208, 2305: a reversal's amounts are negative already.
struct SettleView {
    std::string_view mdtrt_cert_type;  ///< empty: not told
    const policy::Regions& regions;
    /// 2101, 2102: told in `detlcutinfo`.
    const std::vector<payer::LineReply>* lines = nullptr;
};
[[nodiscard]] std::string settle_output(const payer::SettleReply& reply, const SettleView& view);
[[nodiscard]] std::string reverse_output(const payer::SettleReply& reply, const SettleView& view);
/// What a settlement's answer warns of: that it is an older one's, or what is held elsewhere.
[[nodiscard]] std::string warning_of(const payer::SettleReply& reply);
/// 5203.
[[nodiscard]] std::string settlement_output(const payer::SettlementReply& reply,
                                            const policy::Regions& regions);
/// 5206.
[[nodiscard]] std::string accumulators_output(const std::vector<payer::AccumulatorRow>& rows);
/// 3201.
[[nodiscard]] std::string totals_output(const payer::TotalsReply& reply, std::uint32_t setl_optins);

}  // namespace yidi::national::internal
