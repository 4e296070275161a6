#include <array>
#include <filesystem>
#include <ostream>
#include <string>
#include <system_error>
#include <vector>

#include <CLI/CLI.hpp>

#include "adapters/codec/json_writer.h"
#include "adapters/codec/pack_store.h"
#include "adapters/render/sheet.h"
#include "app/payer/upkeep.h"
#include "cli/payer_commands.h"
#include "cli/policy_commands.h"
#include "domain/explain/error_words.h"
#include "ports/tables.h"

namespace yidi::cli {
namespace {

namespace fs = std::filesystem;

/// One thing that was looked at.
struct Finding {
    std::string what;
    std::string state;  ///< what is the case
    bool is_well = true;
    std::string remedy = {};
};

class Doctor {
public:
    Doctor(Context& context, DataPlace place) : context_{context}, place_{std::move(place)} {}

    std::vector<Finding> examine() {
        packs();
        folder();
        const bool has_store = context_.machine->has_store(place_);
        const bool has_key = has_store && key();
        space();
        clock();
        font();
        if (has_store) storage();
        // What opening would say of a missing key has been said.
        if (has_key) open();
        return std::move(findings_);
    }

private:
    void well(std::string what, std::string state) {
        findings_.push_back({.what = std::move(what), .state = std::move(state)});
    }
    void ill(std::string what, const Error& told) {
        const Error error = explain::translated(told, context_.lang);
        findings_.push_back(
            {.what = std::move(what),
             .state = (error.where.empty() ? "" : error.where + ": ") +
                      (error.detail.empty() ? std::string{name(error.code)} : error.detail),
             .is_well = false,
             .remedy = error.remedy});
    }
    std::string text(explain::Words words) { return std::string{say(context_, words)}; }

    void packs() {
        const Result<policy::Book> book = codec::load_book(places_of(context_), {});
        const Result<std::vector<codec::PackFile>> files =
            codec::list_packs(places_of(context_).policies);
        if (!book) return ill("packs", book.error());
        well("packs", std::to_string(files ? codec::newest(*files).size() : 0) +
                          text({" 个地区的规则可读", " regions can be read"}));
    }

    void folder() {
        std::error_code code;
        const fs::file_status status = fs::status(place_.folder, code);
        if (!fs::is_directory(status) || !context_.machine->has_store(place_)) {
            return well("data", place_.folder.string() + text({"：尚无数据，yidi serve 会建立",
                                                               ": no store yet; `yidi "
                                                               "serve` makes one"}));
        }
        const bool is_private = (status.permissions() &
                                 (fs::perms::group_all | fs::perms::others_all)) == fs::perms::none;
        if (is_private) return well("data", place_.folder.string());
        ill("data", {.code = ErrorCode::usage,
                     .where = place_.folder.string(),
                     .remedy = "chmod 700 " + place_.folder.string(),
                     .detail = "others than its owner may look into this folder"});
    }

    bool key() {
        if (const Result<void> good = context_.machine->check_key(place_); !good) {
            ill("key", good.error());
            return false;
        }
        well("key",
             place_.key.string() + text({"：完好，备份不含它", ": whole; no backup holds it"}));
        return true;
    }

    void space() {
        constexpr std::uintmax_t kLeast = std::uintmax_t{1} << 30U;
        std::error_code code;
        fs::path there = fs::absolute(place_.folder, code);
        while (!fs::exists(there, code) && there.has_relative_path()) there = there.parent_path();
        const fs::space_info info = fs::space(there, code);
        if (code) return;
        const std::string free = std::to_string(info.available >> 20U) + " MiB";
        if (info.available >= kLeast) return well("disk", free + text({" 可用", " free"}));
        ill("disk", {.code = ErrorCode::busy,
                     .where = there.string(),
                     .remedy = "free some space: a full disk refuses every settlement",
                     .detail = "only " + free + " are free"});
    }

    void clock() {
        const Instant now = context_.machine->now();
        const bool is_sane =
            now.date() >= Date::from_ymd({2026, 1, 1}) && now.date() < Date::from_ymd({2100, 1, 1});
        if (!is_sane) {
            return ill("clock", {.code = ErrorCode::usage,
                                 .remedy = "set the machine's clock: days decide which rule holds",
                                 .detail = "it says " + to_string(now)});
        }
        well("clock",
             to_string(now.plus_ms(place_.clock_ahead_ms)) +
                 (place_.clock_ahead_ms == 0 ? "" : text({"（演示时钟）", " (demonstration's)"})));
    }

    void font() {
        if (const Result<void> there = render::check_pdf_font(); !there) {
            return ill("font", there.error());
        }
        well("font", text({"结算单可印成 PDF", "statements can be set as PDF"}));
    }

    void storage() {
        if (const Result<void> whole = context_.machine->check_storage(place_); !whole) {
            return ill("store", whole.error());
        }
        well("store", text({"文件完好", "its file is whole"}));
    }

    void open() {
        Result<std::unique_ptr<Payer>> payer = Payer::open(context_, place_);
        if (!payer && payer.error().code == ErrorCode::busy) {
            return well("server", text({"正在运行", "one is running on this folder"}));
        }
        if (!payer) return ill("store", payer.error());
        if (const Result<void> fits = check_key_fits(**payer); !fits) {
            return ill("key", fits.error());
        }
        well("server", text({"未运行", "none is running on this folder"}));
    }

    Context& context_;
    DataPlace place_;
    std::vector<Finding> findings_;
};

void print_json(Context& context, const std::vector<Finding>& findings) {
    std::string text;
    codec::JsonWriter json{text};
    json.begin_object();
    json.key("findings");
    json.begin_array();
    for (const Finding& one : findings) {
        json.begin_object();
        json.member("what", one.what);
        json.member("well", one.is_well);
        json.member("state", one.state);
        json.member("remedy", one.remedy);
        json.end_object();
    }
    json.end_array();
    json.end_object();
    context.out << text << '\n';
}

void examine(Context& context, const DataOptions& options) {
    const std::vector<Finding> findings = Doctor{context, place_of(context, options)}.examine();
    if (context.json) print_json(context, findings);
    for (const Finding& one : findings) {
        if (!one.is_well) context.exit = exit_code(ErrorCode::internal);
        if (context.json) continue;
        context.out << (one.is_well ? say(context, {"正常  ", "well  "})
                                    : say(context, {"有误  ", "WRONG "}))
                    << one.what << ": " << one.state << '\n';
        if (!one.remedy.empty()) {
            context.out << say(context, {"      怎么办：", "      remedy: "}) << one.remedy << '\n';
        }
    }
}

}  // namespace

void add_doctor(CLI::App& app, Context& context) {
    auto options = std::make_shared<DataOptions>();
    CLI::App* command = app.add_subcommand(
        "doctor", "Say what is wrong with this installation, and how to mend it");
    add_data_options(*command, context, *options);
    command->callback([&context, options] { examine(context, *options); });
}

}  // namespace yidi::cli
