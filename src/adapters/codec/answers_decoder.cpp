#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "adapters/codec/advice_codec.h"
#include "adapters/codec/internal/case_parts.h"
#include "adapters/codec/internal/case_reader.h"
#include "adapters/codec/internal/hosp_lv.h"
#include "adapters/codec/json_tree.h"

namespace yidi::codec {
namespace {

using guidance::Answers;
using internal::CaseReader;
using internal::JsonValue;
using internal::KeyTable;
using internal::Path;
using internal::TextRule;

enum class Key : std::uint8_t {
    stage,
    insuplc_admdvs,
    mdtrtarea_admvs,
    insured_as,
    reason,
    care,
    medfee_sumamt,
    today,
    hosp_lv,
    age,
    ipt_cnt,
    inscp_scp_amt,
    psn_idet,
    inst_attr,
    dise_codg,
    recognised,
    begndate,
    papers,
};
constexpr std::size_t kKeyCount = 18;
constexpr KeyTable<kKeyCount> kKeys{{"stage", "insuplc_admdvs", "mdtrtarea_admvs", "insured_as",
                                     "reason", "care", "medfee_sumamt", "today", "hosp_lv", "age",
                                     "ipt_cnt", "inscp_scp_amt", "psn_idet", "inst_attr",
                                     "dise_codg", "recognised", "begndate", "papers"}};
constexpr TextRule kName{
    .size_max = 40, .allows = internal::is_name_character, .says = "a name of a-z, 0-9 and _"};
constexpr TextRule kCode{.size_max = 50, .allows = nullptr, .says = "a code"};
constexpr std::int64_t kAgeMax = 150;
constexpr std::int64_t kStaysMax = 400;
constexpr std::size_t kNamesMax = 50;

/// Reads the keys of the answers.
class Reader {
public:
    Reader(CaseReader& reader, Answers& out) : reader_{reader}, out_{out} {}

    bool read(JsonValue value) {
        std::uint64_t seen = 0;
        const Path root;
        return reader_.object(value, root, kKeys, seen,
                              [this](std::size_t index, JsonValue inner, const Path& path) {
                                  return CaseReader::is_dont_know(inner) ||
                                         read_key(static_cast<Key>(index), inner, path);
                              });
    }

private:
    bool read_key(Key key, JsonValue value, const Path& path) {
        switch (key) {
            case Key::stage:
            case Key::reason:
            case Key::care:
            case Key::insured_as: return option(value, path);
            case Key::insuplc_admdvs: return reader_.region(value, path, out_.insuplc_admdvs);
            case Key::mdtrtarea_admvs: return reader_.region(value, path, out_.mdtrtarea_admvs);
            case Key::medfee_sumamt:
                return reader_.amount(value, path, out_.medfee_sumamt.emplace()) && is_a_bill(path);
            case Key::inscp_scp_amt:
                return reader_.amount(value, path, out_.inscp_scp_amt.emplace());
            case Key::today: return day(value, path);
            case Key::hosp_lv: return hosp_lv(value, path);
            case Key::age: return reader_.whole(value, path, kAgeMax, out_.age.emplace());
            case Key::ipt_cnt: return stays(value, path);
            case Key::psn_idet: return names(value, path, out_.psn_idet.emplace());
            case Key::inst_attr: return names(value, path, out_.inst_attr.emplace());
            case Key::papers: return names(value, path, out_.papers);
            case Key::dise_codg: return reader_.text(value, path, kCode, out_.dise_codg);
            case Key::recognised: return reader_.flag(value, path, out_.recognised.emplace());
            case Key::begndate: return reader_.date(value, path, out_.begndate);
        }
        return false;
    }

    /// One of the values that the question offers.
    bool option(JsonValue value, const Path& path) {
        const auto asked =
            std::ranges::find(guidance::questions(), path.key, &guidance::Question::key);
        std::vector<std::string_view> words;
        for (const guidance::Option& one : asked->options) words.push_back(one.value);
        std::size_t word = 0;
        return reader_.word(value, path, words, word) &&
               guidance::take(out_, path.key, words[word]);
    }
    bool is_a_bill(const Path& path) {
        return *out_.medfee_sumamt > Money{} ||
               reader_.fail(ErrorCode::bad_amount, path, "an amount above 0",
                            "write the bill, or \"?\" where it is not known",
                            "a bill of 0 is no bill");
    }
    bool day(JsonValue value, const Path& path) {
        std::optional<Date> stated;
        if (!reader_.date(value, path, stated)) return false;
        out_.today = stated.value_or(out_.today);
        return true;
    }
    bool hosp_lv(JsonValue value, const Path& path) {
        std::size_t word = 0;
        if (!reader_.word(value, path, internal::kHospLv, word)) return false;
        out_.hosp_lv = internal::kHospLv[word];
        return true;
    }
    bool stays(JsonValue value, const Path& path) {
        if (!reader_.whole(value, path, kStaysMax, out_.ipt_cnt.emplace())) return false;
        return *out_.ipt_cnt > 0 || reader_.fail(ErrorCode::bad_value, path, "1 or more",
                                                 "write 1 for the first admission of the year",
                                                 "there is no admission 0");
    }
    bool names(JsonValue value, const Path& path, std::vector<std::string>& out) {
        return reader_.list(value, path, kNamesMax, [&](JsonValue inner, const Path& at) {
            return reader_.text(inner, at, kName, out.emplace_back());
        });
    }

    CaseReader& reader_;
    Answers& out_;
};

}  // namespace

Result<guidance::Answers> decode_answers(std::string_view json, const policy::Regions& regions,
                                         Date today) {
    // The tree says where a text stops being JSON; what it takes the other parser takes too.
    JsonTree tree;
    YIDI_TRY(const JsonNode* const root, tree.read(json));
    if (root->kind != JsonKind::object) {
        return fail({.code = ErrorCode::malformed_json,
                     .where = {},
                     .rule = "one JSON object {…}",
                     .remedy = "write the answers as an object",
                     .detail = "this is JSON, but not an object"});
    }
    std::string text{root->text};
    text.reserve(text.size() + simdjson::SIMDJSON_PADDING);
    simdjson::ondemand::parser parser;
    simdjson::ondemand::document document;
    CaseReader reader{regions};
    Answers out;
    out.today = today;
    JsonValue value;
    const auto error = parser.iterate(text.data(), text.size(), text.capacity()).get(document);
    const bool read = !error && !document.get_value().get(value) && Reader{reader, out}.read(value);
    if (!read) return fail(reader.take_error());
    return out;
}

}  // namespace yidi::codec
