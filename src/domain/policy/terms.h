#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/money.h"
#include "base/rate.h"
#include "domain/policy/pack.h"
#include "domain/policy/parameter.h"

/// Terms that a case states itself, to check what a page says: few words that become an ordinary
/// pack, so that the one adjudicator computes them. The keys and what each one stands for:
/// docs/using/case-file.md.
namespace yidi::policy {

/// The layers that stated terms can name, in the order in which they pay.
enum class StatedLayerKind : std::uint8_t { large, serious, civil, aid, tilt };
inline constexpr std::size_t kStatedLayerCount = 5;
[[nodiscard]] std::string_view name(StatedLayerKind kind);

struct StatedLayer {
    std::vector<Band> bands;  ///< one band without end for a single ratio
    Money threshold;
    std::optional<Money> limit;
    bool limit_includes_pool = false;  ///< the limit is one for pooled fund and layer together
    Banding banding = Banding::net;
    LayerBy by = LayerBy::stay;
    std::uint8_t counts = 0;  ///< mask of Bucket; 0: usual_counts(kind)
};

/// What a layer of this kind counts where the terms do not say: over-cap cost for large, all that
/// the person bears of the in-scope cost for the others.
[[nodiscard]] std::uint8_t usual_counts(StatedLayerKind kind);

/// What changes for a retired person.
struct StatedRetiree {
    std::optional<Money> dedc;
    std::optional<Rate> points;  ///< added to each ratio
    std::optional<Rate> share;   ///< multiplies the personal share
};

enum class RemoteForm : std::uint8_t { points, factor, first_pay };

struct StatedRemote {
    RemoteForm form = RemoteForm::points;
    Rate value;
    FirstPayOrder order = FirstPayOrder::before_deductible;
};

struct Terms {
    Money dedc;
    std::vector<Band> bands;  ///< one band without end for a single ratio
    BandBasis basis = BandBasis::net;
    std::optional<Money> cap;
    std::optional<StatedRetiree> retiree;
    std::optional<StatedRemote> remote;
    std::array<std::optional<StatedLayer>, kStatedLayerCount> layers;
};

/// The version of a pack that is made of stated terms; real packs begin at 1.
inline constexpr std::uint32_t kStatedTermsVersion = 0;

/// The terms as a pack of the pooling area `id`: the same rules for both insurances and every
/// business, in force on every day, each row citing the key of the case file that states it. No
/// filing is asked for, since terms say nothing of it. Requires  at least one band, the last
/// without end.
[[nodiscard]] Pack pack_of_terms(const Terms& terms, std::uint32_t id);

}  // namespace yidi::policy
