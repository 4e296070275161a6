#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <sstream>

#include <gtest/gtest.h>

#include "adapters/codec/pack_store.h"
#include "adapters/codec/table.h"
#include "app/payer/verify.h"
#include "tests/registry/register.h"

/// The demo world of data/demo: it imports, nobody in it can be real, and it shows what its page
/// says.
namespace yidi::registry_test {
namespace {

using app::RegistryKind;

std::string content(const std::string& path) {
    const Result<std::string> text = codec::read_file(path);
    EXPECT_TRUE(text.has_value()) << path;
    return text.value_or("");
}

const Files& demo() {
    static const Files kFiles = [] {
        Files all;
        for (const RegistryKind kind : app::kRegistryKinds) {
            all.emplace_back(kind, content("data/demo/" + std::string{app::name(kind)} + ".csv"));
        }
        return all;
    }();
    return kFiles;
}

const app::RegistryFeed& feed() {
    static const app::RegistryFeed kAll = feed_of(demo());
    return kAll;
}

/// First words of the notes: the situations, with how many people are in each.
std::map<std::string, int> situations() {
    constexpr std::string_view kColon = "：";
    const Result<codec::CellTable> table =
        codec::read_csv(content("data/demo/persons.csv"), "persons.csv");
    EXPECT_TRUE(table.has_value());
    std::map<std::string, int> all;
    const auto& heads = table->front().cells;
    const auto note = static_cast<std::size_t>(std::ranges::find(heads, "note") - heads.begin());
    for (std::size_t i = 1; i < table->size(); ++i) {
        const std::string& text = (*table)[i].cells[note];
        ++all[text.substr(0, text.find(kColon))];
    }
    return all;
}

/// The rows of the page's table of situations: the first cell without its quotes, and the fourth.
std::vector<std::pair<std::string, std::string>> page_rows() {
    std::vector<std::pair<std::string, std::string>> rows;
    std::istringstream page{content("docs/operating/demo.md")};
    for (std::string line; std::getline(page, line);) {
        if (!line.starts_with("| `")) {
            continue;
        }
        std::vector<std::string> cells;
        std::istringstream parts{line.substr(2)};
        for (std::string cell; std::getline(parts, cell, '|');) {
            cells.push_back(cell);
        }
        EXPECT_EQ(cells.size(), 5U) << line;
        const std::string count = cells.at(3).substr(1, cells.at(3).size() - 2);
        rows.emplace_back(cells.at(0).substr(1, cells.at(0).size() - 3), count);
    }
    return rows;
}

/// GB 11643: what the eighteenth character must be.
char check_character(std::string_view number) {
    int sum = 0;
    int weight = 1;
    for (int i = 16; i >= 0; --i) {
        weight = weight * 2 % 11;
        sum += (number[static_cast<std::size_t>(i)] - '0') * weight;
    }
    constexpr std::string_view kCharacters = "10X98765432";
    return kCharacters[static_cast<std::size_t>(sum % 11)];
}

TEST(Demo, ImportsWithoutAProblem) {
    Register world;
    app::ImportReport report;
    const Result<void> done = world.import(demo(), report);
    for (const Error& error : report.problems.kept()) {
        ADD_FAILURE() << to_string(error);
    }
    ASSERT_TRUE(done.has_value());
    EXPECT_EQ(report.of(RegistryKind::persons).added,
              static_cast<std::int64_t>(feed().persons.size()));
    world.run([](ports::Session& session, const payer::Context&) -> Result<void> {
        YIDI_TRY(const payer::VerifyReply verified, payer::verify(session));
        EXPECT_GT(verified.accounts, 100);
        for (const payer::Mismatch& mismatch : verified.mismatches) {
            ADD_FAILURE() << mismatch.table << " " << mismatch.key << ": " << mismatch.problem;
        }
        return {};
    });
    app::ImportReport again;
    ASSERT_TRUE(world.import(demo(), again).has_value());
    for (const RegistryKind kind : app::kRegistryKinds) {
        EXPECT_GT(again.of(kind).unchanged, 0) << app::name(kind);
        EXPECT_EQ(again.of(kind).added, 0) << app::name(kind);
        EXPECT_EQ(again.of(kind).changed, 0) << app::name(kind);
    }
}

TEST(Demo, IsLargeEnoughToTryThingsIn) {
    std::set<std::uint32_t> homes;
    std::set<std::uint32_t> places;
    std::set<std::string> items;
    for (const auto& one : feed().persons) {
        homes.insert(regions().pooling_area(one.record.person.insuplc_admdvs));
    }
    for (const auto& one : feed().institutions) {
        places.insert(regions().pooling_area(one.record.admdvs));
    }
    for (const auto& one : feed().catalogue) {
        items.insert(one.record.med_list_codg);
    }
    EXPECT_GE(homes.size(), 12U);
    EXPECT_GE(places.size(), 12U);
    EXPECT_GE(feed().institutions.size(), 30U);
    EXPECT_GE(feed().persons.size(), 200U);
    EXPECT_GE(items.size(), 300U);
}

TEST(Demo, HomesAndPlacesOfCareHavePacksButForTheUnknownOnes) {
    const std::set<std::uint32_t> without{530300, 210200, 990001};
    std::set<std::uint32_t> packs;
    const auto listed = codec::list_packs("policies");
    ASSERT_TRUE(listed.has_value());
    for (const codec::PackFile& file : *listed) {
        packs.insert(file.region);
    }
    for (const auto& one : feed().insurances) {
        const std::uint32_t home = regions().pooling_area(one.record.value.insuplc_admdvs);
        EXPECT_TRUE(packs.contains(home) || without.contains(home)) << home;
    }
    for (const auto& one : feed().institutions) {
        const std::uint32_t place = regions().pooling_area(one.record.admdvs);
        EXPECT_TRUE(packs.contains(place) || without.contains(place)) << place;
    }
}

TEST(Demo, NoIdentityCanBeReal) {
    for (const auto& one : feed().persons) {
        const registry::Personal& personal = one.record.person.personal;
        if (personal.psn_cert_type == "01" || personal.psn_cert_type == "17") {
            // No province has the number 99. The check character is right, so that programs which
            // look at it can be tried.
            ASSERT_EQ(personal.certno.size(), 18U) << one.line;
            EXPECT_TRUE(personal.certno.starts_with("99")) << one.line;
            EXPECT_EQ(personal.certno.back(), check_character(personal.certno)) << one.line;
        } else {
            EXPECT_TRUE(personal.certno.starts_with("DEMO-")) << one.line;
        }
        EXPECT_TRUE(personal.psn_name.starts_with("演示") || personal.psn_name.starts_with("DEMO"))
            << one.line;
        EXPECT_TRUE(personal.tel.empty() || personal.tel.starts_with("000")) << one.line;
        EXPECT_TRUE(personal.card_sn.starts_with("DEMO")) << one.line;
    }
}

TEST(Demo, NoInstitutionAndNoItemCanBeReal) {
    for (const auto& one : feed().institutions) {
        EXPECT_EQ(one.record.fixmedins_code.substr(1, 2), "99") << one.line;
        EXPECT_TRUE(one.record.fixmedins_name.starts_with("演示")) << one.line;
    }
    constexpr std::array<std::string_view, 5> kUnassigned{"XY", "ZY", "T99", "0099", "C99"};
    for (const auto& one : feed().catalogue) {
        EXPECT_TRUE(std::ranges::any_of(kUnassigned, [&](std::string_view head) {
            return one.record.med_list_codg.starts_with(head);
        })) << one.line;
    }
}

TEST(Demo, EverySituationOfItsPageHasSomebodyInIt) {
    const std::map<std::string, int> people = situations();
    std::set<std::string> listed;
    for (const auto& [slug, count] : page_rows()) {
        listed.insert(slug);
        ASSERT_TRUE(people.contains(slug)) << slug;
        EXPECT_EQ(std::to_string(people.at(slug)), count) << slug;
    }
    EXPECT_GE(listed.size(), 60U);
    for (const auto& [slug, count] : people) {
        EXPECT_TRUE(listed.contains(slug)) << slug;
    }
}

TEST(Demo, TheCatalogueHoldsInEveryPlaceOfCareFrom2024To2026) {
    // Item and area to the days that are covered.
    std::map<std::pair<std::string, std::uint32_t>, std::int64_t> days;
    std::set<std::string> items;
    for (const auto& one : feed().catalogue) {
        const registry::CatalogueItem& item = one.record;
        ASSERT_TRUE(item.enddate.has_value());
        items.insert(item.med_list_codg);
        days[{item.med_list_codg, item.admdvs}] += days_between(item.begndate, *item.enddate) + 1;
    }
    constexpr std::int64_t kThreeYears = 366 + 365 + 365;
    for (const auto& one : feed().institutions) {
        const std::uint32_t area = regions().pooling_area(one.record.admdvs);
        for (const std::string& item : items) {
            ASSERT_EQ((days[{item, area}]), kThreeYears) << item << " in " << area;
        }
    }
}

TEST(Demo, SomeInstitutionsAreTellingToo) {
    const auto count = [&](auto holds) {
        return std::ranges::count_if(feed().institutions,
                                     [&](const auto& one) { return holds(one.record); });
    };
    using registry::Institution;
    EXPECT_GE(count([](const Institution& one) { return one.fixmedins_type == "2"; }), 2);
    EXPECT_GE(count([](const Institution& one) { return one.remote_open == 0; }), 1);
    using registry::GatewayStyle;
    for (const GatewayStyle style :
         {GatewayStyle::tif, GatewayStyle::csb, GatewayStyle::oauth2, GatewayStyle::static_key}) {
        EXPECT_GE(count([style](const Institution& one) { return one.profile.gateway == style; }),
                  1);
    }
    EXPECT_GE(
        count([](const Institution& one) { return one.profile.body == registry::BodyCipher::sm4; }),
        1);
    EXPECT_GE(count([](const Institution& one) {
                  return std::ranges::find(one.inst_attr, "province_owned") != one.inst_attr.end();
              }),
              1);
}

}  // namespace
}  // namespace yidi::registry_test
