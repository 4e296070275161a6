#include "app/payer/files.h"

#include <array>

#include "app/payer/internal/refusal.h"
#include "app/payer/internal/row_reader.h"

namespace yidi::payer {
namespace {

using internal::RowReader;
using ports::Table;
using ports::Value;

std::string place_of(const std::string& fixmedins_code, const std::string& file_qury_no) {
    return "file/" + fixmedins_code + "/" + file_qury_no;
}

}  // namespace

Result<KeptFile> keep_file(ports::Session& session, const Context& context, const NewFile& file) {
    constexpr std::int64_t kDayMs = std::int64_t{24} * 60 * 60 * 1'000;
    if (file.bytes.empty()) {
        return internal::refuse(ErrorCode::bad_value, "in", "a file of at least one byte",
                                "send the bytes of the file", "the file is empty");
    }
    KeptFile kept{.file_qury_no = std::to_string(context.ids.next()),
                  .filename = file.filename,
                  .fixmedins_code = file.caller.fixmedins_code,
                  .dld_endtime = context.now.plus_ms(kFileDays * kDayMs)};
    YIDI_TRY_VOID(session.insert(
        ports::spec(Table::file),
        {kept.fixmedins_code, kept.file_qury_no, kept.filename, internal::value_of(context.now),
         internal::value_of(kept.dld_endtime),
         context.vault.seal(file.bytes, place_of(kept.fixmedins_code, kept.file_qury_no))}));
    return kept;
}

Result<std::string> open_file(ports::Session& session, const Context& context,
                              const FileQuery& query) {
    const std::string& code = query.caller.fixmedins_code;
    const std::array<Value, 2> key{code, query.file_qury_no};
    YIDI_TRY(const auto row, session.get(ports::spec(Table::file), key));
    if (!row) {
        return internal::refuse(ErrorCode::bad_value, "file_qury_no",
                                "the number of a file that this institution sent or was answered",
                                "send the file_qury_no as it was answered",
                                "this institution has no such file");
    }
    RowReader in{Table::file, *row};
    in.skip();
    in.skip();
    const std::string filename = in.text();
    in.skip();
    const Instant end = in.instant();
    const std::string sealed = in.text();
    YIDI_TRY_VOID(in.end());
    if (!query.filename.empty() && query.filename != filename) {
        return internal::refuse(ErrorCode::bad_value, "filename",
                                "the name that was answered with the number",
                                "send file_qury_no and filename of one answer",
                                "the file with this number has another name");
    }
    if (end <= context.now) {
        return internal::refuse(ErrorCode::bad_value, "file_qury_no",
                                "a file whose dld_endtime has not come",
                                "have the file made again, or send it again",
                                "the file could be fetched until " + to_string(end));
    }
    return context.vault.open(sealed, place_of(code, query.file_qury_no));
}

}  // namespace yidi::payer
