#include "sim/internal/country.h"

#include <array>

#include "adapters/codec/pack_decoder.h"
#include "app/payer/upkeep.h"

namespace yidi::sim {
namespace {

constexpr std::uint32_t kBlocking = 130100;
constexpr std::uint32_t kRecomputing = 130200;
constexpr registry::Pid kFirstPid = 1;
constexpr registry::Pid kPersons = 24;

std::string pack_text(std::uint32_t area, std::string_view undo_rule) {
    const std::string rule = "    undo_rule: " + std::string{undo_rule} + "\n";
    return "yidi_pack: 1\n"
           "id: \"" +
           std::to_string(area) +
           "\"\n"
           "name: 模拟区\n"
           "version: 1\n"
           "known_since: 2020-01-01\n"
           "documents:\n"
           "  simulated: {number: simulated, title: A simulated area, seen: I}\n"
           "schemes:\n"
           "- insutype: \"310\"\n"
           "  business: inpatient\n"
           "  source: {document: simulated, article: \"1\", from: 2020-01-01, grade: I}\n"
           "  rules:\n" +
           rule +
           "    deductible_way: per_stay\n"
           "    deductible: 1000\n"
           "    deductible_nth: {minus: 500, floor: 500}\n"
           "    merge_interim: none\n"
           "    ratio: \"0.80\"\n"
           "    remote_ratio: none\n"
           "    cap: 20000\n"
           "- insutype: \"310\"\n"
           "  business: outpatient\n"
           "  source: {document: simulated, article: \"2\", from: 2020-01-01, grade: I}\n"
           "  rules:\n" +
           rule +
           "    deductible_way: per_year\n"
           "    deductible: 100\n"
           "    ratio: \"0.50\"\n"
           "    remote_ratio: none\n"
           "    cap: 300\n"
           "- {insutype: \"310\", business: [chronic, pharmacy, dual_channel, maternity], "
           "unknown: not simulated}\n"
           "- {insutype: \"390\", business: [inpatient, outpatient, chronic, pharmacy, "
           "dual_channel, maternity], unknown: not simulated}\n";
}

registry::CatalogueItem drug_of(std::uint32_t area) {
    registry::CatalogueItem item;
    item.admdvs = area;
    item.med_list_codg = kDrug;
    item.begndate = Date::from_ymd({.year = 2020, .month = 1, .day = 1});
    item.name = "药";
    item.list_type = "101";
    item.med_chrgitm_type = "09";
    item.chrgitm_lv = "01";
    return item;
}

registry::Institution institution_of(const Hospital& hospital) {
    constexpr std::uint8_t kEverything = 0x3F;
    registry::Institution one;
    one.fixmedins_code = hospital.code;
    one.fixmedins_name = "医院";
    one.admdvs = hospital.admdvs;
    one.fixmedins_type = "1";
    one.hosp_lv = "05";
    one.local_open = kEverything;
    one.remote_open = kEverything;
    return one;
}

payer::PersonRecord record_of(registry::Pid pid) {
    payer::PersonRecord record;
    record.person.pid = pid;
    record.person.insuplc_admdvs = area_of(pid);
    record.person.personal.psn_name = "人" + std::to_string(pid);
    record.person.personal.psn_cert_type = "01";
    record.person.personal.certno = "C" + std::to_string(pid);
    record.person.personal.gend = "1";
    record.person.personal.brdy = Date::from_ymd({.year = 1980, .month = 1, .day = 1});
    registry::Insurance insurance;
    insurance.seq = 1;
    insurance.insuplc_admdvs = area_of(pid);
    insurance.psn_type = "11";
    insurance.psn_insu_date = Date::from_ymd({.year = 2020, .month = 1, .day = 1});
    record.insurances.push_back(insurance);
    return record;
}

Result<void> register_person(ports::Session& session, const payer::Context& context,
                             registry::Pid pid) {
    constexpr Money kSavings = Money::from_yuan(2'000);
    const std::string by = "sim";
    YIDI_TRY_VOID(payer::put_person(session, context, record_of(pid), by));
    if (pid % 3 == 0) {
        YIDI_TRY_VOID(
            payer::credit_account(session, context, {.pid = pid, .amount = kSavings, .by = by}));
    }
    if (pid % 3 != 1) return {};
    filing::Event event;
    event.filing = context.ids.next();
    event.after.kind = policy::FilingKind::referral;
    event.after.places = {other_area(pid)};
    event.after.begndate = Date::from_ymd({.year = 2024, .month = 1, .day = 1});
    YIDI_TRY_VOID(payer::add_filing_event(session, context, pid, event));
    return {};
}

}  // namespace

const std::array<std::uint32_t, 2>& areas() {
    static constexpr std::array kAll{kBlocking, kRecomputing};
    return kAll;
}

std::uint32_t area_of(registry::Pid pid) {
    return pid % 2 == 0 ? kBlocking : kRecomputing;
}

std::uint32_t other_area(registry::Pid pid) {
    return pid % 2 == 0 ? kRecomputing : kBlocking;
}

Result<policy::Book> make_book() {
    YIDI_TRY(policy::Pack blocking, codec::decode_pack(pack_text(kBlocking, "block"), "block"));
    YIDI_TRY(policy::Pack recomputing,
             codec::decode_pack(pack_text(kRecomputing, "recompute"), "recompute"));
    YIDI_TRY(
        policy::Regions regions,
        policy::Regions::from({{.code = 130000, .pooling_area = 130000, .name = "省"},
                               {.code = kBlocking, .pooling_area = kBlocking, .name = "甲市"},
                               {.code = 130102, .pooling_area = kBlocking, .name = "甲区"},
                               {.code = kRecomputing, .pooling_area = kRecomputing, .name = "乙市"},
                               {.code = 130202, .pooling_area = kRecomputing, .name = "乙区"}}));
    std::vector<policy::Pack> packs;
    packs.push_back(std::move(blocking));
    packs.push_back(std::move(recomputing));
    YIDI_TRY(policy::Book book, policy::Book::from(std::move(packs), std::move(regions)));
    YIDI_TRY(auto filing_rules, make_filing_rules());
    book.set_filing_rules(std::move(filing_rules));
    return book;
}

const std::vector<Insured>& insured() {
    static const std::vector<Insured> kAll = [] {
        std::vector<Insured> all;
        for (registry::Pid pid = kFirstPid; pid < kFirstPid + kPersons; ++pid) {
            all.push_back({.pid = pid, .psn_no = registry::psn_no_of(area_of(pid), pid)});
        }
        return all;
    }();
    return kAll;
}

const std::vector<Hospital>& hospitals() {
    static const std::vector<Hospital> kAll{{.code = "H13010200001", .admdvs = 130102},
                                            {.code = "H13010200002", .admdvs = 130102},
                                            {.code = "H13020200001", .admdvs = 130202}};
    return kAll;
}

Result<void> fill_register(ports::Session& session, const payer::Context& context) {
    for (const Hospital& hospital : hospitals()) {
        YIDI_TRY_VOID(payer::put_institution(session, context, institution_of(hospital), "sim"));
    }
    for (const std::uint32_t area : {kBlocking, kRecomputing}) {
        YIDI_TRY_VOID(payer::add_item(session, context, drug_of(area), "sim"));
    }
    for (const Insured& one : insured()) {
        YIDI_TRY_VOID(register_person(session, context, one.pid));
    }
    return {};
}

std::string OpenVault::seal(std::string_view plain, std::string_view bound_to) {
    std::string text{bound_to};
    return text.append("|").append(plain);
}

Result<std::string> OpenVault::open(std::string_view sealed, std::string_view bound_to) const {
    const std::size_t head = bound_to.size() + 1;
    if (!sealed.starts_with(bound_to) || sealed.size() < head || sealed[head - 1] != '|') {
        return fail(Error{.code = ErrorCode::internal, .where = std::string{bound_to}});
    }
    return std::string{sealed.substr(head)};
}

std::string OpenVault::look_up_hash(std::string_view text) const {
    return "hash of " + std::string{text};
}

}  // namespace yidi::sim
