# Optional speed-ups: a build without them gives the same result, only later.
# Paths below the tree reach ccache relative to the build's folder, so that a second clone finds what the first compiled.
find_program(YIDI_CCACHE ccache)
set(YIDI_SOURCES_AS_SEEN "${PROJECT_SOURCE_DIR}")
if(YIDI_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER
        "${CMAKE_COMMAND}" -E env "CCACHE_BASEDIR=${PROJECT_SOURCE_DIR}" CCACHE_NOHASHDIR=true "${YIDI_CCACHE}")
    file(RELATIVE_PATH YIDI_SOURCES_AS_SEEN "${PROJECT_BINARY_DIR}" "${PROJECT_SOURCE_DIR}")
    string(REGEX REPLACE "/$" "" YIDI_SOURCES_AS_SEEN "${YIDI_SOURCES_AS_SEEN}")
endif()

find_program(YIDI_MOLD mold)
if(YIDI_MOLD)
    add_link_options(-fuse-ld=mold)
endif()

# File names in assertions are relative, so a binary does not tell where it was built.
add_compile_options("-fmacro-prefix-map=${YIDI_SOURCES_AS_SEEN}/=")
