//! A browser without a screen: it walks the login pages as a person would, over real HTTP.
//!
//! It knows nothing of the simulator's paths: it takes each form's `action` and hidden fields from the page. Blocking.

mod page;

use std::fmt;
use std::time::Duration;

use page::Form;

/// Who logs in.
#[derive(Clone)]
pub struct Credentials {
    /// The myIR user id.
    pub user: String,
    /// The password.
    pub password: String,
    /// The security code, should the server ask for one.
    pub security_code: Option<String>,
}

impl Credentials {
    /// A user without two-step verification.
    pub fn new(user: impl Into<String>, password: impl Into<String>) -> Self {
        Self { user: user.into(), password: password.into(), security_code: None }
    }

    /// The credentials of a configured test user.
    pub fn of(user: &crate::User) -> Self {
        Self {
            user: user.id.clone(),
            password: user.password.expose().to_owned(),
            security_code: user.security_code.as_ref().map(|code| code.expose().to_owned()),
        }
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Credentials").field("user", &self.user).finish_non_exhaustive()
    }
}

/// What the user clicks on the consent page, if it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// "Authorise".
    Authorise,
    /// "Deny".
    Deny,
}

/// One request of the walk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// The path, without the query: no code, no state.
    pub path: String,
    /// The HTTP status.
    pub status: u16,
    /// Which page came: `login`, `verify`, `consent`, `redirect`, or `other`.
    pub page: String,
}

/// The end of a walk.
#[derive(Clone)]
pub struct Landing {
    /// The URL that the browser is sent to at last, with its query: what the client is handed.
    pub location: String,
    /// The requests, in order.
    pub steps: Vec<Step>,
}

impl fmt::Debug for Landing {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Landing").field("steps", &self.steps).finish_non_exhaustive()
    }
}

/// Why the walk did not come to a redirect.
#[derive(Debug)]
pub enum BrowserError {
    /// No answer, or a URL that is not `http://host/...`.
    Transport(String),
    /// The server showed this instead of going on, as it does with most errors (REDIR-4).
    Shown {
        /// The HTTP status.
        status: u16,
        /// The body: JSON or a page.
        body: String,
    },
    /// The server did not take the password or the security code: it showed the same page again.
    Rejected {
        /// The page: `login` or `verify`.
        page: String,
    },
    /// The server asked for a security code, and the credentials have none.
    SecurityCodeNeeded,
}

impl fmt::Display for BrowserError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Transport(cause) => write!(formatter, "no answer: {cause}"),
            Self::Shown { status, body } => {
                write!(formatter, "the browser was shown status {status}: {body}")
            }
            Self::Rejected { page } => write!(formatter, "the {page} page did not take what was typed"),
            Self::SecurityCodeNeeded => formatter.write_str("the server asks for a security code"),
        }
    }
}

impl std::error::Error for BrowserError {}

/// Opens `authorize_url`, logs in, answers the consent page if it comes, and stops at the first redirect, which it does not follow.
///
/// # Errors
///
/// [`BrowserError`], when no redirect comes.
pub fn walk(authorize_url: &str, credentials: &Credentials, answer: Answer) -> Result<Landing, BrowserError> {
    let mut browser = Browser { agent: agent(), origin: page::origin(authorize_url)?, steps: Vec::new() };
    let mut reply = browser.get(authorize_url)?;
    let mut before = String::new();
    loop {
        if let Some(location) = reply.location {
            return Ok(Landing { location, steps: browser.steps });
        }
        let shown = BrowserError::Shown { status: reply.status, body: reply.body.clone() };
        let Some(form) = Form::find(&reply.body) else { return Err(shown) };
        if form.step == before {
            return Err(BrowserError::Rejected { page: form.step });
        }
        let mut fields = form.hidden;
        let mut fill = |name: &str, value: &str| fields.push((name.to_owned(), value.to_owned()));
        match form.step.as_str() {
            "login" => {
                fill("user_id", &credentials.user);
                fill("password", &credentials.password);
            }
            "verify" => {
                let code = credentials.security_code.as_deref().ok_or(BrowserError::SecurityCodeNeeded)?;
                fill("security_code", code);
            }
            "consent" => fill("answer", if answer == Answer::Authorise { "authorise" } else { "deny" }),
            _ => return Err(shown),
        }
        before = form.step;
        reply = browser.post(&form.action, &fields)?;
    }
}

struct Browser {
    agent: ureq::Agent,
    origin: String,
    steps: Vec<Step>,
}

struct Reply {
    status: u16,
    location: Option<String>,
    body: String,
}

impl Browser {
    fn get(&mut self, url: &str) -> Result<Reply, BrowserError> {
        let response = self.agent.get(url).call();
        let path = url[self.origin.len()..].split(['?', '#']).next().unwrap_or_default();
        self.read("GET", path, response)
    }

    fn post(&mut self, action: &str, fields: &[(String, String)]) -> Result<Reply, BrowserError> {
        let url = format!("{}{action}", self.origin);
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = self.agent.post(url).header("Content-Type", "application/x-www-form-urlencoded");
        let response = request.send(body);
        self.read("POST", action, response)
    }

    fn read(
        &mut self,
        method: &'static str,
        path: &str,
        response: Result<ureq::http::Response<ureq::Body>, ureq::Error>,
    ) -> Result<Reply, BrowserError> {
        let transport = |error: ureq::Error| BrowserError::Transport(error.to_string());
        let mut response = response.map_err(transport)?;
        let status = response.status().as_u16();
        let location =
            response.headers().get("location").and_then(|value| value.to_str().ok()).map(str::to_owned);
        let location = location.filter(|_| response.status().is_redirection());
        let body = response.body_mut().read_to_string().map_err(transport)?;
        let page = match (&location, Form::find(&body)) {
            (Some(_), _) => "redirect".to_owned(),
            (None, Some(form)) => form.step,
            (None, None) => "other".to_owned(),
        };
        self.steps.push(Step { method, path: path.to_owned(), status, page });
        Ok(Reply { status, location, body })
    }
}

fn agent() -> ureq::Agent {
    let config = ureq::Agent::config_builder()
        .max_redirects(0)
        .http_status_as_error(false)
        .timeout_global(Some(Duration::from_secs(30)));
    config.build().into()
}
