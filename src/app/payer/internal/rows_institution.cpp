#include <array>

#include "app/payer/internal/compact.h"
#include "app/payer/internal/refusal.h"
#include "app/payer/internal/row_reader.h"
#include "app/payer/internal/rows_person.h"

namespace yidi::payer::internal {
namespace {

using ports::Row;
using ports::spec;
using ports::Table;
using ports::Value;
using registry::CatalogueItem;
using registry::Institution;

std::string place_of(const std::string& fixmedins_code) {
    return "institution/" + fixmedins_code;
}

std::string names_text(const std::vector<std::string>& names) {
    CompactWriter out;
    for (const std::string& name : names) {
        out.text(name);
    }
    return out.take();
}

std::vector<std::string> read_names(std::string_view text) {
    std::vector<std::string> names;
    CompactReader in{text};
    while (!in.at_end() && in.good()) {
        names.push_back(in.text());
    }
    return names;
}

Result<Institution> read_institution(const Row& row, std::string* sealed) {
    RowReader in{Table::institution, row};
    Institution one;
    one.fixmedins_code = in.text();
    one.fixmedins_name = in.text();
    one.admdvs = in.region();
    one.fixmedins_type = in.text();
    one.hosp_lv = in.text();
    one.inst_attr = read_names(in.text());
    one.local_open = static_cast<std::uint8_t>(in.number());
    one.remote_open = static_cast<std::uint8_t>(in.number());
    one.profile = in.number() == 0 ? registry::InstitutionProfile::none
                                   : registry::InstitutionProfile::signature_a;
    one.paas_id = in.text();
    const std::string secret = in.text();
    if (sealed != nullptr) {
        *sealed = secret;
    }
    one.must_sign_in = in.flag();
    one.infcode_as_text = in.flag();
    YIDI_TRY_VOID(in.end());
    return one;
}

Result<CatalogueItem> read_item(const Row& row) {
    RowReader in{Table::catalogue, row};
    CatalogueItem item;
    item.admdvs = in.region();
    item.med_list_codg = in.text();
    item.begndate = in.date();
    item.enddate = in.maybe_date();
    item.name = in.text();
    item.list_type = in.text();
    item.med_chrgitm_type = in.text();
    item.chrgitm_lv = in.text();
    item.selfpay_prop = Rate::from_ppm(in.number());
    if (const auto limit = in.maybe_number()) {
        item.pric_uplmt_amt = UnitPrice::from_microyuan(*limit);
    }
    item.lmt_used_flag = in.flag();
    YIDI_TRY_VOID(in.end());
    return item;
}

}  // namespace

Result<void> put(Session& session, ports::Vault& vault, const Institution& one) {
    return session.put(spec(Table::institution),
                       {one.fixmedins_code, one.fixmedins_name, std::int64_t{one.admdvs},
                        one.fixmedins_type, one.hosp_lv, names_text(one.inst_attr),
                        std::int64_t{one.local_open}, std::int64_t{one.remote_open},
                        std::int64_t{one.profile == registry::InstitutionProfile::none ? 0 : 1},
                        one.paas_id, vault.seal(one.secret, place_of(one.fixmedins_code)),
                        value_of(one.must_sign_in), value_of(one.infcode_as_text)});
}

Result<std::optional<Institution>> find_institution(Session& session,
                                                    const std::string& fixmedins_code) {
    const std::array<Value, 1> key{fixmedins_code};
    YIDI_TRY(const std::optional<Row> row, session.get(spec(Table::institution), key));
    if (!row) {
        return std::optional<Institution>{};
    }
    YIDI_TRY(Institution found, read_institution(*row, nullptr));
    return std::optional{std::move(found)};
}

Result<std::string> secret_of(Session& session, const ports::Vault& vault,
                              const std::string& fixmedins_code) {
    const std::array<Value, 1> key{fixmedins_code};
    YIDI_TRY(const std::optional<Row> row, session.get(spec(Table::institution), key));
    if (!row) {
        return refuse(ErrorCode::bad_value, "fixmedins_code", "the code of a known institution",
                      "register the institution", "no institution has this code");
    }
    std::string sealed;
    YIDI_TRY_VOID(read_institution(*row, &sealed));
    return vault.open(sealed, place_of(fixmedins_code));
}

Result<void> insert(Session& session, const CatalogueItem& item) {
    const auto limit =
        item.pric_uplmt_amt ? std::optional{item.pric_uplmt_amt->microyuan()} : std::nullopt;
    return session.insert(
        spec(Table::catalogue),
        {std::int64_t{item.admdvs}, item.med_list_codg, value_of(item.begndate),
         value_of(item.enddate), item.name, item.list_type, item.med_chrgitm_type, item.chrgitm_lv,
         item.selfpay_prop.ppm(), value_of(limit), value_of(item.lmt_used_flag)});
}

Result<std::vector<CatalogueItem>> catalogue_of(Session& session, std::uint32_t admdvs,
                                                const std::string& med_list_codg) {
    ports::Range range;
    range.prefix = {Value{std::int64_t{admdvs}}, Value{med_list_codg}};
    return scan_rows<CatalogueItem>(session, Table::catalogue, range, read_item);
}

}  // namespace yidi::payer::internal
