# The checks that keep the house in order, as tests with the label lint. Only the dev preset registers them.
function(yidi_lint)
    if(NOT YIDI_LINT)
        return()
    endif()
    set(checks layers tidy format clang_tidy shell)
    foreach(check IN LISTS checks)
        set(script "${PROJECT_SOURCE_DIR}/tools/check_${check}.py")
        if(EXISTS "${script}")
            add_test(NAME "lint: ${check}"
                     COMMAND ${YIDI_PYTHON} -B "${script}" --build "${PROJECT_BINARY_DIR}"
                     WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
            set_tests_properties("lint: ${check}" PROPERTIES LABELS lint)
        endif()
    endforeach()
    add_test(NAME "lint: each header compiles alone"
             COMMAND ${CMAKE_COMMAND} --build "${PROJECT_BINARY_DIR}" --target all_verify_interface_header_sets)
    set_tests_properties("lint: each header compiles alone" PROPERTIES LABELS lint)
endfunction()
