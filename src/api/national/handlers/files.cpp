#include "app/payer/files.h"

#include <array>
#include <memory>
#include <utility>

#include "adapters/codec/zip.h"
#include "api/national/internal/catalogue_file.h"
#include "api/national/internal/handler.h"
#include "api/national/internal/output.h"
#include "api/national/internal/output_words.h"
#include "api/national/internal/statement_text.h"
#include "app/payer/details.h"

/// 9101, 9102, 3202.
namespace yidi::national::internal {
namespace {

using payer::Context;
using ports::Session;

Error bad_file(ErrorCode code, std::string_view rule, std::string_view detail) {
    return {.code = code,
            .where = "input.data.file_qury_no",
            .rule = std::string{rule},
            .remedy = "请重新压缩并用 9101 上传",
            .detail = std::string{detail}};
}

void write_file(codec::JsonWriter& writer, const payer::KeptFile& kept) {
    text(writer, "file_qury_no", kept.file_qury_no);
    text(writer, "filename", kept.filename);
    time(writer, "dld_endtime", kept.dld_endtime);
    // Both spellings are read.
    time(writer, "dld_end_time", kept.dld_endtime);
}

Result<Prepared> upload(const Call& call) {
    YIDI_TRY_VOID(check_own_code(call));
    const Fields& fields = call.first();
    payer::NewFile file{.caller = call.caller,
                        .filename = string_of(fields, "filename"),
                        .bytes = std::string{fields.bytes("in")}};
    return Prepared{
        [file = std::move(file)](Session& session, const Context& context) -> Result<Done> {
            YIDI_TRY(const payer::KeptFile kept, payer::keep_file(session, context, file));
            std::string out;
            codec::JsonWriter writer{out};
            writer.begin_object();
            write_file(writer, kept);
            text(writer, "fixmedins_code", kept.fixmedins_code);
            writer.end_object();
            return Done{std::move(out)};
        }};
}

Result<Prepared> download(const Call& call) {
    YIDI_TRY_VOID(check_own_code(call));
    const Fields& fields = call.first();
    payer::FileQuery query{.caller = call.caller,
                           .file_qury_no = string_of(fields, "file_qury_no"),
                           .filename = string_of(fields, "filename")};
    return Prepared{.run = [query = std::move(query)](Session& session,
                                                      const Context& context) -> Result<Done> {
                        Result<std::string> bytes = is_catalogue_file(query.file_qury_no)
                                                        ? catalogue_file(session, context, query)
                                                        : payer::open_file(session, context, query);
                        if (!bytes) return fail(std::move(bytes).error());
                        return Done{.output = std::string{kEmptyOutput}, .file = *std::move(bytes)};
                    },
                    .reads_only = true};
}

/// The one text of the ZIP that 9101 brought.
Result<std::string> text_of(std::string_view archive) {
    Result<std::vector<codec::ZipEntry>> entries = codec::unzip(archive);
    if (!entries) {
        const bool is_large = entries.error().code == ErrorCode::limit_exceeded;
        return fail(bad_file(entries.error().code, "ZIP，内含一个 UTF-8 文本，解压后不超过 8 MiB",
                             is_large ? "文件解压后过大" : "文件不是可读的 ZIP"));
    }
    if (entries->size() != 1) {
        return fail(bad_file(ErrorCode::bad_value, "ZIP，内含一个 UTF-8 文本",
                             "ZIP 内有 " + std::to_string(entries->size()) + " 个文件"));
    }
    return std::move(entries->front().bytes);
}

/// What the message says that its file holds.
struct Stated {
    Money medfee_sumamt;
    Money fund_pay_sumamt;
    std::int64_t count = 0;
    bool operator==(const Stated&) const = default;
};

std::string told(const Stated& sums) {
    return std::to_string(sums.count) + "笔、总费用" + to_yuan(sums.medfee_sumamt) + "、基金" +
           to_yuan(sums.fund_pay_sumamt);
}

/// The comparison goes by the rows; a message that does not fit its file is told of all the same.
std::string warning_of(const Stated& stated, const std::vector<payer::DetailRow>& rows) {
    Stated found{.medfee_sumamt = {}, .fund_pay_sumamt = {}, .count = std::ssize(rows)};
    for (const payer::DetailRow& row : rows) {
        found.medfee_sumamt += row.medfee_sumamt;
        found.fund_pay_sumamt += row.fund_pay_sumamt;
    }
    return found == stated ? std::string{}
                           : "报文合计与文件不符：报文" + told(stated) + "；文件" + told(found);
}

/// What comparing finds, before it is kept.
struct Compared {
    std::string packed;
    std::string warning;
};

Result<Compared> compare(Session& session, const Context& context, payer::DetailsRequest request,
                         const payer::FileQuery& file, const Stated& stated) {
    constexpr std::string_view kResultName = "result.txt";
    YIDI_TRY(const std::string archive, payer::open_file(session, context, file));
    YIDI_TRY(const std::string text, text_of(archive));
    YIDI_TRY(request.theirs, read_statement(text));
    YIDI_TRY(const payer::DetailsReply reply, payer::details(session, context, request));
    Compared compared;
    YIDI_TRY(compared.packed, codec::zip({{.name = std::string{kResultName},
                                           .bytes = statement_result(reply.differences)}}));
    compared.warning = warning_of(stated, request.theirs);
    return compared;
}

Result<Done> keep(Session& session, const Context& context, const payer::FileQuery& file,
                  Compared compared) {
    YIDI_TRY(const payer::KeptFile kept,
             payer::keep_file(session, context,
                              {.caller = file.caller,
                               .filename = "result_" + file.file_qury_no + ".zip",
                               .bytes = std::move(compared.packed)}));
    std::string out;
    codec::JsonWriter writer{out};
    writer.begin_object();
    writer.key("fileinfo");
    writer.begin_object();
    write_file(writer, kept);
    writer.end_object();
    writer.end_object();
    return Done{.output = std::move(out), .warn_msg = std::move(compared.warning)};
}

Result<Prepared> details(const Call& call) {
    const Fields& fields = call.first();
    payer::DetailsRequest request{
        .caller = call.caller,
        .clr_type = string_of(fields, "clr_type"),
        .stmt_begndate = fields.date("stmt_begndate"),
        .stmt_enddate = fields.date("stmt_enddate"),
        .without_refunds = fields.has("refd_setl_flag") && !fields.flag("refd_setl_flag"),
        .theirs = {}};
    YIDI_TRY(request.setl_optins, setl_optins_of(fields));
    const Stated stated{.medfee_sumamt = fields.money("medfee_sumamt"),
                        .fund_pay_sumamt = fields.money("fund_pay_sumamt"),
                        .count = fields.whole("fixmedins_setl_cnt")};
    const payer::FileQuery file{
        .caller = call.caller, .file_qury_no = string_of(fields, "file_qury_no"), .filename = {}};
    const auto compared = std::make_shared<Compared>();
    return Prepared{
        .run = [compared, file](Session& session, const Context& context) -> Result<Done> {
            return keep(session, context, file, *compared);
        },
        .look = [compared, request, stated, file](Session& session,
                                                  const Context& context) -> Result<void> {
            YIDI_TRY(*compared, compare(session, context, request, file, stated));
            return {};
        }};
}

}  // namespace

std::span<const Handler> file_handlers() {
    static constexpr std::array kHandlers{
        Handler{"9101", upload},
        Handler{"9102", download},
        Handler{"3202", details},
    };
    return kHandlers;
}

}  // namespace yidi::national::internal
