//! Every C entry over `gws-auth-core`: not built yet.
