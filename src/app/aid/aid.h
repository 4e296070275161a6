#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/payer/context.h"
#include "domain/aid/bond.h"
#include "domain/aid/transfer.h"

/// Mutual aid between relatives: binding them, and sending account money in the way of the wallet
/// (医保钱包). The family account that pays a relative's bill directly (acct_mulaid_pay) is the
/// other way, and a bond may open it. Limits and ages are data (docs/policies/person-rules.md).
namespace yidi::aid {

using payer::Context;

/// The numbers by which others know the persons of bonds and transfers.
using Numbers = std::map<Pid, std::string>;
[[nodiscard]] Result<Numbers> numbers_of(ports::Session& session, const Context& context,
                                         const std::vector<Pid>& pids);
/// Their names as a relative is shown them (registry::shown_name).
[[nodiscard]] Result<Numbers> names_of(ports::Session& session, const Context& context,
                                       const std::vector<Pid>& pids);
/// Both sides of everything in the wallet.
struct Wallet;
[[nodiscard]] std::vector<Pid> parties_of(const Wallet& wallet);

struct BindRequest {
    std::string psn_no;           ///< the holder, who acts and pays
    std::string relative_psn_no;  ///< for whom
    std::string kinship;          ///< what the relative is to the holder: one of kKinships
    Consent consent;
    bool shares_account = false;      ///< the holder's account also pays the relative's bills …
    std::optional<Money> year_limit;  ///< … up to so much a year; empty: no limit
    std::string by;                   ///< who took it down, or the channel
};
/// Errors    bad_value: a number or a kinship; inconsistent: bound already, the same person, one of
///           the two has died; missing_key: the consent (proof_of).
[[nodiscard]] Result<Bond> bind(ports::Session& session, const Context& context,
                                const BindRequest& request);

struct ConsentRequest {
    std::string psn_no;  ///< the relative, who has signed in and says so themselves
    std::string holder_psn_no;
    std::string holder_name;  ///< has to be the holder's: a slip in the number binds nobody
    std::string kinship;      ///< what the relative is to the holder
    std::string by;
};
/// Binds the relative to the holder by the relative's own word.
/// Errors    bad_value: no such holder of this name; else as bind.
[[nodiscard]] Result<Bond> consent(ports::Session& session, const Context& context,
                                   const ConsentRequest& request);

struct UnbindRequest {
    std::string psn_no;  ///< either of the two
    std::int64_t bond_id = 0;
    std::string reason;
    std::string by;
};
/// Ends the bond and with it the shared account, from this day on; what was paid stays. Asked
/// again, it answers the first. Errors    bad_value: no such bond of this person.
[[nodiscard]] Result<Bond> unbind(ports::Session& session, const Context& context,
                                  const UnbindRequest& request);

/// The bonds that stand now, of which the person is either side: none after either's death.
[[nodiscard]] Result<std::vector<Bond>> standing_bonds(ports::Session& session,
                                                       const Context& context, Pid pid);

/// By which an account pays a relative's bills directly: open now, seen from either side.
struct Link {
    Pid owner = 0;
    Pid member = 0;
    std::optional<Money> year_limit;
    Date begndate;
    std::optional<Date> enddate;
};
[[nodiscard]] Result<std::vector<Link>> open_links(ports::Session& session, const Context& context,
                                                   Pid pid);

struct OfferRequest {
    std::string psn_no;     ///< whose account pays
    std::string to_psn_no;  ///< the relative
    Money amount;
    std::string by;
};
/// Takes the amount off the account and keeps it on its way until the relative answers.
/// Errors    not_allowed: the two are not bound, or one of them has died; limit_reached,
/// bad_amount: check_offer; rule_unknown: no limits are known.
[[nodiscard]] Result<Transfer> offer_transfer(ports::Session& session, const Context& context,
                                              const OfferRequest& request);

struct AnswerRequest {
    std::string psn_no;  ///< the relative
    std::int64_t transfer_id = 0;
    bool accepts = false;
    std::string by;
};
/// Accepted: into the relative's account; refused: back. Without the bond it is accepted no more
/// and goes back when it is due. The same answer again is answered as the first. Errors bad_value:
/// no such transfer to this person; inconsistent: the bond has ended, or one of the two has died;
/// changed_meanwhile, limit_reached: check_answer.
[[nodiscard]] Result<Transfer> answer_transfer(ports::Session& session, const Context& context,
                                               const AnswerRequest& request);

/// The job that sends back what is due by `context.now`, at most `limit` of it: call again while it
/// returns as many. One whose rows contradict each other is left for `verify` to tell.
/// Returns   what it sent back. Repeating it does nothing more.
[[nodiscard]] Result<std::vector<Transfer>> return_due(ports::Session& session,
                                                       const Context& context, std::size_t limit);

/// What a person can see and do at this moment.
struct Wallet {
    Money balance;
    Money free;  ///< less what windows hold for bills that are being settled
    std::optional<TransferLimits> limits;
    std::string limits_source;    ///< the clause of the limits
    std::int64_t made_today = 0;  ///< of the day's transfers
    bool is_open = false;         ///< transfers are made at this hour
    Instant next_opening;
    std::vector<Transfer> sent;      ///< that are open
    std::vector<Transfer> received;  ///< that wait for this person's answer
};
[[nodiscard]] Result<Wallet> wallet_of(ports::Session& session, const Context& context, Pid pid);
/// Errors    bad_value: nobody has this number.
[[nodiscard]] Result<Wallet> wallet_of(ports::Session& session, const Context& context,
                                       const std::string& psn_no);

/// What has moved a person's account, or is on its way.
enum class MoveKind : std::uint8_t {
    paid,         ///< a bill of their own; an amount below 0 was given back
    paid_family,  ///< a relative's bill, by the link between the two
    sent,
    received,
};
[[nodiscard]] std::string_view name(MoveKind kind);
struct Move {
    MoveKind kind = MoveKind::paid;
    Instant at;
    Money amount;
    Pid other = 0;  ///< of the other three
    std::int64_t setl_id = 0;
    std::int64_t transfer_id = 0;
    TransferState state = TransferState::accepted;
};
/// The latest first, at most `limit`.
[[nodiscard]] Result<std::vector<Move>> moves_of(ports::Session& session, Pid pid,
                                                 std::size_t limit);

}  // namespace yidi::aid
