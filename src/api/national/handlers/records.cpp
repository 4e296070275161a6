#include <array>

#include "api/national/internal/handler.h"
#include "api/national/internal/output.h"
#include "api/national/internal/row_writer.h"
#include "app/payer/care_records.h"
#include "base/region_code.h"

/// 2501–2506, 5301, 5302, 5304.
namespace yidi::national::internal {
namespace {

using payer::Context;
using payer::RecordQuery;
using payer::RecordRequest;
using payer::RecordsReply;
using ports::Session;
using registry::RecordKind;

std::optional<Date> maybe_day(const Fields& fields, std::string_view name) {
    return fields.has(name) ? std::optional{fields.date(name)} : std::nullopt;
}

RecordRequest request_of(const Call& call, RecordKind kind) {
    RecordRequest request;
    request.caller = call.caller;
    request.psn_no = string_of(call.first(), "psn_no");
    request.kind = kind;
    request.enddate = maybe_day(call.first(), "enddate");
    // What the rules do not read is kept as it came.
    request.details = canonical(*call.envelope.input);
    return request;
}

std::string serial_output(std::int64_t id) {
    std::string out;
    codec::JsonWriter writer{out};
    writer.begin_object();
    writer.key("result");
    writer.begin_object();
    text(writer, "trt_dcla_detl_sn", std::to_string(id));
    writer.end_object();
    writer.end_object();
    return out;
}

Prepared add(RecordRequest request) {
    return Prepared{[request = std::move(request)](Session& session,
                                                   const Context& context) -> Result<Done> {
        YIDI_TRY(const registry::CareRecord record, payer::add_record(session, context, request));
        return Done{.output = serial_output(record.id), .id = record.id};
    }};
}

Result<Prepared> refer(const Call& call) {
    const Fields& fields = call.first();
    RecordRequest request = request_of(call, RecordKind::referral);
    if (fields.has("insutype")) {
        YIDI_TRY(request.insutype, insutype_of(fields));
    }
    const Result<RegionCode> area = parse_region_code(fields.text("mdtrtarea_admdvs"));
    if (!area) {
        return fail(Error{.code = ErrorCode::bad_region,
                          .where = "input.refmedin.mdtrtarea_admdvs",
                          .rule = "六位数字的医保区划",
                          .remedy = "请填写转往医院所在地的区划代码",
                          .detail = "就医地不是医保区划代码，收到“" +
                                    string_of(fields, "mdtrtarea_admdvs") + "”"});
    }
    request.area = area->number();
    request.type = string_of(fields, "refl_type");
    request.place = string_of(fields, "reflin_medins_no");
    request.dise_codg = string_of(fields, "diag_code");
    request.begndate = maybe_day(fields, "begndate").value_or(fields.date("refl_date"));
    return add(std::move(request));
}

Result<Prepared> recognise(const Call& call) {
    const Fields& fields = call.first();
    RecordRequest request = request_of(call, RecordKind::chronic);
    YIDI_TRY(request.insutype, insutype_of(fields));
    request.place = string_of(fields, "ide_fixmedins_no");
    request.dise_codg = string_of(fields, "opsp_dise_code");
    request.assessed = fields.date("hosp_ide_date");
    request.begndate = fields.date("begndate");
    return add(std::move(request));
}

Result<Prepared> choose(const Call& call) {
    const Fields& fields = call.first();
    RecordRequest request = request_of(call, RecordKind::chosen_institution);
    request.type = string_of(fields, "biz_appy_type");
    request.place = string_of(fields, "fixmedins_code");
    request.begndate = fields.date("begndate");
    return add(std::move(request));
}

template <RecordKind Kind>
Result<Prepared> cancel(const Call& call) {
    const payer::CancelRequest request{
        .caller = call.caller,
        .psn_no = string_of(call.first(), "psn_no"),
        .trt_dcla_detl_sn = string_of(call.first(), "trt_dcla_detl_sn"),
        .kind = Kind,
        .memo = string_of(call.first(), "memo")};
    return Prepared{[request](Session& session, const Context& context) -> Result<Done> {
        YIDI_TRY(const payer::Cancelled reply, payer::cancel_record(session, context, request));
        return Done{.output = serial_output(reply.record.id),
                    .warn_msg = reply.before ? "此前已经撤销，返回首次撤销的结果" : "",
                    .id = reply.record.id};
    }};
}

/// What every row of these outputs is written from.
struct View {
    const Context& context;
    const RecordsReply& reply;
    const RecordsReply::Row& row;
};
using WriteRow = void (*)(codec::JsonWriter&, const Table&, const View&);

std::string psn_no_of(const registry::Person& person) {
    return registry::psn_no_of(person.insuplc_admdvs, person.pid);
}

void write_chronic(codec::JsonWriter& writer, const Table& table, const View& view) {
    const registry::CareRecord& record = view.row.record;
    KeptInput kept{view.row.details};
    const std::optional<Fields> sent = kept.row(table, "data");
    RowWriter row{writer, table};
    row.text("opsp_dise_code", record.dise_codg);
    // The register knows a recognised disease by its code only.
    if (!sent) row.text("opsp_dise_name", record.dise_codg);
    row.day("begndate", record.begndate);
    row.day("enddate", record.enddate);
    row.rest(sent ? std::vector{&*sent} : std::vector<const Fields*>{});
}

void write_choice(codec::JsonWriter& writer, const Table& table, const View& view) {
    const registry::CareRecord& record = view.row.record;
    KeptInput kept{view.row.details};
    const std::optional<Fields> sent = kept.row(table, "data");
    RowWriter row{writer, table};
    row.text("psn_no", psn_no_of(view.reply.person));
    row.text("fixmedins_code", record.place);
    row.day("begndate", record.begndate);
    row.day("enddate", record.enddate);
    row.rest(sent ? std::vector{&*sent} : std::vector<const Fields*>{});
}

void write_referral(codec::JsonWriter& writer, const Table& table, const View& view) {
    constexpr std::string_view kByInstitution = "01";  // dcla_souc
    const registry::CareRecord& record = view.row.record;
    const registry::Person& person = view.reply.person;
    const policy::Regions& regions = view.context.book.regions();
    KeptInput kept{view.row.details};
    const std::optional<Fields> sent = kept.row(table, "refmedin");
    const std::string psn_no = psn_no_of(person);
    RowWriter row{writer, table};
    row.person({.psn_no = psn_no, .person = person, .day = view.context.now.date()});
    row.text("dcla_souc", kByInstitution);
    row.text("insu_optins", std::to_string(person.insuplc_admdvs));
    row.flag("out_flag", record.area && regions.pooling_area(*record.area) !=
                                            regions.pooling_area(person.insuplc_admdvs));
    row.day("begndate", record.begndate);
    row.day("enddate", record.enddate);
    row.text("trt_dcla_detl_sn", std::to_string(record.id));
    row.rest(sent ? std::vector{&*sent} : std::vector<const Fields*>{});
}

Prepared query(const Call& call, RecordQuery request, WriteRow write) {
    const Table& table = find_form(call.caller.infno)->output.front();
    request.caller = call.caller;
    request.psn_no = string_of(call.first(), "psn_no");
    return Prepared{[request = std::move(request), write, &table](
                        Session& session, const Context& context) -> Result<Done> {
        YIDI_TRY(const RecordsReply reply, payer::query_records(session, context, request));
        std::string out;
        codec::JsonWriter writer{out};
        writer.begin_object();
        writer.key(table.node);
        writer.begin_array();
        for (const RecordsReply::Row& row : reply.rows) {
            write(writer, table, {.context = context, .reply = reply, .row = row});
        }
        writer.end_array();
        writer.end_object();
        return Done{std::move(out)};
    }};
}

Result<Prepared> query_chronic(const Call& call) {
    RecordQuery request;
    request.kind = RecordKind::chronic;
    return query(call, std::move(request), write_chronic);
}

Result<Prepared> query_choices(const Call& call) {
    RecordQuery request;
    request.kind = RecordKind::chosen_institution;
    request.type = string_of(call.first(), "biz_appy_type");
    return query(call, std::move(request), write_choice);
}

Result<Prepared> query_referrals(const Call& call) {
    const Fields& fields = call.first();
    RecordQuery request;
    request.kind = RecordKind::referral;
    request.from = fields.instant("begntime").date();
    if (fields.has("endtime")) request.to = fields.instant("endtime").date();
    return query(call, std::move(request), write_referral);
}

}  // namespace

std::span<const Handler> record_handlers() {
    static constexpr std::array kHandlers{
        Handler{"2501", refer},
        Handler{"2501A", refer},
        Handler{"2502", cancel<RecordKind::referral>},
        Handler{"2503", recognise},
        Handler{"2504", cancel<RecordKind::chronic>},
        Handler{"2505", choose},
        Handler{"2506", cancel<RecordKind::chosen_institution>},
        Handler{"5301", query_chronic},
        Handler{"5302", query_choices},
        Handler{"5304", query_referrals},
    };
    return kHandlers;
}

}  // namespace yidi::national::internal
