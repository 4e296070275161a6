# The checks that keep the house in order, as tests with the label lint. Only the dev preset registers them.
function(yidi_lint)
    if(NOT YIDI_LINT)
        return()
    endif()
    yidi_lint_test(layers check_layers.py)
    yidi_lint_test(tidy tidy.py)
    yidi_lint_test(format check_format.py)
    yidi_lint_test(shell check_shell.py)
    yidi_lint_test(names check_names.py)
    yidi_lint_test("clang-tidy" check_clang_tidy.py --build "${PROJECT_BINARY_DIR}")
    yidi_lint_test("the checks catch what they should" checks_test.py)
    yidi_lint_test("each mutant fits the source" mutants/mutants.py --list)
    add_test(NAME "lint: each header compiles alone"
             COMMAND ${CMAKE_COMMAND} --build "${PROJECT_BINARY_DIR}" --target all_verify_interface_header_sets)

    # These two keep every core busy for a while; alone they are as fast and hold up nothing.
    cmake_host_system_information(RESULT cores QUERY NUMBER_OF_LOGICAL_CORES)
    set_tests_properties("lint: clang-tidy" "lint: each header compiles alone" PROPERTIES
        LABELS lint PROCESSORS ${cores} TIMEOUT 3600)
endfunction()

function(yidi_lint_test name script)
    add_test(NAME "lint: ${name}" COMMAND ${YIDI_PYTHON} -B "${PROJECT_SOURCE_DIR}/tools/${script}" ${ARGN}
             WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
    set_tests_properties("lint: ${name}" PROPERTIES LABELS lint)
endfunction()
