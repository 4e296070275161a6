#include <algorithm>
#include <array>

#include "adapters/codec/internal/hosp_lv.h"
#include "adapters/codec/internal/registry_row.h"
#include "adapters/crypto/sm2.h"
#include "adapters/crypto/sm4.h"

/// What each kind of record asks of its columns. Lengths and dictionaries are the national ones.
namespace yidi::codec::internal {
namespace {

using std::string_view;

// Those that must be there come first.
constexpr std::array<string_view, 16> kInstitution{
    "fixmedins_code",  "fixmedins_name", "admdvs",   "fixmedins_type", "hosp_lv", "local_open",
    "remote_open",     "inst_attr",      "profile",  "paas_id",        "secret",  "must_sign_in",
    "infcode_as_text", "sm2_public_key", "body_key", "remote_diseases"};
constexpr std::array<string_view, 11> kPerson{"psn_no",  "psn_cert_type", "certno",  "psn_name",
                                              "gend",    "brdy",          "naty",    "tel",
                                              "card_sn", "ec_token",      "die_date"};
constexpr std::array<string_view, 18> kInsurance{
    "psn_no",         "seq",           "insuplc_admdvs", "insutype",      "psn_type",
    "psn_insu_stas",  "psn_insu_date", "paus_insu_date", "waiting_until", "retire_date",
    "insured_months", "insu_tier",     "civil_rank",     "emp_name",      "enrolled",
    "missed_years",   "repaid_years",  "waiting_exempt"};
constexpr std::array<string_view, 6> kIdentity{"psn_no",   "seq",         "psn_idet_type",
                                               "begndate", "psn_type_lv", "enddate"};
constexpr std::array<string_view, 2> kAccount{"psn_no", "balc"};
constexpr std::array<string_view, 12> kAccumulators{"psn_no", "year",     "insutype", "counter",
                                                    "key",    "business", "ipt_cnt",  "dedc",
                                                    "scope",  "pool",     "base",     "paid"};
constexpr std::array<string_view, 6> kFamily{"psn_no",   "seq",        "owner_psn_no",
                                             "begndate", "year_limit", "enddate"};
constexpr std::array<string_view, 8> kFiling{
    "psn_no",   "trt_dcla_detl_sn", "kind",  "mdtrtarea_admdvs",
    "begndate", "enddate",          "proof", "cancelled"};
constexpr std::array<string_view, 11> kCatalogue{
    "admdvs",     "med_list_codg", "begndate", "name",           "list_type",    "med_chrgitm_type",
    "chrgitm_lv", "selfpay_prop",  "enddate",  "pric_uplmt_amt", "lmt_used_flag"};
constexpr std::array<string_view, 8> kRoute{
    "insuplc_admdvs", "mdtrtarea_admvs", "business", "begndate",
    "open",           "source",          "grade",    "enddate"};
constexpr std::array<string_view, 7> kDualDrug{"admdvs", "med_list_codg", "begndate", "name",
                                               "source", "grade",         "enddate"};

constexpr std::array<string_view, 20> kCertTypes{"01", "02", "03", "04", "05", "06", "07",
                                                 "08", "09", "10", "11", "12", "13", "14",
                                                 "15", "16", "17", "90", "91", "99"};
constexpr std::array<string_view, 4> kGenders{"0", "1", "2", "9"};
constexpr std::array<string_view, 2> kInstitutionTypes{"1", "2"};
constexpr std::array<string_view, 3> kGrades{"01", "02", "03"};
constexpr std::array<string_view, 5> kEvidence{"O", "P", "D", "K", "I"};
constexpr std::array<string_view, 9> kListTypes{"101", "102", "103", "104", "105",
                                                "106", "201", "301", "501"};
constexpr std::array<string_view, 14> kChargeTypes{"01", "02", "03", "04", "05", "06", "07",
                                                   "08", "09", "10", "11", "12", "13", "14"};
constexpr std::array<string_view, 2> kInsutypes{"310", "390"};
constexpr std::array<string_view, 6> kKinds{"resettled_retiree", "long_term_resident",
                                            "posted_worker",     "referral",
                                            "emergency",         "other_temporary"};
constexpr std::array<string_view, 3> kProofs{"complete", "promised", "lapsed"};

constexpr std::size_t kNameMax = 50;       // psn_name, certno, tel
constexpr std::size_t kLongNameMax = 200;  // fixmedins_name, emp_name
constexpr std::size_t kKeyMax = 400;       // a public key in PEM
constexpr std::size_t kCodeMax = 50;       // med_list_codg, card_sn
constexpr std::size_t kWordMax = 64;
constexpr std::int64_t kSeqMax = 9'999;
constexpr std::int64_t kMonthsMax = 1'200;
constexpr std::int64_t kIdMax = (std::int64_t{1} << 53) - 1;

bool is_digit(char character) {
    return character >= '0' && character <= '9';
}

/// 18 or 15 digits, the last of 18 perhaps X. The check character is not asked for: numbers that
/// fail it were given out, and their owners are insured.
bool is_identity_number(string_view text) {
    constexpr std::size_t kNew = 18;
    constexpr std::size_t kOld = 15;
    if (text.size() == kNew && text.back() == 'X') {
        return std::ranges::all_of(text.substr(0, kNew - 1), is_digit);
    }
    return (text.size() == kNew || text.size() == kOld) && std::ranges::all_of(text, is_digit);
}

bool is_institution_code(string_view code, string_view type) {
    constexpr std::size_t kLength = 12;
    return code.size() == kLength && code.front() == (type == "2" ? 'P' : 'H') &&
           std::ranges::all_of(code.substr(1), is_digit);
}

}  // namespace

RegistryColumns columns_of(app::RegistryKind kind) {
    using app::RegistryKind;
    switch (kind) {
        case RegistryKind::institutions: return {.names = kInstitution, .required = 7};
        case RegistryKind::persons: return {.names = kPerson, .required = 6};
        case RegistryKind::insurances: return {.names = kInsurance, .required = 7};
        case RegistryKind::identities: return {.names = kIdentity, .required = 4};
        case RegistryKind::accounts: return {.names = kAccount, .required = 2};
        case RegistryKind::accumulators: return {.names = kAccumulators, .required = 4};
        case RegistryKind::family: return {.names = kFamily, .required = 4};
        case RegistryKind::filings: return {.names = kFiling, .required = 5};
        case RegistryKind::catalogue: return {.names = kCatalogue, .required = 8};
        case RegistryKind::routes: return {.names = kRoute, .required = 7};
        case RegistryKind::dualdrugs: return {.names = kDualDrug, .required = 6};
    }
    return {};
}

/// How its software speaks, and the keys that this asks for.
void read_profile(RegistryRow& row, registry::Institution& out) {
    const Result<registry::Profile> profile =
        registry::parse_profile(row.text("profile", registry::kProfileTextMax));
    row.expect(profile.has_value(), "profile",
               profile ? std::string{} : profile.error().where + ": " + profile.error().rule,
               "write it as the documentation of profiles shows, tif or csb;infcode=string");
    out.profile = profile.value_or(registry::Profile{});
    if (row.flag("infcode_as_text")) out.profile.infcode = registry::InfcodeType::string;
    using registry::GatewayStyle;
    using registry::MessageSigning;
    const GatewayStyle gateway = out.profile.gateway;
    const bool has_id = gateway != GatewayStyle::none && gateway != GatewayStyle::static_key;
    out.paas_id = row.code("paas_id", kCodeMax, has_id ? Need::required : Need::optional);
    out.secret = row.text("secret", kLongNameMax,
                          gateway == GatewayStyle::none ? Need::optional : Need::required);
    const bool is_sm2 = out.profile.cainfo == MessageSigning::sm2_input ||
                        out.profile.cainfo == MessageSigning::sm2_envelope;
    out.sm2_public_key =
        row.text("sm2_public_key", kKeyMax, is_sm2 ? Need::required : Need::optional);
    row.expect(out.sm2_public_key.empty() ||
                   crypto::Sm2PublicKey::parse(out.sm2_public_key, "sm2_public_key").has_value(),
               "sm2_public_key", "a point of the SM2 curve, in hexadecimal digits or Base64",
               "write the public key as the institution handed it over");
    out.body_key = row.text("body_key", kLongNameMax);
    const std::string& body_key = out.body_key.empty() ? out.paas_id : out.body_key;
    row.expect(
        out.profile.body == registry::BodyCipher::none || body_key.size() == crypto::kSm4KeyBytes,
        "body_key", "16 characters for body=sm4; the paas_id where it is empty",
        "write the key that was agreed on");
}

/// Who says so, and how sure that is.
void read_evidence(RegistryRow& row, std::string& source, policy::Grade& grade) {
    source = row.text("source", kLongNameMax, Need::required);
    grade = policy::parse_grade(row.word("grade", kEvidence, Need::required))
                .value_or(policy::Grade::K);
}

void read_institution(RegistryRow& row, const policy::Regions& regions,
                      registry::Institution& out) {
    out.fixmedins_type = row.word("fixmedins_type", kInstitutionTypes, Need::required);
    out.fixmedins_code = row.code("fixmedins_code", kCodeMax, Need::required);
    row.expect(
        out.fixmedins_code.empty() || is_institution_code(out.fixmedins_code, out.fixmedins_type),
        "fixmedins_code", "H for a hospital or P for a pharmacy, then eleven digits",
        "write the code as it was assigned, and the type that goes with it");
    out.fixmedins_name = row.text("fixmedins_name", kLongNameMax, Need::required);
    out.admdvs = row.region("admdvs", regions);
    const bool hospital = out.fixmedins_type == "1";
    out.hosp_lv = row.word("hosp_lv", kHospLv, hospital ? Need::required : Need::optional);
    out.inst_attr = row.names("inst_attr");
    out.local_open = row.businesses("local_open");
    out.remote_open = row.businesses("remote_open");
    read_profile(row, out);
    out.must_sign_in = row.flag("must_sign_in");
    out.remote_diseases = row.names("remote_diseases");
    const auto chronic = static_cast<unsigned>(policy::Business::chronic);
    row.expect(out.remote_diseases.empty() || (out.remote_open >> chronic & 1U) != 0,
               "remote_diseases", "diseases only where remote_open has chronic",
               "add chronic to remote_open, or leave the diseases out");
}

void read_route(RegistryRow& row, registry::Route& out) {
    out.begndate = row.day("begndate", Need::required).value_or(Date{});
    out.enddate = row.day("enddate");
    expect_order(row, out.begndate, out.enddate, "enddate");
    constexpr std::array<string_view, 2> kFlags{"0", "1"};
    out.is_open = row.word("open", kFlags, Need::required) == "1";
    read_evidence(row, out.source, out.grade);
}

void read_drug(RegistryRow& row, registry::DualDrug& out) {
    out.med_list_codg = row.code("med_list_codg", kCodeMax, Need::required);
    out.begndate = row.day("begndate", Need::required).value_or(Date{});
    out.enddate = row.day("enddate");
    expect_order(row, out.begndate, out.enddate, "enddate");
    out.name = row.text("name", kLongNameMax, Need::required);
    read_evidence(row, out.source, out.grade);
}

void read_item(RegistryRow& row, registry::CatalogueItem& out) {
    out.med_list_codg = row.code("med_list_codg", kCodeMax, Need::required);
    out.begndate = row.day("begndate", Need::required).value_or(Date{});
    out.enddate = row.day("enddate");
    expect_order(row, out.begndate, out.enddate, "enddate");
    out.name = row.text("name", kLongNameMax, Need::required);
    out.list_type = row.word("list_type", kListTypes, Need::required);
    out.med_chrgitm_type = row.word("med_chrgitm_type", kChargeTypes, Need::required);
    out.chrgitm_lv = row.word("chrgitm_lv", kGrades, Need::required);
    out.selfpay_prop = row.share("selfpay_prop", Need::required).value_or(Rate{});
    out.pric_uplmt_amt = row.price_limit("pric_uplmt_amt");
    out.lmt_used_flag = row.flag("lmt_used_flag");
}

void read_person(RegistryRow& row, const policy::Regions& regions, app::PersonOfFile& out) {
    if (const auto number = row.psn_no("psn_no", regions)) {
        out.person.pid = number->pid;
        out.person.insuplc_admdvs = number->insuplc_admdvs;
    }
    registry::Personal& personal = out.person.personal;
    personal.psn_cert_type = row.word("psn_cert_type", kCertTypes, Need::required);
    personal.certno = row.text("certno", kNameMax, Need::required);
    row.expect(personal.psn_cert_type != "01" || personal.certno.empty() ||
                   is_identity_number(personal.certno),
               "certno", "an identity number of 18 digits, the last perhaps X, or of 15",
               "copy the number from the card; spreadsheets spoil numbers of this length unless "
               "the column is text");
    personal.psn_name = row.text("psn_name", kNameMax, Need::required);
    personal.gend = row.word("gend", kGenders, Need::required);
    personal.brdy = row.day("brdy");
    personal.naty = row.code("naty", 2);
    row.expect(personal.naty.empty() ||
                   (personal.naty.size() == 2 && std::ranges::all_of(personal.naty, is_digit)),
               "naty", "two digits", "write 01 for Han");
    personal.tel = row.text("tel", kNameMax);
    personal.card_sn = row.code("card_sn", kCodeMax);
    out.token = row.code("ec_token", kCodeMax);
    out.person.died = row.day("die_date");
    expect_order(row, personal.brdy, out.person.died, "die_date");
}

/// What a waiting period follows from. A day that the agency has settled itself stands in
/// waiting_until, and then the facts beside it would only be able to contradict it.
void read_waiting(RegistryRow& row, registry::Insurance& out) {
    constexpr std::int64_t kYearsMax = 99;
    out.enrolled = row.day("enrolled");
    out.missed_years = row.number("missed_years", 0, kYearsMax);
    out.repaid_years = row.number("repaid_years", 0, kYearsMax);
    out.waiting_exempt = row.word("waiting_exempt", registry::kWaitingExempt);
    const bool resident = out.insutype == policy::Insutype::resident;
    row.expect(!out.missed_years || resident, "missed_years",
               "empty with insurance type 310: the rule is the residents'",
               "write the last day without benefit into waiting_until");
    row.expect(!out.missed_years || !out.waiting_until, "missed_years",
               "empty where waiting_until says the last day without benefit",
               "keep one of the two");
    row.expect(!out.repaid_years || (out.missed_years && *out.repaid_years <= *out.missed_years),
               "repaid_years", "no more years than missed_years", "mend one of the two numbers");
    row.expect(out.waiting_exempt.empty() || !out.waiting_until, "waiting_exempt",
               "empty where waiting_until says that the person waits", "keep one of the two");
}

void read_insurance(RegistryRow& row, const policy::Regions& regions, registry::Insurance& out) {
    out.seq = row.number("seq", 1, kSeqMax, Need::required).value_or(0);
    out.insuplc_admdvs = row.region("insuplc_admdvs", regions);
    const std::string insutype = row.word("insutype", kInsutypes, Need::required);
    out.insutype = policy::parse_insutype(insutype).value_or(policy::Insutype::employee);
    out.psn_type = row.code("psn_type", 4, Need::required);
    const auto person = policy::person_of(out.psn_type);
    row.expect(out.psn_type.empty() || insutype.empty() ||
                   (person && policy::insutype_of(*person) == out.insutype),
               "psn_type",
               "11 or 12 for insurance type 310, 14 to 16 for 390; two digits more are allowed",
               "write the type of person that goes with the insurance");
    constexpr std::int64_t kStateMax = 4;
    out.psn_insu_stas = row.number("psn_insu_stas", 0, kStateMax, Need::required).value_or(0);
    out.psn_insu_date = row.day("psn_insu_date", Need::required).value_or(Date{});
    out.paus_insu_date = row.day("paus_insu_date");
    expect_order(row, out.psn_insu_date, out.paus_insu_date, "paus_insu_date");
    out.waiting_until = row.day("waiting_until");
    out.retire_date = row.day("retire_date");
    out.insured_months = row.number("insured_months", 0, kMonthsMax);
    out.insu_tier = row.code("insu_tier", kWordMax);
    out.civil_rank = row.code("civil_rank", kWordMax);
    out.emp_name = row.text("emp_name", kLongNameMax);
    read_waiting(row, out);
}

void read_identity(RegistryRow& row, registry::Identity& out) {
    out.seq = row.number("seq", 1, kSeqMax, Need::required).value_or(0);
    out.psn_idet_type = row.code("psn_idet_type", kWordMax, Need::required);
    const Need disease =
        out.psn_idet_type == registry::kRecognisedDisease ? Need::required : Need::optional;
    out.psn_type_lv = row.code("psn_type_lv", kCodeMax, disease);
    out.begndate = row.day("begndate", Need::required).value_or(Date{});
    out.enddate = row.day("enddate");
    expect_order(row, out.begndate, out.enddate, "enddate");
}

void read_link(RegistryRow& row, const policy::Regions& regions, app::NamedLink& out) {
    out.link.seq = row.number("seq", 1, kSeqMax, Need::required).value_or(0);
    if (const auto owner = row.psn_no("owner_psn_no", regions)) {
        out.link.owner = owner->pid;
        out.owner_region = owner->insuplc_admdvs;
    }
    out.link.year_limit = row.yuan("year_limit");
    out.link.begndate = row.day("begndate", Need::required).value_or(Date{});
    out.link.enddate = row.day("enddate");
    expect_order(row, out.link.begndate, out.link.enddate, "enddate");
}

void read_filing(RegistryRow& row, const policy::Regions& regions, filing::Filing& out) {
    out.id = row.number("trt_dcla_detl_sn", 1, kIdMax, Need::required).value_or(0);
    out.kind = policy::parse_filing_kind(row.word("kind", kKinds, Need::required))
                   .value_or(policy::FilingKind::referral);
    out.places = row.regions("mdtrtarea_admdvs", regions);
    out.begndate = row.day("begndate", Need::required).value_or(Date{});
    out.enddate = row.day("enddate");
    expect_order(row, out.begndate, out.enddate, "enddate");
    out.proof = filing::parse_proof_state(row.word("proof", kProofs))
                    .value_or(filing::ProofState::complete);
    if (row.flag("cancelled")) {
        out.phase = filing::Phase::cancelled;
    }
}

}  // namespace yidi::codec::internal
