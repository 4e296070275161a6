#include "adapters/codec/case_decoder.h"

#include <algorithm>
#include <utility>

#include "adapters/codec/internal/case_parts.h"
#include "adapters/codec/internal/case_reader.h"
#include "adapters/codec/internal/hosp_lv.h"
#include "adapters/codec/json_place.h"

namespace yidi::codec {
namespace {

using adjudication::Case;
using adjudication::Fact;
using adjudication::FilingGiven;
using app::CaseFile;
using internal::CaseReader;
using internal::JsonValue;
using internal::KeyTable;
using internal::kHospLv;
using internal::Path;
using internal::TextRule;

constexpr std::size_t kBytesMax = std::size_t{16} * 1024 * 1024;
constexpr std::size_t kNamesMax = 50;
constexpr TextRule kName{
    .size_max = 40, .allows = internal::is_name_character, .says = "a name of a-z, 0-9 and _"};
constexpr TextRule kText{.size_max = 50, .allows = nullptr, .says = "a code"};

enum class CaseKey : std::uint8_t {
    insuplc_admdvs,
    mdtrtarea_admvs,
    insutype,
    insu_tier,
    psn_type,
    age,
    retire_date,
    insured_months,
    psn_idet,
    civil_rank,
    psn_insu_stas,
    waiting_until,
    med_type,
    dise_codg,
    recognised,
    hosp_lv,
    inst_attr,
    inst_open,
    fixmedins_code,
    mid_setl_flag,
    prev,
    filing,
    er_flag,
    trum_flag,
    rel_ttp_flag,
    begndate,
    enddate,
    setl_date,
    ipt_cnt,
    feedetail,
    fee,
    cum,
    balc,
    use_acct,
    mulaid_balc,
    catalog,
    terms,
    published,
};
constexpr std::size_t kCaseKeyCount = 38;
constexpr KeyTable<kCaseKeyCount> kCaseKeys{{"insuplc_admdvs",
                                             "mdtrtarea_admvs",
                                             "insutype",
                                             "insu_tier",
                                             "psn_type",
                                             "age",
                                             "retire_date",
                                             "insured_months",
                                             "psn_idet",
                                             "civil_rank",
                                             "psn_insu_stas",
                                             "waiting_until",
                                             "med_type",
                                             "dise_codg",
                                             "recognised",
                                             "hosp_lv",
                                             "inst_attr",
                                             "inst_open",
                                             "fixmedins_code",
                                             "mid_setl_flag",
                                             "prev",
                                             "filing",
                                             "er_flag",
                                             "trum_flag",
                                             "rel_ttp_flag",
                                             "begndate",
                                             "enddate",
                                             "setl_date",
                                             "ipt_cnt",
                                             "feedetail",
                                             "fee",
                                             "cum",
                                             "balc",
                                             "use_acct",
                                             "mulaid_balc",
                                             "catalog",
                                             "terms",
                                             "published"}};

constexpr std::array<std::string_view, policy::kInsutypeCount> kInsutypes{"310", "390"};
constexpr std::array<std::string_view, 3> kInsuranceStates{"1", "2", "4"};
constexpr std::array<std::string_view, policy::kBusinessCount> kBusinesses{
    "inpatient", "outpatient", "chronic", "pharmacy", "dual_channel", "maternity"};
constexpr std::array<std::string_view, 2> kCatalogs{"treating", "insured"};

/// Reads the keys of the outermost object into a case.
class CaseObject {
public:
    CaseObject(CaseReader& reader, CaseFile& file)
        : reader_{reader}, file_{file}, case_{file.facts} {}

    bool read(simdjson::ondemand::object& object, const Path& root) {
        std::uint64_t seen = 0;
        const bool members =
            reader_.members(object, root, kCaseKeys, seen,
                            [this](std::size_t index, JsonValue value, const Path& path) {
                                return read_key(static_cast<CaseKey>(index), value, path);
                            });
        return members && check_bill(root, seen) && internal::check_case(reader_, root, file_);
    }

private:
    bool read_key(CaseKey key, JsonValue value, const Path& path) {
        switch (key) {
            case CaseKey::insuplc_admdvs: return reader_.region(value, path, case_.insuplc_admdvs);
            case CaseKey::mdtrtarea_admvs:
                return reader_.region(value, path, case_.mdtrtarea_admvs);
            case CaseKey::insutype: return insutype(value, path);
            case CaseKey::insu_tier:
                return dont_know(Fact::insu_tier, value) ||
                       reader_.text(value, path, kText, case_.insu_tier);
            case CaseKey::psn_type: return psn_type(value, path);
            case CaseKey::age: return whole(Fact::age, value, path, 150, case_.age);
            case CaseKey::retire_date:
                return dont_know(Fact::retire_date, value) ||
                       reader_.date(value, path, case_.retire_date);
            case CaseKey::insured_months:
                return whole(Fact::insured_months, value, path, 1200, case_.insured_months);
            case CaseKey::psn_idet:
                return dont_know(Fact::psn_idet, value) ||
                       names(value, path, case_.psn_idet.emplace());
            case CaseKey::civil_rank:
                return dont_know(Fact::civil_rank, value) ||
                       reader_.text(value, path, kText, case_.civil_rank);
            case CaseKey::psn_insu_stas: return insurance_state(value, path);
            case CaseKey::waiting_until: return reader_.date(value, path, case_.waiting_until);
            case CaseKey::med_type: return med_type(value, path);
            case CaseKey::dise_codg: return reader_.text(value, path, kText, case_.dise_codg);
            case CaseKey::recognised: return flag(Fact::recognised, value, path, case_.recognised);
            case CaseKey::hosp_lv: return dont_know(Fact::hosp_lv, value) || hosp_lv(value, path);
            case CaseKey::inst_attr: return names(value, path, case_.inst_attr.emplace());
            case CaseKey::inst_open: return businesses(value, path);
            case CaseKey::fixmedins_code:
                return reader_.text(value, path, kText, case_.fixmedins_code);
            case CaseKey::mid_setl_flag: return reader_.flag(value, path, case_.mid_setl_flag);
            case CaseKey::prev:
                return internal::read_prev(reader_, value, path, case_.prev.emplace());
            case CaseKey::filing: return filing(value, path);
            case CaseKey::er_flag: return flag(Fact::er_flag, value, path, case_.er_flag);
            case CaseKey::trum_flag: return reader_.flag(value, path, case_.trum_flag);
            case CaseKey::rel_ttp_flag: return reader_.flag(value, path, case_.rel_ttp_flag);
            case CaseKey::begndate: return reader_.date(value, path, case_.begndate);
            case CaseKey::enddate: return reader_.date(value, path, case_.enddate);
            case CaseKey::setl_date: return reader_.date(value, path, case_.setl_date);
            case CaseKey::ipt_cnt: return admission(value, path);
            case CaseKey::feedetail: return internal::read_lines(reader_, value, path, file_);
            case CaseKey::fee: return internal::read_fee(reader_, value, path, case_.fee);
            case CaseKey::cum: return internal::read_cum(reader_, value, path, case_);
            case CaseKey::balc: return reader_.amount(value, path, case_.balc);
            case CaseKey::use_acct: return reader_.flag(value, path, case_.use_acct);
            case CaseKey::mulaid_balc: return reader_.amount(value, path, case_.mulaid_balc);
            case CaseKey::catalog: return catalog(value, path);
            case CaseKey::terms:
                return internal::read_terms(reader_, value, path, file_.terms.emplace());
            case CaseKey::published:
                return internal::read_published(reader_, value, path, file_.published);
        }
        return false;
    }

    bool dont_know(Fact fact, JsonValue value) {
        if (!CaseReader::is_dont_know(value)) return false;
        case_.dont_know |= std::uint32_t{1} << static_cast<unsigned>(fact);
        return true;
    }

    bool whole(Fact fact, JsonValue value, const Path& path, std::int64_t max,
               std::optional<std::int64_t>& out) {
        return dont_know(fact, value) || reader_.whole(value, path, max, out.emplace());
    }

    bool flag(Fact fact, JsonValue value, const Path& path, std::optional<bool>& out) {
        return dont_know(fact, value) || reader_.flag(value, path, out.emplace());
    }

    bool names(JsonValue value, const Path& path, std::vector<std::string>& out) {
        return reader_.list(value, path, kNamesMax, [&](JsonValue inner, const Path& at) {
            std::string name;
            if (!reader_.text(inner, at, kName, name)) return false;
            for (const std::string& before : out) {
                if (before == name) {
                    return reader_.fail(ErrorCode::bad_value, at, "each name once",
                                        "remove one of the two",
                                        "the name \"" + name + "\" stands twice");
                }
            }
            out.push_back(std::move(name));
            return true;
        });
    }

    bool insutype(JsonValue value, const Path& path) {
        std::size_t word = 0;
        if (!reader_.word(value, path, kInsutypes, word)) return false;
        case_.insutype = static_cast<policy::Insutype>(word);
        return true;
    }

    bool psn_type(JsonValue value, const Path& path) {
        std::string_view digits;
        if (!reader_.digits(value, path, digits)) return false;
        // 13 are veterans: a code of the table, though of a scheme that no pack covers.
        const bool veteran = (digits.size() == 2 || digits.size() == 4) && digits.starts_with("13");
        if (!veteran && !policy::person_of(digits)) {
            return reader_.fail(ErrorCode::bad_value, path,
                                "11, 12, 14, 15, 16 or a four-digit code that begins so",
                                "look the code up in docs/using/case-file.md",
                                "this is not a type of person");
        }
        case_.psn_type.assign(digits);
        return true;
    }

    bool insurance_state(JsonValue value, const Path& path) {
        constexpr std::array<std::int64_t, kInsuranceStates.size()> kStates{1, 2, 4};
        std::size_t word = 0;
        if (!reader_.word(value, path, kInsuranceStates, word)) return false;
        case_.psn_insu_stas = kStates[word];
        return true;
    }

    bool med_type(JsonValue value, const Path& path) {
        std::string_view digits;
        if (!reader_.digits(value, path, digits)) return false;
        if (digits.size() < 2) {
            return reader_.fail(ErrorCode::bad_value, path, "a code of two digits or more",
                                "write 21 for inpatient", "this is not a visit type");
        }
        case_.med_type.assign(digits);
        return true;
    }

    bool hosp_lv(JsonValue value, const Path& path) {
        std::size_t word = 0;
        if (!reader_.word(value, path, kHospLv, word)) return false;
        case_.hosp_lv = kHospLv[word];
        return true;
    }

    bool businesses(JsonValue value, const Path& path) {
        std::uint8_t mask = 0;
        const bool read =
            reader_.list(value, path, kNamesMax, [&](JsonValue inner, const Path& at) {
                std::size_t word = 0;
                if (!reader_.word(inner, at, kBusinesses, word)) return false;
                mask = static_cast<std::uint8_t>(mask | 1U << word);
                return true;
            });
        case_.inst_open = mask;
        return read;
    }

    bool filing(JsonValue value, const Path& path) {
        if (dont_know(Fact::filing, value)) return true;
        bool null = false;
        if (!reader_.is_null(value, path, null)) return false;
        case_.filing_given = null ? FilingGiven::none : FilingGiven::given;
        return null || internal::read_filing(reader_, value, path, case_.filing);
    }

    bool admission(JsonValue value, const Path& path) {
        constexpr std::int64_t kAdmissionsMax = 1'001;
        if (!whole(Fact::ipt_cnt, value, path, kAdmissionsMax, case_.ipt_cnt)) return false;
        if (case_.ipt_cnt.value_or(1) >= 1) return true;
        return reader_.fail(ErrorCode::bad_value, path, "a whole number from 1 on",
                            "1 is the first admission", "admissions are counted from 1");
    }

    bool catalog(JsonValue value, const Path& path) {
        std::size_t word = 0;
        if (!reader_.word(value, path, kCatalogs, word)) return false;
        case_.catalog = static_cast<adjudication::Catalog>(word);
        return true;
    }

    bool check_bill(const Path& root, std::uint64_t seen) {
        const bool lines = (seen >> static_cast<unsigned>(CaseKey::feedetail) & 1U) != 0;
        const bool totals = (seen >> static_cast<unsigned>(CaseKey::fee) & 1U) != 0;
        if (lines && totals) {
            return reader_.fail(ErrorCode::inconsistent, Path{.up = &root, .key = "fee"},
                                "either fee or feedetail", "remove one of the two",
                                "the case has totals and lines");
        }
        return lines || totals ||
               reader_.fail(ErrorCode::missing_key, Path{.up = &root, .key = "fee"},
                            "fee or feedetail", "add the bill's totals as fee",
                            "the case has neither totals nor lines");
    }

    CaseReader& reader_;
    CaseFile& file_;
    Case& case_;
};

/// Empties a case file and keeps the storage of its largest parts.
void clear(CaseFile& file) {
    std::vector<adjudication::Line> lines = std::move(file.facts.feedetail);
    lines.clear();
    file.facts = Case{};
    file.facts.feedetail = std::move(lines);
    file.terms.reset();
    file.published.clear();
    file.without_first_pay = {};
}

/// "line 3, column 5" of a place in a text, for people who mend it by hand; of a text of one line
/// the column alone. A column is a character, not a byte.
std::string line_and_column(std::string_view text, std::size_t offset) {
    std::size_t line = 1;
    std::size_t column = 1;
    for (const char character : text.substr(0, offset)) {
        const bool continues = (static_cast<unsigned char>(character) & 0xC0U) == 0x80U;
        column = character == '\n' ? 1 : column + (continues ? 0 : 1);
        line += character == '\n' ? 1 : 0;
    }
    const std::string place = "column " + std::to_string(column);
    const bool one_line = text.find('\n') >= text.find_last_not_of(" \t\r\n");
    return one_line ? place : "line " + std::to_string(line) + ", " + place;
}

}  // namespace

struct CaseDecoder::Parser {
    explicit Parser(const policy::Regions& list) : regions{&list} {}

    const policy::Regions* regions;
    simdjson::ondemand::parser parser;
    std::vector<char> text;  // The parser reads up to 64 bytes past the end.
    std::size_t offset = 0;  // How far the reading had come when it failed.

    Result<void> decode(std::string_view json, CaseFile& out);
    bool read(std::string_view json, CaseReader& reader, CaseFile& out);
    static bool check_end(simdjson::ondemand::document& document, CaseReader& reader,
                          const Path& root);
    void tell_place(std::string_view json, Error& error) const;
};

/// The parser says that something is wrong, a slower reader where and what.
void CaseDecoder::Parser::tell_place(std::string_view json, Error& error) const {
    if (const auto fault = find_json_fault(json)) {
        error.detail = "this is not JSON: " + std::string{fault->what} + " (" +
                       line_and_column(json, fault->offset) + ")";
    } else if (offset > 0) {
        error.detail += " (" + line_and_column(json, offset) + ")";
    }
}

bool CaseDecoder::Parser::check_end(simdjson::ondemand::document& document, CaseReader& reader,
                                    const Path& root) {
    const char* next = nullptr;
    if (document.current_location().get(next) == simdjson::OUT_OF_BOUNDS) return true;
    return reader.fail(ErrorCode::malformed_json, root, "one JSON object and nothing behind it",
                       "remove what follows the object", "there is text behind the object");
}

bool CaseDecoder::Parser::read(std::string_view json, CaseReader& reader, CaseFile& out) {
    const Path root;
    if (json.size() > kBytesMax) {
        return reader.fail(ErrorCode::limit_exceeded, root, "a case of at most 16 MiB",
                           "split the case", "the case is too large");
    }
    text.resize(json.size() + simdjson::SIMDJSON_PADDING);
    std::ranges::copy(json, text.begin());
    simdjson::ondemand::document document;
    if (const auto error = parser.iterate(text.data(), json.size(), text.size()).get(document)) {
        return reader.broken(error, root);
    }
    simdjson::ondemand::object object;
    if (const auto error = document.get_object().get(object)) {
        return error == simdjson::INCORRECT_TYPE
                   ? reader.fail(ErrorCode::malformed_json, root, "one JSON object {…}",
                                 "write the case as an object", "this is JSON, but not an object")
                   : reader.broken(error, root);
    }
    if (CaseObject{reader, out}.read(object, root)) return check_end(document, reader, root);
    const char* place = nullptr;
    if (document.current_location().get(place) == simdjson::SUCCESS) {
        offset = static_cast<std::size_t>(place - text.data());
    }
    return false;
}

Result<void> CaseDecoder::Parser::decode(std::string_view json, CaseFile& out) {
    clear(out);
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    if (json.starts_with(kByteOrderMark)) json.remove_prefix(kByteOrderMark.size());
    CaseReader reader{*regions};
    offset = 0;
    if (read(json, reader, out)) return {};
    Error error = reader.take_error();
    if (error.code == ErrorCode::malformed_json) tell_place(json, error);
    return fail(std::move(error));
}

CaseDecoder::CaseDecoder(const policy::Regions& regions)
    : parser_{std::make_unique<Parser>(regions)} {}
CaseDecoder::~CaseDecoder() = default;
CaseDecoder::CaseDecoder(CaseDecoder&&) noexcept = default;
CaseDecoder& CaseDecoder::operator=(CaseDecoder&&) noexcept = default;

Result<void> CaseDecoder::decode(std::string_view json, app::CaseFile& out) {
    return parser_->decode(json, out);
}

Result<CaseFile> decode_case(std::string_view json, const policy::Regions& regions) {
    CaseDecoder decoder{regions};
    CaseFile file;
    YIDI_TRY_VOID(decoder.decode(json, file));
    return file;
}

}  // namespace yidi::codec
