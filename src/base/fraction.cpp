#include "base/fraction.h"

#include <ostream>

namespace yidi {

std::string to_string(Fraction fraction) {
    if (fraction.den() == 1) return to_string(fraction.num());
    return to_string(fraction.num()) + "/" + to_string(fraction.den());
}

std::ostream& operator<<(std::ostream& out, Fraction fraction) {
    return out << to_string(fraction);
}

}  // namespace yidi
