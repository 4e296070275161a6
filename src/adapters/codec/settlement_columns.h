#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "domain/reconciliation/row.h"

/// Which column of a settlement file holds what.
namespace yidi::codec {

/// What a column may hold. Names are the national elements'; those of amounts follow in the order
/// of reconciliation::Amount.
enum class SettlementField : std::uint8_t {
    setl_id,
    mdtrt_id,
    psn_no,
    certno,
    setl_time,
    clr_ym,  ///< the clearing month; no national element
    refd_setl_flag,
    init_setl_id,  ///< what a reversal takes back
    medfee_sumamt,
};
inline constexpr std::size_t kSettlementFieldCount = 8 + reconciliation::kAmountCount;

[[nodiscard]] std::string_view name(SettlementField field);
/// "结算ID": what the field is called in Chinese tables.
[[nodiscard]] std::string_view chinese_name(SettlementField field);
[[nodiscard]] std::optional<SettlementField> parse_settlement_field(std::string_view text);
/// Of a field that is an amount.
[[nodiscard]] std::optional<reconciliation::Amount> amount_of(SettlementField field);

/// The field that a head means by the national name or by one of its Chinese names, whatever its
/// case, blanks and unit ("医疗费总额（元）").
[[nodiscard]] std::optional<SettlementField> field_of_head(std::string_view head);

/// How it is known what a column holds.
enum class KnownBy : std::uint8_t { national_name, chinese_name, option, memory };
[[nodiscard]] std::string_view name(KnownBy by);

/// What a user says: the head of the column that holds a field.
using ColumnChoice = std::map<SettlementField, std::string>;

struct ReadColumn {
    SettlementField field = SettlementField::setl_id;
    std::size_t at = 0;  ///< place in the row
    std::string head;
    KnownBy by = KnownBy::national_name;
};

/// Said of one file; a choice wins over memory, memory over names.
struct ColumnChoices {
    ColumnChoice said;
    ColumnChoice remembered;
};

/// The columns of a row of heads, by place. A field that two heads name is taken from the first.
[[nodiscard]] std::vector<ReadColumn> find_columns(const std::vector<std::string>& heads,
                                                   const ColumnChoices& choices);

/// Which columns a file with such heads has, as users have said: kept as JSON, so that the next
/// file with the same heads needs no options.
class ColumnMemory {
public:
    /// An empty text is an empty memory. Errors    malformed_json, bad_value: another form.
    [[nodiscard]] static Result<ColumnMemory> from(std::string_view json,
                                                   const std::string& file_name);
    /// Empty where nothing is remembered of these heads, in whatever order.
    [[nodiscard]] ColumnChoice recall(const std::vector<std::string>& heads) const;
    void keep(const std::vector<std::string>& heads, const ColumnChoice& choice);
    [[nodiscard]] std::string json() const;

private:
    std::map<std::vector<std::string>, ColumnChoice> files_;
};

}  // namespace yidi::codec
