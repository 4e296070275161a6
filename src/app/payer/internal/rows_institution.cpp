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

std::string body_key_place(const std::string& fixmedins_code) {
    return place_of(fixmedins_code) + "/body_key";
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

/// With its keys where there is a vault to open them.
Result<Institution> read_institution(const Row& row, const ports::Vault* vault) {
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
    const std::string profile = in.text();
    one.paas_id = in.text();
    const std::string secret = in.text();
    one.sm2_public_key = in.text();
    const std::string body_key = in.text();
    one.must_sign_in = in.flag();
    one.remote_diseases = read_names(in.maybe_text());
    YIDI_TRY_VOID(in.end());
    YIDI_TRY(one.profile, registry::parse_profile(profile));
    if (vault != nullptr) {
        YIDI_TRY(one.secret, vault->open(secret, place_of(one.fixmedins_code)));
        YIDI_TRY(one.body_key, vault->open(body_key, body_key_place(one.fixmedins_code)));
    }
    return one;
}

}  // namespace

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

Result<void> put(Session& session, ports::Vault& vault, const Institution& one) {
    return session.put(
        spec(Table::institution),
        {one.fixmedins_code, one.fixmedins_name, std::int64_t{one.admdvs}, one.fixmedins_type,
         one.hosp_lv, names_text(one.inst_attr), std::int64_t{one.local_open},
         std::int64_t{one.remote_open}, registry::to_text(one.profile), one.paas_id,
         vault.seal(one.secret, place_of(one.fixmedins_code)), one.sm2_public_key,
         vault.seal(one.body_key, body_key_place(one.fixmedins_code)), value_of(one.must_sign_in),
         names_text(one.remote_diseases)});
}

Result<std::optional<Institution>> find_institution(Session& session,
                                                    const std::string& fixmedins_code,
                                                    const ports::Vault* vault) {
    const std::array<Value, 1> key{fixmedins_code};
    YIDI_TRY(const std::optional<Row> row, session.get(spec(Table::institution), key));
    if (!row) {
        return std::optional<Institution>{};
    }
    YIDI_TRY(Institution found, read_institution(*row, vault));
    return std::optional{std::move(found)};
}

Result<std::vector<Institution>> all_institutions(Session& session) {
    return scan_rows<Institution>(session, Table::institution, {},
                                  [](const Row& row) { return read_institution(row, nullptr); });
}

Result<std::vector<Institution>> institutions_after(Session& session,
                                                    const std::string& fixmedins_code,
                                                    std::size_t most) {
    ports::Range range;
    range.from = Value{fixmedins_code};
    std::vector<Row> rows;
    YIDI_TRY_VOID(session.scan(spec(Table::institution), {}, range, [&](const Row& row) {
        if (std::get<std::string>(row.front()) != fixmedins_code) {
            rows.push_back(row);
        }
        return rows.size() < most;
    }));
    std::vector<Institution> found;
    for (const Row& row : rows) {
        YIDI_TRY(Institution one, read_institution(row, nullptr));
        found.push_back(std::move(one));
    }
    return found;
}

Result<std::vector<std::string>> institutions_with_client(Session& session,
                                                          const std::string& paas_id) {
    ports::Range range;
    range.prefix = {Value{paas_id}};
    return scan_rows<std::string>(
        session, Table::institution, range,
        [](const Row& row) -> Result<std::string> {
            return RowReader{Table::institution, row}.text();
        },
        ports::by::kClient);
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
