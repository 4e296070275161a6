# Settings shared by every target. The root file only lists layers; all that makes them work is here.
list(APPEND CMAKE_MODULE_PATH "${CMAKE_CURRENT_LIST_DIR}")

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/bin")
set(CMAKE_ARCHIVE_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/lib")

# NDEBUG is left out on purpose: assertions stay in what is shipped (ADR 0002).
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O2 -g1")

option(YIDI_LINT "Register the lint checks (format, tidy, layers, headers, shell) as tests" OFF)
option(YIDI_FUZZING "Build fuzz targets with libFuzzer; otherwise they replay their corpus" OFF)
set(YIDI_SANITIZE "" CACHE STRING "Sanitizers, comma separated: address,undefined or thread")

enable_testing()
include(tools)
include(warnings)
include(sanitizers)
include(dependencies)
include(layers)
include(lint)
