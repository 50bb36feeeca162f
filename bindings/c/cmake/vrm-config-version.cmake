# The version is the one that vrm.pc names, and serves whoever asks for it or an older one of the same first two numbers.
file(GLOB _vrm_pc "${CMAKE_CURRENT_LIST_DIR}/../../../lib*/pkgconfig/vrm.pc"
     "${CMAKE_CURRENT_LIST_DIR}/../../../lib/*/pkgconfig/vrm.pc")
list(GET _vrm_pc 0 _vrm_pc)
file(STRINGS "${_vrm_pc}" _vrm_version REGEX "^Version:")
string(REGEX REPLACE "^Version: *" "" PACKAGE_VERSION "${_vrm_version}")

string(REGEX MATCH "^[0-9]+\\.[0-9]+" _vrm_series "${PACKAGE_VERSION}")
if(NOT PACKAGE_FIND_VERSION
   OR ("${PACKAGE_FIND_VERSION_MAJOR}.${PACKAGE_FIND_VERSION_MINOR}" STREQUAL _vrm_series
       AND PACKAGE_FIND_VERSION VERSION_LESS_EQUAL PACKAGE_VERSION))
  set(PACKAGE_VERSION_COMPATIBLE TRUE)
endif()
if(PACKAGE_FIND_VERSION VERSION_EQUAL PACKAGE_VERSION)
  set(PACKAGE_VERSION_EXACT TRUE)
endif()
