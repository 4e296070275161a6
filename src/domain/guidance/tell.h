#pragma once

#include <string>

#include "base/error.h"
#include "domain/explain/language.h"
#include "domain/guidance/why.h"

/// A chain in words: the same for every surface.
namespace yidi::guidance {

/// One link, ready to be shown. Sentences end without a full stop.
struct LinkText {
    std::string label;   ///< "Institution connected"
    std::string state;   ///< "broken"
    std::string what;    ///< what is the matter, or that it is in order
    std::string say;     ///< at the window; empty: nothing need be said
    std::string next;    ///< what to do; empty: nothing
    std::string whom;    ///< whom to ask; empty where nothing is to be asked
    std::string clause;  ///< the rule with its grade; empty where none is known
};
[[nodiscard]] LinkText tell(const Chain& chain, Link link, explain::Language language);

/// The chain in one sentence: that it holds, what broke, or what is not known.
[[nodiscard]] std::string headline(const Chain& chain, explain::Language language);

/// The chain as a page: the headline, a line for each link, and for what broke or is not known what
/// to say, what to do, whom to ask and by which rule.
[[nodiscard]] std::string to_text(const Chain& chain, explain::Language language);

/// The first link that refuses, as an error: `where` is the link, `detail` what broke, `remedy` the
/// next step, `source` the clause. Requires  chain.broken() (asserted).
[[nodiscard]] Error refusal_of(const Chain& chain, explain::Language language);

}  // namespace yidi::guidance
