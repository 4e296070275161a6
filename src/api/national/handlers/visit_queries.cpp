#include "app/payer/visit_queries.h"

#include <algorithm>
#include <array>
#include <memory>

#include "api/national/internal/handler.h"
#include "api/national/internal/output.h"
#include "api/national/internal/row_writer.h"
#include "app/payer/look_up_person.h"

/// 5201, 5202, 5205, 5303.
namespace yidi::national::internal {
namespace {

using payer::Context;
using payer::VisitsReply;
using payer::VisitView;
using ports::Session;
using settlement::VisitState;

constexpr std::string_view kDischargeNode = "dscginfo";

/// What a message that was no discharge said of the visit itself.
std::optional<Fields> described(KeptInput& kept, const Table& table) {
    for (const char* node : {"data", "mdtrtinfo", "adminfo", "druginfo"}) {
        if (auto fields = kept.row(table, node)) return fields;
    }
    return std::nullopt;
}

const Table& output_of(const Call& call) {
    return find_form(call.caller.infno)->output.front();
}

/// An output of one list; `write` writes its rows.
template <class Write>
Done list_of(const Table& table, Write write) {
    Done done;
    codec::JsonWriter writer{done.output};
    writer.begin_object();
    writer.key(table.node);
    writer.begin_array();
    write(writer);
    writer.end_array();
    writer.end_object();
    return done;
}

std::string psn_no_of(const registry::Person& person) {
    return registry::psn_no_of(person.insuplc_admdvs, person.pid);
}

std::optional<Instant> maybe_time(const Fields& fields, std::string_view name) {
    return fields.has(name) ? std::optional{fields.instant(name)} : std::nullopt;
}

/// Whether a message told of a discharge that has been undone since.
bool is_undone(const VisitView& view, bool is_discharge) {
    return is_discharge && view.visit.state != VisitState::discharged;
}

/// Parts of a visit that its state tells.
void write_state(RowWriter& row, const settlement::Visit& visit) {
    row.text("mdtrt_id", std::to_string(visit.mdtrt_id));
    row.text("insutype", policy::code(visit.insutype));
    row.time("begntime", visit.begntime);
    row.time("endtime", visit.endtime);
    row.text("med_type", visit.med_type);
    row.text("ipt_otp_no", visit.ipt_otp_no);
    row.text("dise_codg", visit.dise_codg);
    row.text("dscg_way", visit.dscg_way);
    if (!visit.is_stay) return;
    row.text("inhosp_stas", visit.state == VisitState::registered ? "1" : "0");
    if (visit.endtime) {
        const std::int64_t days = visit.endtime->date().days() - visit.begntime.date().days();
        row.number("ipt_days", std::max<std::int64_t>(1, days));
    }
}

void write_visit(codec::JsonWriter& writer, const Table& table, const VisitsReply& reply,
                 const VisitView& view) {
    const settlement::Visit& visit = view.visit;
    std::vector<std::unique_ptr<KeptInput>> messages;
    std::vector<Fields> told;
    for (const payer::Told& one : view.told) {
        KeptInput& kept = *messages.emplace_back(std::make_unique<KeptInput>(one.details));
        auto discharge = kept.row(table, kDischargeNode);
        if (is_undone(view, discharge.has_value())) continue;
        auto fields = discharge ? std::move(discharge) : described(kept, table);
        if (fields) told.push_back(*std::move(fields));
    }
    std::vector<const Fields*> kept;
    kept.reserve(told.size());
    for (const Fields& fields : told) kept.push_back(&fields);
    const std::string psn_no = psn_no_of(reply.person);
    RowWriter row{writer, table};
    row.person({.psn_no = psn_no, .person = reply.person, .day = visit.begntime.date()});
    write_state(row, visit);
    row.text("psn_type", view.insurance.psn_type);
    row.flag("cvlserv_flag", view.civil_servant);
    row.text("insu_optins", std::to_string(view.insurance.insuplc_admdvs));
    row.text("emp_name", view.insurance.emp_name);
    if (!view.told.empty()) {
        row.text("opter_id", view.told.back().opter);
        row.time("opt_time", view.told.back().at);
    }
    row.rest(kept);
}

Result<Prepared> query_visits(const Call& call) {
    const Fields& fields = call.first();
    const payer::VisitsQuery request{.caller = call.caller,
                                     .psn_no = string_of(fields, "psn_no"),
                                     .from = fields.instant("begntime"),
                                     .to = maybe_time(fields, "endtime"),
                                     .med_type = string_of(fields, "med_type"),
                                     .mdtrt_id = string_of(fields, "mdtrt_id")};
    return Prepared{[request, &table = output_of(call)](Session& session,
                                                        const Context& context) -> Result<Done> {
        YIDI_TRY(const VisitsReply reply, payer::query_visits(session, context, request));
        return list_of(table, [&](codec::JsonWriter& writer) {
            for (const VisitView& view : reply.visits) write_visit(writer, table, reply, view);
        });
    }};
}

/// What the last message of a kind said of the diagnoses.
const payer::Told* last_diagnoses(const VisitView& view, const Table& table, bool of_discharge) {
    const payer::Told* last = nullptr;
    for (const payer::Told& one : view.told) {
        KeptInput kept{one.details};
        const bool is_discharge = kept.row(table, kDischargeNode).has_value();
        if (is_discharge == of_discharge && !is_undone(view, is_discharge) &&
            !kept.rows(table).empty()) {
            last = &one;
        }
    }
    return last;
}

void write_diagnoses(codec::JsonWriter& writer, const Table& table, const VisitView& view,
                     std::string_view psn_no) {
    constexpr std::array<std::string_view, 2> kInout{"1", "2"};
    for (const bool of_discharge : {false, true}) {
        const payer::Told* told = last_diagnoses(view, table, of_discharge);
        if (told == nullptr) continue;
        const std::string mdtrt_id = std::to_string(view.visit.mdtrt_id);
        KeptInput kept{told->details};
        int number = 0;
        for (const Fields& fields : kept.rows(table)) {
            RowWriter row{writer, table};
            row.text("diag_info_id",
                     mdtrt_id + '-' + std::to_string(told->seq) + '-' + std::to_string(++number));
            row.text("mdtrt_id", mdtrt_id);
            row.text("psn_no", psn_no);
            if (view.visit.is_stay) row.text("inout_diag_type", kInout[of_discharge ? 1 : 0]);
            row.text("opter_id", told->opter);
            row.time("opt_time", told->at);
            row.rest({&fields});
        }
    }
}

Result<Prepared> query_diagnoses(const Call& call) {
    return Prepared{[request = visit_of(call), &table = output_of(call)](
                        Session& session, const Context& context) -> Result<Done> {
        YIDI_TRY(const VisitView view, payer::query_visit(session, context, request));
        return list_of(table, [&](codec::JsonWriter& writer) {
            write_diagnoses(writer, table, view, request.psn_no);
        });
    }};
}

void write_drug(codec::JsonWriter& writer, const Table& table, const payer::ChronicDrug& drug) {
    const settlement::PricedLine& priced = drug.line.line.priced;
    RowWriter row{writer, table};
    row.text("mdtrt_id", std::to_string(drug.mdtrt_id));
    row.text("setl_id", std::to_string(drug.line.setl_id));
    row.text("feedetl_sn", priced.line.feedetl_sn);
    row.text("fixmedins_code", drug.institution.fixmedins_code);
    row.text("fixmedins_name", drug.institution.fixmedins_name);
    row.time("fee_ocur_time", priced.line.fee_ocur_time);
    row.exact("cnt", to_string(priced.line.cnt));
    row.text("hilist_name", priced.name);
    row.text("list_type", priced.list_type);
    row.text("med_list_codg", priced.line.med_list_codg);
    row.text("medins_list_codg", priced.line.medins_list_codg);
    row.text("med_chrgitm_type", priced.med_chrgitm_type);
    row.flag("lmt_used_flag", priced.attributes.lmt_used_flag);
    row.text("hosp_appr_flag", priced.line.hosp_appr_flag);
    for (const Field& field : table.fields) {
        const std::size_t place = payer::line_text_place(field.name);
        if (place == payer::kLineTextNames.size()) continue;
        const std::string& said = drug.line.texts[place];
        if (field.type == FieldType::text) row.text(field.name, said);
        if (field.type == FieldType::number && !said.empty()) row.exact(field.name, said);
    }
    row.text("opter_id", drug.line.opter);
    row.text("opter_name", drug.line.opter_name);
    row.time("opt_time", drug.line.uploaded);
    row.rest({});
}

Result<Prepared> query_drugs(const Call& call) {
    const Fields& fields = call.first();
    const payer::ChronicDrugsQuery request{.caller = call.caller,
                                           .psn_no = string_of(fields, "psn_no"),
                                           .from = fields.instant("begntime"),
                                           .to = maybe_time(fields, "endtime")};
    return Prepared{[request, &table = output_of(call)](Session& session,
                                                        const Context& context) -> Result<Done> {
        YIDI_TRY(const std::vector<payer::ChronicDrug> drugs,
                 payer::query_chronic_drugs(session, context, request));
        return list_of(table, [&](codec::JsonWriter& writer) {
            for (const payer::ChronicDrug& drug : drugs) write_drug(writer, table, drug);
        });
    }};
}

void write_stay(codec::JsonWriter& writer, const Table& table, const VisitsReply& reply,
                const VisitView& view, const Context& context) {
    const policy::Regions& regions = context.book.regions();
    const std::string psn_no = psn_no_of(reply.person);
    RowWriter row{writer, table};
    row.person({.psn_no = psn_no, .person = reply.person, .day = context.now.date()});
    row.text("mdtrt_id", std::to_string(view.visit.mdtrt_id));
    row.text("insutype", policy::code(view.visit.insutype));
    row.day("begndate", view.visit.begntime.date());
    row.text("med_type", view.visit.med_type);
    row.text("ipt_otp_no", view.visit.ipt_otp_no);
    row.flag("out_flag", regions.pooling_area(view.institution.admdvs) !=
                             regions.pooling_area(view.insurance.insuplc_admdvs));
    row.rest({});
}

/// Whose stays are asked for: by the number, else by a certificate.
Result<std::string> psn_no_by(Session& session, const Context& context,
                              const payer::PersonRequest& request, const std::string& psn_no) {
    if (!psn_no.empty()) return psn_no;
    YIDI_TRY(const payer::PersonReply reply, payer::look_up_person(session, context, request));
    return reply.psn_no;
}

Result<Prepared> query_stays(const Call& call) {
    const Fields& fields = call.first();
    const payer::PersonRequest person{.caller = call.caller,
                                      .mdtrt_cert_type = string_of(fields, "mdtrt_cert_type"),
                                      .mdtrt_cert_no = string_of(fields, "mdtrt_cert_no"),
                                      .card_sn = string_of(fields, "card_sn"),
                                      .psn_cert_type = string_of(fields, "psn_cert_type"),
                                      .certno = string_of(fields, "certno"),
                                      .psn_name = string_of(fields, "psn_name")};
    const payer::StaysQuery request{.caller = call.caller,
                                    .psn_no = string_of(fields, "psn_no"),
                                    .from = maybe_time(fields, "begntime"),
                                    .to = maybe_time(fields, "endtime")};
    if (request.psn_no.empty() && person.mdtrt_cert_no.empty() && person.certno.empty() &&
        person.card_sn.empty()) {
        return fail(Error{.code = ErrorCode::missing_key,
                          .where = "input.data.psn_no",
                          .rule = "人员编号或一种凭证必填",
                          .remedy = "请填写 psn_no，或 1101 的凭证字段",
                          .detail = "没有说明查询的人员"});
    }
    Prepared prepared;
    prepared.run = [request, person, &table = output_of(call)](
                       Session& session, const Context& context) -> Result<Done> {
        payer::StaysQuery query = request;
        YIDI_TRY(query.psn_no, psn_no_by(session, context, person, request.psn_no));
        YIDI_TRY(const VisitsReply reply, payer::query_stays(session, context, query));
        return list_of(table, [&](codec::JsonWriter& writer) {
            for (const VisitView& view : reply.visits) {
                write_stay(writer, table, reply, view, context);
            }
        });
    };
    if (request.psn_no.empty()) {
        prepared.find_person = [person](Session& session,
                                        const Context& context) -> std::optional<registry::Pid> {
            const auto reply = payer::look_up_person(session, context, person);
            return reply ? std::optional{reply->person.pid} : std::nullopt;
        };
    }
    return prepared;
}

}  // namespace

std::span<const Handler> visit_query_handlers() {
    static constexpr std::array kHandlers{
        Handler{"5201", query_visits},
        Handler{"5202", query_diagnoses},
        Handler{"5205", query_drugs},
        Handler{"5303", query_stays},
    };
    return kHandlers;
}

}  // namespace yidi::national::internal
