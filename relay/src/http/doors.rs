//! The routes as a table: each with the rule for who may pass. Belongs here: rules, and keeping them in front of every
//! handler. Does not: what a handler does, who may do what (see `access`).
//!
//! A route cannot be added without a rule, and the tests walk over this same table: role × route × camera.

use super::{
    App, asking,
    problem::{self, Refusal},
    visitor::Visitor,
};
use access::{History, Identity, Lend, OfCamera, Principal, See, Watch};
use axum::{
    Router,
    extract::{DefaultBodyLimit, RawPathParams, Request, State, rejection::RawPathParamsRejection},
    handler::Handler,
    http::Method,
    middleware::{self, Next},
    response::Response,
    routing::{MethodFilter, on},
};
use shared::{CameraId, access::Right, wire::Reason};

/// Who may pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rule {
    /// Everybody, also before logging in.
    Public,
    /// Whoever has the secret in the address itself: an invitation, an embed. The handler looks it up.
    Key,
    /// Somebody with a session, also before his second factor is set up.
    Session,
    /// Somebody who has logged in fully; what the answer holds is filtered by what he may see.
    Person,
    /// Who has this right over the whole ward.
    Site(Right),
    /// Who has this right anywhere; what the answer holds is filtered by what he may see.
    Somewhere(Right),
    /// Who may do this with the camera that the path names as `{site}/{camera}`.
    Camera(OnCamera),
}

/// A permission for the camera in the path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OnCamera {
    /// [`See`]
    See,
    /// [`Watch`]
    Watch,
    /// [`History`]
    History,
    /// [`Lend`]
    Lend,
}

/// One route of the table.
#[derive(Debug, Clone)]
#[cfg_attr(not(test), expect(dead_code, reason = "the router has them, too; only the tests walk over the table"))]
pub(crate) struct Door {
    pub(crate) method: Method,
    pub(crate) path: &'static str,
    pub(crate) rule: Rule,
}

/// The table under construction, and the router that it makes.
pub(crate) struct Doors {
    app: App,
    router: Router<App>,
    table: Vec<Door>,
}

impl Doors {
    pub(crate) fn new(app: App) -> Self {
        Self { app, router: Router::new(), table: Vec::new() }
    }

    /// A route that is asked with GET.
    pub(crate) fn get<H: Handler<T, App>, T: 'static>(self, path: &'static str, rule: Rule, handler: H) -> Self {
        self.door(Method::GET, MethodFilter::GET, path, rule, handler)
    }

    /// A route that changes something, asked with POST.
    pub(crate) fn post<H: Handler<T, App>, T: 'static>(self, path: &'static str, rule: Rule, handler: H) -> Self {
        self.door(Method::POST, MethodFilter::POST, path, rule, handler)
    }

    /// A route that changes part of something, asked with PATCH.
    pub(crate) fn patch<H: Handler<T, App>, T: 'static>(self, path: &'static str, rule: Rule, handler: H) -> Self {
        self.door(Method::PATCH, MethodFilter::PATCH, path, rule, handler)
    }

    /// A route that ends something, asked with DELETE.
    pub(crate) fn delete<H: Handler<T, App>, T: 'static>(self, path: &'static str, rule: Rule, handler: H) -> Self {
        self.door(Method::DELETE, MethodFilter::DELETE, path, rule, handler)
    }

    /// What a route takes, asked with OPTIONS.
    pub(crate) fn options<H: Handler<T, App>, T: 'static>(self, path: &'static str, rule: Rule, handler: H) -> Self {
        self.door(Method::OPTIONS, MethodFilter::OPTIONS, path, rule, handler)
    }

    /// A route asked with POST that takes another body than others, of at most so many bytes.
    pub(crate) fn upload<H: Handler<T, App>, T: 'static>(
        mut self,
        path: &'static str,
        rule: Rule,
        bytes: usize,
        handler: H,
    ) -> Self {
        let check = middleware::from_fn_with_state((self.app.clone(), rule), check);
        let route = on(MethodFilter::POST, handler).layer(DefaultBodyLimit::max(bytes)).route_layer(check);
        self.router = self.router.route(path, route);
        self.table.push(Door { method: Method::POST, path, rule });
        self
    }

    fn door<H, T>(mut self, method: Method, filter: MethodFilter, path: &'static str, rule: Rule, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        let check = middleware::from_fn_with_state((self.app.clone(), rule), check);
        self.router = self.router.route(path, on(filter, handler).route_layer(check));
        self.table.push(Door { method, path, rule });
        self
    }

    /// The router, and the table for whoever wants to walk over it.
    pub(crate) fn finish(self) -> (Router<App>, Vec<Door>) {
        (self.router, self.table)
    }
}

async fn check(
    State((app, rule)): State<(App, Rule)>,
    // A path that is no UTF-8 has none.
    params: Result<RawPathParams, RawPathParamsRejection>,
    visitor: Visitor,
    mut request: Request,
    next: Next,
) -> Response {
    let principal = asking::who(&app, visitor, request.headers());
    if let Err(reason) = judge(rule, principal.as_ref(), params.as_ref().ok()) {
        return problem::turn_away(&request, Refusal(reason));
    }
    if let Some(principal) = principal {
        if let Identity::User { session, .. } = principal.identity()
            && let Err(error) = app.people.touch(&app.traces, &session, hub::clock::now().time).await
        {
            tracing::warn!(%error, "that a session is in use could not be written; it may end earlier");
        }
        request.extensions_mut().insert(principal);
    }
    next.run(request).await
}

fn judge(rule: Rule, principal: Option<&Principal>, params: Option<&RawPathParams>) -> Result<(), Reason> {
    if matches!(rule, Rule::Public | Rule::Key) {
        return Ok(());
    }
    let principal = principal.ok_or(Reason::LoginRequired)?;
    if rule == Rule::Session {
        return Ok(());
    }
    if principal.needs_totp() {
        return Err(Reason::TotpRequired);
    }
    match rule {
        Rule::Public | Rule::Key | Rule::Session | Rule::Person => Ok(()),
        Rule::Site(right) => principal.has_site_wide(right).then_some(()).ok_or(Reason::NotAllowed),
        Rule::Somewhere(right) => principal.has_somewhere(right).then_some(()).ok_or(Reason::NotAllowed),
        Rule::Camera(on) => {
            // What is no id, what is not there and what is not for this principal look alike from outside.
            let id = params.and_then(camera).ok_or(Reason::UnknownCamera)?;
            match on {
                OnCamera::See => may::<See>(principal, &id),
                OnCamera::Watch => may::<Watch>(principal, &id),
                OnCamera::History => may::<History>(principal, &id),
                OnCamera::Lend => may::<Lend>(principal, &id),
            }
        }
    }
}

/// The camera that a path names as `{site}/{camera}`.
pub(super) fn camera(params: &RawPathParams) -> Option<CameraId> {
    let part = |name| params.iter().find(|(key, _)| *key == name).map(|(_, value)| value);
    format!("{}/{}", part("site")?, part("camera")?).parse().ok()
}

fn may<P: OfCamera>(principal: &Principal, id: &CameraId) -> Result<(), Reason> {
    match principal.may::<P>(id) {
        Ok(_) => Ok(()),
        // Whoever may know of the camera may know that it is paused.
        Err(access::Denied) if !P::WHILE_PAUSED && principal.is_paused_for(id) => Err(Reason::Paused),
        Err(access::Denied) => Err(Reason::UnknownCamera),
    }
}
