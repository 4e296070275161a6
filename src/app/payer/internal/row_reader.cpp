#include "app/payer/internal/row_reader.h"

namespace yidi::payer::internal {

using ports::Value;

Value value_of(std::optional<std::int64_t> number) {
    return number ? Value{*number} : Value{};
}
Value value_of(std::optional<Date> day) {
    return day ? value_of(*day) : Value{};
}
Value value_of(std::optional<Instant> at) {
    return at ? value_of(*at) : Value{};
}
Value value_of(std::optional<Money> amount) {
    return amount ? Value{amount->fen()} : Value{};
}
Value value_of(std::optional<bool> flag) {
    return flag ? value_of(*flag) : Value{};
}
Value value_of(Date day) {
    return std::int64_t{day.days()};
}
Value value_of(Instant at) {
    return at.ms();
}
Value value_of(bool flag) {
    return std::int64_t{flag ? 1 : 0};
}
Value value_of(std::string_view text) {
    return std::string{text};
}
Value value_of(policy::Insutype insutype) {
    return std::string{policy::code(insutype)};
}

}  // namespace yidi::payer::internal
