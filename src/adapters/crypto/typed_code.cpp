#include "adapters/crypto/typed_code.h"

#include "adapters/crypto/bytes.h"

namespace yidi::crypto {
namespace {

constexpr std::size_t kGroup = 4;
/// Without I, L, O and U.
constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

std::string grouped(std::string_view characters) {
    std::string code;
    for (std::size_t i = 0; i < characters.size(); ++i) {
        if (i > 0 && i % kGroup == 0) code += '-';
        code += characters[i];
    }
    return code;
}

char plain(char typed) {
    const char upper = typed >= 'a' && typed <= 'z' ? static_cast<char>(typed - 'a' + 'A') : typed;
    if (upper == 'O') return '0';
    return upper == 'I' || upper == 'L' ? '1' : upper;
}

}  // namespace

std::string new_typed_code() {
    constexpr std::size_t kCharacters = 16;
    std::string characters;
    // A byte has eight times as many values as the alphabet has characters: none is likelier.
    for (const char byte : random_bytes(kCharacters)) {
        characters += kAlphabet[static_cast<unsigned char>(byte) % kAlphabet.size()];
    }
    return grouped(characters);
}

std::string read_typed_code(std::string_view typed) {
    std::string characters;
    for (const char one : typed) {
        const char character = plain(one);
        if (kAlphabet.find(character) != std::string_view::npos) characters += character;
    }
    return grouped(characters);
}

}  // namespace yidi::crypto
