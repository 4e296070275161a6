#include "adapters/codec/pack_texts.h"

#include "adapters/codec/pack_decoder.h"

namespace yidi::codec {

Result<policy::Pack> PackTexts::read(std::string_view text, std::string_view name) const {
    return decode_pack(text, name);
}

Result<std::optional<std::string>> PackTexts::text_of(const policy::Pack& pack) const {
    YIDI_TRY(const std::vector<PackFile> files, list_packs(places_.policies));
    for (const PackFile& file : files) {
        if (file.region != pack.id || file.version != pack.version) continue;
        YIDI_TRY(std::string text, read_file(file.path));
        const Result<policy::Pack> now = decode_pack(text, file.name);
        if (now && now->sha256 == pack.sha256) return std::optional{std::move(text)};
    }
    return std::optional<std::string>{};
}

}  // namespace yidi::codec
