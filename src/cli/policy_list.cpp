#include <algorithm>
#include <ostream>
#include <string>
#include <vector>

#include "adapters/codec/json_writer.h"
#include "adapters/codec/pack_json.h"
#include "cli/policy_commands.h"
#include "cli/text_table.h"
#include "domain/policy/vocabulary.h"

namespace yidi::cli {
namespace {

/// What the list tells of one pack.
struct Summary : codec::PackSummary {
    policy::Pack pack;
    bool published = false;
    std::size_t versions = 0;
    std::optional<policy::FilingRules> filing;
    bool filing_published = false;
};

Summary summarise(policy::Pack pack) {
    Summary summary;
    static_cast<codec::PackSummary&>(summary) = codec::summarise(pack);
    summary.pack = std::move(pack);
    return summary;
}

Result<std::vector<Summary>> read_all(Context& context) {
    const codec::BookPlaces places = places_of(context);
    YIDI_TRY(const std::vector<codec::PackFile> files, codec::list_packs(places.policies));
    if (files.empty()) return fail(no_packs_in(places.policies));
    YIDI_TRY(const codec::Published published, codec::read_published(places.policies));
    const std::vector<codec::PackFile> used = codec::newest(files);
    YIDI_TRY(const std::vector<codec::PackFile> all_filing,
             codec::list_filing_rules(places.policies));
    const std::vector<codec::PackFile> filing = codec::newest(all_filing);
    Progress progress{context, "reading packs", used.size()};
    std::vector<Summary> found;
    for (const codec::PackFile& file : used) {
        YIDI_TRY(policy::Pack pack, codec::load_pack(file, published));
        Summary summary = summarise(std::move(pack));
        summary.published = published.contains(file.name);
        summary.versions = static_cast<std::size_t>(std::count_if(
            files.begin(), files.end(),
            [&file](const codec::PackFile& other) { return other.region == file.region; }));
        const auto beside = std::ranges::find(filing, file.region, &codec::PackFile::region);
        if (beside != filing.end()) {
            YIDI_TRY(summary.filing, codec::load_filing_rules(*beside, published));
            summary.filing_published = published.contains(beside->name);
        }
        found.push_back(std::move(summary));
        progress.step();
    }
    return found;
}

void write_filing(codec::JsonWriter& json, const Summary& summary) {
    json.key("filing");
    if (!summary.filing) {
        json.null();
        return;
    }
    json.begin_object();
    json.member("version", std::int64_t{summary.filing->version});
    json.member("published", summary.filing_published);
    json.member("sha256", summary.filing->sha256);
    json.member("file", summary.filing->file);
    json.end_object();
}

void print_json(Context& context, const std::vector<Summary>& summaries) {
    std::string text;
    codec::JsonWriter json{text};
    json.begin_object();
    json.key("packs");
    json.begin_array();
    for (const Summary& summary : summaries) {
        json.begin_object();
        json.member("id", std::to_string(summary.pack.id));
        json.member("name", summary.pack.name);
        json.member("version", std::int64_t{summary.pack.version});
        json.member("versions", static_cast<std::int64_t>(summary.versions));
        json.member("grade", policy::name(summary.grade));
        json.key("effective");
        json.begin_object();
        json.key("from");
        summary.from ? json.value(*summary.from) : json.null();
        json.key("to");
        summary.to ? json.value(summary.to->previous_day()) : json.null();
        json.end_object();
        json.member("known_since", summary.pack.known_since);
        json.member("schemes_known", summary.known);
        json.member("schemes_unknown",
                    static_cast<std::int64_t>(summary.pack.schemes.size()) - summary.known);
        json.member("published", summary.published);
        json.member("sha256", summary.pack.sha256);
        json.member("file", summary.pack.file);
        write_filing(json, summary);
        json.end_object();
    }
    json.end_array();
    json.end_object();
    context.out << text << '\n';
}

void print_text(Context& context, const std::vector<Summary>& summaries) {
    const bool zh = context.lang == Language::zh;
    TextTable table{zh ? std::vector<std::string>{"代码", "名称", "版本", "等级", "起", "止",
                                                  "已知险种业务", "备案规则", "已发布", "sha256"}
                       : std::vector<std::string>{"id", "name", "version", "grade", "from", "until",
                                                  "schemes", "filing", "published", "sha256"}};
    constexpr std::size_t kShortHash = 12;
    for (const Summary& summary : summaries) {
        table.add(
            {std::to_string(summary.pack.id), summary.pack.name,
             "v" + std::to_string(summary.pack.version), std::string{policy::name(summary.grade)},
             summary.from ? to_string(*summary.from) : "-", last_day(summary.to),
             std::to_string(summary.known) + "/" + std::to_string(summary.pack.schemes.size()),
             summary.filing ? "v" + std::to_string(summary.filing->version) : std::string{},
             summary.published ? (zh ? "是" : "yes") : "",
             summary.pack.sha256.substr(0, kShortHash)});
    }
    table.print(context.out, "");
    context.out
        << '\n'
        << say(context,
               {.zh = "等级为全包最弱的一条：O 官方，P 媒体或第三方，D 数据集，K 常识推定，I "
                      "推断。\n",
                .en = "The grade is that of the weakest row: O official, P press or third party, "
                      "D data set, K assumed from knowledge, I inferred.\n"});
}

}  // namespace

void policy_list(Context& context) {
    const Result<std::vector<Summary>> summaries = read_all(context);
    if (!summaries) {
        report(context, summaries.error());
        return;
    }
    if (context.json) {
        print_json(context, *summaries);
    } else {
        print_text(context, *summaries);
    }
}

}  // namespace yidi::cli
