#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "api/national/envelope.h"
#include "api/national/fields.h"
#include "app/payer/context.h"
#include "app/payer/line_texts.h"
#include "app/payer/visits.h"
#include "domain/registry/records.h"

/// What the payer does for each transaction. A handler turns checked fields into a request of a use
/// case; it holds no rule.
namespace yidi::national::internal {

/// A request whose fields are checked.
struct Call {
    const Envelope& envelope;
    payer::Caller caller;
    const registry::Profile& profile;  ///< the caller's
    /// 接收方报文ID of the answer, by which later messages may name this one.
    std::string inf_refmsgid;
    /// The rows of each node, in the order of the form's input.
    std::vector<std::vector<Fields>> nodes;

    /// The first node's first row: there is one wherever the form asks for the node.
    [[nodiscard]] const Fields& first() const { return nodes.front().front(); }
};

/// What a use case answers.
struct Done {
    std::string output;         ///< JSON
    std::string warn_msg = {};  ///< empty: none
    std::int64_t id = 0;        ///< the visit or settlement that it made
    bool is_repeat = false;     ///< it had been done before, under another msgid
    /// Not empty: a repeat is answered under this inf_refmsgid too, because others name it.
    std::string inf_refmsgid = {};
    /// Answered instead of an envelope: the bytes of a file (9102).
    std::optional<std::string> file = {};
};

using UseCase = std::function<Result<Done>(ports::Session&, const payer::Context&)>;
/// Whose data it is about, where only the register knows.
using FindPerson =
    std::function<std::optional<registry::Pid>(ports::Session&, const payer::Context&)>;

struct Prepared {
    UseCase run;
    FindPerson find_person = {};  ///< empty: psn_no says it
    /// It writes nothing and tells of no person, so it runs beside the writer and leaves no row in
    /// the message log; a repeat is answered from what is then there. Must not use context.texts.
    bool reads_only = false;
    /// What takes long and writes nothing, before `run` and beside the writer, which would hold up
    /// everybody. Must not use context.texts.
    std::function<Result<void>(ports::Session&, const payer::Context&)> look = {};
};
/// Errors    what the fields contradict among themselves.
using Prepare = Result<Prepared> (*)(const Call&);

struct Handler {
    std::string_view infno;
    Prepare prepare;
};

/// Null for a number that has a form but no handler.
[[nodiscard]] const Handler* find_handler(std::string_view infno);

// Each group in its own file.
[[nodiscard]] std::span<const Handler> session_handlers();
[[nodiscard]] std::span<const Handler> visit_handlers();
[[nodiscard]] std::span<const Handler> fee_handlers();
[[nodiscard]] std::span<const Handler> settle_handlers();
[[nodiscard]] std::span<const Handler> query_handlers();
[[nodiscard]] std::span<const Handler> record_handlers();
[[nodiscard]] std::span<const Handler> pharmacy_handlers();
[[nodiscard]] std::span<const Handler> file_handlers();
[[nodiscard]] std::span<const Handler> catalogue_handlers();
[[nodiscard]] std::span<const Handler> document_handlers();
[[nodiscard]] std::span<const Handler> visit_query_handlers();
[[nodiscard]] std::span<const Handler> clearing_handlers();

// What several groups read.
[[nodiscard]] inline std::string string_of(const Fields& fields, std::string_view name) {
    return std::string{fields.text(name)};
}
/// The visit that the first row names, of the kind that the transaction is for.
[[nodiscard]] payer::VisitRequest visit_of(const Call& call);
/// Errors    bad_value: an insurance that is none of a visit's (320, 330, … are layers of it).
[[nodiscard]] Result<policy::Insutype> insutype_of(const Fields& fields);
/// That the first row's fixmedins_code, where it is sent, is the caller's own.
/// Errors    inconsistent: it is another's.
[[nodiscard]] Result<void> check_own_code(const Call& call);
/// Errors    bad_region: no code of a region.
[[nodiscard]] Result<std::uint32_t> setl_optins_of(const Fields& fields);

/// What a line says that no rule reads. `order_no` is the field of its prescription or order.
[[nodiscard]] payer::LineTexts texts_of(const Fields& row, std::string_view order_no);

}  // namespace yidi::national::internal
