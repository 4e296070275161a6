#include <algorithm>
#include <fstream>
#include <optional>
#include <ostream>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "adapters/codec/answer_error.h"
#include "adapters/codec/filing_decoder.h"
#include "adapters/codec/json_writer.h"
#include "adapters/codec/pack_decoder.h"
#include "adapters/codec/utf8.h"
#include "cli/policy_commands.h"
#include "domain/explain/error_words.h"
#include "domain/policy/check.h"
#include "domain/policy/filing_check.h"

namespace yidi::cli {
namespace {

namespace fs = std::filesystem;

/// The proof over a number of files.
struct Proof {
    std::size_t packs = 0;
    std::size_t filing = 0;  ///< files of filing rules
    std::size_t cells = 0;
    std::vector<Error> findings;
};

Error to_error(const policy::Finding& finding, const std::string& file) {
    return {.code = ErrorCode::bad_pack,
            .where = file + ":" + std::to_string(std::max(finding.line, 1U)),
            .rule = "each cell of a pack is exactly one rule or a declared unknown",
            .remedy = finding.remedy,
            .detail = finding.where.empty() ? finding.rule : finding.where + ": " + finding.rule};
}

/// A pack of a folder is named from that folder on, as answers name it. Whoever is to mend it needs
/// the way to it.
Error openable(Error error, const codec::PackFile& file) {
    const fs::path folder = file.path.parent_path().parent_path();
    const std::string named = folder.filename().string() + "/" + file.name;
    if (error.where.starts_with(named)) {
        error.where.replace(0, named.size(), file.path.string());
    }
    return error;
}

void prove(const Result<policy::Pack>& pack, const policy::Regions& regions, Proof& proof) {
    ++proof.packs;
    if (!pack) {
        proof.findings.push_back(pack.error());
        return;
    }
    std::size_t cells = 0;
    for (const policy::Finding& finding : policy::check(*pack, &regions, &cells)) {
        proof.findings.push_back(to_error(finding, pack->file));
    }
    proof.cells += cells;
}

/// `pack` is the one that the rules lie beside; null if they lie alone.
void prove_filing(const Result<policy::FilingRules>& rules, const policy::Pack* pack,
                  const policy::Regions& regions, Proof& proof) {
    ++proof.filing;
    if (!rules) {
        proof.findings.push_back(rules.error());
        return;
    }
    if (const auto book = policy::FilingRuleBook::from({*rules}); !book) {
        proof.findings.push_back(book.error());
    }
    for (const policy::Finding& finding : policy::check_filing(*rules, pack, &regions)) {
        Error error = to_error(finding, rules->file);
        error.rule = "filing rules that can be decided by";
        proof.findings.push_back(std::move(error));
    }
}

/// The files that a path names, and the folder that holds their hashes.
struct Chosen {
    fs::path policies;
    std::vector<codec::PackFile> files;
    std::vector<codec::PackFile> filing;
    bool whole = false;  ///< all packs of the folder, so that a published file must be among them
};

Result<Chosen> choose(const fs::path& path) {
    std::error_code problem;
    const fs::path full = fs::absolute(path, problem).lexically_normal();
    const bool is_file = fs::is_regular_file(full, problem);
    Chosen chosen{.policies = is_file ? full.parent_path().parent_path() : full,
                  .files = {},
                  .filing = {},
                  .whole = !is_file};
    if (chosen.policies.filename().empty()) {
        chosen.policies = chosen.policies.parent_path();  // The path ended in a slash.
    }
    Result<std::vector<codec::PackFile>> files = codec::list_packs(chosen.policies);
    Result<std::vector<codec::PackFile>> filing = codec::list_filing_rules(chosen.policies);
    if (is_file) {
        const auto is_other = [&full](const codec::PackFile& file) { return file.path != full; };
        if (files && filing) {
            std::erase_if(*files, is_other);
            std::erase_if(*filing, is_other);
            chosen.files = *std::move(files);
            chosen.filing = *std::move(filing);
        }
        return chosen;
    }
    YIDI_TRY(chosen.files, std::move(files));
    YIDI_TRY(chosen.filing, std::move(filing));
    // A folder with a list of hashes is one of packs even when all of them are gone.
    const bool is_listed = fs::exists(chosen.policies / "published.sha256", problem);
    if (chosen.files.empty() && !is_listed) {  // Perhaps one pack's own folder.
        const fs::path folder = std::exchange(chosen.policies, chosen.policies.parent_path());
        const auto is_other = [&folder](const codec::PackFile& file) {
            return file.path.parent_path() != folder;
        };
        YIDI_TRY(chosen.files, codec::list_packs(chosen.policies));
        YIDI_TRY(chosen.filing, codec::list_filing_rules(chosen.policies));
        std::erase_if(chosen.files, is_other);
        std::erase_if(chosen.filing, is_other);
        chosen.whole = false;
    }
    return chosen;
}

void check_published(const Chosen& chosen, const codec::Published& published, Proof& proof) {
    for (const auto& [name, hash] : published) {
        const auto same = [&name = name](const codec::PackFile& file) { return file.name == name; };
        if (std::ranges::none_of(chosen.files, same) && std::ranges::none_of(chosen.filing, same)) {
            proof.findings.push_back(
                {.code = ErrorCode::inconsistent,
                 .where = (chosen.policies / "published.sha256").string() + ":1",
                 .rule = "a published pack stays readable, so that old answers can cite it",
                 .remedy = "restore the file",
                 .detail = "the published pack " + name + " is not there"});
        }
    }
}

/// The packs of a code, of a folder, or of a file among its packs.
Result<Chosen> choose_named(const Context& context, const fs::path& path) {
    YIDI_TRY(std::vector<codec::PackFile> files, find_files(context, path.string()));
    if (files.empty()) return choose(path);
    Chosen chosen{.policies = places_of(context).policies,
                  .files = std::move(files),
                  .filing = {},
                  .whole = false};
    YIDI_TRY(chosen.filing, codec::list_filing_rules(chosen.policies));
    std::erase_if(chosen.filing, [&chosen](const codec::PackFile& file) {
        return file.region != chosen.files.front().region;
    });
    return chosen;
}

/// The newest pack of a region in a folder; null without one, or with one that cannot be read,
/// which is a finding of its own.
Result<std::optional<policy::Pack>> pack_beside(const Chosen& chosen,
                                                const codec::Published& published,
                                                std::uint32_t region) {
    YIDI_TRY(const std::vector<codec::PackFile> files, codec::list_packs(chosen.policies));
    for (const codec::PackFile& file : codec::newest(files)) {
        if (file.region != region) continue;
        Result<policy::Pack> pack = codec::load_pack(file, published);
        if (pack) return std::optional{*std::move(pack)};
    }
    return std::optional<policy::Pack>{};
}

/// Proves one chosen file, and names it so that it can be opened.
template <class Prove>
Result<void> prove_chosen(const codec::PackFile& file, Proof& proof, Prove prove_it) {
    const std::size_t before = proof.findings.size();
    YIDI_TRY_VOID(prove_it());
    for (std::size_t i = before; i < proof.findings.size(); ++i) {
        proof.findings[i] = openable(std::move(proof.findings[i]), file);
    }
    return {};
}

Result<void> prove_chosen_filing(const Chosen& chosen, const codec::Published& published,
                                 const policy::Regions& regions, Proof& proof) {
    const std::vector<codec::PackFile> used = codec::newest(chosen.filing);
    for (const codec::PackFile& file : chosen.filing) {
        YIDI_TRY_VOID(prove_chosen(file, proof, [&]() -> Result<void> {
            std::optional<policy::Pack> pack;
            // What an older version said need not agree with the pack of today.
            if (std::ranges::find(used, file) != used.end()) {
                YIDI_TRY(pack, pack_beside(chosen, published, file.region));
            }
            prove_filing(codec::load_filing_rules(file, published), pack ? &*pack : nullptr,
                         regions, proof);
            return {};
        }));
    }
    return {};
}

/// A file or standard input that is not among the packs of a folder.
Result<void> prove_alone(Context& context, const std::string& path, const policy::Regions& regions,
                         Proof& proof) {
    YIDI_TRY(const std::string text, read_input(context, path));
    const std::string name = path == "-" ? "standard input" : path;
    if (codec::looks_like_filing_rules(text)) {
        prove_filing(codec::decode_filing_rules(text, name), nullptr, regions, proof);
    } else {
        prove(codec::decode_pack(text, name), regions, proof);
    }
    return {};
}

Result<Proof> prove_all(Context& context, const fs::path& path) {
    YIDI_TRY(const policy::Regions regions, codec::load_regions(places_of(context).regions));
    Proof proof;
    if (path == "-") {
        YIDI_TRY_VOID(prove_alone(context, "-", regions, proof));
        return proof;
    }
    YIDI_TRY(const Chosen chosen, choose_named(context, path));
    std::error_code problem;
    if (chosen.files.empty() && chosen.filing.empty() && !chosen.whole) {
        if (!fs::is_regular_file(path, problem)) {
            return fail(no_packs_in(path));
        }
        YIDI_TRY_VOID(prove_alone(context, path.string(), regions, proof));
        return proof;
    }
    YIDI_TRY(const codec::Published published, codec::read_published(chosen.policies));
    Progress progress{context, "proving packs", chosen.files.size()};
    for (const codec::PackFile& file : chosen.files) {
        YIDI_TRY_VOID(prove_chosen(file, proof, [&]() -> Result<void> {
            prove(codec::load_pack(file, published), regions, proof);
            return {};
        }));
        progress.step();
    }
    YIDI_TRY_VOID(prove_chosen_filing(chosen, published, regions, proof));
    if (chosen.whole) {
        check_published(chosen, published, proof);
    }
    return proof;
}

void print_json(Context& context, const Proof& proof) {
    std::string text = "{";
    if (!proof.findings.empty()) {
        text += "\"error\":" +
                codec::encode_error(explain::translated(proof.findings.front(), context.lang)) +
                ",";
    }
    text += "\"packs\":" + std::to_string(proof.packs) +
            ",\"filing\":" + std::to_string(proof.filing) +
            ",\"cells\":" + std::to_string(proof.cells) + ",\"findings\":[";
    for (const Error& finding : proof.findings) {
        text += (&finding == proof.findings.data() ? "" : ",") +
                codec::encode_error(explain::translated(finding, context.lang));
    }
    context.out << text << "]}\n";
}

void print_text(Context& context, const Proof& proof) {
    for (const Error& told : proof.findings) {
        const Error finding = explain::translated(told, context.lang);
        context.out << codec::shown_utf8(finding.where + ": " + finding.detail) << '\n';
        const auto line = [&context](explain::Words head, const std::string& text) {
            if (!text.empty()) {
                context.out << say(context, head) << codec::shown_utf8(text) << '\n';
            }
        };
        line({.zh = "  应为：", .en = "  expected: "}, finding.rule);
        line({.zh = "  改法：", .en = "  remedy: "}, finding.remedy);
    }
    if (context.lang == Language::zh) {
        context.out << "检查 " << proof.packs << " 个政策包、" << proof.filing
                    << " 份备案规则，证明 " << proof.cells
                    << " 个单元格各有唯一规则或声明未知，发现 " << proof.findings.size()
                    << " 处问题。\n";
    } else {
        context.out << proof.packs << " packs, " << proof.filing << " files of filing rules, "
                    << proof.cells << " cells proved to be exactly one rule or a declared unknown, "
                    << proof.findings.size() << " findings.\n";
    }
}

/// Writes beside the file and renames, so that a reader never sees half a list.
Result<void> append_published(const fs::path& policies, const std::string& line) {
    const fs::path path = policies / "published.sha256";
    std::error_code problem;
    std::string text;
    if (fs::exists(path, problem)) {
        YIDI_TRY(text, codec::read_file(path));
    }
    if (!text.empty() && !text.ends_with('\n')) {
        text += '\n';
    }
    const fs::path fresh = policies / ".published.sha256.new";
    std::ofstream file{fresh, std::ios::binary | std::ios::trunc};
    file << text << line << '\n';
    file.close();
    if (!file.fail()) {
        fs::rename(fresh, path, problem);
    }
    if (file.fail() || problem) {
        return fail({.code = ErrorCode::unreadable_file,
                     .where = path.string(),
                     .rule = "a file that can be written",
                     .remedy = "check the permissions of the folder",
                     .detail = "cannot write the list of published packs"});
    }
    return {};
}

/// Proves one file alone and gives its hash.
Result<std::string> proved_hash(const Chosen& chosen, const codec::PackFile& file,
                                const codec::Published& published, const policy::Regions& regions) {
    Proof proof;
    if (chosen.files.empty()) {
        const Result<policy::FilingRules> rules = codec::load_filing_rules(file, published);
        YIDI_TRY(const auto pack, pack_beside(chosen, published, file.region));
        prove_filing(rules, pack ? &*pack : nullptr, regions, proof);
        if (proof.findings.empty()) return rules->sha256;
    } else {
        const Result<policy::Pack> pack = codec::load_pack(file, published);
        prove(pack, regions, proof);
        if (proof.findings.empty()) return pack->sha256;
    }
    return fail(openable(proof.findings.front(), file));
}

/// Returns   the file's line of published.sha256, and whether it was there before.
Result<std::pair<std::string, bool>> freeze(Context& context, const fs::path& path) {
    YIDI_TRY(const Chosen chosen, choose(path));
    if (chosen.files.size() + chosen.filing.size() != 1 || chosen.whole) {
        return fail(no_packs_in(path));
    }
    const codec::PackFile& file =
        chosen.files.empty() ? chosen.filing.front() : chosen.files.front();
    YIDI_TRY(const codec::Published published, codec::read_published(chosen.policies));
    YIDI_TRY(const policy::Regions regions, codec::load_regions(places_of(context).regions));
    YIDI_TRY(const std::string sha256, proved_hash(chosen, file, published, regions));
    std::string line = sha256 + "  " + file.name;
    if (published.contains(file.name)) {
        return std::pair{std::move(line), true};
    }
    YIDI_TRY_VOID(append_published(chosen.policies, line));
    return std::pair{std::move(line), false};
}

}  // namespace

void policy_check(Context& context, const std::string& path) {
    const Result<Proof> proof =
        prove_all(context, path.empty() ? context.policy_dir : fs::path{path});
    if (!proof) {
        report(context, proof.error());
        return;
    }
    context.exit = proof->findings.empty() ? 0 : exit_code(ErrorCode::bad_pack);
    if (context.json) {
        print_json(context, *proof);
    } else {
        print_text(context, *proof);
    }
}

void policy_freeze(Context& context, const std::string& path) {
    const Result<std::pair<std::string, bool>> frozen = freeze(context, path);
    if (!frozen) {
        report(context, frozen.error());
        return;
    }
    const auto& [line, before] = *frozen;
    if (context.json) {
        std::string text;
        codec::JsonWriter json{text};
        json.begin_object();
        json.member("published", line.substr(line.find(' ') + 2));
        json.member("sha256", line.substr(0, line.find(' ')));
        json.member("already", before);
        json.end_object();
        context.out << text << '\n';
        return;
    }
    context.out
        << line << '\n'
        << say(context,
               before ? explain::Words{.zh = "此前已经冻结。\n", .en = "It was frozen before.\n"}
                      : explain::Words{.zh = "已冻结：内容再有改动将被拒绝。\n",
                                       .en = "Frozen: a change of its bytes will be refused.\n"});
}

}  // namespace yidi::cli
