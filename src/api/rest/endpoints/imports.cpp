#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "adapters/codec/pack_upload.h"
#include "adapters/codec/registry_export.h"
#include "adapters/codec/registry_import.h"
#include "adapters/crypto/encoding.h"
#include "api/rest/internal/filing_json.h"
#include "api/rest/internal/publishing_call.h"
#include "api/rest/internal/subjects.h"
#include "app/payer/upkeep.h"
#include "app/registry/import.h"
#include "app/registry/upkeep.h"
#include "base/whole.h"
#include "domain/explain/error_words.h"

/// Tables of an agency into its register, over the server: looked at first, then all of it or
/// nothing. Persons come by the command line alone: their keepers are others.
namespace yidi::rest::internal {
namespace {

using app::RegistryKind;

constexpr std::size_t kFileMax = 8'000'000;
constexpr std::array<std::string_view, 4> kKinds{"institutions", "catalogue", "routes",
                                                 "dualdrugs"};
constexpr std::array<std::string_view, 2> kFormats{"csv", "xlsx"};

constexpr std::array kBody{
    choice("kind", "文件里是什么", kKinds).must(),
    text("filename", "文件名，用于指出位置").must(),
    text("bytes", "CSV（UTF-8）或 XLSX 文件的 Base64", kFileMax).must(),
};
constexpr std::array kProblem{
    whole("line", "行，首行是列名；0：整个文件").must(),
    text("column", "列；空：整行").must(),
    text("detail", "问题", 1'000).must(),
    text("rule", "应为", 1'000).must(),
    text("remedy", "改法", 1'000).must(),
};
constexpr std::array kCounts{
    code("kind", "文件里是什么").must(),
    whole("added", "新增").must(),
    whole("changed", "变更").must(),
    whole("unchanged", "未变").must(),
};
constexpr std::array kTried{
    object("counts", "导入后将有的变化；有问题时不全", kCounts).must(),
    list("problems", "问题，至多列出前 100 个", kProblem).must(),
    whole("problem_count", "问题总数；0：可以导入").must(),
};
constexpr std::array kImported{object("counts", "变化", kCounts).must()};
constexpr std::array kFileParameters{
    choice("kind", "登记簿", kKinds).must(),
    code("admdvs", "地区，六位；目录须有，其他没有：全部", 6),
    choice("format", "csv 或 xlsx；没有：xlsx", kFormats),
};
constexpr access::Rule kChanges{.roles = access::roles(access::Role::administrator),
                                .about = access::About::place};
constexpr access::Rule kReads{
    .roles = access::roles(access::Role::administrator, access::Role::auditor,
                           access::Role::policy_officer, access::Role::agency_reviewer),
    .about = access::About::place};

RegistryKind kind_in(const Input& body) {
    return app::parse_registry_kind(body.view("kind")).value_or(RegistryKind::institutions);
}

/// Megabytes of a table become records here: the store's writer, of which there is one, only has to
/// hold them against the register.
Result<std::string> read_file(Preparing& preparing) {
    YIDI_TRY(const std::string bytes,
             crypto::decode_base64(preparing.body.view("bytes"), "/bytes"));
    const std::string name = preparing.body.text("filename");
    app::RegistryFeed feed;
    Result<codec::CellTable> table = codec::read_table(bytes, name);
    if (table) {
        const publishing::Snapshot book = preparing.ports.shelf.on(preparing.now.date());
        codec::read_registry({.kind = kind_in(preparing.body),
                              .file_name = name,
                              .source = bytes.starts_with("PK") ? codec::TableSource::workbook
                                                                : codec::TableSource::csv,
                              .table = *std::move(table)},
                             book->regions(), feed);
    } else {
        feed.problems.add(std::move(table).error());
    }
    preparing.made = std::move(feed);
    return std::string{};
}

/// Rows that the caller may not change are told as what is wrong with them.
class Reach {
public:
    Reach(Call& call, app::RegistryFeed& feed) : call_{call}, feed_{feed} {
        static_cast<void>(call.sees({}));
    }

    Result<void> check() {
        for (const auto& one : feed_.institutions) {
            expect(one, one.record.admdvs, "admdvs");
            YIDI_TRY(const auto before,
                     payer::institution(call_.session(), one.record.fixmedins_code));
            if (before) expect(one, before->admdvs, "fixmedins_code");
        }
        for (const auto& one : feed_.catalogue) expect(one, one.record.admdvs, "admdvs");
        for (const auto& one : feed_.routes) {
            expect(one, one.record.insuplc_admdvs, "insuplc_admdvs");
        }
        for (const auto& one : feed_.dualdrugs) expect(one, one.record.admdvs, "admdvs");
        return {};
    }

private:
    template <class T>
    void expect(const app::FromLine<T>& one, std::uint32_t region, std::string_view column) {
        if (call_.sees(place_of(region))) return;
        feed_.problems.add({.code = ErrorCode::not_allowed,
                            .where = feed_.files[one.file] + ":" + std::to_string(one.line) + ":" +
                                     std::string{column},
                            .rule = "本账号的角色与地区所及",
                            .remedy = "请删去该行，或由管该地区的管理员导入",
                            .detail = "该行属于别的地区"});
    }

    Call& call_;
    app::RegistryFeed& feed_;
};

/// Carries what the file says into the register; problems are in the report.
/// Errors    the session's.
Result<bool> carry(Call& call, app::ImportReport& report) {
    auto& feed = call.made<app::RegistryFeed>();
    YIDI_TRY_VOID(Reach(call, feed).check());
    const Result<void> done =
        app::import_registry(call.session(), call.context(), feed, call.principal().id, report);
    if (!done && report.problems.empty()) return fail(done.error());
    return done.has_value();
}

void write_counts(codec::JsonWriter& json, const Call& call, const app::ImportReport& report) {
    const app::ImportCounts& counts = report.of(kind_in(call.body()));
    json.key("counts");
    json.begin_object();
    json.member("kind", call.body().view("kind"));
    json.member("added", counts.added);
    json.member("changed", counts.changed);
    json.member("unchanged", counts.unchanged);
    json.end_object();
}

/// Line and column of "persons.csv:12:brdy".
std::pair<std::int64_t, std::string> place_in(const Error& error, std::string_view file) {
    std::string_view rest{error.where};
    if (!rest.starts_with(file) || rest.size() <= file.size() + 1) return {0, {}};
    rest.remove_prefix(file.size() + 1);
    const std::size_t end = std::min(rest.find(':'), rest.size());
    std::string column{rest.substr(std::min(end + 1, rest.size()))};
    return {parse_whole(rest.substr(0, end)).value_or(0), std::move(column)};
}

void write_problems(codec::JsonWriter& json, const Call& call, const app::Problems& problems) {
    const std::string file = call.body().text("filename");
    json.key("problems");
    json.begin_array();
    for (const Error& told : problems.kept()) {
        const Error error = explain::translated(told, call.language());
        const auto [line, column] = place_in(error, file);
        json.begin_object();
        json.member("line", line);
        json.member("column", column);
        json.member("detail", error.detail);
        json.member("rule", error.rule);
        json.member("remedy", error.remedy);
        json.end_object();
    }
    json.end_array();
    json.member("problem_count", static_cast<std::int64_t>(problems.count()));
}

Result<Done> try_import(Call& call) {
    app::ImportReport report;
    YIDI_TRY_VOID(carry(call, report));
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    write_counts(json, call, report);
    write_problems(json, call, report.problems);
    json.end_object();
    return done;
}

Result<Done> import_table(Call& call) {
    app::ImportReport report;
    YIDI_TRY(const bool is_done, carry(call, report));
    if (!is_done) {
        const Error& first = report.problems.kept().front();
        return call.refuse(
            Trouble::refused,
            {.code = ErrorCode::inconsistent,
             .where = first.where,
             .rule = "files without problems: all of them are written, or none",
             .remedy = "mend what the report lists, and import again",
             .detail = std::to_string(report.problems.count()) + " problems were found"});
    }
    call.note(std::nullopt, "import " + call.body().text("kind"));
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    write_counts(json, call, report);
    json.end_object();
    return done;
}

/// What the caller may see of a list, each row by its region.
template <class T>
std::vector<T> seen_of(Call& call, std::vector<T> all, std::uint32_t T::*region) {
    const std::string asked = call.parameters().text("admdvs");
    std::erase_if(all, [&](const T& one) {
        const bool is_asked = asked.empty() || asked == std::to_string(one.*region);
        return !is_asked || !call.sees(place_of(one.*region));
    });
    return all;
}

Result<codec::CellTable> table_of(Call& call, std::string_view kind) {
    static_cast<void>(call.sees({}));
    if (kind == "institutions") {
        YIDI_TRY(auto all, app::all_institutions(call.session()));
        return codec::institutions_table(
            seen_of(call, std::move(all), &registry::Institution::admdvs));
    }
    if (kind == "routes") {
        YIDI_TRY(auto all, app::all_routes(call.session(), {}));
        return codec::routes_table(seen_of(call, std::move(all), &registry::Route::insuplc_admdvs));
    }
    if (kind == "dualdrugs") {
        YIDI_TRY(auto all, app::all_drugs(call.session(), {}));
        return codec::drugs_table(seen_of(call, std::move(all), &registry::DualDrug::admdvs));
    }
    YIDI_TRY(const std::uint32_t admdvs, read_region(call.parameters().view("admdvs"), "admdvs"));
    YIDI_TRY_VOID(call.allow(place_of(admdvs)));
    YIDI_TRY(const auto items, app::all_items(call.session(), admdvs));
    return codec::catalogue_table(items);
}

Result<Done> export_register(Call& call) {
    const std::string_view kind = call.parameters().view("kind");
    YIDI_TRY(const codec::CellTable table, table_of(call, kind));
    const bool is_csv = call.parameters().view("format") == "csv";
    Done done;
    if (is_csv) {
        done.body = codec::write_csv(table);
    } else {
        YIDI_TRY(done.body, codec::xlsx_bytes(table));
    }
    done.headers.add("Content-Disposition", "attachment; filename=\"" + std::string{kind} +
                                                (is_csv ? ".csv\"" : ".xlsx\""));
    return done;
}

constexpr std::array kRefused{Trouble::refused};

constexpr std::array kEndpoints{
    Endpoint{.id = "tryImport",
             .method = "POST",
             .path = "/imports/preview",
             .summary = {"看导入会怎样：变化，或全部问题；不写入",
                         "What an import would do: the changes, or all problems; nothing is "
                         "written"},
             .rule = kChanges,
             .effect = Effect::tries,
             .body = kBody,
             .answer = kTried,
             .cost = 20,
             .handle = try_import,
             .prepare = read_file},
    Endpoint{.id = "importTable",
             .method = "POST",
             .path = "/imports",
             .summary = {"导入登记簿的一张表：全部写入，或一行不写",
                         "Import a table of a register: all of it, or nothing"},
             .rule = kChanges,
             .effect = Effect::writes,
             .body = kBody,
             .answer = kImported,
             .troubles = kRefused,
             .accesses = "import",
             .cost = 50,
             .handle = import_table,
             .prepare = read_file},
    Endpoint{.id = "exportRegister",
             .method = "GET",
             .path = "/registers/file",
             .summary = {"登记簿的一张表，列与导入的相同；权限所及的各行",
                         "A table of a register with the columns of an import; rows within scope"},
             .rule = kReads,
             .parameters = kFileParameters,
             .media = "application/octet-stream",
             .cost = 20,
             .handle = export_register},
};

}  // namespace

Subject import_subject() {
    return {.id = "imports", .title = {"导入", "Imports"}, .endpoints = kEndpoints};
}

}  // namespace yidi::rest::internal
