#include "app/payer/rotate.h"

#include <vector>

#include "app/payer/internal/row_reader.h"
#include "app/payer/internal/rows_person.h"
#include "ports/tables.h"

namespace yidi::payer {
namespace {

using internal::RowReader;
using ports::Row;
using ports::Table;
using registry::Pid;

Result<std::vector<Pid>> all_persons(ports::Session& session) {
    return internal::scan_rows<Pid>(session, Table::person, {}, [](const Row& row) -> Result<Pid> {
        return RowReader{Table::person, row}.number();
    });
}

Result<std::vector<std::string>> all_institutions(ports::Session& session) {
    return internal::scan_rows<std::string>(session, Table::institution, {},
                                            [](const Row& row) -> Result<std::string> {
                                                return RowReader{Table::institution, row}.text();
                                            });
}

}  // namespace

Result<ResealReply> reseal(ports::Session& session, const Context& context) {
    ResealReply reply;
    YIDI_TRY(const std::vector<Pid> persons, all_persons(session));
    for (const Pid pid : persons) {
        YIDI_TRY(const registry::Person person, internal::read_person(session, context.vault, pid));
        YIDI_TRY_VOID(internal::put(session, context.vault, person));
        ++reply.persons;
    }
    YIDI_TRY(const std::vector<std::string> codes, all_institutions(session));
    for (const std::string& code : codes) {
        YIDI_TRY(std::optional<registry::Institution> one,
                 internal::find_institution(session, code, &context.vault));
        YIDI_TRY_VOID(internal::put(session, context.vault, *one));
        ++reply.institutions;
    }
    return reply;
}

}  // namespace yidi::payer
