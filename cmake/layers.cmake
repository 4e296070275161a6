# The words of the root file. Each takes a folder (below src/, or below the root for tests and bench) and
#   USES   layers it may include and link (tools/layers.toml says the same, and check_layers.py holds it)
#   LINKS  third-party targets
#   HOT    optimised for speed where we build for release: what runs for every case
# and does nothing while the folder has no code, so that the list can name a layer before it is there.
#
#   yidi_layer(folder)         library of *.cpp, one test program of *_test.cpp and *_prop.cpp,
#                              scripts *_test.{sh,py,mjs} as tests; TEST_USES and TEST_LINKS for tests only
#   yidi_program(folder NAME)  executable of *.cpp
#   yidi_fuzz(folder)          one fuzz target per *_fuzz.cpp, its corpus in <folder>/corpus/<name>/;
#                              the target fuzz_targets builds them all
#   yidi_compile_fail(folder)  each YIDI_CASE of each *.cpp must not compile, and case 0 must
#   yidi_bench(folder)         one benchmark program of *.cpp

include(GoogleTest)
find_program(YIDI_PYTHON python3 REQUIRED)
find_program(YIDI_BASH bash REQUIRED)
find_program(YIDI_NODE NAMES node nodejs)

# Looks a folder up, below src/ first; `directory` is empty if there is nothing. `name` is for targets.
function(yidi_find_folder folder directory name)
    string(REPLACE "/" "_" target_part "${folder}")
    set(${name} "${target_part}" PARENT_SCOPE)
    set(${directory} "" PARENT_SCOPE)
    foreach(candidate "${PROJECT_SOURCE_DIR}/src/${folder}" "${PROJECT_SOURCE_DIR}/${folder}")
        if(IS_DIRECTORY "${candidate}")
            set(${directory} "${candidate}" PARENT_SCOPE)
            break()
        endif()
    endforeach()
endfunction()

# Splits the C++ files of a folder and of its internal/ into library sources, tests, and the headers that have no file of
# their own: the others stand first in theirs (the format says so), which compiles them alone already.
function(yidi_find_sources directory sources tests headers)
    file(GLOB all CONFIGURE_DEPENDS "${directory}/*.cpp" "${directory}/internal/*.cpp"
         "${directory}/forms/*.cpp" "${directory}/handlers/*.cpp" "${directory}/endpoints/*.cpp")
    set(found_tests ${all})
    list(FILTER found_tests INCLUDE REGEX "_(test|prop)\\.cpp$")
    list(FILTER all EXCLUDE REGEX "_(test|prop|fuzz|bench)\\.cpp$")
    file(GLOB found_headers CONFIGURE_DEPENDS "${directory}/*.h" "${directory}/internal/*.h")
    set(lone_headers "")
    foreach(header IN LISTS found_headers)
        string(REGEX REPLACE "\\.h$" "" stem "${header}")
        if(NOT EXISTS "${stem}.cpp" AND NOT EXISTS "${stem}_test.cpp")
            list(APPEND lone_headers "${header}")
        endif()
    endforeach()
    set(${sources} ${all} PARENT_SCOPE)
    set(${tests} ${found_tests} PARENT_SCOPE)
    set(${headers} ${lone_headers} PARENT_SCOPE)
endfunction()

# Links the layers of USES that are there already.
function(yidi_use target visibility)
    foreach(layer IN LISTS ARGN)
        string(REPLACE "/" "_" used "yidi_${layer}")
        if(TARGET ${used})
            target_link_libraries(${target} ${visibility} ${used})
        endif()
    endforeach()
endfunction()

# The label of a folder's tests: unit for src/, else the folder's own name (property, golden, ...).
function(yidi_test_kind folder kind)
    set(${kind} unit PARENT_SCOPE)
    if(folder MATCHES "^tests/(.+)$")
        set(${kind} "${CMAKE_MATCH_1}" PARENT_SCOPE)
    endif()
endfunction()

function(yidi_test_program folder name)
    cmake_parse_arguments(ARG "" "" "SOURCES;USES;LINKS" ${ARGN})
    add_executable(yidi_${name}_test ${ARG_SOURCES})
    target_include_directories(yidi_${name}_test PRIVATE "${PROJECT_SOURCE_DIR}/src" "${PROJECT_SOURCE_DIR}")
    target_link_libraries(yidi_${name}_test PRIVATE yidi_warnings ${ARG_LINKS} rapidcheck_gtest
                          GTest::gtest_main)
    yidi_use(yidi_${name}_test PRIVATE ${ARG_USES})
    yidi_test_kind("${folder}" kind)
    gtest_discover_tests(yidi_${name}_test
        TEST_PREFIX "${folder}: "
        WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}"
        DISCOVERY_MODE PRE_TEST
        PROPERTIES LABELS ${kind} TIMEOUT 600)
endfunction()

# Black-box tests in a script language; YIDI names the program under test.
function(yidi_script_tests folder directory)
    file(GLOB scripts CONFIGURE_DEPENDS "${directory}/*_test.sh" "${directory}/*_test.py" "${directory}/*_test.mjs")
    yidi_test_kind("${folder}" kind)
    foreach(script IN LISTS scripts)
        cmake_path(GET script EXTENSION LAST_ONLY extension)
        cmake_path(GET script STEM stem)
        set(runner_.sh ${YIDI_BASH})
        set(runner_.py ${YIDI_PYTHON})
        set(runner_.mjs ${YIDI_NODE})
        add_test(NAME "${folder}: ${stem}" COMMAND ${runner_${extension}} "${script}"
                 WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
        set_tests_properties("${folder}: ${stem}" PROPERTIES LABELS ${kind}
            ENVIRONMENT "YIDI=${CMAKE_RUNTIME_OUTPUT_DIRECTORY}/yidi;PYTHONDONTWRITEBYTECODE=1")
        # What is held to a ratio of times has the machine to itself.
        if(stem MATCHES "_alone_test$")
            set_tests_properties("${folder}: ${stem}" PROPERTIES RUN_SERIAL ON)
        endif()
    endforeach()
endfunction()

function(yidi_layer folder)
    cmake_parse_arguments(ARG "HOT" "" "USES;LINKS;TEST_USES;TEST_LINKS" ${ARGN})
    yidi_find_folder("${folder}" directory name)
    if(NOT directory)
        return()
    endif()
    yidi_find_sources("${directory}" sources tests headers)
    set(visibility PUBLIC)
    if(sources)
        add_library(yidi_${name} STATIC ${sources})
        target_link_libraries(yidi_${name} PRIVATE yidi_warnings)
        if(ARG_HOT)
            target_compile_options(yidi_${name} PRIVATE $<$<CONFIG:RelWithDebInfo>:-O3>)
        endif()
    else()
        set(visibility INTERFACE)
        add_library(yidi_${name} INTERFACE)
    endif()
    string(REPLACE "/" "::" alias "${folder}")
    add_library(yidi::${alias} ALIAS yidi_${name})

    # src/ files include "base/money.h"; files of tests/ also "tests/reference/...".
    set(include_root "${PROJECT_SOURCE_DIR}/src")
    if(folder MATCHES "^(tests|bench)")
        set(include_root "${PROJECT_SOURCE_DIR}")
    endif()
    target_include_directories(yidi_${name} ${visibility} "${include_root}")
    if(headers)
        target_sources(yidi_${name} ${visibility} FILE_SET HEADERS BASE_DIRS "${include_root}" FILES ${headers})
        # Gives the target that compiles each header alone (cmake/lint.cmake runs it as a test).
        set_target_properties(yidi_${name} PROPERTIES VERIFY_INTERFACE_HEADER_SETS ON)
    endif()
    yidi_use(yidi_${name} ${visibility} ${ARG_USES})
    target_link_libraries(yidi_${name} ${visibility} ${ARG_LINKS})

    if(tests)
        yidi_test_program("${folder}" ${name} SOURCES ${tests} USES ${folder} ${ARG_TEST_USES}
                          LINKS ${ARG_TEST_LINKS})
    endif()
    yidi_script_tests("${folder}" "${directory}")
endfunction()

function(yidi_program folder)
    cmake_parse_arguments(ARG "" "NAME" "USES;LINKS" ${ARGN})
    yidi_find_folder("${folder}" directory name)
    if(NOT directory)
        return()
    endif()
    yidi_find_sources("${directory}" sources tests headers)
    add_executable(${ARG_NAME} ${sources})
    target_include_directories(${ARG_NAME} PRIVATE "${PROJECT_SOURCE_DIR}/src" "${PROJECT_SOURCE_DIR}")
    target_link_libraries(${ARG_NAME} PRIVATE yidi_warnings ${ARG_LINKS})
    yidi_use(${ARG_NAME} PRIVATE ${ARG_USES})
endfunction()

function(yidi_fuzz folder)
    cmake_parse_arguments(ARG "" "" "USES;LINKS" ${ARGN})
    yidi_find_folder("${folder}" directory name)
    if(NOT directory)
        return()
    endif()
    add_custom_target(fuzz_targets)
    file(GLOB targets CONFIGURE_DEPENDS "${directory}/*_fuzz.cpp")
    foreach(source IN LISTS targets)
        cmake_path(GET source STEM stem)
        string(REGEX REPLACE "_fuzz$" "" subject "${stem}")
        add_executable(${stem} "${source}")
        add_dependencies(fuzz_targets ${stem})
        target_include_directories(${stem} PRIVATE "${PROJECT_SOURCE_DIR}/src" "${PROJECT_SOURCE_DIR}")
        target_link_libraries(${stem} PRIVATE yidi_warnings ${ARG_LINKS})
        yidi_use(${stem} PRIVATE ${ARG_USES})
        if(YIDI_FUZZING)
            target_link_options(${stem} PRIVATE -fsanitize=fuzzer)
            set(replay_options -runs=0)
        else()
            # The same target with a main that runs every file of the corpus once.
            target_sources(${stem} PRIVATE "${PROJECT_SOURCE_DIR}/cmake/replay_corpus.cpp")
            set(replay_options "")
        endif()
        add_test(NAME "${folder}: ${subject} corpus"
                 COMMAND ${stem} ${replay_options} "${directory}/corpus/${subject}"
                 WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
        set_tests_properties("${folder}: ${subject} corpus" PROPERTIES LABELS fuzz)
    endforeach()
endfunction()

function(yidi_compile_fail folder)
    yidi_find_folder("${folder}" directory name)
    if(NOT directory)
        return()
    endif()
    # An unused constant must not be the reason why a case fails.
    set(flags -std=c++20 -fsyntax-only -Wall -Wextra -Wconversion -Wno-unused-const-variable -Werror
        "-I${PROJECT_SOURCE_DIR}/src")
    file(GLOB files CONFIGURE_DEPENDS "${directory}/*.cpp")
    foreach(file IN LISTS files)
        cmake_path(GET file STEM stem)
        set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${file}")
        file(STRINGS "${file}" cases REGEX "YIDI_CASE == [0-9]+")
        list(TRANSFORM cases REPLACE "^.*YIDI_CASE == ([0-9]+).*$" "\\1")
        foreach(case 0 ${cases})
            set(test "${folder}: ${stem} ${case}")
            add_test(NAME "${test}" COMMAND ${CMAKE_CXX_COMPILER} ${flags} -DYIDI_CASE=${case} "${file}")
            set_tests_properties("${test}" PROPERTIES LABELS compile_fail)
            if(case GREATER 0)
                set_tests_properties("${test}" PROPERTIES WILL_FAIL ON)
            endif()
        endforeach()
    endforeach()
endfunction()

function(yidi_bench folder)
    cmake_parse_arguments(ARG "" "" "USES;LINKS" ${ARGN})
    yidi_find_folder("${folder}" directory name)
    if(NOT directory)
        return()
    endif()
    file(GLOB sources CONFIGURE_DEPENDS "${directory}/*.cpp")
    if(sources)
        add_executable(yidi_bench ${sources})
        target_include_directories(yidi_bench PRIVATE "${PROJECT_SOURCE_DIR}/src" "${PROJECT_SOURCE_DIR}")
        target_link_libraries(yidi_bench PRIVATE yidi_warnings ${ARG_LINKS})
        yidi_use(yidi_bench PRIVATE ${ARG_USES})
    endif()
endfunction()
