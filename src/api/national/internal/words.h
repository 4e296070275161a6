#pragma once

#include <array>
#include <cstddef>

#include "api/national/table.h"

/// The words in which the field tables are written.
namespace yidi::national::internal {

/// C: 字符型 of at most so many characters.
constexpr Field c(std::string_view name, std::string_view label, std::uint16_t length) {
    return {.name = name, .label = label, .type = FieldType::text, .length = length};
}

/// C with a dictionary.
constexpr Field d(std::string_view name, std::string_view label, std::uint16_t length,
                  const Dictionary& codes) {
    return {
        .name = name, .label = label, .type = FieldType::text, .length = length, .codes = &codes};
}

/// N: 数值型 of so many digits, of which `scale` decimals.
constexpr Field n(std::string_view name, std::string_view label, std::uint16_t length,
                  std::uint8_t scale) {
    return {
        .name = name, .label = label, .type = FieldType::number, .length = length, .scale = scale};
}

/// N 16,2.
constexpr Field amount(std::string_view name, std::string_view label) {
    return n(name, label, 16, 2);
}

/// N 16,2 that is below 0 in what takes back, and in totals of it.
constexpr Field signed_amount(std::string_view name, std::string_view label) {
    return amount(name, label).or_negative();
}

constexpr Field day(std::string_view name, std::string_view label) {
    return {.name = name, .label = label, .type = FieldType::date, .length = 10};
}

constexpr Field time(std::string_view name, std::string_view label) {
    return {.name = name, .label = label, .type = FieldType::instant, .length = 19};
}

/// The bytes of a file, at most so many KiB.
constexpr Field bytes(std::string_view name, std::string_view label, std::uint16_t kib) {
    return {.name = name, .label = label, .type = FieldType::bytes, .length = kib};
}

template <std::size_t A, std::size_t B>
constexpr std::array<Field, A + B> join(const std::array<Field, A>& first,
                                        const std::array<Field, B>& second) {
    std::array<Field, A + B> all{};
    for (std::size_t i = 0; i < A; ++i) all[i] = first[i];
    for (std::size_t i = 0; i < B; ++i) all[A + i] = second[i];
    return all;
}

// What many tables share.
inline constexpr Field kPsnNo = c("psn_no", "人员编号", 30).must();
inline constexpr Field kMdtrtId = c("mdtrt_id", "就诊ID", 30).must();
inline constexpr Field kSetlId = c("setl_id", "结算ID", 30).must();
inline constexpr Field kExpContent = c("exp_content", "扩展字段", 4000).also("expContent");

extern const Table kEnvelopeTable;
// The groups, each in its own file.
extern const std::span<const Form> kSessionForms;
extern const std::span<const Form> kOutpatientForms;
extern const std::span<const Form> kStayForms;
extern const std::span<const Form> kInpatientForms;
extern const std::span<const Form> kQueryForms;
extern const std::span<const Form> kRecordForms;
extern const std::span<const Form> kPharmacyForms;
extern const std::span<const Form> kFileForms;
extern const std::span<const Form> kCatalogueForms;
extern const std::span<const Form> kDocumentForms;
extern const std::span<const Form> kVisitQueryForms;
extern const std::span<const Form> kClearingForms;
/// setlinfo and setldetail as a pre-settlement, a settlement and a reversal answer them.
extern const std::span<const Table> kPreSettleOutput;
extern const std::span<const Table> kSettleOutput;
extern const std::span<const Table> kOutpatientReverseOutput;
extern const std::span<const Table> kInpatientReverseOutput;
extern const std::span<const Table> kPurchaseTrialOutput;
extern const std::span<const Table> kPurchaseOutput;
extern const std::span<const Table> kPurchaseReverseOutput;
extern const std::span<const Table> kFeeOutput;
extern const std::span<const Field> kSetldetailFields;

}  // namespace yidi::national::internal
