#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "adapters/codec/filing_feed.h"
#include "adapters/crypto/encoding.h"
#include "api/rest/internal/filing_json.h"
#include "api/rest/internal/subjects.h"
#include "app/filing/feed.h"
#include "base/whole.h"
#include "domain/explain/error_words.h"

/// Filings as the agency has them: decisions, feeds of shared data. What waits is in
/// filing_queue.cpp.
namespace yidi::rest::internal {
namespace {

using app::FilingReply;
using app::Step;

constexpr std::array<std::string_view, 8> kDecisions{"begin_review",   "ask_material", "approve",
                                                     "reject",         "keep_promise", "cancel",
                                                     "decline_cancel", "extend"};
constexpr std::array<std::string_view, 3> kExceptions{"death", "wrong_entry", "insurance_lost"};

constexpr std::array kDecisionBody{
    choice("decision", "办什么", kDecisions).must(),
    text("reason", "原因；补材料、不通过时必填", 500),
    value(Type::date, "promise_until", "承诺材料的末日；规定没有写明时必填"),
    choice("because", "锁定期内的例外", kExceptions),
};
constexpr std::array kOne{code("psn_no", "人员编号").must(), whole("filing", "备案号").must()};
constexpr std::size_t kFeedRows = 1'000;
constexpr std::size_t kFileRows = 20'000;
/// Of five mebibytes as Base64.
constexpr std::size_t kBase64Max = 7'000'000;
/// Texts all, and none required: what is wrong with a row is that row's problem, not the feed's.
constexpr std::array kFeedRow{
    text("row_key", "来源中这一行的编号，必填"),
    text("psn_no", "人员编号"),
    text("certno", "或身份证号"),
    text("psn_name", "姓名；填了就要核对"),
    text("kind", "备案类型，必填"),
    text("place", "备案地，六位，必填"),
    text("begndate", "首日，YYYY-MM-DD，必填"),
    text("enddate", "末日，YYYY-MM-DD"),
};
constexpr std::array kFeedLine{whole("line", "文件中的行号；没有：从 1 起的序号", 1, 10'000'000)};
constexpr auto kFeedFields = [] {
    std::array<Field, kFeedRow.size() + 1> all{};
    std::ranges::copy(kFeedRow, all.begin());
    all.back() = kFeedLine.front();
    return all;
}();
constexpr std::array kFeedBody{list("rows", "行，1 至 1,000", kFeedFields, kFeedRows).must()};
constexpr std::array kFeedFile{
    text("filename", "文件名，.csv 或 .xlsx", 100).must(),
    text("bytes", "文件的 Base64，不超过 5 MiB", kBase64Max).must(),
};
constexpr std::array kFileAnswer{list("rows", "行", kFeedFields, kFileRows).must()};
constexpr std::array kFeedParameters{
    code("source", "来源：residence_permit、retirement_move、posting 等").must()};
constexpr std::array kProblem{
    text("where", "第几行、哪一栏").must(),
    whole("line", "第几行"),
    code("column", "哪一栏"),
    text("rule", "应为").must(),
    text("remedy", "改法").must(),
    text("detail", "问题").must(),
};
constexpr std::array kFeedAnswer{
    whole("filed", "已自动备案").must(),
    whole("waiting", "待审核").must(),
    whole("in_place", "已有相同备案，或不需备案").must(),
    whole("already", "先前已收").must(),
    whole("bad", "没有收的行数").must(),
    list("problems", "没有收的行", kProblem).must(),
};
constexpr std::array kRefused{Trouble::refused, Trouble::not_found};

Result<Done> decide(Call& call) {
    YIDI_TRY(const registry::Pid pid, call.allow_person(call.parameters().view("psn_no")));
    const Input& body = call.body();
    call.note(pid, "filing " + body.text("decision"));
    Step step;
    step.pid = pid;
    step.filing = call.parameters().whole("filing");
    step.actor = {.channel = filing::Channel::window, .by = call.principal().id, .proxy = {}};
    step.reason = body.text("reason");
    step.promise_until = body.maybe_date("promise_until");
    step.because = policy::parse_lock_exception(body.view("because"));
    using Verb = Result<FilingReply> (*)(ports::Session&, const app::FilingContext&, const Step&);
    constexpr std::array<Verb, kDecisions.size()> kVerbs{
        app::begin_review, app::ask_material, app::approve,        app::reject,
        app::keep_promise, app::cancel,       app::decline_cancel, app::extend};
    const auto* const named = std::ranges::find(kDecisions, body.view("decision"));
    const Verb verb = kVerbs.at(static_cast<std::size_t>(named - kDecisions.begin()));
    YIDI_TRY(const FilingReply reply, verb(call.session(), filing_context(call), step));
    return step_answer(reply);
}

/// The rows as a file would have them, which is read in the same way.
codec::CellTable table_of(std::span<const Input> rows) {
    codec::CellTable table;
    codec::TableRow heads;
    for (const Field& field : kFeedRow) heads.cells.emplace_back(field.name);
    table.push_back(std::move(heads));
    for (const Input& row : rows) {
        codec::TableRow one;
        const std::int64_t line =
            row.has("line") ? row.whole("line") : static_cast<std::int64_t>(table.size());
        one.line = static_cast<std::uint32_t>(line);
        for (const Field& field : kFeedRow) one.cells.push_back(row.text(field.name));
        table.push_back(std::move(one));
    }
    return table;
}

/// Of whom a row is, as far as it says: by a psn_no somebody of its region; by a certificate only
/// who reaches everywhere may ask.
access::Subject subject_of(const Input& row) {
    constexpr std::size_t kRegionDigits = 6;
    access::Subject subject;
    const auto region = read_region(row.view("psn_no").substr(0, kRegionDigits), "psn_no");
    if (region) {
        subject.regions.push_back(*region);
    }
    return subject;
}

/// Line and column of "residence_permit:2:psn_no".
void write_place(codec::JsonWriter& json, std::string_view where) {
    const std::size_t first = where.find(':');
    const std::size_t second = first == std::string_view::npos ? first : where.find(':', first + 1);
    std::int64_t line = 0;
    if (first != std::string_view::npos) {
        const std::string_view digits = where.substr(first + 1, second - first - 1);
        line = parse_whole(digits).value_or(0);
    }
    json.key("line");
    line == 0 ? json.null() : json.value(line);
    json.key("column");
    second == std::string_view::npos ? json.null() : json.value(where.substr(second + 1));
}

/// A feed that is a file: its rows, to be sent in parts. Read off the store's thread.
Result<std::string> read_feed_file(Preparing& preparing) {
    YIDI_TRY(const std::string bytes,
             crypto::decode_base64(preparing.body.view("bytes"), "/bytes"));
    const std::string name = preparing.body.text("filename");
    const bool is_book = name.ends_with(".xlsx");
    YIDI_TRY(const codec::CellTable table,
             is_book ? codec::read_xlsx(bytes, name) : codec::read_csv(bytes, name));
    // Its heads are those of a feed, or it is none.
    const codec::CellTable heads{table.begin(), table.begin() + (table.empty() ? 0 : 1)};
    YIDI_TRY_VOID(
        codec::read_filing_feed(heads, name, name, preparing.ports.shelf.files().regions()));
    if (table.size() > kFileRows + 1) {
        return fail(Error{.code = ErrorCode::limit_exceeded,
                          .where = "/bytes",
                          .rule = "一个文件不超过 20,000 行",
                          .remedy = "请分成几个文件，或由系统管理员用命令导入",
                          .detail = "文件的行数太多"});
    }
    std::string body;
    codec::JsonWriter json{body};
    json.begin_object();
    json.key("rows");
    json.begin_array();
    for (std::size_t i = 1; i < table.size(); ++i) {
        json.begin_object();
        for (std::size_t at = 0; at < table[i].cells.size() && at < table[0].cells.size(); ++at) {
            const std::string& head = table[0].cells[at];
            const std::string& cell = table[i].cells[at];
            if (cell.empty()) continue;
            // A workbook keeps a day as a number.
            const bool is_day = head == "begndate" || head == "enddate";
            const std::optional<Date> day =
                is_day && is_book ? codec::date_of_serial(cell) : std::nullopt;
            json.member(head, day ? to_string(*day) : cell);
        }
        json.member("line", std::int64_t{table[i].line});
        json.end_object();
    }
    json.end_array();
    json.end_object();
    return body;
}

Result<Done> show_feed_file(Call& call) {
    return Done{.body = call.prepared()};
}

Result<Done> take_feed(Call& call) {
    const std::span<const Input> rows = call.body().list("rows");
    if (rows.empty()) {
        return fail(Error{.code = ErrorCode::bad_value,
                          .where = "/rows",
                          .rule = "至少一行",
                          .remedy = "请发送要备案的行，没有就不必发送",
                          .detail = "没有任何行"});
    }
    for (const Input& row : rows) {
        access::Subject subject = subject_of(row);
        if (!call.sees(subject)) {
            // Whom the attempt was about stands in its note.
            const Result<access::Subject> known =
                accounts::subject_of(call.session(), call.context(), row.view("psn_no"));
            if (known) subject.pid = known->pid;
        }
        YIDI_TRY_VOID(call.allow(subject));
    }
    const std::string source = call.parameters().text("source");
    YIDI_TRY(app::FilingFeed feed,
             codec::read_filing_feed(table_of(rows), source, source, call.book().regions()));
    app::FilingFeedCounts counts;
    counts.bad = feed.bad;
    counts.problems = std::move(feed.problems);
    YIDI_TRY_VOID(
        app::take_feed_rows(call.session(), filing_context(call), feed, feed.rows, counts));
    call.note(std::nullopt, "filing feed " + feed.source);
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.member("filed", static_cast<std::int64_t>(counts.filed));
    json.member("waiting", static_cast<std::int64_t>(counts.waiting));
    json.member("in_place", static_cast<std::int64_t>(counts.in_place));
    json.member("already", static_cast<std::int64_t>(counts.already));
    json.member("bad", static_cast<std::int64_t>(counts.bad));
    json.key("problems");
    json.begin_array();
    for (const Error& kept : counts.problems.kept()) {
        const Error one = explain::translated(kept, call.language());
        json.begin_object();
        json.member("where", one.where);
        write_place(json, one.where);
        json.member("rule", one.rule);
        json.member("remedy", one.remedy);
        json.member("detail", one.detail);
        json.end_object();
    }
    json.end_array();
    json.end_object();
    return done;
}

constexpr access::Rule kReviewers{.roles = access::roles(access::Role::agency_reviewer),
                                  .about = access::About::person};
constexpr access::Rule kFeeders{.roles = access::roles(access::Role::administrator),
                                .about = access::About::place};

constexpr access::Rule kFeedReaders{.roles = access::roles(access::Role::administrator)};

constexpr std::array kEndpoints{
    Endpoint{.id = "decideFiling",
             .method = "POST",
             .path = "/persons/{psn_no}/filings/{filing}/decisions",
             .summary = {"审核：受理、补材料、通过、不通过、承诺兑现、取消、延长",
                         "Reviews, asks for more, approves, rejects, cancels, extends"},
             .rule = kReviewers,
             .effect = Effect::writes,
             .parameters = kOne,
             .body = kDecisionBody,
             .answer = kStepAnswer,
             .troubles = kRefused,
             .accesses = "filing decision",
             .handle = decide},
    Endpoint{.id = "readFilingFeedFile",
             .method = "POST",
             .path = "/filing-feed-files",
             .summary = {"读出一个共享数据文件的各行，再分批发送",
                         "The rows of a file of shared data, to be sent in parts"},
             .rule = kFeedReaders,
             .effect = Effect::computes,
             .body = kFeedFile,
             .answer = kFileAnswer,
             .cost = 5,
             .handle = show_feed_file,
             .prepare = read_feed_file},
    Endpoint{.id = "takeFilingFeed",
             .method = "POST",
             .path = "/filing-feeds/{source}",
             .summary = {"免申即享：共享数据自动备案", "Automatic filing from shared data"},
             .rule = kFeeders,
             .effect = Effect::writes,
             .parameters = kFeedParameters,
             .body = kFeedBody,
             .answer = kFeedAnswer,
             .troubles = kRefused,
             .accesses = "filing feed",
             .cost = 5,
             .handle = take_feed},
};

}  // namespace

Subject filing_desk_subject() {
    return {.id = "filing-desk", .title = {"备案经办", "Filing desk"}, .endpoints = kEndpoints};
}

}  // namespace yidi::rest::internal
