# Every warning is an error from the first commit: there is no backlog to hide new ones in. What is shipped is built without
# that: a warning of a compiler that we do not test with must not keep anybody from starting Yidi.
option(YIDI_WARNINGS_AS_ERRORS "Stop at the first warning" ON)
add_library(yidi_warnings INTERFACE)
target_compile_options(yidi_warnings INTERFACE
    -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wfloat-conversion -Wshadow
    -Wold-style-cast -Wswitch-enum -Wnon-virtual-dtor -Woverloaded-virtual
    $<$<BOOL:${YIDI_WARNINGS_AS_ERRORS}>:-Werror>
    # g++ 12 sees overlapping copies in `std::string + const char*` where there are none (GCC bug 105651).
    $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)
# Where it optimises, it sees reads of what an empty std::optional does not hold (GCC bug 80635); clang-tidy follows these better.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND (NOT CMAKE_BUILD_TYPE STREQUAL "Debug" OR YIDI_SANITIZE STREQUAL "thread"))
    target_compile_options(yidi_warnings INTERFACE -Wno-maybe-uninitialized)
endif()
