# Optional speed-ups: a build without them gives the same result, only later.
find_program(YIDI_CCACHE ccache)
if(YIDI_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER "${YIDI_CCACHE}")
endif()

find_program(YIDI_MOLD mold)
if(YIDI_MOLD)
    add_link_options(-fuse-ld=mold)
endif()

# File names in assertions are relative, so a binary does not tell where it was built.
add_compile_options("-fmacro-prefix-map=${PROJECT_SOURCE_DIR}/=")
