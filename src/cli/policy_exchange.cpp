#include <algorithm>
#include <ostream>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "adapters/codec/json_writer.h"
#include "adapters/codec/pack_decoder.h"
#include "adapters/codec/pack_encoder.h"
#include "adapters/codec/pack_table.h"
#include "adapters/codec/utf8.h"
#include "cli/output_file.h"
#include "cli/policy_commands.h"
#include "domain/policy/check.h"

namespace yidi::cli {
namespace {

namespace fs = std::filesystem;

Error wrong_form(const std::string& file, std::string rule) {
    return {.code = ErrorCode::usage,
            .where = file,
            .rule = std::move(rule),
            .remedy = "give the file one of these endings",
            .detail = "the ending of the name does not say which form is meant"};
}

Result<policy::Pack> decode_bytes(std::string_view bytes, const std::string& file, bool workbook) {
    if (workbook) {
        YIDI_TRY(const codec::CellTable table, codec::read_xlsx(bytes, file));
        return codec::decode_table(table, file);
    }
    YIDI_TRY(const codec::CellTable table, codec::read_csv(bytes, file));
    return codec::decode_table(table, file);
}

Result<policy::Pack> read_table(Context& context, const std::string& file) {
    if (file == "-") {  // No name tells the form, but a workbook is an archive and says so.
        YIDI_TRY(const std::string bytes, read_input(context, file));
        return decode_bytes(bytes, "standard input", bytes.starts_with("PK"));
    }
    YIDI_TRY(const std::string bytes, codec::read_file(file));
    const std::string ending = fs::path{file}.extension().string();
    if (ending != ".csv" && ending != ".xlsx") {
        return fail(wrong_form(file, "a table that ends in .csv or .xlsx"));
    }
    return decode_bytes(bytes, file, ending == ".xlsx");
}

/// A region's folder, the version that comes next in it, and the newest one that is there.
struct Place {
    fs::path folder;
    std::uint32_t version = 1;
    fs::path newest;  ///< empty: none
};

/// What an import came to.
struct Imported {
    fs::path path;
    bool is_new = true;  ///< else the newest version says the same, and nothing was written
};

/// The name of a region's folder: as among the packs in use, else by its code, since no pinyin is
/// known.
std::string folder_name(const Context& context, std::uint32_t region) {
    const Result<std::vector<codec::PackFile>> files = codec::list_packs(context.policy_dir);
    if (files) {
        for (const codec::PackFile& file : *files) {
            if (file.region == region) return file.path.parent_path().filename().string();
        }
    }
    return std::to_string(region) + "-region";
}

Result<Place> next_place(const Context& context, const fs::path& policies, std::uint32_t region) {
    Place place{.folder = policies / folder_name(context, region), .version = 1, .newest = {}};
    std::error_code problem;
    if (!fs::exists(policies, problem)) {
        return place;
    }
    YIDI_TRY(const std::vector<codec::PackFile> files, codec::list_packs(policies));
    for (const codec::PackFile& file : files) {
        if (file.region == region) {
            place = {.folder = file.path.parent_path(),
                     .version = file.version + 1,
                     .newest = file.path};
        }
    }
    return place;
}

/// Whether the newest version says what the table says. One that cannot be read does not.
bool says_the_same(const Place& place, policy::Pack pack) {
    if (place.newest.empty()) return false;
    const Result<std::string> text = codec::read_file(place.newest);
    if (!text) return false;
    const Result<policy::Pack> newest = codec::decode_pack(*text, place.newest.string());
    pack.version = place.version - 1;
    return newest && codec::same_content(*newest, pack);
}

Result<Imported> import_table(Context& context, const ImportOptions& options) {
    YIDI_TRY(policy::Pack pack, read_table(context, options.file));
    YIDI_TRY(const policy::Regions regions, codec::load_regions(places_of(context).regions));
    const std::vector<policy::Finding> findings = policy::check(pack, &regions);
    if (!findings.empty()) {
        const policy::Finding& first = findings.front();
        return fail({.code = ErrorCode::bad_pack,
                     .where = options.file + ":" + std::to_string(std::max(first.line, 1U)),
                     .rule = "each cell of a pack is exactly one rule or a declared unknown",
                     .remedy = first.remedy,
                     .detail = first.where + ": " + first.rule + " (" +
                               std::to_string(findings.size()) +
                               " findings; nothing was written)"});
    }
    const fs::path policies =
        options.folder.empty() ? context.policy_dir : fs::path{options.folder};
    YIDI_TRY(const Place place, next_place(context, policies, pack.id));
    if (says_the_same(place, pack)) return Imported{.path = place.newest, .is_new = false};
    pack.version = place.version;
    std::error_code problem;
    fs::create_directories(place.folder, problem);
    const fs::path path = place.folder / ("v" + std::to_string(place.version) + ".yaml");
    if (problem) {
        return fail(not_written(path));
    }
    YIDI_TRY_VOID(write_file(path, codec::encode_pack(pack)));
    return Imported{.path = path};
}

Result<void> export_pack(Context& context, const ExportOptions& options) {
    YIDI_TRY(const policy::Pack pack, find_pack(context, options.pack));
    const std::string ending = fs::path{options.file}.extension().string();
    const codec::TableHeads heads =
        context.lang == Language::zh ? codec::TableHeads::chinese : codec::TableHeads::english;
    if (ending == ".csv") {
        return write_file(options.file, codec::write_csv(codec::encode_table(pack, heads)));
    }
    if (ending == ".xlsx") {
        return codec::write_xlsx(codec::encode_table(pack, heads), options.file);
    }
    if (ending == ".yaml") {
        return write_file(options.file, codec::encode_pack(pack));
    }
    return fail(wrong_form(options.file, "a file that ends in .csv, .xlsx or .yaml"));
}

void print_written(Context& context, const std::string& path) {
    if (context.json) {
        std::string text;
        codec::JsonWriter json{text};
        json.begin_object();
        json.member("written", path);
        json.end_object();
        context.out << text << '\n';
        return;
    }
    context.out << say(context, {.zh = "已写入 ", .en = "written: "}) << codec::shown_utf8(path)
                << '\n';
}

void print_unchanged(Context& context, const std::string& path) {
    if (context.json) {
        std::string text;
        codec::JsonWriter json{text};
        json.begin_object();
        json.key("written");
        json.null();
        json.member("unchanged", path);
        json.end_object();
        context.out << text << '\n';
        return;
    }
    context.out << say(context, {.zh = "与现有版本相同，未写入：",
                                 .en = "nothing changed and nothing was written, it is as in: "})
                << codec::shown_utf8(path) << '\n';
}

}  // namespace

void policy_import(Context& context, const ImportOptions& options) {
    const Result<Imported> imported = import_table(context, options);
    if (!imported) {
        report(context, imported.error());
    } else if (imported->is_new) {
        print_written(context, imported->path.string());
    } else {
        print_unchanged(context, imported->path.string());
    }
}

void policy_export(Context& context, const ExportOptions& options) {
    const Result<void> written = export_pack(context, options);
    if (!written) {
        report(context, written.error());
        return;
    }
    print_written(context, options.file);
}

}  // namespace yidi::cli
