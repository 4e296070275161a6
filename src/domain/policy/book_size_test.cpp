#include <limits>
#include <type_traits>

#include <gtest/gtest.h>

#include "domain/policy/pack_test_support.h"

// Tables of any size: nothing that counts regions, rows, bands, names or combinations is narrower
// than what it counts, and look-ups at both ends of large tables give what stands there.
namespace yidi::policy::testing {
namespace {

template <class Member, class Class>
consteval std::size_t digits(Member Class::*) {
    return std::numeric_limits<Member>::digits;
}

static_assert(digits(&Region::code) >= 32 && digits(&Region::pooling_area) >= 32);
static_assert(digits(&Pack::id) >= 32, "a region code has six digits: more than 16 bits");
static_assert(digits(&Row::line) >= 32 && digits(&Scheme::line) >= 32);
static_assert(digits(&Axis::size) >= 32 && digits(&Axis::stride) >= 32);
static_assert(digits(&Value::number) >= 63 && digits(&Value::mask) >= 2 + kLayerMax);
static_assert(digits(&Coordinates::identities) >= 32 && digits(&Coordinates::attributes) >= 32);
static_assert(digits(&Coordinates::age) >= 63 && digits(&Coordinates::retire_date) >= 63);
static_assert(digits(&CompiledScheme::cells) >= 63 && digits(&RowPlace::index) >= 63);
static_assert(digits(&Conditions::person) >= kPersonCount);
static_assert(digits(&Conditions::level) >= kLevelCount);
static_assert(digits(&Conditions::filing) >= kFilingStateCount);
static_assert(digits(&Corridor::business) >= kBusinessCount);
static_assert(digits(&Layer::counts) >= kBucketCount);
static_assert(digits(&Row::layer) >= 7 && kLayerMax <= 127);
static_assert(kDimensionCount <= 32, "a bit for each in Table::uses");
static_assert(std::is_same_v<decltype(std::declval<Axis>().atom({})), std::uint32_t>);

constexpr std::uint32_t kRegionCount = 70'000;

std::vector<Region> many_regions() {
    std::vector<Region> regions;
    for (std::uint32_t i = 0; i < kRegionCount; ++i) {
        // Each ten share the pooling area of the first.
        regions.push_back({100'001 + i, 100'001 + i / 10 * 10, "region " + std::to_string(i)});
    }
    return regions;
}

TEST(BookSize, SeventyThousandRegionsAreFoundAtBothEnds) {
    const Regions regions = *Regions::from(many_regions());
    ASSERT_EQ(regions.all().size(), kRegionCount);
    for (const std::uint32_t i : {0U, 9U, 255U, 256U, 65'535U, 65'536U, 69'999U}) {
        EXPECT_EQ(regions.name(100'001 + i), "region " + std::to_string(i));
        EXPECT_EQ(regions.pooling_area(100'001 + i), 100'001 + i / 10 * 10);
    }
    EXPECT_FALSE(regions.contains(100'000));
    EXPECT_FALSE(regions.contains(100'001 + kRegionCount));
}

constexpr std::int64_t kHospitals = 330;
constexpr std::int64_t kHospitalsOfARow = 33;
constexpr std::int64_t kAges = 67;
constexpr std::int64_t kAdmissions = 3;

std::string hospital(std::int64_t i) {
    return "H" + std::to_string(10'000 + i);
}

/// 331 hospitals (one of them `other`) × 67 ages × 3 admissions = 66,531 combinations; the amount
/// tells which row it is.
Rules many_hospitals() {
    Rules rules = Rules{}.clear(Parameter::deductible);
    for (std::int64_t i = 0; i < kHospitals; i += kHospitalsOfARow) {
        When when;
        for (std::int64_t j = i; j < i + kHospitalsOfARow; ++j) {
            when.hospital(hospital(j));
        }
        rules.add(Parameter::deductible, amount(i / kHospitalsOfARow), when);
    }
    rules.add(Parameter::deductible, amount(kHospitals), When{}.hospital("other"));
    Conditions& when = rules.last().when;
    for (std::int64_t age = 0; age < kAges; ++age) {
        when.age.push_back({age, age == kAges - 1 ? std::nullopt : std::optional{age}});
    }
    for (std::int64_t nth = 1; nth <= kAdmissions; ++nth) {
        when.nth.push_back({nth, nth == kAdmissions ? std::nullopt : std::optional{nth}});
    }
    return rules;
}

std::int64_t deductible_at(const Table& table, const Coordinates& at) {
    const Row* row = table.find(at);
    return row == nullptr ? -1 : row->readings.front().money.fen() / 100;
}

TEST(BookSize, ATableOfMoreThanSixteenBitsOfCombinationsIsFoundAtBothEnds) {
    std::vector<Finding> findings;
    const auto policy = compile(pack_of({many_hospitals()}), findings);
    ASSERT_TRUE(findings.empty()) << findings.front().rule;
    const Table& table = policy->scheme(Insutype::employee, Business::inpatient)
                             .epochs.front()
                             .scheme[static_cast<std::size_t>(Parameter::deductible)];
    const std::int64_t combinations = (kHospitals + 1) * kAges * kAdmissions;
    ASSERT_EQ(table.cells().size(), static_cast<std::size_t>(combinations));
    ASSERT_GT(table.cells().size(), 65'536U);
    EXPECT_GT(policy->scheme(Insutype::employee, Business::inpatient).cells, 65'536U);
    for (const std::int64_t i : {0L, 1L, 254L, 255L, 256L, 257L, 329L}) {
        const std::string code = hospital(i);
        for (const std::int64_t age : {0L, 99L, 1000L}) {
            for (const std::int64_t nth : {1L, 3L}) {
                Coordinates at;
                at.hospital = code;
                at.age = age;
                at.nth = nth;
                EXPECT_EQ(deductible_at(table, at), i / kHospitalsOfARow)
                    << code << ' ' << age << ' ' << nth;
            }
        }
    }
    Coordinates elsewhere;
    elsewhere.hospital = "H";
    elsewhere.age = 99;
    elsewhere.nth = 3;
    EXPECT_EQ(deductible_at(table, elsewhere), kHospitals);
}

constexpr std::size_t kRows = 66'000;

TEST(BookSize, SixtySixThousandRowsAreLocatedByTheirPlace) {
    // Rows that ended before the scheme's first day need no table, only their place.
    Rules rules;
    for (std::size_t i = 0; i < kRows; ++i) {
        rules.add(Parameter::cap_visit, nothing()).from("2000-01-01", "2001-01-01");
    }
    const Book book = book_of({pack_of({rules})});
    const Scheme& scheme = book.find(kHome)->pack.schemes.front();
    ASSERT_EQ(scheme.rows.size(), kRows + 5);
    EXPECT_EQ(book.locate(scheme.rows[5]).index, 1U);
    EXPECT_EQ(book.locate(scheme.rows.back()).index, kRows);
    EXPECT_EQ(scheme.rows.back().line, 66'104U);
}

TEST(BookSize, ABookOfSixHundredPacksIsFoundAtBothEnds) {
    std::vector<Pack> packs;
    for (std::uint32_t i = 0; i < 600; ++i) {
        packs.push_back(pack_of({Rules{}.set(Parameter::cap, amount(i))}, 100'001 + i * 100));
    }
    const Result<Book> book = Book::from(std::move(packs), *Regions::from(many_regions()));
    ASSERT_TRUE(book);
    for (const std::uint32_t i : {0U, 255U, 256U, 599U}) {
        const Policy* policy = book->find(100'001 + i * 100);
        ASSERT_NE(policy, nullptr) << i;
        const Epoch& epoch = policy->scheme(Insutype::employee, Business::inpatient).epochs.front();
        EXPECT_EQ(
            epoch.scheme[static_cast<std::size_t>(Parameter::cap)].find({})->readings.front().money,
            yuan(i));
    }
}

}  // namespace
}  // namespace yidi::policy::testing
