//! What the browser is shown at the end: fixed pages that repeat nothing of the URL.

use base64ct::{Base64, Encoding as _};
use sha2::{Digest as _, Sha256};

/// The only style, allowed by its hash: everything else stays forbidden.
const STYLE: &str = "\
:root { color-scheme: light dark; --ink: #1c2830; --ground: #eef2f4; --paper: #fff; } \
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf1; --ground: #10171c; --paper: #1b252c; } } \
body { margin: 0; padding: 1rem; background: var(--ground); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; } \
main { max-width: 27rem; margin: 12vh auto 0; padding: 1.5rem 2rem 2rem; background: var(--paper); border-radius: .75rem; } \
h1 { margin: .5rem 0; font-size: 1.6rem; line-height: 1.2; }";

/// A fixed answer.
pub(super) struct Page {
    status: &'static str,
    title: &'static str,
    text: &'static str,
}

pub(super) const DONE: Page = Page {
    status: "200 OK",
    title: "You are back",
    text: "The login has reached the program that asked for it. You can close this window.",
};
pub(super) const REFUSED: Page = Page {
    status: "200 OK",
    title: "Not authorised",
    text: "The login was refused, and the program knows. You can close this window.",
};
pub(super) const LATE: Page = Page {
    status: "400 Bad Request",
    title: "Too late",
    text: "This login has taken too long. Start it again in the program.",
};
pub(super) const NOT_OURS: Page = Page {
    status: "400 Bad Request",
    title: "Not this login",
    text: "This does not belong to the login that is under way.",
};
pub(super) const NOT_FOUND: Page =
    Page { status: "404 Not Found", title: "Nothing here", text: "There is nothing here." };
pub(super) const NOT_A_GET: Page =
    Page { status: "405 Method Not Allowed", title: "Nothing here", text: "There is nothing here." };

pub(super) const TOO_LARGE: Page = Page {
    status: "431 Request Header Fields Too Large",
    title: "Too many cookies",
    text: "The browser sent more than this program reads. Delete the cookies of this address, and go back.",
};

impl Page {
    /// Nothing is stored, loaded, framed or passed on: the URL of this page holds the code.
    pub(super) fn response(&self) -> String {
        let Self { status, title, text } = self;
        let body = format!(
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
             <style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n<p>{text}</p>\n</main>\n</body>\n</html>\n"
        );
        let style = Base64::encode_string(&Sha256::digest(STYLE));
        let allow = if status.starts_with("405") { "Allow: GET\r\n" } else { "" };
        format!(
            "HTTP/1.1 {status}\r\n\
             Content-Type: text/html; charset=utf-8\r\n\
             Content-Length: {}\r\n\
             Cache-Control: no-store\r\n\
             Referrer-Policy: no-referrer\r\n\
             Content-Security-Policy: default-src 'none'; style-src 'sha256-{style}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'\r\n\
             X-Content-Type-Options: nosniff\r\n\
             {allow}Connection: close\r\n\r\n{body}",
            body.len()
        )
    }
}
