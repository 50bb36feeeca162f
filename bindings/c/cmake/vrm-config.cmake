# find_package(vrm) gives the targets vrm::vrm, the shared library, and vrm::static, the archive with what it links to.
# Where the library stands, and what an archive needs, is read from vrm.pc, so that a prefix may be moved.
get_filename_component(_vrm_prefix "${CMAKE_CURRENT_LIST_DIR}/../../.." ABSOLUTE)
file(GLOB _vrm_pc "${_vrm_prefix}/lib*/pkgconfig/vrm.pc" "${_vrm_prefix}/lib/*/pkgconfig/vrm.pc")
list(GET _vrm_pc 0 _vrm_pc)
get_filename_component(_vrm_lib "${_vrm_pc}/../.." ABSOLUTE)
set(_vrm_shared "${_vrm_lib}/${CMAKE_SHARED_LIBRARY_PREFIX}vrm${CMAKE_SHARED_LIBRARY_SUFFIX}")
set(_vrm_static "${_vrm_lib}/${CMAKE_STATIC_LIBRARY_PREFIX}vrm${CMAKE_STATIC_LIBRARY_SUFFIX}")

if(EXISTS "${_vrm_shared}" AND NOT TARGET vrm::vrm)
  add_library(vrm::vrm SHARED IMPORTED)
  set_target_properties(vrm::vrm PROPERTIES IMPORTED_LOCATION "${_vrm_shared}"
                        INTERFACE_INCLUDE_DIRECTORIES "${_vrm_prefix}/include")
endif()

if(EXISTS "${_vrm_static}" AND NOT TARGET vrm::static)
  file(STRINGS "${_vrm_pc}" _vrm_private REGEX "^Libs.private:")
  string(REGEX REPLACE "^Libs.private: *" "" _vrm_private "${_vrm_private}")
  separate_arguments(_vrm_private)
  add_library(vrm::static STATIC IMPORTED)
  set_target_properties(vrm::static PROPERTIES IMPORTED_LOCATION "${_vrm_static}"
                        INTERFACE_INCLUDE_DIRECTORIES "${_vrm_prefix}/include"
                        INTERFACE_LINK_LIBRARIES "${_vrm_private}")
endif()

if(NOT TARGET vrm::vrm AND NOT TARGET vrm::static)
  set(vrm_FOUND FALSE)
  set(vrm_NOT_FOUND_MESSAGE "no library vrm in ${_vrm_lib}")
endif()
