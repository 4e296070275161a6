#include <algorithm>
#include <array>
#include <string>

#include "adapters/codec/pack_encoder.h"
#include "adapters/codec/pack_table.h"
#include "adapters/codec/pack_upload.h"
#include "adapters/codec/rule_rows.h"
#include "adapters/crypto/encoding.h"
#include "api/rest/internal/place.h"
#include "api/rest/internal/publishing_call.h"
#include "api/rest/internal/subjects.h"
#include "base/whole.h"
#include "domain/explain/error_words.h"
#include "domain/policy/check.h"

/// Packs as tables: rules as rows, what differs between versions, the history of a value, and
/// tables that people change in a spreadsheet.
namespace yidi::rest::internal {
namespace {

using publishing::Version;

constexpr std::size_t kRowsMax = 20'000;
constexpr std::size_t kFileMax = 6'000'000;
constexpr std::array<std::string_view, 3> kChangeKinds{"added", "removed", "changed"};
constexpr std::array<std::string_view, 3> kFormats{"csv", "xlsx", "yaml"};

constexpr Field kOf = code("of", "哪一版本：变更编号，0 为随程序安装的政策包；没有：今天所用的");
constexpr std::array kVersionParameters{
    code("policy_id", "统筹区代码，六位", 6).must(),
    kOf,
};
constexpr std::array kIdentity{
    code("id", "统筹区").must(),       text("name", "名称").must(),
    whole("version", "版本").must(),   value(Type::date, "known_since", "本系统所知自").must(),
    code("sha256", "内容摘要").must(),
};
constexpr std::array kScheme{
    code("insutype", "险种").must(),    code("business", "业务").must(),
    text("label", "险种与业务").must(), text("unknown", "整个未知的原因", 4'096),
    whole("rows", "规则条数").must(),   whole("unknown_rows", "其中声明未知的").must(),
};
constexpr std::array kCondition{
    code("key", "条件，与政策包写法相同").must(),
    texts("items", "取值，任一即可").must(),
};
constexpr std::array kRow{
    text("key", "险种、业务、参数和条件；同一取值前后各期相同", 4'000).must(),
    whole("line", "文本中的行").must(),
    code("insutype", "险种").must(),
    code("business", "业务").must(),
    text("scheme", "险种与业务").must(),
    text("parameter", "参数，与政策包写法相同").must(),
    text("label", "参数").must(),
    list("conditions", "条件", kCondition).must(),
    text("when", "条件；空：一律", 4'000).must(),
    text("value", "取值；没有：未知", 4'000),
    text("unknown", "未知的原因", 4'096),
    value(Type::date, "from", "首日").must(),
    value(Type::date, "to", "末日；没有：仍有效"),
    value(Type::flag, "assumed_from", "首日是推定").must(),
    code("grade", "依据的等级：O、P、D、K、I").must(),
    text("document", "文件标识").must(),
    text("article", "条款", 4'096).must(),
    text("clause", "文件与条款", 4'096).must(),
    text("note", "备注", 4'096).must(),
};
constexpr std::array kDocument{
    text("id", "标识").must(),           text("number", "文号", 4'096).must(),
    text("title", "标题", 4'096).must(), code("seen", "所见的等级").must(),
    text("note", "备注", 4'096).must(),
};
constexpr std::array kRows{
    object("pack", "版本", kIdentity).must(),    list("schemes", "险种与业务", kScheme).must(),
    list("rows", "规则", kRow, kRowsMax).must(), list("documents", "所引文件", kDocument).must(),
    texts("notes", "说明", 1'000).must(),
};
constexpr std::array kDifferenceParameters{
    code("policy_id", "统筹区代码，六位", 6).must(),
    code("before", "此前的版本：变更编号，0 为随程序安装的政策包；没有：今天所用的"),
    code("after", "此后的版本，同上"),
};
constexpr std::array kChangedRow{
    choice("kind", "added 新增，removed 删去，changed 改动", kChangeKinds).must(),
    object("before", "此前", kRow),
    object("after", "此后", kRow),
};
constexpr std::array kDifference{
    object("before", "此前的版本", kIdentity).must(),
    object("after", "此后的版本", kIdentity).must(),
    list("changes", "不同的规则", kChangedRow, kRowsMax).must(),
    texts("others", "规则以外的不同", 1'000).must(),
};
constexpr std::array kHistoryParameters{
    code("policy_id", "统筹区代码，六位", 6).must(),
    text("key", "一条规则的 key", 4'000).must(),
};
constexpr std::array kTermRows{
    value(Type::date, "from", "自哪天起用于计算；没有：自安装起"),
    value(Type::date, "to", "到哪天；没有：未定"),
    code("change_id", "变更；没有：随程序安装的政策包"),
    whole("version", "版本").must(),
    list("rows", "这一版本的规则，按首日", kRow).must(),
};
constexpr std::array kHistory{list("terms", "先后用于计算的各版本", kTermRows).must()};
constexpr std::array kCellRow{
    whole("line", "表格中的行").must(),
    texts("cells", "单元格").must(),
};
constexpr std::array kCells{
    object("pack", "版本", kIdentity).must(),
    texts("heads", "列名").must(),
    list("rows", "各行", kCellRow, kRowsMax).must(),
};
constexpr std::array kFileParameters{
    code("policy_id", "统筹区代码，六位", 6).must(),
    kOf,
    choice("format", "csv、xlsx 或 yaml；没有：xlsx", kFormats),
};
constexpr std::array kReadBody{
    text("filename", "文件名，用于指出位置").must(),
    text("bytes", "CSV、XLSX 或 YAML 文件的 Base64", kFileMax).must(),
    whole("version", "版本号至少为此", 1, 1'000'000),
};
constexpr std::array kProblem{
    whole("line", "行；0：整个文件").must(), text("column", "列名；空：整行").must(),
    text("detail", "问题", 4'096).must(),    text("rule", "应为", 4'096).must(),
    text("remedy", "改法", 4'096).must(),
};
constexpr std::array kReadAnswer{
    list("problems", "读不懂的地方；空：全部读懂", kProblem).must(),
    list("findings", "核对出的问题，行号是表格的；空：每格恰有一条规则或声明未知", kFinding).must(),
    code("area", "统筹区；读不懂时没有"),
    whole("version", "版本"),
    whole("rows", "规则条数"),
    text("text", "政策包全文（YAML），可存为草稿", kPolicyTextMax),
};
constexpr std::array kNotFound{Trouble::not_found};
constexpr access::Rule kOpen{.is_open = true, .roles = access::kEverybody};
constexpr std::uint16_t kTableCost = 10;

Result<Done> show_rows(Call& call) {
    YIDI_TRY(const Version version, find_version(call, call.parameters().view("of")));
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    codec::write_rule_rows(json, version.pack, call.language());
    json.end_object();
    return done;
}

Result<Done> show_difference(Call& call) {
    YIDI_TRY(const Version before, find_version(call, call.parameters().view("before")));
    YIDI_TRY(const Version after, find_version(call, call.parameters().view("after")));
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    codec::write_pack_difference(json, {.before = before.pack, .after = after.pack},
                                 call.language());
    json.end_object();
    return done;
}

/// The rows of a pack that have the key, by their first day.
void write_rows_of(codec::JsonWriter& json, const policy::Pack& pack, const Call& call) {
    const std::string_view key = call.parameters().view("key");
    std::vector<app::RowSide> found;
    for (const policy::Scheme& scheme : pack.schemes) {
        for (const policy::Row& row : scheme.rows) {
            const app::RowSide side{.scheme = &scheme, .row = &row};
            if (codec::row_key(side) == key) found.push_back(side);
        }
    }
    std::ranges::stable_sort(found, {},
                             [](const app::RowSide& side) { return side.row->source.from; });
    json.key("rows");
    json.begin_array();
    for (const app::RowSide& side : found) {
        json.begin_object();
        codec::write_rule_row(json, pack, side, call.language());
        json.end_object();
    }
    json.end_array();
}

Result<Done> show_history(Call& call) {
    const auto area = static_cast<std::uint32_t>(number_in(call.parameters().view("policy_id")));
    YIDI_TRY(const std::vector<publishing::InForce> timeline,
             publishing::timeline(call.session(), tools_of(call), area));
    if (timeline.empty()) return call.not_found("policy_id", "没有这个统筹区的政策包");
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.key("terms");
    json.begin_array();
    for (const publishing::InForce& term : timeline) {
        YIDI_TRY(const Version version, find_version(call, std::to_string(term.change)));
        json.begin_object();
        write_day(json, "from", term.from);
        write_day(json, "to", term.to ? std::optional{term.to->previous_day()} : std::nullopt);
        json.key("change_id");
        term.change == publishing::kOfProgram ? json.null()
                                              : json.value(std::to_string(term.change));
        json.member("version", std::int64_t{term.version});
        write_rows_of(json, version.pack, call);
        json.end_object();
    }
    json.end_array();
    json.end_object();
    return done;
}

codec::TableHeads heads_of(const Call& call) {
    return call.language() == explain::Language::zh ? codec::TableHeads::chinese
                                                    : codec::TableHeads::english;
}

void write_texts(codec::JsonWriter& json, std::string_view name,
                 const std::vector<std::string>& all) {
    json.key(name);
    json.begin_array();
    for (const std::string& one : all) json.value(one);
    json.end_array();
}

Result<Done> show_cells(Call& call) {
    YIDI_TRY(const Version version, find_version(call, call.parameters().view("of")));
    const codec::CellTable table = codec::encode_table(version.pack, heads_of(call));
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.key("pack");
    json.begin_object();
    json.member("id", std::to_string(version.pack.id));
    json.member("name", version.pack.name);
    json.member("version", std::int64_t{version.pack.version});
    json.member("known_since", version.pack.known_since);
    json.member("sha256", version.pack.sha256);
    json.end_object();
    write_texts(json, "heads", table.front().cells);
    json.key("rows");
    json.begin_array();
    for (std::size_t i = 1; i < table.size(); ++i) {
        json.begin_object();
        json.member("line", std::int64_t{table[i].line});
        write_texts(json, "cells", table[i].cells);
        json.end_object();
    }
    json.end_array();
    json.end_object();
    return done;
}

Result<Done> show_file(Call& call) {
    YIDI_TRY(const Version version, find_version(call, call.parameters().view("of")));
    const std::string_view asked = call.parameters().view("format");
    const std::string_view format = asked.empty() ? std::string_view{"xlsx"} : asked;
    Done done;
    if (format == "yaml") {
        done.body = version.text.empty() ? codec::encode_pack(version.pack) : version.text;
    } else if (format == "csv") {
        done.body = codec::write_csv(codec::encode_table(version.pack, heads_of(call)));
    } else {
        YIDI_TRY(done.body, codec::xlsx_bytes(codec::encode_table(version.pack, heads_of(call))));
    }
    done.headers.add("Content-Disposition",
                     "attachment; filename=\"" + std::to_string(version.pack.id) + "-v" +
                         std::to_string(version.pack.version) + "." + std::string{format} + "\"");
    return done;
}

bool is_yaml(std::string_view filename) {
    return filename.ends_with(".yaml") || filename.ends_with(".yml");
}

/// A text of a pack says one thing that is wrong with it, by line.
codec::ReadPack read_yaml(const ports::Packs& packs, const std::string& bytes,
                          const std::string& name) {
    codec::ReadPack read;
    Result<policy::Pack> pack = packs.read(bytes, name);
    if (pack) {
        read.pack = *std::move(pack);
        return read;
    }
    codec::CellProblem problem{.line = 0, .column = {}, .error = std::move(pack).error()};
    const std::string_view where{problem.error.where};
    if (where.starts_with(name) && where.size() > name.size() + 1) {
        const std::string_view line = where.substr(name.size() + 1);
        problem.line =
            static_cast<std::uint32_t>(parse_whole(line.substr(0, line.find(':'))).value_or(0));
    }
    read.problems.push_back(std::move(problem));
    return read;
}

codec::ReadPack read_upload(const ports::Packs& packs, const std::string& bytes,
                            const std::string& name) {
    if (is_yaml(name)) return read_yaml(packs, bytes, name);
    Result<codec::CellTable> table = codec::read_table(bytes, name);
    if (table) return codec::read_pack_table(*std::move(table), name);
    codec::ReadPack read;
    read.problems.push_back({.line = 0, .column = {}, .error = std::move(table).error()});
    return read;
}

void write_problems(codec::JsonWriter& json, const std::vector<codec::CellProblem>& problems,
                    explain::Language language) {
    json.key("problems");
    json.begin_array();
    for (const codec::CellProblem& problem : problems) {
        const Error error = explain::translated(problem.error, language);
        json.begin_object();
        json.member("line", std::int64_t{problem.line});
        json.member("column", problem.column);
        json.member("detail", error.detail);
        json.member("rule", error.rule);
        json.member("remedy", error.remedy);
        json.end_object();
    }
    json.end_array();
}

/// Reads, checks and answers off the server's thread, which megabytes of a table would hold up.
/// Nothing is kept: what the page makes of it is a draft, by the operations for drafts.
Result<std::string> read_policy(Preparing& preparing) {
    const Input& asked = preparing.body;
    YIDI_TRY(const std::string bytes, crypto::decode_base64(asked.view("bytes"), "/bytes"));
    const std::string name = asked.text("filename");
    codec::ReadPack read = read_upload(preparing.ports.packs, bytes, name);
    std::vector<policy::Finding> findings;
    const bool is_read = read.problems.empty();
    const bool has_number = !asked.has("version") || read.pack.version >= asked.whole("version");
    if (is_read) {
        const publishing::Snapshot book = preparing.ports.shelf.on(preparing.now.date());
        findings = policy::check(read.pack, &book->regions());
        if (!has_number) read.pack.version = static_cast<std::uint32_t>(asked.whole("version"));
    }
    const explain::Language language = preparing.caller.language;
    std::string body;
    codec::JsonWriter json{body};
    json.begin_object();
    write_problems(json, read.problems, language);
    codec::write_findings(json, findings, language);
    if (is_read) {
        std::int64_t rows = 0;
        for (const policy::Scheme& scheme : read.pack.schemes) {
            rows += static_cast<std::int64_t>(scheme.rows.size());
        }
        json.member("area", std::to_string(read.pack.id));
        json.member("version", std::int64_t{read.pack.version});
        json.member("rows", rows);
        // A text keeps its comments, where nothing has to be changed in it.
        json.member("text", is_yaml(name) && has_number ? bytes : codec::encode_pack(read.pack));
    }
    json.end_object();
    return body;
}

Result<Done> show_read(Call& call) {
    return Done{.body = call.prepared()};
}

constexpr std::array kEndpoints{
    Endpoint{.id = "listPolicyRows",
             .method = "GET",
             .path = "/policies/{policy_id}/rows",
             .summary = {"一个版本的规则，一条一行；未发布的须有权看变更",
                         "The rules of a version, a row each; what is not published for those who "
                         "may see changes"},
             .rule = kOpen,
             .parameters = kVersionParameters,
             .answer = kRows,
             .troubles = kNotFound,
             .cost = kTableCost,
             .handle = show_rows},
    Endpoint{.id = "comparePolicyVersions",
             .method = "GET",
             .path = "/policies/{policy_id}/difference",
             .summary = {"两个版本有何不同", "What differs between two versions"},
             .rule = kOpen,
             .parameters = kDifferenceParameters,
             .answer = kDifference,
             .troubles = kNotFound,
             .cost = kTableCost,
             .handle = show_difference},
    Endpoint{.id = "showPolicyValueHistory",
             .method = "GET",
             .path = "/policies/{policy_id}/history",
             .summary = {"一条规则的沿革：各版本各说什么",
                         "The history of a rule: what each version says of it"},
             .rule = kOpen,
             .parameters = kHistoryParameters,
             .answer = kHistory,
             .troubles = kNotFound,
             .cost = kTableCost,
             .handle = show_history},
    Endpoint{.id = "showPolicyCells",
             .method = "GET",
             .path = "/policies/{policy_id}/cells",
             .summary = {"一个版本的表格，供修改", "A version as the table that people change"},
             .rule = kOpen,
             .parameters = kVersionParameters,
             .answer = kCells,
             .troubles = kNotFound,
             .cost = kTableCost,
             .handle = show_cells},
    Endpoint{.id = "exportPolicy",
             .method = "GET",
             .path = "/policies/{policy_id}/file",
             .summary = {"一个版本的文件：CSV、XLSX 或 YAML", "A version as a file"},
             .rule = kOpen,
             .parameters = kFileParameters,
             .media = "application/octet-stream",
             .troubles = kNotFound,
             .cost = kTableCost,
             .handle = show_file},
    Endpoint{.id = "readPolicyFile",
             .method = "POST",
             .path = "/policy-files",
             .summary = {"读一个政策文件：其文本，或每一处读不懂的地方；不保存",
                         "Read a file of a pack: its text, or every place that cannot be read; "
                         "nothing is kept"},
             .rule = {.roles = access::roles(access::Role::policy_officer)},
             .effect = Effect::computes,
             .body = kReadBody,
             .answer = kReadAnswer,
             .cost = 20,
             .handle = show_read,
             .prepare = read_policy},
};

}  // namespace

Subject policy_table_subject() {
    return {.id = "policy-tables",
            .title = {"政策表格", "Policies as tables"},
            .endpoints = kEndpoints};
}

}  // namespace yidi::rest::internal
