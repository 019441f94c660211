//! Swift, Kotlin and Python over `gws-auth-core`: not built yet.
