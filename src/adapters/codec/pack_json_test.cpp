#include "adapters/codec/pack_json.h"

#include <string>

#include <gtest/gtest.h>

#include "adapters/codec/pack_store.h"

namespace yidi::codec {
namespace {

/// Tests run in the repository's root.
class PackRows : public testing::Test {
protected:
    void SetUp() override {
        const Result<std::vector<PackFile>> files = list_packs("policies");
        ASSERT_TRUE(files.has_value()) << files.error();
        for (const PackFile& file : *files) {
            if (file.region != 130'100) continue;
            Result<policy::Pack> pack = load_pack(file, {});
            ASSERT_TRUE(pack.has_value()) << pack.error();
            pack_ = *std::move(pack);
        }
        ASSERT_EQ(pack_.id, 130'100U);
    }
    RowsFound find(std::string_view parameter, std::string_view day = "2026-01-01",
                   policy::Business business = policy::Business::inpatient) {
        out_.clear();
        return append_rows(pack_,
                           {.insutype = policy::Insutype::employee,
                            .business = business,
                            .parameter = parameter,
                            .day = *parse_date(day)},
                           out_);
    }
    [[nodiscard]] bool says(std::string_view text) const {
        return out_.find(text) != std::string::npos;
    }

    policy::Pack pack_;
    std::string out_;
};

TEST_F(PackRows, AreThoseOfTheParameterWithTheirSource) {
    const RowsFound found = find("deductible");
    EXPECT_GT(found.rows, 1U);
    EXPECT_EQ(found.known, found.rows);
    EXPECT_TRUE(says(R"("parameter":"deductible")"));
    EXPECT_FALSE(says(R"("parameter":"ratio")"));
    EXPECT_TRUE(says(R"("number":"石政办发〔2023〕18号")"));
    EXPECT_TRUE(says(R"("default":null)"));
}

TEST_F(PackRows, OfALayerAreAskedForByItsName) {
    const std::size_t all = find("ratio").rows;
    const std::size_t of_layer = find("large.ratio").rows;
    EXPECT_GT(of_layer, 0U);
    EXPECT_GT(all, of_layer);
    EXPECT_TRUE(says(R"("parameter":"large.ratio")"));
}

TEST_F(PackRows, WithoutAParameterAreAll) {
    EXPECT_GT(find("").rows, find("deductible").rows + find("ratio").rows);
    EXPECT_FALSE(find("").has_default);
}

TEST_F(PackRows, OfAnotherDayAreNotThere) {
    const RowsFound found = find("deductible", "1999-01-01");
    EXPECT_EQ(found.rows, 0U);
    // The pack does write the parameter, only not of that day: no default stands in for it.
    EXPECT_FALSE(found.has_default);
}

TEST_F(PackRows, OfWhatThePackDoesNotWriteAreADefaultThatIsToldApart) {
    const RowsFound found = find("undo_rule");
    EXPECT_EQ(found.rows, 0U);
    EXPECT_TRUE(found.has_default);
    EXPECT_TRUE(says(R"("default":{"value":"block")"));
}

TEST_F(PackRows, OfASchemeThatIsNotKnownAreTheReasonAlone) {
    for (policy::Scheme& scheme : pack_.schemes) scheme.unknown = "nobody has said";
    EXPECT_EQ(find("ratio").unknown, "nobody has said");
    EXPECT_EQ(out_, "");
    pack_.schemes.clear();
    EXPECT_FALSE(find("ratio").unknown.empty());
    EXPECT_EQ(out_, "");
}

}  // namespace
}  // namespace yidi::codec
