//! What pkg-config and CMake read.

use std::path::Path;

use super::{SONAME, VERSION};

/// `gws_auth.pc`. `system_libraries`: what a program needs besides the static library.
pub(super) fn pkg_config(prefix: &Path, system_libraries: &str) -> String {
    format!(
        "prefix={}
includedir=${{prefix}}/include
libdir=${{prefix}}/lib

Name: gws_auth
Description: OAuth and M2M tokens for Inland Revenue's (New Zealand) gateway services
Version: {VERSION}
Cflags: -I${{includedir}}
Libs: -L${{libdir}} -lgws_auth
Libs.private: {system_libraries}
",
        prefix.display()
    )
}

/// `gws_auth-config.cmake`: finds its folder by its own place, so that it may be moved as a whole.
pub(super) fn cmake(shared: &str, system_libraries: &str) -> String {
    let libraries: Vec<_> =
        system_libraries.split_whitespace().map(|word| word.trim_start_matches("-l")).collect();
    format!(
        r#"get_filename_component(_gws_auth_prefix "${{CMAKE_CURRENT_LIST_DIR}}/../../.." ABSOLUTE)
if(NOT TARGET gws_auth::gws_auth)
  add_library(gws_auth::gws_auth SHARED IMPORTED)
  set_target_properties(gws_auth::gws_auth PROPERTIES
    IMPORTED_LOCATION "${{_gws_auth_prefix}}/lib/{shared}"
    IMPORTED_SONAME "{SONAME}"
    INTERFACE_INCLUDE_DIRECTORIES "${{_gws_auth_prefix}}/include")
  add_library(gws_auth::static STATIC IMPORTED)
  set_target_properties(gws_auth::static PROPERTIES
    IMPORTED_LOCATION "${{_gws_auth_prefix}}/lib/libgws_auth.a"
    INTERFACE_LINK_LIBRARIES "{}"
    INTERFACE_INCLUDE_DIRECTORIES "${{_gws_auth_prefix}}/include")
endif()
unset(_gws_auth_prefix)
"#,
        libraries.join(";")
    )
}

/// `gws_auth-config-version.cmake`: until 1.0 only the same minor version fits.
pub(super) fn cmake_version() -> String {
    let minor = VERSION.rsplit_once('.').map_or(VERSION, |(minor, _)| minor);
    format!(
        r#"set(PACKAGE_VERSION "{VERSION}")
if(PACKAGE_FIND_VERSION VERSION_LESS_EQUAL PACKAGE_VERSION AND PACKAGE_FIND_VERSION VERSION_GREATER_EQUAL "{minor}")
  set(PACKAGE_VERSION_COMPATIBLE TRUE)
endif()
if(PACKAGE_FIND_VERSION VERSION_EQUAL PACKAGE_VERSION)
  set(PACKAGE_VERSION_EXACT TRUE)
endif()
"#
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_descriptions_name_folder_and_libraries() {
        let text = pkg_config(Path::new("/opt/x"), "-lc");
        assert!(text.starts_with("prefix=/opt/x\n") && text.contains("\nLibs.private: -lc\n"));
        assert!(cmake("libx.so.1", "-lgcc_s -lc").contains("LIBRARIES \"gcc_s;c\"\n"));
    }
}
