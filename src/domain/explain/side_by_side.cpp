#include "domain/explain/side_by_side.h"

#include <algorithm>
#include <array>

#include "base/assert.h"

namespace yidi::explain {
namespace {

const Bar* find(const std::vector<Bar>& bars, const Bar& like) {
    const auto same = [&](const Bar& bar) { return bar.group == like.group && bar.id == like.id; };
    const auto found = std::ranges::find_if(bars, same);
    return found == bars.end() ? nullptr : &*found;
}

/// Every part once, each group in the order in which the settlements name it first.
std::vector<const Bar*> parts_of(std::span<const std::vector<Bar>> columns) {
    constexpr std::array kGroups{BarGroup::total, BarGroup::cost, BarGroup::fund, BarGroup::payer};
    std::vector<const Bar*> parts;
    for (const BarGroup group : kGroups) {
        for (const std::vector<Bar>& bars : columns) {
            for (const Bar& bar : bars) {
                const auto is_it = [&](const Bar* part) {
                    return part->group == bar.group && part->id == bar.id;
                };
                if (bar.group == group && std::ranges::none_of(parts, is_it)) {
                    parts.push_back(&bar);
                }
            }
        }
    }
    return parts;
}

}  // namespace

std::vector<SideRow> side_by_side(std::span<const std::vector<Bar>> columns, std::size_t base) {
    YIDI_ASSERT(base < columns.size());
    std::vector<SideRow> rows;
    for (const Bar* part : parts_of(columns)) {
        SideRow& row =
            rows.emplace_back(SideRow{part->group, part->id, part->label, /*amounts=*/{}, {}});
        for (const std::vector<Bar>& bars : columns) {
            std::optional<Money>& amount = row.amounts.emplace_back();
            if (bars.empty()) continue;
            const Bar* bar = find(bars, *part);
            amount = bar == nullptr ? Money{} : bar->amount;
        }
        const std::optional<Money> against = row.amounts[base];
        for (const std::optional<Money>& amount : row.amounts) {
            row.differences.push_back(amount && against ? std::optional{*amount - *against}
                                                        : std::nullopt);
        }
    }
    return rows;
}

}  // namespace yidi::explain
