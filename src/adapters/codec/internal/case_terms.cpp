#include <array>
#include <utility>

#include "adapters/codec/internal/case_parts.h"
#include "app/check_published.h"

namespace yidi::codec::internal {
namespace {

using policy::Band;
using policy::StatedLayer;
using policy::Terms;

constexpr std::size_t kBandsMax = 50;
constexpr std::size_t kPublishedMax = 100;

/// The layers come first, in the order of StatedLayerKind.
constexpr KeyTable<12> kTermsKeys{{"large", "serious", "civil", "aid", "tilt", "dedc", "ratio",
                                   "bands", "basis", "cap", "retiree", "remote"}};
enum class TermsKey : std::uint8_t {
    dedc = policy::kStatedLayerCount,
    ratio,
    bands,
    basis,
    cap,
    retiree,
    remote
};

constexpr KeyTable<8> kLayerKeys{
    {"ratio", "bands", "threshold", "banding", "limit", "limit_includes", "by", "counts"}};
enum class LayerKey : std::uint8_t {
    ratio,
    bands,
    threshold,
    banding,
    limit,
    limit_includes,
    by,
    counts
};

constexpr KeyTable<3> kRetireeKeys{{"dedc", "points", "share"}};
constexpr KeyTable<3> kRemoteKeys{{"form", "value", "order"}};

constexpr std::array<std::string_view, 2> kBases{"net", "gross"};
constexpr std::array<std::string_view, 3> kBandings{"net", "gross", "whole"};
constexpr std::array<std::string_view, 2> kLayerBys{"stay", "year"};
constexpr std::array<std::string_view, 1> kLimitIncludes{"pool"};
constexpr std::array<std::string_view, 3> kRemoteForms{"points", "factor", "first_pay"};
constexpr std::array<std::string_view, 2> kOrders{"before_deductible", "after_deductible"};
constexpr std::array<std::string_view, policy::kBucketCount> kBuckets{
    "over_cap", "coinsurance", "deductible", "first_pay", "preselfpay", "overlmt", "ownpay"};

template <class Key>
constexpr bool has(std::uint64_t seen, Key key) {
    return (seen >> static_cast<unsigned>(key) & 1U) != 0;
}

/// A list of bands, and where its first band was said to begin.
struct StatedBands {
    std::vector<Band> bands;
    Money low;
};

/// One band [low, high, ratio], which must begin where the one before ends.
bool read_band(CaseReader& reader, JsonValue value, const Path& path, StatedBands& out) {
    const bool is_first = out.bands.empty();
    if (!is_first && !out.bands.back().up_to) {
        return reader.fail(ErrorCode::inconsistent, path, "nothing after the band without end",
                           "give the band before an end",
                           "a band stands after the one that has no end");
    }
    Band band;
    Money low;
    std::size_t count = 0;
    const bool read = reader.list(value, path, 3, [&](JsonValue inner, const Path& at) {
        ++count;
        if (count == 1) return reader.amount(inner, at, low);
        if (count == 3) return reader.ratio(inner, at, band.rate);
        bool null = false;
        if (!reader.is_null(inner, at, null)) return false;
        return null || reader.amount(inner, at, band.up_to.emplace());
    });
    if (!read) return false;
    const bool adjoining = is_first || low == out.bands.back().up_to;
    if (count != 3 || !adjoining || (band.up_to && *band.up_to <= low)) {
        return reader.fail(ErrorCode::inconsistent, path,
                           "[low, high, ratio], low being the high of the band before",
                           "mend the band", "the bands do not adjoin");
    }
    if (is_first) out.low = low;
    out.bands.push_back(band);
    return true;
}

bool read_bands(CaseReader& reader, JsonValue value, const Path& path, StatedBands& out) {
    out.bands.clear();  // A ratio beside the bands is found by the caller.
    const bool read = reader.list(value, path, kBandsMax, [&](JsonValue inner, const Path& at) {
        return read_band(reader, inner, at, out);
    });
    if (!read) return false;
    if (!out.bands.empty() && !out.bands.back().up_to) return true;
    return reader.fail(ErrorCode::inconsistent, path, "a last band whose high is null",
                       "say what holds above the last band",
                       "the terms do not say what holds above the last band");
}

bool read_single(CaseReader& reader, JsonValue value, const Path& path, StatedBands& out) {
    Band band;
    if (!reader.ratio(value, path, band.rate)) return false;
    out.bands.assign(1, band);
    return true;
}

/// `ratio` and `bands` say the same thing, so exactly one of them; and bands begin at 0 or at
/// `other`.
bool check_bands(CaseReader& reader, const Path& path, bool both, const StatedBands& stated,
                 Money other) {
    if (both) {
        return reader.fail(ErrorCode::inconsistent, Path{.up = &path, .key = "bands"},
                           "ratio or bands", "remove one", "both ratio and bands are given");
    }
    if (stated.bands.empty()) {
        return reader.fail(ErrorCode::missing_key, Path{.up = &path, .key = "ratio"},
                           "ratio or bands", "add one", "neither ratio nor bands is given");
    }
    if (stated.low == Money{} || stated.low == other) return true;
    return reader.fail(ErrorCode::inconsistent, Path{.up = &path, .key = "bands"},
                       "a first band from 0; or, counted gross, from " + to_yuan(other),
                       "mend the first band", "the first band begins at " + to_yuan(stated.low));
}

template <class E, std::size_t N>
bool read_enum(CaseReader& reader, JsonValue value, const Path& path,
               const std::array<std::string_view, N>& words, E& out) {
    std::size_t word = 0;
    if (!reader.word(value, path, words, word)) return false;
    out = static_cast<E>(word);
    return true;
}

bool read_counts(CaseReader& reader, JsonValue value, const Path& path, std::uint8_t& mask) {
    return reader.list(value, path, kBuckets.size(), [&](JsonValue inner, const Path& at) {
        std::size_t word = 0;
        if (!reader.word(inner, at, kBuckets, word)) return false;
        mask = static_cast<std::uint8_t>(mask | 1U << word);
        return true;
    });
}

bool read_layer_key(CaseReader& reader, LayerKey key, JsonValue value, const Path& path,
                    StatedLayer& out) {
    switch (key) {
        case LayerKey::threshold: return reader.amount(value, path, out.threshold);
        case LayerKey::banding: return read_enum(reader, value, path, kBandings, out.banding);
        case LayerKey::limit: return reader.amount(value, path, out.limit.emplace());
        case LayerKey::limit_includes:
            out.limit_includes_pool = true;
            return reader.list(value, path, 1, [&](JsonValue inner, const Path& at) {
                std::size_t word = 0;
                return reader.word(inner, at, kLimitIncludes, word);
            });
        case LayerKey::by: return read_enum(reader, value, path, kLayerBys, out.by);
        case LayerKey::counts: return read_counts(reader, value, path, out.counts);
        case LayerKey::ratio:
        case LayerKey::bands: break;  // Read by the caller, which needs to see both.
    }
    return false;
}

bool read_layer(CaseReader& reader, JsonValue value, const Path& path, StatedLayer& out) {
    StatedBands stated;
    std::uint64_t seen = 0;
    const bool read = reader.object(value, path, kLayerKeys, seen,
                                    [&](std::size_t index, JsonValue inner, const Path& at) {
                                        const auto key = static_cast<LayerKey>(index);
                                        if (key == LayerKey::ratio) {
                                            return read_single(reader, inner, at, stated);
                                        }
                                        if (key == LayerKey::bands) {
                                            return read_bands(reader, inner, at, stated);
                                        }
                                        return read_layer_key(reader, key, inner, at, out);
                                    });
    if (!read) return false;
    const bool both = has(seen, LayerKey::ratio) && has(seen, LayerKey::bands);
    const Money low = out.banding == policy::Banding::net ? Money{} : out.threshold;
    if (!check_bands(reader, path, both, stated, low)) return false;
    out.bands = std::move(stated.bands);
    return true;
}

bool read_retiree(CaseReader& reader, JsonValue value, const Path& path,
                  policy::StatedRetiree& out) {
    std::uint64_t seen = 0;
    const bool read = reader.object(
        value, path, kRetireeKeys, seen, [&](std::size_t index, JsonValue inner, const Path& at) {
            if (index == 0) return reader.amount(inner, at, out.dedc.emplace());
            return reader.ratio(inner, at, index == 1 ? out.points.emplace() : out.share.emplace());
        });
    if (!read || !out.points || !out.share) return read;
    return reader.fail(ErrorCode::inconsistent, Path{.up = &path, .key = "share"},
                       "points or share", "remove one", "both points and share are given");
}

bool read_remote(CaseReader& reader, JsonValue value, const Path& path, policy::StatedRemote& out) {
    std::uint64_t seen = 0;
    const bool read = reader.object(
        value, path, kRemoteKeys, seen, [&](std::size_t index, JsonValue inner, const Path& at) {
            if (index == 0) return read_enum(reader, inner, at, kRemoteForms, out.form);
            if (index == 1) return reader.ratio(inner, at, out.value);
            return read_enum(reader, inner, at, kOrders, out.order);
        });
    if (!read) return false;
    for (const std::size_t required : {std::size_t{0}, std::size_t{1}}) {
        if (has(seen, required)) continue;
        return reader.fail(ErrorCode::missing_key,
                           Path{.up = &path, .key = kRemoteKeys.names()[required]},
                           "form and value", "add the key", "a key is missing");
    }
    if (!has(seen, 2) || out.form == policy::RemoteForm::first_pay) return true;
    return reader.fail(ErrorCode::inconsistent, Path{.up = &path, .key = "order"},
                       "an order for first_pay only", "remove it",
                       "points and factor have no order");
}

bool read_terms_key(CaseReader& reader, TermsKey key, JsonValue value, const Path& path,
                    Terms& out) {
    switch (key) {
        case TermsKey::dedc: return reader.amount(value, path, out.dedc);
        case TermsKey::basis: return read_enum(reader, value, path, kBases, out.basis);
        case TermsKey::cap: return reader.amount(value, path, out.cap.emplace());
        case TermsKey::retiree: return read_retiree(reader, value, path, out.retiree.emplace());
        case TermsKey::remote: return read_remote(reader, value, path, out.remote.emplace());
        case TermsKey::ratio:
        case TermsKey::bands: break;  // Read by the caller, which needs to see both.
    }
    return false;
}

}  // namespace

bool read_terms(CaseReader& reader, JsonValue value, const Path& path, Terms& out) {
    StatedBands stated;
    std::uint64_t seen = 0;
    const bool read = reader.object(
        value, path, kTermsKeys, seen, [&](std::size_t index, JsonValue inner, const Path& at) {
            if (index < policy::kStatedLayerCount) {
                return read_layer(reader, inner, at, out.layers[index].emplace());
            }
            const auto key = static_cast<TermsKey>(index);
            if (key == TermsKey::ratio) return read_single(reader, inner, at, stated);
            if (key == TermsKey::bands) return read_bands(reader, inner, at, stated);
            return read_terms_key(reader, key, inner, at, out);
        });
    if (!read) return false;
    const bool both = has(seen, TermsKey::ratio) && has(seen, TermsKey::bands);
    const Money low = out.basis == policy::BandBasis::gross ? out.dedc : Money{};
    if (!check_bands(reader, path, both, stated, low)) return false;
    out.bands = std::move(stated.bands);
    return true;
}

bool read_published(CaseReader& reader, JsonValue value, const Path& path,
                    std::vector<app::PublishedFigure>& out) {
    return reader.map(
        value, path, kPublishedMax, [&](std::string_view name, JsonValue inner, const Path& at) {
            for (const app::PublishedFigure& before : out) {
                if (before.name == name) {
                    return reader.fail(ErrorCode::duplicate_key, at, "each name once",
                                       "keep one of the two", "the name stands twice");
                }
            }
            app::PublishedFigure& figure = out.emplace_back();
            figure.name = std::string{name};
            if (app::states_a_ratio(name)) {
                return reader.ratio(inner, at, figure.ratio.emplace());
            }
            return reader.amount(inner, at, figure.amount.emplace());
        });
}

}  // namespace yidi::codec::internal
