# Every warning is an error from the first commit: there is no backlog to hide new ones in.
add_library(yidi_warnings INTERFACE)
target_compile_options(yidi_warnings INTERFACE
    -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wfloat-conversion -Wshadow
    -Wold-style-cast -Wswitch-enum -Wnon-virtual-dtor -Woverloaded-virtual -Werror
    # g++ 12 sees overlapping copies in `std::string + const char*` where there are none (GCC bug 105651).
    $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)
