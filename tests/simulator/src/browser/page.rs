//! Just enough HTML reading for pages of plain forms.

use super::BrowserError;

/// The first form of a page.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Form {
    /// Its `data-step`, or empty.
    pub(super) step: String,
    pub(super) action: String,
    pub(super) hidden: Vec<(String, String)>,
}

impl Form {
    /// Finds the first form with an `action` on this server.
    pub(super) fn find(html: &str) -> Option<Self> {
        let start = html.find("<form")?;
        let form = &html[start..];
        let form = &form[..form.find("</form>")?];
        let tag = &form[..form.find('>')?];
        let action = attribute(tag, "action").filter(|action| action.starts_with('/'))?;
        let inputs = form.match_indices("<input").filter_map(|(at, _)| {
            let rest = &form[at..];
            Some(&rest[..rest.find('>')?])
        });
        let hidden = inputs
            .filter(|tag| attribute(tag, "type").as_deref() == Some("hidden"))
            .filter_map(|tag| Some((attribute(tag, "name")?, attribute(tag, "value")?)))
            .collect();
        Some(Self { step: attribute(tag, "data-step").unwrap_or_default(), action, hidden })
    }
}

/// `http://host:port` of a URL.
pub(super) fn origin(url: &str) -> Result<String, BrowserError> {
    let rest = url.strip_prefix("http://").filter(|rest| !rest.is_empty());
    let rest = rest.ok_or_else(|| BrowserError::Transport("not an http:// URL".into()))?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    Ok(format!("http://{host}"))
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    let value = &tag[start..];
    let value = &value[..value.find('"')?];
    let plain = value.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    Some(plain.replace("&amp;", "&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_gives_its_action_and_hidden_fields() {
        let html = r#"<p>x</p><form method="post" action="/a?b=1&amp;c=2" data-step="login">
            <input type="hidden" name="login" value="&lt;1&gt;"><input id="u" name="user_id"></form>"#;
        let form = Form::find(html).expect("there is a form");
        assert_eq!(form.step, "login");
        assert_eq!(form.action, "/a?b=1&c=2");
        assert_eq!(form.hidden, [("login".to_owned(), "<1>".to_owned())]);
        assert_eq!(Form::find("<p>no form</p>"), None);
        assert_eq!(Form::find(r#"<form action="https://elsewhere.example/"></form>"#), None);
    }

    #[test]
    fn the_origin_is_cut_out() {
        assert_eq!(origin("http://127.0.0.1:8400/x?y").ok().as_deref(), Some("http://127.0.0.1:8400"));
        assert!(origin("https://127.0.0.1/").is_err());
    }
}
