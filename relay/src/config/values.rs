//! The file's values with their keys, to look at. Belongs here: which differ from the defaults. Does not: checking them.

use super::file::File;
use serde_json::Value as Json;

/// One value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// Such as `cameras.retry_max_secs`.
    pub key: String,
    /// As it would stand in the file: a number, text or list is written in TOML as it is in JSON.
    pub value: String,
    /// It is not the default.
    pub changed: bool,
}

/// Every value, by its key.
pub(super) fn values(file: &File) -> Vec<Value> {
    let (now, default) = (flat(file), flat(&File::default()));
    let value = |((key, value), (_, default)): ((String, Json), (String, Json))| Value {
        changed: value != default,
        value: value.to_string(),
        key,
    };
    now.into_iter().zip(default).map(value).collect()
}

fn flat(file: &File) -> Vec<(String, Json)> {
    let mut out = Vec::new();
    // Only a path that is no UTF-8 has no JSON.
    let Ok(Json::Object(parts)) = serde_json::to_value(file) else { return out };
    for (name, part) in parts {
        match part {
            Json::Object(values) => out.extend(values.into_iter().map(|(key, value)| (format!("{name}.{key}"), value))),
            value => out.push((name, value)),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::text::door::keys;
    use std::collections::BTreeSet;

    #[test]
    fn what_differs_is_marked_and_every_key_is_explained() {
        let mut file = File { site: "cai-khe".into(), ..File::default() };
        file.cameras.networks = vec!["10.0.0.0/8".into()];
        let values = values(&file);
        let changed = values.iter().filter(|v| v.changed).map(|v| (v.key.as_str(), v.value.as_str()));
        // In the file's order or by name: other crates decide that, by a feature of the library.
        let changed: BTreeSet<_> = changed.collect();
        assert_eq!(
            changed.into_iter().collect::<Vec<_>>(),
            [("cameras.networks", "[\"10.0.0.0/8\"]"), ("site", "\"cai-khe\"")]
        );
        for value in &values {
            assert!(keys::means(&value.key).is_some(), "{} is not explained", value.key);
            assert!(toml::from_str::<toml::Table>(&format!("x = {}", value.value)).is_ok(), "{value:?}");
        }
        assert!(values.len() > 35);
    }
}
