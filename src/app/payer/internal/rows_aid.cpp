#include "app/payer/internal/rows_aid.h"

#include <array>

#include "app/payer/internal/refusal.h"
#include "app/payer/internal/row_reader.h"
#include "app/payer/internal/rows_person.h"

namespace yidi::payer::internal {
namespace {

using aid::Bond;
using aid::Transfer;
using ports::Row;
using ports::Session;
using ports::spec;
using ports::Table;
using ports::Value;
using registry::Pid;

constexpr std::string_view kBound = "bound";
constexpr std::string_view kUnbound = "unbound";

Result<Bond> read_bond(const Row& row) {
    RowReader in{Table::bond, row};
    Bond one;
    one.holder = in.number();
    one.id = in.number();
    one.seq = in.number();
    one.unbound = in.text() == kUnbound;
    one.relative = in.number();
    one.kinship = in.text();
    one.proof = in.word([](const std::string& word) { return aid::parse_proof(word); });
    one.family_seq = in.maybe_number();
    one.at = in.instant();
    one.by = in.text();
    one.reason = in.text();
    YIDI_TRY_VOID(in.end());
    return one;
}

Result<OpenTransfer> read_open(const Row& row) {
    RowReader in{Table::transfer_open, row};
    OpenTransfer one;
    one.from = in.number();
    one.id = in.number();
    one.to = in.number();
    one.amount = in.amount();
    one.due = in.instant();
    YIDI_TRY_VOID(in.end());
    return one;
}

/// Of rows in the order of their events only each one's last.
template <class T, class Same>
std::vector<T> last_of_each(std::vector<T>&& events, Same same) {
    std::vector<T> last;
    for (T& event : events) {
        if (!last.empty() && same(last.back(), event)) {
            last.back() = std::move(event);
        } else {
            last.push_back(std::move(event));
        }
    }
    return last;
}

ports::Range of_person(Pid pid) {
    ports::Range range;
    range.prefix = {Value{pid}};
    return range;
}

constexpr auto kSameBond = [](const Bond& a, const Bond& b) {
    return a.holder == b.holder && a.id == b.id;
};

}  // namespace

Result<void> insert(Session& session, const Bond& bond) {
    return session.insert(
        spec(Table::bond),
        {bond.holder, bond.id, bond.seq, value_of(bond.unbound ? kUnbound : kBound), bond.relative,
         bond.kinship, value_of(aid::name(bond.proof)), value_of(bond.family_seq),
         value_of(bond.at), bond.by, bond.reason});
}

Result<std::vector<Bond>> bonds_of(Session& session, Pid pid) {
    YIDI_TRY(std::vector<Bond> events,
             scan_rows<Bond>(session, Table::bond, of_person(pid), read_bond));
    YIDI_TRY(std::vector<Bond> as_relative, scan_rows<Bond>(session, Table::bond, of_person(pid),
                                                            read_bond, ports::by::kRelative));
    std::vector<Bond> all = last_of_each(std::move(events), kSameBond);
    std::vector<Bond> others = last_of_each(std::move(as_relative), kSameBond);
    all.insert(all.end(), std::make_move_iterator(others.begin()),
               std::make_move_iterator(others.end()));
    return all;
}

Result<Alive> read_alive(ports::Session& session, registry::Pid pid) {
    const std::array<ports::Value, 1> key{pid};
    YIDI_TRY(const std::optional<ports::Row> row,
             session.get(ports::spec(ports::Table::person), key));
    if (!row) {
        return refuse(ErrorCode::bad_value, "psn_no", "the number of an insured person",
                      "ask 1101 for the person's number", "nobody has this number");
    }
    RowReader in{ports::Table::person, *row};
    in.skip();
    Alive alive;
    alive.insuplc_admdvs = in.region();
    alive.died = in.maybe_date();
    return alive;
}

Result<std::vector<registry::Pid>> agents_of(ports::Session& session, registry::Pid pid, Date day) {
    std::vector<registry::Pid> agents;
    const Result<Alive> person = read_alive(session, pid);
    if (!person && person.error().code != ErrorCode::bad_value) {
        return fail(person.error());
    }
    if (!person || !person->lives_on(day)) {
        return agents;
    }
    YIDI_TRY(const std::vector<registry::FamilyLink> family, family_of(session, pid));
    for (const registry::FamilyLink& one : family) {
        if (one.begndate <= day && (!one.enddate || day <= *one.enddate)) {
            agents.push_back(one.owner);
        }
    }
    YIDI_TRY(const std::vector<aid::Bond> bonds, bonds_of(session, pid));
    for (const aid::Bond& one : bonds) {
        if (!one.unbound && one.relative == pid) {
            agents.push_back(one.holder);
        }
    }
    std::vector<registry::Pid> alive;
    for (const registry::Pid agent : agents) {
        YIDI_TRY(const Alive one, read_alive(session, agent));
        if (one.lives_on(day)) {
            alive.push_back(agent);
        }
    }
    return alive;
}

Result<void> append(Session& session, const Transfer& transfer) {
    YIDI_TRY_VOID(session.insert(
        spec(Table::transfer),
        {transfer.from, transfer.id, transfer.seq, value_of(aid::name(transfer.state)), transfer.to,
         transfer.amount.fen(), value_of(transfer.due), transfer.entry, value_of(transfer.at),
         transfer.by}));
    if (transfer.is_open()) {
        return session.put(spec(Table::transfer_open),
                           {transfer.from, transfer.id, transfer.to, transfer.amount.fen(),
                            value_of(transfer.due)});
    }
    const std::array<Value, 2> key{transfer.from, transfer.id};
    return session.erase(spec(Table::transfer_open), key);
}

Result<std::vector<Transfer>> transfers_from(Session& session, Pid pid) {
    YIDI_TRY(std::vector<Transfer> events,
             scan_rows<Transfer>(session, Table::transfer, of_person(pid), read_transfer));
    return last_of_each(std::move(events),
                        [](const Transfer& a, const Transfer& b) { return a.id == b.id; });
}

Result<std::optional<Transfer>> find_transfer(Session& session, Pid from, std::int64_t id) {
    ports::Range range;
    range.prefix = {Value{from}, Value{id}};
    YIDI_TRY(std::vector<Transfer> events,
             scan_rows<Transfer>(session, Table::transfer, range, read_transfer));
    return events.empty() ? std::nullopt : std::optional{std::move(events.back())};
}

Result<std::vector<OpenTransfer>> open_transfers_to(Session& session, Pid pid) {
    return scan_rows<OpenTransfer>(session, Table::transfer_open, of_person(pid), read_open,
                                   ports::by::kRecipient);
}

Result<std::vector<OpenTransfer>> open_transfers(Session& session) {
    return scan_rows<OpenTransfer>(session, Table::transfer_open, {}, read_open);
}

Result<Transfer> read_transfer(const Row& row) {
    RowReader in{Table::transfer, row};
    Transfer one;
    one.from = in.number();
    one.id = in.number();
    one.seq = in.number();
    one.state = in.word([](const std::string& word) { return aid::parse_transfer_state(word); });
    one.to = in.number();
    one.amount = in.amount();
    one.due = in.instant();
    one.entry = in.number();
    one.at = in.instant();
    one.by = in.text();
    YIDI_TRY_VOID(in.end());
    return one;
}

}  // namespace yidi::payer::internal
