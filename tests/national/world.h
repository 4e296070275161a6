#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "tests/national/hospital.h"

namespace yidi::tests {

/// A payer in which every sample of tests/fuzz/corpus/envelope can be done: visits and stays in
/// each state, under the numbers that the samples name.
class World : public Hospital {
public:
    World();

    /// The answer to a body, without asking anything of it; empty if it is a file.
    [[nodiscard]] std::string answer(std::string_view body) {
        http::Response response = respond(body);
        return is_file(response) ? std::string{} : std::move(response.body);
    }
    [[nodiscard]] http::Response respond(std::string_view body) { return post(std::string{body}); }
    /// What may change through the interface, as bytes.
    [[nodiscard]] std::string all() { return state(); }

private:
    void TestBody() override {}
    /// A referral, a recognised disease and a chosen institution.
    void record_care();
    /// A purchase at a pharmacy.
    void buy();
    void send_documents();
    /// A month that is over, with bills between two provinces, an application and a confirmation.
    void clear_february();
    /// The next number is `id`.
    void count_to(std::int64_t id);
};

}  // namespace yidi::tests
