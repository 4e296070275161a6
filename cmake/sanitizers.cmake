# YIDI_SANITIZE is set by the presets asan, tsan and fuzz. The first finding stops the program.
if(YIDI_SANITIZE)
    add_compile_options("-fsanitize=${YIDI_SANITIZE}" -fno-sanitize-recover=all -fno-omit-frame-pointer)
    add_link_options("-fsanitize=${YIDI_SANITIZE}")
endif()
if(YIDI_SANITIZE STREQUAL "thread" AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # Asio's fences come on top of its locks, which the sanitizer does understand.
    add_compile_options(-Wno-tsan)
endif()

if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    # Checked 128-bit products call __muloti4, which is in compiler-rt and not in libgcc.
    add_link_options(--rtlib=compiler-rt --unwindlib=libgcc)
endif()

if(CMAKE_BUILD_TYPE STREQUAL "RelWithDebInfo" AND NOT YIDI_SANITIZE)
    add_compile_definitions(_GLIBCXX_ASSERTIONS _FORTIFY_SOURCE=2)
    add_compile_options(-fstack-protector-strong)
    add_link_options(-pie -Wl,-z,relro,-z,now)
endif()

if(YIDI_FUZZING)
    # Coverage feedback is wanted in all of our code, not only in the fuzz targets.
    add_compile_options(-fsanitize=fuzzer-no-link)
    add_link_options(-fsanitize=fuzzer-no-link)
endif()
