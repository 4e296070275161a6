#pragma once

#include <cstdint>
#include <string>
#include <vector>

/// What pages are told of the server before anybody has signed in.
namespace yidi::rest {

/// An account of a demonstration, shown where one signs in.
struct DemoAccount {
    std::string login;
    std::string password;
    std::string roles;
    std::string note;
};

/// A place where one is insured or treated, as it is found by what people type.
struct Place {
    std::uint32_t code = 0;  ///< six digits
    std::string name = {};
    std::string province = {};
    std::string reading = {};   ///< "shi jia zhuang shi"; empty where no reading is known
    std::string initials = {};  ///< "sjzs"
    bool has_pack = false;      ///< its rules are known
};

struct Shown {
    std::vector<DemoAccount> demo_accounts = {};  ///< empty: this is no demonstration
    std::vector<Place> places = {};
};

}  // namespace yidi::rest
