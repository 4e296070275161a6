#include "bench/load/world.h"

#include <fstream>

namespace yidi::load {

std::string psn_no_of(std::int64_t index) {
    constexpr std::int64_t kFirst = 50'000'000;
    std::string digits = std::to_string(kFirst + index);
    digits.insert(0, 14 - digits.size(), '0');
    return kHome + digits;
}

void write_persons(const std::string& folder, std::int64_t count) {
    std::ofstream persons{folder + "/persons.csv"};
    std::ofstream insurances{folder + "/insurances.csv"};
    std::ofstream filings{folder + "/filings.csv"};
    persons << "psn_no,psn_cert_type,certno,psn_name,gend,brdy\n";
    insurances << "psn_no,seq,insuplc_admdvs,insutype,psn_type,psn_insu_stas,psn_insu_date\n";
    filings << "psn_no,trt_dcla_detl_sn,kind,mdtrtarea_admdvs,begndate,proof\n";
    for (std::int64_t index = 0; index < count; ++index) {
        const std::string psn_no = psn_no_of(index);
        persons << psn_no << ",99,DEMO-LOAD-" << index << ",演示" << index << ",1,1985-02-14\n";
        insurances << psn_no << ",1," << kHome << ",310,1101,1,2015-01-01\n";
        filings << psn_no << ',' << 1'000'000 + index
                << ",posted_worker,110000;420100,2025-01-01,complete\n";
    }
}

}  // namespace yidi::load
