#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/payer/context.h"
#include "app/publishing/shelf.h"
#include "domain/publication/change.h"
#include "ports/packs.h"

/// Publishing a pack: drafted and submitted by one person, approved by another, computed with from
/// a day on. Each verb is a use case in one savepoint. docs/design/publishing.md.
namespace yidi::publishing {

using publication::Change;

/// What publishing works with. Both outlive the call.
struct Tools {
    const Shelf& shelf;
    const ports::Packs& packs;
};

/// A pack as somebody wrote it.
struct Text {
    std::string bytes;
    policy::Pack pack;
};
/// Errors    1xxx of the text, with its line; bad_region: an id that is no pooling area of the
///           list.
[[nodiscard]] Result<Text> read_text(const Tools& tools, std::string bytes);

/// Who acts, and why.
struct Act {
    std::string by;  ///< the person: "user:12"
    std::string reason = {};
};
/// An act on a change in the text that the person has seen.
struct Step {
    std::int64_t change = 0;
    std::string sha256;
    Act act;
};

/// Begins a change. A text with findings is kept too, but not submitted.
[[nodiscard]] Result<Change> draft(ports::Session& session, const payer::Context& context,
                                   const Text& text, const Act& act);
/// Puts another text in the place of the one that was seen.
/// Errors    changed_meanwhile: it is another by now; inconsistent: of another area, or no change
///           at all; those of publication::next_event.
[[nodiscard]] Result<Change> revise(ports::Session& session, const payer::Context& context,
                                    const Text& text, const Step& step);

/// What stands against computing with a text.
struct Checked {
    policy::Pack pack;
    std::vector<policy::Finding> findings;  ///< by line; empty: nothing
    std::size_t cells = 0;                  ///< combinations proved
};
/// Holds a change's text against policy::check, and its version against those that are published:
/// a text that is computed with keeps its number for ever.
[[nodiscard]] Result<Checked> check(ports::Session& session, const Tools& tools,
                                    const Change& change);

/// Errors    bad_pack: the first finding; those of publication::next_event.
[[nodiscard]] Result<Change> submit(ports::Session& session, const payer::Context& context,
                                    const Tools& tools, const Step& step, std::optional<Date> from);

/// What an approval leaves. To be put on the shelf as soon as it is on disk, and not before.
struct Approved {
    Change change;
    Schedule schedule;
};
/// Errors    as submit; not_allowed: the approver is one of the authors.
[[nodiscard]] Result<Approved> approve(ports::Session& session, const payer::Context& context,
                                       const Tools& tools, const Step& step);
[[nodiscard]] Result<Change> reject(ports::Session& session, const payer::Context& context,
                                    const Step& step);
[[nodiscard]] Result<Change> withdraw(ports::Session& session, const payer::Context& context,
                                      const Step& step);

/// Computing again with an earlier pack of the area. It is approved like any other change.
struct ReturnRequest {
    std::uint32_t area = 0;
    /// Whose text; 0: the pack that came with the program; empty: the one before what is computed
    /// with on `from`.
    std::optional<std::int64_t> to = {};
    std::optional<Date> from = {};  ///< empty: the day of the approval
    Act act;
};
/// A change with that text, submitted.
/// Errors    no_pack: there is no earlier one; bad_value: `to` was never published for this area;
///           inconsistent: it is computed with already; unreadable_file: the file is not there as
///           it was.
[[nodiscard]] Result<Change> roll_back(ports::Session& session, const payer::Context& context,
                                       const Tools& tools, const ReturnRequest& request);

/// A change with all that became of it. Empty: no such change.
struct Shown {
    Change change;
    std::vector<publication::Event> events;
    std::string text;
};
[[nodiscard]] Result<std::optional<Shown>> show(ports::Session& session, std::int64_t change);
/// By number.
[[nodiscard]] Result<std::vector<Change>> all(ports::Session& session);

/// With what an area is computed, from when until when.
struct InForce {
    std::optional<Date> from;  ///< empty: since the program was installed
    std::optional<Date> to;    ///< the first day after; empty: until something else is published
    std::int64_t change = 0;   ///< 0: the pack that came with the program
    bool is_return = false;
    std::uint32_t version = 0;
    std::string sha256;
};
/// Ascending; empty: the area has no pack.
[[nodiscard]] Result<std::vector<InForce>> timeline(ports::Session& session, const Tools& tools,
                                                    std::uint32_t area);

/// The books of today and of every later day on which one changes. The start of a program puts it
/// on the shelf.
/// Errors    inconsistent: a text is not the one that was approved; bad_pack: it cannot be computed
///           with.
[[nodiscard]] Result<Schedule> schedule_of(ports::Session& session, const Tools& tools, Date today);

}  // namespace yidi::publishing
