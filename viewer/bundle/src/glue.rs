//! wasm-bindgen: the JavaScript around a wasm module. Belongs here: how each of the two programs is loaded and started.
//! Does not: names, hashes, files.

use std::path::{Path, PathBuf};

use crate::shorten;
use wasm_bindgen_cli_support::Bindgen;

/// Why there is no glue.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("wasm-bindgen refuses {path}: {reason}")]
    Bindgen { path: PathBuf, reason: String },
    #[error("{path} brings JavaScript files of its own ({files}): bundle cannot carry them yet")]
    Snippets { path: PathBuf, files: String },
}

/// Where a program runs.
#[derive(Clone, Copy)]
pub(crate) enum Host {
    /// In the page, as an ES module whose default export takes the URL of the wasm.
    Page,
    /// In a classic worker: module workers came to Firefox only in 114.
    Worker,
}

/// A module as a browser takes it, and the script that loads it.
pub(crate) struct Glue {
    pub(crate) js: String,
    pub(crate) wasm: Vec<u8>,
}

/// Makes the glue of one wasm file.
pub(crate) fn bind(path: &Path, host: Host) -> Result<Glue, Error> {
    let refused = |reason: String| Error::Bindgen { path: path.to_owned(), reason };
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(path)
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .omit_default_module_path(true);
    match host {
        Host::Page => bindgen.web(true),
        Host::Worker => bindgen.no_modules(true),
    }
    .map_err(|e| refused(format!("{e:#}")))?;
    let mut output = bindgen.generate_output().map_err(|e| refused(format!("{e:#}")))?;

    let inline = output.snippets().iter().filter(|(_, scripts)| !scripts.is_empty()).map(|(name, _)| name);
    let files: Vec<&str> = inline.chain(output.local_modules().keys()).map(String::as_str).collect();
    if !files.is_empty() {
        return Err(Error::Snippets { path: path.to_owned(), files: files.join(", ") });
    }
    let js = shorten::without_comments(output.js());
    let module = output.wasm_mut();
    shorten::drop_unused_exports(module);
    let js = shorten::name_imports(module, &js).map_err(refused)?;
    Ok(Glue { js, wasm: module.emit_wasm() })
}

/// Where the worker finds OpenH264: the script of a worker of its own, and the module to give it.
pub(crate) struct Openh264 {
    pub(crate) script: String,
    pub(crate) module: String,
}

/// Adds to the worker's script what starts it, and `wardOpenh264`, where there is one. Messages that come before its wasm is up would be lost: they are kept and
/// dispatched again. A start that fails becomes an `error` event on the page's side, which a rejected promise would not.
///
/// The wasm lies beside the script, so its last segment names it from there.
pub(crate) fn start_worker(js: &str, wasm_url: &str, openh264: Option<&Openh264>) -> String {
    let wasm = wasm_url.rsplit('/').next().unwrap_or(wasm_url);
    let openh264 = openh264.map_or_else(String::new, |Openh264 { script, module }| {
        format!(r#"self.wardOpenh264 = {{ script: "{script}", module: "{module}" }};"#)
    });
    format!(
        r#"{js}
{openh264}
(() => {{
  const early = [];
  const keep = (event) => {{ early.push(event); }};
  self.addEventListener("message", keep);
  wasm_bindgen({{ module_or_path: new URL("{wasm}", self.location.href) }}).then(() => {{
    self.removeEventListener("message", keep);
    for (const event of early) self.dispatchEvent(event);
  }}).catch((error) => {{ setTimeout(() => {{ throw error; }}); }});
}})();
"#
    )
}
