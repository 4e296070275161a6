#include "app/payer/internal/rows_person.h"

#include <algorithm>
#include <array>

#include "app/payer/internal/compact.h"
#include "app/payer/internal/refusal.h"
#include "app/payer/internal/row_reader.h"

namespace yidi::payer::internal {
namespace {

using ports::Row;
using ports::spec;
using ports::Table;
using ports::Value;
using registry::Person;

std::string place_of(Pid pid) {
    return "person/" + std::to_string(pid);
}

std::string personal_text(const registry::Personal& personal) {
    CompactWriter out;
    for (const std::string* text :
         {&personal.psn_name, &personal.psn_cert_type, &personal.certno, &personal.gend,
          &personal.naty, &personal.tel, &personal.card_sn}) {
        out.text(*text);
    }
    out.number(personal.brdy ? 1 : 0);
    out.number(personal.brdy ? personal.brdy->days() : 0);
    return out.take();
}

std::optional<registry::Personal> read_personal(std::string_view text) {
    CompactReader in{text};
    registry::Personal personal;
    for (std::string* part : {&personal.psn_name, &personal.psn_cert_type, &personal.certno,
                              &personal.gend, &personal.naty, &personal.tel, &personal.card_sn}) {
        *part = in.text();
    }
    const bool has_birthday = in.number() != 0;
    const std::int64_t days = in.number();
    if (has_birthday && in.good()) {
        personal.brdy = Date::from_days(days);
    }
    if (!in.at_end()) {
        return {};
    }
    return personal;
}

Result<registry::Insurance> read_insurance(const Row& row) {
    RowReader in{Table::insurance, row};
    registry::Insurance one;
    in.skip();
    one.seq = in.number();
    one.insuplc_admdvs = in.region();
    one.insutype = in.insutype();
    one.psn_type = in.text();
    one.psn_insu_stas = in.number();
    one.psn_insu_date = in.date();
    one.paus_insu_date = in.maybe_date();
    one.waiting_until = in.maybe_date();
    one.retire_date = in.maybe_date();
    one.insured_months = in.maybe_number();
    one.insu_tier = in.text();
    one.civil_rank = in.text();
    one.emp_name = in.text();
    one.enrolled = in.maybe_date();
    one.missed_years = in.maybe_number();
    one.repaid_years = in.maybe_number();
    one.waiting_exempt = in.maybe_text();
    YIDI_TRY_VOID(in.end());
    return one;
}

Result<registry::Identity> read_identity(const Row& row) {
    RowReader in{Table::identity, row};
    registry::Identity one;
    in.skip();
    one.seq = in.number();
    one.psn_idet_type = in.text();
    one.psn_type_lv = in.text();
    one.begndate = in.date();
    one.enddate = in.maybe_date();
    YIDI_TRY_VOID(in.end());
    return one;
}

Result<registry::FamilyLink> read_link(const Row& row) {
    RowReader in{Table::family, row};
    registry::FamilyLink one;
    in.skip();
    one.seq = in.number();
    one.owner = in.number();
    if (const auto limit = in.maybe_number()) {
        one.year_limit = Money::from_fen(*limit);
    }
    one.begndate = in.date();
    one.enddate = in.maybe_date();
    YIDI_TRY_VOID(in.end());
    return one;
}

ports::Range of_person(Pid pid) {
    ports::Range range;
    range.prefix = {Value{pid}};
    return range;
}

tl::unexpected<Error> nobody() {
    return refuse(ErrorCode::bad_value, "psn_no", "the number of an insured person",
                  "ask 1101 for the person's number", "nobody has this number");
}

}  // namespace

std::string cert_hash(const ports::Vault& vault, std::string_view kind, std::string_view number) {
    std::string text{kind};
    text += '|';
    text += number;
    return vault.look_up_hash(text);
}

Result<void> put(Session& session, ports::Vault& vault, const Person& person) {
    return session.put(spec(Table::person),
                       {person.pid, std::int64_t{person.insuplc_admdvs}, value_of(person.died),
                        vault.seal(personal_text(person.personal), place_of(person.pid))});
}

Result<Person> read_person(Session& session, const ports::Vault& vault, Pid pid) {
    const std::array<Value, 1> key{pid};
    YIDI_TRY(const std::optional<Row> row, session.get(spec(Table::person), key));
    if (!row) {
        return nobody();
    }
    RowReader in{Table::person, *row};
    Person person;
    person.pid = in.number();
    person.insuplc_admdvs = in.region();
    person.died = in.maybe_date();
    const std::string sealed = in.text();
    YIDI_TRY_VOID(in.end());
    YIDI_TRY(const std::string plain, vault.open(sealed, place_of(pid)));
    const std::optional<registry::Personal> personal = read_personal(plain);
    if (!personal) {
        return violated("personal fields as this program writes them");
    }
    person.personal = *personal;
    return person;
}

Result<Pid> read_psn_no(Session& session, std::string_view psn_no) {
    const std::optional<Pid> pid = registry::pid_of(psn_no);
    if (!pid) {
        return refuse(ErrorCode::bad_value, "psn_no", "a psn_no of 20 digits, as 1101 answers it",
                      "ask 1101 for the person's number", "this is not a person's number");
    }
    const std::array<Value, 1> key{*pid};
    YIDI_TRY(const std::optional<Row> row, session.get(spec(Table::person), key));
    if (!row) {
        return nobody();
    }
    RowReader in{Table::person, *row};
    in.skip();
    if (registry::psn_no_of(in.region(), *pid) == psn_no) {
        return *pid;
    }
    // Whoever has moved finishes a visit under the number it was begun with.
    YIDI_TRY(const std::vector<registry::Insurance> insurances, insurances_of(session, *pid));
    const bool was_there = std::ranges::any_of(insurances, [&](const registry::Insurance& one) {
        return registry::psn_no_of(one.insuplc_admdvs, *pid) == psn_no;
    });
    if (!was_there) {
        return refuse(ErrorCode::bad_value, "psn_no",
                      "a psn_no that begins with the area where the person is insured",
                      "ask 1101 for the person's number",
                      "the person is not insured in the area of this number");
    }
    return *pid;
}

Result<void> put_cert(Session& session, const std::string& hash, Pid pid) {
    return session.put(spec(Table::person_by_cert), {hash, pid});
}

Result<std::optional<Pid>> find_cert(Session& session, const std::string& hash) {
    const std::array<Value, 1> key{hash};
    YIDI_TRY(const std::optional<Row> row, session.get(spec(Table::person_by_cert), key));
    if (!row) {
        return std::optional<Pid>{};
    }
    RowReader in{Table::person_by_cert, *row};
    in.skip();
    const Pid pid = in.number();
    YIDI_TRY_VOID(in.end());
    return std::optional{pid};
}

Result<void> erase_cert(Session& session, const std::string& hash, Pid pid) {
    YIDI_TRY(const std::optional<Pid> found, find_cert(session, hash));
    if (found != pid) {
        return {};
    }
    const std::array<Value, 1> key{hash};
    return session.erase(spec(Table::person_by_cert), key);
}

Result<void> put(Session& session, Pid pid, const registry::Insurance& one) {
    return session.put(
        spec(Table::insurance),
        {pid, one.seq, std::int64_t{one.insuplc_admdvs}, value_of(one.insutype), one.psn_type,
         one.psn_insu_stas, value_of(one.psn_insu_date), value_of(one.paus_insu_date),
         value_of(one.waiting_until), value_of(one.retire_date), value_of(one.insured_months),
         one.insu_tier, one.civil_rank, one.emp_name, value_of(one.enrolled),
         value_of(one.missed_years), value_of(one.repaid_years), one.waiting_exempt});
}

Result<void> put(Session& session, Pid pid, const registry::Identity& one) {
    return session.put(spec(Table::identity), {pid, one.seq, one.psn_idet_type, one.psn_type_lv,
                                               value_of(one.begndate), value_of(one.enddate)});
}

Result<void> put(Session& session, Pid pid, const registry::FamilyLink& one) {
    return session.put(spec(Table::family), {pid, one.seq, one.owner, value_of(one.year_limit),
                                             value_of(one.begndate), value_of(one.enddate)});
}

Result<std::vector<registry::Insurance>> insurances_of(Session& session, Pid pid) {
    return scan_rows<registry::Insurance>(session, Table::insurance, of_person(pid),
                                          read_insurance);
}

Result<std::vector<registry::Identity>> identities_of(Session& session, Pid pid) {
    return scan_rows<registry::Identity>(session, Table::identity, of_person(pid), read_identity);
}

Result<std::vector<registry::FamilyLink>> family_of(Session& session, Pid pid) {
    return scan_rows<registry::FamilyLink>(session, Table::family, of_person(pid), read_link);
}

Result<std::vector<OwnedLink>> family_by(Session& session, Pid owner) {
    constexpr std::string_view kByOwner = "by_owner";
    return scan_rows<OwnedLink>(
        session, Table::family, of_person(owner),
        [](const Row& row) -> Result<OwnedLink> {
            YIDI_TRY(const registry::FamilyLink link, read_link(row));
            return OwnedLink{.member = std::get<std::int64_t>(row.front()), .link = link};
        },
        kByOwner);
}

}  // namespace yidi::payer::internal
