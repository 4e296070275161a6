#include "adapters/codec/claim_decoder.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "adapters/codec/internal/case_reader.h"
#include "adapters/codec/internal/hosp_lv.h"
#include "adapters/codec/json_tree.h"

namespace yidi::codec {
namespace {

using claim::Statement;
using internal::CaseReader;
using internal::JsonValue;
using internal::KeyTable;
using internal::Path;
using internal::TextRule;

enum class Key : std::uint8_t {
    insutype,
    med_type,
    place,
    begndate,
    enddate,
    dise_codg,
    er_flag,
    trum_flag,
    rel_ttp_flag,
    by_agent,
    card_unusable,
    dual_channel,
    referral,
    third_party_unpaid,
    third_party_unknown,
    manl_reim_rea,
    lines,
    invoices,
    account,
};
constexpr std::size_t kKeyCount = 19;
constexpr KeyTable<kKeyCount> kKeys{
    {"insutype", "med_type", "place", "begndate", "enddate", "dise_codg", "er_flag", "trum_flag",
     "rel_ttp_flag", "by_agent", "card_unusable", "dual_channel", "referral", "third_party_unpaid",
     "third_party_unknown", "manl_reim_rea", "lines", "invoices", "account"}};
constexpr KeyTable<4> kPlaceKeys{
    {"mdtrtarea_admvs", "fixmedins_code", "fixmedins_name", "hosp_lv"}};
constexpr KeyTable<6> kLineKeys{
    {"med_list_codg", "medins_list_name", "cnt", "pric", "det_item_fee_sumamt", "fee_ocur_time"}};
constexpr KeyTable<4> kInvoiceKeys{{"number", "day", "amount", "is_paper"}};
constexpr KeyTable<3> kAccountKeys{{"holder", "bank", "number"}};
constexpr std::array<std::string_view, 2> kInsutypes{"310", "390"};
constexpr TextRule kCode{.size_max = 64, .allows = nullptr, .says = "a code"};
constexpr TextRule kName{.size_max = 200, .allows = nullptr, .says = "a name"};

class Reader {
public:
    Reader(CaseReader& reader, Statement& out) : reader_{reader}, out_{out} {}

    bool read(JsonValue value) {
        std::uint64_t seen = 0;
        const Path root;
        return reader_.object(value, root, kKeys, seen,
                              [this](std::size_t index, JsonValue inner, const Path& path) {
                                  return read_key(static_cast<Key>(index), inner, path);
                              }) &&
               has_days(root, seen);
    }

private:
    bool has_days(const Path& path, std::uint64_t seen) {
        for (const Key key : {Key::insutype, Key::begndate, Key::enddate}) {
            if ((seen >> static_cast<unsigned>(key) & 1U) == 0) {
                const std::string_view name = kKeys.names()[static_cast<std::size_t>(key)];
                return reader_.fail(ErrorCode::missing_key, {.up = &path, .key = name},
                                    "insutype, begndate and enddate", "add the missing key",
                                    "the scheme and the days of the care are not all there");
            }
        }
        return true;
    }

    bool read_key(Key key, JsonValue value, const Path& path) {
        switch (key) {
            case Key::insutype: return insutype(value, path);
            case Key::med_type: return reader_.text(value, path, kCode, out_.med_type);
            case Key::place: return place(value, path);
            case Key::begndate: return day(value, path, out_.begndate);
            case Key::enddate: return day(value, path, out_.enddate);
            case Key::dise_codg: return reader_.text(value, path, kCode, out_.dise_codg);
            case Key::er_flag: return reader_.flag(value, path, out_.er_flag.emplace());
            case Key::trum_flag: return reader_.flag(value, path, out_.trum_flag);
            case Key::rel_ttp_flag: return reader_.flag(value, path, out_.rel_ttp_flag);
            case Key::by_agent: return reader_.flag(value, path, out_.circumstances.by_agent);
            case Key::card_unusable:
                return reader_.flag(value, path, out_.circumstances.card_unusable);
            case Key::dual_channel:
                return reader_.flag(value, path, out_.circumstances.dual_channel);
            case Key::referral: return reader_.flag(value, path, out_.circumstances.referral);
            case Key::third_party_unpaid:
                return reader_.flag(value, path, out_.circumstances.third_party_unpaid);
            case Key::third_party_unknown:
                return reader_.flag(value, path, out_.circumstances.third_party_unknown);
            case Key::manl_reim_rea: return reader_.text(value, path, kCode, out_.manl_reim_rea);
            case Key::lines:
                return reader_.list(value, path, claim::kLinesMax,
                                    [this](JsonValue inner, const Path& at) {
                                        return line(inner, at, out_.lines.emplace_back());
                                    });
            case Key::invoices:
                return reader_.list(value, path, claim::kInvoicesMax,
                                    [this](JsonValue inner, const Path& at) {
                                        return invoice(inner, at, out_.invoices.emplace_back());
                                    });
            case Key::account: return account(value, path);
        }
        return false;
    }

    bool insutype(JsonValue value, const Path& path) {
        std::size_t word = 0;
        if (!reader_.word(value, path, kInsutypes, word)) return false;
        out_.insutype = *policy::parse_insutype(kInsutypes.at(word));
        return true;
    }

    bool day(JsonValue value, const Path& path, Date& out) {
        std::optional<Date> stated;
        if (!reader_.date(value, path, stated)) return false;
        out = stated.value_or(out);
        return true;
    }

    bool place(JsonValue value, const Path& path) {
        claim::StatedPlace& out = out_.place;
        std::uint64_t seen = 0;
        return reader_.object(value, path, kPlaceKeys, seen,
                              [&](std::size_t index, JsonValue inner, const Path& at) {
                                  switch (index) {
                                      case 0: {
                                          std::optional<std::uint32_t> region;
                                          if (!reader_.region(inner, at, region)) return false;
                                          out.mdtrtarea_admvs = region.value_or(0);
                                          return true;
                                      }
                                      case 1:
                                          return reader_.text(inner, at, kCode, out.fixmedins_code);
                                      case 2:
                                          return reader_.text(inner, at, kName, out.fixmedins_name);
                                      default: {
                                          std::size_t level = 0;
                                          if (!reader_.word(inner, at, internal::kHospLv, level)) {
                                              return false;
                                          }
                                          out.hosp_lv = internal::kHospLv[level];
                                          return true;
                                      }
                                  }
                              });
    }

    /// What is not stated stays 0 (claim::is_priced).
    bool line(JsonValue value, const Path& path, adjudication::Line& out) {
        std::uint64_t seen = 0;
        return reader_.object(
            value, path, kLineKeys, seen, [&](std::size_t index, JsonValue inner, const Path& at) {
                switch (index) {
                    case 0: return reader_.text(inner, at, kCode, out.med_list_codg);
                    case 1: return reader_.text(inner, at, kName, out.medins_list_name);
                    case 2: return reader_.quantity(inner, at, out.cnt);
                    case 3: return reader_.price(inner, at, out.pric);
                    case 4: return reader_.amount(inner, at, out.det_item_fee_sumamt);
                    default: return reader_.date(inner, at, out.fee_ocur_time);
                }
            });
    }

    bool invoice(JsonValue value, const Path& path, claim::Invoice& out) {
        std::uint64_t seen = 0;
        return reader_.object(value, path, kInvoiceKeys, seen,
                              [&](std::size_t index, JsonValue inner, const Path& at) {
                                  switch (index) {
                                      case 0: return reader_.text(inner, at, kCode, out.number);
                                      case 1: return day(inner, at, out.day);
                                      case 2: return reader_.amount(inner, at, out.amount);
                                      default: return reader_.flag(inner, at, out.is_paper);
                                  }
                              });
    }

    bool account(JsonValue value, const Path& path) {
        std::array<std::string*, 3> members{&out_.account.holder, &out_.account.bank,
                                            &out_.account.number};
        std::uint64_t seen = 0;
        return reader_.object(value, path, kAccountKeys, seen,
                              [&](std::size_t index, JsonValue inner, const Path& at) {
                                  return reader_.text(inner, at, kName, *members.at(index));
                              });
    }

    CaseReader& reader_;
    Statement& out_;
};

}  // namespace

Result<Statement> decode_statement(std::string_view json, const policy::Regions& regions) {
    // The tree says where a text stops being JSON; what it takes the other parser takes too.
    JsonTree tree;
    YIDI_TRY(const JsonNode* const root, tree.read(json));
    if (root->kind != JsonKind::object) {
        return fail({.code = ErrorCode::malformed_json,
                     .where = {},
                     .rule = "one JSON object {…}",
                     .remedy = "write the claim as an object",
                     .detail = "this is JSON, but not an object"});
    }
    std::string text{root->text};
    text.reserve(text.size() + simdjson::SIMDJSON_PADDING);
    simdjson::ondemand::parser parser;
    simdjson::ondemand::document document;
    CaseReader reader{regions};
    Statement out;
    JsonValue value;
    const auto error = parser.iterate(text.data(), text.size(), text.capacity()).get(document);
    const bool read = !error && !document.get_value().get(value) && Reader{reader, out}.read(value);
    if (!read) return fail(reader.take_error());
    return out;
}

}  // namespace yidi::codec
