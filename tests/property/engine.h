#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "adapters/codec/case_decoder.h"
#include "base/error.h"
#include "domain/adjudication/adjudicate.h"
#include "domain/policy/policy.h"
#include "tests/reference/reference.h"

/// The two executors side by side on the same documents.
namespace yidi::property {

using Json = nlohmann::json;

/// The frame and one pack, as the adjudicator and as the reference read them.
class Pair {
public:
    /// Errors: as decode_pack and policy::Book::from.
    [[nodiscard]] static Result<std::unique_ptr<Pair>> from(const Json& frame, const Json& pack);

    [[nodiscard]] const policy::Book& book() const { return *book_; }
    [[nodiscard]] const reference::Book& reference_book() const { return *reference_book_; }

private:
    std::optional<policy::Book> book_;
    std::unique_ptr<reference::Book> reference_book_;
};

/// What both said about one case.
struct Both {
    std::string refused;       ///< the case decoder's or adjudicator's error, else empty
    adjudication::Case facts;  ///< the case as decoded
    adjudication::Answer engine;
    reference::Answer slow;
    std::string difference;  ///< empty: they agree
};

/// A case as the adjudicator's decoder reads it, for the regions of random cases.
[[nodiscard]] Result<adjudication::Case> decoded(const Json& input);

/// Runs one case through both.
[[nodiscard]] Both run_both(const Pair& pair, const Json& input);

/// Empty if the adjudicator's answer is the reference's.
[[nodiscard]] std::string compare(const adjudication::Answer& engine,
                                  const reference::Answer& slow);
/// Runs a whole sequence through both, then takes the computed bill `index` back in both (no undo
/// if it was not computed). Returns   what differs, empty if nothing. `undone` tells how the undo
/// ended: computed, rejected, or "".
[[nodiscard]] std::string run_sequence(const Pair& pair, const std::vector<Json>& bills,
                                       std::size_t index, std::string& undone);

/// The adjudicator's accumulators as the reference spells them; zeros left out.
[[nodiscard]] reference::Amounts flat(const adjudication::Accumulators& cum);
/// What differs between two lists of amounts, for messages.
[[nodiscard]] std::string difference_of(const reference::Amounts& engine,
                                        const reference::Amounts& slow);
/// Both answers for people.
[[nodiscard]] std::string text_of(const Both& both);

}  // namespace yidi::property
